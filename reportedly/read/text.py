"""Bytes to text: which encoding they are in, whatever they declare, and the text they hold.

In come the bytes of an item; out comes a string in which every code point is one character of the
item, none added, dropped or changed. A byte order mark stays in the text as U+FEFF, newlines and
no-break spaces stay as they are: offsets into the text are offsets into the user's file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from charset_normalizer import from_bytes

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""", re.IGNORECASE)
_AS_BROWSERS_DO = {"iso-8859-1", "iso8859-1", "latin-1", "latin1", "ascii", "us-ascii", "iso-8859-15"}
_EXPECTED = re.compile(r"[\x00-\x7f“”‘’‚„«»‹›–—―…•·°©®™£€¥¢§\xa0\xadÀ-ÖØ-öø-ſ]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f]")
_MISPLACED = re.compile(r"(?<=[a-z.,])[À-ÖØ-Þ](?![A-ZÀ-Þ])|(?<![A-ZÀ-Þ])[À-ÖØ-Þ](?=[A-Z])")
_LOOK = 200_000


def decode(data: bytes, *, html: bool = False) -> str:
    """Decode bytes to text; raise `ValueError` with a reason where no encoding fits.

    Tried in turn: a byte order mark, UTF-8, UTF-16 without its mark, UTF-8 with a few broken
    characters (U+FFFD), and then whichever of the declared encoding (HTML only), Windows-1252,
    Mac Roman and charset-normalizer's best guess gives the text with the fewest odd characters.
    """
    for mark, marked in _MARKS:
        if data.startswith(mark) and (text := _strict(data, marked)) is not None:
            return text
    if (text := _strict(data, "utf-8")) is not None:
        return text
    if (encoding := _utf16(data)) and (text := _strict(data, encoding)) is not None:
        return text
    if (text := _broken_utf8(data)) is not None:
        return text
    best = min(_candidates(data, html), key=_oddness, default=None)
    if best is None or _oddness(best) > 0.25:
        raise ValueError("its bytes are text in no known encoding; save it as UTF-8")
    return best


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _utf16(data: bytes) -> str | None:
    """Recognise UTF-16 without a mark by its NULs: every second byte of English text is one."""
    head = data[:4096]
    for encoding, nul in (("utf-16-le", 1), ("utf-16-be", 0)):
        if head[nul::2].count(0) > 0.35 * len(head) and not head[1 - nul :: 2].count(0):
            return encoding
    return None


def _broken_utf8(data: bytes) -> str | None:
    """Read UTF-8 that is broken in places (a cut character, a pasted byte), if most of it is sound."""
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    sound = sum(1 for character in text if character > "\x7f") - bad
    return text if sound >= 4 * bad else None


def _candidates(data: bytes, html: bool) -> Iterator[str]:
    encodings = ["cp1252", "mac_roman"]
    declared = _DECLARED.search(data[:4096]) if html else None
    if declared:
        name = declared.group(1).decode("ascii").lower()
        if name not in _AS_BROWSERS_DO:
            encodings.insert(0, name)
    foreign = sum(1 for byte in data[:_LOOK] if byte > 0x7F) > 0.15 * len(data[:_LOOK])
    if foreign and (guess := from_bytes(data[:_LOOK]).best()) is not None:
        encodings.insert(0, guess.encoding)
    for encoding in encodings:
        if encoding.startswith("utf"):
            continue
        if (text := _strict(data, encoding)) is not None:
            yield text


def _oddness(text: str) -> float:
    """Return the share, among characters beyond ASCII, of those not expected in text of Latin script.

    Control characters weigh ten times; a capital inside a word, as Mac Roman read as
    Windows-1252 gives for quotation marks, counts as odd too.
    """
    beyond = [character for character in text[:_LOOK] if character > "\x7f"]
    if not beyond:
        return 1.0 if _CONTROL.search(text) else 0.0
    alphabet = sum(1 for character in beyond if character.isalpha() and character > "\u024f")
    odd = sum(1 for character in beyond if not _EXPECTED.match(character)) - alphabet
    odd += len(_MISPLACED.findall(text[:_LOOK]))
    odd += 9 * len(_CONTROL.findall(text[:_LOOK]))
    return odd / len(beyond)
