"""Overlapping stretches cut into leaves: the pieces of text between two neighbouring boundaries.

Stretches that overlap in any way go in (a source inside a content inside another content, spans that
cross); out come leaves in order, each with every stretch that covers it, the innermost first. A page
built of leaves never has to nest one element inside another.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise


class Role(StrEnum):
    """What a stretch of text is to a statement; a fact is words that say what, where, when, how many."""

    CONTENT = "content"
    CUE = "cue"
    SOURCE = "source"
    MARK = "mark"
    FACT = "fact"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters `[start, end)` in one role of one statement or fact, given by a number of the caller's.

    `depth` is how deep the statement lies within others; the deepest is the innermost.
    """

    start: int
    end: int
    role: Role
    row: int
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Leaf:
    """Characters `[start, end)` that no boundary cuts, and what covers them, innermost first."""

    start: int
    end: int
    stretches: tuple[Stretch, ...]


def leaves(length: int, stretches: Sequence[Stretch], cuts: Iterable[int] = ()) -> list[Leaf]:
    """Cut `[0, length)` at every boundary of a stretch and at the cuts.

    Stretches are clipped to the text and empty ones dropped. Time is linear in the boundaries and in
    how many stretches lie over each other.
    """
    opening: defaultdict[int, list[int]] = defaultdict(list)
    closing: defaultdict[int, list[int]] = defaultdict(list)
    bounds = {0, length, *(cut for cut in cuts if 0 < cut < length)}
    for index, stretch in enumerate(stretches):
        start, end = max(0, stretch.start), min(length, stretch.end)
        if start < end:
            opening[start].append(index)
            closing[end].append(index)
            bounds.update((start, end))
    out: list[Leaf] = []
    covering: set[int] = set()
    for start, end in pairwise(sorted(bounds)):
        covering.difference_update(closing[start])
        covering.update(opening[start])
        found = sorted((stretches[index] for index in covering), key=_inward)
        out.append(Leaf(start, end, tuple(found)))
    return out


def _inward(stretch: Stretch) -> tuple[int, int, int, str]:
    return -stretch.depth, stretch.end - stretch.start, stretch.row, stretch.role
