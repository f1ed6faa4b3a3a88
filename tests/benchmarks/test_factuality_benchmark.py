"""The benchmark of factuality: how values are mapped, counted by class and averaged."""

from __future__ import annotations

import pytest

from benchmarks.factuality import CLASSES, class_counts, macro, mapped
from benchmarks.score import Counts
from reportedly.shapes import FactualityValue


@pytest.mark.parametrize(
    ("value", "certainty", "polarity"),
    [
        ("CT+", "certain", "positive"),
        ("CT-", "certain", "negative"),
        ("PR-", "probable", "negative"),
        ("PS+", "possible", "positive"),
        ("CTu", "underspecified", "underspecified"),
        ("Uu", "underspecified", "underspecified"),
    ],
)
def test_values_in_the_corpus_s_terms(value: str, certainty: str, polarity: str) -> None:
    assert mapped(FactualityValue(value)) == (certainty, polarity)


def test_counts_a_class() -> None:
    pairs = [("certain", "certain"), ("possible", "certain"), ("possible", "possible")]
    counts = class_counts(pairs, CLASSES)
    assert counts["certain"] == Counts(1, 1, 0)
    assert counts["possible"] == Counts(1, 0, 1)
    assert counts["probable"] == Counts()


def test_the_mean_weighs_classes_alike() -> None:
    counts = {c: Counts(1, 0, 0) for c in CLASSES} | {"probable": Counts(0, 1, 1)}
    poles = {f"polarity {c}": Counts(1, 0, 0) for c in ("positive", "negative", "underspecified")}
    means = macro(counts | poles)
    assert means == {"certainty, macro-F1": pytest.approx(0.75), "polarity, macro-F1": pytest.approx(1.0)}
