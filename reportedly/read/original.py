"""From a document's words back to the archived page: the evidence for each of them.

In come a capture and the document that was made of it, nothing else; out comes a `Trace`, which
leads from a span of the text to the characters of the page, as `reportedly.read.text.decode` gives
them. It can be made at any time from the archived bytes. No extraction is run again: the story's
lines are found in the page by their words and their order, and what cannot be found has no range.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportedly.read.layers import Layers
from reportedly.read.letters import Letters, Run, Written
from reportedly.read.placement import Placed, occurrences, place
from reportedly.read.text import decode
from reportedly.shapes import Capture, Document, Span
from reportedly.trace import Piece, Trace


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
