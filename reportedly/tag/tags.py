"""The tag sets: begin, inside, end, single and outside for each kind of span, and what may follow what."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

FORBIDDEN = -1e4  # a log score that no sum over a window can outweigh, yet finite in 32 bits


class Stretch(NamedTuple):
    """A span of kind `kind` over words `[first, last]`, both included."""

    kind: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class TagSet:
    """Tags over span kinds: 0 is outside, kind k has begin 1+4k, inside 2+4k, end 3+4k, single 4+4k."""

    kinds: tuple[str, ...]

    @property
    def size(self) -> int:
        """Give the number of tags."""
        return 1 + 4 * len(self.kinds)

    def may_follow(self) -> NDArray[np.bool_]:
        """Give the square table `[before, after]` of steps that keep spans whole."""
        table = np.zeros((self.size, self.size), dtype=bool)
        for before in range(self.size):
            for after in range(self.size):
                table[before, after] = self._step(before, after)
        return table

    def may_begin(self) -> NDArray[np.bool_]:
        """Say of each tag whether a paragraph may begin with it."""
        return np.array([tag == 0 or (tag - 1) % 4 in (0, 3) for tag in range(self.size)])

    def may_end(self) -> NDArray[np.bool_]:
        """Say of each tag whether a paragraph may end with it."""
        return np.array([tag == 0 or (tag - 1) % 4 in (2, 3) for tag in range(self.size)])

    def _step(self, before: int, after: int) -> bool:
        open_before = before > 0 and (before - 1) % 4 in (0, 1)
        continues = after > 0 and (after - 1) % 4 in (1, 2)
        if open_before or continues:
            return open_before and continues and (before - 1) // 4 == (after - 1) // 4
        return True

    def write(self, length: int, stretches: Iterable[Stretch]) -> list[int]:
        """Tag `length` words; where spans overlap the later one in the list has the words."""
        owner: list[tuple[int, int] | None] = [None] * length
        for number, (kind, first, last) in enumerate(stretches):
            for index in range(first, last + 1):
                owner[index] = (number, kind)
        tags = [0] * length
        for index, here in enumerate(owner):
            if here is None:
                continue
            begins = index == 0 or owner[index - 1] != here
            ends = index + 1 == length or owner[index + 1] != here
            tags[index] = 1 + 4 * here[1] + (3 if begins and ends else 0 if begins else 2 if ends else 1)
        return tags

    def read(self, tags: Sequence[int]) -> list[Stretch]:
        """Read the spans off a tagging; broken spans are closed where they break."""
        out: list[Stretch] = []
        first, current = 0, -1
        for index, tag in enumerate(tags):
            kind, place = ((tag - 1) // 4, (tag - 1) % 4) if tag else (-1, -1)
            if current >= 0 and (kind != current or place in (0, 3)):
                out.append(Stretch(current, first, index - 1))
                current = -1
            if tag and current < 0:
                first, current = index, kind
            if tag and place in (2, 3):
                out.append(Stretch(kind, first, index))
                current = -1
        if current >= 0:
            out.append(Stretch(current, first, len(tags) - 1))
        return out


ATTRIBUTION = TagSet(("source", "cue", "content"))
SOURCE, CUE, CONTENT = range(3)
APPEAL = TagSet(("no_appeal", "direct", "indirect", "source", "attribute", "recipient", "time", "location"))
EVIDENCE_KINDS = (
    "official", "expert", "witness", "participant", "direct_evidence", "document", "news_report", "unknown",
)  # fmt: skip
