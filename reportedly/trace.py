"""The way from a document's words to the archived page: a map of which characters stand where.

`reportedly.read.original` makes it, the ledger keeps it, and whoever shows a span's evidence asks it.
Positions in the page count the characters of its decoded text (`reportedly.read.text.decode`).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from reportedly.shapes import Span


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text that stands in the page as one, with nothing but markup between.

    `text` and `page` are where it stands in both. `runs` lead on: of the same length in text and
    page, character by character; else as a whole (`&amp;`).
    """

    text: Span
    page: Span
    runs: tuple[tuple[Span, Span], ...]


@dataclass(frozen=True, slots=True)
class Trace:
    """The way from a text's spans to the page; `pieces` are in the order of the text.

    For a plain text there are no pieces: the text is the original.
    """

    text: str
    pieces: tuple[Piece, ...] | None

    def range(self, span: Span) -> Span | None:
        """Return the characters of the page [start, end) that hold a span's words, or None.

        With tags taken out, references decoded and white space folded (for a string of JSON-LD: with
        its escapes read first), they are the span's words. Where the story left something out in the
        midst of them, the range holds that too; `parts` does not. None where a visible character of
        the span was not found, where its parts do not stand in its order, or where it has none.
        """
        parts = self.parts(span)
        return Span(parts[0].start, parts[-1].end) if parts else None

    def parts(self, span: Span) -> tuple[Span, ...]:
        """Return the ranges of the page that hold a span's words and nothing else, in order; or none."""
        if not 0 <= span.start <= span.end <= len(self.text):
            return ()
        if self.pieces is None:
            return (span,) if span.start < span.end else ()
        span = self._trimmed(span)
        if span.start == span.end:
            return ()
        out: list[Span] = []
        position = span.start
        first = bisect_right(self.pieces, span.start, key=lambda piece: piece.text.end)
        for piece in self.pieces[first:]:
            if piece.text.start >= span.end:
                break
            start, end = max(span.start, piece.text.start), min(span.end, piece.text.end)
            page = _within(piece, self._trimmed(Span(start, end)))
            if self._holds(position, start) or (out and page.start < out[-1].end):
                return ()
            out.append(page)
            position = end
        return () if self._holds(position, span.end) else tuple(out)

    @property
    def missing(self) -> tuple[Span, ...]:
        """The stretches of the text that were not found in the page."""
        if self.pieces is None:
            return ()
        edges = [0, *(edge for piece in self.pieces for edge in piece.text), len(self.text)]
        gaps = (self._trimmed(Span(*gap)) for gap in zip(edges[::2], edges[1::2], strict=True))
        return tuple(gap for gap in gaps if gap.start < gap.end)

    def _holds(self, start: int, end: int) -> bool:
        """Whether there is a visible character in a stretch of the text."""
        return any(map(is_visible, self.text[start:end]))

    def _trimmed(self, span: Span) -> Span:
        start, end = span
        while start < end and not is_visible(self.text[start]):
            start += 1
        while end > start and not is_visible(self.text[end - 1]):
            end -= 1
        return Span(start, end)


def is_visible(character: str) -> bool:
    """Whether a character counts: no white space, control or format character, none unassigned."""
    return character.isprintable() and not character.isspace()


def _within(piece: Piece, span: Span) -> Span:
    """Return the page's characters under a span of a piece's text, which begins and ends visibly."""
    first = piece.runs[bisect_right(piece.runs, span.start, key=lambda run: run[0].start) - 1]
    last = piece.runs[bisect_left(piece.runs, span.end, key=lambda run: run[0].start) - 1]
    return Span(_edge(first, span.start, end=False), _edge(last, span.end, end=True))


def _edge(run: tuple[Span, Span], position: int, *, end: bool) -> int:
    text, page = run
    if text.end - text.start == page.end - page.start:
        return page.start + position - text.start
    return page.end if end else page.start
