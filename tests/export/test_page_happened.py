"""The page says what is said to have happened, and every word of it leads to the words in the article."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reportedly.export.page import page
from reportedly.export.roster import roster
from reportedly.shapes import Span
from tests.export.fixture_happened import happened
from tests.export.fixture_reading import TEXT, article, at
from tests.export.pagecheck import Element, Seen, see
from tests.export.test_page import lit, own_words, shown_text


@pytest.fixture(scope="module")
def seen() -> Seen:
    return see(page(happened()))


def entry(seen: Seen, id: str) -> Element:
    return seen.one(f"s{next(told.n for told in roster(happened()).told if told.statement.id == id)}")


def inside(seen: Seen, tag: str, outer: Element) -> list[Element]:
    return [e for e in seen.all(tag) if outer in e.inside]


def plain(element: Element) -> str:
    return " ".join(element.text.split())


def test_the_text_is_still_shown_once_and_statements_still_own_their_words(seen: Seen) -> None:
    assert shown_text(seen) == " ".join(TEXT.split())
    for told in roster(happened()).told:
        marks = {Span(m.start, m.end) for p in told.statement.propositions for m in p.factuality.marks}
        statement = replace(told.statement, content=(*told.statement.content, *marks))
        assert lit(seen, told.n) == own_words(TEXT, statement)


@pytest.mark.parametrize(
    ("look", "words"),
    [
        ("ev", ["hit grain depot", "crossed", "artillery", "killed", "burn the depot"]),
        ("ti", ["an analyst with the Halden Institute"]),
        ("pl", ["Ordan", "Ordan", "grain depot"]),
        ("tm", ["the weekend", "Tuesday", "Monday", "dawn"]),
        ("ct", ["Hundreds of Velmari soldiers", "14 farm workers"]),
    ],
)
def test_words_that_say_what_where_when_and_how_many_are_marked(
    seen: Seen, look: str, words: list[str]
) -> None:
    runs = seen.all("span", look, "article")
    assert "".join(e.text for e in runs) == "".join(words)
    signs = [e for e in runs if f"{look}1" in e.classes]
    assert len(signs) == len(words), "a sign where the words begin, and none where a boundary cuts them"


def test_marked_words_say_what_they_come_to(seen: Seen) -> None:
    titles = {e.text: e.attributes["title"] for e in seen.all("span", "tm", "article")}
    assert titles["the weekend"] == "time: 8 to 9 March 2031"
    (count,) = {e.attributes["title"] for e in seen.all("span", "ct", "article") if "14" in e.text}
    assert count == "number: 14 farm workers killed"


def test_an_entry_lists_its_events_and_links_to_the_words(seen: Seen) -> None:
    (line,) = inside(seen, "li", entry(seen, "st05"))
    assert plain(line) == (
        "shooting artillery killed · Velmari army →to farm workers · in grain depot (not located) · "
        "3 March 2031 · 14 farm workers killed · certain CT+ ASSAULT/firearms"
    )
    goals = {plain(e): e.attributes["href"] for e in inside(seen, "a", line)}
    assert goals["killed"] == f"#w{at('killed').start}"
    assert goals["3 March 2031"] == f"#w{at('Monday').start}"
    assert seen.one(goals["killed"][1:]).text == "killed"
    assert "Velmari army" in seen.one(goals["Velmari army"][1:]).text
    assert seen.one(goals["Velmari army"][1:]).tag == "tr"


def test_a_denied_event_is_drawn_as_denied_and_says_so(seen: Seen) -> None:
    (line,) = inside(seen, "li", entry(seen, "st04"))
    (turned,) = [e for e in inside(seen, "span", line) if "turned" in e.classes]
    assert plain(turned) == "certainly not CT-"
    assert not [e for e in inside(seen, "span", entry(seen, "st05")) if "turned" in e.classes]


def test_a_tie_and_the_time_of_saying_and_an_unknown_actor(seen: Seen) -> None:
    assert "Ada Brenn is part of Halden Institute" in plain(entry(seen, "st12"))
    assert "said 4 March 2031" in plain(entry(seen, "st01"))
    assert "unknown →to Sarn Defence Front · probable PR+ · planned hedge" in plain(entry(seen, "st11"))


def test_the_outlets_own_sentence_is_listed_without_asking_where_it_says_that_something_happened(
    seen: Seen,
) -> None:
    own = [e for e in seen.all("li", "own") if "st" in e.classes]
    assert [("does" in e.classes, bool(inside(seen, "li", e))) for e in own].count((True, True)) == 1
    assert [("does" in e.classes, bool(inside(seen, "li", e))) for e in own].count((False, False)) == 2


def test_tables_name_places_times_and_numbers_with_links(seen: Seen) -> None:
    rows = [plain(e) for e in seen.all("tr")]
    assert "Ordan 2 Ordan, Sarn Valley, VEL near there (2) 41.500, 21.250 77" in rows
    assert "the weekend 8 to 9 March 2031 2031-03-08/2031-03-09 DATE 2031-W10-WE" in rows
    assert "14 farm workers 14 14 14 farm workers killed" in rows
    assert "Velmari army military VEL velmar-mil 2 actor of three events" in rows
    (others,) = seen.all("p", "others")
    assert "Oda Marrin person." in plain(others)


def test_every_link_has_its_goal_and_no_id_stands_twice(seen: Seen) -> None:
    ids = [e.attributes["id"] for e in seen.elements if "id" in e.attributes]
    assert len(ids) == len(set(ids))
    goals = {e.attributes["href"][1:] for e in seen.all("a") if e.attributes["href"].startswith("#")}
    assert goals <= set(ids)


def test_the_head_says_how_much_and_a_reading_without_events_shows_no_empty_lists(seen: Seen) -> None:
    head = plain(seen.all("header")[0])
    assert "Five events said to have happened, one tie said to hold." in head
    bare = see(page(article()))
    assert not bare.all("table") + bare.all("ul")
    assert not [e for e in bare.all("span") if {"ev", "pl", "tm", "ct", "ti"} & set(e.classes)]
