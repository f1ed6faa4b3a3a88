"""What every page has about it: which ledger, which room, which date it is looked at, and its other forms.

A request goes in; the frame of its page comes out. Addresses are made here, so that the date of looking
is carried from page to page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request

from reportedly.web.addresses import query as query_of
from reportedly.web.moments import stretch, told

ROOMS = (
    ("/claims", "Claims"),
    ("/sources", "Sources"),
    ("/actors", "Actors"),
    ("/places", "Places"),
    ("/compare", "Compare"),
    ("/articles", "Articles"),
    ("/review", "Review"),
)

_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}(:\d{2})?Z?)?)?)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Site:
    """The frame of a page; `query` carries the date on, `kept` the rest of what was asked."""

    name: str
    rooms: tuple[tuple[str, str], ...]
    room: str
    path: str
    json: str
    as_of: str
    as_of_words: str
    query: str
    now: str
    kept: tuple[tuple[str, str], ...]


def site(request: Request, name: str, room: str) -> Site:
    """Return the frame of the page that is asked for; raise 400 where the date is none."""
    as_of = as_of_asked(request)
    path = request.scope["path"]
    others = tuple((k, v) for k, v in request.query_params.multi_items() if k not in ("as_of", "page"))
    query = "?" + query_of({"as_of": as_of}) if as_of else ""
    asked = request.query_params.multi_items()
    return Site(
        name=name,
        rooms=ROOMS,
        room=room,
        path=path,
        json=_address(f"{path}.json", asked),
        as_of=as_of,
        as_of_words=told(as_of) if as_of else "",
        query=query,
        now=_address(path, others),
        kept=others,
    )


def as_of_asked(request: Request) -> str:
    """Return the date of looking that an address asks for, or an empty string; raise 400 where it is none."""
    as_of = request.query_params.get("as_of", "")
    if as_of and (_DATE.fullmatch(as_of) is None or stretch(as_of) is None):
        raise HTTPException(400, "as_of is no date; write it like 2031-05-04 or 2031-05-04T18:00Z.")
    return as_of


def _address(path: str, pairs: Iterable[tuple[str, str]]) -> str:
    asked = query_of(pairs)
    return f"{path}?{asked}" if asked else path
