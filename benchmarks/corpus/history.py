"""What happens in the invented world, and what is said of it when, by whom, to whom.

In come a world, a random stream and a moment; out comes an incident whose number of dead, detained or
deployed grows as more is known, which one speaker tells first and others after him, which may be denied,
and confirmed later.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from benchmarks.corpus import speakers
from benchmarks.corpus.pieces import Incident, Kind, Saying, Speaker, Toll
from benchmarks.corpus.templates import Writer, parsed, phrases, write
from benchmarks.corpus.world import Actor, Country, Outlet, Town, World
from reportedly.shapes import CountRole, EntityKind, EventType

_SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_WEIGHTS = {
    "air_strike": 5,
    "shelling": 5,
    "raid": 4,
    "car_bomb": 2,
    "detention": 3,
    "abduction": 2,
    "deployment": 3,
    "withdrawal": 2,
    "protest": 3,
    "aid": 2,
}

DENIED, ADMITTED, SECOND, GROWN, VERIFIED = 0.55, 0.12, (0.65, 0.4, 0.2), 0.6, 0.3
"""How often an incident is denied, admitted, told by further speakers, revised, confirmed late."""


@cache
def kinds() -> tuple[tuple[Kind, ...], tuple[int, ...]]:
    """Return the kinds of incident and how often each happens."""
    out = []
    table: dict[str, Any] = dict(phrases("kinds"))
    for name, row in table.items():
        given: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in row.items()}
        given |= {"type": EventType(given["type"]), "role": CountRole(given["role"])}
        out.append(Kind(name=name, **given))
    return tuple(out), tuple(_WEIGHTS[k.name] for k in out)


def figure(number: int) -> str:
    """A number as news agencies write it."""
    return _SMALL[number] if number < 10 else f"{number:,}"


def toll(rng: random.Random, number: int) -> Toll:
    """Say a number exactly, with a floor, or as a vague word whose range holds it."""
    roll = rng.random()
    if number >= 100:
        if 200 <= number <= 999 and roll < 0.5:
            return Toll("hundreds of", 200, None, 999)
        if 2000 <= number <= 9999 and roll < 0.5:
            return Toll("thousands of", 2000, None, 9999)
        number = round(number, -1)
    elif number >= 24 and roll < 0.12:
        return Toll("dozens of", 24, None, 99)
    if roll < 0.6:
        return Toll(f"at least {figure(number)}", number, number, None)
    if roll < 0.7 and number >= 10:
        return Toll(f"more than {figure(number)}", number, number, None)
    return Toll(figure(number), number, number, number)


def incident(id_: str, when: datetime, world: World, rng: random.Random) -> Incident:
    """Make an incident that happens at a moment, and its history."""
    every, weights = kinds()
    kind = rng.choices(every, weights)[0]
    at = rng.randrange(len(world.countries))
    country = world.countries[at]
    town, other = rng.choice(country.towns[1:]), rng.choice(country.towns[1:])
    neighbour = world.countries[(at + rng.choice((1, 2))) % len(world.countries)]
    actor, owner, blamed = _actor(kind, country, neighbour, rng)
    low, high = kind.size
    final = int(low * (high / low) ** rng.random())
    force = Writer()
    write(force, parsed(rng.choice(kind.force)), _forces(actor, owner), rng)
    sayings = tuple(
        sorted(_sayings(kind, country, actor, owner, town, when, final, world, rng), key=lambda s: s.at)
    )
    return Incident(
        id_,
        kind,
        country,
        town,
        other,
        actor,
        owner,
        force.text(),
        blamed,
        rng.choice(kind.targets),
        rng.choice(kind.of),
        when,
        final,
        sayings,
    )


def _actor(
    kind: Kind, country: Country, neighbour: Country, rng: random.Random
) -> tuple[Actor, Country, str]:
    """Who did it, the country that it belongs to, and what an accuser calls it."""
    who = rng.choice(kind.who)
    if who == "army":
        return country.army, country, f"the {country.demonym} army"
    if who == "police":
        return country.police, country, f"the {country.demonym} police"
    if who == "neighbour":
        return neighbour.state, neighbour, neighbour.name
    if who == "people":
        return (
            Actor("", "protesters", EntityKind.PEOPLE, None, "generic", "protesters"),
            country,
            "the organisers",
        )
    return country.group, country, f"the {country.group.name}"


def _forces(actor: Actor, owner: Country) -> dict[str, str]:
    if actor.kind is EntityKind.ARMED_GROUP:
        forces = (
            f"fighters (from|of) the {actor.name}" if actor.short == actor.name else f"{actor.short} fighters"
        )
    else:
        forces = f"{owner.demonym} (troops|forces)"
    written = Writer()
    write(written, parsed(forces), {}, random.Random(len(actor.name)))
    return {"demonym": owner.demonym, "country": owner.name, "forces": written.text()}


def _voices(
    country: Country, actor: Actor, town: Town, world: World, rng: random.Random, day: str
) -> list[tuple[Speaker, Outlet | None, float]]:
    """Return bystanders in random order: whom they tell, and how readily they say who did it."""
    agency = rng.choice(world.agencies)
    told = agency if rng.random() < 0.5 else None
    own = actor.group == country.state.group
    out: list[tuple[Speaker, Outlet | None, float]] = [
        (speakers.local_official(rng, world, country, town), told, 0.2 if own else 0.7),
        (speakers.unnamed(rng, agency, day), agency, 0.5),
        (speakers.residents(rng, town), rng.choice(world.agencies) if rng.random() < 0.7 else None, 0.5),
        (speakers.activists(rng, town), told, 0.8),
        (speakers.monitor(rng.choice(world.monitors)), None, 0.7),
    ]
    if actor.group != country.group.group:
        out.append((speakers.party_media(country), None, 0.95))
    rng.shuffle(out)
    return out


def _party(actor: Actor, owner: Country, world: World, rng: random.Random) -> Speaker | None:
    """Who answers for whoever did it; nobody does for a crowd."""
    if actor.kind is EntityKind.PEOPLE:
        return None
    if actor.kind is EntityKind.STATE or (actor.kind is EntityKind.MILITARY and rng.random() < 0.5):
        return speakers.ministry(rng, owner)
    return speakers.spokesman(rng, world, actor)


def _sayings(
    kind: Kind,
    country: Country,
    actor: Actor,
    owner: Country,
    town: Town,
    when: datetime,
    final: int,
    world: World,
    rng: random.Random,
) -> Iterator[Saying]:
    voices = _voices(country, actor, town, world, rng, when.date().isoformat())
    known = max(kind.size[0], int(final * rng.uniform(0.35, 1)))
    first = at = when + timedelta(minutes=rng.randrange(40, 300))
    told = 1
    while told <= len(SECOND) and rng.random() < SECOND[told - 1]:
        told += 1
    for k, (speaker, via, readily) in enumerate(voices[:told]):
        names = rng.random() < readily
        how = "accuse" if names and k and speaker.group.startswith("group:") and rng.random() < 0.5 else "say"
        yield Saying(
            speaker, at, via, how, names, toll(rng, min(final, max(2, int(known * rng.uniform(0.9, 1.2)))))
        )
        at += timedelta(minutes=rng.randrange(30, 600))
    party = _party(actor, owner, world, rng)
    after = first + timedelta(minutes=rng.randrange(100, 1800))
    if party is not None and rng.random() < DENIED:
        yield Saying(
            party, after, rng.choice(world.agencies) if rng.random() < 0.3 else None, "deny", True, None
        )
    elif party is not None and rng.random() < ADMITTED:
        yield Saying(party, after, None, "confirm", True, None)
    if rng.random() < GROWN and final > known:
        speaker, via, _ = voices[rng.randrange(told)]
        yield Saying(
            speaker, first + timedelta(minutes=rng.randrange(480, 3600)), via, "toll", False, toll(rng, final)
        )
    if rng.random() < VERIFIED:
        late = speakers.monitor(rng.choice(world.monitors))
        yield Saying(
            late,
            first + timedelta(minutes=rng.randrange(2880, 12960)),
            None,
            "verify",
            True,
            toll(rng, final),
        )
