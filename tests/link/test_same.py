"""How likely two clauses are of one claim: what the model must hold whatever its weights."""

from __future__ import annotations

from functools import cache

import numpy as np

from reportedly import lexicon, pipeline
from reportedly.link.claims import families
from reportedly.link.kinds import Kinds
from reportedly.link.mentions import Frame, frames
from reportedly.link.same import FEATURES, features, same, weights
from reportedly.shapes import Capture

KINDS = lexicon.load().made(Kinds)
BRIDGE = (
    "A bridge over the Sarn collapsed on Monday, the mayor of Orsk said. Two lorries fell into the river.",
    "The bridge at Orsk collapsed because of rust, an engineer said. The opera opens soon, a singer said.",
)


@cache
def told() -> tuple[Frame, ...]:
    out: list[list[Frame]] = []
    for number, text in enumerate(BRIDGE):
        item = Capture(f"item {number}", text.encode(), media="text", published=f"2021-05-0{number + 3}")
        out.append([*frames(pipeline.read(item, force=True))])
    return tuple(families(out)["happening"])


def at(words: str) -> int:
    return next(n for n, frame in enumerate(told()) if words in frame.mention.text)


def test_there_is_a_weight_and_a_matrix_for_each_feature() -> None:
    made = list(features(told(), KINDS))
    assert len(made) == len(FEATURES) == len(weights())
    assert {one.shape for one in made} == {(len(told()), len(told()))}
    assert all(np.isfinite(one).all() and np.allclose(one, one.T) for one in made)


def test_what_tells_the_same_is_nearer_than_what_does_not() -> None:
    odds = same(told(), KINDS)
    first, again, other = at("over the Sarn collapsed"), at("at Orsk collapsed"), at("opera")
    assert odds[first, again] > odds[first, other] + 1


def test_the_order_of_mentions_does_not_change_a_pair() -> None:
    names = [n for n, name in enumerate(FEATURES) if name not in ("next to each other", "lead")]
    there = [one for n, one in enumerate(features(told(), KINDS)) if n in names]
    back = [one[::-1, ::-1] for n, one in enumerate(features(told()[::-1], KINDS)) if n in names]
    assert all(np.array_equal(a, b) for a, b in zip(there, back, strict=True))
