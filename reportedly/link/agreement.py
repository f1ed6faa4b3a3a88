"""Whether two places or two times can be of one happening, from 1 (the same) to -1 (never); under which name
a party is compared.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from functools import lru_cache

from reportedly.shapes import Entity, Place, Time

_STATE = re.compile(r"-(?:gov|mil|pol)$")
_NEAR_KM = 25.0


def cosine(a: Sequence[float], b: Sequence[float]) -> float:
    """Return the cosine of two unit vectors, 0 where one is empty."""
    return sum(x * y for x, y in zip(a, b, strict=True)) if a and b else 0.0


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
