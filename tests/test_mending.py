"""Readings are put right as a layer: what people say replaces what was read, and says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from reportedly import typed
from reportedly.assess.assessing import assess
from reportedly.assess.identities import Verdicts
from reportedly.assess.world import World
from reportedly.claim import (
    Anchor,
    Judgement,
    JudgementKind,
    Mended,
    Mention,
    ReadingField,
    Stance,
    Withdrawal,
)
from reportedly.judging import Subject, made
from reportedly.link.mentions import Frame, in_focus
from reportedly.mending import judged_documents, mended, mends, read
from reportedly.shapes import EntityKind, FactualityValue, SourceKind, Voice
from tests.assess.made import GAZETTE, POST, WIRE, party, said, source, unnamed, world

AT = "2031-05-09T10:00:00Z"
ANN = source("Ann Ray", role="mayor")
WORKERS = unnamed("two rescue workers", count=2)


def wrong(
    mention: Mention, field: str, value: str, by: str = "L. Karst", at: str = AT, key: str | None = None
) -> Judgement:
    """Return the judgement that a field of a mention was read wrongly; `key` is one it had before."""
    anchor = Anchor(mention.document.id, mention.aspect, *mention.span)
    subject = Subject(key or mention.key, anchor)
    return made(
        JudgementKind.WRONG_READING, subject, None, ReadingField(field), value, by=by, at=at, reason="seen"
    )


def frames(*mentions: Mention) -> tuple[Frame, ...]:
    return in_focus([Frame(mention, None, None, ()) for mention in mentions])


def put_right(judgements: Sequence[Judgement], *documents: Sequence[Frame]) -> list[list[Mention]]:
    given = mends(judgements, documents)
    return [[frame.mention for frame in mended(own, given, world())] for own in documents]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("source", "Ann Ray"), ("source", "-"), ("chain", "Bob Lund > Harbour Wire > Hill Gazette"),
        ("actor", "Velania"), ("recipient", "villagers"), ("place", "Talba, Sarhan, XVE @ 1.5, 2"),
        ("place", "-"), ("time", "2031-04-30"), ("count", "at least 20 people killed"), ("count", "-"),
        ("factuality", "PS-"),
    ],
)  # fmt: skip
def test_every_field_takes_what_is_right_and_says_who_said_so(field: str, value: str) -> None:
    mention = said(WORKERS, WIRE, GAZETTE, counts=(3,))
    ((now,),) = put_right([wrong(mention, field, value)], frames(mention))
    assert read(now, ReadingField(field)) == (None if value == typed.NOTHING else value)
    was = read(mention, ReadingField(field))
    right = None if value == typed.NOTHING else value
    assert now.mended == (Mended(ReadingField(field), was, right, "L. Karst", AT, "seen"),)
    assert (now.key, now.text, now.span, now.statement.id) == (
        mention.key, mention.text, mention.span, mention.statement.id
    )  # fmt: skip


def test_who_says_it_decides_whose_claim_it_is() -> None:
    own = said(POST, voice=Voice.AUTHOR)
    assert assess([own], world()).independent.for_ == 0
    for value, name, kind in (
        ("Ann Ray", "Ann Ray", SourceKind.PERSON),
        ("Moor League", "Moor League", SourceKind.ORGANIZATION),
        ("two nurses", "two nurses", SourceKind.ANONYMOUS),
        ("Harbour Wire", "Harbour Wire", SourceKind.AGENCY),
    ):
        ((now,),) = put_right([wrong(own, "source", value)], frames(own))
        assert [link.name for link in now.chain] == [value, "Coastal Post"]
        (origin,) = assess([now], world()).origins
        assert (origin.name, origin.kind) == (name, kind)
    ((nobody,),) = put_right([wrong(said(ANN, POST), "source", "-")], frames(said(ANN, POST)))
    assert assess([nobody], world()).origins == ()


def test_a_source_of_the_document_is_that_source() -> None:
    mayor, other = said(ANN, POST), said(unnamed("his aide"), POST, at=50)
    (rows,) = put_right([wrong(other, "source", "ANN RAY")], frames(mayor, other))
    assert rows[1].chain[0] == ANN


def test_a_source_is_put_right_for_the_whole_statement_a_place_for_one_clause() -> None:
    first = said(WORKERS, WIRE)
    second = replace(said(WORKERS, WIRE, at=80), statement=first.statement)
    judgements = [wrong(first, "source", "Ann Ray"), wrong(first, "place", "Talba")]
    (rows,) = put_right(judgements, frames(first, second))
    assert [row.chain[0].name for row in rows] == ["Ann Ray", "Ann Ray"]
    assert [row.place.name for row in rows if row.place] == ["Talba", "Marrow"]


def test_what_others_had_in_focus_moves_along() -> None:
    first = said(ANN, POST)
    second = replace(said(ANN, POST, at=80), place=None)
    own = frames(first, second)
    given = mends([wrong(first, "place", "Talba")], [own])
    assert [frame.place.name for frame in mended(own, given, world()) if frame.place] == ["Talba", "Talba"]


def test_copies_of_the_words_are_put_right_too_but_not_another_source_of_theirs() -> None:
    first = said(WORKERS, WIRE)
    copy = said(WORKERS, WIRE, POST, day="2031-05-02", copied=first.document.id)
    other = said(ANN, GAZETTE, day="2031-05-03", copied=first.document.id)
    judgements = [wrong(first, "source", "Bob Lund"), wrong(first, "time", "2031-04-30")]
    rows = [row for own in put_right(judgements, *map(frames, (first, copy, other))) for row in own]
    assert [row.chain[0].name for row in rows] == ["Bob Lund", "Bob Lund", "Ann Ray"]
    assert [row.time.edtf for row in rows if row.time] == ["2031-04-30"] * 3


def test_it_is_found_again_by_its_words_when_the_key_has_changed() -> None:
    mention = said(ANN, POST)
    old = wrong(mention, "place", "Talba", key="cl_before")
    ((now,),) = put_right([old], frames(mention))
    assert read(now, ReadingField.PLACE) == "Talba"
    moved = replace(mention, span=mention.span._replace(start=900, end=921))
    ((lost,),) = put_right([old], frames(moved))
    assert lost == moved


def test_the_last_word_counts_and_a_withdrawn_one_does_not() -> None:
    mention = said(ANN, POST)
    later = wrong(mention, "place", "Orsa", "Ada Moll", "2031-05-10T10:00:00Z")
    earlier = wrong(mention, "place", "Talba")
    for order in ([earlier, later], [later, earlier]):
        ((now,),) = put_right(order, frames(mention))
        assert [(done.now, done.by) for done in now.mended] == [("Orsa", "Ada Moll")]
    gone = replace(later, withdrawn=Withdrawal("Ada Moll", AT, "a slip"))
    ((now,),) = put_right([earlier, gone], frames(mention))
    assert read(now, ReadingField.PLACE) == "Talba"
    assert judged_documents([gone]) == frozenset()


def test_a_denial_that_was_none_supports() -> None:
    mention = said(ANN, POST, stance=Stance.DENIES)
    ((now,),) = put_right([wrong(mention, "factuality", "CT+")], frames(mention))
    assert (now.stance, now.factuality) == (Stance.SUPPORTS, FactualityValue.CERTAIN)


def judged(same: Sequence[tuple[str, str]] = (), apart: Sequence[tuple[str, str]] = ()) -> World:
    """Return the tests' world in which people hold actors to be one, or two."""
    why = "L. Karst, 2031-05-09: seen"
    return World(world().lexicons, Verdicts(*({frozenset(pair): why for pair in p} for p in (same, apart))))


