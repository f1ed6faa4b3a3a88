"""Whose a state's body is: what names a state decides, the surest of two that stand at one place."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reportedly import lexicon
from reportedly.annotate.belonging import Origin, belonging
from reportedly.shapes import Entity, EntityKind, Place, Source, SourceKind, Span
from tests.export.sample import sample

TEXT = "Marlow spoke at noon. The ministry said that Marlow had left."
STATES = ("JPN", "FRA", "BRA", "KEN", "POL", "CHL")


@pytest.mark.parametrize("person", STATES)
@pytest.mark.parametrize("town", STATES)
def test_a_person_is_no_town_of_the_same_name_elsewhere(person: str, town: str) -> None:
    lexicons = lexicon.load([])
    document = replace(sample().document, text=TEXT, outlet=None)
    spots = (Span(0, 6), Span(45, 51))
    ministry = Source(
        "src_1", "ministry", SourceKind.ORGANIZATION, None, False, None, (), None, None, None,
        (Span(26, 34),),
    )  # fmt: skip
    leader = Entity("ent_1", "Marlow", EntityKind.PERSON, person, None, spots)
    places = [Place("pl_1", *at, "Marlow", None, town, None, None, None, 1) for at in spots]
    [found] = belonging(document, [ministry], [], places, [leader], Origin(None, None), lexicons)
    names = {a.country: a.name for a in lexicons.actors.actors.values() if lexicons.actors.state(a.id) is a}
    assert found.affiliation == names[person]
