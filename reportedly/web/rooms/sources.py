"""The list of sources, and what one has said, through whom, and what became of it."""

from __future__ import annotations

from functools import partial

from starlette.exceptions import HTTPException
from starlette.requests import Request

from reportedly.export.reading_json import plain
from reportedly.export.wording import clipped
from reportedly.web import sources, wording
from reportedly.web.answer import Answer, all_plain
from reportedly.web.claimpage import passage_address
from reportedly.web.shelf import Of, Shelf
from reportedly.web.site import as_of_asked


def index(shelf: Shelf, request: Request) -> Answer:
    found = shelf.sources(as_of_asked(request) or None)
    shown = {"title": "Sources", "rows": found.rows, "total": found.total, "fates": sources.FATES}
    return "sources.html.jinja", shown, partial(all_plain, found.rows)


RELAYED = 100
"""Of how many claims that a source brings of others its page tells."""


def source(shelf: Shelf, request: Request) -> Answer:
    as_of = as_of_asked(request)
    name = request.query_params.get("name", "")
    own = shelf.claims_of(Of(source=name), as_of or None)
    brought = shelf.claims_of(Of(relay=name), as_of or None, RELAYED)
    spoke, relayed = sources.spoken_by(own.rows, name), sources.relayed_by(brought.rows, name)
    if not spoke and not relayed:
        raise HTTPException(404, "No source of this name is known here.")
    kept = {"as_of": as_of} if as_of else {}
    shown = {
        "title": clipped(name, 80), "name": name, "spoke": spoke, "fates": sources.FATES,
        "groups": [(fate, [s for s in spoke if s.fate == fate]) for fate in sources.FATES],
        "relayed": [(claim, s, passage_address("article", s, kept)) for claim, s in relayed],
        "total": brought.total, "spoken": own.total,
        "standings": wording.STANDINGS, "stances": wording.STANCES,
        "lines": {s.origin.id: wording.origin_line(s.origin, {}) for s in spoke},
    }  # fmt: skip

    def answer() -> object:
        return {
            "name": name,
            "origin_of": [{"claim": s.claim.id, "fate": s.fate, "origin": plain(s.origin)} for s in spoke],
            "relays": [{"claim": claim.id, "statement": s.id} for claim, s in relayed],
        }

    return "source.html.jinja", shown, answer
