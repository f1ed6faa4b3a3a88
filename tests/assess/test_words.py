"""The last word, standing, tallies and history: what was known when."""

from __future__ import annotations

from reportedly.assess.assessing import assess
from reportedly.assess.history import Step, history
from reportedly.claim import Mention, Stance, Standing
from reportedly.shapes import Act, SourceKind, Voice
from tests.assess.made import GAZETTE, POST, WIRE, said, source, unnamed, world

ANN = source("Ann Ray")
ARMY = source("Velanian army", SourceKind.ORGANIZATION)
MINISTRY = source("Velanian interior ministry", SourceKind.ORGANIZATION)
NO = Stance.DENIES


def standing(*mentions: Mention) -> Standing:
    """Return the standing of a claim."""
    return assess(mentions, world()).standing


def test_the_first_standing_that_holds() -> None:
    one = said(ANN, POST)
    denial = said(ARMY, GAZETTE, stance=NO)
    assert standing(one) is Standing.SINGLE_ORIGIN
    assert standing(one, said(source("Bob Lund"), WIRE)) is Standing.CORROBORATED
    assert standing(one, denial) is Standing.CONTESTED
    assert standing(denial) is Standing.UNSOURCED
    assert standing(said(POST, voice=Voice.AUTHOR), denial) is Standing.UNSOURCED
    assert standing(one, said(ANN, POST, stance=NO, day="2031-05-04"), denial) is Standing.WITHDRAWN


def test_a_body_that_admits_what_another_of_its_state_denied() -> None:
    first = said(ARMY, POST, stance=NO)
    admission = said(MINISTRY, WIRE, day="2031-05-03")
    repeated = said(ARMY, GAZETTE, stance=NO, day="2031-05-04")
    found = assess([first, admission, repeated], world())
    assert (found.independent.for_, found.independent.against) == (1, 0)
    army = next(origin for origin in found.origins if origin.name == ARMY.name)
    assert army.withdrawn == admission.document.id


def test_an_unnamed_officer_does_not_take_back_what_his_ministry_denies() -> None:
    officer = said(unnamed("Velanian army officer", role="officer"), WIRE)
    denial = said(MINISTRY, POST, stance=NO, day="2031-05-02")
    found = assess([officer, denial], world())
    assert (found.independent.for_, found.independent.against) == (1, 1)
    assert found.standing is Standing.CONTESTED


def test_an_agency_takes_back_what_it_alone_had() -> None:
    report = said(unnamed("diplomat"), WIRE)
    copy = said(unnamed("diplomat"), WIRE, POST, day="2031-05-02")
    back = said(WIRE, stance=Stance.UNSURE, act=Act.DOUBT, voice=Voice.AUTHOR, day="2031-05-03")
    found = assess([report, copy, back], world())
    assert found.standing is Standing.WITHDRAWN
    assert found.origins[0].withdrawn == back.document.id
    other = said(unnamed("diplomat"), GAZETTE, day="2031-05-02")
    assert assess([report, other, back], world()).standing is Standing.SINGLE_ORIGIN


def test_only_what_is_given_is_looked_at() -> None:
    rows = [said(ANN, POST), said(ANN, POST, stance=NO, day="2031-05-04")]
    assert assess(rows[:1], world()).standing is Standing.SINGLE_ORIGIN
    assert assess(rows, world()).standing is Standing.WITHDRAWN
    assert assess([], world()).standing is Standing.UNSOURCED


def test_numbers_stand_side_by_side_as_first_given() -> None:
    rows = [
        said(ANN, POST, counts=(3,)),
        said(ANN, POST, counts=(3,), day="2031-05-02"),
        said(ANN, POST, counts=(5,), day="2031-05-03"),
        said(ARMY, WIRE, counts=(3,), day="2031-05-03"),
    ]
    tallies = assess(rows, world()).counts
    assert sorted((tally.published or "", tally.best or 0) for tally in tallies) == [
        ("2031-05-01", 3),
        ("2031-05-03", 3),
        ("2031-05-03", 5),
    ]
    assert len({tally.said_by for tally in tallies}) == 2


def test_history_in_the_order_of_publication() -> None:
    rows = [
        said(MINISTRY, GAZETTE, day="2031-05-09"),
        said(ARMY, WIRE, stance=NO, day="2031-05-03"),
        said(ANN, POST, counts=(3,)),
        said(ANN, POST, counts=(7,), day="2031-05-02"),
        said(source("Bob Lund"), WIRE, day="2031-05-05"),
    ]
    told = history(rows, world())
    assert [(turn.when, turn.what, turn.who) for turn in told] == [
        ("2031-05-01", Step.FIRST_SAID, "Ann Ray"),
        ("2031-05-02", Step.REVISED, "Ann Ray"),
        ("2031-05-03", Step.SPREAD, "Velanian army"),
        ("2031-05-03", Step.DENIED, "Velanian army"),
        ("2031-05-05", Step.CONFIRMED, "Bob Lund"),
        ("2031-05-09", Step.SPREAD, "Velanian interior ministry"),
        ("2031-05-09", Step.TURNED, "Velanian interior ministry"),
        ("2031-05-09", Step.WITHDRAWN, "Velanian army"),
    ]
    assert history([], world()) == ()
