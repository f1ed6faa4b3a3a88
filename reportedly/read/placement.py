"""Where each line of a story stands in a layer of the page, told by its words and by their order.

In come the lines' letters in order, and the letters of a layer; out come, for the lines that stand
there, the stretches of letters that hold them. A line may stand on a page more than once (a headline
among the links, a phrase that recurs): of all ways to put the lines in the page's order, the one is
taken that keeps most of their words and leaves the fewest and shortest gaps between.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log2

from reportedly.read.letters import Letters
from reportedly.shapes import Span

_MOST = 40
"""How many places of one line are weighed; a line that stands at more is placed by its neighbours."""

_MANY = 5000
"""How many places of one line are looked at at all."""

_BACK = 120
"""How many places before it a place may follow on from."""

_PARTIAL = 6.0
"""What it costs, in letters, that a place begins or ends in the midst of a text rather than at markup."""

_GAP = 0.5
"""What each doubling of a gap costs, in letters."""

_EARNED = {"h1": 5.0, "p": 3.0}
"""What it earns, in letters, that a place is all of a heading of the first rank, or of a paragraph."""

_FEWEST = 20
"""How many letters a line needs to be put together from parts with something else between them."""

_SKIPPED = 4000
"""How many letters may stand between the parts of one line."""

_STEPS = 20_000
"""How many steps are gone to put one line together; ordinary ones take a few dozen."""

Placed = tuple[Span, ...]
"""The stretches of a layer's letters that hold one line, in order."""


@dataclass(frozen=True, slots=True)
class _Place:
    """One place where a line may stand, and the best way there."""

    line: int
    span: Span
    score: float
    before: _Place | None


def place(lines: Mapping[int, str], layer: Letters, marked: Mapping[Span, str]) -> dict[int, Placed]:
    """Find the lines, given by their number in the story, that stand in a layer as a whole.

    `marked` says which stretches of the layer are whole headings or paragraphs ("h1", "p").
    Lines that do not are left out. One that stands only outside the others' order is taken where it
    stands if that is the one place; where there are several, nothing tells which, and none is taken.
    """
    cuts = frozenset(layer.cuts)
    places = {line: _occurrences(line, layer, cuts) for line in set(lines.values())}
    found = {number: places[line] for number, line in lines.items() if places[line]}
    few = {number: spans for number, spans in found.items() if len(spans) <= _MOST}
    placed: dict[int, Placed] = {way.line: (way.span,) for way in _best(few, cuts, marked)}
    for number, spans in found.items():
        if number in placed:
            continue
        window = _window(number, placed, len(layer))
        inside = [one for one in spans if window.start <= one.start and one.end <= window.end]
        if inside:
            first = bool(placed) and number < min(placed)
            placed[number] = (inside[-1 if first else 0],)
        elif len(spans) == 1:
            placed[number] = (spans[0],)
    return placed


def assemble(lines: Mapping[int, str], layer: Letters, placed: Mapping[int, Placed]) -> dict[int, Placed]:
    """Find lines that stand in a layer with something between their parts that the story left out.

    They are looked for between the lines that were placed there before.
    """
    out: dict[int, Placed] = {}
    for number, line in sorted(lines.items()):
        if parts := _parts(line, layer, _window(number, {**placed, **out}, len(layer))):
            out[number] = parts
    return out


def _occurrences(line: str, layer: Letters, cuts: frozenset[int]) -> list[Span]:
    """Return the places of a line; where it stands between markup anywhere, those alone."""
    spans: list[Span] = []
    start = layer.text.find(line)
    while start >= 0 and len(spans) < _MANY:
        spans.append(Span(start, start + len(line)))
        start = layer.text.find(line, start + 1)
    whole = [one for one in spans if one.start in cuts and one.end in cuts]
    return whole or spans


def _best(
    found: Mapping[int, list[Span]], cuts: frozenset[int], marked: Mapping[Span, str]
) -> Iterator[_Place]:
    """Choose places in ascending order, as the best way through all that are possible."""
    ways: list[_Place] = []
    for number, spans in sorted(found.items()):
        earlier = ways[-_BACK:]
        for span in spans:
            partial = (span.start not in cuts) + (span.end not in cuts)
            worth = span.end - span.start - _PARTIAL * partial
            worth += _EARNED.get(marked.get(span, ""), 0.0)
            best: _Place | None = None
            reached = 0.0
            for way in earlier:
                if way.line == number or way.span.end > span.start:
                    continue
                score = way.score - _GAP * log2(1 + span.start - way.span.end)
                if best is None or score > reached:
                    best, reached = way, score
            ways.append(_Place(number, span, worth + max(reached, 0.0), best if reached > 0 else None))
    step: _Place | None = max(ways, key=lambda way: way.score, default=None)
    while step is not None:
        yield step
        step = step.before


def _window(number: int, placed: Mapping[int, Placed], size: int) -> Span:
    """Return the letters between the placed neighbours of a line."""
    before = max((line for line in placed if line < number), default=None)
    after = min((line for line in placed if line > number), default=None)
    start = 0 if before is None else placed[before][-1].end
    end = size if after is None else placed[after][0].start
    return Span(start, max(start, end))


def _parts(line: str, layer: Letters, window: Span) -> Placed:
    """Put a line together from the texts between markup, where the story left some of them out.

    What is left out (a box of links, a picture's credit) is whole texts. Of several ways the shortest
    is taken; each gives every letter of the line.
    """
    if len(line) < _FEWEST:
        return ()
    cuts = layer.cuts
    first, last = bisect_left(cuts, window.start), bisect_left(cuts, window.end)
    texts = [Span(cuts[i], cuts[i + 1]) for i in range(first, min(last, len(cuts) - 1))]
    words = [layer.text[text.start : text.end] for text in texts]
    best: Placed = ()
    steps = _STEPS
    for index, opening in enumerate(words):
        if not line.startswith(opening):
            continue
        limit = bisect_right(texts, texts[index].start + len(line) + _SKIPPED, key=lambda text: text.end)
        taken, steps = _assembled(line, words[index:limit], steps)
        way = _joined([texts[index + one] for one in taken])
        if way and (not best or way[-1].end - way[0].start < best[-1].end - best[0].start):
            best = way
    return best


def _assembled(line: str, texts: Sequence[str], steps: int) -> tuple[list[int], int]:
    """Choose texts, the first among them, that are the line when put together; say what steps are left.

    A text that goes on with the line is taken; only where that leads nowhere it is passed over.
    """
    dead: set[tuple[int, int]] = set()  # letters done and texts seen, from where no way leads on
    taken: list[int] = []
    done = index = 0
    while done < len(line) and steps > 0:
        steps -= 1
        if index < len(texts) and (done, index) not in dead and line.startswith(texts[index], done):
            taken.append(index)
            done += len(texts[index])
            index += 1
        elif index < len(texts) and taken:
            index += 1
        elif len(taken) > 1:
            index = taken.pop()
            done -= len(texts[index])
            dead.add((done, index))
        else:
            break
    return (taken if done == len(line) else []), steps


def _joined(texts: Sequence[Span]) -> Placed:
    """Make one stretch of those that follow on from each other."""
    spans: list[Span] = []
    for text in texts:
        if spans and spans[-1].end == text.start:
            spans[-1] = Span(spans[-1].start, text.end)
        else:
            spans.append(text)
    return tuple(spans)
