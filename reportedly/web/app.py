"""The routes: an address goes in, a page or its JSON comes out; nothing is written.

Pages are made one at a time on the server's own thread, because a ledger's file is looked at through
one connection; each takes milliseconds.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import cache, partial
from importlib import resources
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from reportedly.claim import Claim
from reportedly.errors import LedgerError
from reportedly.export.reading_json import plain
from reportedly.export.wording import clipped, harmless, web_address
from reportedly.shapes import Span
from reportedly.web import lists, passages, sources, wording
from reportedly.web.addresses import query, quoted
from reportedly.web.claimpage import claim_page, ground, passage_address, rows
from reportedly.web.figures.small import small
from reportedly.web.figures.tree import tree
from reportedly.web.gate import Gate
from reportedly.web.moments import told
from reportedly.web.shelf import Made, Shelf
from reportedly.web.site import as_of_asked, site

_STATIC = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}

Answer = tuple[str, dict[str, Any], Callable[[], object]]
"""What a route makes: the template, what it shows, and what makes the same as JSON, if asked for."""


def app(shelf: Shelf, *, token: str, port: int) -> ASGIApp:
    """Return the app that shows a shelf to whoever has the token."""
    routes = [Route("/", _home), Route("/static/{name}", _static)]
    routes.append(Route("/claim/{id}/tree.svg", partial(_tree, shelf)))
    for path, room, make in _PAGES:
        routes.append(Route(f"{path}.json", _as_json(partial(make, shelf))))
        routes.append(Route(path, _as_page(partial(make, shelf), shelf, room)))
    handlers: Any = {HTTPException: partial(_fault, shelf), LedgerError: partial(_missing, shelf)}
    return Gate(Starlette(routes=routes, exception_handlers=handlers), token=token, port=port)


def _as_page(make: Callable[[Request], Answer], shelf: Shelf, room: str) -> Callable[[Request], Any]:
    async def page(request: Request) -> Response:
        template, shown, _ = make(request)
        return _page(request, shelf, room, template, shown)

    return page


def _as_json(make: Callable[[Request], Answer]) -> Callable[[Request], Any]:
    async def answer(request: Request) -> Response:
        body = json.dumps(make(request)[2](), ensure_ascii=False).encode("utf-8", "backslashreplace")
        return Response(body + b"\n", media_type="application/json")

    return answer


def _claims(shelf: Shelf, request: Request) -> Answer:
    as_of = as_of_asked(request)
    ask = lists.asked(request.query_params)
    every = shelf.claims(as_of or None)
    found = lists.found(shelf.derived.of(every, lists.entries), ask)
    empty = "No claim fits. Take a choice back, or ask for fewer words."
    if not every:
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
    answer = {
        "schema": "reportedly/claims-page/1", "total": found.total, "page": found.asked.page,
        "pages": found.pages, "facets": facets, "claims": [plain(claim) for claim in found.claims],
    }  # fmt: skip
    return "claims.html.jinja", shown, lambda: answer


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


def _claim(shelf: Shelf, request: Request) -> Answer:
    as_of = as_of_asked(request)
    claim = _one(shelf, request, as_of)
    page = claim_page(claim, as_of, "all" in request.query_params)
    return (
        "claim.html.jinja",
        {"title": clipped(claim.text, 80), "claim": claim, "page": page},
        partial(plain, claim),
    )


async def _tree(shelf: Shelf, request: Request) -> Response:
    claim = _one(shelf, request, as_of_asked(request))
    style = Markup("<style>:root{%s}%s</style>") % (Markup(_LIGHT), Markup(_static_text("figures.css")))
    drawn = tree(claim, linked=False)
    end = drawn.index("</title>") + len("</title>")
    return Response(
        drawn[:end] + style + drawn[end:], media_type="image/svg+xml",
        headers={"content-disposition": 'attachment; filename="provenance.svg"'},
    )  # fmt: skip


_LIGHT = (
    "--paper:#fbfaf6;--ink:#1b1b1a;--soft:#5c5a54;--rule:#dcd8ce;--fill:#c9c4b6;--for:#1d5b86;"
    "--against:#a02a13;--sans:system-ui,'Segoe UI','Liberation Sans',Arial,sans-serif"
)


def _one(shelf: Shelf, request: Request, as_of: str) -> Claim:
    wanted = request.path_params["id"]
    for claim in shelf.claims(as_of or None):
        if claim.id == wanted or wanted in claim.aliases:
            return claim
    when = f" at the end of {told(as_of)}" if as_of else ""
    raise HTTPException(404, f"There is no claim of this id{when}; it may have been said only later.")


def _article(shelf: Shelf, request: Request) -> Answer:
    as_of = as_of_asked(request)
    id = request.path_params["id"]
    reading = shelf.reading(id)
    document = reading.document
    said = passages.said_in(shelf.claims(as_of or None), document.id)
    asked = _span(request, len(document.text))
    shown = {
        "title": clipped(document.title or document.outlet or "Untitled article", 80),
        "document": document,
        "url": web_address(document.url),
        "published": told(document.published),
        "blocks": list(passages.blocks(reading, said, asked)),
        "said": [(item, row) for item, row in zip(said, rows([s.saying for s in said], as_of), strict=True)],
        "copied": sum(item.saying.copy_of is not None for item in said),
        "standings": wording.STANDINGS,
    }
    links = [{"claim": item.claim.id, "statement": plain(item.saying)} for item in said]
    return "article.html.jinja", shown, lambda: {"reading": plain(reading), "claims": links}


def _original(shelf: Shelf, request: Request) -> Answer:
    reading = shelf.reading(request.path_params["id"])
    document = reading.document
    asked = _span(request, len(document.text))
    whole = "all" in request.query_params
    excerpt, found = passages.excerpt(shelf.original(document.id), reading, asked, whole)
    shown = {
        "title": "Original",
        "document": document,
        "published": told(document.published),
        "excerpt": excerpt,
        "found": found,
        "asked": asked is not None,
        "words": document.text[asked.start : asked.end] if asked else "",
    }
    at = [
        excerpt.cut_before + len(excerpt.before),
        excerpt.cut_before + len(excerpt.before + excerpt.passage),
    ]
    answer = {"document": document.id, "passage": excerpt.passage, "range": at if found else None}
    return "original.html.jinja", shown, lambda: answer


def _span(request: Request, length: int) -> Span | None:
    start, end = (request.query_params.get(name, "") for name in ("start", "end"))
    if not (start.isascii() and start.isdigit() and end.isascii() and end.isdigit()):
        return None
    if len(start) > 9 or len(end) > 9 or not int(start) < int(end) <= length:
        return None
    return Span(int(start), int(end))


def _sources(shelf: Shelf, request: Request) -> Answer:
    found = _derived(shelf, request, sources.source_rows)
    shown = {"title": "Sources", "rows": found[:500], "total": len(found), "fates": sources.FATES}
    return "sources.html.jinja", shown, partial(_all, found)


def _source(shelf: Shelf, request: Request) -> Answer:
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


def _articles(shelf: Shelf, request: Request) -> Answer:
    found = _derived(shelf, request, sources.article_rows)
    dated = [(row, told(row.published)) for row in found[:500]]
    return (
        "articles.html.jinja",
        {"title": "Articles", "rows": dated, "total": len(found)},
        partial(_all, found),
    )


def _actors(shelf: Shelf, request: Request) -> Answer:
    found = _derived(shelf, request, sources.actor_rows)
    return (
        "actors.html.jinja",
        {"title": "Actors", "rows": found[:500], "total": len(found)},
        partial(_all, found),
    )


def _places(shelf: Shelf, request: Request) -> Answer:
    found = _derived(shelf, request, sources.place_rows)
    answer = [{"place": plain(row.where), "claims": [claim.id for claim in row.claims]} for row in found]
    return "places.html.jinja", {"title": "Places", "rows": found[:500], "near": _NEAR}, lambda: answer


_NEAR = {
    1: "the exact place", 2: "within about 25 km", 3: "the district", 4: "the province",
    5: "part of a country", 6: "the country", 7: "not known where",
}  # fmt: skip


def _derived(shelf: Shelf, request: Request, make: Callable[[Sequence[Claim]], Made]) -> Made:
    return shelf.derived.of(shelf.claims(as_of_asked(request) or None), make)


def _all(found: Sequence[object]) -> list[object]:
    return [plain(row) for row in found]


_PAGES: tuple[tuple[str, str, Callable[[Shelf, Request], Answer]], ...] = (
    ("/claims", "/claims", _claims),
    ("/claim/{id}", "/claims", _claim),
    ("/articles", "/articles", _articles),
    ("/article/{id}", "/articles", _article),
    ("/original/{id}", "/articles", _original),
    ("/sources", "/sources", _sources),
    ("/source", "/sources", _source),
    ("/actors", "/actors", _actors),
    ("/places", "/places", _places),
)
"""Every page: its path, the room that it is in, and what makes it; each also answers as `.json`."""


async def _home(request: Request) -> Response:
    return RedirectResponse("/claims", 303)


async def _static(request: Request) -> Response:
    name = request.path_params["name"]
    kind = _STATIC.get(name.rpartition(".")[2])
    if kind is None or name not in _static_names():
        raise HTTPException(404)
    return Response(_static_text(name), media_type=kind)


async def _fault(shelf: Shelf, request: Request, error: HTTPException) -> Response:
    why = error.detail if error.status_code in (400, 404) else "This cannot be shown."
    why = "There is no such page." if why == "Not Found" else why
    return _page(
        request, shelf, "", "fault.html.jinja", {"title": "Not found", "why": why}, error.status_code
    )


async def _missing(shelf: Shelf, request: Request, error: LedgerError) -> Response:
    return _page(request, shelf, "", "fault.html.jinja", {"title": "Not found", "why": str(error)}, 404)


def _page(
    request: Request, shelf: Shelf, room: str, template: str, shown: dict[str, Any], status: int = 200
) -> Response:
    try:
        frame = site(request, shelf.name, room)
    except HTTPException:
        clean = Request({**request.scope, "query_string": b""})
        frame = site(clean, shelf.name, room)
    return HTMLResponse(_templates().get_template(template).render(site=frame, **shown), status)


@cache
def _static_names() -> frozenset[str]:
    return frozenset(path.name for path in (resources.files("reportedly.web") / "static").iterdir())


@cache
def _static_text(name: str) -> str:
    return (resources.files("reportedly.web") / "static" / name).read_text(encoding="utf-8")


@cache
def _templates() -> Environment:
    environment = Environment(
        loader=PackageLoader("reportedly.web"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, finalize=_finalize,
    )  # fmt: skip
    environment.filters["ground"] = ground
    environment.filters["told"] = told
    environment.filters["quoted"] = quoted
    environment.filters["as_query"] = query
    return environment


def _finalize(value: object) -> object:
    """The one door through which words reach a page: what is not our own markup is made harmless."""
    return value if isinstance(value, Markup) else harmless(str(value))
