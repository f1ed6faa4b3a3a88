"""How alike two documents are: what speaks for one story, what against it, and what can be none."""

from __future__ import annotations

import numpy as np
import pytest

from reportedly.link.alike import FEATURES, LEAST, MOST, NEVER, Subject, alike, features, weights
from tests.link.subjects import DAY, subject

ONE = subject("one", towns=["Orlec"], times=[DAY], names=["ada moll"])


def odds(a: Subject, b: Subject) -> float:
    return float(alike([a], [b])[0, 0])


def told(a: Subject, b: Subject) -> dict[str, float]:
    rows = features([a], [b], weights())
    return {name: float(values[0, 0]) for name, values in zip(FEATURES, rows, strict=True)}


def test_every_feature_has_a_weight() -> None:
    assert len(list(features([ONE], [ONE], weights()))) == len(FEATURES) == len(weights().weights)


def test_the_same_day_town_and_people_speak_for_one_story() -> None:
    other = subject("other", (1.0, 0.4), towns=["Orlec"], times=[DAY], names=["ada moll"])
    assert odds(ONE, other) > odds(ONE, subject("far", (1.0, 0.4), towns=["Talba"], times=[DAY - 5]))


def test_what_two_documents_are_about_speaks_for_one_story() -> None:
    assert odds(ONE, subject("near", (1.0, 0.5))) > odds(ONE, subject("far", (0.1, -1.0)))


@pytest.mark.parametrize(
    ("other", "feature"),
    [
        (subject("b", towns=["Orlec", "Talba"]), "one town"),
        (subject("b", towns=["Talba"]), "other towns"),
        (subject("b", times=[DAY]), "one day"),
        (subject("b", times=[DAY + 1]), "the day after"),
        (subject("b", times=[DAY - 4]), "other days"),
        (subject("b", towns=["Orlec"], times=[DAY]), "one town and day"),
        (subject("b", day=DAY + 3), "2 to 3 days between"),
        (subject("b", day=DAY - 20), "15 to 30 days between"),
    ],
)
def test_a_feature_says_what_its_name_says(other: Subject, feature: str) -> None:
    assert told(ONE, other)[feature] == 1.0


def test_what_is_not_told_is_no_feature() -> None:
    rows = told(ONE, subject("b"))
    names = ("one town", "other towns", "one day", "the day after", "other days", "town and day known")
    assert [rows[name] for name in names] == [0.0] * len(names)


@pytest.mark.parametrize("other", [subject("b", day=DAY + 31), subject("b", day=None)])
def test_documents_far_apart_or_undated_beside_dated_are_never_alike(other: Subject) -> None:
    assert odds(ONE, other) == NEVER


def test_two_undated_documents_can_be_alike() -> None:
    assert odds(subject("a", day=None), subject("b", day=None)) > NEVER


def test_it_does_not_matter_which_stands_left_or_which_others_are_there() -> None:
    third = subject("c", (0.1, 1.0), times=[DAY - 1], tolls=[9])
    rows = [ONE, subject("b", (0.9, 0.6), towns=["Talba"]), third]
    whole = alike(rows)
    assert np.allclose(whole, whole.T)
    assert np.allclose([[odds(a, b) for b in rows] for a in rows], whole, atol=1e-4)
    assert float(whole.max()) <= MOST
    assert float(whole.min()) >= LEAST


def test_a_document_without_a_topic_is_compared_by_the_rest() -> None:
    bare = Subject("bare", (), ONE.places, ONE.times, ONE.tolls, ONE.names, DAY)
    assert LEAST <= odds(bare, ONE) <= MOST
