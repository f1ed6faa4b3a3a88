"""Entities: who is named, by a name, by a noun, by an office; who is not; and the look-up from words."""

from __future__ import annotations

import pytest

from reportedly import lexicon
from reportedly.annotate.actors.entities import entities, roster
from reportedly.annotate.actors.roster import Roster
from reportedly.annotate.parse import Paragraph, parse
from reportedly.shapes import Entity, Segment, SegmentKind

LEXICONS = lexicon.load()


def _pages(text: str) -> tuple[Paragraph, ...]:
    segments, start = [], 0
    for line in text.split("\n"):
        segments.append(Segment(SegmentKind.PARAGRAPH, None, start, start + len(line)))
        start += len(line) + 1
    return parse(text, segments, LEXICONS.headline_words)


def _read(text: str, published: str | None = "2015-10-01") -> dict[str, Entity]:
    """Read a text; return its entities by each of their words."""
    found = entities(_pages(text), LEXICONS, (), published)
    return {text[start:end]: e for e in found for start, end in e.mentions}


def _whom(text: str, word: str, published: str | None = "2015-10-01") -> Entity | None:
    """Return whom the noun phrase of a word means."""
    pages = _pages(text)
    found = roster(pages, LEXICONS, (), published)
    token = next(t for t in pages[0].tokens if t.text == word)
    return found.of(0, token)


@pytest.mark.parametrize(
    ("text", "words", "actor"),
    [
        ("Fighters of ISIL attacked the village.", "ISIL", "isis"),
        ("The village was taken by Daesh on Monday.", "Daesh", "isis"),
        ("Da'esh claimed the attack.", "Da'esh", "isis"),
        ("The IS claimed the attack.", "IS", "isis"),
        ("Hizbollah denied the claim.", "Hizbollah", "hezbollah"),
        ("Al-Nusra Front denied the claim.", "Al-Nusra Front", "nusra"),
        ("The U.S. denied the claim.", "U.S.", "usa"),
        ("The US raised concerns.", "US", "usa"),
        ("Moscow denied the claim.", "Moscow", "rus-gov"),
        ("The Kremlin denied the claim.", "The Kremlin", "rus-gov"),
        ("Russian warplanes struck the town.", "Russian warplanes", "rus-mil"),
        ("Hundreds of Iranian ground troops arrived.", "Iranian ground troops", "irn-mil"),
        ("The Turkish army shelled the hill.", "Turkish army", "tur-mil"),
        ("The Syrian government denied it.", "Syrian government", "syr-gov"),
        ("The government of Syria denied it.", "government of Syria", "syr-gov"),
        ("The Assad regime denied it.", "Assad regime", "syr-gov"),
        ("Assad's forces took the hill.", "Assad's forces", "syr-mil"),
        ("Hezbollah fighters took the hill.", "Hezbollah fighters", "hezbollah"),
        ("The Obama administration denied it.", "Obama administration", "usa-gov"),
        ("The Russian president denied it.", "Russian president", "vladimir-putin"),
        ("UN observers left the town.", "UN observers", "un"),
        ("President Erdogan denied it.", "Erdogan", "recep-tayyip-erdogan"),
        ("Recep Tayyip Erdoğan denied it.", "Recep Tayyip Erdoğan", "recep-tayyip-erdogan"),
        ("Russian strikes hit the town.", "Russian", "rus"),
    ],
)
def test_names_and_nouns_lead_to_actors(text: str, words: str, actor: str) -> None:
    found = _read(text)
    assert words in found, sorted(found)
    assert found[words].actor == actor


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("The talks were held in Moscow on Monday.", "rus-gov"),
        ("He was born in Syria and lives there.", "syr"),
        ("The convoy entered Lebanon at night.", "lbn"),
        ("The convoy crossed a Damascus suburb.", "syr-gov"),
        ("A farmer in New Mexico sold his land.", "mex"),
        ("He is tired and us is a word.", "usa"),
        ("Chad Miller said it was over.", "tcd"),
        ("Rifaat Assad said it was over.", "bashar-al-assad"),
        ("A Syrian town was hit by the storm.", "syr"),
    ],
)
def test_what_only_looks_like_an_actor_is_none(text: str, actor: str) -> None:
    assert actor not in {e.actor for e in entities(_pages(text), LEXICONS, (), "2015-10-01")}


def test_offices_are_filled_by_the_date_of_publication() -> None:
    assert (
        _read("The French president denied it.", "2010-05-01")["French president"].actor == "nicolas-sarkozy"
    )
    assert (
        _read("The French president denied it.", "2013-05-01")["French president"].actor
        == "francois-hollande"
    )
    unknown = _read("The French president denied it.", None)["French president"]
    assert (unknown.actor, unknown.country) == (None, "FRA")


