"""Word pieces: the forms that BERT's own tokenizer gives, on a vocabulary of our own."""

from __future__ import annotations

import pytest

from reportedly.tag.pieces import WordPieces, parts

SMALL = WordPieces(["[UNK]", "bridge", "##head", "##s", "cafe", "-", "u", ".", "s", "京", "b"])


@pytest.mark.parametrize(
    ("word", "ids"),
    [
        ("bridge", (1,)),
        ("Bridgeheads", (1, 2, 3)),
        ("café", (4,)),
        ("bridge-s", (1, 5, 8)),
        ("U.S.", (6, 7, 8, 7)),
        ("京b", (9, 10)),
        ("zebra", (0,)),
        ("b" * 101, (0,)),
        ("\u200b", ()),
    ],
)
def test_the_longest_piece_comes_first(word: str, ids: tuple[int, ...]) -> None:
    assert SMALL.of(word) == ids


def test_marks_stand_alone_and_space_divides() -> None:
    assert list(parts("It's 5€ a\u00a0b")) == ["it", "'", "s", "5€", "a", "b"]
