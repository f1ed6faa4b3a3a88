"""The strings of a page's JSON-LD, each character with where it stands in the page.

In comes the stretch of a script; out come its strings, their escapes read, as `Written` texts.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from html import unescape

from reportedly.read.letters import REFERENCE, Written, reference

_STRING = re.compile(r'"((?:[^"\\]++|\\.)*+)"', re.DOTALL)
_PIECE = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.|.",
    re.DOTALL,
)
_SHORT = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f"}


def strings(page: str, start: int, end: int) -> Iterator[Written]:
    """Yield the JSON strings of page[start:end] in order."""
    for string in _STRING.finditer(page, start, end):
        yield _read(page, *string.span(1))


def _read(page: str, start: int, end: int) -> Written:
    characters: list[str] = []
    starts, ends = array("L"), array("L")
    for piece in _PIECE.finditer(page, start, end):
        characters.append(_character(piece[0]))
        starts.append(piece.start())
        ends.append(piece.end())
    return Written("".join(characters), starts, ends)


def _character(piece: str) -> str:
    if len(piece) == 1:
        return piece
    if piece[1] != "u" or len(piece) == 2:
        return _SHORT.get(piece[1], piece[1])
    if len(piece) == 6:
        return chr(int(piece[2:], 16))
    high, low = int(piece[2:6], 16), int(piece[8:], 16)
    return chr(0x10000 + ((high & 0x3FF) << 10) + (low & 0x3FF))


def unescaped(source: Written) -> Written:
    """Decode a text's character references, for strings that hold escaped HTML ("&lt;p&gt;")."""
    characters: list[str] = []
    starts, ends = array("L"), array("L")

    def take(text: str, start: int, end: int) -> None:
        page = source.span(start, end)
        for character in text:
            characters.append(character)
            starts.append(page.start)
            ends.append(page.end)

    position = 0
    for found in REFERENCE.finditer(source.text):
        for index in range(position, found.start()):
            take(source.text[index], index, index + 1)
        size = reference(found[0])
        if size:
            take(unescape(found[0][:size]), found.start(), found.start() + size)
        position = found.start() + size
    for index in range(position, len(source.text)):
        take(source.text[index], index, index + 1)
    return Written("".join(characters), starts, ends)
