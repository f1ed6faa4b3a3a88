"""The claims of a ledger's file, up to date: questions in, claims out, as they stand or as of a past moment.

A claim as of a moment keeps its statements of now; it is weighed anew from those published by then, of which
the file holds all that is needed. Where the file cannot be written and is behind, there is nothing here: then
`claiming.claims` over all readings says the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, cached_property
from pathlib import Path

from reportedly.claim import Claim
from reportedly.claiming import Maker, claims, judged_by
from reportedly.errors import LedgerError
from reportedly.judging import in_force
from reportedly.lexicon import Lexicons, Tables
from reportedly.loop.placed import document_frames
from reportedly.loop.update import Originals, pending, update
from reportedly.loop.written import claim_of, linked_of
from reportedly.mending import judged_documents
from reportedly.select import Asked, select
from reportedly.shapes import Span
from reportedly.store import claims as store
from reportedly.store.judged import judgements
from reportedly.store.sqlite import Database
from reportedly.store.view import View


def anew(view: View, lexicons: Lexicons, as_of: str | None) -> list[Claim]:
    """Return the claims of a ledger whose tables are behind and cannot be written, from all its readings."""
    trace = cache(view.trace)

    def place(id: str, span: Span) -> Span | None:
        found = trace(id)
        return None if found is None else found.range(span)

    given = view.judgements().values()
    return claims(view.readings(), lexicons=lexicons, judgements=given, as_of=as_of, originals=place)


class KeptClaims:
    """Claims as the tables of a ledger hold them; one is made for each look."""

    def __init__(self, db: Database, tables: Tables) -> None:
        self.db, self.tables = db, tables

    @staticmethod
    def current(path: Path, db: Database, tables: Tables) -> KeptClaims | None:
        """Return the claims, up to date; null where the file is behind and cannot be written."""
        if pending(db, tables):
            try:
                writer = Database(path, write=True)
            except LedgerError:
                return None
            try:
                for _ in update(writer, tables):
                    pass
            except LedgerError:
                return None
            finally:
                writer.close()
        return KeptClaims(db, tables)

    def claims(self, asked: Asked, as_of: str | None) -> list[Claim]:
        """Return the claims that are asked for, in the order asked for."""
        if as_of is None:
            return [claim_of(body) for body in store.bodies(self.db, asked)]
        told = (self.as_of(claim_of(body), as_of) for body in store.bodies(self.db, Asked()))
        return select([claim for claim in told if claim is not None], asked)

    def count(self, asked: Asked) -> int:
        """Return how many claims, as they stand, are asked for; `limit` is not looked at."""
        return store.count(self.db, asked)

    def claim(self, id: str, as_of: str | None) -> Claim | None:
        """Return the claim with this id or alias, or null."""
        found = store.body(self.db, id)
        return self.as_of(claim_of(found[0]), as_of) if found else None

    def begun(self, id: str, as_of: str | None) -> list[Claim]:
        """Return the claim with this id or alias, or those, two at most, of which one begins so."""
        bodies = store.body(self.db, id) or store.begun(self.db, id)
        told = (self.as_of(claim_of(body), as_of) for body in bodies)
        return [claim for claim in told if claim is not None]

    def lists(self, as_of: str | None) -> store.Lists:
        """Return the lists as of a moment."""
        return store.Lists(self.db, store.end_of(as_of))

    def told(self, bodies: Iterable[bytes], as_of: str | None) -> list[Claim]:
        """Return kept claims as of a moment; those of which nothing was said by then are left out."""
        told = (self.as_of(claim_of(body), as_of) for body in bodies)
        return [claim for claim in told if claim is not None]

    def as_of(self, claim: Claim, as_of: str | None) -> Claim | None:
        """Return a claim as it stood, weighed from what was published by then; null where nothing was."""
        if as_of is None:
            return claim
        linked = linked_of(store.made(self.db, claim.id))
        judged = judged_by(self._maker.held, linked.mentions)
        made = self._maker.weighed([linked], judged, as_of=as_of, originals=self._originals.range)
        return made[0] if made else None

    @cached_property
    def _maker(self) -> Maker:
        held = in_force(judgements(self.db).values())
        return Maker(self.tables.lexicons, held, document_frames(self.db, judged_documents(held)))

    @cached_property
    def _originals(self) -> Originals:
        return Originals(self.db)
