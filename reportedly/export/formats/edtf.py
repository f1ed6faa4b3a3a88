"""EDTF intervals as days: what formats that know only calendar days make of when something happened."""

from __future__ import annotations

import calendar
import re
from datetime import date

_POINT = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T.*)?)?)?[?~%]?")


def days(edtf: str | None) -> tuple[date, date] | None:
    """Return the first and the last day of a date or closed interval; null where an end is not known."""
    if not edtf:
        return None
    first, _, last = edtf.partition("/")
    start, end = _ends(first), _ends(last or first)
    if start is None or end is None or start[0] > end[1]:
        return None
    return start[0], end[1]


def _ends(point: str) -> tuple[date, date] | None:
    """Return the first and last day of a year, month, day or moment; null for what the calendar has not."""
    match = _POINT.fullmatch(point)
    if match is None:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None, "the pattern asks for a year"
    try:
        if month is None:
            return date(year, 1, 1), date(year, 12, 31)
        if day is None:
            return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
        return date(year, month, day), date(year, month, day)
    except (ValueError, calendar.IllegalMonthError):
        return None
