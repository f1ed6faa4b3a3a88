"""From scores to spans: the best tagging in which every span is whole (Viterbi 1967), paragraph by paragraph.

No torch here: the same lines serve the network in training and the exported one.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reportedly.tag.tags import FORBIDDEN, TagSet

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Steps:
    """The scores of a CRF: `step` [before, after], `first` and `last`, closed where a span would break."""

    step: Floats
    first: Floats
    last: Floats


def closed(tagset: TagSet, step: Floats, first: Floats, last: Floats) -> Steps:
    """Close, in learnt scores, what the tag set does not allow."""
    return Steps(
        np.where(tagset.may_follow(), step, FORBIDDEN).astype(np.float32),
        np.where(tagset.may_begin(), first, FORBIDDEN).astype(np.float32),
        np.where(tagset.may_end(), last, FORBIDDEN).astype(np.float32),
    )


def best_path(scores: Floats, steps: Steps) -> list[int]:
    """Give the best tag of each word of one paragraph; `scores` is `[words, tags]`."""
    if not len(scores):
        return []
    total = steps.first + scores[0]
    came_from: list[NDArray[np.int64]] = []
    for here in scores[1:]:
        through = total[:, None] + steps.step
        came_from.append(through.argmax(0))
        total = through.max(0) + here
    tag = int((total + steps.last).argmax())
    path = [tag]
    for back in reversed(came_from):
        tag = int(back[tag])
        path.append(tag)
    return path[::-1]
