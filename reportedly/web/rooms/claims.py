"""The list of claims, and one claim."""

from __future__ import annotations

from dataclasses import replace

from starlette.requests import Request

from reportedly.claim import Claim
from reportedly.export.wording import clipped
from reportedly.web import lists, wording
from reportedly.web.answer import Answer, one_claim
from reportedly.web.claimpage import Look, claim_page
from reportedly.web.figures.small import small
from reportedly.web.moments import told
from reportedly.web.shelf import Shelf
from reportedly.web.site import as_of_asked


def claims(shelf: Shelf, request: Request) -> Answer:
    as_of = as_of_asked(request)
    ask = lists.asked(request.query_params)
    found = shelf.found(ask, as_of or None)
    if not found.total and not ask.every:  # rather what is said in passing than nothing
        found = shelf.found(replace(ask, every="1"), as_of or None)
    empty = "No claim fits. Take a choice back, or ask for fewer words."
    if not found.total and ask in (lists.Asked(), lists.Asked(every="1")):
        empty = (
            "Nothing had been said by then." if as_of
            else "This ledger holds no claim yet. Add articles with `reportedly add`, and load this anew."
        )  # fmt: skip
    shown = {
        "title": "Claims",
        "heading": f"{found.total:,} claim{'' if found.total == 1 else 's'}",
        "found": found,
        "sorts": tuple(lists.SORTS.items()),
        "rows": [_row(claim) for claim in found.claims],
        "address": lambda name, value: "/claims" + found.asked.address(as_of, **{name: value}),
        "turn": lambda page: f"/claims{found.asked.address(as_of)}&page={page}",
        "empty": empty,
    }
    facets = {
        name: [{"value": c.value, "claims": c.claims} for c in choices]
        for name, choices in found.facets.items()
    }

    def answer() -> object:
        return {
            "schema": "reportedly/claims-page/1", "total": found.total, "page": found.asked.page,
            "pages": found.pages, "facets": facets, "claims": found.claims,
        }  # fmt: skip

    return "claims.html.jinja", shown, answer


def _row(claim: Claim) -> dict[str, object]:
    first, last = told(claim.first_reported), told(claim.last_reported)
    return {
        "claim": claim,
        "kicker": wording.kicker(claim),
        "standing": wording.STANDINGS[claim.standing],
        "why": wording.standing(claim),
        "when": first if first == last else f"{first} to {last}",
        "small": small(claim),
    }


def claim(shelf: Shelf, request: Request) -> Answer:
    as_of = as_of_asked(request)
    claim = one_claim(shelf, request)
    given = request.query_params
    look = Look(as_of, lists.whole(given.get("page", ""), 1), given.get("by", ""), "all" in given)
    page = claim_page(claim, look, shelf.outlines)
    return (
        "claim.html.jinja",
        {"title": clipped(claim.text, 80), "claim": claim, "page": page},
        lambda: claim,
    )
