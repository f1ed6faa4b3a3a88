"""The list of sources, and what one has said, through whom, and what became of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import partial

from starlette.exceptions import HTTPException
from starlette.requests import Request

from reportedly.claim import Stance
from reportedly.export.reading_json import plain
from reportedly.export.wording import clipped
from reportedly.store.claims import Of
from reportedly.web import sources, wording
from reportedly.web.answer import Answer, all_plain
from reportedly.web.claimpage import passage_address
from reportedly.web.moments import told
from reportedly.web.shelf import Shelf
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
        "through": through(spoke),
        "met": {s.claim.id: _met(s, kept) for s in spoke},
        "lines": {s.origin.id: wording.origin_line(s.origin, {}) for s in spoke},
    }  # fmt: skip

    def answer() -> object:
        return {
            "name": name,
            "through": dict(through(spoke)),
            "origin_of": [{"claim": s.claim.id, "fate": s.fate, "origin": plain(s.origin)} for s in spoke],
            "relays": [{"claim": claim.id, "statement": s.id} for claim, s in relayed],
        }

    return "source.html.jinja", shown, answer


def through(spoke: Sequence[sources.Spoke]) -> list[tuple[str, int]]:
    """Return by whom a source's word was brought, and how many statements each brought, most first."""
    found = Counter(
        name
        for item in spoke
        for saying in item.claim.statements
        if saying.origin == item.origin.id
        for name in dict.fromkeys(saying.relays)
    )
    return sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))


def _met(spoke: sources.Spoke, kept: dict[str, str]) -> tuple[str, str, str, str] | None:
    """Who met a source's word on a claim: in words, the name, when, and where it stands."""
    found = sources.met(spoke.claim, spoke.origin)
    if found is None:
        return None
    when, other, saying = found
    verb = "denied" if other.stance is not spoke.origin.stance else "also said"
    if verb == "denied" and other.stance is Stance.SUPPORTS:
        verb = "contradicted"
    return f"{verb} {when} by", other.name, told(saying.published), passage_address("article", saying, kept)
