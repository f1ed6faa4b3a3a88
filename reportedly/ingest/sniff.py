"""What bytes are, by their first few thousand: a format that cannot be read, HTML, or text.

In come the first bytes of an item and its file name; out comes the name of a format that this
package does not read, or the media "html" or "text". Nothing here decodes or parses.
"""

from __future__ import annotations

import re
from pathlib import PurePath

PEEK = 4096
"""How many bytes are looked at."""

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"%PDF-", "a PDF file"),
    (b"{\\rtf", "an RTF document"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Microsoft Office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf'\x1c", "a 7-Zip archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"ID3", "an MP3 recording"),
    (b"OggS", "an Ogg recording"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "an SQLite database"),
)
_RIFF = {b"WEBP": "a WebP image", b"WAVE": "a WAV recording", b"AVI ": "an AVI video"}
_SUFFIXES = {
    ".json": "a JSON file, not JSON Lines",
    ".mht": "an MHTML archive",
    ".mhtml": "an MHTML archive",
}
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_CONTROL = bytes(set(range(32)) - {7, 8, 9, 10, 11, 12, 13, 26, 27})
_FEED = re.compile(
    rb"\s*(?:(?:<\?[^>]*>|<!--.*?-->)\s*)*+<(?:!DOCTYPE\s+)?(?:rss|feed|rdf:RDF)\b", re.DOTALL | re.IGNORECASE
)
_MHTML = re.compile(rb"(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*MIME-Version:", re.IGNORECASE)
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*+<(?:!doctype\s+html|html|head|body|article|main|div|p|h1)\b",
    re.IGNORECASE | re.DOTALL,
)


def unreadable(head: bytes, name: str = "") -> str | None:
    """Name the format of bytes that are neither text nor HTML ("a PNG image"), or return None."""
    suffixes = "".join(PurePath(name).suffixes[-2:]).lower()
    for suffix, what in _SUFFIXES.items():
        if suffixes.endswith(suffix):
            return what
    head = head[:PEEK]
    for magic, what in _MAGIC:
        if head.startswith(magic):
            return what
    if head[:4] == b"RIFF":
        return _RIFF.get(head[8:12], "a RIFF media file")
    if head[4:8] == b"ftyp":
        return "a video or an image of the MP4 family"
    if _MHTML.match(head):
        return "an MHTML archive or an e-mail message"
    return "a binary file" if _is_binary(head) else None


def media_of(head: bytes, name: str = "") -> str:
    """Say whether an item is "html" or "text", by its file name and then by its first bytes."""
    if PurePath(name).suffix.lower() in {".html", ".htm", ".xhtml", ".shtml"}:
        return "html"
    return "html" if _HTML.match(_ascii(head[:PEEK])) else "text"


def is_feed(head: bytes) -> bool:
    """Whether bytes begin as an RSS or Atom feed does."""
    return bool(_FEED.match(_ascii(head[:PEEK])))


def _is_binary(head: bytes) -> bool:
    """Whether bytes hold NULs (other than those of UTF-16 and UTF-32) or many control characters."""
    if not head or head.startswith(_UTF16) or head.startswith(b"\x00\x00\xfe\xff"):
        return False
    if b"\x00" in head:
        return not utf16_without_mark(head)
    return len(head) - len(head.translate(None, _CONTROL)) > len(head) // 10


def utf16_without_mark(head: bytes) -> str | None:
    """Return "utf-16-le" or "utf-16-be" where NULs fill nearly every second byte, as ASCII text has them."""
    pairs = len(head) // 2
    if pairs < 2:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > 0.7 * pairs and not even:
        return "utf-16-le"
    return "utf-16-be" if even > 0.7 * pairs and not odd else None


def _ascii(head: bytes) -> bytes:
    """Drop a byte order mark and the NULs of UTF-16, so that a tag can be recognised."""
    for mark in (b"\xef\xbb\xbf", *_UTF16):
        head = head.removeprefix(mark)
    return head.replace(b"\x00", b"")
