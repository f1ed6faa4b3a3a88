"""Words that can be understood alone, and words that hang on others."""

from __future__ import annotations

import pytest

from reportedly.hanging import hangs, stands_alone


@pytest.mark.parametrize(
    "text",
    [
        "Jets bombed the market in Maruh",
        "denied: The army shelled the school",
        "in doubt: Nine people have died",
    ],
)
def test_a_clause_with_its_subject_stands_alone(text: str) -> None:
    assert stands_alone(text)


@pytest.mark.parametrize(
    "text",
    ["who had been sent for it", "had left in buses", "the matter", "denied: it was not an army", "I have"],
)
def test_what_needs_the_words_before_it_does_not(text: str) -> None:
    assert not stands_alone(text)


def test_only_the_first_word_hangs() -> None:
    assert hangs("Which they stored")
    assert not hangs("Whichever wins")