def test_actors_that_are_one_stand_under_one_name() -> None:
    here = said(ANN, POST, actor=party("River Front", None, EntityKind.ARMED_GROUP))
    there = said(ANN, GAZETTE, actor=party("Moor League", "moor-league", EntityKind.ARMED_GROUP))
    known = judged(same=[("River Front", "moor-league")])
    rows = [frame.mention for frame in mended(frames(here, there), mends([], []), known)]
    parties = {(row.actor.name, row.actor.actor) for row in rows if row.actor}
    assert parties == {("Moor League", "moor-league")}
    nameless = judged(same=[("River Front", "Front of the River")])
    rows = [frame.mention for frame in mended(frames(here), mends([], []), nameless)]
    assert [row.actor.name for row in rows if row.actor] == ["Front of the River"]


def test_actors_that_are_two_are_not_taken_for_one() -> None:
    here = said(ANN, POST, actor=party("the League", "moor-league", EntityKind.ARMED_GROUP))
    known = judged(apart=[("the League", "moor-league")])
    rows = [frame.mention for frame in mended(frames(here), mends([], []), known)]
    assert [row.actor.actor for row in rows if row.actor] == [None]


def test_speakers_that_are_one_actor_are_one_origin() -> None:
    rows = [said(source("Ann Ray"), POST), said(source("Anna Raymond"), GAZETTE)]
    assert assess(rows, world()).independent.for_ == 2
    one = assess(rows, judged(same=[("Ann Ray", "Anna Raymond")]))
    assert one.independent.for_ == 1
    assert [origin.name for origin in one.origins] == ["Anna Raymond"]
    assert any("L. Karst" in ground.detail for ground in one.origins[0].grounds)
    rows = [said(source("River Front"), POST), said(source("Moor League"), GAZETTE)]
    assert assess(rows, judged(same=[("River Front", "moor-league")])).independent.for_ == 1


def test_speakers_that_are_two_actors_are_two_origins() -> None:
    rows = [said(source("Ann Ray"), POST), said(source("A. Ray"), GAZETTE)]
    assert assess(rows, world()).independent.for_ == 1
    assert assess(rows, judged(apart=[("Ann Ray", "A. Ray")])).independent.for_ == 2
    rows = [said(source("Velanian army"), POST), said(source("Tor Abel"), GAZETTE)]
    assert assess(rows, world()).independent.for_ == 1
    assert assess(rows, judged(apart=[("tor-abel", "xve")])).independent.for_ == 2
    rows = [said(source("Abel"), POST), said(source("Moor League"), GAZETTE)]
    apart = assess(rows, judged(apart=[("Abel", "tor-abel")]))
    assert {origin.name for origin in apart.origins} == {"Abel", "Moor League"}
    assert {origin.name for origin in assess(rows, world()).origins} == {"Tor Abel", "Moor League"}


def test_what_is_held_apart_is_not_made_one_by_way_of_others() -> None:
    known = judged(same=[("Ann Ray", "Ann Reyes"), ("Ann Reyes", "Ann Rye")], apart=[("Ann Ray", "Ann Rye")])
    rows = [said(source(name), POST, day=f"2031-05-0{n}") for n, name in enumerate(("Ann Ray", "Ann Rye"), 1)]
    assert assess(rows, known).independent.for_ == 2
