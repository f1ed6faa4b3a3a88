"""Which articles tell one story: what they are about, where and when, in; a story for each document out.

Documents are joined by average linkage (Sokal and Michener 1958) on the cosine of their topics, with what
they share of places, and less the more days lie between them. What is compared is fixed by the documents
alone, so that the order of adding cannot matter.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from reportedly.link.mentions import Frame

THRESHOLD = 0.3
_PLACE, _MORE_PLACES = 0.12, 0.02
_FORTNIGHT, _LONG = 14, 60
_LATER, _LONG_AFTER = 0.15, 0.3
_EXACT = 4

Matrix = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Subject:
    """What one document is about: its topic's unit vector, its places, and the day of publication."""

    id: str
    topic: tuple[float, ...]
    places: frozenset[str]
    day: int | None


def subject(frames: Sequence[Frame]) -> Subject:
    """Return what a document is about, from its mentions; there is at least one."""
    first = frames[0]
    places = {
        f"{p.country}/{p.geonames_id or p.name}"
        for f in frames
        if (p := f.mention.place) is not None and p.precision <= _EXACT
    }
    return Subject(first.mention.document.id, first.topic, frozenset(places), _day(first))


def _day(frame: Frame) -> int | None:
    published = frame.mention.document.published
    try:
        return date.fromisoformat(published[:10]).toordinal() if published else None
    except ValueError:
        return None


def stories(subjects: Iterable[Subject]) -> dict[str, str]:
    """Return for each document the id of its story: that of its first document by date, then id."""
    rows = sorted(subjects, key=lambda s: (s.day is None, s.day or 0, s.id))
    out: dict[str, str] = {}
    for part in _parts(rows):
        for group in _joined(_alike(part)):
            first = part[min(group)].id
            out.update((part[i].id, first) for i in group)
    return out


def _parts(rows: Sequence[Subject]) -> list[list[Subject]]:
    """The documents in parts between which no pair is alike enough to be joined at all."""
    root = list(range(len(rows)))

    def find(i: int) -> int:
        while root[i] != i:
            root[i] = root[root[i]]
            i = root[i]
        return i

    size = 512
    for start in range(0, len(rows), size):
        for later in range(start, len(rows), size):
            block = _alike(rows[start : start + size], rows[later : later + size])
            for i, j in zip(*np.nonzero(block > THRESHOLD), strict=True):
                a, b = find(start + int(i)), find(later + int(j))
                root[max(a, b)] = min(a, b)
    parts: dict[int, list[Subject]] = {}
    for i, row in enumerate(rows):
        parts.setdefault(find(i), []).append(row)
    return list(parts.values())


def _alike(left: Sequence[Subject], right: Sequence[Subject] | None = None) -> Matrix:
    """How alike the documents of two lists are, or those of one."""
    other = left if right is None else right
    out = _topics(left) @ _topics(other).T
    days = [np.array([s.day if s.day is not None else np.nan for s in rows]) for rows in (left, other)]
    gap = np.abs(days[0][:, None] - days[1][None, :])
    out -= _LATER * (gap > _FORTNIGHT) + _LONG_AFTER * (gap > _LONG)
    names = {name: n for n, name in enumerate(sorted({p for s in (*left, *other) for p in s.places}))}
    shared = _incidence(left, names) @ _incidence(other, names).T
    out += _PLACE * (shared > 0) + _MORE_PLACES * np.minimum(shared, 3)
    return np.asarray(out, dtype=np.float32)


def _topics(rows: Sequence[Subject]) -> Matrix:
    width = max((len(s.topic) for s in rows), default=0) or 1
    return np.array([s.topic or (0.0,) * width for s in rows], dtype=np.float32).reshape(len(rows), -1)


def _incidence(rows: Sequence[Subject], names: Mapping[str, int]) -> Matrix:
    out = np.zeros((len(rows), max(1, len(names))), dtype=np.float32)
    for i, row in enumerate(rows):
        out[i, [names[p] for p in row.places]] = 1
    return out


def _joined(alike: Matrix) -> list[list[int]]:
    """Average linkage down to the threshold."""
    n = len(alike)
    near = alike.copy()
    np.fill_diagonal(near, -np.inf)
    size = np.ones(n)
    groups = [[i] for i in range(n)]
    while n > 1:
        i, j = sorted(divmod(int(near.argmax()), n))
        if near[i, j] <= THRESHOLD:
            break
        near[i] = (near[i] * size[i] + near[j] * size[j]) / (size[i] + size[j])
        near[:, i] = near[i]
        near[i, i] = -np.inf
        near[j] = near[:, j] = -np.inf
        size[i] += size[j]
        groups[i] += groups[j]
        groups[j] = []
    return [group for group in groups if group]
