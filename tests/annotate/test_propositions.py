"""Propositions: how surely a statement presents each event in its content."""

from __future__ import annotations

import pytest

from reportedly import lexicon
from reportedly.annotate.actors.entities import roster
from reportedly.annotate.events.acts import events
from reportedly.annotate.events.propositions import propositions
from reportedly.annotate.parse import parse
from reportedly.shapes import (
    Act,
    Factuality,
    FactualityValue,
    Mark,
    MarkKind,
    Quotation,
    Segment,
    SegmentKind,
    Span,
    Statement,
    Voice,
)  # fmt: skip

LEXICONS = lexicon.load()


def _values(
    text: str, content: str, value: str, cue: str | None = None, act: Act = Act.ASSERT
) -> dict[str, str]:
    at = text.index(content)
    cues = (Span(text.index(cue), text.index(cue) + len(cue)),) if cue else ()
    marks = tuple(Mark(MarkKind.DENIAL, s.start, s.end, None) for s in cues) if act is Act.DENY else ()
    statement = Statement(
        id="st", voice=Voice.SOURCE if cue else Voice.AUTHOR, content=(Span(at, at + len(content)),),
        cue=cues,
        source=(), quotation=Quotation.INDIRECT if cue else Quotation.NONE, chain=(),
        addressee=None, within=None,
        about=None, act=act, factuality=Factuality(FactualityValue(value), marks), said=None,
        propositions=(), reasons=(),
    )  # fmt: skip
    pages = parse(text, [Segment(SegmentKind.PARAGRAPH, None, 0, len(text))])
    found = events(pages, roster(pages, LEXICONS), LEXICONS)
    (out,) = propositions([statement], found, (), pages, LEXICONS)
    return {text[slice(*p.span)]: p.factuality.value.value for p in out.propositions}


def test_what_is_denied_and_what_is_taken_for_granted() -> None:
    text = "Russia denied that its strikes killed civilians."
    values = _values(text, "its strikes killed civilians", "CT-", "denied", Act.DENY)
    assert values == {"strikes": "CT+", "killed": "CT-"}


def test_a_denied_deed_with_a_lent_verb() -> None:
    text = "Russia denied that it carried out strikes on rebels."
    assert _values(text, "it carried out strikes on rebels", "CT-", "denied", Act.DENY) == {"strikes": "CT-"}


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("Rebels attacked the town after the army failed to retake the port.", "retake the port", "CT-"),
        ("Rebels attacked the town after the army shelled it.", "shelled", "CT+"),
        ("The rebels who bombed the port attacked the town.", "bombed the port", "CT+"),
        ("Rebels attacked the town and may have shelled the port.", "shelled", "PS+"),
        ("Rebels attacked the town to capture the port.", "capture the port", "Uu"),
        ("Rebels attacked the town, killing civilians.", "killing", "CT+"),
        ("Rebels took the port without killing civilians.", "killing", "CT-"),
        ("Rebels attacked the town in an attempt to capture the port.", "capture the port", "Uu"),
    ],
)
def test_the_clause_of_the_words_decides(text: str, words: str, value: str) -> None:
    assert _values(text, text, "CT+")[words] == value


def test_accused_deeds_are_possible() -> None:
    text = "The minister accused the rebels of killing civilians."
    assert _values(text, text, "CT+") == {"accused": "CT+", "killing": "PS+"}


def test_the_main_proposition_has_the_value_of_its_statement() -> None:
    text = "Rebels may have attacked the town."
    assert _values(text, text, "PS+") == {"attacked": "PS+"}


def test_events_outside_the_content_make_no_proposition() -> None:
    text = "Rebels attacked the town, and the army shelled the port."
    assert set(_values(text, "the army shelled the port", "CT+")) == {"shelled"}
