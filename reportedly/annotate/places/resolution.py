"""Which place a name means: all names of one document in, one choice each out, with its reasons.

Every candidate gets points for what speaks for it; `WEIGHTS` is the whole list. Some speak for it alone
(people live there, it is a country), some depend on the other names of the document: names of one story
lie near each other (spatial minimality: Leidner, Toponym Resolution in Text, 2008), and a name keeps one
sense in a document (Gale, Church, Yarowsky 1992). Each name first votes, by how likely each of its
candidates is alone, for the areas and squares of the map that they lie in; then candidates are judged
again by the votes of the other names.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reportedly.annotate.places.gazetteer import Candidate, Level
from reportedly.annotate.places.spelling import key
from reportedly.shapes import Reason, Span

WEIGHTS = {
    "people": 0.7,  # for each tenfold number of people
    "country": 4.0,
    "first-level area": 1.5,
    "second-level area": -1.5,
    "listed": 8.0,  # stands in the lexicon of places
    "listed, not sure": 3.0,
    "named after its town": -3.0,  # without "province" or the like, the town is meant
    "own name": 1.0,  # not a side form of another
    "kind said": 10.0,  # "X county", "the city of X"
    "held": 9.0,  # the words after it say where it lies: "X, Texas"
    "holds": 6.0,  # it is what such words name
    "guessed": -4.0,  # found by loose spelling only
    "same country": 4.0,  # times the votes for its country
    "same area": 4.0,  # times the votes for its first-level area
    "near": 3.0,  # times the votes within about a degree
    "home": 1.0,  # the publisher's country
}
"""Points that speak for a candidate; chosen on the development corpora, to half a point."""

ROUNDS = 2
"""How often the names vote; more changes nothing."""

_BACKED = frozenset(
    ["held", "holds", "kind said", "listed", "listed, not sure", "same country", "same area", "near", "home"]
)
BACKED = 2.5
KNOWN_TOWN = 20_000
"""A town of fewer people is believed only where other words give it `BACKED` points."""

_ALONE = {
    Level.COUNTRY: "country",
    Level.FIRST: "first-level area",
    Level.SECOND: "second-level area",
}
_HOLDS = re.compile(
    r"\s*(?:,|\(|(?:\s+(?:neighbou?rhood|district|quarter|suburb|village|town|area|camp))?,?\s+in)\s+(?:the\s+)?"
    r"(?:(?:north|south|east|west|central)\w*\s+)?|\s*[,(]\s*"
)


@dataclass(frozen=True, slots=True)
class Named:
    """A name as it stands in the text, what it may mean, and the levels that the words beside it say it has.

    `part`: a part of the place, or its surroundings, is meant ("northern Homs"). `guessed`: found by loose
    spelling only. `embedded`: it stands inside the name of a body ("Homs Police").
    """

    span: Span
    name: str
    candidates: tuple[Candidate, ...]
    said: frozenset[Level] = frozenset()
    part: bool = False
    guessed: bool = False
    embedded: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """The place chosen for a name, with each reason and its points."""

    named: Named
    candidate: Candidate
    reasons: tuple[Reason, ...]

    @property
    def lonely(self) -> bool:
        """Whether nothing but the name speaks for a place that few people know."""
        backed = sum(float(r.detail) for r in self.reasons if r.rule in _BACKED)
        return (
            self.candidate.level is Level.TOWN and self.candidate.population < KNOWN_TOWN and backed < BACKED
        )


@dataclass
class _Sense:
    """All mentions of one name: its candidates, their points alone, and their likelihood."""

    candidates: tuple[Candidate, ...]
    reasons: list[dict[str, float]]
    likely: list[float]

    def judge(self, votes: _Votes | None) -> list[dict[str, float]]:
        """Return the points of each candidate, those by the other names' votes included."""
        if votes is None:
            return self.reasons
        own = _Votes.of([self])
        return [
            alone | {rule: WEIGHTS[rule] * share for rule, share in votes.shares(c, own)}
            for alone, c in zip(self.reasons, self.candidates, strict=True)
        ]

    def weigh(self, judged: list[dict[str, float]]) -> None:
        """Turn points into likelihoods."""
        points = [sum(each.values()) for each in judged]
        best = max(points)
        shares = [math.exp(p - best) for p in points]
        self.likely = [share / sum(shares) for share in shares]


class _Votes:
    """How many names may lie in each country, first-level area and square of the map."""

    def __init__(self) -> None:
        self.countries: dict[str, float] = defaultdict(float)
        self.areas: dict[int, float] = defaultdict(float)
        self.squares: dict[tuple[int, int], float] = defaultdict(float)

    @classmethod
    def of(cls, senses: Sequence[_Sense]) -> _Votes:
        votes = cls()
        for sense in senses:
            countries: dict[str, float] = {}
            areas: dict[int, float] = {}
            squares: dict[tuple[int, int], float] = {}
            for c, p in zip(sense.candidates, sense.likely, strict=True):
                if p < 0.001:
                    continue
                if c.country:
                    countries[c.country] = countries.get(c.country, 0.0) + p
                if c.first:
                    areas[c.first] = areas.get(c.first, 0.0) + p
                if c.level > Level.FIRST:
                    square = (round(c.lat), round(c.lon))
                    squares[square] = squares.get(square, 0.0) + p
            for total, part in ((votes.countries, countries), (votes.areas, areas), (votes.squares, squares)):
                for place, p in part.items():
                    total[place] += p  # type: ignore[index]
        return votes

    def shares(self, c: Candidate, own: _Votes) -> list[tuple[str, float]]:
        """Return, for each rule, how strongly the names but one speak for a candidate: 0 to 1."""
        out = [
            (
                "same country",
                self.countries.get(c.country or "", 0.0) - own.countries.get(c.country or "", 0.0),
            )
        ]
        if c.first:
            out.append(("same area", self.areas.get(c.first, 0.0) - own.areas.get(c.first, 0.0)))
        if c.level > Level.FIRST:
            lat, lon = round(c.lat), round(c.lon)
            around = [(lat + i, lon + j) for i in (-1, 0, 1) for j in (-1, 0, 1)]
            out.append(("near", sum(self.squares.get(s, 0.0) - own.squares.get(s, 0.0) for s in around)))
        return [(rule, votes / (votes + 1)) for rule, votes in out if votes > 0.01]


