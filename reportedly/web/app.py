"""The routes: an address goes in, a page or its JSON comes out; nothing is written but what reviewers decide.

Pages are made one at a time on the server's own thread, because a ledger's file is looked at through
one connection; each takes milliseconds.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from importlib import resources
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from reportedly.errors import LedgerError
from reportedly.export.reading_json import encoded
from reportedly.web import pictures
from reportedly.web.answer import Answer
from reportedly.web.desk import Closed, Desk, Forms
from reportedly.web.gate import Gate
from reportedly.web.rendering import rendered, static_text
from reportedly.web.rooms import actors, claims, compare, documents, places, sources
from reportedly.web.rooms.review import Review
from reportedly.web.shelf import Shelf
from reportedly.web.site import site

_STATIC = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}


def app(shelf: Shelf, *, token: str, port: int, desk: Desk | None = None) -> ASGIApp:
    """Return the app that shows a shelf to whoever has the token; without a desk nothing can be judged."""
    handlers: Any = {HTTPException: partial(_fault, shelf), LedgerError: partial(_missing, shelf)}
    inner = Starlette(routes=routes(shelf, token=token, port=port, desk=desk), exception_handlers=handlers)
    return Gate(inner, token=token, port=port)


def routes(shelf: Shelf, *, token: str, port: int, desk: Desk | None = None) -> list[Route]:
    """Return all that the app answers to."""
    review = Review(shelf, desk or Closed(), Forms(token, port))
    out = [Route("/", _home), Route("/static/{name}", _static), Route("/judgements.jsonl", review.export)]
    out += [Route(path, partial(_picture, draw, shelf)) for path, draw in pictures.PICTURES]
    for path, room, make in (*_PAGES, *_review(review)):
        out.append(Route(f"{path}.json", _as_json(partial(make, shelf))))
        out.append(Route(path, _as_page(partial(make, shelf), shelf, room)))
    for path, take in (("judge", review.judge), ("undo", review.undo), ("name", review.name)):
        out.append(Route(f"/review/{path}", take, methods=["POST"]))
    return out


def _review(review: Review) -> tuple[tuple[str, str, Callable[[Shelf, Request], Answer]], ...]:
    return (
        ("/review", "/review", review.queue),
        ("/judgements", "/review", review.decided),
        ("/agreement", "/review", review.agreement),
    )


def _as_page(make: Callable[[Request], Answer], shelf: Shelf, room: str) -> Callable[[Request], Any]:
    async def page(request: Request) -> Response:
        template, shown, _ = make(request)
        return _page(request, shelf, room, template, shown)

    return page


def _as_json(make: Callable[[Request], Answer]) -> Callable[[Request], Any]:
    async def answer(request: Request) -> Response:
        return Response(encoded(make(request)[2]()) + b"\n", media_type="application/json")

    return answer


async def _picture(draw: pictures.Draw, shelf: Shelf, request: Request) -> Response:
    name, drawn = draw(shelf, request)
    if drawn is None:
        raise HTTPException(404, "There is no such picture.")
    attached = {"content-disposition": f'attachment; filename="{name}.svg"'}
    return Response(pictures.alone(drawn), media_type="image/svg+xml", headers=attached)


_PAGES: tuple[tuple[str, str, Callable[[Shelf, Request], Answer]], ...] = (
    ("/claims", "/claims", claims.claims),
    ("/claim/{id}", "/claims", claims.claim),
    ("/articles", "/articles", documents.articles),
    ("/article/{id}", "/articles", documents.article),
    ("/original/{id}", "/articles", documents.original),
    ("/sources", "/sources", sources.index),
    ("/source", "/sources", sources.source),
    ("/actors", "/actors", actors.actors),
    ("/pair", "/actors", actors.pair),
    ("/places", "/places", places.places),
    ("/compare", "/compare", compare.compare),
)
"""Every page: its path, the room that it is in, and what makes it; each also answers as `.json`."""


async def _home(request: Request) -> Response:
    return RedirectResponse("/claims", 303)


async def _static(request: Request) -> Response:
    name = request.path_params["name"]
    kind = _STATIC.get(name.rpartition(".")[2])
    if kind is None or name not in _static_names():
        raise HTTPException(404)
    return Response(static_text(name), media_type=kind)


async def _fault(shelf: Shelf, request: Request, error: HTTPException) -> Response:
    why = error.detail if error.status_code in (400, 403, 404, 413) else "This cannot be shown."
    why = "There is no such page." if why == "Not Found" else why
    return _page(
        request,
        shelf,
        "",
        "fault.html.jinja",
        {"title": "Not found" if error.status_code == 404 else "Not done", "why": why},
        error.status_code,
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
    return HTMLResponse(rendered(template, site=frame, **shown), status)


@cache
def _static_names() -> frozenset[str]:
    return frozenset(path.name for path in (resources.files("reportedly.web") / "static").iterdir())
