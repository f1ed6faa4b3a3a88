"""The gate before all parsers: shapes that make them hang are refused, in one pass, and pages are not."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from benchmarks.gate import shapes
from reportedly.ingest.gate import MAX_ATTRIBUTES, MAX_DEPTH, MAX_TAGS, Shape, measure, refusal
from reportedly.ingest.inputs import captures
from reportedly.shapes import Capture, Problem
from tests.ingest.archives import Answer, warc

EXAMPLES = Path(__file__).parents[2] / "examples"
HOSTILE = shapes(2_000_000)


def test_a_page_passes() -> None:
    page = (EXAMPLES / "dam.html").read_bytes()
    assert refusal(page) is None
    assert measure(page).tags > 20


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_shapes_take_no_time(name: str) -> None:
    refusal(HOSTILE[name])


@pytest.mark.parametrize(
    ("page", "why"),
    [
        (b"<span>a</span>" * (MAX_TAGS // 2 + 1), "holds over 50,000 tags"),
        (b"<!--x-->" * (MAX_TAGS + 1), "holds over 50,000 tags"),
        (b"a < b " * (MAX_TAGS + 1), "holds over 50,000 tags"),
        (b"<div>" * (MAX_DEPTH + 1), "is nested more than 250 deep"),
        (b"<div></x>" * (MAX_DEPTH + 1), "is nested more than 250 deep"),
        (b"<div><p></p>" * (MAX_DEPTH + 1), "is nested more than 250 deep"),
        (b"<ul><li><p>" * (MAX_DEPTH // 2), "is nested more than 250 deep"),
        (b"<p" + b" a" * (MAX_ATTRIBUTES + 1) + b">", "has a tag of over 256 attributes"),
        (b"<p a='>'" + b" a" * MAX_ATTRIBUTES + b">", "has a tag of over 256 attributes"),
        (b'<p ="><p' + b" a" * (MAX_ATTRIBUTES + 1) + b'">', "has a tag of over 256 attributes"),
        (b'<p a=b="><p' + b" a" * (MAX_ATTRIBUTES + 1) + b'">', "has a tag of over 256 attributes"),
        (
            b"<title><a b='</title><p" + b" a" * (MAX_ATTRIBUTES + 1) + b"'>",
            "has a tag of over 256 attributes",
        ),
        ("<div>".encode("utf-16") * (MAX_DEPTH + 1), "is nested more than 250 deep"),
    ],
)
def test_what_is_refused(page: bytes, why: str) -> None:
    assert refusal(page) == why


@pytest.mark.parametrize(
    ("page", "shape"),
    [
        (b"", Shape(0, 0, 0)),
        (b"<", Shape(1, 0, 0)),
        (b"<p>a<p>b<p>c", Shape(3, 1, 0)),
        (b"<table><tr><td>a<td>b<tr><td>c</table>", Shape(7, 3, 0)),
        (b"<ul><li>a<li>b<li>c</ul>", Shape(5, 2, 0)),
        (b"<div><b><i></div><p>", Shape(5, 3, 0)),
        (b"<img><br/><input>", Shape(3, 0, 0)),
        (b"<script>if (a<b) '<div><div>'</script><p>", Shape(3, 1, 0)),
        (b"<script><!--<script></script>'<div>'</script><p>", Shape(3, 1, 0)),
        (b"<!--<div><div>--><p>", Shape(2, 1, 0)),
        (b"<!--><p>", Shape(2, 1, 0)),
        (b"<!doctype html><?pi?><p>", Shape(3, 1, 0)),
        (b"<a href='>' title=\"<b>\" x=y/ z>", Shape(1, 1, 4)),
        (b"<textarea><div></textarea><p>", Shape(3, 1, 0)),
        (b"<script></scripty><div></script ><p>", Shape(3, 1, 0)),
        (b"</<!--><p>", Shape(2, 1, 0)),
        (b"1 < 2 <3", Shape(2, 0, 0)),
    ],
)
def test_tags_are_cut_as_browsers_cut_them(page: bytes, shape: Shape) -> None:
    assert measure(page) == shape


def test_omitted_end_tags_nest_nothing() -> None:
    for unit in (b"<p>a", b"<li>a", b"<tr><td>a<td>b", b"<dt>a<dd>b", b"<option>a", b"<tbody><tr><td>a"):
        assert measure(unit * 2_000).depth <= 4, unit


_PIECE = st.sampled_from([
    "<div>", "<p>", "<b>", "</div>", "</p>", "</b>", "<ul>", "<li>", "</ul>", '<a =">', "<a b='>'", 'c="d"e>',
    "<!--", "-->", "<script>", "</script>", "<title>", "</title>", "<br>", "text", '"', "'", ">", "<x/>",
    "<a/b/c>", "<!x>", "</", "<", "<table>", "<tr>", "<td>", "</table>", " f=g ", "</scriptx>",
    "</<", "<style>", "</style x>", "<noscript>", "=", "/",
])  # fmt: skip


@settings(deadline=None, derandomize=True, max_examples=400)
@given(st.lists(_PIECE, max_size=40))
def test_the_parser_sees_no_more_than_the_gate(pieces: list[str]) -> None:
    page = ("<html><body>" + "".join(pieces)).encode()
    elements = list(etree.fromstring(page, etree.HTMLParser()).iter(etree.Element))
    shape = measure(page)
    assert max(len(element.attrib) for element in elements) <= shape.attributes
    # A parser puts paragraphs of its own around bare text.
    assert max(len(list(element.iterancestors())) + 1 for element in elements) <= shape.depth + 2


@settings(deadline=None, derandomize=True, max_examples=400)
@given(st.one_of(st.binary(max_size=300), st.lists(_PIECE).map(lambda pieces: "".join(pieces).encode())))
def test_any_bytes_are_measured(page: bytes) -> None:
    shape = measure(page)
    assert 0 <= shape.depth <= shape.tags <= page.replace(b"\x00", b"").count(b"<")


def test_the_gate_stands_before_every_way_in(tmp_path: Path) -> None:
    deep = "<html>" + "<div>" * 300
    (tmp_path / "a.html").write_text(deep)
    (tmp_path / "b.jsonl").write_text(f'{{"html": "{deep}"}}\n{{"text": "{deep}"}}')
    (tmp_path / "c.warc").write_bytes(warc(Answer(deep.encode())))
    (tmp_path / "d.rss").write_text(
        f"<rss><channel><item><description><![CDATA[{deep}]]></description></item></channel></rss>"
    )
    found = list(captures([str(tmp_path)]))
    why = "is nested more than 250 deep, as no article is; give the article alone, or its text"
    assert [item.problem for item in found if isinstance(item, Problem)] == [
        f"{tmp_path}/{name}: {why}" for name in ("a.html", "b.jsonl:1", "c.warc:0", "d.rss:1")
    ]
    assert [item.media for item in found if isinstance(item, Capture)] == ["text"]
