"""Calendar arithmetic: a stretch of the calendar, its TIMEX3 value, and its EDTF form.

A `Point` is one unit of the calendar (a day, an ISO week, a month, a season ...) by its first day.
Values follow TIMEX3 (TIDES 2005: weeks `2015-W40`, weekends `2015-W40-WE`, quarters `2015-Q3`,
seasons `2015-SU`, decades `199`, centuries `18`); EDTF is ISO 8601-2: where it has no word for a
unit (weeks, quarters, halves) the interval of its days or months stands instead.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

SEASONS = ("SP", "SU", "FA", "WI")
_SEASON_MONTH = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_MONTHS = {"M": 1, "Q": 3, "H": 6, "S": 12, "Y": 12, "DE": 120, "CE": 1200, "ML": 12000}
UNKNOWN = {
    "D": "XXXX-XX-XX", "W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX", "Q": "XXXX-QX",
    "H": "XXXX-HX", "Y": "XXXX", "DE": "XXX", "CE": "XX", "S": "XXXX", "ML": "X",
}  # fmt: skip
"""TIMEX3 values of units that nothing anchors."""

FINENESS = {"D": 0, "W": 1, "WE": 1, "M": 2, "Q": 3, "S": 3, "H": 4, "Y": 5, "DE": 6, "CE": 7, "ML": 8}


@dataclass(frozen=True, slots=True)
class Point:
    """One unit of the calendar, by its first day; `unit` is a key of `FINENESS`."""

    unit: str
    start: date

    @classmethod
    def holding(cls, unit: str, day: date) -> Point:
        """Return the unit that holds a day; a weekend is that of the day's ISO week."""
        y, m = day.year, day.month
        if unit == "W":
            return cls(unit, day - timedelta(days=day.weekday()))
        if unit == "WE":
            return cls(unit, day - timedelta(days=day.weekday()) + timedelta(days=5))
        if unit == "D":
            return cls(unit, day)
        if unit == "S":
            return cls(unit, date(y, m - m % 3, 1) if m > 2 else date(max(1, y - 1), 12, 1))
        if unit in ("DE", "CE", "ML"):
            size = {"DE": 10, "CE": 100, "ML": 1000}[unit]
            return cls(unit, date(max(1, y - y % size), 1, 1))
        size = {"M": 1, "Q": 3, "H": 6, "Y": 12}[unit]
        return cls(unit, date(y, m - (m - 1) % size, 1))

    @property
    def end(self) -> date:
        """The unit's last day."""
        if self.unit == "S":
            return add_months(self.start, 3) - timedelta(days=1)
        if self.unit in _MONTHS:
            following = add_months(self.start, _MONTHS[self.unit])
            return following - timedelta(days=1) if following > self.start else date.max
        return self.start + timedelta(days={"D": 0, "W": 6, "WE": 1}[self.unit])

    @property
    def season(self) -> str:
        """The season that the first day opens: SP, SU, FA or WI."""
        return SEASONS[self.start.month // 3 - 1]

    def shift(self, n: int) -> Point:
        """Return the unit that lies n units on; seasons go by years."""
        if self.unit in _MONTHS:
            moved = Point(self.unit, add_months(self.start, n * _MONTHS[self.unit]))
            return moved if self.unit not in ("DE", "CE", "ML") else Point.holding(self.unit, moved.start)
        return Point(self.unit, _add_days(self.start, n * (1 if self.unit == "D" else 7)))

    def timex(self) -> str:
        """Return the TIMEX3 value."""
        y, m = self.start.year, self.start.month
        if self.unit == "D":
            return self.start.isoformat()
        if self.unit in ("W", "WE"):
            iso = self.start.isocalendar()
            return f"{iso.year:04}-W{iso.week:02}" + ("-WE" if self.unit == "WE" else "")
        if self.unit == "S":
            return f"{y:04}-{self.season}"
        written = {"M": f"-{m:02}", "Q": f"-Q{(m + 2) // 3}", "H": f"-H{(m + 5) // 6}", "Y": ""}
        if self.unit in written:
            return f"{y:04}{written[self.unit]}"
        return f"{y:04}"[: {"DE": 3, "CE": 2, "ML": 1}[self.unit]]

    def edtf(self) -> str:
        """Return the EDTF date or interval."""
        y = self.start.year
        if self.unit in ("D", "M", "Y"):
            return self.timex()
        if self.unit == "S":
            return f"{y:04}-{21 + SEASONS.index(self.season)}"
        if self.unit in ("DE", "CE", "ML"):
            return self.timex().ljust(4, "X")
        if self.unit in ("W", "WE"):
            return f"{self.start}/{self.end}"
        return f"{month_of(self.start)}/{month_of(self.end)}"


def season_of(year: int, season: str) -> Point:
    """Return a year's season; its winter begins in its December."""
    return Point("S", date(year, _SEASON_MONTH[season], 1))


def month_of(day: date) -> str:
    """Return a day's month as EDTF."""
    return day.isoformat()[:7]


def add_months(day: date, n: int) -> date:
    """Return the day n months on, or the month's last where it has no such day; kept within the calendar."""
    total = min(max(day.year * 12 + day.month - 1 + n, 12), 9999 * 12 + 11)
    year, month = divmod(total, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _add_days(day: date, n: int) -> date:
    return date.fromordinal(min(max(day.toordinal() + n, 1), date.max.toordinal()))


def step(day: date, unit: str, n: int) -> date:
    """Return the day n units on (`D`, `W`, `M`, `Y`, `DE`, `CE`, `ML`)."""
    if unit in _MONTHS:
        return add_months(day, n * _MONTHS[unit])
    return _add_days(day, n * {"D": 1, "W": 7, "WE": 7}[unit])


def stretch(now: date, unit: str, n: int, sign: int) -> str | None:
    """Return the interval of the n units before (-1) or after (1) a day, one unit finer; null below days."""
    if unit in ("H", "MIN", "S"):
        if unit != "H":
            return None
        unit, n = "D", -(-n // 24)
    other = step(now, unit, sign * n)
    first, last = sorted((now, other))
    if unit in ("D", "W", "WE", "M"):
        return f"{first}/{last}"
    if unit in ("Y", "Q"):
        return f"{month_of(first)}/{month_of(last)}"
    return f"{first.year:04}/{last.year:04}"


def length(n: str, unit: str) -> str:
    """Return the TIMEX3 value of a duration of n units ("X": some)."""
    if unit in ("H", "MIN", "S"):
        return f"PT{n}{unit[0]}"
    return f"P{n}{unit}"


def valid(year: int, month: int, day: int) -> date | None:
    """Return the date, or None where the calendar has none such."""
    if not (1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]):
        return None
    return date(year, month, day)


def easter(year: int) -> date:
    """Return Easter Sunday of the Gregorian calendar (the anonymous algorithm, Nature, 20 April 1876)."""
    a, (b, c) = year % 19, divmod(year, 100)
    (d, e), g = divmod(b, 4), (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    (i, k) = divmod(c, 4)
    r = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * r) // 451
    month, day = divmod(h + r - 7 * m + 114, 31)
    return date(year, month, day + 1)


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """Return the nth (or, from the end, -nth) weekday (1 is Monday) of a month."""
    first, days = calendar.monthrange(year, month)
    found = range(1 + (weekday - 1 - first) % 7, days + 1, 7)
    return date(year, month, found[nth - 1 if nth > 0 else nth])
