"""What is linked: a reading in, its mentions out, each a proposition of one aspect and what tells it apart.

Where a clause names no place, no time or no kind of event, those in focus are kept beside it: a story tells
once where and when it happened and goes on ("Twenty-seven bodies have been recovered").
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from reportedly.claim import Item, Mention, Stance
from reportedly.ids import row_id
from reportedly.shapes import (
    Act,
    Assertion,
    Document,
    Entity,
    Event,
    FactualityValue,
    Place,
    Reading,
    Source,
    Span,
    Statement,
    Tie,
    Time,
    TimexType,
)  # fmt: skip

_EXACT = 4
"""Places up to this `where_prec` (a town, its surroundings, a district) say where a story plays."""
Row = TypeVar("Row", Statement, Source, Entity, Place, Time)


@dataclass(frozen=True, slots=True)
class Frame:
    """A mention with what is in focus where it stands; `at` is its number among those of its document.

    `topic` is the mean vector of the story's first sentences.
    """

    mention: Mention
    at: int
    place: Place | None
    time: Time | None
    event: Event | None
    topic: tuple[float, ...]


def item(document: Document) -> Item:
    """Return what the ledger loop needs to know of a document."""
    return Item(
        document.id, document.url, document.outlet, document.title, document.published, document.retrieved
    )


def frames(reading: Reading) -> tuple[Frame, ...]:
    """Return a document's mentions in the order of its text, each with what is in focus there."""
    topic = _mean([v.values for v in reading.vectors[:3]])
    places = _by_id(reading.places)
    times = _by_id(reading.times)
    events: dict[str, Event | Tie] = {event.id: event for event in reading.events}
    told = [events[a.event] if a.event else None for a in reading.assertions]
    where = _carried([_exact(places.get(a.place or "")) for a in reading.assertions])
    when = _carried([_dated(times.get(a.time or "")) for a in reading.assertions])
    what = _carried([event if isinstance(event, Event) else None for event in told])
    out = []
    for assertion, place, time, event in zip(reading.assertions, where, when, what, strict=True):
        for mention in _mentions(reading, assertion):
            out.append(Frame(mention, len(out), place, time, event, topic))
    return tuple(out)


T = TypeVar("T")


def _carried(rows: Sequence[T | None]) -> list[T | None]:
    """Each row, or the last one before it, or the first one after it."""
    first = next((row for row in rows if row is not None), None)
    out: list[T | None] = []
    for row in rows:
        first = row if row is not None else first
        out.append(first)
    return out


def _exact(place: Place | None) -> Place | None:
    return place if place is not None and place.precision <= _EXACT else None


def _dated(time: Time | None) -> Time | None:
    """A time that dates: not a duration or a set, and anchored."""
    dates = time is not None and time.edtf and time.timex3.type in (TimexType.DATE, TimexType.TIME)
    return time if dates else None


def _mentions(reading: Reading, assertion: Assertion) -> Iterator[Mention]:
    statement = next(s for s in reading.statements if s.id == assertion.statement)
    sources, entities = _by_id(reading.sources), _by_id(reading.entities)
    events: dict[str, Event | Tie] = {event.id: event for event in reading.events}
    events |= {tie.id: tie for tie in reading.ties}
    text = reading.document.text
    words = text[assertion.start : assertion.end]
    for aspect in assertion.aspects:
        yield Mention(
            key=row_id("cl", reading.document.id, statement.id, aspect.value, assertion.start, assertion.end),
            aspect=aspect,
            stance=stance(statement, assertion.factuality.value),
            document=item(reading.document),
            statement=statement,
            chain=tuple(sources[link] for link in statement.chain),
            span=Span(assertion.start, assertion.end),
            text=" ".join(words.split()),
            factuality=assertion.factuality.value,
            event=events.get(assertion.event or ""),
            actor=entities.get(assertion.actor or ""),
            recipient=entities.get(assertion.recipient or ""),
            place=_by_id(reading.places).get(assertion.place or ""),
            time=_by_id(reading.times).get(assertion.time or ""),
            counts=tuple(c for c in reading.counts if c.id in assertion.counts),
            predicate=assertion.predicate,
            words=assertion.words,
            vector=_vector(reading, assertion.start),
        )


def stance(statement: Statement, value: FactualityValue) -> Stance:
    """Return how a proposition that is presented so stands to the claim that it is so."""
    if value.value.endswith("u") or statement.act is Act.DOUBT:
        return Stance.UNSURE
    return Stance.SUPPORTS if value.value.endswith("+") else Stance.DENIES


def _vector(reading: Reading, start: int) -> tuple[float, ...] | None:
    at = bisect_right([v.start for v in reading.vectors], start) - 1
    return reading.vectors[at].values if at >= 0 and start < reading.vectors[at].end else None


def _mean(vectors: Sequence[Sequence[float]]) -> tuple[float, ...]:
    if not vectors:
        return ()
    total = [sum(values) for values in zip(*vectors, strict=True)]
    norm = sum(value * value for value in total) ** 0.5 or 1.0
    return tuple(value / norm for value in total)


def _by_id(rows: Iterable[Row]) -> Mapping[str, Row]:
    return {row.id: row for row in rows}
