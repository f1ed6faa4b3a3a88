"""How many civilians an article says were killed in the event that it is about.

In comes a `Reading`; its counts answer, and its entities say who is a fighter ("47 leaders of the Front").
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from reportedly.shapes import Count, CountRole, EntityKind, Reading

_FIGHTERS = re.compile(
    r"\b(?:rebel|fighter|militant|soldier|troop|terrorist|jihad|militia|gunm[ae]n|insurgent|officer|police|guard"
    r"|command|mercenar|takfiri|isis|isil|daesh|nusra|islamist|extremist|force|personnel|combatant|bomber"
    r"|general|airm[ae]n|crewm[ae]n|pilot)",
    re.IGNORECASE,
)
_CIVILIANS = re.compile(
    r"\b(?:civilian|child|wom[ae]n|resident|student|pupil|villager|medic|doctor|journalist|worker|passenger|refugee|infant|girl|boy)",
    re.IGNORECASE,
)
_PART = re.compile(r"\b(?:including|among them|of whom|of them|of those)\b", re.IGNORECASE)
_AMONG = re.compile(r"\bamong the\b", re.IGNORECASE)
_OVER = re.compile(r"more than|over", re.IGNORECASE)
_LISTED = re.compile(r"[\s,]*(?:and)?\s*", re.IGNORECASE)
_RUNNING = re.compile(r"\b(?:since|so far|in total|civil war|uprising|conflict|overall)\b", re.IGNORECASE)


def civilians_killed(reading: Reading) -> str:
    """Answer how many civilians were killed in the event that the article is about.

    The first count of people killed tells the event. Of fighters: none. Of people in general: all of
    them, unless a count of civilians or of fighters among them follows in the same or the next sentence.
    """
    text = reading.document.text
    killed = [
        c
        for c in reading.counts
        if c.role is CountRole.KILLED and _size(c) is not None and not _total(c, text)
    ]
    if not killed:
        return "0"
    first = _main(killed, text)
    size = _size(first) or 0
    near = [c for c in killed if first.end <= c.start < first.end + 700]
    if _kind(first, reading) == "fighters":
        beside = [c for c in near if c.start - first.end < 40 and _kind(c, reading) == "civilians"]
        return str(_size(beside[0]) if beside else 0)
    if "civilian" in (first.of or "").lower():
        return str(size)
    if _kind(first, reading) == "civilians":  # "ten children and five women"
        listed = [c for c in near if c.of and _LISTED.fullmatch(text, first.end, c.start)][:1]
        return str(size + sum(_size(c) or 0 for c in listed if _kind(c, reading) != "fighters"))
    if (apart := _apart(size, near, reading)) is not None:
        return str(apart)
    for other in near:
        part = _size(other) or 0
        kind = _kind(other, reading)
        if kind == "fighters" and part == size and first.of is None:
            return "0"  # the title's number, told again
        within = _PART.search(text[max(first.end, other.start - 24) : other.end])
        if part < size and (within or _AMONG.search(text, other.end, other.end + 30)):
            if kind == "civilians" and "civilian" in (other.of or "").lower():
                return str(part)
            if kind == "fighters":
                return str(size - part)
    return str(size)


def _apart(size: int, near: Sequence[Count], reading: Reading) -> int | None:
    """Return the civilians where those near are told apart into civilians and fighters that sum up."""
    for one in near:
        for two in near:
            kinds = (_kind(one, reading), _kind(two, reading))
            if kinds == ("civilians", "fighters") and (_size(one) or 0) + (_size(two) or 0) == size:
                return _size(one)
    return None


def _main(killed: Sequence[Count], text: str) -> Count:
    """Return the count that tells the event: the first, but the whole for its part, a number for "dozens"."""
    first = killed[0]
    for other in killed[1:]:
        between = text[first.end : other.start]
        if len(between) > 400:
            break
        value, size = _size(other) or 0, _size(first) or 0
        whole = len(between) < 30 and re.search(r"\bamong\b(?! them)", between)
        part = text[: first.start].rstrip().endswith("including")
        if (whole or part) and value > size:
            return other
        over = _OVER.match(text, first.start) and size % 10 == 0
        if over and size < value <= size * 1.3:
            return other  # "more than 40", then "45"
        if (
            first.best is None
            and other.best is not None
            and (first.low or 0) <= value <= (first.high or value)
        ):
            return other
    return first


def _size(count: Count) -> int | None:
    return count.best if count.best is not None else count.low


def _kind(count: Count, reading: Reading) -> str:
    """Sort a count by whom it counts: civilians, fighters, or people in general."""
    if count.of and _CIVILIANS.search(count.of):
        return "civilians"
    if count.of and _FIGHTERS.search(count.of):
        return "fighters"
    armed = [e for e in reading.entities if e.kind in (EntityKind.ARMED_GROUP, EntityKind.MILITARY)]
    spans = [span for entity in armed for span in entity.mentions]
    # "47 leaders of the Orin Front"
    return "fighters" if any(a < count.end and count.start < b for a, b in spans) else "people"


def _total(count: Count, text: str) -> bool:
    """Whether a count is the toll of the whole war: large, and said with "since" or the like."""
    return (_size(count) or 0) >= 2000 and bool(_RUNNING.search(text, count.end, count.end + 120))
