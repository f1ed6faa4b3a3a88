"""Dates: what was given is normalised, what is found is stated somewhere, nothing is guessed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from reportedly.read.dates import from_markup, from_text, from_url, normalise
from reportedly.read.schema_org import articles


@pytest.mark.parametrize(
    ("given", "edtf"),
    [
        ("2031-05-03", "2031-05-03"),
        (" 2031-05 ", "2031-05"),
        ("2031", "2031"),
        ("2031-05-03T14:52:00Z", "2031-05-03T14:52:00Z"),
        ("2031-05-03 14:52", "2031-05-03T14:52:00"),
        ("2031-05-03T14:52:10.123+00:00", "2031-05-03T14:52:10Z"),
        ("2031-05-03T14:52:10-0500", "2031-05-03T14:52:10-05:00"),
        ("2031-05-03 14:52:10 UTC", "2031-05-03T14:52:10Z"),
        ("2031-05-03T14:52:10+02", "2031-05-03T14:52:10+02:00"),
        ("Sat, 03 May 2031 14:52:00 GMT", "2031-05-03T14:52:00Z"),
        ("3 May 2031 14:52:00 +0200", "2031-05-03T14:52:00+02:00"),
    ],
)
def test_dates_are_normalised_to_edtf(given: str, edtf: str) -> None:
    assert normalise(given) == edtf


@pytest.mark.parametrize(
    "given",
    ["", "yesterday", "03/05/2031", "2031-13-01", "2031-02-30", "2031-05-03T25:00:00Z", "2031-05T10:00",
     "May 3", "20310503", "2031-05-03T14:52:00+99:00", "Sat, 99 May 2031 14:52:00 GMT", "0000-01-01"],
)  # fmt: skip
def test_what_is_no_date_is_none(given: str) -> None:
    assert normalise(given) is None


@settings(deadline=None, derandomize=True)
@given(st.text())
def test_any_words_are_a_date_or_none(words: str) -> None:
    found = normalise(words)
    assert found is None or normalise(found) == found
    assert from_text(words) is None or len(from_text(words) or "") == 10


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://post.example/2031/05/03/world/boat.html", "2031-05-03"),
        ("https://post.example/2031/5/3/boat", "2031-05-03"),
        ("https://post.example/2031/may/3/boat", "2031-05-03"),
        ("https://post.example/news/boat-sinks-2031-05-03", "2031-05-03"),
        ("https://post.example/a/20310503-boat", "2031-05-03"),
        ("https://post.example/2031/05/boat", None),
        ("https://post.example/id/120310503991", None),
        ("https://post.example/2031/13/45/x", None),
        (None, None),
    ],
)
def test_an_address_gives_a_whole_day_or_nothing(url: str | None, day: str | None) -> None:
    assert from_url(url) == day


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Published 3 May 2031, 14:52 GMT", "2031-05-03"),
        ("May 3rd, 2031", "2031-05-03"),
        ("Updated: Sept. 4, 2031; first published Sept. 3, 2031", "2031-09-03"),
        ("PORT SARN, May 3 (Harbour Wire) -", None),
        ("Published 3 hours ago", None),
        ("Marble 3, 2031", None),
        ("31 April 2031", None),
        ("2031-05-03", "2031-05-03"),
    ],
)
def test_a_line_gives_the_earliest_day_with_its_year(line: str, day: str | None) -> None:
    assert from_text(line) == day


def test_markup_says_when_in_this_order() -> None:
    node = '{"@type":"NewsArticle","datePublished":"2031-05-03T14:52:00+02:00"}'
    ld = f'<script type="application/ld+json">{node}</script>'
    meta = '<meta property="article:published_time" content="2031-05-04T00:00:00Z">'
    time = '<time pubdate datetime="2031-05-05">'
    prose = "<p>The ferry sank on 6 May 2031, copyright 2029, and 7 June 2030 was another day.</p>"

    def found(head: str) -> str | None:
        tree = html.document_fromstring(f"<html><head>{head}</head><body>{time}{prose}</body></html>")
        return from_markup(tree, articles(tree))

    assert found(ld + meta) == "2031-05-03T14:52:00+02:00"
    assert found(meta) == "2031-05-04T00:00:00Z"
    assert found("") == "2031-05-05"


def test_prose_alone_dates_no_page() -> None:
    prose = "<p>The ferry sank on 6 May 2011. More than 40 died.</p>"
    tree = html.document_fromstring(f"<html><body>{prose}</body></html>")
    assert from_markup(tree, articles(tree)) is None
