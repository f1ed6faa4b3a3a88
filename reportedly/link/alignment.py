"""Two stories laid side by side: the stretches of the later one whose words are those of the earlier.

In come both stories' word codes and seeds, the places where they share a fingerprint; out come `Stretch`es.
A seed is followed in both directions as far as the words agree, over gaps of a few words changed, added or
left out, while agreement outweighs the gaps (the extension of seeds with a drop-off that BLAST uses;
Altschul et al. 1997). What is left out at greater length ends a stretch; the next seed begins another.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

GAP = 8
"""The most words that may be changed, added or left out at one place within a stretch."""

RESUME = 3
"""How many words must agree after a gap."""

DROP = 10
"""A stretch is not followed further once the gaps have outweighed agreement by so many words."""

Run: TypeAlias = tuple[int, int, int]
"""Words that agree: index in the later story, index in the earlier, how many."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words `[start, end)` of a story that are those of `[of_start, of_end)` of another, in runs."""

    start: int
    end: int
    of_start: int
    of_end: int
    runs: tuple[Run, ...]

    @property
    def same(self) -> int:
        """How many words agree."""
        return sum(run[2] for run in self.runs)

    def within(self, start: int, end: int) -> Stretch | None:
        """Return what of the stretch lies in `[start, end)` of the later story, or null."""
        cut = []
        for at, of, length in self.runs:
            low, high = max(at, start), min(at + length, end)
            if low < high:
                cut.append((low, of + low - at, high - low))
        return _stretch(cut) if cut else None


def align(later: Sequence[int], earlier: Sequence[int], seeds: Iterable[tuple[int, int]]) -> list[Stretch]:
    """Return the stretches that grow from seeds (index in `later`, index in `earlier`), in order.

    They do not overlap in `later`. A seed whose words differ, by a clash of hashes, gives none.
    """
    found: list[Stretch] = []
    done = 0
    for at, of in sorted(seeds):
        if at < done or later[at] != earlier[of]:
            continue
        back = _follow(later, earlier, at - 1, of - 1, -1, done)
        ahead = _follow(later, earlier, at, of, 1, len(later))
        stretch = _stretch(_joined([*reversed(back), *ahead]))
        found.append(stretch)
        done = stretch.end
    return found


def _follow(
    later: Sequence[int], earlier: Sequence[int], at: int, of: int, step: int, stop: int
) -> list[Run]:
    """Return the runs from a place on in one direction; `stop` is the end of what may be taken."""
    last, of_last = (stop, len(earlier)) if step > 0 else (stop - 1, -1)
    runs: list[Run] = []
    kept = score = best = 0
    while True:
        length = 0
        while at != last and of != of_last and later[at] == earlier[of]:
            at, of, length = at + step, of + step, length + 1
        if length:
            runs.append((at - length, of - length, length) if step > 0 else (at + 1, of + 1, length))
            score += length
        if score > best:
            best, kept = score, len(runs)
        jump = _resumed(later, earlier, at, of, step, abs(last - at), abs(of_last - of))
        if jump is None:
            return runs[:kept]
        score -= max(jump)
        if best - score > DROP:
            return runs[:kept]
        at, of = at + step * jump[0], of + step * jump[1]


_JUMPS = sorted(
    ((a, b) for a in range(GAP + 1) for b in range(GAP + 1) if a or b),
    key=lambda jump: (max(jump), sum(jump), jump),
)


def _resumed(
    later: Sequence[int], earlier: Sequence[int], at: int, of: int, step: int, left: int, of_left: int
) -> tuple[int, int] | None:
    """Return the least gap after which the words agree again, as words skipped in both, or null."""
    ours, theirs = _window(later, at, step, left), _window(earlier, of, step, of_left)
    if ours.isdisjoint(theirs):  # Most often, at the end of a stretch; the search costs ten times as much.
        return None
    for jump in _JUMPS:
        if left - jump[0] < RESUME or of_left - jump[1] < RESUME:
            continue
        i, j = at + step * jump[0], of + step * jump[1]
        if later[i] == earlier[j] and all(
            later[i + step * k] == earlier[j + step * k] for k in range(1, RESUME)
        ):
            return jump
    return None


def _window(words: Sequence[int], at: int, step: int, left: int) -> set[tuple[int, ...]]:
    """Return every `RESUME` words in a row that may follow after a gap, in the direction of `step`."""
    size = min(left, GAP + RESUME)
    ahead = words[at : at + size] if step > 0 else words[at - size + 1 : at + 1][::-1]
    return set(zip(*(ahead[k:] for k in range(RESUME)), strict=False))


def _joined(runs: list[Run]) -> list[Run]:
    """Join runs that follow each other without a gap, as those to the left and right of a seed do."""
    out: list[Run] = []
    for at, of, length in runs:
        if out and out[-1][0] + out[-1][2] == at and out[-1][1] + out[-1][2] == of:
            out[-1] = (*out[-1][:2], out[-1][2] + length)
        else:
            out.append((at, of, length))
    return out


def _stretch(runs: list[Run]) -> Stretch:
    (first, of_first, _), (last, of_last, length) = runs[0], runs[-1]
    return Stretch(first, last + length, of_first, of_last + length, tuple(runs))
