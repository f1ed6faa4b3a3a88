"""Two outlets, sources or sides on the same claims: what each says, where they differ, what only one says."""

from __future__ import annotations

from lxml import html
from starlette.testclient import TestClient

from reportedly.claim import Side, Stance
from tests.web.samples import claim, client, origin, saying


def browser() -> TestClient:
    """Return a browser on a claim of two outlets that differ, one that both support, and one of one alone."""
    denies = {"stance": Stance.DENIES}
    origins = (
        origin("o1", "council", side=Side.RECIPIENT),
        origin("o2", "ministry", Stance.DENIES, side=Side.ACTOR),
    )
    differ = claim(
        "c1", aliases=(), text="They differ here", origins=origins,
        statements=(
            saying("a1", ("council", "Star"), "o1", 5, text="the later words"),
            saying("a0", ("council", "Star"), "o1", 2, text="the first words"),
            saying("a2", ("ministry", "Post"), "o2", 3, document="e" * 64, **denies),
        ),
    )  # fmt: skip
    agree = claim(
        "c2", aliases=(), text="They agree here", origins=origins[:1],
        statements=(saying("b1", ("council", "Star"), "o1", 1), saying("b2", ("council", "Post"), "o1", 2)),
    )  # fmt: skip
    alone = claim(
        "c3", aliases=(), text="Star alone", origins=origins[:1],
        statements=(saying("d1", ("council", "Star"), "o1", 1),),
    )  # fmt: skip
    return client(agree, differ, alone)


def test_claims_of_both_stand_side_by_side_and_those_that_differ_first() -> None:
    page = html.fromstring(browser().get("/compare?kind=outlet&left=Star&right=Post").text)
    rows = page.xpath("//table[contains(@class, 'compare')]/tbody/tr")
    assert [row.xpath("string(th/a)") for row in rows] == ["They differ here", "They agree here"]
    left, right = rows[0].xpath("td")
    assert left.xpath("string(b)") == "says so"
    assert left.xpath("string(.//span[@class='said'])") == "the first words"
    assert right.xpath("string(b)") == "denies"
    assert right.xpath(".//a[contains(@href, '/original/')]")
    assert "1 on which they differ" in page.text_content()


def test_what_only_one_says_stands_apart() -> None:
    page = html.fromstring(browser().get("/compare?kind=outlet&left=Star&right=Post").text)
    sections = page.xpath("//div[@class='cols']/section")
    assert [s.xpath(".//h3/a/@href") for s in sections] == [["/claim/c3"], []]


def test_sources_and_sides_are_compared_too() -> None:
    for query in ("kind=source&left=council&right=ministry", "kind=side&left=recipient&right=actor"):
        answer = browser().get(f"/compare.json?{query}").json()["claims"]
        (both,) = [row for row in answer if row["left"]["times"] and row["right"]["times"]]
        assert (both["claim"], both["left"]["stands"], both["right"]["stands"]) == ("c1", "says so", "denies")


def test_nothing_asked_the_same_twice_and_strangers_are_told_so() -> None:
    for query, told in (
        ("", "Choose two outlets"), ("kind=outlet&left=Star&right=Star", "These are the same"),
        ("kind=nonsense", "Choose two outlets"), ("kind=outlet&left=X&right=Y", "no claim in common"),
    ):  # fmt: skip
        assert told in browser().get(f"/compare?{query}").text
