"""The page shows every word once, marks exactly what belongs to each statement, and asks for nothing."""

from __future__ import annotations

import base64
import hashlib
import os
import re
import subprocess
import sys
from dataclasses import replace

import pytest

from reportedly.export.page import page
from reportedly.export.roster import roster
from reportedly.shapes import Disguise, FactualityValue, Reading, Span, Statement
from reportedly.spans import merge
from tests.export.fixture_reading import TEXT, article, at, said
from tests.export.fixture_variants import bare, live_blog, long
from tests.export.pagecheck import Seen, see


@pytest.fixture(scope="module")
def html() -> str:
    return page(article())


@pytest.fixture(scope="module")
def seen(html: str) -> Seen:
    return see(html)


def shown_text(seen: Seen) -> str:
    """The article's text as shown, without the labels of furniture."""
    blocks = [e for e in seen.elements if e.inside and e.inside[-1].tag == "article"]
    text = " ".join(block.text for block in blocks)
    for label in seen.all("small", within="article"):
        text = text.replace(label.text + " ", "", 1)
    return " ".join(text.split())


def lit(seen: Seen, n: int) -> str:
    """All words in the article that belong to the statement with the number."""
    return "".join(e.text for e in seen.all("span", within="article") if str(n) in e.statements)


def own_words(text: str, statement: Statement) -> str:
    marks = [Span(mark.start, mark.end) for mark in statement.factuality.marks]
    every = merge([*statement.content, *statement.cue, *statement.source, *marks])
    return "".join(text[start:end] for start, end in every)


def number_of(reading: Reading, id: str) -> int:
    return next(told.n for told in roster(reading).told if told.statement.id == id)


def test_every_word_of_the_article_is_shown_once_in_order(seen: Seen) -> None:
    assert shown_text(seen) == " ".join(TEXT.split())


def test_each_statement_owns_its_spans_and_only_these(seen: Seen) -> None:
    for told in roster(article()).told:
        assert lit(seen, told.n) == own_words(TEXT, told.statement), told.statement.id


def test_marked_spans_never_nest(seen: Seen) -> None:
    for run in seen.all("span", within="article"):
        assert not [e for e in run.inside if "data-s" in e.attributes]


def test_crossing_spans_are_cut_into_leaves() -> None:
    first, second = at("first boats went over"), at("went over before midnight")
    reading = article()
    rows = (said("x1", "officers pub", (first,)), said("x2", "ministry pub", (second,)))
    seen = see(page(replace(reading, statements=rows)))
    assert lit(seen, 1) == "first boats went over"
    assert lit(seen, 2) == "went over before midnight"
    assert [e.text for e in seen.all("span", "c", "article")] == [
        "first boats ", "went over", " before midnight",
    ]


def test_the_innermost_statement_comes_first_and_the_outlets_own_last() -> None:
    span = at("at least nine bodies were brought in before dawn")
    own = said("own", "pub", (span,), voice=article().statements[-1].voice)
    reading = replace(article(), statements=(own, *article().statements))
    run = next(e for e in see(page(reading)).all("span", "deep", "article") if e.text == TEXT[slice(*span)])
    inner, outer, outlet = (number_of(reading, id) for id in ("st09", "st08", "own"))
    assert run.statements == [str(inner), str(outer), str(outlet)]
    assert run.attributes["data-i"] == str(inner)


def test_every_statement_has_one_stop_in_the_text_and_one_in_the_list(seen: Seen) -> None:
    told = roster(article()).told
    markers = [e for e in seen.all("a", "m") if e.attributes["id"].startswith("t")]
    entries = seen.all("li", "st")
    assert [e.attributes["id"] for e in markers] == [f"t{row.n}" for row in told]
    assert [e.attributes["id"] for e in entries] == [f"s{row.n}" for row in told]
    assert [e.attributes["href"] for e in markers] == [f"#s{row.n}" for row in told]
    assert all(e.attributes["aria-label"].startswith("Statement ") for e in markers)


def test_every_link_within_the_page_has_its_goal(seen: Seen) -> None:
    ids = [e.attributes["id"] for e in seen.elements if "id" in e.attributes]
    assert len(ids) == len(set(ids))
    goals = [e.attributes["href"][1:] for e in seen.all("a") if e.attributes["href"].startswith("#")]
    assert goals
    assert set(goals) <= set(ids)


