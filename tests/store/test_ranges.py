"""Sets of keys as ranges say the same as sets of keys."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from reportedly.store.ranges import Ranges, runs

PARTS = st.lists(st.tuples(st.integers(-50, 50), st.integers(-1, 20)), max_size=20)


@given(parts=PARTS)
def test_ranges_are_sets(parts: list[tuple[int, int]]) -> None:
    ranges, keys = Ranges(), set[int]()
    for first, number in parts:
        ranges.add(first, number)
        keys.update(range(first, first + number))
    assert {key for key in range(-60, 80) if key in ranges} == keys
    assert {key for first, last in ranges.inside() for key in range(first, last + 1)} == keys
    outside = list(ranges.outside())
    assert all(not any(first <= key <= last for key in keys) for first, last in outside)
    assert all(any(f <= key <= last for f, last in outside) for key in range(-60, 80) if key not in keys)
    assert ranges.last() == max(keys, default=0)


@given(keys=st.sets(st.integers(-30, 30)))
def test_runs_are_what_follows_each_other(keys: set[int]) -> None:
    found = list(runs(iter(sorted(keys))))
    assert {key for first, last in found for key in range(first, last + 1)} == keys
    assert all(a[1] + 1 < b[0] for a, b in pairwise(found))
