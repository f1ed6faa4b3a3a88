"""The turns of a claim, and how it stood after each."""

from __future__ import annotations

from dataclasses import replace

from reportedly.claim import Stance, Standing
from reportedly.history import Turn, history, number
from tests.claims_sample import ARMY, COPY, DENIAL, FIRST, NURSE, RUMOUR, SECOND, STRIKE, WORKERS


def test_what_was_known_when() -> None:
    told = [(m.turn, m.who, m.outlets, m.spread, m.for_, m.against, m.standing) for m in history(STRIKE)]
    assert told == [
        (Turn.FIRST, "two rescue workers", 1, 0, 1, 0, Standing.SINGLE_ORIGIN),
        (Turn.COUNTED, "two rescue workers", 1, 0, 1, 0, Standing.SINGLE_ORIGIN),
        (Turn.SPREAD, "two rescue workers", 2, 1, 1, 0, Standing.SINGLE_ORIGIN),
        (Turn.DENIED, "Velanian army", 3, 0, 1, 1, Standing.CONTESTED),
        (Turn.ORIGIN, "Lena Moor", 4, 0, 2, 1, Standing.CONTESTED),
        (Turn.COUNTED, "Lena Moor", 4, 0, 2, 1, Standing.CONTESTED),
    ]


def test_reprints_that_follow_each_other_are_one_turn() -> None:
    more = replace(
        COPY, id="mn_f", document="f" * 64, outlet="Northern Gazette", published="2031-05-03T16:00Z"
    )
    turns = history(replace(STRIKE, statements=(FIRST, COPY, more, DENIAL, SECOND), counts=()))
    assert [(turn.turn, turn.spread) for turn in turns][:2] == [(Turn.FIRST, 0), (Turn.SPREAD, 2)]
    assert turns[1].outlets == 3


def test_what_nobody_is_named_for_has_no_origin() -> None:
    (moment,) = history(RUMOUR)
    assert (moment.turn, moment.who, moment.standing) == (Turn.UNSOURCED, None, Standing.UNSOURCED)


def test_a_word_that_is_taken_back_leaves_the_claim_withdrawn() -> None:
    back = replace(COPY, document="f" * 64, stance=Stance.UNSURE, published="2031-05-09")
    origin = replace(WORKERS, withdrawn="f" * 64)
    claim = replace(STRIKE, statements=(FIRST, back), origins=(origin,), counts=())
    turns = history(claim)
    assert [turn.turn for turn in turns][:2] == [Turn.FIRST, Turn.WITHDRAWN]
    assert turns[-1].standing is Standing.WITHDRAWN


def test_a_mind_that_changes() -> None:
    yes = replace(DENIAL, id="mn_f", document="f" * 64, stance=Stance.SUPPORTS, published="2031-05-07")
    origin = replace(ARMY, stance=Stance.SUPPORTS)
    claim = replace(STRIKE, statements=(FIRST, DENIAL, yes), origins=(WORKERS, origin), counts=())
    assert [turn.turn for turn in history(claim)] == [Turn.FIRST, Turn.DENIED, Turn.TURNED]
    assert history(claim)[-1].standing is Standing.CORROBORATED


def test_origins_of_one_group_are_told_once() -> None:
    nurse = replace(NURSE, group="or_workers")
    claim = replace(STRIKE, origins=(WORKERS, nurse, ARMY), counts=())
    assert Turn.ORIGIN not in [turn.turn for turn in history(claim)]


def test_numbers_in_words() -> None:
    first, second = STRIKE.counts
    assert number(first) == "36 people killed"
    assert number(second) == "at least 58 people killed"
    assert number(replace(first, low=None, best=None)) == "at most 36 people killed"
    assert number(replace(first, low=24, best=None, high=99, of=None)) == "24 to 99 killed"
