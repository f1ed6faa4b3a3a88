"""Of which state a word tells."""

from __future__ import annotations

import pytest

from reportedly import lexicon
from reportedly.link.parties import Parties

PARTIES = Parties(lexicon.load())


@pytest.mark.parametrize(
    ("word", "state"),
    [("US", "usa"), ("us", None), ("Us", None), ("Syrian", "syr"), ("syrian", "syr"), ("bridge", None)],
)
def test_a_name_of_two_letters_stands_in_capitals(word: str, state: str | None) -> None:
    assert PARTIES.nation(word) == state
