"""Rules for dates that the calendar names: days, months and years.

What leaves its year out ("on 30 September", "in March") is put by the tense of
its verb on the nearest side of the publication date; in a story of the past it goes by the date last
mentioned.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from reportedly.annotate.times.grammar import Found, Grammar, Sense, View, dated
from reportedly.annotate.times.values import Point, valid
from reportedly.shapes import TimexType

DATES = Grammar()
_ONWARDS = 120
"""Days after the last mentioned time round which a story of the past is taken to go on."""
_SOON = 31
"""Days ahead up to which a date is this year's even to a verb in the past ("let it lapse on June 1")."""
_AHEAD = 45
"""Days by which a date without a year may lie ahead though no verb says so."""


def year_for(view: View, month: int, day: int | None, at: int) -> int | None:
    """Return the year of a month or day that leaves it out, or None where nothing anchors it."""
    ref = view.given_near(at) or (view.mentioned("Y") if view.narrative else None)
    if ref is not None:
        if ref.unit in ("Y", "S", "H", "Q"):
            return ref.start.year
        return _nearest(ref.start, month, day, _ONWARDS)
    now = view.today("D" if day else "M")
    if now is None:
        return None
    way = view.towards(at)
    if day is None:
        later = month > now.month
        if way > 0:
            return now.year + (month < now.month)
        return now.year - later if way < 0 or not later else _nearest(now, month, None, -150)
    this = valid(now.year, month, day) or date(now.year, month, 28)
    if way > 0:
        return now.year + (this < now)
    if way < 0 and not 0 < (this - now).days <= _SOON:
        return now.year - (this > now)
    return _nearest(now, month, day, _AHEAD - 182)


def _nearest(ref: date, month: int, day: int | None, lean: int) -> int:
    """Return the year in which a date lies nearest to `lean` days after another."""
    aim = ref + timedelta(days=lean)
    years = [y for y in (ref.year - 1, ref.year, ref.year + 1) if 1 <= y <= 9999]
    return min(years, key=lambda y: abs((date(y, month, min(day or 15, 28)) - aim).days))


def day_sense(view: View, month: int, day: int, year: int | None, at: int) -> Sense | None:
    """Return the sense of a day of a month; None where there is no such day."""
    given = year is not None
    if valid(year or 2000, month, day) is None:
        return None
    year = year if year is not None else year_for(view, month, day, at)
    found = valid(year, month, day) if year is not None else None
    return dated(Point("D", found) if found else None, f"XXXX-{month:02}-{day:02}", given)


def month_sense(view: View, month: int, year: int | None, at: int) -> Sense:
    """Return the sense of a month."""
    given = year is not None
    year = year if year is not None else year_for(view, month, None, at)
    return dated(Point("M", date(year, month, 1)) if year else None, f"XXXX-{month:02}", given)


def number_of(view: View, match: re.Match[str], group: str) -> int | None:
    """Return the number that a group's word stands for, None where the group is not there."""
    value = view.value(match, group)
    return int(value) if value else None


_WEEKDAY = "(?:(?P<k>[weekday])[comma]?[paren]?[the]?)?"


@DATES.rule(
    f"{_WEEKDAY} (?P<m>MONTH)[the]?(?P<d>DAYNO)(?:[comma]?(?P<y>[year]))?(?![counted|units|unit])",
    f"{_WEEKDAY} [the]?(?P<d>DAYNO)[of]?(?P<m>MONTH)(?:[comma]?[of]?(?P<y>[year]))?",
)
def _day(view: View, match: re.Match[str]) -> Sense | None:
    month, day, year = int(view.value(match, "m")), int(view.value(match, "d")), number_of(view, match, "y")
    weekday = view.value(match, "k")
    if weekday and year is None:
        year = _year_of_weekday(view, month, day, int(weekday))
    return day_sense(view, month, day, year, match.start("m"))


def _year_of_weekday(view: View, month: int, day: int, weekday: int) -> int | None:
    """Return the year nearest to publication, or to the last time, in which a day is that weekday."""
    mentioned = view.mentioned("Y") if view.narrative else None
    base = mentioned.start if mentioned else view.today("D")
    if base is None:
        return None
    days = [d for n in range(-6, 7) if (d := valid(base.year + n, month, day)) and d.isoweekday() == weekday]
    return min(days, key=lambda d: abs((d - base).days)).year if days else None


