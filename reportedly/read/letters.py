"""Text without its blanks, each letter with the stretch of the page that it was written as.

In come stretches of a text whose place in the page is known; out come `Letters`: all visible
characters in one string, references such as `&nbsp;` decoded, so that texts can be compared whatever
their white space, and the way back from each of them to the page.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from html.entities import html5
from typing import NamedTuple

from reportedly.shapes import Span
from reportedly.trace import is_visible

REFERENCE = re.compile(r"&(?:#[xX][0-9a-fA-F]+;?|#[0-9]+;?|[A-Za-z][A-Za-z0-9]*;?)")
"""What may be a character reference; `reference` says how much of it is one."""

_WORD = re.compile(r"\S+")
_WORD_OR_REFERENCE = re.compile(rf"{REFERENCE.pattern}|&|[^\s&]+")
_LONGEST_NAME = max(map(len, html5))


@dataclass(frozen=True, slots=True)
class Written:
    """A text, and for each of its characters where it begins and ends in the page.

    Without `starts` and `ends` the text is the page itself.
    """

    text: str
    starts: Sequence[int] = ()
    ends: Sequence[int] = ()

    def span(self, start: int, end: int) -> Span:
        """Return the stretch of the page under text[start:end], which must not be empty."""
        return Span(self.starts[start], self.ends[end - 1]) if self.starts else Span(start, end)


class Run(NamedTuple):
    """Letters [start, end) and the stretch of the page they stand for.

    Of the same length, the two are the same characters. Otherwise the letters were written as one
    escape, which cannot be parted (`&amp;`, a pair of JSON's `\\u`).
    """

    start: int
    end: int
    page: Span


class Letters:
    """Visible characters in order, with their places; built by adding, then read."""

    __slots__ = ("_ats", "_ends", "_parts", "_size", "_starts", "_text", "cuts")

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._size = 0
        self._ats, self._starts, self._ends = array("L"), array("L"), array("L")
        self._text: str | None = None
        self.cuts = array("L", [0])
        """Before which letters markup stands; the first and the last place count as such."""

    @property
    def text(self) -> str:
        """All letters so far."""
        if self._text is None or len(self._text) != self._size:
            self._text = "".join(self._parts)
        return self._text

    def __len__(self) -> int:
        return self._size

    def cut(self) -> None:
        """Note that markup stands here: what follows may belong to another text."""
        if self.cuts[-1] != self._size:
            self.cuts.append(self._size)

    def add(self, source: Written, start: int, end: int) -> None:
        """Take source.text[start:end] as it stands."""
        for word in _WORD.finditer(source.text, start, end):
            self._plain(source, word.start(), word[0])

    def add_decoded(self, source: Written, start: int, end: int) -> None:
        """Take source.text[start:end], its character references decoded as browsers do."""
        if source.text.find("&", start, end) < 0:
            self.add(source, start, end)
            return
        for word in _WORD_OR_REFERENCE.finditer(source.text, start, end):
            raw, at = word[0], word.start()
            if size := reference(raw):
                visible = "".join(filter(is_visible, unescape(raw[:size])))
                self._run(visible, source.span(at, at + size))
            if size < len(raw):
                self._plain(source, at + size, raw[size:])

    def is_cut(self, position: int) -> bool:
        """Whether markup, or an end, stands before the letter at a position."""
        index = bisect_left(self.cuts, position)
        return position == self._size or (index < len(self.cuts) and self.cuts[index] == position)

    def is_edge(self, position: int) -> bool:
        """Whether a word may end, or begin, before the letter at a position."""
        if self.is_cut(position):
            return True
        before, after = self.runs(position - 1, position), self.runs(position, position + 1)
        if next(before).page.end != next(after).page.start:
            return True
        return not (self.text[position - 1].isalnum() and self.text[position].isalnum())

    def runs(self, start: int, end: int) -> Iterator[Run]:
        """Yield the runs under the letters [start, end), those at its ends cut to fit."""
        index = bisect_right(self._ats, start) - 1
        while start < end:
            at, page = self._ats[index], Span(self._starts[index], self._ends[index])
            after = self._ats[index + 1] if index + 1 < len(self._ats) else self._size
            upto = min(end, after)
            if after - at == page.end - page.start:
                page = Span(page.start + start - at, page.start + upto - at)
            yield Run(start, upto, page)
            start, index = upto, index + 1

    def _plain(self, source: Written, at: int, word: str) -> None:
        """Take a word that stands at `at` in its source, but for what is invisible in it."""
        if word.isprintable() and not source.starts:
            self._run(word, Span(at, at + len(word)))
            return
        for index, character in enumerate(word, at):
            if is_visible(character):
                self._run(character, source.span(index, index + 1))

    def _run(self, visible: str, page: Span) -> None:
        if not visible:
            return
        self._parts.append(visible)
        self._ats.append(self._size)
        self._starts.append(page.start)
        self._ends.append(page.end)
        self._size += len(visible)


def reference(raw: str) -> int:
    """Return how much of a text's beginning is a character reference; 0 where it is a plain ampersand.

    Names need no semicolon where HTML says so, and then their longest beginning counts: `&notit;` is
    a sign and "it;".
    """
    if not raw.startswith("&") or len(raw) < 2:
        return 0
    if raw[1] == "#":
        return len(raw)
    for size in range(min(len(raw), _LONGEST_NAME + 1), 1, -1):
        if raw[1:size] in html5:
            return size
    return 0
