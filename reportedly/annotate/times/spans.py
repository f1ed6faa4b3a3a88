"""Rules for how long and how often: durations ("four-year", "nearly two hours") and sets ("every Friday").

Neither lies anywhere on the calendar by itself, so their EDTF is null.
"""

from __future__ import annotations

import re

from reportedly.annotate.times.grammar import Found, Grammar, Sense, View
from reportedly.annotate.times.values import length
from reportedly.shapes import TimexType

SPANS = Grammar()
_ANY = "[unit|units|fortnight]"


def _duration(n: str, unit: str) -> Sense:
    return Sense(TimexType.DURATION, length(n, unit))


def _double(n: str, word: str) -> str:
    """A fortnight is two weeks."""
    return str(2 * int(n)) if word.lower().startswith("fortnight") and n.isdigit() else n


@SPANS.rule(
    f"[the|a]?(?P<t>(?P<a>[approx|some]*)(?P<n>NUM)[hyphen]?(?P<h>[andahalf])?[hyphen]?(?P<s>[stretch]*)[hyphen]?(?P<u>{_ANY})(?:[hyphen]?[old])?)",
)
def _number_of_units(view: View, match: re.Match[str]) -> Sense | None:
    """Read "two and a half years", "a 10-day trip", "36-year-old"."""
    n, unit = view.number(match, "n"), view.value(match, "u")
    if view.kind(match.start("n") - 1) == "money":
        return None
    first = view.words[match.start("n")]
    if match.group("h"):
        n = f"{n}.5"
    before = view.kind(match.start("n") - 1)
    four = unit == "H" and len(first.text) == 4 and first.text.isdigit()
    if four and (first.text[0] == "0" or before in ("at", "by", "until", "from", "since")):
        # "at 0530 hours" is a time of day.
        clock = f"T{first.text[:2]}:{first.text[2:]}"
        return Sense(TimexType.TIME, clock, clock=clock)
    single = view.kind(match.start("u")) == "unit" and n not in ("1", "0")
    hyphened = any(view.kind(i) == "hyphen" for i in range(match.start("n"), match.end("u")))
    if single and not hyphened and (unit in ("CE", "ML") or first.kind == "year"):
        return None
    return _duration(_double(n, view.words[match.start("u")].text), unit)


@SPANS.rule(
    "(?P<a>[approx]*)(?P<n>[a])[stretch]*(?P<u>[unit|fortnight])(?P<h>[andahalf])?(?:[hyphen][old])?",
    "(?P<a>[approx]*)[a]?(?P<f>[half])[hyphen]?[a]?[hyphen]?(?P<u>[unit])",
)
def _one_unit(view: View, match: re.Match[str]) -> Sense | None:
    """Read "a day", "half an hour", "a year and a half"; after an amount "a day" says how often."""
    unit, groups = view.value(match, "u"), match.groupdict()
    if groups.get("f"):
        halves = {"H": ("30", "MIN"), "Y": ("6", "M"), "DE": ("5", "Y"), "CE": ("50", "Y"), "D": ("12", "H")}
        n, unit = halves.get(unit, ("0.5", unit))
        return _duration(n, unit)
    n = _double("1", view.words[match.start("u")].text)
    if groups.get("h"):
        return _duration("1.5", unit)
    if not groups.get("a") and match.end() - match.start() == 2 and _is_rate(view, match.start()):
        return Sense(TimexType.SET, length(n, unit))
    return _duration(n, unit)


def _is_rate(view: View, at: int) -> bool:
    """Whether what stands before "a day" is an amount: a number, "million", a plural after a number."""
    before, word = view.kind(at - 1), view.lower(at - 1)
    if before in ("number", "counted", "year", "day", "numberword", "units", "times", "once"):
        return True
    amount = view.kind(at - 2) in ("number", "year", "day", "numberword", "money", "vague")
    return word in ("million", "billion", "trillion", "bn", "m") or (
        before == "x" and word.endswith("s") and amount
    )


@SPANS.rule("(?P<a>[approx]*)(?P<v>[vague|some])?[stretch]*(?P<u>[units])(?:[hyphen][old])?")
def _units(view: View, match: re.Match[str]) -> Sense | None:
    """Read "several months", "for years", "decades-long"."""
    unit = view.value(match, "u")
    bare = not match.group("v")
    if bare and unit == "S":
        return None
    if (
        bare
        and match.end() - match.start() == 1
        and view.kind(match.start() - 1) in ("possessive", "hyphen", "ordinal")
    ):
        return None
    return _duration("X", unit)


