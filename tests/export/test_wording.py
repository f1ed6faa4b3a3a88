"""Dates, numbers and text as a page puts them in words."""

from __future__ import annotations

import pytest

from reportedly.export.wording import (
    ACTS,
    QUOTATIONS,
    SURENESS,
    clipped,
    date,
    furniture,
    harmless,
    number,
    sentence,
)
from reportedly.shapes import Act, FactualityValue, FurnitureKind, Quotation


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2031", "2031"),
        ("2031-03", "March 2031"),
        ("2031-03-09", "9 March 2031"),
        ("2031-03-09T18:40:00Z", "9 March 2031, 18:40 UTC"),
        ("2031-03-09T18:40:00+02:00", "9 March 2031, 18:40 UTC+02:00"),
        ("2031-03-09T18:40", "9 March 2031, 18:40"),
        ("2031-03-09~", "2031-03-09~"),
        ("2031-03/2031-05", "2031-03/2031-05"),
        ("2031-13-01", "2031-13-01"),
        ("2031T18:40", "2031T18:40"),
        ("٢٠٣١-03-09", "٢٠٣١-03-09"),
        ("soon", "soon"),
    ],
)
def test_dates_are_put_in_words_where_they_are_plain(edtf: str, words: str) -> None:
    assert date(edtf) == words


def test_every_value_of_the_vocabulary_has_words() -> None:
    assert set(ACTS) == set(Act)
    assert set(SURENESS) == set(FactualityValue)
    assert set(QUOTATIONS) == set(Quotation)
    assert [furniture(kind) for kind in (None, FurnitureKind.OTHER, FurnitureKind.IMAGE_CREDIT)] == [
        "page matter", "page matter", "image credit",
    ]


def test_numbers_and_sentences() -> None:
    assert number(1, "source") == "one source"
    assert number(3, "unnamed", "unnamed") == "three unnamed"
    assert number(12, "denial") == "12 denials"
    assert sentence("one denial") == "One denial."


def test_long_words_are_clipped_after_a_word_and_short_ones_stand() -> None:
    assert clipped("a\n b", 10) == "a b"
    assert clipped("one two, three", 9) == "one two …"
    assert clipped("x" * 20, 10) == "x" * 10 + " …"


def test_harmless_keeps_what_spelling_needs() -> None:
    kept = "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645 \U0001f469\u200d\U0001f692 co\u00adop \u200f\t\n"
    assert harmless(kept) == kept
    assert harmless("a\u202eb\x07\ud800") == "a[U+202E]b\u2407\ufffd"
