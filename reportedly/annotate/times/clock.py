"""Rules for times of day: clocks ("5:30 p.m.", "0800 GMT", "noon") and parts of the day ("the morning").

A rule gives the time alone; `timejoin` puts it on its day.
"""

from __future__ import annotations

import re

from reportedly.annotate.times.grammar import Grammar, Sense, View
from reportedly.shapes import TimexType

CLOCK = Grammar()
_HOURS = re.compile(r"(\d{1,2})(?:[:.](\d\d))?(?::(\d\d))?\s?([AaPp])?")


def _time(clock: str) -> Sense:
    return Sense(TimexType.TIME, clock, clock=clock)


def _zone(view: View, match: re.Match[str]) -> str:
    """Return "Z" for universal time; other zones are left out, as TIMEX3 values are local."""
    return "Z" if match.groupdict().get("z") and view.value(match, "z") == "Z" else ""


@CLOCK.rule("(?P<a>[approx|edge])?(?P<t>(?P<c>[clock])(?P<z>[zone]+)?)")
def _clock(view: View, match: re.Match[str]) -> Sense | None:
    text = view.words[match.start("c")].text
    read = _HOURS.match(text)
    if read is None:
        return None
    hour, minute = int(read[1]), int(read[2] or 0)
    if read[4]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if read[4].lower() == "p" else 0)
    elif view.kind(match.start("c") - 1) in ("hyphen", "dash") or view.kind(match.end("c")) in (
        "hyphen",
        "dash",
    ):
        return None
    if hour > 24 or minute > 59:
        return None
    return _time(f"T{hour:02}:{minute:02}" + (f":{read[3]}" if read[3] else "") + _zone(view, match))


@CLOCK.rule("(?P<n>[year|number])(?:[x])?(?P<z>[zone]+)")
def _military(view: View, match: re.Match[str]) -> Sense | None:
    text = view.words[match.start("n")].text
    if not re.fullmatch(r"[0-2]\d[0-5]\d", text) or text > "2400":
        return None
    if match.end("n") + 1 < match.end() and view.lower(match.end("n")) not in ("hours", "hrs"):
        return None
    return _time(f"T{text[:2]}:{text[2:]}{_zone(view, match)}")


@CLOCK.rule("(?P<t>(?P<n>[numberword|day])[oclock](?:[in][the](?P<p>[daypart]))?)")
def _oclock(view: View, match: re.Match[str]) -> Sense | None:
    hour = int(view.number(match, "n"))
    if not 1 <= hour <= 12:
        return None
    return _time(f"T{hour + 12 * (view.value(match, 'p') in ('AF', 'EV') and hour < 12):02}:00")


@CLOCK.rule(
    "[at|by|until|since|before|after|approx|from|to|between|and](?P<t>(?P<n>[noon])(?P<z>[zone])?)",
    "(?P<t>(?P<n>[noon])(?P<z>[zone])?)(?=[weekday|on])",
)
def _noon(view: View, match: re.Match[str]) -> Sense:
    return _time(f"T{view.value(match, 'n')}{_zone(view, match)}")


@CLOCK.rule(
    "[at|by|until|since|before|after|from](?P<t>[edge]?(?P<p>[dawn]))",
    "(?P<t>[the][edge]?(?P<p>[daypart]))",
    "(?P<t>[edge][hyphen]?(?P<p>[daypart]))",
    "[in|at|by|until](?P<t>(?P<p>[daypart]))",
)
def _part(view: View, match: re.Match[str]) -> Sense:
    return _time(f"T{view.value(match, 'p')}")
