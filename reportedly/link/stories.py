"""Which articles tell one story: what each is about, in; a story for each document out.

Documents are joined by average linkage on the log odds that two tell one story.
What is compared is fixed by the documents alone, so that the order of adding cannot matter.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from reportedly.link.alike import WINDOW, Subject, alike
from reportedly.link.linkage import joined

THRESHOLD = -1.0
"""Log odds above which documents are joined: chosen on the development halves, see docs/linking.md."""
_BLOCK = 512


def stories(subjects: Iterable[Subject]) -> dict[str, str]:
    """Return for each document the id of its story: that of its first document by date, then id."""
    rows = sorted(subjects, key=lambda s: (s.day is None, s.day or 0, s.id))
    out: dict[str, str] = {}
    for part in parts(rows):
        for group in joined(alike(part), THRESHOLD):
            first = part[min(group)].id
            out.update((part[i].id, first) for i in group)
    return out


def parts(rows: Sequence[Subject]) -> list[list[Subject]]:
    """Return documents, given by date, in parts between which no pair is alike enough to be joined."""
    root = list(range(len(rows)))

    def find(i: int) -> int:
        while root[i] != i:
            root[i] = root[root[i]]
            i = root[i]
        return i

    for start in range(0, len(rows), _BLOCK):
        block = rows[start : start + _BLOCK]
        for later in range(start, len(rows), _BLOCK):
            other = rows[later : later + _BLOCK]
            if _far(block[-1], other[0]):
                break
            for i, j in zip(*np.nonzero(alike(block, other) > THRESHOLD), strict=True):
                a, b = find(start + int(i)), find(later + int(j))
                root[max(a, b)] = min(a, b)
    out: dict[int, list[Subject]] = {}
    for i, row in enumerate(rows):
        out.setdefault(find(i), []).append(row)
    return list(out.values())


def _far(last: Subject, first: Subject) -> bool:
    return last.day is not None and first.day is not None and first.day - last.day > WINDOW
