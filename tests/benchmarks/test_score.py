"""The measures behind the benchmark tables, on small made-up texts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.score import (
    Counts,
    Relation,
    content_iou,
    exact,
    match,
    mostly_inside,
    same_source,
    token_counts,
    trimmed,
)
from reportedly.shapes import Span

TEXT = 'Mara Voss, mayor of Tarn, said "the bridge is gone," adding that help was late.'


def at(words: str) -> Span:
    """The place of some words in the text."""
    start = TEXT.index(words)
    return Span(start, start + len(words))


def relation(source: str | None, cue: str, *content: str, unnamed: bool = False) -> Relation:
    """A relation by its words."""
    named = (at(source),) if source else ()
    return Relation(named, (at(cue),), tuple(at(c) for c in content), unnamed=unnamed)


def test_counts_add_up_and_give_precision_recall_and_f1() -> None:
    counts = Counts(1, 2, 0) + Counts(2, 1, 3)
    assert counts == Counts(3, 3, 3)
    assert (counts.precision, counts.recall, counts.f1) == (0.5, 0.5, 0.5)


def test_counts_of_nothing_are_zero() -> None:
    assert (Counts().precision, Counts().recall, Counts().f1) == (0.0, 0.0, 0.0)


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ('"the bridge is gone,"', "the bridge is gone"),
        ("that help was late.", "that help was late"),
        ("said", "said"),
    ],
)
def test_trimming_drops_outer_quotes_spaces_commas_and_the_last_stop(words: str, left: str) -> None:
    assert trimmed(TEXT, at(words)) == at(left)


def test_trimming_leaves_a_span_of_punctuation_alone() -> None:
    assert trimmed(' ", ', Span(0, 4)) == Span(0, 4)


@given(st.text(alphabet='ab "“,.', max_size=12), st.integers(0, 12), st.integers(0, 12))
def test_trimming_never_grows_or_inverts_a_span(text: str, start: int, length: int) -> None:
    span = Span(min(start, len(text)), min(start + length, len(text)))
    got = trimmed(text, span)
    assert span.start <= got.start <= got.end <= span.end


def test_exact_counts_spans_once_and_ignores_outer_quotes() -> None:
    gold = [at('"the bridge is gone,"'), at("that help was late")]
    predicted = [at("the bridge is gone"), at('"the bridge is gone,"'), at("help was late")]
    assert exact(TEXT, gold, predicted) == Counts(1, 1, 1)


def test_tokens_are_words_and_single_marks() -> None:
    assert token_counts(TEXT, [at("the bridge is gone,")], [at("bridge is gone")]) == Counts(3, 0, 2)


def test_iou_takes_all_parts_of_a_content_together() -> None:
    both = relation("Mara Voss", "said", "the bridge is gone", "that help was late")
    half = relation("Mara Voss", "said", "the bridge is gone")
    assert content_iou(TEXT, both, both) == 1.0
    assert content_iou(TEXT, both, half) == pytest.approx(18 / 36)


def test_matching_is_one_to_one_and_prefers_the_better_content() -> None:
    gold = [relation("Mara Voss", "said", "the bridge is gone")]
    predicted = [
        relation("Mara Voss", "said", "bridge is gone"),
        relation("Mara Voss", "said", "the bridge is gone"),
    ]
    pairs = match(TEXT, gold, predicted)
    assert [(p.gold, p.predicted, p.right_source) for p in pairs] == [(0, 1, True)]


def test_of_equal_contents_the_one_with_the_gold_cue_is_matched() -> None:
    gold = [relation("Mara Voss", "said", "the bridge is gone")]
    predicted = [
        relation("mayor of Tarn", "adding", "the bridge is gone"),
        relation("Mara Voss", "said", "the bridge is gone"),
    ]
    assert [p.predicted for p in match(TEXT, gold, predicted)] == [1]


def test_half_the_content_is_needed() -> None:
    gold = [relation("Mara Voss", "said", "the bridge is gone", "that help was late")]
    assert match(TEXT, gold, [relation("Mara Voss", "said", "bridge is gone")]) == []


@pytest.mark.parametrize(
    ("gold", "predicted", "overlapping", "right"),
    [
        ("Mara Voss", "Mara Voss", True, True),
        ("Mara Voss,", "Mara Voss", True, True),
        ("Mara Voss", "Voss", True, True),
        ("Mara Voss, mayor of Tarn", "Mara", True, False),
        ("Mara Voss", "mayor of Tarn", False, False),
    ],
)
def test_a_source_is_right_by_its_words(gold: str, predicted: str, overlapping: bool, right: bool) -> None:
    wanted, got = (relation(source, "said", "the bridge is gone") for source in (gold, predicted))
    assert same_source(TEXT, wanted, got, strict=False) is overlapping
    assert same_source(TEXT, wanted, got) is right


def test_where_nobody_is_named_nobody_may_be_predicted() -> None:
    nobody = relation(None, "said", "the bridge is gone")
    assert same_source(TEXT, nobody, relation(None, "said", "the bridge is gone", unnamed=True))
    assert same_source(TEXT, nobody, nobody)
    assert not same_source(TEXT, nobody, relation("Mara Voss", "said", "the bridge is gone"))


def test_words_that_name_nobody_may_be_marked_by_both_sides() -> None:
    marked = relation("Mara Voss", "said", "the bridge is gone")
    assert same_source(TEXT, marked, relation("Mara Voss", "said", "the bridge is gone", unnamed=True))
    assert not same_source(TEXT, marked, relation(None, "said", "the bridge is gone", unnamed=True))


def test_inside_means_half_of_it() -> None:
    assert mostly_inside([Span(0, 10)], [Span(5, 30)])
    assert not mostly_inside([Span(0, 10)], [Span(6, 30)])
    assert not mostly_inside([], [Span(0, 30)])
