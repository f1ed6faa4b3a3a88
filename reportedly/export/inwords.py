"""What is said to have happened, put in words: kinds of event and tie, dates, places, numbers.

Rows' values go in; short English comes out, the uncertain named as uncertain and nothing added that the
row does not hold. PLOVER's names stay beside the words as a code.
"""

from __future__ import annotations

import re

from reportedly.export.wording import date
from reportedly.shapes import Count, CountRole, Event, EventType, Place, TieType, Time, TimexType

KINDS = {
    EventType.AGREE: "agreement or promise",
    EventType.CONSULT: "talks",
    EventType.SUPPORT: "support",
    EventType.COOPERATE: "cooperation",
    EventType.AID: "aid",
    EventType.CONCEDE: "concession",
    EventType.RETREAT: "retreat",
    EventType.REQUEST: "request",
    EventType.ACCUSE: "accusation",
    EventType.REJECT: "refusal",
    EventType.THREATEN: "threat",
    EventType.PROTEST: "protest",
    EventType.SANCTION: "sanction",
    EventType.MOBILIZE: "mobilisation",
    EventType.COERCE: "coercion",
    EventType.ASSAULT: "attack",
}

MODES = {
    (EventType.ACCUSE, "allege"): "accusation",
    (EventType.ACCUSE, "disapprove"): "criticism",
    (EventType.ACCUSE, "investigate"): "investigation",
    (EventType.ASSAULT, "abduct"): "abduction",
    (EventType.ASSAULT, "assassinate"): "assassination",
    (EventType.ASSAULT, "beat"): "beating",
    (EventType.ASSAULT, "cleansing"): "ethnic cleansing",
    (EventType.ASSAULT, "explosives"): "bombing",
    (EventType.ASSAULT, "firearms"): "shooting",
    (EventType.ASSAULT, "heavy-weapons"): "bombardment",
    (EventType.ASSAULT, "massacre"): "mass killing",
    (EventType.ASSAULT, "pro_autocracy"): "seizure of power",
    (EventType.ASSAULT, "seize"): "violent seizure",
    (EventType.ASSAULT, "sexual"): "sexual violence",
    (EventType.ASSAULT, "suicide-attack"): "suicide attack",
    (EventType.ASSAULT, "torture"): "torture",
    (EventType.ASSAULT, "unconventional"): "attack with unconventional weapons",
    (EventType.COERCE, "arrest"): "arrest or trial",
    (EventType.COERCE, "ban"): "ban",
    (EventType.COERCE, "censor"): "censorship",
    (EventType.COERCE, "curfew"): "curfew",
    (EventType.COERCE, "deport"): "deportation",
    (EventType.COERCE, "martial-law"): "martial law",
    (EventType.COERCE, "restrict"): "restriction",
    (EventType.COERCE, "seize"): "seizure",
    (EventType.CONSULT, "phone"): "phone call",
    (EventType.CONSULT, "visit"): "visit",
    (EventType.MOBILIZE, "militia"): "mobilisation of a militia",
    (EventType.MOBILIZE, "police"): "police deployment",
    (EventType.MOBILIZE, "troops"): "troop movement",
    (EventType.MOBILIZE, "weapons"): "arming",
    (EventType.PROTEST, "boycott"): "strike or boycott",
    (EventType.PROTEST, "demo"): "demonstration",
    (EventType.PROTEST, "hunger"): "hunger strike",
    (EventType.PROTEST, "obstruct"): "obstruction",
    (EventType.PROTEST, "riot"): "riot",
    (EventType.REJECT, "assist"): "refusal to help",
    (EventType.REJECT, "change"): "refusal to change",
    (EventType.REJECT, "meet"): "refusal to meet",
    (EventType.REJECT, "yield"): "refusal to yield",
    (EventType.REQUEST, "assist"): "request for help",
    (EventType.REQUEST, "change"): "demand for change",
    (EventType.REQUEST, "meet"): "request for talks",
    (EventType.REQUEST, "yield"): "demand to yield",
    (EventType.RETREAT, "access"): "access granted",
    (EventType.RETREAT, "ceasefire"): "ceasefire",
    (EventType.RETREAT, "disarm"): "disarmament",
    (EventType.RETREAT, "ease"): "easing",
    (EventType.RETREAT, "release"): "release",
    (EventType.RETREAT, "return"): "return",
    (EventType.RETREAT, "withdraw"): "withdrawal",
    (EventType.SANCTION, "discontinue"): "sanctions or cut-off",
    (EventType.SANCTION, "expel"): "expulsion",
    (EventType.SANCTION, "withdraw"): "ties cut or reduced",
    (EventType.THREATEN, "relations"): "threat to relations",
    (EventType.THREATEN, "restrict"): "threat of restrictions",
    (EventType.THREATEN, "violence"): "threat of violence",
}
"""Words for a type in one of its modes; a mode of the user's own falls back on the type's words."""

TIES = {
    TieType.ALLY_OF: "is an ally of",
    TieType.BACKS: "backs",
    TieType.OPPOSES: "opposes",
    TieType.PART_OF: "is part of",
    TieType.LEADS: "leads",
    TieType.ADVISES: "advises",
    TieType.CONTROLS: "controls",
}

