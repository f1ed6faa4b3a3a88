"""Who is one origin and who is not, each rule with its example and its contrary."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest

from reportedly.assess.assessing import assess
from reportedly.assess.groups import Judgements
from reportedly.assess.world import DISGUISE, World
from reportedly.claim import Mention, Stance, Standing
from reportedly.lexicon import load
from reportedly.shapes import EvidenceKind, Source, SourceKind, Voice
from tests.assess.made import GAZETTE, POST, WIRE, crowd, said, source, unnamed, world

ANN = source("Ann Ray")
BOB = source("Bob Lund")
ARMY = source("Velanian army", SourceKind.ORGANIZATION)
PORT = source("port authority", SourceKind.ORGANIZATION, named=False, evidence=EvidenceKind.OFFICIAL)
"""A body that is known by what it is, without a name."""


def number(*mentions: Mention) -> tuple[int, int, int, int]:
    """Return the four numbers of a claim."""
    found = assess(mentions, world()).independent
    return found.for_, found.for_max, found.against, found.against_max


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (source("Dr Ann Ray"), source("A. Ray"), 1),
        (source("Ann Ray"), source("Ray"), 1),
        (source("Ann Ray"), source("Ida Ray"), 2),
        (source("Tor Abel"), ARMY, 1),
        (source("Abel"), source("Velania's interior ministry", SourceKind.ORGANIZATION), 1),
        (ARMY, source("Osmarian army", SourceKind.ORGANIZATION), 2),
        (unnamed("Velanian army officer"), ARMY, 1),
        (source("Moor League", SourceKind.ORGANIZATION), unnamed("spokesman of the Moor League"), 1),
        (source("Moor League", SourceKind.ORGANIZATION), ARMY, 2),
        (crowd("residents"), crowd("activists"), 1),
        (crowd("residents"), ANN, 2),
        (source("Sea Aid", SourceKind.ORGANIZATION), source("Ann Ray", role="director", of="Sea Aid"), 1),
        (
            source("Sea Aid", SourceKind.ORGANIZATION),
            source("Ann Ray", role="driver", of="Sea Aid", evidence=EvidenceKind.WITNESS),
            2,
        ),
        (unnamed("Western diplomat"), unnamed("Velanian officer"), 2),
        (PORT, PORT, 1),
        (PORT, replace(PORT, name="grain authority"), 2),
        (source("Ann Ray"), source("\u202dAnn Ray\u202c"), 2),
        (source("Ann Ray"), source("Ann R\u0430y"), 2),
        (ARMY, source("ministry of defence", SourceKind.ORGANIZATION, named=False, of="Velania"), 1),
        (ARMY, unnamed("embassy of Osmaria in Velania"), 2),
        (
            ARMY,
            source("its press service", SourceKind.UNKNOWN, named=False, of="Velanian defence ministry"),
            1,
        ),
        (
            source("emergency committee", SourceKind.ORGANIZATION, named=False, of="Velania"),
            source("National Emergency Committee", SourceKind.ORGANIZATION, of="Velania"),
            1,
        ),
        (unnamed("diplomat from a Pact country"), source("Coast Pact", SourceKind.ORGANIZATION), 2),
        (ARMY, source("\U0001d415elanian army", SourceKind.ORGANIZATION), 2),
    ],
)
def test_whether_two_are_one_origin(left: Source, right: Source, expected: int) -> None:
    mentions = [said(left, POST), said(right, GAZETTE, day="2031-05-02")]
    for order in permutations(mentions):
        assert assess(order, world()).independent.for_max == expected


def test_ten_reprints_are_one_and_reports_say_adds_none() -> None:
    first = said(unnamed("two fishermen", count=2), WIRE)
    copies = [
        said(
            unnamed("two fishermen", count=2),
            WIRE,
            source(f"Site {n}", SourceKind.OUTLET),
            day="2031-05-02",
            copied=first.document.id,
        )
        for n in range(10)
    ]
    reports = said(GAZETTE, voice=Voice.UNKNOWN, rule="hearsay", day="2031-05-03")
    own = said(POST, voice=Voice.AUTHOR, rule="author", day="2031-05-03")
    assert number(first, *copies, reports, own) == (1, 1, 0, 0)
    found = assess([first, *copies, reports, own], world())
    assert found.standing is Standing.SINGLE_ORIGIN
    assert found.origins[0].statements == 11
    assert found.origin_of[reports.key] is None


def test_a_reprint_that_names_the_agency_alone_does_not_hide_the_agencys_source() -> None:
    first = said(unnamed("two fishermen", count=2), WIRE)
    cut = said(WIRE, POST, day="2031-05-02", copied=first.document.id)
    for order in permutations([first, cut]):
        found = assess(order, world())
        assert [row.name for row in found.origins] == ["two fishermen"]
        assert found.origin_of[cut.key] == found.origin_of[first.key] is not None


def test_a_body_that_speaks_of_reprinted_words_is_not_the_unnamed_source_of_them() -> None:
    first = said(unnamed("two fishermen", count=2), WIRE)
    silent = said(ARMY, POST, day="2031-05-02", copied=first.document.id)
    found = assess([first, silent], world())
    assert {row.name for row in found.origins} == {"two fishermen", "Velanian army"}


def test_reprinted_words_without_a_source_have_that_of_the_original() -> None:
    first = said(ANN, WIRE)
    own = said(POST, voice=Voice.AUTHOR, day="2031-05-02", copied=first.document.id)
    found = assess([first, own], world())
    assert found.origin_of[own.key] == found.origin_of[first.key]


def test_a_reporter_who_saw_it_is_an_origin() -> None:
    assert number(said(POST, voice=Voice.AUTHOR, rule="author")) == (0, 0, 0, 0)
    assert number(said(POST, voice=Voice.AUTHOR, rule="reporter-saw")) == (1, 1, 0, 0)
    told = said(unnamed("Harbour Wire reporter"), WIRE, POST)
    assert assess([told], world()).origins[0].name == "Harbour Wire"


def test_unnamed_sources_of_two_papers_are_undecided_and_of_one_paper_one() -> None:
    one = said(unnamed("diplomat", role="diplomat"), POST)
    other = said(unnamed("person close to the talks"), GAZETTE)
    assert number(one, other) == (1, 2, 0, 0)
    again = said(unnamed("diplomat", role="diplomat"), POST, day="2031-05-02")
    assert number(one, again) == (1, 1, 0, 0)
    assert assess([one, other], world()).origins[0].undecided_with


def test_who_has_it_from_another_adds_nothing() -> None:
    alone = said(source("Sea Monitor", SourceKind.ORGANIZATION), POST)
    citing = said(ANN, source("Sea Monitor", SourceKind.ORGANIZATION), GAZETTE, day="2031-05-02")
    assert number(alone, citing) == (1, 1, 0, 0)
    assert any("Sea Monitor cites Ann Ray" in why.detail for why in assess([alone, citing], world()).reasons)


def test_a_cited_outlet_leads_to_the_origin_of_its_own_report() -> None:
    report = said(ANN, POST)
    citing = said(POST, GAZETTE, day="2031-05-02")
    assert number(report, citing) == (1, 1, 0, 0)
    assert number(citing) == (1, 1, 0, 0)


def test_a_description_is_the_bare_name_that_follows_in_the_same_document() -> None:
    lead = said(unnamed("retired tram driver"), POST)
    named = said(source("Bob Lund"), POST, words="four of them came", at=90)
    assert number(lead, named) == (1, 1, 0, 0)
    other = replace(named, document=replace(named.document, id="0" * 64))
    assert number(lead, other) == (2, 2, 0, 0)


def test_judgements_outrank_the_machine() -> None:
    rows = [said(ANN, POST), said(BOB, GAZETTE)]
    ids = frozenset(origin.id for origin in assess(rows, world()).origins)
    judged = assess(rows, world(), judgements=Judgements(same={ids: "A"}))
    assert judged.independent.for_ == 1
    state = [said(ARMY, POST), said(source("Tor Abel"), GAZETTE)]
    ids = frozenset(origin.id for origin in assess(state, world()).origins)
    assert assess(state, world(), judgements=Judgements(apart={ids: "A"})).independent.for_ == 2


def test_an_origin_has_the_same_id_in_every_claim() -> None:
    here = assess([said(ANN, POST), said(BOB, POST)], world()).origins
    there = assess([said(ANN, GAZETTE, day="2031-09-09", stance=Stance.DENIES)], world()).origins
    assert there[0].id in {origin.id for origin in here}


def test_the_order_of_mentions_does_not_matter() -> None:
    rows = [said(ANN, POST), said(ARMY, WIRE, stance=Stance.DENIES), said(crowd("residents"), GAZETTE)]
    assert len({repr(assess(order, world())) for order in permutations(rows)}) == 1


def test_an_origin_in_disguise_says_so_and_so_do_two_that_look_alike() -> None:
    claim = assess([said(ANN, POST), said(source("Ann R\u0430y"), GAZETTE, day="2031-05-02")], world())
    told = {origin.name: [g.detail for g in origin.grounds if g.rule == DISGUISE] for origin in claim.origins}
    assert told == {
        "Ann Ray": [],
        "Ann R\u0430y": ["Ann R\u0430y mixes Latin and Cyrillic letters in the word R\u0430y"],
    }
    pair = assess([said(source("Bill Ray"), POST), said(source("BiII Ray"), GAZETTE)], world())
    assert all(DISGUISE in {ground.rule for ground in origin.grounds} for origin in pair.origins)


@pytest.mark.parametrize(
    ("who", "name"),
    [
        (source("Ministry of Defense", SourceKind.ORGANIZATION, of="Velania"), "Velanian defence ministry"),
        (unnamed("ministry spokesman"), "ministry spokesman"),
        (replace(unnamed("ministry spokesman"), affiliation="defence ministry of Velania"),
         "Velanian defence ministry"),
        (source("Directorate for Order and Rescue", SourceKind.ORGANIZATION),
         "Directorate for Order and Rescue"),
    ],
)  # fmt: skip
def test_a_body_told_without_its_state_is_the_one_of_the_lexicon(who: Source, name: str) -> None:
    (origin,) = assess([said(who, POST)], world()).origins
    assert origin.name == name


def test_whoever_is_not_to_be_named_is_not_the_person_named_beside_him() -> None:
    rows = [said(unnamed("security source"), POST), said(ANN, POST, at=100)]
    assert len(assess(rows, world()).origins) == 2
    rows = [said(unnamed("tram driver"), POST), said(ANN, POST, at=100)]
    assert len(assess(rows, world()).origins) == 1


def test_a_body_is_called_by_words_of_its_name() -> None:
    official = EvidenceKind.OFFICIAL
    full = source("Marrow Families Committee", SourceKind.ORGANIZATION)
    other = source("Marrow Rescue Committee", SourceKind.ORGANIZATION)
    short = source("families' committee", SourceKind.ORGANIZATION, named=False, evidence=official)
    rows = [said(full, POST), said(short, GAZETTE, day="2031-05-02")]
    assert number(*rows) == (1, 1, 0, 0)
    assert number(said(other, POST), rows[1]) == (2, 2, 0, 0)


def test_papers_are_no_message_of_whoever_speaks_beside_them() -> None:
    def told(name: str) -> list[Mention]:
        return [said(source(name, SourceKind.DOCUMENT, named=False), POST), said(ANN, POST, at=100)]

    assert len(assess(told("contracts"), world()).origins) == 2
    assert len(assess(told("statement"), world()).origins) == 1


def test_a_surname_with_and_without_its_accent_means_one_person() -> None:
    known = World(load())
    assert known.actor("Chavez") == known.actor("Chávez") == "hugo-chavez"
    assert known.actor("the Council") is None


def test_things_are_no_origin() -> None:
    raids = source("raids", SourceKind.GROUP, named=False)
    teams = source("rescue teams", SourceKind.GROUP, named=False)
    assert number(said(ANN), said(raids)) == (1, 1, 0, 0)
    assert number(said(ANN), said(teams)) == (2, 2, 0, 0)
