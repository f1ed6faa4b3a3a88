"""Kinds of event, dates, places and numbers in words: nothing is said that the row does not hold."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reportedly import lexicon
from reportedly.export.inwords import KINDS, MODES, NEARNESS, TIES, amount, dated, how_many, kind, when, where
from reportedly.shapes import Count, CountRole, EventType, Place, TieType, Time, Timex3, TimexType
from tests.export.fixture_happened import happened

HALDEN = Place("p", 0, 0, "Halden", 1, "VEL", None, 1.0, 1.0, 1)


def test_every_type_mode_and_tie_has_words() -> None:
    assert set(KINDS) == set(EventType)
    assert set(TIES) == set(TieType)
    index = lexicon.load().events
    modes = {(p.entry.type, p.entry.mode) for group in index.patterns.values() for p in group}
    assert {pair for pair in modes if pair[1]} <= set(MODES)


def test_a_mode_of_the_users_own_falls_back_on_the_type() -> None:
    event = happened().events[0]
    assert kind(event) == "troop movement"
    assert kind(replace(event, mode="by-barge")) == "mobilisation"


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2031-03-09", "9 March 2031"),
        ("2031-03-09/2031-03-09", "9 March 2031"),
        ("2031-03-08/2031-03-09", "8 to 9 March 2031"),
        ("2031-02-27/2031-03-09", "27 February to 9 March 2031"),
        ("2030-12-27/2031-03-09", "27 December 2030 to 9 March 2031"),
        ("2031-01/2031-03", "January to March 2031"),
        ("2030/2031", "2030 to 2031"),
        ("2030-12/2031-03-09", "December 2030 to 9 March 2031"),
        ("/2031-03-09", "up to 9 March 2031"),
        ("../2031-03-09", "up to 9 March 2031"),
        ("2031-03-09/..", "from 9 March 2031 on"),
        ("2031-03-09/", "from 9 March 2031 on"),
        ("2030-24/..", "from winter 2030 on"),
        ("2031-02-23~", "about 23 February 2031"),
        ("2031-02-23~/2031-03-01~", "about 23 February to about 1 March 2031"),
        ("203X", "the 2030s"),
        ("20XX", "2000 to 2099"),
        ("2031-03-09T14:00:00Z", "9 March 2031, 14:00 UTC"),
        ("../..", "../.."),
        ("soon/later/never", "soon/later/never"),
        ("", ""),
    ],
)
def test_dates_and_intervals(edtf: str, words: str) -> None:
    assert dated(edtf) == words


@pytest.mark.parametrize(
    ("type", "words"),
    [
        (TimexType.DATE, "“then” (not dated)"),
        (TimexType.TIME, "“then” (not dated)"),
        (TimexType.DURATION, "“then” (a length of time)"),
        (TimexType.SET, "“then” (how often)"),
    ],
)
def test_a_time_that_nothing_anchors_keeps_its_own_words(type: TimexType, words: str) -> None:
    assert when(Time("t", 0, 0, Timex3(type, "X"), None), "then") == words


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("al-Halden", "near al-Halden"),
        ("northeastern Halden", "in northeastern Halden"),
        ("north of Halden", "north of Halden"),
        ("the outskirts of Halden", "on the outskirts of Halden"),
    ],
)
def test_part_of_a_place_is_not_said_to_be_near_itself(name: str, words: str) -> None:
    assert where(replace(HALDEN, name=name, precision=2)) == words


def test_a_place_says_how_near_it_is() -> None:
    said = [where(replace(HALDEN, precision=precision)) for precision in NEARNESS]
    assert said == [
        "in Halden",
        "near Halden",
        "in Halden (district level)",
        "in Halden (province level)",
        "in Halden",
        "in Halden",
        "in Halden (not located)",
    ]
    assert where(replace(HALDEN, name="the border with Velmar", precision=5)) == "on the border with Velmar"


@pytest.mark.parametrize(
    ("low", "best", "high", "words"),
    [
        (14, 14, 14, "14"),
        (9000, 9000, 9000, "9,000"),
        (36, 36, None, "at least 36"),
        (36, 40, None, "at least 36, about 40"),
        (200, None, 999, "200 to 999"),
        (36, 40, 44, "about 40 (36 to 44)"),
        (None, 44, 44, "at most 44"),
        (None, 40, 44, "at most 44, about 40"),
        (None, 40, None, "about 40"),
        (0, 0, 0, "0"),
        (None, None, None, ""),
    ],
)
def test_ranges(low: int | None, best: int | None, high: int | None, words: str) -> None:
    assert amount(Count("c", 0, 0, low, best, high, None, CountRole.OTHER)) == words


def test_numbers_say_of_whom_and_what_became_of_them_once() -> None:
    row = Count("c", 0, 0, 5, 5, 5, "farm workers", CountRole.KILLED)
    assert how_many(row, "five") == "5 farm workers killed"
    assert how_many(replace(row, of=None), "five") == "5 killed"
    assert how_many(replace(row, of="killed soldiers"), "five") == "5 killed soldiers"
    assert how_many(replace(row, of="deaths"), "five") == "5 deaths"
    assert how_many(replace(row, role=CountRole.FORCE), "five") == "5 farm workers"
    assert how_many(replace(row, low=None, best=None, high=None), "many") == "“many”"
