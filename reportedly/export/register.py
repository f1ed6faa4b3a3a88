"""The article's actors, places, times and numbers, each once, as lines of four tables.

A reading goes in; lines of words come out, for the page and for terminals. Mentions that come to the
same are one line with a link to each.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from reportedly.export.facts import cast, facts, first_named
from reportedly.export.happenings import Shown
from reportedly.export.inwords import NEARNESS, amount, dated, how_many, undated
from reportedly.export.wording import clipped, number
from reportedly.shapes import Count, Entity, Place, Reading, Time

LONGEST = 60

Cells = tuple[str, ...]

Row = TypeVar("Row", bound=Place | Time | Count)


@dataclass(frozen=True, slots=True)
class Actor:
    """Whoever acts: its name leads to where the article first names it; `parts` say in how many events."""

    shown: Shown
    kind: str
    country: str
    lexicon: str
    mentions: int
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """Mentions of a place, a time or a number that come to the same: one cell a column, and the gist."""

    mentions: tuple[Shown, ...]
    cells: tuple[str, ...]
    gist: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Register:
    """All that the article names, ready to be shown; `others` have no part in an event or tie."""

    actors: list[Actor]
    others: list[Actor]
    places: list[Line]
    times: list[Line]
    counts: list[Line]


def register(reading: Reading) -> Register:
    """Return the lines, in the order of the text."""
    inked = {fact.id for fact in facts(reading)}
    text = reading.document.text

    def lines(rows: Iterable[Row], put: Callable[[Row], tuple[Cells, Cells]]) -> list[Line]:
        found: dict[tuple[str, Cells, Cells], list[Shown]] = {}
        for row in sorted(rows, key=lambda row: (row.start, row.end)):
            words = clipped(text[max(0, row.start) : max(0, row.end)], LONGEST)
            goal = f"w{max(0, row.start)}" if row.id in inked else ""
            found.setdefault((words.casefold(), *put(row)), []).append(Shown(words, goal))
        return [Line(tuple(mentions), cells, gist) for (_, cells, gist), mentions in found.items()]

    actors, others = _actors(reading)
    return Register(
        actors=actors,
        others=others,
        places=lines(reading.places, _place),
        times=lines(reading.times, _time),
        counts=lines(reading.counts, _count),
    )


def _actors(reading: Reading) -> tuple[list[Actor], list[Actor]]:
    counted = (
        ("actor of", "event", Counter(event.actor for event in reading.events)),
        ("recipient of", "event", Counter(event.recipient for event in reading.events)),
        ("in", "tie", Counter(id for tie in reading.ties for id in {tie.left, tie.right})),
    )
    named = first_named(reading)

    def actor(entity: Entity) -> Actor:
        return Actor(
            shown=Shown(entity.name, named.get(entity.id, "")),
            kind=entity.kind.value.replace("_", " "),
            country=entity.country or "",
            lexicon=entity.actor or "",
            mentions=len(entity.mentions),
            parts=tuple(
                f"{role} {number(count[entity.id], noun)}"
                for role, noun, count in counted
                if count[entity.id]
            ),
        )

    acting, others = cast(reading)
    return [actor(entity) for entity in acting], [actor(entity) for entity in others]


def _place(place: Place) -> tuple[Cells, Cells]:
    """Name, area and country; how near; coordinates; GeoNames' number.

    The gist leaves out the coordinates of countries and regions: their middle says nothing of where.
    """
    area = place.admin1 if place.admin1 != place.name else None
    taken = ", ".join(part for part in (place.name, area, place.country) if part)
    near = NEARNESS.get(place.precision, NEARNESS[7])
    at = "" if place.lat is None or place.lon is None else f"{place.lat:.3f}, {place.lon:.3f}"
    cells = (taken, f"{near} ({place.precision})", at, str(place.geonames_id or ""))
    return cells, (taken, near, at if place.precision <= 4 else "")


def _time(time: Time) -> tuple[Cells, Cells]:
    """In words; EDTF; TIMEX3's type and value."""
    words, edtf = (dated(time.edtf) if time.edtf else undated(time)), time.edtf or ""
    value = time.timex3.value
    return (words, edtf, f"{time.timex3.type.value} {value}"), (words, edtf or value)


def _count(count: Count) -> tuple[Cells, Cells]:
    """Low, best and high; of whom; in what role."""
    ends = tuple("–" if n is None else f"{n:,}" for n in (count.low, count.best, count.high))
    role = "" if count.role == "other" else count.role.value
    said = how_many(count, "") if amount(count) else "no figure"
    return (*ends, count.of or "", role), (said, role if role == "force" else "")
