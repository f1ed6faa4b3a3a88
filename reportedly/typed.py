"""What a person types to put a reading right: words in, rows out, and rows in, such words out.

One form a kind of thing, the same on the command line and in the web app, so that a judgement says all by
itself and means the same in any ledger:

    place   Talba, Sarhan, XTB @ 36.2, -39.0 / 1     name, province, country, where, UCDP's `where_prec`
    time    2031-05-03/2031-05-05                    EDTF: a day, a month, a year, a date-time, an interval
    count   at least 20 people killed; 4 wounded     a number or a range, of whom, and the role
    chain   two rescue workers > Harbour Wire        the origin first

`-` says that there is nothing. Raises `LedgerError` where words are none of this.
"""

from __future__ import annotations

import re
from datetime import date, datetime

from reportedly.claim import ReadingField, Where
from reportedly.errors import LedgerError
from reportedly.shapes import Count, CountRole, FactualityValue, Place, Span, Time, Timex3, TimexType

NOTHING = "-"
_EMPTIABLE = frozenset(ReadingField) - {ReadingField.FACTUALITY, ReadingField.CHAIN}
_PLACE = re.compile(
    r"(?P<name>[^,@/]+)(?:,(?P<admin1>[^,@/]*))?(?:,\s*(?P<country>[A-Za-z]{3})?\s*)?"
    r"(?:@\s*(?P<lat>-?\d+(?:\.\d+)?)\s*,\s*(?P<lon>-?\d+(?:\.\d+)?)\s*)?(?:/\s*(?P<precision>[1-7])\s*)?"
)
_MOMENT = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)?)?)?)?[~?%]?", re.ASCII)
_NUMBER = r"\d{1,3}(?:,\d{3})+|\d{1,9}"
_COUNT = re.compile(
    rf"(?:(?P<edge>at least|at most|up to|more than|over|about)\s+)?(?P<low>{_NUMBER})"
    rf"(?:\s*(?:to|-|–)\s*(?P<high>{_NUMBER}))?(?P<rest>(?:\s+[^\d\W][\w-]*)*)",
    re.IGNORECASE | re.ASCII,
)
_OPEN_ABOVE = frozenset({"at least", "more than", "over"})


def checked(field: ReadingField, value: str) -> str:
    """Return a value as it is kept, without needless space; raise `LedgerError` where it fits no field."""
    value = " ".join(value.split())
    if not value:
        raise LedgerError(f"say what is right for {field}, or {NOTHING} where there is nothing")
    if value == NOTHING:
        if field not in _EMPTIABLE:
            raise LedgerError(f"a statement is never without {field}; give the right one")
        return value
    at = Span(0, 0)
    if field is ReadingField.FACTUALITY and value not in set(FactualityValue):
        raise LedgerError(f"{value!r} is no factuality; it is one of {', '.join(FactualityValue)}")
    if field is ReadingField.PLACE:
        place("", at, value)
    elif field is ReadingField.TIME:
        time("", at, value)
    elif field is ReadingField.COUNT:
        counts("", at, value)
    elif field is ReadingField.CHAIN and not all(chain(value)):
        raise LedgerError(f"{value!r} has a link without a name; write: two rescue workers > Harbour Wire")
    return value


def place(id: str, at: Span, value: str) -> Place:
    """Return the place that words tell, as exact as they say (by themselves: exact)."""
    found = _PLACE.fullmatch(value)
    if found is None or not found["name"].strip():
        raise LedgerError(f"{value!r} is no place; write: Talba, or: Talba, Sarhan, XTB @ 36.2, -39.0")
    lat, lon = (None if found[part] is None else float(found[part]) for part in ("lat", "lon"))
    if lat is not None and lon is not None and not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise LedgerError(f"{value!r} is nowhere: latitudes go to 90, longitudes to 180 degrees")
    country = found["country"]
    return Place(
        id, *at, found["name"].strip(), None, country.upper() if country else None,
        (found["admin1"] or "").strip() or None, lat, lon, int(found["precision"] or 1),
    )  # fmt: skip


def place_words(where: Where | Place) -> str:
    """Return the words that tell a place wholly, as `place` takes them."""
    parts = [_plain(where.name), _plain(where.admin1 or ""), where.country or ""]
    while len(parts) > 1 and not parts[-1]:
        parts.pop()
    told = ", ".join(parts)
    if where.lat is not None and where.lon is not None:
        told += f" @ {where.lat:g}, {where.lon:g}"
    return told if where.precision == 1 else f"{told} / {where.precision}"


def time(id: str, at: Span, value: str) -> Time:
    """Return the time of an EDTF value."""
    parts = value.split("/")
    whole = all(part == ".." or _is_moment(part) for part in parts)
    if len(parts) > 2 or not whole or not any(map(_is_moment, parts)):
        raise LedgerError(f"{value!r} is no time; write 2031-05-03, 2031-05, or 2031-05-03/2031-05-05")
    kind = TimexType.TIME if "T" in value else TimexType.DATE
    return Time(id, *at, Timex3(kind, parts[0]), value)


def count(id: str, at: Span, value: str) -> Count:
    """Return the number or range that words tell, of whom, and what became of them."""
    found = _COUNT.fullmatch(value)
    if found is None:
        raise LedgerError(f"{value!r} is no count; write: 36 killed, or: at least 20 people wounded")
    edge = (found["edge"] or "").lower()
    first = _whole(found["low"])
    last = first if found["high"] is None else _whole(found["high"])
    if last < first or (edge and found["high"] is not None):
        raise LedgerError(f"{value!r} is no range; write: 24 to 34 killed")
    low = None if edge in ("at most", "up to") else first
    high = None if edge in _OPEN_ABOVE else last
    best = first if low == high and edge not in _OPEN_ABOVE else None
    *of, role = found["rest"].split() or [""]
    if role.lower() not in set(CountRole):
        of, role = [*of, role], CountRole.OTHER
    return Count(id, *at, low, best, high, " ".join(of).strip() or None, CountRole(role.lower()))


def counts(id: str, at: Span, value: str) -> tuple[Count, ...]:
    """Return the numbers that words tell, parted by semicolons."""
    parts = [part.strip() for part in value.split(";")]
    return tuple(count(f"{id}{n or ''}", at, part) for n, part in enumerate(parts))


def count_words(count: Count) -> str:
    """Return a count as `count` takes it."""
    low, high = count.low, count.high
    if low is not None and high is not None:
        much = str(low) if low == high else f"{low} to {high}"
    elif low is not None:
        much = f"at least {low}"
    else:
        much = str(count.best) if high is None else f"at most {high}"
    role = "" if count.role is CountRole.OTHER else count.role.value
    return " ".join(part for part in (much, _plain(count.of or ""), role) if part)


def chain(value: str) -> tuple[str, ...]:
    """Return the names of a chain, the origin's first."""
    return tuple(name.strip() for name in re.split(r"[>›]", value))


def _is_moment(part: str) -> bool:
    if _MOMENT.fullmatch(part) is None:
        return False
    plain = part.rstrip("~?%")
    try:
        if "T" in plain:
            datetime.fromisoformat(plain)
        else:
            date.fromisoformat(f"{plain}-01-01"[:10] if len(plain) == 4 else f"{plain}-01"[:10])
    except ValueError:
        return False
    return True


def _whole(digits: str) -> int:
    return int(digits.replace(",", ""))


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[,@/]", " ", text).split())
