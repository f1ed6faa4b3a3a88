"""Items made by hand for tests of the store: every kind of row, any number of different documents."""

from __future__ import annotations

import struct
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TypedDict

from reportedly.claim import Anchor, Judgement, JudgementKind, ReadingField
from reportedly.ids import document_id, sha256
from reportedly.judging import Subject, made
from reportedly.shapes import (
    Aspect,
    Assertion,
    Capture,
    Count,
    CountRole,
    Disguise,
    Entity,
    EntityKind,
    Event,
    EventType,
    Factuality,
    FactualityValue,
    MarkKind,
    Place,
    Proposition,
    Reading,
    SentenceVector,
    Span,
    Tie,
    TieType,
    Time,
    Timex3,
    TimexType,
)
from reportedly.store.writer import Writer
from reportedly.trace import Piece, Trace
from tests.export.sample import TEXT, mark, sample, span

NOW = datetime(2031, 5, 4, 12, tzinfo=UTC)
Item = tuple[Capture, Reading]


class Told(TypedDict):
    """Who judged, when and why."""

    by: str
    at: str
    reason: str



def clock() -> datetime:
    """Return always the same time."""
    return NOW


def item(number: int = 1, *, url: str | None = None, published: str | None = "2031-05-03") -> Item:
    """Return a capture and its reading, which hold at least one row of every table."""
    text = f"{TEXT}Number {number}.\n"
    data = text.encode()
    url = url or f"https://coastalpost.example/{number}"
    digest = sha256(data)
    reading = _full(sample())
    document = replace(
        reading.document,
        id=document_id(digest, url, "Coastal Post", published),
        bytes_sha256=digest,
        url=url,
        published=published,
        retrieved="2031-05-04T09:00:00Z",
        text=text,
    )
    capture = Capture(f"{number}.txt", data, "text", url=url, outlet="Coastal Post", published=published)
    return capture, replace(reading, document=document)


def of(reading: Reading) -> Item:
    """Return any reading as an item: the bytes are its text in UTF-8."""
    data = reading.document.text.encode()
    d = reading.document
    digest = sha256(data)
    document = replace(d, bytes_sha256=digest, id=document_id(digest, d.url, d.outlet, d.published))
    capture = Capture("given", data, "text", url=d.url, outlet=d.outlet, published=d.published)
    return capture, replace(reading, document=document)


def ledger(path: Path, items: list[Item]) -> Path:
    """Make a ledger of the items."""
    with Writer(path, now=clock, create=True) as writer:
        for capture, reading in items:
            writer.add(capture, reading, trace=traced(reading))
    return path


def verdicts() -> list[Judgement]:
    """Return judgements of three kinds, on the first document."""
    document = item(1)[1].document.id
    left, right = (Subject(f"m_{n}", Anchor(document, Aspect.OCCURRENCE, n, n + 9)) for n in (1, 20))
    told: Told = {"by": "L. Karst", "at": "2031-05-04T12:00:00Z", "reason": "read both"}
    return [
        made(JudgementKind.SAME_CLAIM, left, right, None, None, **told),
        made(JudgementKind.NOT_SAME_ACTOR, Subject("a", None), Subject("b", None), None, None, **told),
        made(JudgementKind.WRONG_READING, left, None, ReadingField.PLACE, "Talba", **told),
    ]


def traced(reading: Reading) -> Trace:
    """Return a trace that leads every word to the same place, as a page without markup would."""
    everything = Span(0, len(reading.document.text))
    piece = Piece(everything, everything, ((everything, everything),))
    return Trace(reading.document.text, (piece,))


def _full(reading: Reading) -> Reading:
    """Add what `sample` has none of: events, ties, entities, times, places, counts, vectors."""
    army, state = span("The Ministry of Defence"), span("district")
    talba, sunday, dead = span("Talba"), span("Sunday"), span("At least 20 civilians")
    struck = span("struck the market")
    certain = Factuality(FactualityValue.PROBABLE, (mark(MarkKind.HEDGE, "could", "mo"),))
    statements = list(reading.statements)
    statements[0] = replace(
        statements[0],
        said="t1",
        propositions=(
            Proposition("e1", struck, certain),
            Proposition("tie1", talba, Factuality(FactualityValue.CERTAIN, ())),
        ),
    )
    values = tuple(struct.unpack("<384f", struct.pack("<384f", *(n / 7 for n in range(384)))))
    return replace(
        reading,
        statements=tuple(statements),
        sources=(
            replace(reading.sources[0], entity="a1", descriptors=("district", "unnamed")),
            *reading.sources[1:],
        ),
        events=(
            Event(
                "e1",
                EventType.ASSAULT,
                "airstrike",
                ("military", "x"),
                struck,
                "a1",
                "a2",
                "p1",
                "t1",
                ("c1",),
            ),
            Event("e2", EventType.ACCUSE, None, (), span("accusations"), None, None, None, None, ()),
        ),
        ties=(
            Tie("tie1", TieType.PART_OF, "a1", "a2", army),
            Tie("tie2", TieType.CONTROLS, "a1", "p1", talba),
        ),
        entities=(
            Entity("a1", "Ministry of Defence", EntityKind.MILITARY, None, None, (army, talba)),
            Entity("a2", "district", EntityKind.STATE, "VEL", "VEL", (state,)),
        ),
        times=(Time("t1", *sunday, Timex3(TimexType.DATE, "2031-05-03"), "2031-05-03"),),
        places=(
            Place("p1", *talba, "Talba", 7, "VEL", "North", 33.5, -7.25, 1),
            Place("p2", *talba, "Talba", None, None, None, None, None, 7),
        ),
        counts=(Count("c1", *dead, 20, None, None, "civilians", CountRole.KILLED),),
        assertions=(
            Assertion(
                "as1",
                statements[0].id,
                *struck,
                (Aspect.OCCURRENCE, Aspect.RESPONSIBILITY),
                FactualityValue.PROBABLE,
                "e1",
                "a1",
                "a2",
                "p1",
                "t1",
                ("c1",),
                "strike",
                ("strike", "market"),
            ),
            Assertion(
                "as2",
                statements[0].id,
                *talba,
                (Aspect.STATE,),
                FactualityValue.CERTAIN,
                "tie1",
                None,
                None,
                None,
                None,
                (),
                "control",
                (),
            ),
        ),
        disguises=(Disguise("Harb\u043er Wire", "mixed-scripts", "mixes Latin and Cyrillic letters"),),
        vectors=(SentenceVector(*struck, values),),
    )
