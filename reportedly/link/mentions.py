"""What is linked: a reading in, its mentions out, each a proposition of one aspect and what tells it apart.

Where a clause names no place, no time or no kind of event, those in focus are kept beside it: a story tells
once where and when it happened and goes on ("Twenty-seven bodies have been recovered").
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from reportedly.claim import Copied, Item, Mention, Stance
from reportedly.ids import row_id
from reportedly.shapes import (
    Act,
    Aspect,
    Assertion,
    Document,
    Entity,
    Event,
    FactualityValue,
    Place,
    Reading,
    SentenceVector,
    Span,
    Statement,
    Tie,
    Time,
    TimexType,
)  # fmt: skip

_EXACT = 4
"""Places up to this `where_prec` (a town, its surroundings, a district) say where a story plays."""
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Frame:
    """A mention with the place and the time that are in focus where it stands, and its story's topic.

    `topic` is the mean vector of the story's first sentences, `speaker` the entity at the beginning of the
    mention's chain, `named` are those whom its words name.
    """

    mention: Mention
    place: Place | None
    time: Time | None
    topic: tuple[float, ...]
    speaker: Entity | None = None
    named: tuple[Entity, ...] = ()


def item(document: Document) -> Item:
    """Return what the ledger loop needs to know of a document."""
    return Item(
        document.id, document.url, document.outlet, document.title, document.published, document.retrieved
    )


def frames(reading: Reading, copied: Copied | None = None) -> tuple[Frame, ...]:
    """Return a document's mentions in the order of its text, each with what is in focus there.

    `copied` is what the document reprints, so that a mention tells from where its words are.
    """
    rows = _Rows(reading, copied)
    topic = mean([v.values for v in reading.vectors[:3]])
    return in_focus(
        [
            Frame(rows.mention(row, aspect), None, None, topic, rows.speaker(row), rows.named(row))
            for row in reading.assertions
            for aspect in row.aspects
        ]
    )


def in_focus(rows: Sequence[Frame]) -> tuple[Frame, ...]:
    """Return a document's frames with the places and times that are in focus, as their mentions name them."""
    where = _carried([_exact(row.mention.place) for row in rows])
    when = _carried([_dated(row.mention.time) for row in rows])
    return tuple(
        replace(row, place=place, time=time) for row, place, time in zip(rows, where, when, strict=True)
    )


def vectored(
    frames: Sequence[Frame], vectors: Sequence[SentenceVector], topic: tuple[float, ...]
) -> tuple[Frame, ...]:
    """Return a document's frames, kept without them, with the vectors of their sentences and their topic."""
    starts = [vector.start for vector in vectors]
    return tuple(
        replace(frame, topic=topic, mention=replace(m, vector=_vector(starts, vectors, m.span.start)))
        for frame in frames
        for m in (frame.mention,)
    )


def _vector(
    starts: Sequence[int], vectors: Sequence[SentenceVector], start: int
) -> tuple[float, ...] | None:
    at = bisect_right(starts, start) - 1
    return vectors[at].values if at >= 0 and start < vectors[at].end else None


def taken_from(frames: Sequence[Frame]) -> str | None:
    """Return the document from which most of a document's mentions are reprinted: it tells the same story."""
    counted = Counter(frame.mention.copied for frame in frames if frame.mention.copied is not None)
    best = max(sorted(counted), key=lambda name: counted[name], default=None)
    return best if best is not None and 2 * counted[best] > len(frames) else None


def _carried(rows: Sequence[T | None]) -> list[T | None]:
    """Each row, or the last one before it, or the first one after it."""
    last = next((row for row in rows if row is not None), None)
    out: list[T | None] = []
    for row in rows:
        last = row if row is not None else last
        out.append(last)
    return out


def _exact(place: Place | None) -> Place | None:
    return place if place is not None and place.precision <= _EXACT else None


