"""Pictures to take away: SVG files that hold their own looks, the same on paper and on dark screens.

A shelf and the request of a picture go in; a name and the picture come out. A script of our own makes PNG
of them in the browser.
"""

from __future__ import annotations

from collections.abc import Callable

from markupsafe import Markup
from starlette.requests import Request

from reportedly.web.answer import one_claim
from reportedly.web.claimpage import claim_map
from reportedly.web.figures.draw import tag
from reportedly.web.figures.timeline import timeline
from reportedly.web.figures.toll import tolls
from reportedly.web.figures.tree import tree
from reportedly.web.rendering import static_text
from reportedly.web.rooms import actors, places
from reportedly.web.shelf import Shelf

Draw = Callable[[Shelf, Request], tuple[str, Markup | None]]
"""What draws a picture: the name of its file, and the picture, or null where there is nothing to draw."""


def alone(drawn: Markup) -> Markup:
    """Return a picture as a file of its own: with its looks, on paper that is not see-through."""
    end = drawn.index("</title>") + len("</title>")
    style = tag("style", Markup(static_text("figures.css")))
    paper = tag("rect", width="100%", height="100%", class_="paper")
    return Markup(drawn[:end]) + style + paper + Markup(drawn[end:])


def _of_claim(shelf: Shelf, request: Request) -> tuple[str, Markup | None]:
    claim = one_claim(shelf, request)
    name = request.path_params["name"]
    drawn: Markup | None = None
    if name == "provenance":
        drawn = tree(claim)
    elif name == "timeline":
        drawn = timeline(claim)
    elif name == "map":
        drawn = claim_map(claim, shelf.outlines)
    elif name.startswith("toll-"):
        drawn = next((wide for role, (wide, _) in tolls(claim) if f"toll-{role}" == name), None)
    return name if drawn else "none", drawn


def _of_places(shelf: Shelf, request: Request) -> tuple[str, Markup | None]:
    return "places", places.picture(shelf, request, linked=False)


def _of_actors(shelf: Shelf, request: Request) -> tuple[str, Markup | None]:
    found = actors.drawn(shelf, request, linked=False)
    return "actors", found.picture if found else None


PICTURES: tuple[tuple[str, Draw], ...] = (
    ("/claim/{id}/{name}.svg", _of_claim),
    ("/places/map.svg", _of_places),
    ("/actors/network.svg", _of_actors),
)
"""Every picture that can be taken away: its path, and what draws it."""
