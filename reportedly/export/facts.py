"""Words of the article that say what happened, where, when, how many: where they stand, and as what.

A reading goes in; out come stretches of its text with a title in words each, and for every row the place
on the page that a link to it leads to: `w` and the offset for words, `a` and a number for an actor's line.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from reportedly.export.inwords import TIES, code, how_many, kind, when, where
from reportedly.shapes import Entity, Reading, Span


class FactKind(StrEnum):
    """What the words tell; `NAME` is the first place that names an actor."""

    EVENT = "ev"
    TIE = "ti"
    PLACE = "pl"
    TIME = "tm"
    COUNT = "ct"
    NAME = "nm"


@dataclass(frozen=True, slots=True)
class Fact:
    """Characters `[start, end)` that give one row, `id`, and what they come to in words."""

    id: str
    kind: FactKind
    start: int
    end: int
    title: str


def stated(reading: Reading) -> Reading:
    """Return the reading with those events and ties alone that a statement holds.

    The others are mostly the saying itself ("accused", "dismissed"), which is shown as a statement already.
    """
    held = {proposition.id for statement in reading.statements for proposition in statement.propositions}
    return replace(
        reading,
        events=tuple(event for event in reading.events if event.id in held),
        ties=tuple(tie for tie in reading.ties if tie.id in held),
    )


def facts(reading: Reading) -> list[Fact]:
    """Return the stretches in the order of the text; rows whose words are not in it are left out."""
    text = reading.document.text
    found = (fact for fact in _all(reading) if text[max(0, fact.start) : max(0, fact.end)].strip())
    return sorted(found, key=lambda fact: (fact.start, fact.end, fact.kind, fact.id))


def goals(reading: Reading) -> dict[str, str]:
    """Return, by row id, where on the page a link to the row leads: words, or an actor's line."""
    out = {fact.id: f"w{max(0, fact.start)}" for fact in facts(reading) if fact.kind is not FactKind.NAME}
    acting, _ = cast(reading)
    return out | {entity.id: f"a{n}" for n, entity in enumerate(acting, start=1)}


def first_named(reading: Reading) -> dict[str, str]:
    """Return, by entity id, where on the page the article first names it."""
    named = (fact for fact in facts(reading) if fact.kind is FactKind.NAME)
    return {fact.id: f"w{max(0, fact.start)}" for fact in named}


def cast(reading: Reading) -> tuple[list[Entity], list[Entity]]:
    """Return the actors in the order of the text: those with a part in an event or tie, and the others."""
    acting = {id for event in reading.events for id in (event.actor, event.recipient)}
    acting |= {id for tie in reading.ties for id in (tie.left, tie.right)}
    ordered = sorted(reading.entities, key=lambda e: (not e.mentions, min(e.mentions, default=Span(0, 0))))
    return [e for e in ordered if e.id in acting], [e for e in ordered if e.id not in acting]


def _all(reading: Reading) -> Iterator[Fact]:
    text = reading.document.text

    def words(start: int, end: int) -> str:
        return " ".join(text[max(0, start) : max(0, end)].split())

    for event in reading.events:
        yield Fact(event.id, FactKind.EVENT, *event.trigger, f"{kind(event)} ({code(event)})")
    for tie in reading.ties:
        yield Fact(tie.id, FactKind.TIE, *tie.span, f"tie: {TIES[tie.type]}")
    for place in reading.places:
        yield Fact(place.id, FactKind.PLACE, place.start, place.end, f"place: {where(place)}")
    for time in reading.times:
        title = f"time: {when(time, words(time.start, time.end))}"
        yield Fact(time.id, FactKind.TIME, time.start, time.end, title)
    for count in reading.counts:
        title = f"number: {how_many(count, words(count.start, count.end))}"
        yield Fact(count.id, FactKind.COUNT, count.start, count.end, title)
    for entity in reading.entities:
        for start, end in entity.mentions[:1]:
            yield Fact(entity.id, FactKind.NAME, start, end, "")
