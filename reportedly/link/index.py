"""Which story was the first to hold each fingerprint, and which fingerprints are background.

In come the fingerprints of all stories, in the order of publication; out comes, for each of them, where it
first stood. Since a story is compared with first holders alone, the members of a cluster of copies are not
compared with each other, and the work grows with the words and not with the square of the copies.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from reportedly.link.words import Flags, Hashes, Numbers

Places: TypeAlias = NDArray[np.int64]

WEEKS = 3
"""A fingerprint in stories of so many different weeks is background: news is copied within days."""


@dataclass(frozen=True, slots=True)
class Index:
    """The fingerprints of all stories, one after the other; story `k` has those in `limits[k:k + 2]`.

    `at` is the word where each begins, `story` the story it is of, `first` where among all it first stands,
    `background` whether it is of many weeks.
    """

    limits: Places
    at: Numbers
    story: Numbers
    first: Places
    background: Flags


def index(found: Sequence[tuple[Hashes, Numbers]], days: Sequence[int | None]) -> Index:
    """Index fingerprints (hashes, words at which they begin) of stories in the order of publication.

    `days` are ordinal numbers of the days of publication; undated stories make no background.
    """
    sizes = [len(hashes) for hashes, _ in found]
    limits = np.concatenate([np.zeros(1, np.int64), np.cumsum(sizes, dtype=np.int64)])
    hashes = np.concatenate([hashes for hashes, _ in found]) if found else np.empty(0, np.uint64)
    at = np.concatenate([at for _, at in found]) if found else np.empty(0, np.int32)
    story = np.repeat(np.arange(len(found), dtype=np.int32), sizes)
    order = np.argsort(hashes, kind="stable")
    fresh = np.diff(hashes[order], prepend=np.uint64(0)) != 0
    if len(fresh):
        fresh[0] = True
    group = np.cumsum(fresh) - 1
    heads = order[fresh]
    first = np.empty(len(order), np.int64)
    first[order] = heads[group]
    background = np.zeros(len(order), np.bool_)
    background[order] = _old(group, story[order], days, len(heads))[group]
    return Index(limits, at, story, first, background)


def _old(group: Places, story: Numbers, days: Sequence[int | None], groups: int) -> Flags:
    """Whether each group of equal fingerprints has stories of `WEEKS` different weeks."""
    weeks = np.array([-1 if day is None else day // 7 for day in days], np.int64)[story]
    large = (np.bincount(group, minlength=groups) >= WEEKS)[group] & (weeks >= 0)
    pairs = np.unique(group[large] << 20 | weeks[large])
    return np.bincount(pairs >> 20, minlength=groups) >= WEEKS
