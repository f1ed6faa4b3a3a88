"""Which claims somebody wants to see, and in what order: claims and a question in, claims out.

Pure functions, the same for the command line, Python and the web app.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from reportedly.claim import Claim, Party, Standing
from reportedly.hanging import stands_alone
from reportedly.shapes import Aspect

_WORD = re.compile(r"[^\W_]+")


class Order(StrEnum):
    """What claims are sorted by; where two are equal, the id decides."""

    LATEST = "latest"
    FIRST = "first"
    ORIGINS = "origins"
    OUTLETS = "outlets"
    STANDING = "standing"


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for; null asks for all.

    `about`: words that must all begin words of what is claimed. `actor`, `place` and `said_by`: parts of a
    name, in any case, or a whole id (of the lexicon, of an origin) or country. `since` and `until`: days or
    date-times, both included, between which a statement was published. `limit`: so many at most.
    `listed`: only what is worth a line: said more than once, in words that can be understood alone.
    """

    about: str | None = None
    actor: str | None = None
    place: str | None = None
    since: str | None = None
    until: str | None = None
    standing: Standing | None = None
    min_origins: int = 0
    said_by: str | None = None
    aspect: Aspect | None = None
    order: Order = Order.LATEST
    limit: int | None = None
    listed: bool = False


def select(claims: Iterable[Claim], asked: Asked) -> list[Claim]:
    """Return the claims that are asked for, in the order asked for."""
    found = [claim for claim in claims if wanted(claim, asked)]
    return ordered(found, asked.order)[: asked.limit]


def wanted(claim: Claim, asked: Asked) -> bool:
    """Whether a claim is what is asked for; its order and the limit are not looked at."""
    return (
        (asked.standing is None or claim.standing is asked.standing)
        and (asked.aspect is None or claim.aspect is asked.aspect)
        and claim.independent_origins.for_ >= asked.min_origins
        and (not asked.listed or listed(claim))
        and (asked.actor is None or _acts(claim, asked.actor))
        and (asked.place is None or _lies(claim, asked.place))
        and (asked.said_by is None or _says(claim, asked.said_by))
        and _published(claim, asked.since, asked.until)
        and (asked.about is None or _about(claim, asked.about))
    )


def listed(claim: Claim) -> bool:
    """Whether a claim is worth a line of a list."""
    return len(claim.statements) > 1 and stands_alone(claim.text)


def ordered(claims: Iterable[Claim], order: Order) -> list[Claim]:
    """Return the claims in an order; what is not dated comes last."""
    rows = sorted(claims, key=lambda claim: claim.id)
    if order is Order.FIRST:
        return sorted(rows, key=lambda claim: claim.first_reported or "~")
    rows.sort(key=lambda claim: claim.last_reported or "", reverse=True)
    if order is Order.ORIGINS:
        rows.sort(key=lambda c: (c.independent_origins.for_, c.independent_origins.against), reverse=True)
    elif order is Order.OUTLETS:
        rows.sort(key=lambda claim: claim.outlets, reverse=True)
    elif order is Order.STANDING:
        places = list(Standing)
        rows.sort(key=lambda claim: places.index(claim.standing))
    return rows


def _about(claim: Claim, about: str) -> bool:
    asked = words(about)
    parties = (claim.event.actor, claim.event.recipient, claim.event.place)
    names = (party.name for party in parties if party is not None)
    have = {
        word for text in (claim.text, *names, *(s.text for s in claim.statements)) for word in words(text)
    }
    return all(any(word.startswith(part) for word in have) for part in asked)


def _acts(claim: Claim, who: str) -> bool:
    return any(_called(party, who) for party in (claim.event.actor, claim.event.recipient))


def _called(party: Party | None, who: str) -> bool:
    if party is None:
        return False
    return folded(who) in folded(party.name) or who.lower() in (
        (party.actor or "").lower(), (party.country or "").lower(),
    )  # fmt: skip


def _lies(claim: Claim, where: str) -> bool:
    place = claim.event.place
    if place is None:
        return False
    parts = (place.name, place.admin1 or "")
    return (
        any(folded(where) in folded(part) for part in parts)
        or where.lower() == (place.country or "").lower()
    )


def _says(claim: Claim, who: str) -> bool:
    return any(folded(who) in folded(origin.name) or who == origin.id for origin in claim.origins)


def _published(claim: Claim, since: str | None, until: str | None) -> bool:
    if since is None and until is None:
        return True
    dates = [saying.published for saying in claim.statements if saying.published is not None]
    # A day or month that ends the stretch is part of it, as everywhere in the ledger.
    return any((since or "") <= date < (f"{until}\U0010ffff" if until else "~") for date in dates)


def words(text: str) -> list[str]:
    """Return the words of a text for comparison."""
    return _WORD.findall(folded(text))


def folded(text: str) -> str:
    """Return a text for comparison: without accents and capitals."""
    plain = unicodedata.normalize("NFKD", text)
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()
