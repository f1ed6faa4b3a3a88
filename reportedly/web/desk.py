"""Where reviewers write: what the pages need of a ledger to keep judgements, and what a form must bring.

A change is taken only from a form of ours: the gate has checked host, origin and cookie, and each form
carries a check that is made of the token and of where the form goes, so that no other page can make one.
"""

from __future__ import annotations

import hmac
from collections.abc import Sequence
from typing import Protocol
from urllib.parse import parse_qsl, quote, unquote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from reportedly.claim import Judgement
from reportedly.errors import LedgerError

_LARGEST = 65536
_LONGEST_NAME = 80
_A_YEAR = 365 * 24 * 3600


class Desk(Protocol):
    """Where judgements are kept; their numbers count from 1."""

    def judgements(self) -> Sequence[Judgement]:
        """Return all, in the order of their numbers, withdrawn ones too."""
        ...

    def stamp(self) -> str:
        """Return the time now (ISO 8601, UTC)."""
        ...

    def keep(self, judgement: Judgement, /) -> tuple[int, bool]:
        """Keep one; return its number and whether it is new."""
        ...

    def withdraw(self, number: int, /, *, by: str, reason: str) -> None:
        """Say that one no longer holds."""
        ...


class Closed:
    """A desk at which nothing can be written."""

    def judgements(self) -> Sequence[Judgement]:
        """Return none."""
        return ()

    def stamp(self) -> str:
        """Refuse."""
        raise LedgerError("this ledger is only looked at; `reportedly serve` opens it for review")

    def keep(self, judgement: Judgement, /) -> tuple[int, bool]:
        """Refuse."""
        return 0, bool(self.stamp())

    def withdraw(self, number: int, /, *, by: str, reason: str) -> None:
        """Refuse."""
        self.stamp()


class Forms:
    """Forms of one run of the app: makes their checks, and takes in what they bring."""

    def __init__(self, token: str, port: int) -> None:
        """Keep the token that the app was started with; the reviewer's cookie is told apart by the port."""
        self._token = token.encode()
        self._cookie = f"reportedly-reviewer-{port}"

    def check(self, path: str) -> str:
        """Return what a form that goes to a path must bring with it."""
        return hmac.new(self._token, f"form {path}".encode(), "sha256").hexdigest()

    async def taken(self, request: Request) -> dict[str, str]:
        """Return a form's fields; raise 400, 403 or 413 where it is none of ours."""
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind != "application/x-www-form-urlencoded":
            raise HTTPException(400, "A change comes as a form of this ledger's pages.")
        body = b""
        async for part in request.stream():
            body += part
            if len(body) > _LARGEST:
                raise HTTPException(413, "The form is too long; nothing was kept.")
        try:
            pairs = parse_qsl(body.decode("utf-8"), keep_blank_values=True, max_num_fields=100)
        except ValueError:
            raise HTTPException(400, "The form cannot be read; nothing was kept.") from None
        fields = dict(pairs)
        given = fields.pop("check", "")
        if not hmac.compare_digest(given.encode(), self.check(request.url.path).encode()):
            raise HTTPException(403, "This form is of another run; load the page anew. Nothing was kept.")
        return fields

    def reviewer(self, request: Request) -> str:
        """Return the name that the reviewer gave, or an empty string."""
        return _name(unquote(request.cookies.get(self._cookie, "")))

    def remember(self, response: Response, name: str) -> None:
        """Have the browser remember the reviewer's name."""
        kept = quote(_name(name), safe="")
        response.set_cookie(self._cookie, kept, max_age=_A_YEAR, httponly=True, samesite="strict", path="/")


def _name(given: str) -> str:
    line = " ".join(given.split())
    return "".join(character for character in line if character.isprintable())[:_LONGEST_NAME].strip()
