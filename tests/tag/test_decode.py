"""The best tagging, against all taggings."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from reportedly.tag.decode import Steps, best_path, closed
from reportedly.tag.tags import ATTRIBUTION


def random_steps(chance: np.random.Generator) -> Steps:
    size = ATTRIBUTION.size
    step, first, last = (chance.normal(size=s).astype(np.float32) for s in ((size, size), size, size))
    return closed(ATTRIBUTION, step, first, last)


@pytest.mark.parametrize("seed", range(5))
def test_best_path_is_the_best_of_all(seed: int) -> None:
    chance = np.random.default_rng(seed)
    steps, scores = random_steps(chance), chance.normal(size=(4, ATTRIBUTION.size)).astype(np.float32)

    def total(path: tuple[int, ...]) -> float:
        moved = sum(float(steps.step[a, b]) for a, b in itertools.pairwise(path))
        here = sum(float(scores[i, tag]) for i, tag in enumerate(path))
        return moved + here + float(steps.first[path[0]] + steps.last[path[-1]])

    best = max(itertools.product(range(ATTRIBUTION.size), repeat=4), key=total)
    assert best_path(scores, steps) == list(best)


@pytest.mark.parametrize("length", [0, 1, 2, 40])
def test_best_path_never_breaks_a_span(length: int) -> None:
    chance = np.random.default_rng(length)
    path = best_path(
        (5 * chance.normal(size=(length, ATTRIBUTION.size))).astype(np.float32), random_steps(chance)
    )
    assert len(path) == length
    assert ATTRIBUTION.write(length, ATTRIBUTION.read(path)) == path
