"""Sides, dated alliances, and words against one's own interest."""

from __future__ import annotations

import pytest

from reportedly.assess.assessing import assess
from reportedly.claim import Side, Stance
from reportedly.shapes import Entity, EntityKind, Source, SourceKind
from tests.assess.made import POST, crowd, party, said, source, world

ARMY = party("Velanian army", "xve-mil")
LEAGUE = party("Moor League", "moor-league", EntityKind.ARMED_GROUP)
PEOPLE = party("people of Marrow", None, EntityKind.OTHER)


@pytest.mark.parametrize(
    ("who", "day", "side"),
    [
        (source("Tor Abel"), "2031-05-01", Side.ACTOR),
        (source("Moor League", SourceKind.ORGANIZATION), "2031-05-01", Side.RECIPIENT),
        (source("Osmarian foreign ministry", SourceKind.ORGANIZATION), "2031-05-01", Side.ALLY_OF_ACTOR),
        (source("Osmarian foreign ministry", SourceKind.ORGANIZATION), "2034-05-01", Side.THIRD),
        (source("Sea Aid", SourceKind.ORGANIZATION), "2031-05-01", Side.THIRD),
    ],
)
def test_sides(who: Source, day: str, side: Side) -> None:
    found = assess([said(who, POST, day=day, actor=ARMY, recipient=LEAGUE)], world())
    assert found.origins[0].side is side


def test_residents_of_the_place_are_with_those_whom_it_befell() -> None:
    found = assess([said(crowd("residents of Marrow"), POST, actor=ARMY, recipient=PEOPLE)], world())
    assert found.origins[0].side is Side.RECIPIENT


@pytest.mark.parametrize(
    ("recipient", "stance", "against"),
    [(PEOPLE, Stance.SUPPORTS, True), (PEOPLE, Stance.DENIES, False), (LEAGUE, Stance.SUPPORTS, False)],
)
def test_who_admits_harm_speaks_against_his_interest(
    recipient: Entity, stance: Stance, against: bool
) -> None:
    row = said(source("Tor Abel"), POST, actor=ARMY, recipient=recipient, stance=stance)
    assert assess([row], world()).origins[0].against_interest is against


def test_our_own_alignments_name_actors_that_we_have() -> None:
    known = world().actors
    rows = world().alignments
    assert rows
    assert [row for row in rows if row.left not in known or row.right not in known] == []
