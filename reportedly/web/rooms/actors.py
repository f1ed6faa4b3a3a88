"""The parties to what is said to have happened: a network of who did what to whom, a list, and each pair."""

from __future__ import annotations

from collections.abc import Iterable

from starlette.exceptions import HTTPException
from starlette.requests import Request

from reportedly.claim import Claim
from reportedly.export.wording import clipped
from reportedly.store.claims import Of
from reportedly.web import wording
from reportedly.web.addresses import query
from reportedly.web.answer import Answer, all_plain
from reportedly.web.claimpage import rows as spoken
from reportedly.web.figures.network import NARROW, WIDE, Drawn, Edge, network
from reportedly.web.figures.small import small
from reportedly.web.figures.span import span
from reportedly.web.moments import moment, told
from reportedly.web.shelf import Shelf
from reportedly.web.site import as_of_asked
from reportedly.web.sources import PairRow

PAIRS, CLAIMS, WORDS = 100, 60, 5
"""How many pairs the table has, how many claims a pair's page, how many statements each claim there."""


def actors(shelf: Shelf, request: Request) -> Answer:
    """Answer with the parties and the pairs of them."""
    as_of = as_of_asked(request)
    found = shelf.actors(as_of or None)
    pairs = shelf.pairs(as_of or None)
    wide, narrow = drawn(shelf, request, WIDE), drawn(shelf, request, NARROW)
    dates = [when for row in pairs.rows for when in (moment(row.first), moment(row.last)) if when]
    ends = (min(dates), max(dates)) if dates else None
    shown = {
        "title": "Actors", "rows": found.rows, "total": found.total, "wide": wide, "narrow": narrow,
        "pairs": [
            (row, address(row, as_of), wording.event_type(row.type), span(row.first, row.last, ends))
            for row in pairs.rows[:PAIRS]
        ],
        "pairs_total": pairs.total, "ends": tuple(f"{end.day} {end:%b %Y}" for end in ends or ()),
    }  # fmt: skip
    return (
        "actors.html.jinja", shown,
        lambda: {"actors": all_plain(found.rows), "pairs": all_plain(pairs.rows)},
    )  # fmt: skip


def pair(shelf: Shelf, request: Request) -> Answer:
    """Answer with what one party is said to have done to another, and in whose words."""
    as_of = as_of_asked(request)
    given = request.query_params
    actor, recipient = given.get("actor", ""), given.get("recipient", "")
    if not actor or not recipient:
        raise HTTPException(404, "Name two parties: actor and recipient.")
    found = shelf.claims_of(Of(actor=actor, recipient=recipient), as_of or None, CLAIMS)
    back = shelf.claims_of(Of(actor=recipient, recipient=actor), as_of or None, 1)
    other = query([("actor", recipient), ("recipient", actor), *([("as_of", as_of)] if as_of else [])])
    shown = {
        "title": clipped(f"{actor} to {recipient}", 80), "actor": actor, "recipient": recipient,
        "total": found.total, "rows": [_row(claim, as_of) for claim in found.rows],
        "back": f"/pair?{other}" if back.total else "",
    }  # fmt: skip

    def answer() -> object:
        return {
            "actor": actor,
            "recipient": recipient,
            "total": found.total,
            "claims": found.rows,
        }

    return "pair.html.jinja", shown, answer


def _row(claim: Claim, as_of: str) -> dict[str, object]:
    first, last = told(claim.first_reported), told(claim.last_reported)
    return {
        "claim": claim, "kicker": wording.kicker(claim), "small": small(claim),
        "standing": wording.STANDINGS[claim.standing], "why": wording.standing(claim),
        "when": first if first == last else f"{first} to {last}",
        "words": spoken(claim.statements[:WORDS], as_of), "more": max(0, len(claim.statements) - WORDS),
    }  # fmt: skip


def drawn(
    shelf: Shelf, request: Request, size: tuple[int, int] = WIDE, *, linked: bool = True
) -> Drawn | None:
    """Return the network of the pairs, or null where there is none."""
    as_of = as_of_asked(request)
    return network(edges(shelf.pairs(as_of or None).rows, as_of if linked else None), size)


def edges(rows: Iterable[PairRow], as_of: str | None) -> list[Edge]:
    """Return an edge for each pair that does something, and one for each that stands in a tie.

    They lead to the pair's page as of a date (empty: as it stands), or nowhere where it is null.
    """
    found: dict[tuple[str, str, bool], list[PairRow]] = {}
    for row in rows:
        tie = row.type is not None and row.type.islower()
        found.setdefault((row.actor.name, row.recipient.name, tie), []).append(row)
    return [
        Edge(
            actor, recipient, sum(row.claims for row in of), sum(row.contested for row in of),
            tuple(wording.event_type(row.type) for row in of), tie,
            None if as_of is None else address(of[0], as_of),
        )
        for (actor, recipient, tie), of in found.items()
    ]  # fmt: skip


def address(row: PairRow, as_of: str) -> str:
    """Return the address of a pair's page."""
    asked = [("actor", row.actor.name), ("recipient", row.recipient.name)]
    return f"/pair?{query([*asked, *([('as_of', as_of)] if as_of else [])])}"
