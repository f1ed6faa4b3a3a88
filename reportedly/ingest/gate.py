"""One pass over the bytes of a page before any parser sees them: shapes that make parsers hang are refused.

In come the bytes of a page; out comes why it is refused, or nothing. Tags, depth and attributes are
counted as browsers and libxml2 (2.14) cut a page into tags: the WHATWG HTML standard's tokenizer, less
character references. Each byte is looked at a fixed number of times, whatever is left unclosed.

Measured: `python -m benchmarks.gate --data ../shared/data`.
"""

from __future__ import annotations

import re
from typing import NamedTuple

MAX_TAGS = 50_000
"""How many tags (start, end, comments) a page may hold; 80 news pages hold at most 4,711."""

MAX_DEPTH = 250
"""How deep they may be nested: at 256 libxml2 gives up, and the text below is lost without a
word. News pages come to 27."""

MAX_ATTRIBUTES = 256
"""How many attributes one tag may have: parsers compare each with each, 50,000 take 18 seconds. News
pages come to 17."""

_ATTRIBUTE = (
    rb"[\t\n\f\r /]*+[^\t\n\f\r />][^\t\n\f\r />=]*+"
    rb"(?:[\t\n\f\r ]*+=[\t\n\f\r ]*+"
    rb"(?:\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z)|(?![\"'])[^\t\n\f\r >]*+))?+"
)
_NAME = re.compile(rb"[A-Za-z][^\t\n\f\r />]*+")
_ATTRIBUTES = re.compile(rb"(?:%b){0,%d}+" % (_ATTRIBUTE, MAX_ATTRIBUTES))
_ONE = re.compile(_ATTRIBUTE)
_COMMENT_END = re.compile(rb"--!?>")
_AFTER = re.compile(rb"[\t\n\f\r /]*+")

_RAW = frozenset({b"script", b"style", b"title", b"textarea", b"xmp", b"iframe", b"noembed", b"noframes"})
"""Elements that hold text only, up to their end tag."""

_TEXT_END = {name: re.compile(rb"</%b[\t\n\f\r />]" % name) for name in _RAW}

_VOID = frozenset(
    b"area base basefont bgsound br col command embed frame hr image img input isindex keygen link meta "
    b"param source track wbr".split()
)
_P = frozenset({b"p"})
_CELLS = frozenset({b"td", b"th"}) | _P
_ROWS = _CELLS | {b"tr"}
_ENDED_BY: dict[bytes, frozenset[bytes]] = {
    **dict.fromkeys(b"p div ul ol dl table form pre h1 h2 h3 h4 h5 h6 blockquote".split(), _P),
    **dict.fromkeys((b"td", b"th"), _CELLS),
    b"tr": _ROWS,
    **dict.fromkeys((b"thead", b"tbody", b"tfoot"), _ROWS | {b"thead", b"tbody", b"tfoot"}),
    b"li": _P | {b"li"},
    **dict.fromkeys((b"dt", b"dd"), _P | {b"dt", b"dd"}),
    b"option": frozenset({b"option"}),
    b"optgroup": frozenset({b"option", b"optgroup"}),
}
"""Which elements, innermost, end where another begins: their end tags may be left out."""


class Shape(NamedTuple):
    """How large a page is: its tags, the deepest nesting, the most attributes of one tag."""

    tags: int
    depth: int
    attributes: int


def refusal(data: bytes) -> str | None:
    """Say why a page is refused before it is parsed, or None."""
    shape = measure(data)
    if shape.tags > MAX_TAGS:
        return f"holds over {MAX_TAGS:,} tags"
    if shape.depth > MAX_DEPTH:
        return f"is nested more than {MAX_DEPTH} deep"
    if shape.attributes > MAX_ATTRIBUTES:
        return f"has a tag of over {MAX_ATTRIBUTES} attributes"
    return None


def measure(data: bytes) -> Shape:
    """Measure a page; stop, over a limit, where that is seen."""
    if b"\x00" in data:
        data = data.replace(b"\x00", b"")  # UTF-16 of ASCII, or what a parser passes over
    low = data.lower()
    open_tags = _Open()
    tags = most = position = 0
    while (position := data.find(b"<", position)) >= 0:
        tags += 1
        if tags > MAX_TAGS:
            break
        second = data[position + 1 : position + 2]
        if second in (b"!", b"?"):
            position = _past_comment(data, position)
            continue
        closing = second == b"/"
        name = _NAME.match(low, position + 1 + closing)
        if name is None:  # "</" and no letter begins a comment of its own kind
            position = _past_comment(data, position) if closing else position + 1
            continue
        found = _ATTRIBUTES.match(data, name.end())
        end = found.end() if found else name.end()
        if end - name.end() > 2 * most:
            most = max(most, sum(1 for _ in _ONE.finditer(data, name.end(), end)))
        after = _AFTER.match(data, end)
        position = after.end() if after else end
        if position < len(data) and data[position : position + 1] != b">":
            most = MAX_ATTRIBUTES + 1
        if closing:
            open_tags.close(name[0])
        elif name[0] not in _VOID and data[position - 1 : position] != b"/":
            open_tags.open(name[0])
        if most > MAX_ATTRIBUTES or open_tags.deepest > MAX_DEPTH:
            break
        if name[0] in _RAW and not closing:
            position = _past_text(low, position, name[0])
            open_tags.close(name[0])
        elif name[0] == b"plaintext":
            break
    return Shape(tags, open_tags.deepest, most)


class _Open:
    """The tags that are open, as a parser keeps them: an end tag closes its own and those inside."""

    def __init__(self) -> None:
        self._names: list[bytes] = []
        self._counts: dict[bytes, int] = {}
        self.deepest = 0

    def open(self, name: bytes) -> None:
        ended = _ENDED_BY.get(name)
        while ended and self._names and self._names[-1] in ended:
            self._counts[self._names.pop()] -= 1
        self._names.append(name)
        self._counts[name] = self._counts.get(name, 0) + 1
        self.deepest = max(self.deepest, len(self._names))

    def close(self, name: bytes) -> None:
        if not self._counts.get(name):
            return
        while self._names:
            last = self._names.pop()
            self._counts[last] -= 1
            if last == name:
                return


def _past_comment(data: bytes, position: int) -> int:
    """Return where a comment, declaration or instruction ends; the end of the data where it does not."""
    if data.startswith(b"<!--", position):
        if data.startswith((b"<!-->", b"<!--->"), position):
            return data.find(b">", position) + 1
        match = _COMMENT_END.search(data, position + 4)
        return match.end() if match else len(data)
    end = data.find(b">", position)
    return end + 1 if end >= 0 else len(data)


def _past_text(low: bytes, position: int, name: bytes) -> int:
    """Return where the text of an element ends: at its end tag, or at the end of the data."""
    end = _end_tag(low, position, name)
    if name == b"script" and end < len(low):
        # A script that opens a comment and in it a script ends with the second end tag.
        opened = low.find(b"<!--", position, end)
        if opened >= 0 and low.find(b"-->", opened, end) < 0 and low.find(b"<script", opened, end) >= 0:
            end = _end_tag(low, end + 1, name)
    return end


def _end_tag(low: bytes, position: int, name: bytes) -> int:
    match = _TEXT_END[name].search(low, position)
    return match.start() if match else len(low)
