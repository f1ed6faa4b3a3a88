"""Rules for dates that the calendar names: days, months, years, seasons, quarters, decades, centuries, holidays.

What leaves its year out ("on 30 September", "in March", "the third quarter") is put by the tense of
its verb on the nearest side of the publication date; in a story of the past it goes by the date last
mentioned.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from reportedly.annotate.timegrammar import Found, Grammar, Sense, View, dated
from reportedly.annotate.timevalues import Point, add_months, easter, nth_weekday, season_of, valid
from reportedly.lexicon import Holiday
from reportedly.shapes import TimexType

DATES = Grammar()
_AHEAD = 45
"""Days by which a date without a year may lie ahead though no verb says so, before it is taken for last year's."""


def year_for(view: View, month: int, day: int | None, at: int) -> int | None:
    """Return the year of a month or day that leaves it out, or None where nothing anchors it."""
    ref = view.given_near(at) or (view.mentioned("Y") if view.narrative else None)
    if ref is not None:
        if ref.unit in ("Y", "S", "H", "Q"):
            return ref.start.year
        return _nearest(ref.start, month, day, 30)
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
    if way < 0:
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


def _int(view: View, match: re.Match[str], group: str) -> int | None:
    value = view.value(match, group)
    return int(value) if value else None


_WEEKDAY = "(?:(?P<k>[weekday])[comma]?[paren]?[the]?)?"


@DATES.rule(
    f"{_WEEKDAY} (?P<m>MONTH)[the]?(?P<d>DAYNO)(?:[comma]?(?P<y>[year]))?(?![counted|units|unit])",
    f"{_WEEKDAY} [the]?(?P<d>DAYNO)[of]?(?P<m>MONTH)(?:[comma]?[of]?(?P<y>[year]))?",
)
def _day(view: View, match: re.Match[str]) -> Sense | None:
    month, day, year = int(view.value(match, "m")), int(view.value(match, "d")), _int(view, match, "y")
    weekday = view.value(match, "k")
    if weekday and year is None:
        year = _year_of_weekday(view, month, day, int(weekday))
    return day_sense(view, month, day, year, match.start("m"))


def _year_of_weekday(view: View, month: int, day: int, weekday: int) -> int | None:
    """Return the year next to publication, or to the time last mentioned, in which a day falls on a weekday."""
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
    month, year, at = int(view.value(match, "m")), _int(view, match, "y"), match.start("m")
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
    "(?P<e>EDGE)?(?P<m>MONTH)[comma]?[of]?(?P<y>[year])(?![counted])",
    "(?P<e>EDGE)?(?P<m>MONTH)(?:[of|comma])?[the]?(?P<r>[last|this|next|that|previous|following])(?P<u>[unit])",
    "(?P<m>MONTH)(?P<d>DAYNO)[of|comma]?(?P<r>[last|this|next])(?P<u>[unit])",
)
def _month_of_year(view: View, match: re.Match[str]) -> Sense | None:
    groups = match.groupdict()
    year = _int(view, match, "y") if groups.get("y") else relative_year(view, match)
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


@DATES.rule("[the]?(?P<s>SEASON)[and|or](?P<n>SEASON)[of]?(?P<y>[year])")
def _seasons_of_year(view: View, match: re.Match[str]) -> list[Found]:
    year = int(view.value(match, "y"))
    senses = [dated(season_of(year, view.value(match, g)), "", True) for g in ("s", "n")]
    return [Found(match.start(), match.end("s"), senses[0]), Found(match.start("n"), match.end(), senses[1])]


_BEFORE_MONTH = frozenset(
    ["in", "of", "by", "since", "until", "from", "to", "between", "and", "or", "before", "after", "edge", "earlier", "later"]
) | {"hyphen", "for", "comma", "dash", "paren", "last", "next", "this", "that", "every", "approx"}
_NAMED_BEFORE = frozenset(["in", "of", "by", "since", "until", "from", "edge", "to", "between", "before", "after", "comma"])


@DATES.rule("(?P<e>EDGE)?(?P<m>MONTH)")
def _month(view: View, match: re.Match[str]) -> Sense | None:
    """Take a bare month; "May" and "March" are names and words too, so they need a word of time before them."""
    at = match.start("m")
    before, after = view.kind(at - 1), view.words[at + 1].text if at + 1 < len(view.words) else ""
    if view.words[at].kind == "maymonth":
        if before not in _BEFORE_MONTH - {"comma", "paren", "to", "dash"} or (
            before in ("and", "or", "for", "hyphen") and view.kind(at - 2) not in ("month", "maymonth", "edge")
        ):
            return None
        if view.kind(at + 1) == "possessive" or after.lower() in ("on", "against", "said", "has", "had", "will"):
            return None
    elif after[:1].isupper() and view.kind(at + 1) == "x" and before not in _NAMED_BEFORE:
        return None
    return month_sense(view, int(view.words[at].value), None, at)


_MEASURES_BEFORE = frozenset(["money", "number", "counted", "approx", "numberword", "hash"])
_YEAR_BEFORE = frozenset(["in", "since", "until", "by", "from", "before", "after", "between", "edge", "of", "to"])


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
        plural = after is not None and after.kind == "x" and after.text[:1].islower() and after.text.endswith("s")
        if plural or not 1900 <= year <= 2060:
            return None
    return dated(Point("Y", date(year, 1, 1)), "", True)


