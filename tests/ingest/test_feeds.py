"""Feeds: each entry a capture, whatever dialect; cut, malformed and hostile ones give problems only."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.ingest.feeds import MAX_ENTRIES
from reportedly.ingest.inputs import captures, is_batch
from reportedly.shapes import Capture, Problem

RSS = """<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://media.example/">
<channel><title>Coastal Post</title><link>https://post.example/</link><description>All news</description>
{}
</channel></rss>"""
ATOM = '<feed xmlns="http://www.w3.org/2005/Atom"><title>Coastal Post</title>{}</feed>'
ITEM = (
    "<item><title>{0}</title><link>https://post.example/{0}</link>"
    "<description>Boat {0} sank.</description></item>"
)


def read(feed: str | bytes) -> list[Capture | Problem]:
    data = feed.encode() if isinstance(feed, str) else feed
    found = list(captures(["-"], stdin=io.BytesIO(data)))
    for item in found:
        if isinstance(item, Problem):
            assert item.problem.startswith(f"{item.input}: ")
            assert "\n" not in item.problem
    return found


def entry(feed: str | bytes) -> Capture:
    (item,) = read(feed)
    assert isinstance(item, Capture)
    return item


def problem(feed: str | bytes) -> str:
    item = read(feed)[-1]
    assert isinstance(item, Problem)
    return item.problem.removeprefix(f"{item.input}: ")


def test_an_entry_is_a_capture_named_by_its_number() -> None:
    first, second = read(RSS.format(ITEM.format(1) + ITEM.format(2)))
    assert first == Capture(
        "-:1", b"Boat 1 sank.", "text", url="https://post.example/1", outlet="Coastal Post", title="1"
    )
    assert second.input == "-:2"
    assert is_batch(["-"], stdin=io.BytesIO(RSS.encode()))


def test_the_longest_content_is_taken_and_html_framed_as_a_page() -> None:
    item = entry(
        RSS.format(
            "<item><media:title>no</media:title><media:description>%s</media:description>"
            "<title>A &amp;amp; B &lt;b&gt;x&lt;/b&gt;</title><description>short</description>"
            "<content:encoded><![CDATA[<p>The whole story.</p>]]></content:encoded></item>" % ("no " * 50)
        )
    )
    assert item.data == b"<html><body><article><p>The whole story.</p></article></body></html>"
    assert (item.media, item.title) == ("html", "A & B x")
    inline = entry(
        RSS.format("<item><description>A &lt;b&gt;boat&lt;/b&gt; &amp;amp; crew</description></item>")
    )
    assert inline.data == b"<html><body><article><p>A <b>boat</b> &amp; crew</p></article></body></html>"
    assert inline.url is None


def test_atom_of_every_content_type() -> None:
    link = '<link rel="self" href="https://post.example/self"/><link href="/boat"/>'
    for content, data in (
        ('<content type="html">&lt;p&gt;A boat.&lt;/p&gt;</content>', "<p>A boat.</p>"),
        ('<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>A boat.</p></div></content>',
         "<div><p>A boat.</p></div>"),
        ('<content type="xhtml"><x:p xmlns:x="http://www.w3.org/1999/xhtml">A boat.</x:p></content>',
         "<p>A boat.</p>"),
    ):  # fmt: skip
        item = entry(ATOM.format(f'<link href="https://post.example/"/><entry>{link}{content}</entry>'))
        assert item.data.decode() == f"<html><body><article>{data}</article></body></html>"
        assert item.url == "https://post.example/boat"
    text = entry(ATOM.format('<entry><content type="text">a &lt;b&gt; &amp;amp;</content></entry>'))
    assert (text.media, text.data) == ("text", b"a <b> &amp;")


def test_rss_1_and_an_undeclared_prefix() -> None:
    rdf = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Coastal Post</title></channel>'
        "<item><title>Boat</title><link>https://post.example/1</link><description>A boat sank.</description>"
        "<dc:date>2031-05-03T14:52:00+02:00</dc:date></item></rdf:RDF>"
    )
    item = entry(rdf)
    assert (item.title, item.outlet, item.published) == ("Boat", "Coastal Post", "2031-05-03T14:52:00+02:00")
    undeclared = "<rss><channel><item><content:encoded>A boat sank.</content:encoded></item></channel></rss>"
    assert entry(undeclared).data == b"A boat sank."


@pytest.mark.parametrize(
    ("element", "published"),
    [
        ("<pubDate>Sat, 03 May 2031 14:52:00 +0200</pubDate>", "2031-05-03T12:52:00Z"),
        ("<pubDate>3 May 2031 14:52 GMT</pubDate>", "2031-05-03T14:52:00Z"),
        ("<pubDate>2031-05-03</pubDate>", "2031-05-03"),
        (
            "<updated>2031-05-04T00:00:00Z</updated><published>2031-05-03T14:52:00Z</published>",
            "2031-05-03T14:52:00Z",
        ),
        ("<updated>2031-05-04T00:00:00Z</updated>", "2031-05-04T00:00:00Z"),
        ("<pubDate>2031-05-03 14:52:00</pubDate>", "2031-05-03T14:52:00"),
        ("<pubDate>yesterday</pubDate>", None),
        ("<pubDate>Sat, 99 May 2031 14:52:00 GMT</pubDate>", None),
        ("<pubDate></pubDate>", None),
    ],
)  # fmt: skip
def test_dates_are_iso_or_none(element: str, published: str | None) -> None:
    assert entry(RSS.format(f"<item>{element}<description>Boat</description></item>")).published == published


def test_an_aggregators_entry_names_its_own_outlet() -> None:
    item = "<item><description>Boat</description><source url='https://b.example'>Harbour Wire</source></item>"
    assert entry(RSS.format(item)).outlet == "Harbour Wire"


def test_an_entry_without_text_is_a_problem_and_the_next_is_read() -> None:
    bare = "<item><title>x</title><guid>https://post.example/x</guid></item>"
    first, second, third = read(RSS.format(bare + "<item/>" + ITEM.format(1)))
    assert isinstance(first, Problem)
    assert first.problem == "-:1: has no text, only a link; give its address https://post.example/x"
    assert isinstance(second, Problem)
    assert isinstance(third, Capture)


def test_entities_of_html_and_bare_ampersands_lose_nothing() -> None:
    sloppy = "&lt;p&gt;caf&eacute; & bar &amp;c &hellip; 5 &lt; 6&lt;/p&gt;"
    found = read(RSS.format(f"<item><description>{sloppy}</description></item>" + ITEM.format(2)))
    assert [type(item) for item in found] == [Capture, Capture]
    assert (
        "<p>café & bar &c … 5 < 6</p>" in found[0].data.decode() if isinstance(found[0], Capture) else False
    )


def test_a_cut_feed_gives_its_whole_entries_and_a_problem() -> None:
    whole = RSS.format("".join(ITEM.format(n) for n in range(5)))
    assert [type(item) for item in read(whole)] == [Capture] * 5
    for at in range(whole.index("<item>") + 10, len(whole) - 6, 7):
        *items, said = read(whole[:at])
        assert len(items) == whole[:at].count("</item>")
        assert all(isinstance(item, Capture) for item in items)
        assert isinstance(said, Problem)
        assert said.problem.startswith(f"-: is cut, its end is missing; {len(items)} whole entries were read")


def test_what_is_no_feed_is_said(tmp_path: Path) -> None:
    (tmp_path / "map.xml").write_text("<urlset><url/></urlset>")
    (item,) = captures([str(tmp_path / "map.xml")])
    assert isinstance(item, Problem)
    assert item.problem.endswith("map.xml: is no RSS or Atom feed; give a feed, or text or HTML")
    assert problem("<rss><channel></channel></rss>") == "is a feed without entries; get it again"


def declaring(entities: str) -> str:
    item = "<item><title>&x;</title><description>&x; A boat sank.</description></item>"
    return f"<!DOCTYPE rss [{entities}]>" + RSS.format(item).partition("?>")[2]


@pytest.mark.parametrize(
    "entities",
    [
        '<!ENTITY e0 "lol"><!ENTITY x "&e0;&e0;">',
        '<!ENTITY x SYSTEM "file:///etc/passwd">',
        '<!ENTITY % x PUBLIC "a" "https://post.example/">',
        f"<!ENTITY x '{'boat ' * 20}'>",
    ],
)
def test_entities_that_expand_are_refused(entities: str) -> None:
    assert problem(declaring(entities)) == "declares entities that expand, as no feed does; get another copy"


def test_an_entity_for_a_sign_is_not_expanded_and_does_no_harm() -> None:
    item = read(declaring('<!ENTITY x "&#8212;">'))[0]
    assert isinstance(item, Capture)
    assert item.data == b"&x; A boat sank."


HEAD = RSS.partition("{}")[0]


@pytest.mark.parametrize(
    "shape",
    [
        f"{HEAD}<item {' '.join(f'a{n}=1' for n in range(300_000))}/>",
        f"{HEAD}<item><author>{'a' * 3_000_000}@</author><description>x</description></item>",
        f"{HEAD}<item><description>{'<a>' * 300_000}",
        f"{HEAD}<item><description>{'<' * 300_000}",
        f"{HEAD}<item><description>{'&' * 3_000_000}",
        f"{HEAD}<item><description>{'<![CDATA[' * 300_000}",
        f"{HEAD}{'<!--' * 300_000}",
        f"{HEAD}{'</rss><!--' * 300_000}",
        f"<!DOCTYPE rss [{'<!ENTITY a' * 300_000}",
        f"{HEAD}{'<item/>' * 300_000}",
        f"{HEAD}{'<x/>' * 500_000}",
        "<rss " + " ".join(f"xmlns:a{n}='u{n}'" for n in range(100_000)) + "><channel><item/>",
    ],
    ids=range(12),
)
def test_hostile_shapes_end_in_a_problem(shape: str) -> None:
    found = read(shape)
    assert isinstance(found[-1], Problem)
    assert len(found) <= MAX_ENTRIES + 1


@settings(deadline=None, derandomize=True, max_examples=200)
@given(st.binary(max_size=200), st.integers(0, 3000), st.sampled_from(["utf-8", "utf-16"]))
def test_any_bytes_anywhere_give_entries_and_problems_only(junk: bytes, at: int, encoding: str) -> None:
    whole = RSS.format("".join(ITEM.format(n) for n in range(3))).encode(encoding)
    at %= len(whole)
    read(whole[:at] + junk + whole[at:])
    read(b"<rss><channel><item>" + junk)
    read(b"<feed><entry><content type='xhtml'>" + junk + b"</content></entry></feed>")
