"""The parties to what is said to have happened."""

from __future__ import annotations

from functools import partial

from starlette.requests import Request

from reportedly.web.answer import Answer, all_plain
from reportedly.web.shelf import Shelf
from reportedly.web.site import as_of_asked


def actors(shelf: Shelf, request: Request) -> Answer:
    found = shelf.actors(as_of_asked(request) or None)
    return (
        "actors.html.jinja",
        {"title": "Actors", "rows": found.rows, "total": found.total},
        partial(all_plain, found.rows),
    )
