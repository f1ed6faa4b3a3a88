"""A list of claims that can be worked with: search, facets, sort, pages of it.

All claims and what is asked go in; the claims that fit come out, with what else could be asked and how
many claims each choice would leave.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from reportedly.claim import Claim, Stance, Standing
from reportedly.select import listed, words
from reportedly.store.claims import Question
from reportedly.web import wording
from reportedly.web.addresses import query
from reportedly.web.moments import stretch

PAGE = 50

SORTS = {
    "latest": "latest change",
    "contested": "most contested",
    "repeated": "most repeated on fewest origins",
    "first": "first reported",
}


@dataclass(frozen=True, slots=True)
class Asked(Question):
    """What is asked of the list, and which page of it."""

    page: int = 1

    def address(self, as_of: str = "", **changes: Any) -> str:
        """Return the query that asks this with changes, leaving out what asks nothing."""
        other = replace(self, page=1, **changes)
        names = {"words": "q", "said_by": "by", "every": "all"}
        given = {names.get(own.name, own.name): getattr(other, own.name) for own in fields(self)}
        default = {"sort": "latest", "page": 1, "origins": 0}
        pairs = [(key, value) for key, value in given.items() if value and default.get(key) != value]
        return "?" + query([*pairs, *([("as_of", as_of)] if as_of else [])])


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a facet: what it is called, how many claims it leaves, whether it is asked for."""

    value: str
    label: str
    claims: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Found:
    """One page of the claims that fit, all facets, and how many there are."""

    asked: Asked
    claims: tuple[Claim, ...]
    total: int
    pages: int
    facets: Mapping[str, tuple[Choice, ...]]


def asked(given: Mapping[str, str]) -> Asked:
    """Return what an address asks for; what makes no sense there asks nothing."""
    sort = given.get("sort", "latest")
    return Asked(
        words=given.get("q", "").strip()[:200],
        standing=given.get("standing", ""),
        actor=given.get("actor", ""),
        place=given.get("place", ""),
        said_by=given.get("by", ""),
        since=given.get("since", ""),
        until=given.get("until", ""),
        origins=whole(given.get("origins", ""), 0),
        sort=sort if sort in SORTS else "latest",
        every="1" if given.get("all") else "",
        page=whole(given.get("page", ""), 1),
    )


@dataclass(frozen=True, slots=True)
class Entry:
    """A claim made ready to be asked for: its words folded, its facets' values, when it was said.

    `first` and `last` are seconds since 1970, or null where nothing is dated.
    """

    claim: Claim
    heap: str
    values: Mapping[str, frozenset[str]]
    first: float | None
    last: float | None


def entries(claims: Iterable[Claim]) -> list[Entry]:
    """Return the claims made ready; worth keeping as long as the claims are the same."""
    out = []
    for claim in claims:
        first, last = stretch(claim.first_reported), stretch(claim.last_reported)
        out.append(
            Entry(
                claim,
                _heap(claim),
                {name: frozenset(values(claim)) for name, values in _FACETS.items()},
                first.start.timestamp() if first and first.start else None,
                last.end.timestamp() if last and last.end else None,
            )
        )
    return out


def found(every: Sequence[Entry], ask: Asked, *, page: int = PAGE) -> Found:
    """Return the claims that fit, sorted; each facet counts what fits all the others."""
    fits = _rest_fits(ask)
    fitting: list[Claim] = []
    counts: dict[str, Counter[str]] = {name: Counter() for name in _FACETS}
    chosen = {name: getattr(ask, name) for name in _FACETS if getattr(ask, name)}
    for entry in filter(fits, every):
        failed = [name for name, value in chosen.items() if value not in entry.values[name]]
        if not failed:
            fitting.append(entry.claim)
        for name in _FACETS if not failed else failed if len(failed) == 1 else ():
            counts[name].update(entry.values[name])
    ordered = sorted(fitting, key=_ORDER[ask.sort])
    if ask.sort in ("latest", "first"):
        ordered.sort(key=lambda claim: _date(claim, ask.sort), reverse=True)
    pages = max(1, math.ceil(len(ordered) / page))
    at = min(max(ask.page, 1), pages)
    shown = tuple(ordered[(at - 1) * page : at * page])
    facets = {name: choices(name, counts[name], getattr(ask, name)) for name in _FACETS}
    return Found(replace(ask, page=at), shown, len(ordered), pages, facets)


