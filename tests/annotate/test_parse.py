"""What is handed to the parser has the length of the text, so that offsets hold."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.annotate.parse import parse, plain, sentence_case
from reportedly.shapes import Segment, SegmentKind, Span


@given(st.text(max_size=80))
def test_plain_text_keeps_its_length(text: str) -> None:
    assert len(plain(text)) == len(text)


@pytest.mark.parametrize(
    ("headline", "known", "cased"),
    [
        ("Velania Denies Striking Market", {"denies", "striking"}, "Velania denies striking Market"),
        ("Denies It All", {"denies"}, "Denies It All"),
        (
            "Velania denies that it struck the May market",
            {"may"},
            "Velania denies that it struck the May market",
        ),
    ],
)
def test_a_title_is_put_in_sentence_case_where_its_words_are_known(
    headline: str, known: set[str], cased: str
) -> None:
    assert sentence_case(headline, known) == cased


def test_tokens_are_found_by_their_place_in_the_document() -> None:
    text = "Roof gone.\n\nThe mayor said the bridge fell."
    paragraphs = parse(
        text,
        [Segment(SegmentKind.HEADLINE, None, 0, 10), Segment(SegmentKind.PARAGRAPH, None, 12, len(text))],
    )
    span = Span(text.index("mayor"), text.index("mayor") + len("mayor said"))
    assert [t.text for t in paragraphs[1].within(span)] == ["mayor", "said"]
    assert paragraphs[1].span(paragraphs[1].within(span)) == span
    assert paragraphs[0].within(span) == ()
