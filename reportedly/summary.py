"""What a claim is called, and what it tells to have happened: its mentions in, the clearest of them out."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date
from typing import TypeVar

from reportedly.claim import Happening, Mention, Party, Stance, Where
from reportedly.hanging import MARKS, hangs
from reportedly.link.agreement import days, key
from reportedly.shapes import Entity, Event, FactualityValue, Place

_CLEAR = range(25, 181)
"""Lengths, in characters, of words that can stand for a claim by themselves."""
_WHOSE = re.compile(r"(?:its|his|her|their|our|my)\b", re.IGNORECASE)
"""Words at the beginning that ask whose it is."""
_NEAR = 2
"""Steps in which it counts how near the words of a mention are to those of the others."""
_BY_PRECISION = 4


def clearest(mentions: Sequence[Mention]) -> str:
    """Return the words that best stand alone: affirmed, hanging on nothing else, and much as others put it.

    Of several those with doer, place and time. Where nobody affirms it the words are those of a denial or a
    doubt, and say so.
    """
    held = [m for m in mentions if m.stance is Stance.SUPPORTS] or list(mentions)
    mark = MARKS.get(held[0].stance, "") if len({m.stance for m in held}) == 1 else MARKS[Stance.DENIES]
    shared = Counter(word for m in mentions for word in set(m.words))
    nearest = max(_near(m, shared) for m in held) or 1.0

    def clear(mention: Mention) -> tuple[int, int, int, int]:
        told = sum(row is not None for row in (mention.event, mention.actor, mention.place, mention.time))
        plain = mention.factuality is FactualityValue.CERTAIN and mention.stance is Stance.SUPPORTS
        length = len(mention.text)
        return (
            2 * plain
            + (not hangs(mention.text))
            + (length in _CLEAR)
            - (_WHOSE.match(mention.text) is not None),
            int(_NEAR * _near(mention, shared) / nearest),
            told + bool(mention.counts),
            -abs(length - 80) // 20,
        )

    best = max(map(clear, held))
    return mark + next(mention.text for mention in held if clear(mention) == best)


def _near(mention: Mention, shared: Counter[str]) -> float:
    """How near the words of a mention are to those of all: the sum of their cosines, but for a factor."""
    own = set(mention.words)
    return float(sum(shared[word] for word in own)) / math.sqrt(len(own)) if own else 0.0


def happening(mentions: Sequence[Mention]) -> Happening:
    """Return what is said most: of which kind it is, who did it to whom, where and when."""
    events = [m.event for m in mentions if m.event is not None]
    modes = [e.mode for e in events if isinstance(e, Event) and e.mode]
    places = [m.place for m in mentions if m.place is not None]
    exact = [p for p in places if p.precision <= _BY_PRECISION] or places
    times = sorted({m.time.edtf for m in mentions if m.time is not None and m.time.edtf})
    counted = Counter(m.time.edtf for m in mentions if m.time is not None and m.time.edtf)
    place = _commonest_place(exact)
    actor, recipient = _parties(mentions)
    return Happening(
        type=commonest([e.type.value for e in events]),
        mode=commonest(modes),
        actor=actor,
        recipient=recipient,
        place=place,
        time=max(times, key=lambda t: (_is_day(t), counted[t]), default=None),
    )


def _is_day(edtf: str) -> bool:
    start, end = days(edtf)
    try:
        return date.fromisoformat(start) == date.fromisoformat(end)
    except ValueError:
        return False


def _commonest_place(places: Sequence[Place]) -> Where | None:
    by_name: dict[tuple[str, str], list[Place]] = defaultdict(list)
    for place in places:
        by_name[place.name, place.admin1 or ""].append(place)
    best = max(sorted(by_name), key=lambda name: len(by_name[name]), default=None)
    if best is None:
        return None
    p = by_name[best][0]
    return Where(p.name, p.geonames_id, p.country, p.admin1, p.lat, p.lon, p.precision)


def _parties(mentions: Sequence[Mention]) -> tuple[Party | None, Party | None]:
    """Whoever is said most to have done it, and most to have undergone it: one party is not both."""
    done, undergone = _named([m.actor for m in mentions]), _named([m.recipient for m in mentions])
    pairs = [(a, r) for a in done for r in undergone if a != r or a is None]
    actor, recipient = max(
        pairs or [(actor, None) for actor in done],
        key=lambda pair: len(done[pair[0]]) + len(undergone.get(pair[1], ())),
    )
    return _party(done[actor]), _party(undergone.get(recipient, []))


def _named(entities: Sequence[Entity | None]) -> dict[str | None, list[Entity]]:
    """The entities by their actor, where any has one, or else by name; nobody where there are none."""
    known = [e for e in entities if e is not None]
    known = [e for e in known if e.actor] or known
    names = sorted({key(e) for e in known})
    out: dict[str | None, list[Entity]] = {name: [] for name in names}
    for entity in known:
        out[key(entity)].append(entity)
    return out or {None: []}


def _party(entities: Sequence[Entity]) -> Party | None:
    return next((Party(e.name, e.actor, e.kind, e.country) for e in entities), None)


T = TypeVar("T", bound=str)


def commonest(values: Sequence[T]) -> T | None:
    """Return the value that occurs most; of several, the first by name."""
    counted = Counter(values)
    return max(sorted(counted), key=lambda value: counted[value], default=None)
