"""What is taken from the shelf is what would be made anew, whatever was read before and beside it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as trials
from hypothesis import strategies as st

from reportedly import pipeline
from reportedly.annotate import parse, passages
from reportedly.annotate.parse import handed, load
from reportedly.annotate.passages import read_passages, unpack
from reportedly.annotate.products import Products
from reportedly.annotate.tokens import Columns, Token
from reportedly.shapes import Capture, Reading, Segment, SegmentKind, Span
from reportedly.tag import network
from reportedly.tag.tagger import Tagger

ARTICLES = [
    json.loads(line)["text"]
    for line in (Path(__file__).parents[2] / "examples" / "week.jsonl").read_text().splitlines()
]
PARAGRAPHS = [line for text in ARTICLES for line in text.split("\n") if line.strip()][:12]


class Counting:
    """A shelf in memory that keeps count of what was found."""

    def __init__(self) -> None:
        self.kept: dict[bytes, bytes] = {}
        self.found = 0

    def get(self, keys: Sequence[bytes]) -> Mapping[bytes, bytes]:
        got = {key: self.kept[key] for key in keys if key in self.kept}
        self.found += len(got)
        return got

    def put(self, passages: Mapping[bytes, bytes]) -> None:
        self.kept.update(passages)


SHELF = Counting()


def read(text: str, shelf: passages.Shelf | None, outlet: str = "Coastal Post") -> Reading:
    capture = Capture("article", text.encode(), "text", outlet=outlet, published="2031-05-03")
    return pipeline.read(capture, force=True, shelf=shelf)


@cache
def tagger() -> Tagger:
    return Tagger(*network.load())


def layers(order: Sequence[int], batch: int) -> list[tuple[Columns, bytes]]:
    docs = load().pipe([parse.plain(PARAGRAPHS[i]) for i in order], batch_size=batch)
    return [(parse.columns(doc), doc.tensor.tobytes()) for doc in docs]


def told(t: Token) -> tuple[object, ...]:
    around = ([c.i for c in each] for each in (t.children, t.subtree, t.ancestors, t.conjuncts, t.sent))
    said = (t.text, t.lower_, t.lemma_, t.pos_, t.tag_, t.dep_, t.ent_type_, t.ent_iob_)
    return (t.i, t.idx, *said, t.is_punct, t.is_stop, t.like_num, t.is_sent_start, t.head.i, *around)


@trials(max_examples=8, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from(range(len(PARAGRAPHS))), min_size=1, max_size=9), st.integers(1, 9))
def test_a_parse_does_not_depend_on_the_paragraphs_parsed_with_it(order: list[int], batch: int) -> None:
    alone = {i: layers([i], 1)[0] for i in set(order)}
    assert layers(order, batch) == [alone[i] for i in order]


@trials(max_examples=8, deadline=None, derandomize=True)
@given(
    st.lists(st.sampled_from(PARAGRAPHS), min_size=1, max_size=4),
    st.sampled_from(["Coastal Post", "Valley Herald"]),
)
def test_a_copy_is_read_as_if_it_had_never_been_read(chosen: list[str], outlet: str) -> None:
    text = "\n\n".join(chosen)
    fresh = read(text, None, outlet)
    assert read(text, SHELF, outlet) == fresh
    before = SHELF.found
    assert read(text, SHELF, outlet) == fresh
    assert SHELF.found > before


def test_what_was_written_down_reads_the_same_at_another_place() -> None:
    text = PARAGRAPHS[0]
    segments = [Segment(SegmentKind.PARAGRAPH, None, 0, len(text))]
    shelf = Counting()
    story = handed(text, segments)
    (passage,) = read_passages(text, story, tagger(), shelf)
    (data,) = shelf.kept.values()
    shifted = Segment(SegmentKind.PARAGRAPH, None, 100, 100 + len(text))
    again = unpack(data, shifted, story[0][1])
    assert [told(t) for t in again.paragraph.tokens] == [told(t) for t in passage.paragraph.tokens]
    assert [(s.start - 100, s.end - 100) for s in again.paragraph.sentences()] == [
        (s.start, s.end) for s in passage.paragraph.sentences()
    ]
    assert [replace(t, span=Span(t.span.start - 100, t.span.end - 100)) for t in again.tagged.tags] == list(
        passage.tagged.tags
    )
    assert again.tagged.vectors.tobytes() == passage.tagged.vectors.tobytes()


def test_a_key_holds_the_text_as_written_and_as_parsed() -> None:
    keys = {passages.key(raw, cased, tagger()) for raw in ("Ab", "A b") for cased in ("Ab", "ab")}
    assert len(keys) == 4


def test_what_stands_twice_in_an_article_has_two_parses() -> None:
    text = f"{PARAGRAPHS[0]}\n{PARAGRAPHS[0]}"
    half = len(PARAGRAPHS[0])
    segments = [
        Segment(SegmentKind.PARAGRAPH, None, 0, half),
        Segment(SegmentKind.PARAGRAPH, None, half + 1, len(text)),
    ]
    shelf = Counting()
    for _ in range(2):
        first, second = read_passages(text, handed(text, segments), tagger(), shelf)
        assert first.paragraph.doc is not second.paragraph.doc
        assert (first.paragraph.base, second.paragraph.base) == (0, half + 1)


@pytest.mark.parametrize(("width", "out"), [(96, 50), (96, 64), (288, 288)])
def test_a_row_is_multiplied_the_same_among_few_rows_and_many(width: int, out: int) -> None:
    numbers = np.random.default_rng(7)
    rows = numbers.standard_normal((700, width)).astype(np.float32)
    weights = numbers.standard_normal((out, width)).astype(np.float32)
    many = Products().gemm(rows, weights, trans2=True)
    assert np.allclose(many, rows @ weights.T, atol=1e-4)
    for count in (1, 2, 7, 24, 63, 64, 65, 200):
        assert np.array_equal(Products().gemm(rows[9 : 9 + count], weights, trans2=True), many[9 : 9 + count])
