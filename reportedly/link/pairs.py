"""What two mentions have in common: a pair of frames in, named features out, each between -1 and 1.

A feature is 0 where one side does not tell; nothing here depends on what else the ledger holds.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from functools import lru_cache

from reportedly.claim import Mention
from reportedly.link.mentions import Frame
from reportedly.shapes import Aspect, CountRole, Entity, Event, Place, Time

_STATE = re.compile(r"-(?:gov|mil|pol)$")
_NEAR_KM = 25.0
NAMES = (
    "meaning", "topic", "words", "names", "type", "mode", "place", "focus", "time", "focus_time", "actor",
    "recipient", "roles", "numbers", "same_document", "distance", "same_sentence", "state",
)  # fmt: skip


def features(a: Frame, b: Frame) -> tuple[float, ...]:
    """Return what speaks for two mentions being of one claim, in the order of `NAMES`."""
    x, y = a.mention, b.mention
    own = x.document.id == y.document.id
    return (
        cosine(x.vector, y.vector),
        cosine(a.topic, b.topic),
        _overlap(x.words, y.words),
        _overlap(_named(x), _named(y)),
        _type(x, y),
        _mode(x, y),
        where(x.place, y.place),
        where(x.place or a.place, y.place or b.place),
        when(x.time, y.time),
        when(x.time or a.time, y.time or b.time),
        _party(x.actor, y.actor),
        _party(x.recipient, y.recipient),
        _roles(x, y),
        _numbers(x, y),
        float(own),
        math.exp(-abs(a.at - b.at) / 5) if own else 0.0,
        float(own and x.statement.id == y.statement.id and x.vector == y.vector),
        float((x.aspect is Aspect.STATE) == (y.aspect is Aspect.STATE)) * 2 - 1,
    )


def cosine(a: tuple[float, ...] | None, b: tuple[float, ...] | None) -> float:
    if not a or not b:
        return 0.0
    return float(sum(x * y for x, y in zip(a, b, strict=True)))


def _overlap(a: tuple[str, ...] | frozenset[str], b: tuple[str, ...] | frozenset[str]) -> float:
    """The share of the smaller set that is in the other, damped where it is small."""
    left, right = set(a), set(b)
    if not left or not right:
        return 0.0
    both = len(left & right)
    return both / (min(len(left), len(right)) + 1)


def _named(mention: Mention) -> frozenset[str]:
    out = {word for word in mention.words if any(c.isdigit() for c in word)}
    if mention.place is not None:
        out.add(mention.place.name.casefold())
    for party in (mention.actor, mention.recipient):
        if party is not None:
            out.add(key(party))
    return frozenset(out)


def _type(a: Mention, b: Mention) -> float:
    if a.event is None or b.event is None:
        return 0.0
    return 1.0 if a.event.type == b.event.type else -1.0


def _mode(a: Mention, b: Mention) -> float:
    left = a.event.mode if isinstance(a.event, Event) else None
    right = b.event.mode if isinstance(b.event, Event) else None
    if left is None or right is None:
        return 0.0
    return 1.0 if left == right else -1.0


def where(a: Place | None, b: Place | None) -> float:
    """1 for the same place, .5 where one lies in the other, -1 where they lie apart."""
    if a is None or b is None:
        return 0.0
    if a.country and b.country and a.country != b.country:
        return -1.0
    if a.geonames_id is not None and a.geonames_id == b.geonames_id:
        return 1.0
    if a.name == b.name and (a.admin1 == b.admin1 or not a.admin1 or not b.admin1):
        return 1.0
    if a.precision >= 6 or b.precision >= 6:
        return 0.3
    if a.admin1 and b.admin1 and a.admin1 != b.admin1:
        return -1.0
    if a.precision >= 4 or b.precision >= 4:
        return 0.5
    if None in (a.lat, a.lon, b.lat, b.lon):
        return -0.5
    return 0.5 if _km(a, b) <= _NEAR_KM else -1.0


def _km(a: Place, b: Place) -> float:
    lat, lon = math.radians((a.lat or 0) - (b.lat or 0)), math.radians((a.lon or 0) - (b.lon or 0))
    mean = math.radians(((a.lat or 0) + (b.lat or 0)) / 2)
    return 6371 * math.hypot(lat, lon * math.cos(mean))


def when(a: Time | None, b: Time | None) -> float:
    """1 where two times overlap and are days, less where they are longer; -1 where they do not."""
    if a is None or b is None or not a.edtf or not b.edtf:
        return 0.0
    (s, e), (t, f) = days(a.edtf), days(b.edtf)
    if s <= f and t <= e:
        return 1.0 if len(s) >= 10 and len(t) >= 10 else 0.5
    return -1.0


@lru_cache(maxsize=65536)
def days(edtf: str) -> tuple[str, str]:
    """Return the first and the last day of an EDTF interval, open sides wide open."""
    edtf = edtf.replace("~", "").replace("?", "").replace("%", "")
    start, _, end = edtf.partition("/")
    end = end if "/" in edtf else start
    start, end = ("" if part == ".." else part[:10] for part in (start, end))
    start, end = start.replace("X", "0"), end.replace("X", "9")
    last = end if len(end) == 10 or not end else f"{end}-31" if len(end) == 7 else f"{end}-12-31"
    return start, last or "9999"


def key(entity: Entity) -> str:
    """Return under which name a party is compared: bodies of one state are one."""
    return _STATE.sub("", entity.actor) if entity.actor else entity.name.casefold().removeprefix("the ")


def _party(a: Entity | None, b: Entity | None) -> float:
    if a is None or b is None:
        return 0.0
    if key(a) == key(b):
        return 1.0
    return -1.0 if a.actor and b.actor else -0.3


def _roles(a: Mention, b: Mention) -> float:
    left = {c.role for c in a.counts} - {CountRole.OTHER}
    right = {c.role for c in b.counts} - {CountRole.OTHER}
    if not left or not right:
        return 0.0
    return 1.0 if left & right else -1.0


def _numbers(a: Mention, b: Mention) -> float:
    left = {(c.role, c.low, c.high) for c in a.counts}
    right = {(c.role, c.low, c.high) for c in b.counts}
    return float(bool(left & right))


def score(values: tuple[float, ...], weights: Mapping[str, float], bias: float) -> float:
    """Return the logit that two mentions are of one claim."""
    return bias + sum(weights[name] * value for name, value in zip(NAMES, values, strict=True))
