"""The page for an editor holds all by itself: looks, pictures and words, and nothing that loads or runs."""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256

import pytest
from lxml import html

from reportedly.claim import Mended, ReadingField, Standing
from reportedly.shapes import Span
from reportedly.web.report import Made, matters, of_claim, of_ledger
from tests.web.samples import TEXT, claim, flood
from tests.web.test_pages import HOSTILE

MADE = Made("test.ledger", "reportedly-head 3 2031-05-09T10:00:00Z abc")


def strike() -> object:
    """Return the sample's claim; its first statement is found in the page, and was mended."""
    done = Mended(ReadingField.PLACE, "Orsa", "Talba", "L. Karst", "2031-05-09T10:00:00Z", "the village")
    first, *rest = claim().statements
    return claim(statements=(replace(first, original=Span(100, 130), mended=(done,)), *rest))


def test_a_claims_report_tells_all_that_its_page_shows_and_where_words_stand() -> None:
    page = html.fromstring(of_claim(strike(), MADE))  # type: ignore[arg-type]
    text = " ".join(page.text_content().split())
    for told in (
        "Contested", "Talba council", "denied by one independent origin", TEXT[:30],
        "document dddddddddddd, characters 0 to 30 of its text; 100 to 130 of the archived page",
        "place mended: Talba, was Orsa; by L. Karst, 2031-05-09: the village", "One statement was put right",
        "log ends at reportedly-head 3", "It does not say what is true",
    ):  # fmt: skip
        assert told in text
    assert len(page.xpath("//table/tbody/tr[starts-with(@id, 's-')]")) == 4
    assert len(page.xpath("//*[local-name() = 'svg']")) >= 6


@pytest.mark.parametrize("words", ["A strike on Talba", *HOSTILE])
def test_it_loads_nothing_and_runs_nothing_whatever_the_words(words: str) -> None:
    said = tuple(
        replace(s, text=words, outlet=words, chain=(words, words), url=words) for s in claim().statements
    )
    origins = tuple(replace(origin, name=words) for origin in claim().origins)
    one = claim(text=words, statements=said, origins=origins)
    for written in (of_claim(one, Made(words, words)), of_ledger([one], Made(words, words), 5)):
        page = html.fromstring(written.encode("utf-8", "replace"), parser=html.HTMLParser(encoding="utf-8"))
        assert page.xpath("//script | //img | //iframe | //object | //embed | //form | //base") == []
        assert page.xpath("//@*[starts-with(name(), 'on')] | //@style | //@src") == []
        assert [link.get("rel") for link in page.xpath("//link")] == []
        for address in page.xpath("//@href"):
            assert address.startswith("#")
        (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        (style,) = re.findall(r"<style>(.*?)</style>", written.split("<body")[0], re.DOTALL)
        digest = b64encode(sha256(style.encode()).digest()).decode()
        assert policy.startswith(f"default-src 'none'; style-src 'sha256-{digest}';")
        assert not re.search(r"@import|url\(", style)


def test_links_in_it_lead_to_its_own_rows_and_ids_are_there_once() -> None:
    for written in (of_claim(claim(), MADE), of_ledger([claim(), flood(50)], MADE, 5)):
        page = html.fromstring(written)
        ids = page.xpath("//@id")
        assert len(ids) == len(set(ids))
        inner = {address[1:] for address in page.xpath("//@href") if address.startswith("#")}
        assert inner
        assert inner <= set(ids)


def test_a_ledgers_report_has_what_matters_in_order() -> None:
    lone = claim("cl_lone", aliases=(), standing=Standing.SINGLE_ORIGIN, outlets=1)
    spread = claim("cl_spread", aliases=(), standing=Standing.UNSOURCED, outlets=9)
    wider = claim("cl_wider", aliases=(), outlets=8)
    gone = claim("cl_gone", aliases=(), standing=Standing.WITHDRAWN, outlets=1)
    every = [lone, spread, gone, claim(), wider]
    assert [one.id for one in matters(every)] == ["cl_wider", "cl_strike", "cl_gone", "cl_spread"]
    page = html.fromstring(of_ledger(every, MADE, 2))
    assert page.xpath("//article/@id") == ["c-cl_wider", "c-cl_strike"]
    assert "2 of 4 claims that matter (5 in all)" in " ".join(page.text_content().split())
    assert "No claim had been made by then" in of_ledger([], replace(MADE, as_of="2031-05-01"), 5)


def test_the_same_claims_give_the_same_page() -> None:
    assert of_claim(claim(), MADE) == of_claim(claim(), MADE)
