"""From a document's words back to the archived page: the evidence for each of them.

In come a capture and the document that was made of it, nothing else; out comes a `Trace`, which
leads from a span of the text to the characters of the page, as `reportedly.read.text.decode` gives
them. It can be made at any time from the archived bytes. No extraction is run again: the story's
lines are found in the page by their words and their order, and what cannot be found has no range.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from reportedly.read.layers import Layers
from reportedly.read.letters import Letters, Run, Written, is_visible
from reportedly.read.placement import Placed, occurrences, place
from reportedly.read.text import decode
from reportedly.shapes import Capture, Document, Span


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


def trace(capture: Capture, document: Document) -> Trace:
    """Lead a document's text back to the item that it was made of.

    Raises `ValueError` where the bytes cannot be decoded, as reading them does.
    """
    if capture.media != "html":
        return Trace(document.text, None)
    return Trace(document.text, pieces(decode(capture.data, html=True), document.text))


def pieces(page: str, text: str) -> tuple[Piece, ...]:
    """Find a text, whose lines are parted by blank lines, in a decoded page.

    A line that stands somewhere as a whole is taken there: in what the page shows, or else in its
    title, its JSON-LD, its metadata. Only then a line is put together from parts of what it shows.
    """
    story, lines = Letters(), list[Span]()
    for line in _lines(text):
        start = len(story)
        story.add(Written(text), *line)
        lines.append(Span(start, len(story)))
    waiting = {number: story.text[start:end] for number, (start, end) in enumerate(lines) if start < end}
    layers = Layers(page)
    found: list[Piece] = []

    def keep(layer: Letters, placed: dict[int, Placed]) -> None:
        for number, spans in placed.items():
            at = lines[number].start
            for start, end in spans:
                found.append(_piece(story.runs(at, at + end - start), layer.runs(start, end)))
                at += end - start
            del waiting[number]

    unshown = {number: line for number, line in waiting.items() if not occurrences(line, layers.shown)}
    for layer in layers.unshown():
        if not unshown:
            break
        keep(layer, place(unshown, layer, {}))
        unshown = {number: line for number, line in unshown.items() if number in waiting}
    keep(layers.shown, place(waiting, layers.shown, layers.marked, parts=True))
    return tuple(sorted(found, key=lambda piece: piece.text))


def _lines(text: str) -> Iterator[Span]:
    """Yield the lines that a page's text was put together from."""
    start = 0
    for line in text.split("\n\n"):
        yield Span(start, start + len(line))
        start += len(line) + 2


def _piece(story: Iterator[Run], layer: Iterator[Run]) -> Piece:
    """Bring together the runs of the same letters in the text and in the page."""
    runs: list[tuple[Span, Span]] = []
    ours, theirs = next(story, None), next(layer, None)
    shift = theirs.start - ours.start if ours and theirs else 0
    while ours and theirs:
        start, end = max(ours.start, theirs.start - shift), min(ours.end, theirs.end - shift)
        text = _shifted(ours, start, end)
        _append(runs, text, _shifted(theirs, start + shift, end + shift))
        if theirs.end - shift == end:
            theirs = next(layer, None)
        if ours.end == end:
            ours = next(story, None)
    (first, opening), (last, ending) = runs[0], runs[-1]
    return Piece(Span(first.start, last.end), Span(opening.start, ending.end), tuple(runs))


def _shifted(run: Run, start: int, end: int) -> Span:
    """Return the page's characters under some letters of a run."""
    if run.end - run.start != run.page.end - run.page.start:
        return run.page
    return Span(run.page.start + start - run.start, run.page.start + end - run.start)


def _append(runs: list[tuple[Span, Span]], text: Span, page: Span) -> None:
    """Add a run, or lengthen the last one where it goes on: blanks between are the same in both."""
    if runs and text.end - text.start == page.end - page.start:
        words, place = runs[-1]
        plain = words.end - words.start == place.end - place.start
        if plain and words.start - place.start == text.start - page.start:
            runs[-1] = (Span(words.start, text.end), Span(place.start, page.end))
            return
    runs.append((text, page))


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