def test_a_surname_needs_its_full_name_or_a_title() -> None:
    assert _read("Nouri al-Maliki came. Maliki left.")["Maliki"].actor == "nouri-al-maliki"
    assert _read("Prime Minister Maliki left.", "2010-01-01")["Maliki"].actor == "nouri-al-maliki"
    assert "nouri-al-maliki" not in {e.actor for e in _read("Dr Maliki left the clinic.").values()}


def test_the_coalition_is_the_one_that_is_named() -> None:
    one = _read("The US-led coalition struck the town. The coalition denied it.")
    assert one["The coalition"].actor == "us-led-coalition"
    other = _read("The Saudi-led coalition struck the port. The coalition denied it.")
    assert other["The coalition"].actor == "saudi-led-coalition"
    none = _read("The ruling coalition lost the vote.")
    assert {e.actor for e in none.values()} == {None}


def test_strangers_join_their_names() -> None:
    text = "Patrick Vell, an analyst with the Coastal Defence Council (CDC), left. Vell praised the CDC."
    found = _read(text)
    assert found["Patrick Vell"] is found["Vell"]
    assert found["Coastal Defence Council"].kind.value in ("organization", "armed_group")
    assert len({e.id for e in found.values()}) == len({e.name for e in found.values()})


def test_groups_without_a_name_join() -> None:
    found = _read("Syrian rebels took the hill. The rebels left. Civilians fled.")
    rebels = found["Syrian rebels"]
    assert (rebels.kind.value, rebels.country, rebels.actor) == ("armed_group", "SYR", None)
    assert found["rebels"] is rebels
    assert (found["Civilians"].kind.value, found["Civilians"].country) == ("people", None)


def test_one_man_is_not_another() -> None:
    pages = _pages("A man was killed in the north. A man was killed in the south. The man was a farmer.")
    people = [e for e in entities(pages, LEXICONS) if e.name == "man"]
    assert [len(e.mentions) for e in people] == [1, 2]


def test_the_regime_is_the_one_that_is_clear() -> None:
    found = _read("The Syrian regime denied it. Troops of the regime left.")
    assert found["regime"].actor == "syr-gov"
    unclear = _read("Russia met Iran and Turkey. The regime denied it.")
    assert unclear["regime"].actor is None


def test_sides_say_whose_forces() -> None:
    text = "The Syrian government denied it. Pro-government forces left. Anti-government fighters stayed."
    found = _read(text)
    assert found["Pro-government forces"].actor == "syr-mil"
    assert found["Anti-government fighters"].actor is None


def test_a_possessive_lends_its_owner() -> None:
    assert _read("Turkey said its troops would stay.")["troops"].actor == "tur-mil"
    assert _read("Assad said his forces would stay.")["forces"].actor == "syr-mil"


@pytest.mark.parametrize(
    ("text", "word", "name"),
    [
        ("Hundreds of Iranian troops arrived.", "Hundreds", "Iranian Armed Forces"),
        ("Hezbollah, which took the hill, left.", "which", "Hezbollah"),
        ("Turkey met Iran. It denied the claim.", "It", "Turkey"),
        ("A group of rebels arrived.", "group", "rebels"),
        ("A militant group, Hezbollah, arrived.", "group", "Hezbollah"),
    ],
)
def test_a_noun_phrase_means_an_entity(text: str, word: str, name: str) -> None:
    found = _whom(text, word)
    assert found is not None
    assert found.name == name


def test_things_are_somebodys_only_if_asked() -> None:
    pages = _pages("Jets struck rebel positions.")
    found = roster(pages, LEXICONS)
    token = next(t for t in pages[0].tokens if t.text == "positions")
    assert found.of(0, token) is None
    near = found.near(0, token)
    assert near is not None
    assert near.name == "rebel"


def test_rows_are_in_order_and_the_same_again() -> None:
    text = "Iran backs Hezbollah. Russia backs Assad. Iran denied it."
    pages = _pages(text)
    first: Roster = roster(pages, LEXICONS)
    assert [e.name for e in first.entities] == ["Iran", "Hezbollah", "Russia", "Bashar al-Assad"]
    assert first.entities == roster(_pages(text), LEXICONS).entities
    assert len(first.entities[0].mentions) == 2


def test_the_same_words_make_one_row() -> None:
    """A people may be taken for that of two states at once; the rows would have one id."""
    text = (
        "Georgia could be closer, while Arizona, with its large Mexican-American population, could be lost."
    )
    found = entities(_pages(text), LEXICONS, (), "2016-07-18")
    assert len({row.id for row in found}) == len(found)
    assert any("population" in text[start:end] for row in found for start, end in row.mentions)
