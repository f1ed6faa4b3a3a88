"""A shelf over a ledger's tables: each page asks for the rows that it shows; no list of all claims is held.

A ledger goes in; pages of claims, facets and lists come out. Facets and whole lists, for which most rows have
to be looked at, are remembered until the ledger changes: the last few that were asked for.
"""

from __future__ import annotations

import json
import math
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, TypeVar, cast

from reportedly.claim import Claim, Party, Passage, Where
from reportedly.shapes import Capture, EntityKind, Reading, SourceKind
from reportedly.store.claims import Of, body
from reportedly.store.sqlite import Row
from reportedly.web import lists, passages, wording
from reportedly.web.lists import Asked, Found
from reportedly.web.outlines import Country
from reportedly.web.passages import Said
from reportedly.web.shelf import Some
from reportedly.web.sources import FATES, ActorRow, ArticleRow, PairRow, PlaceRow, SourceRow

if TYPE_CHECKING:
    from reportedly.loop.kept import KeptClaims

_FACETS = ("standing", "actor", "place", "said_by")
_REMEMBERED = 32
_STATEMENTS = 50_000
"""Claims of so many statements are remembered: about 100 MB."""
Made = TypeVar("Made")
Shown = TypeVar("Shown")


@dataclass(slots=True)
class Tabled:
    """A shelf of a ledger; `kept` gives its claims, up to date, `state` what changes whenever it does."""

    name: str
    kept: Callable[[], KeptClaims]
    reading: Callable[[str], Reading]
    original: Callable[[str], Capture]
    state: Callable[[], object]
    outlines: Sequence[Country] = ()
    reprinted: Callable[[str, Sequence[str]], Sequence[Passage]] = lambda *_: ()
    _claims: OrderedDict[tuple[object, bytes], Claim | None] = field(default_factory=OrderedDict)
    _made: dict[tuple[object, ...], Any] = field(default_factory=dict)

    def found(self, ask: Asked, as_of: str | None) -> Found:
        """Return one page of the claims that fit, their number, and the facets."""
        rows = self.kept().lists(as_of)
        bodies, total = rows.page(ask, (max(ask.page, 1) - 1) * lists.PAGE, lists.PAGE)
        pages = max(1, math.ceil(total / lists.PAGE))
        at = min(max(ask.page, 1), pages)
        if at != ask.page:
            bodies, _ = rows.page(ask, (at - 1) * lists.PAGE, lists.PAGE)
        facets = self._once((as_of, replace(ask, sort="", page=1)), lambda: {
            name: lists.choices(name, dict(rows.facet(name, ask, lists.MOST)), getattr(ask, name))
            for name in _FACETS
        })  # fmt: skip
        return Found(replace(ask, page=at), tuple(self._told(bodies, as_of)), total, pages, facets)

    def claim(self, id: str, as_of: str | None) -> Claim | None:
        """Return the claim with this id or alias, or null."""
        told = self._told(body(self.kept().db, id)[:1], as_of)
        return told[0] if told else None

    def claims_of(self, of: Of, as_of: str | None, limit: int = 200) -> Some[Claim]:
        """Return the claims that are meant, the latest reported first."""
        bodies, total = self.kept().lists(as_of).of(of, limit)
        return Some(tuple(self._told(bodies, as_of)), total)

    def said_in(self, document: str, as_of: str | None) -> list[Said]:
        """Return a document's statements with their claims, in the order of the text."""
        bodies = self.kept().lists(None).of_document(document)
        return passages.said_in(self._told(bodies, as_of), document)

    def sources(self, as_of: str | None, limit: int = 500) -> Some[SourceRow]:
        """Return who speaks, those who speak of most claims first."""
        return self._once(("sources", as_of, limit), lambda: _some(
            lambda name, kinds, says, denies, brings, fates: SourceRow(
                name, tuple(sorted(wording.KINDS[SourceKind(kind)] for kind in kinds)), says, denies, brings,
                tuple((fate, fates[fate]) for fate in FATES if fate in fates),
            ),
            self.kept().lists(as_of).sources(limit),
        ))  # fmt: skip

    def articles(self, as_of: str | None, limit: int = 500) -> Some[ArticleRow]:
        """Return the documents that say something of a claim, the latest first."""
        return self._once(("articles", as_of, limit), lambda: _some(
            ArticleRow, self.kept().lists(as_of).articles(limit)
        ))  # fmt: skip

    def actors(self, as_of: str | None, limit: int = 500) -> Some[ActorRow]:
        """Return the parties to events, those in most claims first."""
        return self._once(("actors", as_of, limit), lambda: _some(
            lambda party, *numbers: ActorRow(_party(party), *numbers), self.kept().lists(as_of).actors(limit)
        ))  # fmt: skip

    def places(self, as_of: str | None, limit: int = 500) -> Some[PlaceRow]:
        """Return where events are said to have happened, the places of most claims first."""
        return self._once(("places", as_of, limit), lambda: _some(
            lambda where, *numbers: PlaceRow(Where(**json.loads(where)), *numbers),
            self.kept().lists(as_of).places(limit),
        ))  # fmt: skip

    def pairs(self, as_of: str | None, limit: int = 500) -> Some[PairRow]:
        """Return who is said to have done what to whom, the pairs of most claims first."""
        return self._once(("pairs", as_of, limit), lambda: _some(
            lambda a, b, *rest: PairRow(_party(a), _party(b), *rest), self.kept().lists(as_of).pairs(limit)
        ))  # fmt: skip

    def _told(self, bodies: Sequence[bytes], as_of: str | None) -> list[Claim]:
        """Return kept claims as of a moment; those looked at last are remembered as they were unpacked."""
        kept = self.kept()
        at = None if as_of is None else (self.state(), kept.tables.sha256, as_of)
        out = []
        for packed in bodies:
            if (at, packed) not in self._claims:
                self._claims[at, packed] = next(iter(kept.told([packed], as_of)), None)
            claim = self._claims[at, packed]
            self._claims.move_to_end((at, packed))
            out += [] if claim is None else [claim]
        held = sum(1 if claim is None else len(claim.statements) for claim in self._claims.values())
        while held > _STATEMENTS and len(self._claims) > 1:
            _, claim = self._claims.popitem(last=False)
            held -= 1 if claim is None else len(claim.statements)
        return out

    def _once(self, key: tuple[object, ...], make: Callable[[], Made]) -> Made:
        """Return what is made of the tables, made once as long as the ledger stays as it is."""
        key = (self.state(), self.kept().tables.sha256, *key)
        if key not in self._made:
            while len(self._made) >= _REMEMBERED:
                del self._made[next(iter(self._made))]
            self._made[key] = make()
        return cast(Made, self._made[key])


def _some(make: Callable[..., Shown], found: tuple[Sequence[Row], int]) -> Some[Shown]:
    rows, total = found
    return Some(tuple(make(*row) for row in rows), total)


def _party(packed: str) -> Party:
    row = json.loads(packed)
    kind = None if row["kind"] is None else EntityKind(row["kind"])
    return Party(row["name"], row["actor"], kind, row["country"])
