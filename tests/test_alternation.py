"""Alternation: what a prefix tree finds is what the words joined by bars would find."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.alternation import alternation, whole

WORDS = st.lists(st.text("aAbB .-(", min_size=1, max_size=4), max_size=8)
TEXTS = st.text("aAbB .-(\n", max_size=24)


def spans(pattern: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    """Return where a pattern is found."""
    return [match.span() for match in pattern.finditer(text)]


def plain(words: list[str]) -> str:
    """Return the alternation that `re` is usually given."""
    return "|".join(map(re.escape, words)) or "(?!)"


@pytest.mark.parametrize("flags", [re.NOFLAG, re.IGNORECASE])
@given(words=WORDS, text=TEXTS)
def test_a_tree_finds_what_bars_find(flags: re.RegexFlag, words: list[str], text: str) -> None:
    assert spans(re.compile(alternation(words), flags), text) == spans(re.compile(plain(words), flags), text)


@given(words=WORDS, text=TEXTS)
def test_whole_words_are_those_between_others(words: list[str], text: str) -> None:
    bars = re.compile(rf"(?<!\w)(?:{plain(words)})(?!\w)")
    assert spans(whole(words), text) == spans(bars, text)


def test_the_first_that_fits_is_taken() -> None:
    assert re.findall(alternation(["Daily Star", "Daily", "Day"]), "Daily Star, Daily, Day") == [
        "Daily Star", "Daily", "Day",
    ]  # fmt: skip
    assert re.findall(alternation(["Daily", "Daily Star"]), "Daily Star") == ["Daily"]


def test_of_nothing_nothing_is_found() -> None:
    assert re.search(alternation([]), "any text") is None
    assert whole([]).search("any text") is None
