"""The names in a claim's chains: one for an origin and an outlet, whatever an article prints."""

from __future__ import annotations

from reportedly.assess.descriptions import proper, unplaced
from reportedly.assess.links import link_names
from reportedly.assess.speakers import vague
from reportedly.shapes import SourceKind, Voice
from tests.assess.made import POST, WIRE, crowd, said, source, unnamed, world


def test_the_first_link_bears_the_name_of_its_origin() -> None:
    assert link_names(said(unnamed("its harbour master"), WIRE, POST), "Ann Ray", world()) == (
        "Ann Ray", "Harbour Wire", "Coastal Post",
    )  # fmt: skip
    assert link_names(said(unnamed("its harbour master"), POST), None, world())[0] == "its harbour master"


def test_the_press_bears_the_name_of_the_lexicon() -> None:
    printed = source("the Harbour Wire news agency", SourceKind.AGENCY)
    assert link_names(said(source("Ann Ray"), printed, POST), "Ann Ray", world())[1] == "Harbour Wire"


def test_what_an_outlet_says_itself_stays_its_own() -> None:
    own = said(POST, voice=Voice.AUTHOR)
    assert link_names(own, "Ann Ray", world()) == ("Coastal Post",)
    assert link_names(said(WIRE, POST), "Ann Ray", world()) == ("Harbour Wire", "Coastal Post")


def test_what_nobody_in_particular_says_begins_with_unknown() -> None:
    hearsay = said(POST, voice=Voice.UNKNOWN, rule="hearsay")
    assert link_names(hearsay, None, world()) == ("unknown", "Coastal Post")
    assert link_names(said(crowd("reports"), WIRE, POST, voice=Voice.UNKNOWN), None, world()) == (
        "unknown", "Harbour Wire", "Coastal Post",
    )  # fmt: skip
    within = said(source("Ann Ray"), POST, voice=Voice.UNKNOWN, rule="passive-unnamed")
    assert link_names(within, "Ann Ray", world()) == ("Ann Ray", "Coastal Post")


def test_media_that_nobody_names_are_no_origin() -> None:
    assert vague(crowd("local media"), world())
    assert not vague(crowd("state media"), world())


def test_where_somebody_unnamed_is_is_no_part_of_what_he_is_called() -> None:
    seats = {"Talba"}
    assert unplaced("two nurses in the flooded town", seats) == "two nurses"
    assert unplaced("emergency committee in the capital, Talba", seats) == "emergency committee"
    assert unplaced("emergency committee in Talba", seats) == "emergency committee"
    assert unplaced("officer of the air brigade in Osmaria", seats) == "officer of the air brigade"
    assert unplaced("security official in Osmaria", seats) == "security official in Osmaria"
    assert unplaced("nurse at the town hospital", seats) == "nurse at the town hospital"


def test_a_place_beside_its_kind_is_nobodys_name() -> None:
    assert proper("committee in the capital, Talba") is None
    assert proper("embassy in neighbouring Osmaria") is None
    assert proper("his lawyer, Ann Ray") == "Ann Ray"
    assert proper("governor of the province, Ann Ray") == "Ann Ray"
