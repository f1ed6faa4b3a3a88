"""The feed of alerts: new entries above, each once, at most so many, and nobody else's file is touched."""

from __future__ import annotations

import io

import pytest
from lxml import etree

from reportedly.errors import OutputError
from reportedly.export.atom import MOST, Item, feed
from reportedly.ingest.feeds import read_feed
from reportedly.shapes import Capture

A = Item("urn:reportedly:alert:al_1", "2031-05-03T08:00:00Z", "Contested: a & b <c>", "why\x00so", None)
B = Item("urn:reportedly:alert:al_2", "2031-05-04T08:00:00Z", "Revised: d", "because", "https://post.example/d")


def ids(data: bytes) -> list[str]:
    space = "{http://www.w3.org/2005/Atom}"
    return [entry.findtext(f"{space}id", "") for entry in etree.fromstring(data).iter(f"{space}entry")]


def test_our_own_reader_reads_it() -> None:
    made = feed("news.ledger", B.at, [B])
    (entry,) = read_feed(io.BytesIO(made), "alerts.xml")
    assert isinstance(entry, Capture)
    assert (entry.title, entry.url, entry.published) == (B.title, B.link, B.at)
    assert entry.data == b"because"


def test_new_entries_come_first_and_each_once() -> None:
    once = feed("news.ledger", A.at, [A])
    both = feed("news.ledger", B.at, [B, A], once)
    assert ids(both) == [B.id, A.id]
    assert feed("news.ledger", B.at, [B, A], both) == both
    assert b"a &amp; b &lt;c>" in both or b"a &amp; b &lt;c&gt;" in both


def test_it_does_not_grow_for_ever() -> None:
    many = [Item(f"urn:reportedly:alert:{n}", A.at, "t", "w", None) for n in range(MOST + 50)]
    assert ids(feed("x", A.at, [A], feed("x", A.at, many))) == [A.id, *(i.id for i in many[: MOST - 1])]


@pytest.mark.parametrize(
    ("there", "why"),
    [
        (b"<feed xmlns='http://www.w3.org/2005/Atom'><id>urn:other</id></feed>", "no feed of ours"),
        (b"my notes", "is damaged"),
    ],
)
def test_a_file_of_somebody_else_is_refused(there: bytes, why: str) -> None:
    with pytest.raises(OutputError, match=why):
        feed("x", A.at, [A], there)