@DATES.rule("(?P<e>EDGE)?(?P<y>[year])[hyphen|dash|slashmark](?P<z>[year|day|number])(?![counted|hyphen|month|maymonth|unit|units])")
def _years(view: View, match: re.Match[str]) -> list[Found] | None:
    first, text = int(view.value(match, "y")), view.words[match.start("z")].text
    if len(text) not in (2, 4) or not text.isdigit():
        return None
    second = int(text) if len(text) == 4 else first - first % 100 + int(text)
    if not first < second < first + 200 or second > 2150:
        return None
    senses = [dated(Point("Y", date(year, 1, 1)), "", True) for year in (first, second)]
    return [Found(match.start(), match.end("y"), senses[0]), Found(match.start("z"), match.end(), senses[1])]


@DATES.rule("(?:(?P<d>DAYNO)[of]?)?(?P<m>MONTH)[of]?(?P<n>NUM)[bc]", "(?P<m>MONTH)(?P<d>DAYNO)[comma]?(?P<n>NUM)[bc]")
def _day_before_christ(view: View, match: re.Match[str]) -> Sense | None:
    year, month, day = view.number(match, "n"), int(view.value(match, "m")), int(view.value(match, "d") or 0)
    if not year.isdigit() or not 0 < int(year) < 10000:
        return None
    rest = f"-{month:02}" + (f"-{day:02}" if day else "")
    return Sense(TimexType.DATE, f"BC{int(year):04}{rest}", f"-{int(year) - 1:04}{rest}" if year != "1" else f"0000{rest}")


@DATES.rule("(?P<n>NUM)[bc]", "[ad](?P<n>NUM)", "(?P<n>NUM)[ad]", "(?P<n>NUM)[hyphen|dash|to|and](?P<m>NUM)[bc]")
def _era(view: View, match: re.Match[str]) -> Sense | list[Found] | None:
    """Read "264 BC"; EDTF counts a year 0, so that 264 BC is -0263."""
    groups = [g for g in ("n", "m") if match.groupdict().get(g)]
    numbers = [view.number(match, g) for g in groups]
    if not all(n.isdigit() and 0 < int(n) < 10000 for n in numbers):
        return None
    if "bc" not in (view.kind(match.end() - 1), view.kind(match.start())):
        return dated(Point("Y", date(int(numbers[0]), 1, 1)), "", True)
    senses = [Sense(TimexType.DATE, f"BC{int(n):04}", f"-{int(n) - 1:04}" if n != "1" else "0000") for n in numbers]
    if len(senses) == 1:
        return senses[0]
    ends = (match.end("n"), match.end())
    return [Found(match.start("n"), ends[0], senses[0]), Found(match.start("m"), ends[1], senses[1])]


@DATES.rule("(?P<e>EDGE)?[the]?(?P<d>[decade])")
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


@DATES.rule("(?P<e>EDGE)?[the]?(?P<n>[ordinal])[hyphen]?(?P<u>[unit|units])(?P<b>[bc])?")
def _century(view: View, match: re.Match[str]) -> Sense | None:
    n = int(view.value(match, "n"))
    if view.value(match, "u") != "CE" or not 2 <= n <= 30:
        return None
    if match.group("b"):
        return Sense(TimexType.DATE, f"BC{n - 1:02}")
    return dated(Point("CE", date((n - 1) * 100, 1, 1)), "", True)


@DATES.rule(
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


@DATES.rule("[fiscal](?P<y>[year])", "(?P<y>[fy])")
def _fiscal(view: View, match: re.Match[str]) -> Sense:
    digits = re.sub(r"\D", "", view.words[match.start("y")].text)
    return Sense(TimexType.DATE, f"FY{digits if len(digits) == 4 else '20' + digits}")


@DATES.rule(
    "(?P<e>EDGE)?[the]?(?P<s>SEASON)[of|comma]?[the]?(?P<y>[year])(?:[hyphen|dash|slashmark][day|number])?",
    "(?P<e>EDGE)?(?P<s>SEASON)[of]?(?P<r>[last|this|next])(?P<u>[unit])",
)
def _season_of_year(view: View, match: re.Match[str]) -> Sense | None:
    year = _int(view, match, "y") if match.groupdict().get("y") else relative_year(view, match)
    return dated(season_of(year, view.value(match, "s")), "", True) if year else None


@DATES.rule(
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
        return dated(season_of(view.last.start.year + int(view.value(match, "r") or 0) * (relative != "that"), season), "")
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


@DATES.rule("(?P<r>[last|next|this|previous])?(?P<h>[holiday])(?:[comma]?(?P<y>[year]))?")
def _holiday(view: View, match: re.Match[str]) -> Sense | None:
    entry = view.table.holidays[view.value(match, "h")]
    year = entry.year or _int(view, match, "y")
    if year is not None:
        return dated(Point("D", holiday_in(entry, year)), "", True)
    now = view.today("D")
    base = view.last.start if view.narrative and view.last else now
    if base is None:
        fixed = entry.weekday is None and entry.easter is None
        return dated(None, f"XXXX-{entry.month:02}-{entry.day:02}" if fixed else "XXXX-XX-XX")
    days = [holiday_in(entry, base.year + n) for n in (-1, 0, 1)]
    way = {"last": -1, "previous": -1, "next": 1}.get(view.kind(match.start("r")), 0) or view.towards(match.start("h"))
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
