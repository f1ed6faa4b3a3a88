"""Rules for longer and named stretches: seasons, quarters, decades, centuries, eras, holidays.

What leaves its year out ("the third quarter", "Christmas") goes by the tense of its verb and by the
publication date; in a story of the past by the time last mentioned.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from reportedly.annotate.times.dates import number_of, relative_year
from reportedly.annotate.times.grammar import Found, Grammar, Sense, View, dated
from reportedly.annotate.times.values import Point, add_months, easter, nth_weekday, season_of
from reportedly.forms import Holiday
from reportedly.shapes import TimexType

PERIODS = Grammar()


@PERIODS.rule("[the]?(?P<s>SEASON)[and|or](?P<n>SEASON)[of]?(?P<y>[year])")
def _seasons_of_year(view: View, match: re.Match[str]) -> list[Found]:
    year = int(view.value(match, "y"))
    senses = [dated(season_of(year, view.value(match, g)), "", True) for g in ("s", "n")]
    return [Found(match.start(), match.end("s"), senses[0]), Found(match.start("n"), match.end(), senses[1])]


@PERIODS.rule(
    "(?:(?P<d>DAYNO)[of]?)?(?P<m>MONTH)[of]?(?P<n>NUM)[bc]", "(?P<m>MONTH)(?P<d>DAYNO)[comma]?(?P<n>NUM)[bc]"
)
def _day_before_christ(view: View, match: re.Match[str]) -> Sense | None:
    year, month, day = view.number(match, "n"), int(view.value(match, "m")), int(view.value(match, "d") or 0)
    if not year.isdigit() or not 0 < int(year) < 10000:
        return None
    rest = f"-{month:02}" + (f"-{day:02}" if day else "")
    return Sense(
        TimexType.DATE,
        f"BC{int(year):04}{rest}",
        f"-{int(year) - 1:04}{rest}" if year != "1" else f"0000{rest}",
    )


@PERIODS.rule(
    "(?P<n>NUM)[bc]", "[ad](?P<n>NUM)", "(?P<n>NUM)[ad]", "(?P<n>NUM)[hyphen|dash|to|and](?P<m>NUM)[bc]"
)
def _era(view: View, match: re.Match[str]) -> Sense | list[Found] | None:
    """Read "264 BC"; EDTF counts a year 0, so that 264 BC is -0263."""
    groups = [g for g in ("n", "m") if match.groupdict().get(g)]
    numbers = [view.number(match, g) for g in groups]
    if not all(n.isdigit() and 0 < int(n) < 10000 for n in numbers):
        return None
    if "bc" not in (view.kind(match.end() - 1), view.kind(match.start())):
        return dated(Point("Y", date(int(numbers[0]), 1, 1)), "", True)
    senses = [
        Sense(TimexType.DATE, f"BC{int(n):04}", f"-{int(n) - 1:04}" if n != "1" else "0000") for n in numbers
    ]
    if len(senses) == 1:
        return senses[0]
    ends = (match.end("n"), match.end())
    return [Found(match.start("n"), ends[0], senses[0]), Found(match.start("m"), ends[1], senses[1])]


@PERIODS.rule("(?P<e>EDGE)?[the]?(?P<d>[decade])")
def _decade(view: View, match: re.Match[str]) -> Sense | None:
    digits = re.sub(r"\D", "", view.value(match, "d"))
    word = view.words[match.start("d")].text
    if len(digits) == 2:
        if not (match.group("e") or view.kind(match.start("d") - 1) == "the" or word[0] in "'\u2019"):
            linked = view.kind(match.start("d") - 1) in ("and", "or")
            if not (linked and view.kind(match.start("d") - 2) == "decade"):
                return None
        digits = ("20" if int(digits) < 20 else "19") + digits
    return dated(Point("DE", date(int(digits), 1, 1)), "", True)


@PERIODS.rule("(?P<e>EDGE)?[the]?(?P<n>[ordinal])[hyphen]?(?P<u>[unit|units])(?P<b>[bc])?")
def _century(view: View, match: re.Match[str]) -> Sense | None:
    n = int(view.value(match, "n"))
    if view.value(match, "u") != "CE" or not 2 <= n <= 30:
        return None
    if match.group("b"):
        return Sense(TimexType.DATE, f"BC{n - 1:02}")
    return dated(Point("CE", date((n - 1) * 100, 1, 1)), "", True)


@PERIODS.rule(
    "(?P<e>EDGE)?[the]?(?P<n>[ordinal|final])[hyphen]?(?P<q>[quarter|half])(?:[of|in]?[the]?(?:(?P<y>[year])|(?P<f>[fiscal])(?P<g>[year])?"
    "|(?P<r>[last|this|next|previous|that])(?P<u>[unit])|(?P<u2>[unit])))?",
    "(?P<n>[q])(?:[of|comma]?(?P<y>[year]))?",
)
def _quarter(view: View, match: re.Match[str]) -> Sense | None:
    groups = match.groupdict()
    half = bool(groups.get("q")) and view.kind(match.start("q")) == "half"
    n = int(view.value(match, "n")) if not (half and view.kind(match.start("n")) == "final") else 2
    if n > (2 if half else 4):
        return None
    if groups.get("f"):
        year = view.value(match, "g")
        return Sense(TimexType.DATE, f"FY{year or 'XXXX'}-{'H' if half else 'Q'}{n}")
    if groups.get("y"):
        return dated(_part(int(view.value(match, "y")), n, half), "", True)
    if groups.get("u2") and view.value(match, "u2") != "Y":
        return None
    if groups.get("u"):
        year_of = relative_year(view, match)
        return dated(_part(year_of, n, half), "") if year_of else None
    if half and not groups.get("u2"):
        return None
    now = view.today("Q")
    if now is None:
        return dated(None, f"XXXX-{'H' if half else 'Q'}{n}")
    return dated(_nearest_part(view, match.start("n"), now, n, half), "")


def _part(year: int, n: int, half: bool) -> Point:
    return Point("H" if half else "Q", date(year, (n - 1) * (6 if half else 3) + 1, 1))


def _nearest_part(view: View, at: int, now: date, n: int, half: bool) -> Point:
    """Return the quarter on the side that the verb looks to; by default the last that has ended or runs."""
    point, way = _part(now.year, n, half), view.towards(at)
    if point.start > now and way <= 0:
        # Results of a quarter are news for half a year; after that the next one is meant.
        before = _part(now.year - 1, n, half)
        return before if add_months(before.end, 7) > now else point
    return _part(now.year + 1, n, half) if way > 0 and point.end < now else point


@PERIODS.rule("[fiscal](?P<y>[year])", "(?P<y>[fy])")
def _fiscal(view: View, match: re.Match[str]) -> Sense:
    digits = re.sub(r"\D", "", view.words[match.start("y")].text)
    return Sense(TimexType.DATE, f"FY{digits if len(digits) == 4 else '20' + digits}")


@PERIODS.rule(
    "(?P<e>EDGE)?[the]?(?P<s>SEASON)[of|comma]?[the]?(?P<y>[year])(?:[hyphen|dash|slashmark][day|number])?",
    "(?P<e>EDGE)?(?P<s>SEASON)[of]?(?P<r>[last|this|next])(?P<u>[unit])",
)
def _season_of_year(view: View, match: re.Match[str]) -> Sense | None:
    year = number_of(view, match, "y") if match.groupdict().get("y") else relative_year(view, match)
    return dated(season_of(year, view.value(match, "s")), "", True) if year else None


@PERIODS.rule(
    "(?P<e>EDGE)?[the]?(?P<r>RELATIVE)(?P<s>SEASON)(?![of])",
    "(?P<e>EDGE)?[the]?(?P<s>[season])",
    "(?P<e>EDGE)(?P<s>[fall])(?![of])",
)
def _season(view: View, match: re.Match[str]) -> Sense | None:
    at, season = match.start("s"), view.value(match, "s")
    if view.words[at].text[:1].isupper() and view.words[at - 1].text[:1].isupper() and at > match.start():
        return None
    relative = view.kind(match.start("r")) if match.groupdict().get("r") else ""
    if relative in ("that", "previous", "following") or view.narrative:
        if view.last is None:
            return dated(None, f"XXXX-{season}")
        return dated(
            season_of(view.last.start.year + int(view.value(match, "r") or 0) * (relative != "that"), season),
            "",
        )
    now = view.today("S")
    if now is None:
        return dated(None, f"XXXX-{season}")
    point = season_of(now.year, season)
    if relative in ("last", "past"):
        point = point if point.end < now else point.shift(-1)
    elif relative in ("next", "coming"):
        point = point if point.start > now else point.shift(1)
    elif (way := view.towards(at)) > 0:
        point = point if point.end >= now else point.shift(1)
    elif way < 0 or (point.start > now and relative != "this"):
        point = point if point.start <= now else point.shift(-1)
    return dated(point, "")


@PERIODS.rule("(?P<r>[last|next|this|previous])?(?P<h>[holiday])(?:[comma]?(?P<y>[year]))?")
def _holiday(view: View, match: re.Match[str]) -> Sense | None:
    entry = view.table.holidays[view.value(match, "h")]
    year = entry.year or number_of(view, match, "y")
    if year is not None:
        return dated(Point("D", holiday_in(entry, year)), "", True)
    now = view.today("D")
    base = view.last.start if view.narrative and view.last else now
    if base is None:
        fixed = entry.weekday is None and entry.easter is None
        return dated(None, f"XXXX-{entry.month:02}-{entry.day:02}" if fixed else "XXXX-XX-XX")
    days = [holiday_in(entry, base.year + n) for n in (-1, 0, 1)]
    way = {"last": -1, "previous": -1, "next": 1}.get(view.kind(match.start("r")), 0) or view.towards(
        match.start("h")
    )
    if way > 0:
        chosen = next(d for d in days if d >= base) if days[-1] >= base else days[-1]
    elif way < 0:
        chosen = max((d for d in days if d <= base), default=days[0])
    else:
        chosen = min(days, key=lambda d: abs((d - base).days))
    return dated(Point("D", chosen), "")


def holiday_in(entry: Holiday, year: int) -> date:
    """Return the day on which a holiday falls in a year."""
    if entry.easter is not None:
        return easter(year) + timedelta(days=entry.easter)
    if entry.weekday is not None:
        return nth_weekday(year, entry.month, entry.weekday, entry.nth) + timedelta(days=entry.plus)
    return date(year, entry.month, entry.day)
