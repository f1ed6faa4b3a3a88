"""Pages say what the shelf holds, lead on to each other, and show a stranger's words as words."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

import pytest
from lxml import html

from reportedly.claim import Independent, Passage, Standing
from reportedly.shapes import Span
from reportedly.web.shelf import Kept
from tests.web.samples import DOCUMENT, TEXT, claim, client, flood, origin, original, reading, saying, shelf

HOSTILE = (
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "'-alert(1)-'",
    "</title><svg onload=alert(1)>",
    "javascript:alert(1)",
    "{{ 7 * 7 }}{% raw %}",
    "]]><!--",
    "\u202egnp.exe\u202c \u2066x\u2069",
    "nul\x00 and bell\x07 and \ud800",
    "a" * 5000,
    "עברית العربية",
    "",
)  # fmt: skip

PAGES = (
    "/claims", "/claim/cl_strike", f"/article/{DOCUMENT}?start=0&end=30",
    f"/original/{DOCUMENT}?start=0&end=30", "/sources", "/actors", "/places", "/articles",
    "/pair?actor=defence+ministry&recipient=civilians", "/compare",
    "/compare?kind=side&left=actor&right=recipient",
    "/review?item=reading~cl_strike~m1", "/judgements", "/agreement",
)  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
def test_every_page_also_answers_as_json(path: str) -> None:
    address, _, query = path.partition("?")
    browser = client()
    page = browser.get(path)
    assert page.status_code == 200
    assert page.headers["content-type"].startswith("text/html")
    answer = browser.get(f"{address}.json?{query}")
    assert answer.headers["content-type"] == "application/json"
    assert answer.json()
    linked = html.fromstring(page.text).xpath("//link[@rel='alternate']/@href")
    assert browser.get(linked[0]).status_code == 200


def test_a_claims_json_is_that_of_the_command() -> None:
    answer = client().get("/claim/cl_strike.json").json()
    assert answer["independent_origins"] == {"for": 1, "for_max": 1, "against": 1, "against_max": 1}
    assert answer["standing"] == "contested"


def test_an_alias_leads_to_its_claim_and_an_unknown_id_to_a_page_that_says_so() -> None:
    browser = client()
    assert "market in Talba" in browser.get("/claim/cl_old").text
    answer = browser.get("/claim/none")
    assert answer.status_code == 404
    assert "There is no claim of this id" in answer.text
    assert browser.get("/article/none").status_code == 404


def test_the_list_is_narrowed_by_words_facets_and_origins() -> None:
    lone = claim(
        "cl_lone", text="The ferry was late", standing=Standing.SINGLE_ORIGIN, aliases=(),
        independent_origins=Independent(0, 0, 0, 0),
    )  # fmt: skip
    browser = client(claim(), lone)

    def ids(query: str) -> set[str]:
        return {row["id"] for row in browser.get(f"/claims.json?{query}").json()["claims"]}

    assert ids("") == {"cl_strike", "cl_lone"}
    assert ids("q=FERRY") == {"cl_lone"}
    assert ids("q=nothing-such") == set()
    assert ids("standing=contested") == {"cl_strike"}
    assert ids("origins=1") == {"cl_strike"}
    assert ids("since=2031-05-04") == set()
    assert "No claim fits" in browser.get("/claims?q=nothing-such").text


def test_the_date_of_looking_is_kept_on_the_way() -> None:
    browser = client()
    assert "Nothing had been said by then" in browser.get("/claims?as_of=2031-05-02").text
    page = browser.get("/claims?as_of=2031-05-04").text
    assert "As it stood at the end of <b>4 May 2031</b>" in page
    assert "/claim/cl_strike?as_of=2031-05-04" in page
    assert browser.get("/claims?as_of=yesterday").status_code == 400
    assert browser.get("/claims?as_of=2031-02-31").status_code == 400


def test_a_statement_leads_to_its_passage_in_the_article_and_in_the_original() -> None:
    browser = client()
    page = html.fromstring(browser.get("/claim/cl_strike").text)
    article, source, _ = page.xpath("//tr[@id='s-m1']//a/@href")
    for address in (article, source):
        shown = html.fromstring(browser.get(address).text)
        assert shown.xpath("string(//mark[@id='passage'])") == TEXT[:30]


def test_a_sources_page_tells_through_whom_it_spoke_and_who_met_its_word() -> None:
    browser = client()
    council = html.fromstring(browser.get("/source?name=Talba+council").text)
    words = " ".join(council.text_content().split())
    assert "Its word came through Harbour Wire (3), Coastal Post (1), Daily Star (1)" in words
    assert council.xpath("//ul[@class='tally']//a/@href") == ["#denied"]
    assert council.xpath("//h2[@id='denied']")
    assert "denied later by defence ministry, 3 May 2031, 18:00 UTC" in words
    ministry = browser.get("/source?name=defence+ministry").text
    assert "contradicted before by" in ministry


def test_passages_of_earlier_articles_are_marked_and_lead_there() -> None:
    held = shelf(claim(statements=(saying("m1", ("x",), None, 1, copy_of="e" * 64),)))
    held.reprinted = lambda document, others: (
        [Passage(5, 42, DOCUMENT, 0, 37)] if others == ["e" * 64] else []
    )
    page = html.fromstring(client(held=held).get(f"/article/{DOCUMENT}").text)
    article = page.xpath("//article")[0]
    (link,) = article.xpath(".//a[@class='taken']")
    assert link.get("href") == f"/article/{DOCUMENT}?start=0&end=37#passage"
    assert link.text_content() == "as in Harbour Wire"
    assert "".join(article.xpath(".//*[contains(@class, 'copied')]//text()")).endswith(TEXT[30:42])
    assert "% of the story stands in earlier articles" in page.text_content()
    told = client(held=held).get(f"/article/{DOCUMENT}.json").json()["copied"]
    assert [(row["start"], row["of"]) for row in told] == [(5, DOCUMENT)]


def test_an_original_is_shown_as_characters_and_never_as_a_page() -> None:
    page = html.fromstring(client().get(f"/original/{DOCUMENT}").text)
    assert "<script>alert(1)</script>" in page.xpath("string(//pre)")
    assert page.xpath("//script/@src") == ["/static/app.js"]
    assert "".join(page.xpath("//script//text()")) == ""


def test_two_thousand_statements_make_a_short_page() -> None:
    answer = client(flood(2000)).get("/claim/cl_flood")
    assert len(answer.content) < 400_000
    assert "+1,9" in answer.text


def test_every_node_of_a_large_tree_leads_to_a_statement_that_is_there() -> None:
    browser = client(flood(2000))
    page = html.fromstring(browser.get("/claim/cl_flood").text)
    leads = set(page.xpath("//a[@class='node']/@href"))
    assert len(leads) > 2
    for address in leads:
        path, _, id = address.partition("#")
        there = html.fromstring(browser.get(path).text) if path else page
        assert there.xpath(f"//tr[@id='{id}']"), address


def test_the_words_of_one_origin_alone_and_page_by_page() -> None:
    browser = client()
    page = html.fromstring(browser.get("/claim/cl_strike").text)
    (address,) = page.xpath("//tr[@id='o-o2']//td[@class='few']/a/@href")
    alone = html.fromstring(browser.get(address).text)
    assert alone.xpath("//tr[starts-with(@id, 's-')]/@id") == ["s-m4"]
    many = client(flood(2000))
    pages = [html.fromstring(many.get(f"/claim/cl_flood?page={n}").text) for n in (1, 10, 11, 99)]
    shown = [page.xpath("//tr[starts-with(@id, 's-')]/@id") for page in pages]
    assert [len(ids) for ids in shown] == [200] * 4
    assert shown[1] == shown[2] == shown[3]


@cache
def _quiet(path: str) -> str:
    return client().get(path).text


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_stay_words_on_every_page(words: str) -> None:
    """No page gains an element, a handler or an address by what a publisher wrote."""
    hostile = claim(
        text=words,
        origins=(origin("o1", words), origin("o2", words)),
        statements=tuple(
            replace(one, text=words, outlet=words, chain=(words, words), url=words)
            for one in claim().statements
        ),
    )
    event = replace(
        hostile.event,
        mode=words,
        actor=replace(hostile.event.actor, name=words),  # type: ignore[type-var]
        place=replace(hostile.event.place, name=words),  # type: ignore[type-var]
    )
    text = words.encode("utf-8", "replace").decode() or "."

    def read(document: str) -> object:
        made = reading(document, text)
        return replace(made, document=replace(made.document, title=words, outlet=words, url=words))

    held = Kept("test.ledger", lambda _: [replace(hostile, event=event)], read, original, lambda: 0)  # type: ignore[arg-type]
    browser = client(held=held)
    for path in PAGES:
        page = browser.get(path)
        assert page.status_code == 200
        made, plain = (html.fromstring(text) for text in (page.text, _quiet(path)))
        for kind in ("script", "img", "iframe", "object", "base", "style", "form"):
            assert len(made.xpath(f"//{kind}")) == len(plain.xpath(f"//{kind}"))
        assert made.xpath("//@*[starts-with(name(), 'on') or name() = 'style']") == []
        addresses = made.xpath("//@href | //@src | //@action")
        assert not [a for a in addresses if not re.match(r"[/#?]|https?://", a)]
        assert not set("\u202e\u2066\x00") & set(page.text)
        browser.get(path.replace("?", ".json?") if "?" in path else f"{path}.json").json()


def test_what_an_address_asks_for_is_not_trusted() -> None:
    browser = client()
    for query in (
        "start=5&end=2",
        "start=0&end=99999",
        "start=-1&end=3",
        "start=٣&end=9",
        "start=0&end=" + "9" * 50,
    ):
        assert browser.get(f"/article/{DOCUMENT}?{query}").status_code == 200
    for query in ("page=0", "page=99", "page=x", "origins=" + "9" * 30, "sort=<b>", "standing=<b>"):
        assert browser.get(f"/claims?{query}").status_code == 200
    assert browser.get("/static/..%2fapp.py").status_code == 404
    assert browser.get("/static/app.py").status_code == 404


def test_a_statement_whose_words_are_not_in_the_original_says_so() -> None:
    lost = claim(statements=(saying("m1", ("x",), None, 1, span=Span(0, 30)),))
    held = Kept(
        "t",
        lambda _: [lost],
        lambda d: reading(d, "Other words that the page does not hold."),
        original,
        lambda: 0,
    )
    answer = client(held=held).get(f"/original/{DOCUMENT}?start=0&end=30")
    assert "were not found in it" in answer.text
