"""Average linkage (Sokal and Michener 1958): log odds of all pairs in, groups out."""

from __future__ import annotations

import numpy as np

from reportedly.link.alike import Matrix


def joined(near: Matrix, threshold: float) -> list[list[int]]:
    """Return groups of rows, joined while two groups' mean log odds are above a threshold.

    Of pairs that are as near as each other the first is joined first. Each row keeps its nearest one, so
    that a join costs about one row, not all.
    """
    n = len(near)
    if n < 2:
        return [[i] for i in range(n)]
    near = near.astype(np.float64)
    np.fill_diagonal(near, -np.inf)
    size = np.ones(n)
    groups = [[i] for i in range(n)]
    best = near.argmax(axis=1)
    high = near[np.arange(n), best]
    while True:
        at = int(high.argmax())
        if high[at] <= threshold:
            break
        i, j = sorted((at, int(best[at])))
        near[i] = (near[i] * size[i] + near[j] * size[j]) / (size[i] + size[j])
        near[:, i] = near[i]
        near[i, i] = -np.inf
        near[j] = near[:, j] = -np.inf
        size[i] += size[j]
        groups[i] += groups[j]
        groups[j] = []
        stale = np.flatnonzero((best == i) | (best == j) | (near[:, i] > high))
        stale = np.union1d(stale, [i, j])
        best[stale] = near[stale].argmax(axis=1)
        high[stale] = near[stale, best[stale]]
    return [group for group in groups if group]
