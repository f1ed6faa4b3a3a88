"""The terms of a document: rare ones weigh more, and only the document decides."""

from __future__ import annotations

import math
from functools import cache

from reportedly import pipeline
from reportedly.link.mentions import Frame, frames
from reportedly.link.terms import MOST, background, counted, rare, terms
from reportedly.shapes import Capture

TEXT = (
    "A ferry sank off Orlec on Monday, the harbour master said. The ferry had left Orlec at dawn, "
    "Ada Moll told reporters. People said that the ferry was old."
)


@cache
def told() -> tuple[Frame, ...]:
    item = Capture("item", TEXT.encode(), media="text", outlet="Visk Courier", published="2021-05-03")
    return frames(pipeline.read(item, force=True))


def test_the_oftener_here_and_the_rarer_elsewhere_the_heavier() -> None:
    own = terms(told())
    assert own.words["ferry"] > own.words["dawn"] > own.words["old"]


def test_words_and_names_are_counted_apart_and_the_publisher_is_none() -> None:
    words, names = counted(told())
    assert words["ferry"] == 3
    assert names["moll"] == 1
    assert "courier" not in names


def test_weights_are_unit_vectors_in_whole_steps() -> None:
    own = terms(told())
    for weights in (own.words, own.names):
        assert math.isclose(sum(w * w for w in weights.values()), 1.0, abs_tol=0.01)
        assert all((w * 2048).is_integer() for w in weights.values())


def test_only_the_heaviest_are_kept() -> None:
    own = terms(told() * 50)
    assert len(own.words) + len(own.names) <= MOST


def test_what_the_background_does_not_know_is_rare() -> None:
    known = background()
    assert rare(dict.fromkeys(["market", "orvek"], 1.0), known.words) == ["orvek"]
    assert max(known.words.values()) < known.unknown


def test_a_document_without_mentions_has_no_terms() -> None:
    assert terms(()).words == terms(()).names == {}
