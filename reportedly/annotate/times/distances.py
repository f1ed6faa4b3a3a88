"""Rules for distances from a time, and for references that have no date: two weeks ago, the past year, now.

"Two weeks ago" and "the past 10 days" go by the publication date; "three days later" by the time last
mentioned in the text, and by publication where there is none.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from reportedly.annotate.times.grammar import ENDING, Grammar, Sense, View, base, dated, unknown, within
from reportedly.annotate.times.values import Point, length, step, stretch
from reportedly.shapes import TimexType

DISTANCES = Grammar()


_AMOUNT = "(?P<n>NUM|[a|vague|some|half])"
_DISTANCE = (
    f"(?P<a>[approx|some]*){_AMOUNT}(?P<h>[andahalf])?[hyphen]?[stretch]?"
    "(?P<u>[unit|units|fortnight])(?P<b>[andahalf])?"
)


@DISTANCES.rule(
    f"{_DISTANCE}(?P<g>[ago])",
    f"{_DISTANCE}(?P<g>[earlier|later|before|after])(?![this|last|next|that])",
    "(?P<u>[units])(?P<g>[ago])",
)
def _distance(view: View, match: re.Match[str]) -> Sense | None:
    """Read "two weeks ago", "three days later"; before and after an event it is only how long."""
    unit, kind = view.value(match, "u"), view.kind(match.start("g"))
    has_amount = bool(match.groupdict().get("n"))
    n = view.number(match, "n") if has_amount and view.kind(match.start("n")) not in ("a", "half") else "1"
    if not has_amount or n == "X":
        if kind == "ago":
            return Sense(TimexType.DATE, "PAST_REF", _unknown_past(view))
        return None
    half = view.kind(match.start("n")) == "half"
    if kind == "later" and view.lower(match.end()) == "than":
        return None
    if kind in ("before", "after") and (view.kind(match.end()) not in ENDING or unit in ("H", "MIN")):
        return None
    way = -1 if kind in ("ago", "earlier", "before") else 1
    day = view.today("D" if unit in ("H", "MIN", "D", "W") else unit) if kind == "ago" else base(view, unit)
    if unit in ("H", "MIN"):
        return _hours(day, n, way, kind) if not half else None
    if view.narrative and kind != "ago":
        day = view.last.start if view.last else None
    if half or match.groupdict().get("h") or match.groupdict().get("b"):
        months = {"Y": 12, "DE": 120}.get(unit)
        if months is None or day is None:
            return unknown(unit) if months else None
        total = months // 2 if half else int(n) * months + months // 2
        return dated(Point.holding("M", step(day, "M", way * total)), "")
    if day is None:
        return unknown(unit)
    return _moved(day, unit, way * int(float(n)), n)


def _moved(day: date, unit: str, shift: int, n: str) -> Sense:
    """Return the unit n units on; a week is dated by its own day, which is only about right."""
    if "." in n:
        return unknown(unit)
    moved = step(day, unit, shift)
    sense = dated(Point.holding(unit, moved), "")
    return replace(sense, edtf=f"{moved}~", point=Point("D", moved)) if unit == "W" else sense


def _hours(day: date | None, n: str, way: int, kind: str) -> Sense | None:
    if kind != "ago" or day is None:
        return Sense(TimexType.DURATION, length(n, "H")) if kind == "ago" else None
    return within(dated(Point("D", day), ""), "XX")


def _unknown_past(view: View) -> str | None:
    now = view.today("D")
    return f"/{now}" if now else None


def past_stretch(view: View, n: str, unit: str, sign: int) -> Sense:
    """Return a duration that ends or begins with publication ("the past 10 days"), as an interval."""
    now = view.today("D")
    span = stretch(now, unit, int(float(n)), sign) if now and n != "X" and not view.narrative else None
    if n == "X" and now and not view.narrative:
        span = f"/{now}" if sign < 0 else f"{now}/"
    return Sense(TimexType.DURATION, length(n, unit), span)


@DISTANCES.rule(
    "[the]?(?P<r>[last|past|next|coming])(?P<a>[approx|some]*)(?P<n>NUM|[vague|some])[hyphen]?(?P<s>[stretch]*)(?P<u>[units|unit|weekends|quarters])(?![old])",
    "[the|these]?(?P<r>[last|past|next|coming])(?P<n>[vague]?)(?P<u>[units])",
    "[the]?(?P<r>[past|next])(?P<n>[a]?)[half]?(?P<u>[unit])[andahalf]",
)
def _stretch(view: View, match: re.Match[str]) -> Sense | None:
    unit, n = view.value(match, "u"), match.group("n") and view.number(match, "n")
    n = n or "X"
    relative = view.kind(match.start("r"))
    if unit == "WE" or (relative == "coming" and n == "X"):
        return _reference(view, "FUTURE_REF") if relative == "coming" else None
    sign = -1 if relative in ("last", "past") else 1
    if unit == "Q" and n != "X":
        sense = past_stretch(view, str(3 * int(float(n))), "M", sign)
        return replace(sense, value=f"P{n}Q")
    return past_stretch(view, n, unit, sign)


@DISTANCES.rule(
    "[the|these]?(?P<t>[recent](?P<u>[units|quarters|weekends|decade])?)",
    "(?P<t>[recent])[x]",
    "[the]?(?P<t>[recent]MONTH?)",
)
def _recent(view: View, match: re.Match[str]) -> Sense | None:
    return _reference(view, "PAST_REF")


def _reference(view: View, value: str) -> Sense:
    now = view.today("D")
    span = {"PRESENT_REF": f"{now}", "PAST_REF": f"/{now}", "FUTURE_REF": f"{now}/"}[value] if now else None
    return Sense(TimexType.DATE, value, span)


@DISTANCES.rule(
    "(?P<w>[reference])",
    "[the](?P<w>[past])(?![x|units|unit|hyphen|number|numberword])",
    "(?P<w>[this])(?=[x])",
)
def _references(view: View, match: re.Match[str]) -> Sense | None:
    at = match.start("w")
    word = view.words[at]
    if word.kind == "past":
        return _reference(view, "PAST_REF")
    if word.kind == "this":
        return _reference(view, "PRESENT_REF") if word.text.lower() == "current" else None
    if view.kind(at + 1) == "hyphen" or (word.text.lower() == "soon" and view.towards(at) < 0):
        return None
    return _reference(view, word.value)