def _dated(time: Time | None) -> Time | None:
    """A time that dates: not a duration or a set, and anchored."""
    dates = time is not None and time.edtf and time.timex3.type in (TimexType.DATE, TimexType.TIME)
    return time if dates else None


class _Rows:
    """The rows of one reading, by id."""

    def __init__(self, reading: Reading, copied: Copied | None) -> None:
        self.reading, self.copied = reading, copied
        self.item = item(reading.document)
        self.statements = {row.id: row for row in reading.statements}
        self.sources = {row.id: row for row in reading.sources}
        self.entities = {row.id: row for row in reading.entities}
        self.places = {row.id: row for row in reading.places}
        self.times = {row.id: row for row in reading.times}
        self.counts = {row.id: row for row in reading.counts}
        self.events: dict[str, Event | Tie] = {row.id: row for row in reading.events}
        self.events |= {row.id: row for row in reading.ties}
        self.names = sorted((at.start, row.id, row) for row in reading.entities for at in row.mentions)
        self.sentences = [vector.start for vector in reading.vectors]

    def mention(self, assertion: Assertion, aspect: Aspect) -> Mention:
        """Return an assertion under one aspect."""
        statement = self.statements[assertion.statement]
        document = self.reading.document
        span = Span(assertion.start, assertion.end)
        return Mention(
            key=row_id("cl", document.id, statement.id, aspect.value, *span),
            aspect=aspect,
            stance=stance(statement, assertion.factuality),
            document=self.item,
            statement=statement,
            chain=tuple(self.sources[link] for link in statement.chain),
            span=span,
            text=" ".join(document.text[span.start : span.end].split()),
            factuality=assertion.factuality,
            event=self.events.get(assertion.event or ""),
            actor=self.entities.get(assertion.actor or ""),
            recipient=self.entities.get(assertion.recipient or ""),
            place=self.places.get(assertion.place or ""),
            time=self.times.get(assertion.time or ""),
            counts=tuple(self.counts[id] for id in assertion.counts),
            predicate=assertion.predicate,
            words=assertion.words,
            vector=_vector(self.sentences, self.reading.vectors, span.start),
            copied=self._from(span),
        )

    def speaker(self, assertion: Assertion) -> Entity | None:
        """Return the entity that is the origin of what is asserted, where it is one."""
        chain = self.statements[assertion.statement].chain
        return self.entities.get(self.sources[chain[0]].entity or "") if chain else None

    def named(self, assertion: Assertion) -> tuple[Entity, ...]:
        """Return whom the words of what is asserted name."""
        first, last = (bisect_left(self.names, (at,)) for at in (assertion.start, assertion.end))
        return tuple(dict.fromkeys(entity for _, _, entity in self.names[first:last]))

    def _from(self, span: Span) -> str | None:
        """The document in which most of the words stood before."""
        shared: dict[str, int] = {}
        for passage in self.copied.passages if self.copied is not None else ():
            both = min(span.end, passage.end) - max(span.start, passage.start)
            if both > 0:
                shared[passage.of] = shared.get(passage.of, 0) + both
        best = max(sorted(shared), key=lambda name: shared[name], default=None)
        return best if best is not None and 2 * shared[best] >= span.end - span.start else None


def stance(statement: Statement, value: FactualityValue) -> Stance:
    """Return how a proposition that is presented so stands to the claim that it is so."""
    if value.value.endswith("u") or statement.act is Act.DOUBT:
        return Stance.UNSURE
    return Stance.SUPPORTS if value.value.endswith("+") else Stance.DENIES


def mean(vectors: Sequence[Sequence[float]]) -> tuple[float, ...]:
    """Return the unit vector of the mean of some vectors, empty where there are none."""
    if not vectors:
        return ()
    total = [sum(values) for values in zip(*vectors, strict=True)]
    norm = sum(value * value for value in total) ** 0.5 or 1.0
    return tuple(value / norm for value in total)
