"""A stretch of text that names a place: what it may mean, and what the words in and beside it say of it.

In come the text and the stretch; out comes `Named` with its candidates: as it stands, as a short form
("Tex."), without the words that say what it is ("Karak district", "the city of Homs") or which part of it
is meant ("northern Homs"), and last by loose spelling.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from reportedly.annotate.places.gazetteer import Candidate, Gazetteer, Level
from reportedly.annotate.places.resolution import Named
from reportedly.shapes import Span

_FIRST = (
    "province|governorate|oblast|state|krai|region|prefecture|emirate|canton|voivodeship|governate|muhafazat"
)
_SECOND = "county|district|parish|rayon|raion|municipality|borough|co|governorate|sub-district|township"
_TOWN = "city|town|village|suburb|neighborhood|neighbourhood|hamlet|capital|port|settlement|camp"

LEVELS_SAID = {
    **dict.fromkeys(_FIRST.split("|"), frozenset({Level.FIRST})),
    **dict.fromkeys(_SECOND.split("|"), frozenset({Level.SECOND})),
    **dict.fromkeys(_TOWN.split("|"), frozenset({Level.TOWN})),
    "governorate": frozenset({Level.FIRST, Level.SECOND}),
}
"""What a place is if this word stands after it, or before it with "of"."""

_KINDS = "|".join(sorted(LEVELS_SAID, key=len, reverse=True))
_AFTER = re.compile(
    rf"\s+({_KINDS}|provinces|governorates|districts|counties|regions|oblasts)\b(?!\s+of\b)", re.IGNORECASE
)
_SHARED = re.compile(
    r"(?:,\s+[A-Z][\w-]+(?:\s[A-Z][\w-]+)?)*,?\s+(?:and|or)\s+[A-Z][\w-]+(?:\s[A-Z][\w-]+)?\s+"
    r"(provinces|governorates|districts|counties|regions|oblasts|states|cities|towns|villages)\b"
)
"""One word for several names: "the Idlib and Hama provinces"."""
_CIVIC = re.compile(
    r"(?:['\u2019]s)?\s+(?:city\s+|town\s+|village\s+|fire\s+|police\s+)?(?:council\w*|police|fire(?:fighters)?|mayor|selectmen|aldermen"
    r"|(?:high|middle|elementary|grammar|primary)\s+school|chamber\s+of|(?:independent\s+)?school\s+district|residents?|suburbs?|hall)\b",
    re.IGNORECASE,
)
"""What towns have, and countries seldom under their bare name: "Lebanon police"."""
_BEFORE = re.compile(rf"\b({_KINDS})\s+of\s+(?:the\s+)?$", re.IGNORECASE)
_WITHIN_AFTER = re.compile(rf"(?<=\w)\s+(?:{_KINDS})\.?$", re.IGNORECASE)
_WITHIN_BEFORE = re.compile(
    rf"^(?:the\s+)?(?:(?:{_KINDS})\s+of|greater|downtown|metro|central)\s+", re.IGNORECASE
)
_SINGULAR = {word + "s": word for word in LEVELS_SAID} | {"counties": "county", "cities": "city"}
_SHORT = re.compile(r"(?:[A-Z][a-z]*\.\s?)+|[A-Z]{2,3}|[A-Z][a-z]{2,4}\.?")
DIRECTION = re.compile(
    r"^(?:the\s+)?(?:far\s+)?(?:(?:north|south|east|west)(?:ern)?(?:[- ]?(?:east|west|central)(?:ern)?)?"
    r"|central|upper|lower|inner|outer|mid)[\s-]+",
    re.IGNORECASE,
)
_FACILITY = re.compile(
    r"\s+(?:international\s+)?(?:airport|air\s?base|airbase|airfield|air\s+force\s+base|naval\s+base|dam|prison)$",
    re.IGNORECASE,
)
LARGE = 50_000
"""People that a place must have for its parts to be named after it: "West Side" is no part of Side."""

_TRIM = re.compile(r"^(?:the\s+)|(?:['\u2019]s?)$", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:(?:al|el)[- ]|(?:as|ar|ad|az|at|an|ash|ez|es)-)(?=\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reading:
    """Candidates by one way of reading a name.

    `part`: a part or the surroundings of it are meant; `guessed`: by loose spelling only.
    """

    candidates: tuple[Candidate, ...]
    part: bool = False
    guessed: bool = False


def named(text: str, span: Span, gazetteer: Gazetteer, guess: bool = True) -> Named:
    """Return what the stretch may mean; `guess` allows loose spelling."""
    words = text[span.start : span.end]
    read = read_name(words, gazetteer, guess)
    return Named(span, words, read.candidates, said(text, span), read.part, read.guessed)


def said(text: str, span: Span) -> frozenset[Level]:
    """Return the levels that the words beside or in the name say it has: "X province", "the city of X"."""
    after = _AFTER.match(text, span.end) or _SHARED.match(text, span.end)
    if after:
        word = after.group(1).lower()
        return LEVELS_SAID[_SINGULAR.get(word, word)]
    if _CIVIC.match(text, span.end):
        return LEVELS_SAID["town"]
    before = _BEFORE.search(text, max(0, span.start - 30), span.start)
    if before:
        return LEVELS_SAID[before.group(1).lower()]
    inside = _WITHIN_AFTER.search(text, span.start, span.end)
    return LEVELS_SAID.get(inside.group().strip(" .").lower(), frozenset()) if inside else frozenset()


@lru_cache(maxsize=1 << 15)
def read_name(words: str, gazetteer: Gazetteer, guess: bool = True) -> Reading:
    """Return the candidates of a name by the first way of reading it that gives any."""
    short = gazetteer.short_form(words) if _SHORT.fullmatch(words) else None
    if short:
        return Reading((short,))
    bare = _TRIM.sub("", _TRIM.sub("", words)).strip()
    for name in dict.fromkeys((words, bare)):
        found = gazetteer.find(name)
        if found:
            return Reading(found)
    for pattern, part in (
        (_WITHIN_AFTER, False),
        (_WITHIN_BEFORE, False),
        (_ARTICLE, False),
        (DIRECTION, True),
        (_FACILITY, True),
    ):
        less = pattern.sub("", bare)
        if less != bare and less:
            inner = read_name(less, gazetteer, guess=False)
            large = tuple(c for c in inner.candidates if not part or c.population >= LARGE or c.listed)
            if large:
                return Reading(large, part or inner.part)
    return Reading(gazetteer.find_loosely(bare) if guess else (), guessed=True)