@SPANS.rule("(?P<n>NUM)(?P<s>[stretch]*)(?P<u>[quarters])(?![of])")
def _quarters(view: View, match: re.Match[str]) -> Sense:
    return _duration(view.number(match, "n"), "Q")


@SPANS.rule("(?P<u>[unit])[hyphen](?P<o>[old])")
def _unit_long(view: View, match: re.Match[str]) -> Sense:
    return _duration("1", view.value(match, "u"))


@SPANS.rule("(?P<w>[whole])")
def _whole(view: View, match: re.Match[str]) -> Sense:
    return _duration("1", view.value(match, "w"))


@SPANS.rule(
    f"(?P<a>[approx|some]*)(?P<n>NUM)[hyphen]?(?:[to|or|hyphen|dash|and])(?P<m>NUM)[hyphen]?(?P<s>[stretch]*)(?P<u>{_ANY})(?:[hyphen][old])?"
)
def _between(view: View, match: re.Match[str]) -> list[Found] | None:
    """Read "between 60 and 90 days", "two or three years" as two durations of one unit."""
    first, second = view.number(match, "n"), view.number(match, "m")
    if float(second) <= float(first):
        return None
    if view.kind(match.end("n")) in ("and",) and view.kind(match.start() - 1) != "between":
        return None
    unit = view.value(match, "u")
    return [
        Found(match.start(), match.end("n"), _duration(first, unit)),
        Found(match.start("m"), match.end(), _duration(second, unit)),
    ]


@SPANS.rule(
    "[the](?P<t>[ordinal|final](?P<n>NUM|[vague])[stretch]*(?P<u>[units]))",
    "(?P<t>[previous|following](?P<n>NUM|[vague])[stretch]*(?P<u>[units]))",
)
def _first_units(view: View, match: re.Match[str]) -> Sense:
    return _duration(view.number(match, "n"), view.value(match, "u"))


_SETS = {"WE": "XXXX-WXX-WE", "SP": "XXXX-SP", "SU": "XXXX-SU", "FA": "XXXX-FA", "WI": "XXXX-WI", "Q": "P3M"}


@SPANS.rule(
    f"(?P<e>[every|each])(?P<n>NUM|[ordinal|vague])?(?P<u>{_ANY}|[weekday|daypart|season|fall|weekend|quarter|month|maymonth])(?P<p>[daypart])?"
)
def _every(view: View, match: re.Match[str]) -> Sense | None:
    at = match.start("u")
    kind, value = view.kind(at), view.value(match, "u")
    part = view.value(match, "p")
    if kind == "weekday":
        return Sense(TimexType.SET, f"XXXX-WXX-{value}" + (f"T{part}" if part else ""))
    if kind == "daypart":
        return Sense(TimexType.SET, f"XXXX-XX-XXT{value}")
    if kind in ("month", "maymonth"):
        return Sense(TimexType.SET, f"XXXX-{int(value):02}")
    if value in _SETS:
        return Sense(TimexType.SET, _SETS[value])
    n = match.group("n") and (
        view.number(match, "n") if view.kind(match.start("n")) != "ordinal" else view.value(match, "n")
    )
    return Sense(TimexType.SET, length(_double(n or "1", view.words[at].text), value))


@SPANS.rule("(?P<o>[often])")
def _often(view: View, match: re.Match[str]) -> Sense:
    return Sense(TimexType.SET, view.value(match, "o"))


@SPANS.rule(
    "(?:[once|often]|(?:NUM|[vague])[times])(?:[a|per|every|each])(?P<u>[unit|fortnight])",
    "[per](?P<u>[unit])",
)
def _times(view: View, match: re.Match[str]) -> Sense:
    return Sense(
        TimexType.SET, length(_double("1", view.words[match.start("u")].text), view.value(match, "u"))
    )


@SPANS.rule("(?P<w>[weekdays])(?P<p>[dayparts])?", "(?P<w>[weekday])(?P<p>[dayparts])", "(?P<w>[weekends])")
def _weekdays(view: View, match: re.Match[str]) -> Sense:
    part = view.value(match, "p") if match.groupdict().get("p") else ""
    if view.kind(match.start("w")) == "weekends":
        return Sense(TimexType.SET, "XXXX-WXX-WE")
    return Sense(TimexType.SET, f"XXXX-WXX-{view.value(match, 'w')}" + (f"T{part}" if part else ""))
