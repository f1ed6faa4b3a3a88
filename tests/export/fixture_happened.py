"""The hand-made article with what it says has happened: events, ties, actors, times, places, counts."""

from __future__ import annotations

from dataclasses import replace

from reportedly.shapes import (
    Count,
    CountRole,
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
    Span,
    Tie,
    TieType,
    Time,
    Timex3,
    TimexType,
)
from tests.export.fixture_reading import article, at, mark

CERTAIN = Factuality(FactualityValue.CERTAIN, ())
DENIED = Factuality(FactualityValue.CERTAINLY_NOT, (mark(MarkKind.DENIAL, "denied"),))
LIKELY = Factuality(FactualityValue.PROBABLE, (mark(MarkKind.HEDGE, "planned"),))
FARMERS = at("14 farm workers")


def happened() -> Reading:
    """Return the article; the accusation and its denial share two events and differ in how surely."""
    reading = article()
    first = reading.statements[0].factuality
    said = {
        "st01": (("ev1", first),),
        "st04": (("ev2", DENIED), ("ev3", DENIED)),
        "st05": (("ev2", CERTAIN), ("ev3", CERTAIN)),
        "st11": (("ev4", LIKELY),),
        "st12": (("ti1", CERTAIN), ("gone", CERTAIN)),
        "st20": (("ev5", CERTAIN),),
    }
    statements = tuple(
        replace(
            statement,
            propositions=tuple(
                Proposition(id, Span(0, 4), factuality) for id, factuality in said.get(statement.id, ())
            ),
            said="tm4" if statement.id == "st01" else None,
        )
        for statement in reading.statements
    )
    return replace(
        reading, statements=statements, events=_events(), ties=(_tie(),), entities=_entities(),
        times=_times(), places=_places(), counts=_counts(),
    )  # fmt: skip


def _events() -> tuple[Event, ...]:
    attack = EventType.ASSAULT

    def killing(id: str, words: str) -> Event:
        return Event(id, attack, "firearms", (), at(words), "army", "farmers", "depot", "tm2", ("dead",))

    return (
        Event(
            "ev1", EventType.MOBILIZE, "troops", ("military",), at("crossed"), "army", None, None, "tm1",
            ("men",),
        ),
        killing("ev2", "artillery"),
        killing("ev3", "killed"),
        Event("ev4", attack, "arsenic", (), at("burn the depot"), None, "front", None, None, ()),
        Event("ev5", attack, None, (), at("hit grain depot"), None, None, "ordan", None, ()),
    )  # fmt: skip


def _tie() -> Tie:
    return Tie("ti1", TieType.PART_OF, "brenn", "institute", at("an analyst with the Halden Institute"))


def _entities() -> tuple[Entity, ...]:
    return (
        Entity("oda", "Oda Marrin", EntityKind.PERSON, None, None, (at("Oda Marrin"),)),
        Entity(
            "army", "Velmari army", EntityKind.MILITARY, "VEL", "velmar-mil",
            (at("Velmari soldiers"), at("its artillery")),
        ),
        Entity("farmers", "farm workers", EntityKind.PEOPLE, None, None, (at("farm workers"),)),
        Entity(
            "front", "Sarn Defence Front", EntityKind.ARMED_GROUP, "VEL", None, (at("Sarn Defence Front"),)
        ),
        Entity("brenn", "Ada Brenn", EntityKind.PERSON, None, None, (at("Ada Brenn"),)),
        Entity("institute", "Halden Institute", EntityKind.ORGANIZATION, None, None, ()),
    )  # fmt: skip


def _times() -> tuple[Time, ...]:
    def time(id: str, words: str, kind: TimexType, value: str, edtf: str | None) -> Time:
        return Time(id, *at(words), Timex3(kind, value), edtf)

    return (
        time("tm1", "the weekend", TimexType.DATE, "2031-W10-WE", "2031-03-08/2031-03-09"),
        time("tm2", "Monday", TimexType.DATE, "2031-03-03", "2031-03-03"),
        time("tm3", "dawn", TimexType.TIME, "TDN", None),
        time("tm4", "Tuesday", TimexType.DATE, "2031-03-04", "2031-03-04"),
    )


def _places() -> tuple[Place, ...]:
    ordan, again = at("Ordan"), at("Ordan", "bridge at ")
    return (
        Place("ordan", *ordan, "Ordan", 77, "VEL", "Sarn Valley", 41.5, 21.25, 2),
        Place("ordan2", *again, "Ordan", 77, "VEL", "Sarn Valley", 41.5, 21.25, 2),
        Place("depot", *at("grain depot", "at the "), "grain depot", None, None, None, None, None, 7),
    )


def _counts() -> tuple[Count, ...]:
    hundreds = at("Hundreds of Velmari soldiers")
    return (
        Count("men", *hundreds, 200, None, 999, "Velmari soldiers", CountRole.FORCE),
        Count("dead", *FARMERS, 14, 14, 14, "farm workers", CountRole.KILLED),
    )
