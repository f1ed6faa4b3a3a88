"""How marks move a cue's value: FactBank's certainty and polarity."""

from __future__ import annotations

import pytest

from reportedly import lexicon
from reportedly.annotate.factuality import marks, value_of
from reportedly.annotate.parse import parse
from reportedly.shapes import FactualityValue, MarkKind, Segment, SegmentKind

LEXICONS = lexicon.load()
CERTAIN = FactualityValue.CERTAIN


@pytest.mark.parametrize(
    ("text", "base", "value"),
    [
        ("The bridge fell.", CERTAIN, "CT+"),
        ("The bridge did not fall.", CERTAIN, "CT-"),
        ("The bridge may have fallen.", CERTAIN, "PS+"),
        ("The bridge may not have fallen.", CERTAIN, "PS-"),
        ("The bridge probably fell.", CERTAIN, "PR+"),
        ("The army could not reach the bridge.", CERTAIN, "CT-"),
        ("Not only the bridge but also the road fell.", CERTAIN, "CT+"),
        ("The bridge fell.", FactualityValue.CERTAINLY_NOT, "CT-"),
        ("The bridge did not fall.", FactualityValue.CERTAINLY_NOT, "CT+"),
        ("The bridge fell.", FactualityValue.PROBABLE, "PR+"),
        ("Did the bridge fall?", CERTAIN, "Uu"),
        ("The men who did not flee held the bridge.", CERTAIN, "CT+"),
    ],
)
def test_marks_of_the_main_clause_decide(text: str, base: FactualityValue, value: str) -> None:
    (paragraph,) = parse(text, [Segment(SegmentKind.PARAGRAPH, None, 0, len(text))])
    tokens = list(paragraph.tokens)
    assert value_of(base, list(marks(paragraph, tokens, LEXICONS)), tokens).value == value


def test_marks_that_do_not_decide_are_kept() -> None:
    text = "The men who did not flee held the bridge."
    (paragraph,) = parse(text, [Segment(SegmentKind.PARAGRAPH, None, 0, len(text))])
    (found,) = marks(paragraph, list(paragraph.tokens), LEXICONS)
    assert found.kind is MarkKind.NEGATION
    assert not found.main
    assert text[found.span.start : found.span.end] == "not"
