"""Where each line of a story stands in a layer of the page, told by its words and by their order.

In come the lines' letters in order, and the letters of a layer; out come, for the lines that stand
there, the stretches of letters that hold them. A line may stand on a page more than once (a headline
among the links, a phrase that recurs): of all ways to put the lines in the page's order, the one is
taken that keeps most of their words and leaves the fewest and shortest gaps between.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
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

_FEWEST = 8
"""How many letters a line needs to be put together from parts with something else between them."""

_SKIPPED = 30
"""How many letters may stand between the parts of a line for each of its own."""

_PARTED = 3.0
"""What it costs, in letters, that a line does not stand as a whole, beside the gaps in it."""

_STEPS = 20_000
"""How many steps are gone to put one line together; ordinary ones take a few dozen."""

Placed = tuple[Span, ...]
"""The stretches of a layer's letters that hold one line, in order."""


@dataclass(frozen=True, slots=True)
class _Place:
    """One place where a line may stand, and the best way there."""

    line: int
    spans: Placed
    score: float
    before: _Place | None


def place(
    lines: Mapping[int, str], layer: Letters, marked: Mapping[Span, str], *, parts: bool = False
) -> dict[int, Placed]:
    """Find the lines, given by their number in the story, that stand in a layer; leave out those that do not.

    `marked` says which stretches of the layer are whole headings or paragraphs ("h1", "p"). With `parts`,
    lines are also put together around what the story left out. A line that stands only outside the
    others' order is taken where it stands if that is the one place; where there are several, nothing
    tells which, and none is taken.
    """
    wanted = Counter(lines.values())
    places: dict[str, list[Placed]] = {}
    for line, times in wanted.items():
        places[line] = [(span,) for span in occurrences(line, layer)]
        if parts and len(places[line]) < times:
            places[line] = sorted([*places[line], *_assembled(line, layer)])
    found = {number: places[line] for number, line in lines.items() if places[line]}
    few = {number: spans for number, spans in found.items() if len(spans) <= _MOST}
    placed = {way.line: way.spans for way in _best(few, lines, layer, marked)}
    for number, candidates in found.items():
        if number in placed:
            continue
        window = _window(number, placed, len(layer))
        inside = [one for one in candidates if window.start <= one[0].start and one[-1].end <= window.end]
        if inside:
            first = bool(placed) and number < min(placed)
            placed[number] = inside[-1 if first else 0]
        elif len(candidates) == 1:
            placed[number] = candidates[0]
    return placed


def occurrences(line: str, layer: Letters) -> list[Span]:
    """Return the places of a line, as whole words; where it stands between markup anywhere, those alone."""
    spans: list[Span] = []
    start = layer.text.find(line)
    while start >= 0 and len(spans) < _MANY:
        spans.append(Span(start, start + len(line)))
        start = layer.text.find(line, start + 1)
    whole = [one for one in spans if layer.is_cut(one.start) and layer.is_cut(one.end)]
    return whole or [one for one in spans if layer.is_edge(one.start) and layer.is_edge(one.end)]


def _best(
    found: Mapping[int, list[Placed]],
    lines: Mapping[int, str],
    layer: Letters,
    marked: Mapping[Span, str],
) -> Iterator[_Place]:
    """Choose places in ascending order, as the best way through all that are possible.

    A gap that has just the room for the lines between costs nothing, whether they were found or not.
    """
    ways: list[_Place] = []
    numbers = sorted(lines)
    ahead = dict(zip(numbers, accumulate((len(lines[n]) for n in numbers), initial=0), strict=False))
    for number, candidates in sorted(found.items()):
        earlier = ways[-_BACK:]
        for spans in candidates:
            start = spans[0].start
            best: _Place | None = None
            reached = 0.0
            for way in earlier:
                if way.line == number or way.spans[-1].end > start:
                    continue
                room = ahead[number] - ahead[way.line] - len(lines[way.line])
                score = way.score - _GAP * log2(1 + abs(start - way.spans[-1].end - room))
                if score > reached:
                    best, reached = way, score
            ways.append(_Place(number, spans, reached + _worth(spans, layer, marked), best))
    step: _Place | None = max(ways, key=lambda way: way.score, default=None)
    while step is not None:
        yield step
        step = step.before


def _worth(spans: Placed, layer: Letters, marked: Mapping[Span, str]) -> float:
    """Say, in letters, how likely a place is a line's own, apart from where its neighbours stand."""
    whole = Span(spans[0].start, spans[-1].end)
    letters = sum(end - start for start, end in spans)
    worth = letters - _PARTIAL * (2 - layer.is_cut(whole.start) - layer.is_cut(whole.end))
    if len(spans) > 1:
        worth -= _PARTED + _GAP * log2(1 + whole.end - whole.start - letters)
    return worth + _EARNED.get(marked.get(whole, ""), 0.0)


def _window(number: int, placed: Mapping[int, Placed], size: int) -> Span:
    """Return the letters between the placed neighbours of a line."""
    before = max((line for line in placed if line < number), default=None)
    after = min((line for line in placed if line > number), default=None)
    start = 0 if before is None else placed[before][-1].end
    end = size if after is None else placed[after][0].start
    return Span(start, max(start, end))


def _assembled(line: str, layer: Letters) -> Iterator[Placed]:
    """Put a line together from the texts between markup, where the story left some of them out.

    What is left out (a box of links, a picture's credit) is whole texts. Each way that is yielded gives
    every letter of the line.
    """
    if len(line) < _FEWEST:
        return
    texts = [Span(*pair) for pair in pairwise(layer.cuts)]
    words = [layer.text[start:end] for start, end in texts]
    steps, found = _STEPS, 0
    for index, opening in enumerate(words):
        if not line.startswith(opening):
            continue
        furthest = texts[index].start + (1 + _SKIPPED) * len(line)
        limit = bisect_right(texts, furthest, key=lambda text: text.end)
        taken, steps = _chosen(line, words[index:limit], steps)
        spans = _joined([texts[index + one] for one in taken])
        if len(spans) > 1 and found < _MOST:
            found += 1
            yield spans


def _chosen(line: str, texts: Sequence[str], steps: int) -> tuple[list[int], int]:
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
