"""The lexicon of actors: ids, references, countries and names are sound, and a user's entry replaces ours."""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path

import pytest

from reportedly import lexicon
from reportedly.actors import fold, plurals
from reportedly.shapes import EntityKind

LEXICONS = lexicon.load()
DIRECTORY = LEXICONS.actors
ENTRIES = [actor for file in LEXICONS.files for actor in file.actors]


def test_actors_are_many() -> None:
    assert len(ENTRIES) >= 1000
    assert sum(a.kind is EntityKind.STATE for a in ENTRIES) >= 190
    assert sum(a.kind is EntityKind.PERSON for a in ENTRIES) >= 150
    assert sum(a.kind is EntityKind.ARMED_GROUP for a in ENTRIES) >= 200


def test_ids_are_unique() -> None:
    assert [k for k, n in Counter(a.id for a in ENTRIES).items() if n > 1] == []


def test_what_an_actor_is_part_of_is_known() -> None:
    known = DIRECTORY.actors
    assert [a.id for a in known.values() if a.part_of is not None and a.part_of not in known] == []
    assert [a.id for a in known.values() for r in a.roles if r.of not in known] == []


def test_countries_are_those_of_states() -> None:
    states = {a.country for a in ENTRIES if a.kind in (EntityKind.STATE, EntityKind.OTHER)}
    assert [a.id for a in ENTRIES if a.country is not None and a.country not in states] == []


def test_a_full_name_means_one_actor() -> None:
    meant: dict[str, set[str]] = defaultdict(set)
    for actor in DIRECTORY.actors.values():
        for name in (actor.name, *actor.aliases):
            meant[name].add(actor.id)
    assert {name: ids for name, ids in meant.items() if len(ids) > 1} == {}


def test_roles_are_dated_in_order() -> None:
    roles = [(a.id, r) for a in ENTRIES for r in a.roles]
    assert [(i, r) for i, r in roles if r.start and r.end and r.start > r.end] == []


def test_states_have_bodies() -> None:
    for state in (a for a in ENTRIES if a.kind is EntityKind.STATE and a.part_of is None):
        for body in ("government", "military", "police"):
            assert DIRECTORY.body(state.id, body) is not None


def test_every_metonym_of_a_country_leads_to_an_actor() -> None:
    leading = {name.label for names in DIRECTORY.names.values() for name in names if name.actors}
    metonyms = [m for file in LEXICONS.files for m in file.metonyms if m.country is not None]
    assert [alias for m in metonyms for alias in m.aliases if alias not in leading] == []


@pytest.mark.parametrize(
    ("word", "of", "date", "whom"),
    [
        ("president", "syr", "2015-10-01", "bashar-al-assad"),
        ("leader", "syr", "2015-10-01", "bashar-al-assad"),
        ("prime minister", "tur", "2010", "recep-tayyip-erdogan"),
        ("president", "tur", "2015-10-01", "recep-tayyip-erdogan"),
        ("foreign minister", "rus", "2013-08-26", "sergei-lavrov"),
    ],
)
def test_offices_are_filled_by_date(word: str, of: str, date: str, whom: str) -> None:
    assert [a.id for a in DIRECTORY.holders(word, of, date)] == [whom]


def test_nobody_holds_an_office_before_he_began() -> None:
    assert DIRECTORY.holders("prime minister", "syr", "2015") == []


def test_a_users_entry_replaces_ours(tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(
        "actors:\n"
        "  - {id: isis, name: The Band, kind: armed_group, aliases: [Band of the North]}\n"
        "  - {id: orin-guard, name: Orin Guard, kind: military, part_of: syr-gov}\n",
        encoding="utf-8",
    )
    directory = lexicon.load([own]).actors
    assert directory.actors["isis"].name == "The Band"
    assert all("isis" not in name.actors for name in directory.names.get("daesh", []))
    assert directory.actors["orin-guard"].kind is EntityKind.MILITARY


@pytest.mark.parametrize(
    ("lemma", "plural"),
    [("rebel", "rebels"), ("gunman", "gunmen"), ("army", "armies"), ("child", "children")],
)
def test_plurals(lemma: str, plural: str) -> None:
    assert plurals(lemma) == (lemma, plural)


def test_accents_are_folded() -> None:
    assert fold("Erdoğan") == "erdogan"
    assert fold("Yıldırım") == "yildirim"
