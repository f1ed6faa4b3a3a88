"""Where things are said to have happened: a map, and a list."""

from __future__ import annotations

from functools import partial

from markupsafe import Markup
from starlette.requests import Request

from reportedly.web import wording
from reportedly.web.addresses import query
from reportedly.web.answer import Answer, all_plain
from reportedly.web.figures.map import Pin, drawable, place_map
from reportedly.web.outlines import world
from reportedly.web.shelf import Shelf
from reportedly.web.site import as_of_asked

WIDE, NARROW = (1120, 560), (380, 400)


def places(shelf: Shelf, request: Request) -> Answer:
    """Answer with all places."""
    found = shelf.places(as_of_asked(request) or None)
    shown = {
        "title": "Places", "rows": found.rows, "total": found.total, "near": wording.NEAR,
        "maps": [drawn for size in (WIDE, NARROW) if (drawn := picture(shelf, request, size))],
        "unseen": sum(not drawable(row.where) for row in found.rows),
    }  # fmt: skip
    return "places.html.jinja", shown, partial(all_plain, found.rows)


def picture(
    shelf: Shelf, request: Request, size: tuple[int, int] = WIDE, *, linked: bool = True
) -> Markup | None:
    """Return the map of all places, or null where none has a point."""
    as_of = as_of_asked(request)
    kept = {"as_of": as_of} if as_of else {}
    pins = [
        Pin(row.where, row.claims, f"/claims?{query({'place': row.where.name, **kept})}")
        for row in shelf.places(as_of or None).rows
    ]
    look = "narrow" if size == NARROW else "wide"
    return place_map(pins, (*world(), *shelf.outlines), size, look, linked=linked)
