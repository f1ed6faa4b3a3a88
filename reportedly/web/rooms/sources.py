"""The list of sources, and what one has said, through whom, and what became of it."""

from __future__ import annotations

from functools import partial

from starlette.exceptions import HTTPException
from starlette.requests import Request

from reportedly.export.reading_json import plain
from reportedly.export.wording import clipped
from reportedly.web import sources, wording
from reportedly.web.answer import Answer, all_plain, derived
from reportedly.web.claimpage import passage_address
from reportedly.web.shelf import Shelf
from reportedly.web.site import as_of_asked


def index(shelf: Shelf, request: Request) -> Answer:
    found = derived(shelf, request, sources.source_rows)
    shown = {"title": "Sources", "rows": found[:500], "total": len(found), "fates": sources.FATES}
    return "sources.html.jinja", shown, partial(all_plain, found)


def source(shelf: Shelf, request: Request) -> Answer:
    as_of = as_of_asked(request)
    name = request.query_params.get("name", "")
    claims = shelf.claims(as_of or None)
    spoke, relayed = sources.spoken_by(claims, name), sources.relayed_by(claims, name)
    if not spoke and not relayed:
        raise HTTPException(404, "No source of this name is known here.")
    kept = {"as_of": as_of} if as_of else {}
    shown = {
        "title": clipped(name, 80), "name": name, "spoke": spoke, "fates": sources.FATES,
        "groups": [(fate, [s for s in spoke if s.fate == fate]) for fate in sources.FATES],
        "relayed": [(claim, s, passage_address("article", s, kept)) for claim, s in relayed[:100]],
        "total": len(relayed),
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
