"""The soundness checks see what they are for, and the command counts what goes wrong."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from benchmarks.robustness import Outcome, report, unstable
from benchmarks.soundness import violations
from reportedly.shapes import (
    Act,
    Capture,
    Document,
    Factuality,
    FactualityValue,
    FurnitureKind,
    MadeBy,
    Mark,
    MarkKind,
    Quotation,
    Reading,
    Segment,
    SegmentKind,
    Source,
    SourceKind,
    Span,
    Statement,
    Voice,
)

TEXT = "Voss said it rained.\nFollow us\n"
CAPTURE = Capture("town.txt", TEXT.encode(), "text")
VOSS = Source("a", "Voss", SourceKind.PERSON, None, True, None, (), None, None, None, (Span(0, 4),))
SAID = Statement(
    id="s",
    voice=Voice.SOURCE,
    content=(Span(10, 19),),
    cue=(Span(5, 9),),
    source=(Span(0, 4),),
    quotation=Quotation.INDIRECT,
    chain=("a",),
    addressee=None,
    within=None,
    about=None,
    act=Act.ASSERT,
    factuality=Factuality(FactualityValue.CERTAIN, ()),
    said=None,
    propositions=(),
    reasons=(),
)
SOUND = Reading(
    made_by=MadeBy("0", "", "x"),
    document=Document("d", "b", None, None, None, (), None, "en", TEXT),
    segments=(
        Segment(SegmentKind.PARAGRAPH, None, 0, 20),
        Segment(SegmentKind.FURNITURE, FurnitureKind.SOCIAL, 21, 30),
    ),
    sources=(VOSS,),
    statements=(SAID,),
)


def with_statement(**changes: object) -> Reading:
    """The sound reading with one statement changed."""
    return replace(SOUND, statements=(replace(SAID, **changes),))  # type: ignore[arg-type]


def test_a_sound_reading_has_no_violation() -> None:
    assert violations(CAPTURE, SOUND) == []


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        (lambda: with_statement(content=(Span(10, 99),)), "outside the text"),
        (lambda: with_statement(content=()), "no content"),
        (lambda: with_statement(content=(Span(15, 19), Span(10, 14))), "out of order"),
        (lambda: with_statement(content=(Span(10, 25),)), "words of furniture"),
        (lambda: with_statement(voice=Voice.AUTHOR), "with a source or a cue"),
        (lambda: with_statement(chain=("b",)), "refers to b"),
        (lambda: with_statement(chain=()), "no chain"),
        (lambda: with_statement(about="t"), "refers to t"),
        (lambda: with_statement(within="s"), "within itself"),
        (
            lambda: with_statement(
                factuality=Factuality(FactualityValue.CERTAIN, (Mark(MarkKind.HEDGE, 5, 5, None),))
            ),
            "factuality.marks[0]",
        ),
        (lambda: replace(SOUND, statements=(SAID, SAID)), "one id"),
        (lambda: replace(SOUND, sources=(VOSS, VOSS)), "one id"),
        (lambda: replace(SOUND, segments=SOUND.segments[::-1]), "out of order"),
        (lambda: replace(SOUND, segments=(replace(SOUND.segments[1], furniture=None),)), "furniture None"),
        (lambda: replace(SOUND, document=replace(SOUND.document, text=TEXT + " ")), "not the text"),
    ],
)
def test_each_violation_is_seen(broken: Callable[[], Reading], said: str) -> None:
    assert any(said in violation for violation in violations(CAPTURE, broken()))


def test_rounds_that_differ_are_named_whatever_their_time() -> None:
    first = [Outcome("a", 1.0, digest="x"), Outcome("b", 1.0, digest="x")]
    second = [Outcome("a", 2.0, digest="x"), Outcome("b", 1.0, digest="y")]
    assert unstable(first, second) == ["b"]


def test_a_refusal_is_no_fault_but_an_exception_is() -> None:
    refused = Outcome("a", 1.0, refused="no article")
    text, well = report("made up", [refused], [], 1.0)
    assert well
    assert "a: no article" in text
    text, well = report("made up", [refused, Outcome("b", 1.0, exception="KeyError: 1")], [], 1.0)
    assert not well
    assert "exceptions: 1\n    b: KeyError: 1" in text
