"""Sets of row keys as ranges: keys that follow each other cost nothing, however many they are."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator


class Ranges:
    """A set of whole numbers, small where they lie together."""

    def __init__(self) -> None:
        self._parts: list[list[int]] = []  # half-open [first, end)
        self._sorted = True

    def add(self, first: int, number: int) -> None:
        """Add `number` keys from `first` on."""
        if number < 1:
            return
        if self._parts and self._parts[-1][1] == first:
            self._parts[-1][1] += number
        else:
            self._sorted = self._sorted and (not self._parts or self._parts[-1][1] < first)
            self._parts.append([first, first + number])

    def __contains__(self, key: int) -> bool:
        parts = self._in_order()
        at = bisect_right(parts, key, key=lambda part: part[0]) - 1
        return at >= 0 and key < parts[at][1]

    def last(self) -> int:
        """Return the greatest key, 0 where there is none."""
        parts = self._in_order()
        return parts[-1][1] - 1 if parts else 0

    def inside(self) -> Iterator[tuple[int, int]]:
        """Yield the stretches of keys (both ends included) that are in the set."""
        for first, end in self._in_order():
            yield first, end - 1

    def outside(self) -> Iterator[tuple[int, int]]:
        """Yield the stretches (both ends included) of 64-bit keys that are not in the set."""
        start = -(2**63)
        for first, end in self._in_order():
            if start < first:
                yield start, first - 1
            start = end
        yield start, 2**63 - 1

    def _in_order(self) -> list[list[int]]:
        if not self._sorted:
            parts: list[list[int]] = []
            for first, end in sorted(self._parts):
                if parts and first <= parts[-1][1]:
                    parts[-1][1] = max(parts[-1][1], end)
                else:
                    parts.append([first, end])
            self._parts, self._sorted = parts, True
        return self._parts


def runs(keys: Iterator[int]) -> Iterator[tuple[int, int]]:
    """Yield ascending keys as (first, last) of those that follow each other."""
    first = last = None
    for key in keys:
        if first is None or last is None:
            first = last = key
        elif key == last + 1:
            last = key
        else:
            yield first, last
            first = last = key
    if first is not None and last is not None:
        yield first, last
