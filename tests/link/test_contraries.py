"""What denies without a word of denying: who is alive was not killed."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from reportedly import lexicon, pipeline
from reportedly.claim import Claim
from reportedly.claiming import claims
from reportedly.shapes import Capture, Reading

LEXICONS = lexicon.load([Path(__file__).parents[1] / "cases" / "lexicon.yaml"])


@cache
def _read(text: str) -> Reading:
    capture = Capture(text[:20], text.encode(), media="text", outlet="Harbour Post", published="2021-05-04")
    return pipeline.read(capture, lexicons=LEXICONS, force=True)


def _holding(text: str, words: str) -> tuple[Claim, str]:
    """The claim that holds some words, and the stance that they have there."""
    made = claims([_read(text)], lexicons=LEXICONS)
    found = [(c, s.stance.value) for c in made for s in c.statements if words in s.text]
    return found[0]


@pytest.mark.parametrize(
    ("told", "contrary", "words"),
    [
        ("General Karl Wenn was killed on Monday, rebels said.", "General Wenn is alive, the ministry said.",
         "is alive"),
        ("The bridge collapsed on Monday, a driver said.", "The bridge is intact, he said.", "is intact"),
        ("Karl Wenn won the election, the commission said.", "Wenn lost, the union said.", "Wenn lost"),
    ],
)  # fmt: skip
def test_the_contrary_of_what_a_story_tells_denies_it(told: str, contrary: str, words: str) -> None:
    claim, stance = _holding(f"{told} {contrary}", words)
    assert stance == "denies"
    [why] = [g for s in claim.statements if words in s.text for g in s.grounds if g.rule == "contrary"]
    assert words.split()[-1] in why.detail
    assert any(saying.text in told for saying in claim.statements)


@pytest.mark.parametrize(
    ("told", "other", "words"),
    [
        ("General Karl Wenn was killed on Monday, rebels said.", "The mayor is alive, a nurse said.",
         "is alive"),
        ("A cow was killed on Monday, a farmer said.", "The bridge is intact, Ann Mills said.", "is intact"),
        ("The bridge was not destroyed, a driver said.", "The bridge is intact, he said.", "is intact"),
        ("The bridge was closed on Monday, a driver said.", "The bridge is open, Ann Mills said.", "is open"),
    ],
)  # fmt: skip
def test_who_else_is_well_denies_nothing(told: str, other: str, words: str) -> None:
    _, stance = _holding(f"{told} {other}", words)
    assert stance == "supports"
