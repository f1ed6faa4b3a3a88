"""Names made to look like others give themselves away; genuine ones in any alphabet do not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.hostile.names import genuine
from benchmarks.hostile.spoofs import WAYS, Spoof, spoofs
from reportedly import lexicon
from reportedly.actors import fold
from reportedly.assess.world import words
from reportedly.disguise import Known, disguises, hides, skeleton, twins, worn

KNOWN = Known(["Harbour Wire", "BBC", "Al Jazeera", "Sana'a Post", "АВС"])


@pytest.mark.parametrize(
    ("name", "rules"),
    [
        ("H\u0430rbour Wire", ["mixed-scripts", "looks-like"]),
        ("Harb\u200bour Wire", ["invisible", "looks-like"]),
        ("Harbour\u00adWire", ["invisible"]),
        ("\u202eeriW ruobraH", ["bidi"]),
        ("Harbour \u200eWire", ["bidi", "looks-like"]),
        ("\U0001d407arbour Wire", ["odd-letters", "mixed-scripts", "looks-like"]),
        ("ʜarbour Wire", ["odd-letters"]),
        ("Ｈarbour Wire", ["odd-letters", "mixed-scripts", "looks-like"]),
        ("Harb\u0336our Wire", ["odd-letters"]),
        ("ВВС", ["looks-like"]),
        ("ВВС News", ["looks-like"]),
        ("AI Jazeera", ["looks-like"]),
        ("ABC", ["looks-like"]),
    ],
)
def test_a_disguise_is_seen(name: str, rules: list[str]) -> None:
    assert [row.rule for row in disguises(name, KNOWN)] == rules
    assert {row.name for row in disguises(name, KNOWN)} == {name}


@pytest.mark.parametrize(
    "name",
    [
        "Harbour Wire", "HARBOUR WIRE", "ТАСС", "НТВ World", "Sana’a Post", "Sanaʻa Post",
        "読売新聞", "\u200fالجزيرة", "بی\u200cبی\u200cسی", "Yıldırım", "Ὁ Βῆμα", "Paciﬁc Post", "No. 1ª",
        "Al", "Ḥamās", "", "KBS뉴스",
    ],
)  # fmt: skip
def test_a_genuine_name_is_left_alone(name: str) -> None:
    assert disguises(name, KNOWN) == ()


def test_names_of_the_lexicons_are_genuine() -> None:
    lexicons = lexicon.load()
    names = [*lexicons.outlets, *(actor.name for actor in lexicons.actors.actors.values())]
    assert [name for name in names if disguises(name, lexicons.known_names)] == []


def test_at_most_one_genuine_name_in_a_hundred_is_flagged() -> None:
    names, known = genuine(), lexicon.load().known_names
    assert len(set(names)) == len(names) >= 500
    assert len([name for name in names if disguises(name, known)]) <= len(names) / 100


def test_spoofs_are_of_all_ways_and_hardly_one_is_missed() -> None:
    made, known = spoofs(200), lexicon.load().known_names
    assert len({spoof.name for spoof in made}) == 200
    assert {spoof.way for spoof in made} == set(WAYS)
    assert sum(bool(disguises(spoof.name, known)) for spoof in made) >= 190


@pytest.mark.parametrize("spoof", spoofs(200), ids=lambda spoof: ascii(spoof.name))
def test_no_spoof_has_the_words_of_the_real_name(spoof: Spoof) -> None:
    assert words(spoof.name) != words(spoof.real)
    assert fold(spoof.name) != fold(spoof.real)


def test_what_looks_alike_has_one_skeleton() -> None:
    assert skeleton("Reutеrs") == skeleton("Reuters")
    assert skeleton("ΤΑЅЅ") == skeleton("TASS")
    assert skeleton("Reu\u200bters\u202c") == skeleton("Reuters")


def test_two_that_look_alike_are_twins_whichever_is_real() -> None:
    assert twins(["CoastaI Post", "Coastal Post", "Harbour Wire", "Harbour wire"]) == {
        "CoastaI Post": "Coastal Post", "Coastal Post": "CoastaI Post",
    }  # fmt: skip


@settings(derandomize=True, deadline=None, max_examples=300)
@given(st.text(max_size=30))
def test_any_name_can_be_looked_at(name: str) -> None:
    assert skeleton(skeleton(name)) == skeleton(name)
    rules = [row.rule for row in disguises(name, KNOWN)]
    assert len(rules) == len(set(rules))
    assert hides(name) <= worn(name) <= bool(rules)
