"""What every page is made of: a template, what it shows, and the same as JSON.

A shelf and a request go in; an answer comes out, which `app` turns into a page or into JSON.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request

from reportedly.claim import Claim
from reportedly.export.reading_json import plain
from reportedly.web.moments import told
from reportedly.web.shelf import Shelf
from reportedly.web.site import as_of_asked

Answer = tuple[str, dict[str, Any], Callable[[], object]]
"""What a route makes: the template, what it shows, and what makes the same as JSON, if asked for."""


def one_claim(shelf: Shelf, request: Request) -> Claim:
    """Return the claim that a path names, as of the date asked for; raise 404 where there is none."""
    as_of = as_of_asked(request)
    claim = shelf.claim(request.path_params["id"], as_of or None)
    if claim is not None:
        return claim
    when = f" at the end of {told(as_of)}" if as_of else ""
    raise HTTPException(404, f"There is no claim of this id{when}; it may have been said only later.")


def all_plain(found: Sequence[object]) -> list[object]:
    """Return rows as JSON has them."""
    return [plain(row) for row in found]
