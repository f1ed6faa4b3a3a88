"""The parties to what is said to have happened."""

from __future__ import annotations

from functools import partial

from starlette.requests import Request

from reportedly.web import sources
from reportedly.web.answer import Answer, all_plain, derived
from reportedly.web.shelf import Shelf


def actors(shelf: Shelf, request: Request) -> Answer:
    found = derived(shelf, request, sources.actor_rows)
    return (
        "actors.html.jinja",
        {"title": "Actors", "rows": found[:500], "total": len(found)},
        partial(all_plain, found),
    )