@DATES.rule(
    "(?P<m>MONTH)(?P<d>DAYNO)LINK(?P<e>DAYNO)(?:[comma]?(?P<y>[year]))?(?![counted|units|unit|x|month|maymonth])",
    "(?P<m>MONTH)(?P<d>DAYNO)[hyphen|dash](?P<e>DAYNO)(?:[comma]?(?P<y>[year]))?(?![counted|units|unit])",
    "[the]?(?P<d>DAYNO)LINK[the]?(?P<e>DAYNO)[of]?(?P<m>MONTH)(?:[comma]?(?P<y>[year]))?",
)
def _days(view: View, match: re.Match[str]) -> list[Found] | None:
    month, year, at = int(view.value(match, "m")), number_of(view, match, "y"), match.start("m")
    first = day_sense(view, month, int(view.value(match, "d")), year, at)
    second = day_sense(view, month, int(view.value(match, "e")), year, at)
    if first is None or second is None:
        return None
    middle = match.end("d") if match.start("d") < match.start("e") else match.start("e")
    return [Found(match.start(), middle, first), Found(match.start("e"), match.end(), second)]


@DATES.rule("[on|by|until|since|before|after][the](?P<d>[ordinal])(?=[comma|stop|close|and|dash])")
def _nth(view: View, match: re.Match[str]) -> list[Found] | None:
    """Read "on the 15th" as a day of the month last mentioned, or of publication."""
    word = view.words[match.start("d")]
    ref = view.mentioned("M")
    base = ref.start if ref else view.today("D")
    if not word.text[0].isdigit() or base is None:
        return None
    day = valid(base.year, base.month, int(word.value))
    return [Found(match.start("d") - 1, match.end("d"), dated(Point("D", day), ""))] if day else None


@DATES.rule("(?P<i>[iso])")
def _iso(view: View, match: re.Match[str]) -> Sense | None:
    text = view.words[match.start()].text
    day = valid(int(text[:4]), int(text[5:7]), int(text[8:10]))
    if day is None:
        return None
    sense = dated(Point("D", day), "", True)
    if len(text) == 10:
        return sense
    written = text if text.count(":") > 1 else f"{text[:16]}:00{text[16:]}"
    return Sense(TimexType.TIME, text, written, sense.point, given=True)


@DATES.rule("(?P<i>[slash])")
def _slash(view: View, match: re.Match[str]) -> Sense | None:
    """Read "30/9/2015"; where both orders could be meant, that of the nearest day that is not yet to come."""
    first, second, year = (int(n) for n in re.findall(r"\d+", view.words[match.start()].text))
    year = year if year > 99 else year + (2000 if year < 70 else 1900)
    days = {d for d in (valid(year, second, first), valid(year, first, second)) if d is not None}
    now = view.today("D")
    if not days:
        return None
    if len(days) == 1:
        return dated(Point("D", days.pop()), "", True)
    if now is None:
        return Sense(TimexType.DATE, f"{year}-XX-XX", str(year))
    return dated(Point("D", min(days, key=lambda d: (d > now, abs((now - d).days), d))), "", True)


_YEAR_AWAY = {"last": -1, "this": 0, "next": 1, "past": -1}


def relative_year(view: View, match: re.Match[str]) -> int | None:
    """Return the year that groups `r` and `u` name ("last year", "the previous year"), if they name one."""
    at = match.start("r")
    if view.value(match, "u") != "Y":
        return None
    if view.kind(at) in _YEAR_AWAY:
        now = view.today("Y")
        return now.year + _YEAR_AWAY[view.kind(at)] if now else None
    shift = int(view.words[at].value or 0)
    base = view.last.start if view.last else view.today("Y")
    return base.year + shift if base else None


@DATES.rule(
    "(?P<e>EDGE)?(?P<m>MONTH)[comma]?[of]?(?P<y>[year])",
    "(?P<e>EDGE)?(?P<m>MONTH)(?:[of|comma])?[the]?(?P<r>[last|this|next|that|previous|following])(?P<u>[unit])",
    "(?P<m>MONTH)(?P<d>DAYNO)[of|comma]?(?P<r>[last|this|next])(?P<u>[unit])",
)
def _month_of_year(view: View, match: re.Match[str]) -> Sense | None:
    groups = match.groupdict()
    year = number_of(view, match, "y") if groups.get("y") else relative_year(view, match)
    month = int(view.value(match, "m"))
    if year is None:
        unit_is_year = not groups.get("u") or view.value(match, "u") == "Y"
        return dated(None, f"XXXX-{month:02}") if unit_is_year else None
    if groups.get("d"):
        return day_sense(view, month, int(view.value(match, "d")), year, match.start("m"))
    return month_sense(view, month, year, match.start("m"))


