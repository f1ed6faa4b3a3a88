"""FactAppeal's tags: what is read from them and how kinds of source are counted."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from benchmarks.factappeal import item_counts, macro_f1, read_items
from benchmarks.readings import Read
from benchmarks.score import Counts, Relation
from reportedly.shapes import EvidenceKind, Span

SENTENCE = "The bridge is gone, the mayor of Tarn said."
TAGGED = (
    "<Fact_Appeal:Indirect_Quote>The bridge is gone,</Fact_Appeal:Indirect_Quote> "
    "<Source:Unnamed:Official>the mayor of Tarn</Source:Unnamed:Official> said."
)


def written(folder: Path, sentence: str, annotation: str) -> Path:
    """A CSV of one sentence."""
    path = folder / "val.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["sentence", "annotation"], [sentence, annotation]])
    return path


def test_tags_become_spans(tmp_path: Path) -> None:
    (item,) = read_items(written(tmp_path, SENTENCE, TAGGED))
    assert item.text == SENTENCE
    assert item.appeals == (Span(0, 19),)
    assert item.sources == ((Span(20, 37), EvidenceKind.OFFICIAL),)


@pytest.mark.parametrize(
    "annotation", ["<Source:Named:null>The bridge", "The</Source> bridge", "<Source>A</Source> bridge"]
)
def test_bad_annotation_is_refused(tmp_path: Path, annotation: str) -> None:
    with pytest.raises(ValueError, match="val:1"):
        list(read_items(written(tmp_path, "The bridge", annotation)))


@pytest.mark.parametrize(
    ("kind", "f1"), [(EvidenceKind.OFFICIAL, 1.0), (EvidenceKind.EXPERT, 0.0), (None, 0.0)]
)
def test_a_source_counts_under_its_kind(tmp_path: Path, kind: EvidenceKind | None, f1: float) -> None:
    (item,) = read_items(written(tmp_path, SENTENCE, TAGGED))
    relation = Relation((Span(20, 37),), (Span(38, 42),), (Span(0, 18),))
    counts = item_counts(item, Read((relation,), evidence=(kind,)))
    assert counts["sources_exact"] == counts["appeals_exact"] == Counts(1)
    assert counts["appeals_tokens"] == Counts(4, 0, 1)
    assert macro_f1(counts) == f1
