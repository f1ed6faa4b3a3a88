"""Quotation marks are paired as newspapers set them, and as people type them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.annotate.quotes import quotations
from reportedly.shapes import Span


def _quoted(text: str) -> list[str]:
    return [text[q.inner.start : q.inner.end] for q in quotations(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("“We stay,” he said. “Nobody leaves.”", ["We stay,", "Nobody leaves."]),
        ('"We stay," he said.', ["We stay,"]),
        ("„Wir bleiben“, he said.", ["Wir bleiben"]),
        ("«We stay», he said.", ["We stay"]),
        ("''We stay,'' he said.", ["We stay,"]),
        ("'We stay,' she said.", ["We stay,"]),
        ("The rebels' base and the army's road.", []),
        ("“He told me ‘go’ and I went,” she said.", ["He told me ‘go’ and I went,"]),
        ('Three 12" pipes burst.', []),
    ],
)
def test_marks_are_paired(text: str, inner: list[str]) -> None:
    assert _quoted(text) == inner


def test_a_paragraph_that_opens_and_never_closes_is_quoted_to_its_end() -> None:
    text = "“This is the first paragraph of a long answer."
    (quote,) = quotations(text, Span(0, len(text)))
    assert not quote.closed
    assert quote.outer == Span(0, len(text))


@given(st.text(alphabet="ab .,\"'“”‘’«»„\n", max_size=60))
def test_quotations_lie_in_the_paragraph_in_order_and_apart(text: str) -> None:
    found = quotations(text, Span(0, len(text)))
    for quote in found:
        assert 0 <= quote.outer.start <= quote.inner.start <= quote.inner.end <= quote.outer.end <= len(text)
    for left, right in pairwise(found):
        assert left.outer.end <= right.outer.start
