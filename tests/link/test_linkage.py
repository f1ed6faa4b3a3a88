"""Average linkage joins what is near, in the same way whatever the order of the rows."""

from __future__ import annotations

import numpy as np

from reportedly.link.alike import Matrix
from reportedly.link.linkage import joined


def slow(near: Matrix, threshold: float) -> set[frozenset[int]]:
    """The definition: join the two groups whose mean is highest while it is above the threshold."""
    groups = [frozenset([i]) for i in range(len(near))]
    while len(groups) > 1:
        pairs = [(float(near[np.ix_(sorted(a), sorted(b))].mean()), n, m)
                 for n, a in enumerate(groups) for m, b in enumerate(groups) if n < m]  # fmt: skip
        high, n, m = max(pairs)
        if high <= threshold:
            break
        groups = [g for k, g in enumerate(groups) if k not in (n, m)] + [groups[n] | groups[m]]
    return set(groups)


def random(seed: int, size: int) -> Matrix:
    values = np.random.default_rng(seed).normal(-1, 2, (size, size))
    return ((values + values.T) / 2).astype(np.float32)


def test_groups_are_those_of_the_definition() -> None:
    for seed in range(12):
        near = random(seed, 14)
        for threshold in (-2.0, -1.0, 0.0):
            assert {frozenset(group) for group in joined(near, threshold)} == slow(near, threshold)


def test_the_order_of_rows_does_not_matter() -> None:
    near = random(3, 30)
    order = np.random.default_rng(4).permutation(30)
    shuffled = joined(near[np.ix_(order, order)], -1.0)
    there = {frozenset(int(order[i]) for i in group) for group in shuffled}
    assert there == {frozenset(group) for group in joined(near, -1.0)}


def test_nothing_and_one_row_are_groups() -> None:
    assert joined(np.zeros((0, 0), dtype=np.float32), 0.0) == []
    assert joined(np.zeros((1, 1), dtype=np.float32), 0.0) == [[0]]
