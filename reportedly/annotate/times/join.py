"""What times say together: a clock gets its day, a range its interval, "since" its open end.

In come what the rules found in one paragraph; out comes the same with joined expressions made one
("5 p.m. on Tuesday"), times of day put on their day, and EDTF intervals widened.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reportedly.annotate.times.grammar import Found, Sense, View
from reportedly.annotate.times.values import FINENESS, UNKNOWN, Point
from reportedly.annotate.times.words import Words
from reportedly.shapes import TimexType

_CLOCK_THEN_DAY = {(), ("on",), ("of",), ("in",), ("comma",)}
_DAY_THEN_CLOCK = {(), ("at",), ("approx",), ("at", "approx")}
_RANGES = {"from": ("to", "until", "hyphen", "dash"), "between": ("and", "hyphen", "dash")}


def join(view: View, stretch: Words, found: Sequence[Found], before: Point | None) -> list[Found]:
    """Join a paragraph's times; `before` is the time last mentioned before it."""
    return _intervals(stretch, _on_days(view, stretch, _merged(stretch, found), before))


def _between(stretch: Words, left: Found, right: Found) -> tuple[str, ...]:
    return tuple(word.kind for word in stretch.words[left.last : right.first])


def _is_day(sense: Sense) -> bool:
    return (
        sense.type is TimexType.DATE
        and not sense.clock
        and ((sense.point is not None and sense.point.unit == "D") or sense.value.count("-") == 2)
    )


def _floating(sense: Sense) -> bool:
    return sense.type is TimexType.TIME and sense.point is None and sense.value == sense.clock


def _merged(stretch: Words, found: Sequence[Found]) -> list[Found]:
    out: list[Found] = []
    for one in found:
        left = out[-1] if out else None
        if left is not None and left.last <= one.first:
            gap = _between(stretch, left, one)
            if _floating(left.sense) and _is_day(one.sense) and gap in _CLOCK_THEN_DAY - {("comma",)}:
                out[-1] = Found(left.first, one.last, _put(left.sense, one.sense))
                continue
            if _is_day(left.sense) and _floating(one.sense) and gap in _DAY_THEN_CLOCK:
                out[-1] = Found(left.first, one.last, _put(one.sense, left.sense))
                continue
            if (
                _floating(one.sense)
                and left.sense.clock[1:3] in ("MO", "AF", "EV", "NI")
                and gap in _DAY_THEN_CLOCK
                and left.sense.point is not None
            ):
                day = Sense(TimexType.DATE, left.sense.value.split("T")[0], point=left.sense.point)
                out[-1] = Found(left.first, one.last, _put(one.sense, day))
                continue
        out.append(one)
    return out


def _put(time: Sense, day: Sense) -> Sense:
    """Return a time of day on a day."""
    edtf = day.point.edtf() if day.point else None
    clock = time.clock
    if edtf and ":" in clock and not clock.startswith("T24"):
        zone = "Z" if clock.endswith("Z") else ""
        hours = clock.rstrip("Z")
        edtf += (hours if hours.count(":") == 2 else hours + ":00") + zone
    return Sense(TimexType.TIME, day.value + clock, edtf, day.point, clock)


def _on_days(view: View, stretch: Words, found: Sequence[Found], before: Point | None) -> list[Found]:
    """Put times of day on the day named in their sentence, else on the last mentioned, else on today."""
    out: list[Found] = []
    last = before
    for at, one in enumerate(found):
        if one.sense.point is not None and one.sense.point.unit == "D":
            last = one.sense.point
        if not _floating(one.sense):
            out.append(one)
            continue
        near = _named_near(stretch, found, at) or last
        if near is None and not view.narrative and (now := view.today("D")):
            near = Point("D", now)
        day = Sense(TimexType.DATE, near.timex() if near else UNKNOWN["D"], point=near)
        out.append(replace(one, sense=_put(one.sense, day)))
    return out


def _named_near(stretch: Words, found: Sequence[Found], at: int) -> Point | None:
    """Return the day named next to a time of day in its sentence, before it rather than after."""
    for others in (reversed(found[:at]), found[at + 1 :]):
        for other in others:
            first, second = (other, found[at]) if other.first < found[at].first else (found[at], other)
            if "stop" in _between(stretch, first, second):
                break
            if _is_day(other.sense) and other.sense.point is not None:
                return other.sense.point
    return None


def _intervals(stretch: Words, found: Sequence[Found]) -> list[Found]:
    """Give both ends of a range its interval, and what follows "since" and "until" an open one."""
    out = list(found)
    done: set[int] = set()
    for at in range(len(out) - 1):
        left, right = out[at], out[at + 1]
        gap = _between(stretch, left, right)
        opener = stretch.words[left.first - 1].kind if left.first else ""
        if len(gap) == 1 and (gap[0] in _RANGES.get(opener, ()) or gap[0] in ("hyphen", "dash")):
            span = _span(left.sense, right.sense)
            if span:
                out[at] = replace(left, sense=replace(left.sense, edtf=span))
                out[at + 1] = replace(right, sense=replace(right.sense, edtf=span))
                done |= {at, at + 1}
    for at, one in enumerate(out):
        edtf = one.sense.edtf
        opener = stretch.words[one.first - 1].kind if one.first else ""
        if at in done or edtf is None or one.sense.type not in (TimexType.DATE, TimexType.TIME):
            continue
        if opener in ("since", "until"):
            first, last = edtf.split("/")[0] or "..", edtf.split("/")[-1] or ".."
            span = f"{first}/.." if opener == "since" else f"../{last}"
            out[at] = replace(one, sense=replace(one.sense, edtf=span))
    return out


def _span(left: Sense, right: Sense) -> str | None:
    ends = (left.edtf, right.edtf)
    if left.type is not right.type or left.point is None or right.point is None or None in ends:
        return None
    if left.point.start > right.point.start or FINENESS[right.point.unit] < FINENESS[left.point.unit] - 2:
        return None
    return None if any("/" in str(e) for e in ends) else f"{left.edtf}/{right.edtf}"