@pytest.mark.parametrize(
    ("id", "look"),
    [("st01", "say"), ("st04", "deny"), ("st05", "open"), ("st12", "doubt"), ("st20", "own")],
)
def test_tones_say_who_stands_behind(seen: Seen, id: str, look: str) -> None:
    n = number_of(article(), id)
    assert look in seen.one(f"s{n}").classes
    runs = [e for e in seen.all("span", "c", "article") if e.attributes["data-i"] == str(n)]
    runs = [run for run in runs if "cue" not in run.classes]
    assert runs
    assert all(look in run.classes for run in runs)


def test_what_is_denied_is_marked_denied_whoever_says_it_within(seen: Seen) -> None:
    run = next(e for e in seen.all("span", "c", "article") if e.text.startswith("its artillery had killed"))
    assert {"open", "denied"} <= set(run.classes)


def test_entries_say_who_through_whom_how_and_how_surely(seen: Seen) -> None:
    def entry(id: str) -> str:
        return " ".join(seen.one(f"s{number_of(article(), id)}").text.split())

    first = entry("st01")
    assert "two officers who asked not to be named ›through Northline ›through The Tidewater Record" in first
    assert "asserts · indirect · certain CT+ · reportedly hedge" in first
    assert "denies · indirect · certainly not CT- · denied denial" in entry("st04")
    assert "denies → nobody named: its artillery had killed" in entry("st04")
    assert "nobody named ›through Northline" in entry("st05")
    assert "opines · direct · possible PS+ · if it happened condition · could hedge" in entry("st13")
    assert "within → General Ruan Teck:" in entry("st11")
    assert "why: by-hand (row st01)" in first


def test_every_factuality_value_has_words() -> None:
    for value in FactualityValue:
        row = said("x", "ministry pub", (at("crossing the river"),), value=value)
        assert value.value in see(page(replace(article(), statements=(row,)))).one("s1").text


def test_hedges_are_marked_with_their_kind_and_whose_they_are(seen: Seen) -> None:
    titles = {e.text: e.attributes["title"] for e in seen.all("span", "mk", "article")}
    assert titles["reportedly"] == "hedge: a relayer’s, The Tidewater Record"
    assert titles["could"] == "hedge: possible, PS+"


def test_sources_are_listed_once_origins_first_with_what_is_known_of_them(seen: Seen) -> None:
    lines = [" ".join(e.text.split()) for e in seen.all("li") if "st" not in e.classes]
    assert len(lines) == len(article().sources)
    officers = next(line for line in lines if line.startswith("two officers"))
    assert "anonymous · participant · two in number · Velmari, officers · three statements" in officers
    sava = next(line for line in lines if line.startswith("Lina Sava"))
    assert "person · official · named · mayor, Ordan · one statement · relays 1" in sava
    wire = next(line for line in lines if line.startswith("Northline"))
    assert "agency · named · relays 19 · three sentences of the story’s own" in wire


def test_signs_are_hollow_for_the_unnamed_and_square_for_the_press(seen: Seen) -> None:
    def sign(id: str) -> set[str]:
        return set(seen.one(f"t{number_of(article(), id)}").classes)

    assert {"round", "unnamed"} <= sign("st01")
    assert {"round", "named"} <= sign("st13")
    assert {"round", "open"} <= sign("st14")
    assert {"square", "own"} <= sign("st20")


def test_furniture_is_labelled_and_the_dateline_stays_in_its_line(seen: Seen) -> None:
    labels = [e.text for e in seen.all("small", within="article")]
    assert labels == ["age notice", "byline", "image credit", "related link", "social"]
    (dateline,) = seen.all("span", "dateline")
    assert dateline.text == "PORT HALDEN, March 9 (Northline) -"
    assert "Hundreds of" in dateline.inside[-1].text


def test_the_head_says_what_was_read_and_by_what(seen: Seen) -> None:
    (head,) = seen.all("header")
    text = " ".join(head.text.split())
    assert "The Tidewater Record" in text
    assert "9 March 2031, 18:40 UTC date found in the page’s markup language en" in text
    assert "17 statements by ten sources, three unnamed. Two denials." in text
    assert "reportedly 0.1.0 · document d0d0d0d0d0d0" in text
    (foot,) = seen.all("footer")
    assert article().document.id in foot.text
    assert article().document.bytes_sha256 in foot.text
    assert len(seen.all("h1")) == 1
    assert len(seen.all("h1", within="article")) == 1


def test_a_live_blog_is_marked_and_what_is_unknown_is_said() -> None:
    (head,) = see(page(live_blog())).all("header")
    for words in ("live blog", "Outlet not known", "no date known"):
        assert words in head.text


