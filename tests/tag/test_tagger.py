"""Paragraphs tagged by the shipped model; the sentences are made up and plain."""

from __future__ import annotations

import numpy as np
import pytest

from reportedly.shapes import Span
from reportedly.tag import network
from reportedly.tag.tagger import Tagger
from reportedly.tag.tags import CONTENT, CUE, SOURCE

TEXT = "Two officials said the bridge had fallen.\n\nIt rained on the coast."


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    """The tagger over the shipped model."""
    return Tagger(*network.load())


def test_a_plain_report_is_tagged_and_pointed(tagger: Tagger) -> None:
    tags = tagger.read(TEXT, Span(0, 41)).tags
    assert [(t.role, TEXT[t.span.start : t.span.end]) for t in tags] == [
        (SOURCE, "Two officials"), (CUE, "said"), (CONTENT, "the bridge had fallen"),
    ]  # fmt: skip
    assert (tags[1].source, tags[2].source, tags[2].cue) == (0, 0, 1)
    assert tags[0].named is False


def test_nobody_says_what_the_page_says(tagger: Tagger) -> None:
    assert tagger.read(TEXT, Span(43, len(TEXT))).tags == ()


def test_what_else_stands_in_the_text_changes_nothing(tagger: Tagger) -> None:
    alone = tagger.read(TEXT[:41], Span(0, 41), [Span(0, 41)])
    among = tagger.read(TEXT, Span(0, 41), [Span(0, 41)])
    assert alone.tags == among.tags
    assert np.array_equal(alone.vectors, among.vectors)


def test_vectors_are_unit_and_like_sentences_are_near(tagger: Tagger) -> None:
    text = "The bridge collapsed at dawn. At dawn the bridge fell down. Wheat prices rose again."
    ends = [text.index(". ") + 1, text.index(". W") + 1, len(text)]
    sentences = [Span(a, b) for a, b in zip([0, *ends], ends, strict=False)]
    vectors = tagger.read(text, Span(0, len(text)), sentences).vectors
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2]


def test_a_paragraph_longer_than_a_window_is_read_to_its_end(tagger: Tagger) -> None:
    text = "The harvest was poor in the hills. " * 60 + "Two officials said the bridge had fallen."
    tags = tagger.read(text, Span(0, len(text)), [Span(0, len(text))]).tags
    assert [text[t.span.start : t.span.end] for t in tags if t.role == SOURCE] == ["Two officials"]


def test_a_paragraph_of_nothing_has_no_tags(tagger: Tagger) -> None:
    assert tagger.read("\u200b \u200b", Span(0, 3)).tags == ()
