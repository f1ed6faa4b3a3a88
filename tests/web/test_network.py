"""The network of actors: names inside and apart, the strongest shown and counted, each edge a page."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from lxml import etree, html

from reportedly.claim import Claim, Happening, Party
from reportedly.web.figures.draw import measure
from reportedly.web.figures.network import NARROW, WIDE, Edge, network
from tests.web.samples import claim, client

SVG = "{http://www.w3.org/2000/svg}"
SIZES = (WIDE, NARROW)


def pairs(count: int) -> list[Edge]:
    """Return the edges of so many actors with long names, each to a few others."""
    names = [f"The Armed Front of the Province Number {n}" for n in range(count)]
    return [
        Edge(names[a], names[(a * step + step) % count], 1 + a % 5, a % 3, ("assault",), step == 3, "/pair")
        for a in range(count)
        for step in (1, 3, 7)
    ]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("count", [2, 5, 12, 80])
def test_names_stay_inside_and_apart(count: int, size: tuple[int, int]) -> None:
    made = network(pairs(count), size)
    assert made is not None
    picture = etree.fromstring(made.picture)
    nodes = [e for e in picture.iter(f"{SVG}circle") if e.get("class") == "actor"]
    assert len(nodes) == made.actors
    boxes = []
    for node in nodes:
        x, y = (float(node.get(name, "")) for name in ("cx", "cy"))
        assert 0 < x < size[0]
        lines = list(node.getparent().iter(f"{SVG}text"))  # type: ignore[union-attr]
        long = max(measure(line.text or "") for line in lines)
        bottom = max(float(line.get("y", "")) for line in lines)
        assert long / 2 <= x <= size[0] - long / 2
        assert bottom <= size[1]
        boxes.append((x - long / 2, y - 6, x + long / 2, bottom))
    for a, b in combinations(boxes, 2):
        assert not (a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3])


def test_the_strongest_are_shown_and_the_same_pairs_give_the_same_picture() -> None:
    many = [*pairs(80), Edge("A", "B", 50, 0, ("aid",), False)]
    first, again = network(many, WIDE), network(many, WIDE)
    assert first is not None
    assert first == again
    assert first.actors < 30
    assert ">A<" in first.picture
    assert network([], WIDE) is None
    assert network([Edge("A", "A", 3, 0, (), False)], WIDE) is None


def of(id: str, actor: str, recipient: str, type: str = "ASSAULT") -> Claim:
    """Return a claim of what one party did to another."""
    happened = Happening(type, None, Party(actor), Party(recipient), None, "2031-05-03")
    return replace(claim(id, aliases=()), event=happened, text=f"{actor} struck {recipient}")


def test_each_edge_opens_what_is_claimed_and_in_whose_words() -> None:
    browser = client(
        of("c1", "army", "rebels"), of("c2", "rebels", "army"), of("c3", "army", "rebels", "backs")
    )
    page = html.fromstring(browser.get("/actors").text)
    leads = set(page.xpath("//*[local-name()='svg']//a/@href"))
    assert leads == {"/pair?actor=army&recipient=rebels", "/pair?actor=rebels&recipient=army"}
    assert page.xpath("//path[contains(@class, 'tie')]")
    pair = html.fromstring(browser.get("/pair?actor=army&recipient=rebels").text)
    assert set(pair.xpath("//h3/a/@href")) == {"/claim/c1", "/claim/c3"}
    assert pair.xpath("//ul[@class='words']//a[contains(@href, '/original/')]")
    assert pair.xpath("//a[text()='The other way round']/@href") == ["/pair?actor=rebels&recipient=army"]
    assert len(browser.get("/pair.json?actor=army&recipient=rebels").json()["claims"]) == 2
    assert "Nothing is claimed of these two" in browser.get("/pair?actor=x&recipient=y").text
    assert browser.get("/pair?actor=x").status_code == 404
    assert browser.get("/actors/network.svg").headers["content-type"] == "image/svg+xml"


@pytest.mark.parametrize("size", SIZES)
def test_a_name_stands_on_the_side_where_no_edge_passes(size: tuple[int, int]) -> None:
    made = network([Edge("drivers", "children", 1, 0, (), False)], size)
    assert made is not None
    picture = etree.fromstring(made.picture)
    nodes = {}
    for node in picture.iter(f"{SVG}circle"):
        if node.get("class") == "actor":
            (text,) = node.getparent().iter(f"{SVG}text")  # type: ignore[union-attr]
            nodes[text.text] = (float(node.get("cy", "")), float(text.get("y", "")))
    upper, lower = sorted(nodes.values())
    assert upper[0] == lower[0] or (upper[1] < upper[0] and lower[1] > lower[0])