def _rest_fits(ask: Asked) -> Callable[[Entry], bool]:
    """Return what tells whether a claim fits all that is asked but the facets."""
    wanted = [f" {word}" for word in words(ask.words)]
    since, until = stretch(ask.since), stretch(ask.until)
    start = since.start.timestamp() if since and since.start else None
    end = until.end.timestamp() if until and until.end else None

    def fits(entry: Entry) -> bool:
        if not ask.every and not listed(entry.claim):
            return False
        if entry.claim.independent_origins.for_ < ask.origins:
            return False
        if start is not None and (entry.last is None or entry.last < start):
            return False
        if end is not None and (entry.first is None or entry.first > end):
            return False
        return all(word in entry.heap for word in wanted)

    return fits


def _heap(claim: Claim) -> str:
    event = claim.event
    names = [party.name for party in (event.actor, event.recipient) if party]
    place = [event.place.name] if event.place else []
    said = {saying.text for saying in claim.statements}
    heard = {name for saying in claim.statements for name in saying.chain}
    origins = [origin.name for origin in claim.origins]
    told = words("\n".join([claim.text, *names, *place, *origins, *sorted(said | heard)]))
    return " ".join(["", *told])


def _standing(claim: Claim) -> Iterable[str]:
    return (claim.standing.value,)


def _actors(claim: Claim) -> Iterable[str]:
    return {party.name for party in (claim.event.actor, claim.event.recipient) if party}


def _places(claim: Claim) -> Iterable[str]:
    return {claim.event.place.name} if claim.event.place else set()


def _speakers(claim: Claim) -> Iterable[str]:
    return {origin.name for origin in claim.origins}


_FACETS: Mapping[str, Callable[[Claim], Iterable[str]]] = {
    "standing": _standing,
    "actor": _actors,
    "place": _places,
    "said_by": _speakers,
}

MOST = 8


def choices(name: str, counts: Mapping[str, int], chosen: str) -> tuple[Choice, ...]:
    """Return a facet's values, those of most claims first, from how many claims each leaves."""
    if name == "standing":
        order = [standing.value for standing in wording.STANDINGS if counts.get(standing.value)]
        return tuple(Choice(v, wording.STANDINGS[Standing(v)], counts[v], v == chosen) for v in order)
    ranked = sorted(counts.items(), key=lambda item: (item[0] != chosen, -item[1], item[0]))
    return tuple(Choice(value, value, count, value == chosen) for value, count in ranked[:MOST])


def _balance(claim: Claim) -> tuple[int, int, str]:
    """The more stand on both sides, and the more evenly, the more contested."""
    have = claim.independent_origins
    said = sum(saying.stance is Stance.DENIES for saying in claim.statements)
    return -min(have.for_, have.against), -said, claim.id


def _repeats(claim: Claim) -> tuple[float, int, str]:
    origins = claim.independent_origins.for_ + claim.independent_origins.against
    return -len(claim.statements) / max(origins, 1), -claim.outlets, claim.id


def _by_id(claim: Claim) -> tuple[float, int, str]:
    return 0, 0, claim.id


_ORDER: Mapping[str, Callable[[Claim], tuple[float, int, str]]] = {
    "latest": _by_id, "first": _by_id, "contested": _balance, "repeated": _repeats,
}  # fmt: skip


def _date(claim: Claim, sort: str) -> str:
    return (claim.last_reported if sort == "latest" else claim.first_reported) or ""


def whole(text: str, default: int) -> int:
    """Return the whole number that a text is, or else the default."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else default
