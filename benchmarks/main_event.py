"""What an article is about: where its main event happened and who did it, from the rows of its reading.

In comes a `Reading`; out come answers as the crowd of FA-KES gave them (a governorate of Syria; one of six
sides or "unknown"). News tells the main event first and goes on to others: every ASSAULT event and every
place counts by how early it stands (half as much each `HALF` or `NEAR` characters), an event twice that says
how many were killed, a place twice in which an event happens. Events that nobody claims to have happened
are left out. An attack by somebody who is nobody's (a bomb, a suicide bomber, "terrorists") speaks for
"unknown". The side with most points is the answer. Numbers were set on FA-KES dev, to round figures.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from reportedly.shapes import (
    CountRole,
    Entity,
    EntityKind,
    Event,
    EventType,
    FactualityValue,
    Reading,
)  # fmt: skip

GOVERNORATES = {
    "Aleppo": "aleppo",
    "Idlib": "idlib",
    "Damascus": "damascus",
    "Rif Dimashq": "damascus",
    "Rif-dimashq": "damascus",
    "Raqqa": "raqqa",
    "Deir ez-Zor": "deir ezzor",
    "Homs": "homs",
    "Al-Hasakah": "hasakeh",
    "Hama": "hama",
    "Latakia": "lattakia",
    "Daraa": "daraa",
    "Quneitra": "quneitra",
    "Tartus": "tartus",
    "Suwayda": "suwayda",
}
"""First-level areas of places, and the crowd's names for them; Damascus and its countryside are one."""

UNKNOWN = "unknown"
STATE = "syrian government or russian troops"
ISIS = "the organization of the islamic state in iraq and the levant - isis"
OPPOSITION = "armed opposition groups"
COALITION = "international coalition forces"
KURDS = "self administration forces"
NUSRA = "al-nusra front"

SIDES = {
    "isis": ISIS,
    "nusra": NUSRA,
    "hts": NUSRA,
    "al-qaeda": NUSRA,
    "sdf": KURDS,
    "ypg": KURDS,
    "ypj": KURDS,
    "pyd": KURDS,
    "pkk": KURDS,
    "us-led-coalition": COALITION,
    "hezbollah": STATE,
    "shabiha": STATE,
    "abu-fadl-al-abbas": STATE,
    "bashar-al-assad": STATE,
    "maher-al-assad": STATE,
}
"""Actors of the lexicon and the sides that the crowd could choose from."""
ALLIES = {
    "SYR": STATE,
    "RUS": STATE,
    "IRN": STATE,
    "USA": COALITION,
    "TUR": COALITION,
    "FRA": COALITION,
    "GBR": COALITION,
}
"""Countries whose states and forces are on a side."""

_STATES = {EntityKind.STATE, EntityKind.GOVERNMENT, EntityKind.MILITARY}
_REBELS = ("rebel", "opposition", "insurgent", "islamist", "brigade")
_NOT = {FactualityValue.CERTAINLY_NOT, FactualityValue.PROBABLY_NOT, FactualityValue.POSSIBLY_NOT}
_CLASHES = ("clash", "battl", "fight")

REACH = 2500
"""Characters of the text that are looked at: the rest is background."""
HALF = 800
NEAR = 400


def side(entity: Entity) -> str | None:
    """Return the side that an entity is on, or null where the crowd had no name for it."""
    if entity.actor in SIDES:
        return SIDES[entity.actor]
    name = entity.name.lower()
    if entity.actor is None and "kurd" in name:
        return KURDS
    if entity.kind in _STATES and entity.country in ALLIES:
        return ALLIES[entity.country]
    if entity.kind is EntityKind.ARMED_GROUP and (entity.actor or any(word in name for word in _REBELS)):
        return OPPOSITION
    if entity.kind is EntityKind.BLOC:
        return COALITION
    if entity.kind is EntityKind.PEOPLE and "opposition" in name:
        return OPPOSITION
    # "Government forces", "the army", whose state the text need not name.
    return STATE if entity.kind in _STATES and entity.country is None else None


def place(reading: Reading) -> str:
    """Answer where: the governorate with most points among the places named."""
    hosts = {event.place for event in _assaults(reading)}
    points: dict[str, float] = defaultdict(float)
    for row in reading.places:
        if row.country == "SYR" and row.admin1 in GOVERNORATES:
            points[GOVERNORATES[row.admin1]] += _early(row.start, NEAR) * (2 if row.id in hosts else 1)
    return max(points, key=points.__getitem__) if points else UNKNOWN


def actor(reading: Reading) -> str:
    """Answer who killed: the side with most points among the actors of assaults."""
    entities = {entity.id: entity for entity in reading.entities}
    killed = {count.id for count in reading.counts if count.role is CountRole.KILLED}
    points: dict[str, float] = defaultdict(float)
    for event in _assaults(reading):
        weight = _early(event.trigger.start, HALF) * (1 if killed.isdisjoint(event.counts) else 2)
        whose, share = _whose(event, entities, reading.document.text)
        points[whose] += weight * share
    best = max(points, key=points.__getitem__) if points else UNKNOWN
    return best if points.get(best) else UNKNOWN


def _whose(event: Event, entities: Mapping[str, Entity], text: str) -> tuple[str, float]:
    """Return whose an assault is, and how much it says of the article's actor."""
    who = entities.get(event.actor) if event.actor else None
    if who is not None:
        if (known := side(who)) is not None:
            return known, 1.0
        if who.kind is EntityKind.ARMED_GROUP:
            return UNKNOWN, 0.5
        return UNKNOWN, 1.0 if who.kind in _STATES else 0.0
    if event.mode in ("explosives", "suicide-attack"):
        return UNKNOWN, 0.5
    whom = entities.get(event.recipient) if event.recipient else None
    if whom is not None and text[event.trigger.start : event.trigger.end].lower().startswith(_CLASHES):
        return side(whom) or UNKNOWN, 0.5  # "ten were killed in clashes with the army"
    return UNKNOWN, 0.0


def _assaults(reading: Reading) -> list[Event]:
    """Return the assaults that somebody presents as having happened."""
    values: dict[str, set[FactualityValue]] = defaultdict(set)
    for statement in reading.statements:
        for proposition in statement.propositions:
            values[proposition.id].add(proposition.factuality.value)
    return [
        event
        for event in reading.events
        if event.type is EventType.ASSAULT
        and event.trigger.start < REACH
        and not (values[event.id] and values[event.id] <= _NOT)
    ]


def _early(start: int, half: int) -> float:
    return float(0.5 ** (start / half))
