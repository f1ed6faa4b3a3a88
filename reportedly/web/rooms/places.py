"""Where things are said to have happened: a map, and a list."""

from __future__ import annotations

from markupsafe import Markup
from starlette.requests import Request

from reportedly.export.reading_json import plain
from reportedly.web import sources, wording
from reportedly.web.addresses import query
from reportedly.web.answer import Answer, derived
from reportedly.web.figures.map import Pin, drawable, place_map
from reportedly.web.outlines import world
from reportedly.web.shelf import Shelf
from reportedly.web.site import as_of_asked

WIDE, NARROW = (1120, 560), (380, 400)


def places(shelf: Shelf, request: Request) -> Answer:
    """Answer with all places."""
    found = derived(shelf, request, sources.place_rows)
    shown = {
        "title": "Places", "rows": found[:500], "total": len(found), "near": wording.NEAR,
        "maps": [drawn for size in (WIDE, NARROW) if (drawn := picture(shelf, request, size))],
        "unseen": sum(not drawable(row.where) for row in found),
    }  # fmt: skip
    answer = [{"place": plain(row.where), "claims": [claim.id for claim in row.claims]} for row in found]
    return "places.html.jinja", shown, lambda: answer


def picture(
    shelf: Shelf, request: Request, size: tuple[int, int] = WIDE, *, linked: bool = True
) -> Markup | None:
    """Return the map of all places, or null where none has a point."""
    as_of = as_of_asked(request)
    kept = {"as_of": as_of} if as_of else {}
    pins = [
        Pin(row.where, len(row.claims), f"/claims?{query({'place': row.where.name, **kept})}")
        for row in derived(shelf, request, sources.place_rows)
    ]
    look = "narrow" if size == NARROW else "wide"
    return place_map(pins, (*world(), *shelf.outlines), size, look, linked=linked)
