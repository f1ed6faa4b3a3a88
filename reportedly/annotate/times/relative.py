"""Rules for dates that are said from another: today, Thursday, last month, two weeks ago, the next day.

Words such as "yesterday" and "last week" go by the publication date; "the next day", "that year" and
"three days later" by the time last mentioned in the text, and by publication where there is none.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from reportedly.annotate.times.dates import year_for
from reportedly.annotate.times.distances import past_stretch
from reportedly.annotate.times.grammar import ENDING, Grammar, Sense, View, base, dated, unknown, within
from reportedly.annotate.times.values import FINENESS, UNKNOWN, Point, step
from reportedly.shapes import TimexType

RELATIVE = Grammar()
_TEXT = frozenset(["previous", "following", "that"])
"""Words that go by the time last mentioned, not by publication."""


def _half_open(sense: Sense, view: View, edge: str) -> Sense:
    """Narrow "earlier this year" and "later this year" to what lies before or after publication."""
    now, point = view.today("D"), sense.point
    if now is None or point is None or point.unit == "D" or not point.start <= now <= point.end:
        return sense
    if edge == "earlier":
        return replace(sense, edtf=f"{point.start}/{now}")
    return replace(sense, edtf=f"{now}/{point.end}") if edge == "later" else sense


@RELATIVE.rule("(?P<e>EDGE)?(?P<d>[deictic])(?P<p>[daypart])?", "(?P<d>[tonight])")
def _deictic(view: View, match: re.Match[str]) -> Sense:
    now = view.today("D")
    at = match.start("d")
    if view.kind(at) == "tonight":
        return within(dated(Point("D", now) if now else None, UNKNOWN["D"]), "NI")
    shift = int(view.words[at].value)
    sense = dated(Point("D", now).shift(shift) if now else None, UNKNOWN["D"])
    return within(sense, view.value(match, "p"))


@RELATIVE.rule(
    "(?P<e>[edge|earlier|later][on|hyphen]?)?[the]?(?P<r>RELATIVE)?(?P<w>[weekday])(?P<p>[daypart|overnight])?(?![title])"
)
def _weekday(view: View, match: re.Match[str]) -> Sense:
    """Put a bare weekday on the last such day (publication's own among them) unless its verb looks ahead."""
    at = match.start("w")
    number = int(view.words[at].value)
    relative = view.kind(match.start("r")) if match.group("r") else ""
    by_text = relative in _TEXT or view.narrative
    now = (view.last.start if view.last else None) if by_text else view.today("D")
    if now is None:
        return within(Sense(TimexType.DATE, f"XXXX-WXX-{number}"), view.value(match, "p"))
    ahead = (number - now.isoweekday()) % 7
    if relative in ("last", "past", "previous"):
        shift = ahead - 7
    elif relative in ("next", "coming", "following"):
        shift = ahead or 7
    elif by_text or view.towards(at) > 0:
        shift = ahead
    else:
        shift = ahead - 7 if ahead else 0
    return within(dated(Point("D", now).shift(shift), ""), view.value(match, "p"))


@RELATIVE.rule(
    "(?P<e>EDGE)?[the|that|this]?(?P<r>RELATIVE)(?P<u>[unit|weekend|quarter|fortnight])(?![hyphen])"
)
def _unit(view: View, match: re.Match[str]) -> Sense | None:
    """Read "last month" and "that year"; "the past year" and "over the last year" say how long."""
    unit, relative = view.value(match, "u"), view.kind(match.start("r"))
    the, before = "the" in (view.kind(match.start("r") - 1),), view.kind(match.start() - 1)
    shift = int(view.value(match, "r"))
    long = relative == "past" or (
        the
        and relative in ("last", "next", "coming")
        and (before in ("for", "in") or view.lower(match.start() - 1) == "over")
    )
    over = match.group("r") and view.lower(match.start()) == "over"
    if unit == "MIN" or (unit == "H" and relative in ("that", "this")):
        return None
    if unit == "H" or ((long or over) and unit not in ("Q", "WE")):
        if relative in ("that", "this"):
            return None
        return past_stretch(view, "1", unit, shift)
    if relative in _TEXT or (the and relative in ("next", "coming") and unit == "D") or view.narrative:
        if view.lower(match.start("r")) == "previously":
            return None
        day = base(view, unit)
    else:
        day = view.today(unit)
    if day is None:
        return unknown(unit)
    point = Point.holding(unit, day)
    point = _weekend(view, day, relative, match.start("u")) if unit == "WE" else point.shift(shift)
    edge = view.kind(match.start("e")) if match.group("e") else ""
    return _half_open(dated(point, ""), view, edge)


def _weekend(view: View, day: date, relative: str, at: int) -> Point:
    """Return the weekend meant: on Monday "this weekend" is past to a verb in the past, ahead to others."""
    own = Point.holding("WE", day)
    if relative in ("last", "past", "previous"):
        return own if own.end < day else own.shift(-1)
    if relative in ("next", "coming", "following"):
        return own if own.start > day else own.shift(1)
    ahead = own.start > day
    return own.shift(-1) if ahead and view.towards(at) <= 0 and day.weekday() < 4 else own


@RELATIVE.rule("[the](?P<u>[weekend])", "(?P<u>[weekend])")
def _the_weekend(view: View, match: re.Match[str]) -> Sense | None:
    if match.start("u") == match.start() and view.kind(match.start() - 1) not in (
        "on",
        "at",
        "in",
        "by",
        "for",
        "x",
    ):
        return None
    day = (view.last.start if view.last else None) if view.narrative else view.today("WE")
    return dated(_weekend(view, day, "", match.start("u")), "") if day else unknown("WE")


@RELATIVE.rule("(?P<e>EDGE)?[the]?(?P<r>RELATIVE)(?P<m>MONTH)(?P<d>[day])?(?![x]?[year])")
def _relative_month(view: View, match: re.Match[str]) -> Sense:
    month, relative = int(view.value(match, "m")), view.kind(match.start("r"))
    day = int(view.value(match, "d") or 0)
    by_text = relative in _TEXT or view.narrative
    now = (view.last.start if view.last else None) if by_text else view.today("M")
    if now is None:
        return Sense(TimexType.DATE, f"XXXX-{month:02}" + (f"-{day:02}" if day else ""))
    year = now.year
    if relative in ("last", "past", "previous"):
        year -= month >= now.month
    elif relative in ("next", "coming", "following"):
        year += month <= now.month
    if day:
        return dated(Point("D", date(year, month, min(day, 28 if month == 2 else 30))), "")
    return dated(Point("M", date(year, month, 1)), "")


@RELATIVE.rule(
    "[the](?P<r>[that])(?P<u>[unit|quarter|period])[in]?(?:[the]?(?P<l>[last|previous])(?P<v>[unit])|(?P<a>[a])(?P<w>[unit])[ago|earlier|before])"
)
def _same_period(view: View, match: re.Match[str]) -> Sense | None:
    """Read "the same period last year": the month or quarter last mentioned, a year before."""
    unit = view.value(match, "u") or "Q"
    if view.value(match, "v" if match.group("v") else "w") != "Y" or unit == "Y":
        return None
    point = view.mentioned(unit)
    if point is None or FINENESS[point.unit] < FINENESS["M"] < FINENESS[unit]:
        return None
    if view.value(match, "u"):
        point = Point.holding(unit, point.start)
    back = step(point.start, "Y", -1)
    return dated(
        Point.holding(point.unit, back) if point.unit in ("W", "WE") else Point(point.unit, back), ""
    )


@RELATIVE.rule(
    "[the](?P<n>[ordinal|last|final])[stretch]?(?P<u>[unit])[of](?:(?P<m>MONTH)(?P<y>[year])?|(?P<z>[year]))"
)
def _nth_of_month(view: View, match: re.Match[str]) -> Sense | None:
    """Read "the last week of March", "the first day of 2015"."""
    unit, kind = view.value(match, "u"), view.kind(match.start("n"))
    if unit not in ("D", "W"):
        return None
    year = int(view.value(match, "y") or view.value(match, "z") or 0)
    month = int(view.value(match, "m") or 0)
    if not year:
        found = year_for(view, month, None, match.start("m"))
        if found is None:
            return Sense(TimexType.DATE, UNKNOWN[unit])
        year = found
    whole = Point("M", date(year, month, 1)) if month else Point("Y", date(year, 1, 1))
    n = int(view.value(match, "n")) if kind == "ordinal" else 0
    days = {"D": n - 1, "W": 7 * n - 4}[unit]
    day = whole.start + timedelta(days=days) if n else whole.end - timedelta(days={"D": 0, "W": 3}[unit])
    return dated(Point.holding(unit, day), "") if day <= whole.end else None


@RELATIVE.rule(
    "(?P<e>[edge|earlier|later][of|in])[the][stretch]?(?P<u>[unit|quarter])(?![hyphen])",
    "(?P<e>[edge])[the](?P<u>[unit|quarter])(?![hyphen])",
    "[the][stretch]?(?P<u>[unit])(?![hyphen|before|after|earlier|ago])",
    "(?P<u>[unit])[hyphen](?P<e>[edge])",
)
def _the_unit(view: View, match: re.Match[str]) -> Sense | None:
    """Read "the year", "the end of the month" by the time last mentioned, else by publication."""
    unit = view.value(match, "u")
    if unit not in ("D", "W", "M", "Y", "Q") or view.lower(match.end()) in ("one", "that", "when"):
        return None
    if (
        unit == "D" and view.kind(match.start() - 1) == "by" and match.end() - match.start() == 2
    ):  # "by the day"
        return None
    edge = match.start("e") if match.groupdict().get("e") else -1
    adverb = view.lower(edge) in ("late in", "early in", "most")
    if edge >= 0 and view.kind(edge + 1) == "the" and not adverb:
        # "late in", "early in" are one word; in "end the day" it is a verb.
        return None
    if (
        view.kind(match.start("u")) == "unit"
        and match.end("u") < match.end()
        and view.lower(match.end() - 1) != "end"
    ):
        return None
    day = base(view, unit)
    return dated(Point.holding(unit, day), "") if day else unknown(unit)


@RELATIVE.rule(
    "[the](?P<u>[unit|daypart])(?P<g>[before|after|earlier|previous])",
    "[the](?P<u>[unit])[the]?(?P<g>[before])",
)
def _the_unit_before(view: View, match: re.Match[str]) -> Sense | None:
    """Read "the day before", "the night after" where no event follows that would be the one meant."""
    if view.kind(match.end()) not in ENDING:
        return None
    part = view.value(match, "u") if view.kind(match.start("u")) == "daypart" else ""
    unit = "D" if part else view.value(match, "u")
    if unit not in ("D", "W", "M", "Y"):
        return None
    day = base(view, unit)
    sense = dated(Point.holding(unit, day).shift(int(view.value(match, "g"))), "") if day else unknown(unit)
    return within(sense, part)


@RELATIVE.rule(
    "(?P<e>EDGE)?[the|that|this]?(?P<r>[this|last|next|previous|following|that|coming])(?P<p>[daypart])"
)
def _relative_part(view: View, match: re.Match[str]) -> Sense:
    relative, part = view.kind(match.start("r")), view.value(match, "p")
    the = view.kind(match.start("r") - 1) == "the"
    by_text = relative in _TEXT or (the and relative == "next") or view.narrative
    day = base(view, "D") if by_text else view.today("D")
    sense = dated(Point("D", day).shift(int(view.value(match, "r"))) if day else None, UNKNOWN["D"])
    return within(sense, part)


@RELATIVE.rule("(?P<o>[overnight])(?![x]*[hyphen])")
def _overnight(view: View, match: re.Match[str]) -> Sense:
    """Read "overnight" as the night that ends on the day of publication."""
    now = view.today("D") if not view.narrative else None
    if now is None:
        return within(unknown("D"), "NI")
    sense = within(dated(Point("D", now), ""), "NI")
    return replace(sense, edtf=f"{now - timedelta(days=1)}/{now}")
