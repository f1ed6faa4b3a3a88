"""Stories: documents that are alike are joined, and nothing depends on the order in which they come."""

from __future__ import annotations

import random

from reportedly.link.alike import Subject
from reportedly.link.stories import parts, stories
from tests.link.subjects import DAY, subject

FIRE = [subject(f"fire{n}", (1.0, 0.1 * n), towns=["Orlec"], times=[DAY], day=DAY + n) for n in range(3)]
VOTE = [subject(f"vote{n}", (-0.2, 1.0, 0.1 * n), towns=["Talba"], day=DAY + n) for n in range(3)]


def groups(rows: list[Subject]) -> set[frozenset[str]]:
    told = stories(rows)
    return {frozenset(name for name in told if told[name] == first) for first in set(told.values())}


def test_two_stories_of_one_week_stay_apart() -> None:
    wanted = {frozenset(s.id for s in FIRE), frozenset(s.id for s in VOTE)}
    assert groups([*FIRE, *VOTE]) == wanted


def test_a_story_is_named_after_its_first_document() -> None:
    assert set(stories([*reversed(FIRE), *VOTE]).values()) == {"fire0", "vote0"}


def test_the_same_words_a_year_later_are_another_story() -> None:
    later = subject("later", (1.0, 0.0), towns=["Orlec"], times=[DAY + 365], day=DAY + 365)
    assert stories([*FIRE, later])["later"] == "later"


def test_the_order_does_not_matter() -> None:
    rows = [*FIRE, *VOTE, subject("undated", (1.0, 0.2), day=None)]
    wanted = stories(rows)
    for seed in range(5):
        random.Random(seed).shuffle(rows)
        assert stories(rows) == wanted


def test_parts_hold_every_document_once_and_no_story_lies_in_two() -> None:
    rows = sorted([*FIRE, *VOTE], key=lambda s: (s.day or 0, s.id))
    found = parts(rows)
    assert sorted(s.id for part in found for s in part) == sorted(s.id for s in rows)
    of = {s.id: n for n, part in enumerate(found) for s in part}
    assert all(of[name] == of[first] for name, first in stories(rows).items())


def test_no_documents_have_no_story() -> None:
    assert stories([]) == {}
