"""Long paragraphs cut for the network."""

from __future__ import annotations

from reportedly.tag.cutting import cuts, part
from reportedly.tag.words import Encoded


def spelled(tokens: int) -> Encoded:
    """Encode words of one piece each."""
    return Encoded((7,) * tokens, (0,) * tokens, tuple(range(tokens)))


def test_long_paragraphs_are_cut_after_a_stop() -> None:
    tokens = ["a", "b", ".", "c", "d", "e", ".", "f"]
    assert list(cuts(tokens, spelled(8), 5)) == [(0, 3), (3, 8)]
    assert list(cuts(["a"] * 8, spelled(8), 5)) == [(0, 5), (5, 8)]


def test_a_part_keeps_whole_words() -> None:
    code = Encoded((1, 2, 3, 4), (5, 5, 6, 7), (0, 2, 3))
    assert part(code, 1, 3) == Encoded((3, 4), (6, 7), (0, 1))