NEARNESS = {
    1: "the place itself",
    2: "near there",
    3: "district level",
    4: "province level",
    5: "a region or border",
    6: "the country only",
    7: "not located",
}
"""UCDP's `where_prec` in words."""

_BESIDE = {3: "district level", 4: "province level", 7: "not located"}

_EDGES = {"border", "borders", "coast", "shore", "frontier", "outskirts"}

_BEYOND = re.compile(r"(?:north|south|east|west)\w* of ", re.IGNORECASE)
_DESCRIBED = re.compile(r"[a-z]+ ")
"""A place that is described and not named: "the west of Halden", "rural Halden"; "al-Halden" is a name."""

_FATES = {
    CountRole.KILLED: {"killed", "dead", "death", "deaths", "fatalities", "body", "bodies", "corpses"},
    CountRole.WOUNDED: {"wounded", "injured", "injury", "injuries"},
    CountRole.MISSING: {"missing"},
    CountRole.DISPLACED: {"displaced", "refugee", "refugees"},
    CountRole.DETAINED: {"detained", "detainee", "detainees", "prisoner", "prisoners", "arrest", "arrests"},
}
"""Words that say by themselves what became of those who are counted; other roles say nothing of it."""

_SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
_QUALIFIED = {"~": "about", "?": "perhaps", "%": "perhaps about"}
_SEASON = re.compile(r"(\d{4})-(2[1-4])", re.ASCII)


def kind(event: Event) -> str:
    """Return an event's type and mode in words."""
    return MODES.get((event.type, event.mode or ""), KINDS[event.type])


def code(event: Event) -> str:
    """Return PLOVER's name of an event's type and mode: "ASSAULT/firearms"."""
    return f"{event.type.value}/{event.mode}" if event.mode else event.type.value


def dated(edtf: str) -> str:
    """Return an EDTF date or interval in words; what is outside the forms that readings use as it stands."""
    if edtf.count("/") != 1:
        return _point(edtf)
    start, end = edtf.split("/")
    if start in ("", ".."):
        return f"up to {_point(end)}" if end not in ("", "..") else edtf
    if end in ("", ".."):
        return f"from {_point(start)} on"
    if start == end:
        return _point(start)
    first, last = _point(start).split(" "), _point(end).split(" ")
    # "21 to 28 May 2031", "21 September to 1 October 2031": what both ends share is said once, at the end.
    if len(first) == len(last) and first[0].isdecimal() == last[0].isdecimal():
        while len(first) > 1 and first[-1] == last[len(first) - 1]:
            first.pop()
    return f"{' '.join(first)} to {' '.join(last)}"


def _point(edtf: str) -> str:
    if edtf[-1:] in _QUALIFIED:
        return f"{_QUALIFIED[edtf[-1]]} {_point(edtf[:-1])}"
    season = _SEASON.fullmatch(edtf)
    if season:
        return f"{_SEASONS[season[2]]} {season[1]}"
    if re.fullmatch(r"\d{3}X", edtf, re.ASCII):
        return f"the {edtf[:3]}0s"
    if re.fullmatch(r"\d{1,2}X{2,3}", edtf, re.ASCII):
        return f"{edtf.replace('X', '0')} to {edtf.replace('X', '9')}"
    return date(edtf)


def when(time: Time, words: str) -> str:
    """Return when in words: the date that it comes to, or its own words where nothing anchors them."""
    return dated(time.edtf) if time.edtf else f"“{words}” ({undated(time)})"


def undated(time: Time) -> str:
    """Say what a time without a date is."""
    kinds = {TimexType.DURATION: "a length of time", TimexType.SET: "how often"}
    return kinds.get(time.timex3.type, "not dated")


def where(place: Place) -> str:
    """Return where in words, with how near the place is where that is not plain from its name."""
    if _BEYOND.match(place.name):
        return place.name
    if place.precision == 2 and not _DESCRIBED.match(place.name):
        return f"near {place.name}"
    at = "on" if _EDGES & set(place.name.casefold().split()) else "in"
    beside = _BESIDE.get(place.precision)
    return f"{at} {place.name}" + (f" ({beside})" if beside else "")


def amount(count: Count) -> str:
    """Return the range in figures: "36", "at least 36", "200 to 999"; empty where it has no figures."""
    low, best, high = (None if n is None else f"{n:,}" for n in (count.low, count.best, count.high))
    if low is not None and low == high:
        return low
    if low is not None and high is not None:
        span = f"{low} to {high}"
        return f"about {best} ({span})" if best not in (None, low, high) else span
    if low is not None:
        return f"at least {low}" + (f", about {best}" if best not in (None, low) else "")
    if high is not None:
        return f"at most {high}" + (f", about {best}" if best not in (None, high) else "")
    return f"about {best}" if best is not None else ""


def how_many(count: Count, words: str) -> str:
    """Return how many of whom, and what became of them."""
    figures = amount(count)
    if not figures:
        return f"“{words}”"
    of = count.of or ""
    said = _FATES.get(count.role, set()) & set(of.casefold().split())
    role = "" if said or count.role not in _FATES else count.role.value
    return " ".join(part for part in (figures, of, role) if part)
