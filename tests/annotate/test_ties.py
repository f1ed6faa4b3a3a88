"""Ties: each form of words says who stands how to whom; what is denied or supposed says nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reportedly import lexicon
from reportedly.annotate.actors.entities import roster
from reportedly.annotate.actors.ties import ties
from reportedly.annotate.parse import parse
from reportedly.shapes import Segment, SegmentKind

if TYPE_CHECKING:
    from reportedly.annotate.parse import Token

LEXICONS = lexicon.load()


def _place(paragraph: int, token: Token) -> str | None:
    return "hill" if token.text in ("Aleppo", "town") else None


def _read(text: str) -> set[tuple[str, str, str]]:
    pages = parse(text, [Segment(SegmentKind.PARAGRAPH, None, 0, len(text))], LEXICONS.headline_words)
    found = roster(pages, LEXICONS, (), "2015-10-01")
    names = {e.id: e.actor or e.name for e in found.entities}
    rows = ties(pages, found, LEXICONS, _place)
    assert [r.span for r in rows] == sorted(r.span for r in rows)
    return {(r.type.value, names.get(r.left, r.left), names.get(r.right, r.right)) for r in rows}


@pytest.mark.parametrize(
    ("text", "tie"),
    [
        ("Russia, a longtime ally of the Assad regime, sent jets.", ("ally_of", "rus", "syr-gov")),
        ("Iran is an ally of Syria.", ("ally_of", "irn", "syr")),
        ("Hezbollah, a militant group backed by Iran, left.", ("backs", "irn", "hezbollah")),
        ("Hezbollah, a group loyal to Assad, left.", ("backs", "hezbollah", "bashar-al-assad")),
        ("Iran-backed rebels left.", ("backs", "irn", "rebels")),
        ("Iran backs Hezbollah.", ("backs", "irn", "hezbollah")),
        ("Hezbollah is armed by Iran.", ("backs", "irn", "hezbollah")),
        ("The rebels are allied with Turkey.", ("ally_of", "rebels", "tur")),
        ("Anti-Assad rebels left the town.", ("opposes", "rebels", "bashar-al-assad")),
        ("Pro-Assad militias left the town.", ("backs", "militias", "bashar-al-assad")),
        ("Syrian President Bashar al-Assad left.", ("leads", "bashar-al-assad", "syr")),
        ("Hassan Nasrallah, the leader of Hezbollah, left.", ("leads", "hassan-nasrallah", "hezbollah")),
        ("Hezbollah leader Hassan Nasrallah left.", ("leads", "hassan-nasrallah", "hezbollah")),
        ("Rebel-held Aleppo was shelled.", ("controls", "Rebel", "hill")),
        ("Hezbollah controls the town.", ("controls", "hezbollah", "hill")),
        ("The Qassam Brigades, the armed wing of Hamas, left.", ("part_of", "qassam", "hamas")),
    ],
)
def test_words_make_ties(text: str, tie: tuple[str, str, str]) -> None:
    assert tie in _read(text)


@pytest.mark.parametrize(
    "text",
    [
        "Iran does not back Hezbollah.",
        "Iran would support Hezbollah.",
        "Iran may arm Hezbollah.",
        "If Iran backs Hezbollah, there is trouble.",
        "Russia supports the plan of Turkey.",
        "Patrick Vell, a former leader of Hezbollah, left.",
        "Russia met an ally in Iran.",
        "Hezbollah fought Hamas.",
    ],
)
def test_what_is_denied_or_supposed_is_no_tie(text: str) -> None:
    assert _read(text) == set()


def test_without_places_nobody_controls_one() -> None:
    text = "Hezbollah controls the town."
    pages = parse(text, [Segment(SegmentKind.PARAGRAPH, None, 0, len(text))], LEXICONS.headline_words)
    assert ties(pages, roster(pages, LEXICONS), LEXICONS) == ()