@pytest.mark.parametrize("text", ["", " \n\n ", "One.", "One.\r\nTwo.\n\nThree.", "\U0001f30b a\u0301"])
def test_text_without_segments_or_statements_is_shown(text: str) -> None:
    for reading in (bare(text), replace(bare(text), segments=())):
        seen = see(page(reading))
        assert shown_text(seen) == (" ".join(text.split()) or "This document has no text.")
        assert "No statement by any source." in seen.all("header")[0].text


def test_words_that_no_segment_holds_are_shown_all_the_same() -> None:
    reading = replace(article(), segments=article().segments[2:-2:3])
    seen = see(page(reading))
    assert shown_text(seen) == " ".join(TEXT.split())
    for told in roster(reading).told:
        ours = "".join(lit(seen, told.n).split())
        assert ours == "".join(own_words(TEXT, told.statement).split())


def test_statements_that_lean_on_rows_that_are_not_there() -> None:
    outside = (Span(5, 5), Span(-4, 3), Span(len(TEXT) + 9, len(TEXT) + 12))
    row = said("x", "gone", outside, within="x", about="y", addressee="gone")
    ring = (said("a", "pub", (at("Velmar’s"),), within="b"), said("b", "pub", (at("ministry"),), within="a"))
    nothing = said("n", "", ())
    seen = see(page(replace(article(), statements=(row, *ring, nothing))))
    assert len(seen.all("li", "st")) == 4
    assert len([e for e in seen.all("a", "m") if "id" in e.attributes]) == 3


def test_the_policy_names_our_style_and_script_by_hash_and_nothing_else(html: str, seen: Seen) -> None:
    (policy,) = [e.attributes["content"] for e in seen.all("meta") if "http-equiv" in e.attributes]
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    for tag, directive in (("style", "style-src"), ("script", "script-src")):
        bodies = re.findall(rf"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
        hashes = [base64.b64encode(hashlib.sha256(body.encode()).digest()).decode() for body in bodies]
        assert re.search(rf"{directive} ([^;]*);", policy)[1].split() == [f"'sha256-{h}'" for h in hashes]  # type: ignore[index]


def test_the_page_asks_for_nothing(html: str, seen: Seen) -> None:
    assert not seen.all("link") + seen.all("img") + seen.all("iframe") + seen.all("object") + seen.all("form")
    assert not [e for e in seen.elements if {"src", "srcset", "style", "background"} & set(e.attributes)]
    assert not [name for e in seen.elements for name in e.attributes if name.startswith("on")]
    style = "".join(e.text for e in seen.all("style"))
    assert "url(" not in style
    assert "@import" not in style
    outside = [e.attributes["href"] for e in seen.all("a") if not e.attributes["href"].startswith("#")]
    assert outside == ["https://tidewater.example/world/ordan?from=front&to=back"]
    assert html.count("://") == 2


def test_without_scripts_each_statement_has_a_rule_that_lights_it(html: str) -> None:
    (still,) = re.findall(r"<noscript><style>(.*?)</style>", html, re.DOTALL)
    for told in roster(article()).told:
        assert f":has(#s{told.n}:hover," in still
        assert f" [data-s~='{told.n}']{{background-color:var(--{told.tone}-lit)}}" in still


def test_long_articles_keep_every_statement() -> None:
    reading = long(15)
    seen = see(page(reading))
    assert len(seen.all("li", "st")) == 330
    assert len([e for e in seen.all("a", "m") if "id" in e.attributes]) == 330


def test_the_same_reading_gives_the_same_bytes() -> None:
    code = (
        "import hashlib; from tests.export.fixture_reading import article;"
        "from reportedly.export.page import page; print(hashlib.sha256(page(article()).encode()).hexdigest())"
    )
    here = hashlib.sha256(page(article()).encode()).hexdigest()
    for seed in ("1", "2"):
        done = subprocess.run(
            [sys.executable, "-c", code], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True,
            text=True, check=True,
        )
        assert done.stdout.strip() == here


def test_a_name_in_disguise_is_said_to_be_one(html: str) -> None:
    reading = article()
    name = reading.sources[0].name
    worn = page(replace(reading, disguises=(Disguise(name, "bidi", "holds U+202E"),)))
    assert f"“{name}” is in disguise: it holds U+202E." in worn
    assert worn.count(">in disguise · ") == 1
    assert 'class="disguise"' not in html
