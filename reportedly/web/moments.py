"""Dates as lengths of time: EDTF in, the first and the last moment that it allows out; and axes of time.

Only what readings and documents hold is understood: dates, date-times, intervals with an open end,
qualifiers, unspecified digits. Anything else has no length, and is shown in its own words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from reportedly.export.wording import date

_PART = re.compile(
    r"(?P<year>[\dX]{4})(?:-(?P<month>[\dX]{2})(?:-(?P<day>[\dX]{2})"
    r"(?:T(?P<hour>\d{2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.\d+)?)?(?P<zone>Z|[+-]\d{2}:\d{2})?)?)?)?",
    re.ASCII,
)

_HOUR = 3600
_DAY = 24 * _HOUR
_STEPS = (
    *(minutes * 60 for minutes in (5, 10, 15, 30)),
    *(hours * _HOUR for hours in (1, 2, 3, 6, 12)),
    *(days * _DAY for days in (1, 2, 5, 10, 30, 91, 182, 365, 730, 1826, 3652)),
)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A length of time, both ends included; null where an end is open."""

    start: datetime | None
    end: datetime | None


@dataclass(frozen=True, slots=True)
class Tick:
    """A moment on an axis, and what stands there."""

    at: datetime
    label: str


@lru_cache(maxsize=50_000)
def stretch(edtf: str | None) -> Stretch | None:
    """Return the time that an EDTF date or interval covers, in UTC; null where it tells none."""
    if not edtf:
        return None
    first, slash, last = edtf.partition("/")
    if not slash:
        return _whole(first)
    start, end = _whole(first), _whole(last)
    if start is None and end is None:
        return None
    return Stretch(start.start if start else None, end.end if end else None)


def moment(edtf: str | None) -> datetime | None:
    """Return when a date begins, or null."""
    found = stretch(edtf)
    return found.start if found else None


def ticks(first: datetime, last: datetime, most: int) -> list[Tick]:
    """Return at most `most` evenly spread moments between two, with a label each that says what is new."""
    seconds = max((last - first).total_seconds(), 1)
    step = next((step for step in _STEPS if seconds / step <= most - 1), _STEPS[-1])
    return list(_labelled(_marks(first, last, step), step))


def short(moment: datetime, with_time: bool = True) -> str:
    """Return "3 May, 14:20": for labels beside an axis that tells the year."""
    day = f"{moment.day} {moment:%b}"
    return f"{day}, {moment:%H:%M}" if with_time else day


def told(edtf: str | None) -> str:
    """Return a date or interval in words."""
    if not edtf:
        return "no date"
    first, slash, last = edtf.partition("/")
    if not slash:
        return date(edtf)
    ends = [date(part) if part not in ("", "..") else "" for part in (first, last)]
    if ends[0] and ends[1]:
        return f"{ends[0]} to {ends[1]}"
    return f"from {ends[0]}" if ends[0] else f"until {ends[1]}"


def _whole(part: str) -> Stretch | None:
    found = _PART.fullmatch(part.strip("~?%"))
    if found is None:
        return None
    try:
        return _of(found)
    except (ValueError, OverflowError):
        return None


def _of(found: re.Match[str]) -> Stretch:
    year = found["year"]
    low, high = int(year.replace("X", "0")), int(year.replace("X", "9"))
    month = found["month"]
    if month is None or "X" in month or "X" in year:
        return Stretch(datetime(low, 1, 1, tzinfo=UTC), datetime(high, 12, 31, 23, 59, 59, tzinfo=UTC))
    start = datetime(low, int(month), 1, tzinfo=UTC)
    day = found["day"]
    if day is None or "X" in day:
        after = (start + timedelta(days=32)).replace(day=1)
        return Stretch(start, after - timedelta(seconds=1))
    start = start.replace(day=int(day))
    if found["hour"] is None:
        return Stretch(start, start + timedelta(seconds=_DAY - 1))
    zone = (found["zone"] or "Z").replace("Z", "+00:00")
    exact = datetime.fromisoformat(f"{start:%Y-%m-%d}T{found['hour']}:{found['minute']}:00{zone}").astimezone(
        UTC
    )
    return Stretch(exact, exact)


def _marks(first: datetime, last: datetime, step: int) -> Iterator[datetime]:
    at = int(first.timestamp()) // step * step
    while at <= last.timestamp():
        if at >= first.timestamp():
            yield datetime.fromtimestamp(at, UTC)
        at += step


def _labelled(marks: Iterator[datetime], step: int) -> Iterator[Tick]:
    before: datetime | None = None
    for at in marks:
        day = f"{at.day} {at:%b}"
        if before is None or before.year != at.year:
            day = f"{day} {at.year}"
        if step >= _DAY:
            yield Tick(at, day)
        elif before is None or before.date() != at.date():
            yield Tick(at, f"{day} {at:%H:%M}")
        else:
            yield Tick(at, f"{at:%H:%M}")
        before = at