def resolve(
    text: str, names: Sequence[Named], leanings: Mapping[str, float] | None = None, home: str | None = None
) -> tuple[Choice | None, ...]:
    """Return the choice for each name, in order, None where a name has no candidate.

    `names` are in reading order. `leanings`: what else speaks for each country, in votes; `home`: the
    publisher's country; both by ISO 3166-1 alpha-3.
    """
    holders, holding = _holders(text, names)
    by_key = [key(named.name) for named in names]
    mentions: dict[str, list[int]] = defaultdict(list)
    for i, named in enumerate(names):
        if named.candidates:
            mentions[by_key[i]].append(i)
    senses = {
        k: _Sense(names[same[0]].candidates, _alone(names[same[0]], [holders[i] for i in same], home), [])
        for k, same in mentions.items()
    }
    everyone = list(senses.values())
    for sense in everyone:
        sense.weigh(sense.reasons)
    for _ in range(ROUNDS):
        votes = _Votes.of(everyone)
        for country, weight in (leanings or {}).items():
            votes.countries[country] += weight
        judged = [sense.judge(votes) for sense in everyone]
        for sense, points in zip(everyone, judged, strict=True):
            sense.weigh(points)
    final = dict(zip(senses, judged, strict=True)) if everyone else {}
    return tuple(
        _choose(named, senses[k], final[k], holders[i], holding[i]) if named.candidates else None
        for i, (k, named) in enumerate(zip(by_key, names, strict=True))
    )


def _alone(named: Named, holders: Sequence[Sequence[Candidate]], home: str | None) -> list[dict[str, float]]:
    out = []
    for c in named.candidates:
        points = {"people": WEIGHTS["people"] * math.log10(c.population + 1)} if c.population else {}
        if c.listed or c.precision == 7:
            points["listed"] = WEIGHTS["listed"]
        elif c.unsure:
            points["listed, not sure"] = WEIGHTS["listed, not sure"]
        if c.level in _ALONE:
            points[_ALONE[c.level]] = WEIGHTS[_ALONE[c.level]]
        if any(_gives_name(other, c) for other in named.candidates):
            points["named after its town"] = WEIGHTS["named after its town"]
        if named.guessed:
            points["guessed"] = WEIGHTS["guessed"]
        if c.own:
            points["own name"] = WEIGHTS["own name"]
        if any(_holds(holder, c) for group in holders for holder in group):
            points["held"] = WEIGHTS["held"]
        if home and c.country == home:
            points["home"] = WEIGHTS["home"]
        out.append(points)
    return out


def _gives_name(town: Candidate, area: Candidate) -> bool:
    """Whether an area bears the name of a town in it that holds a good part of its people."""
    inside = area.id in (town.first, town.second) and town.level is Level.TOWN
    return inside and area.level in (Level.FIRST, Level.SECOND) and town.population * 5 >= area.population * 2


def _choose(
    named: Named,
    sense: _Sense,
    judged: list[dict[str, float]],
    holders: Sequence[Candidate],
    holding: frozenset[Candidate],
) -> Choice:
    """Choose the best candidate; what the words beside this very mention say goes before the rest."""
    best, reasons = None, {}
    for c, points in zip(sense.candidates, judged, strict=True):
        here = dict(points)
        if c.level in named.said:
            here["kind said"] = WEIGHTS["kind said"]
            here.pop("named after its town", None)
        if any(_holds(holder, c) for holder in holders):
            here["held"] = 2 * WEIGHTS["held"]
        if c in holding:
            here["holds"] = WEIGHTS["holds"]
        if best is None or sum(here.values()) > sum(reasons.values()):
            best, reasons = c, here
    assert best
    ordered = sorted(reasons.items(), key=lambda item: -item[1])
    return Choice(named, best, tuple(Reason(rule, f"{points:.1f}") for rule, points in ordered))


def _holders(
    text: str, names: Sequence[Named]
) -> tuple[list[tuple[Candidate, ...]], list[frozenset[Candidate]]]:
    """Return, for each name, what the name right after it may mean, if it says where it lies ("X, Texas").

    And, for each name, which of its own candidates so hold the name before. A county holds only as such:
    "Hamilton, Madison and Montgomery" is a list.
    """
    held: list[tuple[Candidate, ...]] = [() for _ in names]
    holding: list[frozenset[Candidate]] = [frozenset() for _ in names]
    for i in range(len(names) - 2, -1, -1):
        here, after = names[i], names[i + 1]
        if _HOLDS.fullmatch(text[here.span.end : after.span.start]):
            holders = tuple(
                h
                for h in after.candidates
                if (h.level is not Level.SECOND or h.level in after.said)
                and any(_holds(h, c) for c in here.candidates)
            )
            held[i] = holders + (held[i + 1] if holders else ())
            holding[i + 1] = frozenset(holders)
    return held, holding


def _holds(holder: Candidate, c: Candidate) -> bool:
    """Whether one place is an area that the other lies in."""
    if holder.level >= c.level or holder.country != c.country or holder.country is None:
        return False
    if holder.level is Level.FIRST:
        return c.first == holder.id
    return holder.level is Level.COUNTRY or c.second == holder.id