@DATES.rule("(?P<e>EDGE)?(?P<m>MONTH)LINK(?P<n>MONTH)[of]?(?P<y>[year])")
def _months_of_year(view: View, match: re.Match[str]) -> list[Found]:
    year = int(view.value(match, "y"))
    senses = [month_sense(view, int(view.value(match, g)), year, match.start(g)) for g in ("m", "n")]
    return [Found(match.start(), match.end("m"), senses[0]), Found(match.start("n"), match.end(), senses[1])]


_BEFORE_MONTH = frozenset(
    [
        "in",
        "of",
        "by",
        "since",
        "until",
        "from",
        "to",
        "between",
        "and",
        "or",
        "before",
        "after",
        "edge",
        "earlier",
        "later",
    ]
) | {"hyphen", "for", "comma", "dash", "paren", "last", "next", "this", "that", "every", "approx"}
_NAMED_BEFORE = frozenset(
    ["in", "of", "by", "since", "until", "from", "edge", "to", "between", "before", "after", "comma"]
)


@DATES.rule("(?P<e>EDGE)?(?P<m>MONTH)")
def _month(view: View, match: re.Match[str]) -> Sense | None:
    """Take a bare month; "May" and "March", names and words too, need a word of time before them."""
    at = match.start("m")
    before, after = view.kind(at - 1), view.words[at + 1].text if at + 1 < len(view.words) else ""
    if view.words[at].kind == "maymonth":
        if before not in _BEFORE_MONTH - {"comma", "paren", "to", "dash"} or (
            before in ("and", "or", "for", "hyphen")
            and view.kind(at - 2) not in ("month", "maymonth", "edge")
        ):
            return None
        if view.kind(at + 1) == "possessive" or after.lower() in (
            "on",
            "against",
            "said",
            "has",
            "had",
            "will",
        ):
            return None
    elif after[:1].isupper() and view.kind(at + 1) == "x" and before not in _NAMED_BEFORE:
        return None
    return month_sense(view, int(view.words[at].value), None, at)


_MEASURES_BEFORE = frozenset(["money", "number", "counted", "approx", "numberword", "hash"])
_YEAR_BEFORE = frozenset(
    ["in", "since", "until", "by", "from", "before", "after", "between", "edge", "of", "to"]
)


@DATES.rule(
    "(?P<e>[edge][of|hyphen]?[the]?)?(?:[the]?[unit|units])?(?P<y>[year])(?![counted|units|unit|ago|clock|zone|oclock|money])",
    "(?P<y>[short])",
)
def _year(view: View, match: re.Match[str]) -> Sense | None:
    """Take a number of four digits for a year where nothing makes it a count or a name."""
    at = match.start("y")
    word = view.words[at]
    if word.kind == "short":
        two = int(word.text[1:])
        now = view.now.year % 100 if view.now else 30
        return dated(Point("Y", date(two + (2000 if two <= now + 5 else 1900), 1, 1)), "", True)
    year = int(word.value)
    before, after = view.kind(at - 1), view.words[at + 1] if at + 1 < len(view.words) else None
    if before in _MEASURES_BEFORE or (before == "hyphen" and view.kind(at - 2) in ("x", "number")):
        return None
    if before not in _YEAR_BEFORE | {"the", "possessive", "paren", "comma", "dash", "unit", "units"}:
        plural = (
            after is not None and after.kind == "x" and after.text[:1].islower() and after.text.endswith("s")
        )
        if plural or not 1900 <= year <= 2060:
            return None
    return dated(Point("Y", date(year, 1, 1)), "", True)


@DATES.rule(
    "(?P<e>EDGE)?(?P<y>[year])[hyphen|dash|slashmark](?P<z>[year|day|number])(?![counted|hyphen|month|maymonth|unit|units])"
)
def _years(view: View, match: re.Match[str]) -> list[Found] | None:
    first, text = int(view.value(match, "y")), view.words[match.start("z")].text
    if len(text) not in (2, 4) or not text.isdigit():
        return None
    second = int(text) if len(text) == 4 else first - first % 100 + int(text)
    if not first < second < first + 200 or second > 2150:
        return None
    senses = [dated(Point("Y", date(year, 1, 1)), "", True) for year in (first, second)]
    return [Found(match.start(), match.end("y"), senses[0]), Found(match.start("z"), match.end(), senses[1])]
