"""Words, their places and their features; the examples are made up."""

from __future__ import annotations

import pytest

from reportedly.tag.words import (
    FEATURES,
    case_of,
    features,
    paragraphs,
    plain,
    quote_states,
    spaced_before,
    words,
)

TEXT = "Two officials said “the bridge fell”.\n\n“No one knows,” Ada Quill added."


def texts_of(text: str) -> list[str]:
    return [word.text for word in words(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The U.S. didn't fire.", ["The", "U.S.", "did", "n't", "fire", "."]),
        ("Quill's coal-fired 5,000.5", ["Quill", "'s", "coal-fired", "5,000.5"]),
        ("“Stop...” -- now", ["“", "Stop", "...", "”", "--", "now"]),
    ],
)
def test_words_are_cut_as_a_treebank_cuts_them(text: str, expected: list[str]) -> None:
    assert texts_of(text) == expected


def test_words_keep_their_places() -> None:
    assert all(TEXT[w.start : w.end] == w.text for w in words(TEXT))
    assert [TEXT[a:b] for a, b in paragraphs(TEXT)] == TEXT.split("\n\n")


def test_marks_have_one_form() -> None:
    assert [plain(w) for w in ("“", "''", "--", "-LRB-", "n’t", "word")] == [
        '"',
        '"',
        "—",
        "(",
        "n't",
        "word",
    ]


def test_case() -> None:
    assert [case_of(w) for w in ("said", "Quill", "NATO", "B-52", ",")] == [0, 1, 2, 3, 4]


@pytest.mark.parametrize("text", ["“Go now,” she said", '"Go now," she said'])
def test_quotation_state_is_the_same_for_every_typography(text: str) -> None:
    cut = words(text)
    assert quote_states([w.text for w in cut], spaced_before(cut)) == [2, 1, 1, 1, 3, 0, 0]


def test_a_treebank_mark_that_closes_nothing_opens() -> None:
    tokens = ["said", ",", "''", "Go", "now", "''"]
    assert quote_states(tokens, [True] * 6) == [0, 0, 2, 1, 1, 3]


def test_features_are_within_range_and_mark_the_first_word() -> None:
    cut = words(TEXT)
    ids = features([w.text for w in cut], spaced_before(cut))
    assert all(0 <= i < FEATURES for i in ids)
    assert [i % 2 for i in ids] == [1] + [0] * (len(ids) - 1)
