"""A shelf over a ledger's tables: each page asks for the rows that it shows; no list of all claims is held.

A ledger goes in; pages of claims, facets and lists come out. What is asked of most, the facets of the list
without a question, is remembered until the ledger changes.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from reportedly.claim import Claim, Party, Passage, Where
from reportedly.shapes import Capture, EntityKind, Reading, SourceKind
from reportedly.store.claims import Names
from reportedly.store.claims import Page as Question
from reportedly.web import lists, passages, wording
from reportedly.web.lists import Asked, Choice, Found
from reportedly.web.outlines import Country
from reportedly.web.passages import Said
from reportedly.web.shelf import Of, Some
from reportedly.web.sources import FATES, ActorRow, ArticleRow, PairRow, PlaceRow, SourceRow

if TYPE_CHECKING:
    from reportedly.loop.kept import KeptClaims

_FACETS = ("standing", "actor", "place", "said_by")
_REMEMBERED = 16


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
    _facets: dict[tuple[object, ...], dict[str, tuple[Choice, ...]]] = field(default_factory=dict)

    def found(self, ask: Asked, as_of: str | None) -> Found:
        """Return one page of the claims that fit, their number, and the facets."""
        kept = self.kept()
        rows = kept.lists(as_of)
        asked = _question(ask)
        bodies, total = rows.page(asked, (max(ask.page, 1) - 1) * lists.PAGE, lists.PAGE)
        pages = max(1, math.ceil(total / lists.PAGE))
        at = min(max(ask.page, 1), pages)
        if at != ask.page:
            bodies, _ = rows.page(asked, (at - 1) * lists.PAGE, lists.PAGE)
        key = (self.state(), as_of, replace(asked, sort=""))
        if key not in self._facets:
            while len(self._facets) >= _REMEMBERED:
                del self._facets[next(iter(self._facets))]
            self._facets[key] = {
                name: lists.choices(name, dict(rows.facet(name, asked, lists.MOST)), getattr(ask, name))
                for name in _FACETS
            }
        return Found(replace(ask, page=at), tuple(kept.told(bodies, as_of)), total, pages, self._facets[key])

    def claim(self, id: str, as_of: str | None) -> Claim | None:
        """Return the claim with this id or alias, or null."""
        return self.kept().claim(id, as_of)

    def claims_of(self, of: Of, as_of: str | None, limit: int = 200) -> Some[Claim]:
        """Return the claims that are meant, the latest reported first."""
        kept = self.kept()
        names = Names(of.party, of.actor, of.recipient, of.place, of.source, of.relay, of.outlets)
        bodies, total = kept.lists(as_of).of(names, limit)
        return Some(tuple(kept.told(bodies, as_of)), total)

    def said_in(self, document: str, as_of: str | None) -> list[Said]:
        """Return a document's statements with their claims, in the order of the text."""
        kept = self.kept()
        return passages.said_in(kept.told(kept.lists(None).of_document(document), as_of), document)

    def sources(self, as_of: str | None, limit: int = 500) -> Some[SourceRow]:
        """Return who speaks, those who speak of most claims first."""
        rows, total = self.kept().lists(as_of).sources(limit)
        return Some(tuple(
            SourceRow(
                name, tuple(sorted(wording.KINDS[SourceKind(kind)] for kind in kinds)), says, denies, brings,
                tuple((fate, fates[fate]) for fate in FATES if fate in fates),
            )
            for name, kinds, says, denies, brings, fates in rows
        ), total)  # fmt: skip

    def articles(self, as_of: str | None, limit: int = 500) -> Some[ArticleRow]:
        """Return the documents that say something of a claim, the latest first."""
        rows, total = self.kept().lists(as_of).articles(limit)
        return Some(tuple(ArticleRow(*row) for row in rows), total)

    def actors(self, as_of: str | None, limit: int = 500) -> Some[ActorRow]:
        """Return the parties to events, those in most claims first."""
        rows, total = self.kept().lists(as_of).actors(limit)
        return Some(tuple(ActorRow(_party(party), *numbers) for party, *numbers in rows), total)

    def places(self, as_of: str | None, limit: int = 500) -> Some[PlaceRow]:
        """Return where events are said to have happened, the places of most claims first."""
        rows, total = self.kept().lists(as_of).places(limit)
        return Some(tuple(PlaceRow(Where(**json.loads(where)), *numbers) for where, *numbers in rows), total)

    def pairs(self, as_of: str | None, limit: int = 500) -> Some[PairRow]:
        """Return who is said to have done what to whom, the pairs of most claims first."""
        rows, total = self.kept().lists(as_of).pairs(limit)
        return Some(tuple(PairRow(_party(a), _party(b), *rest) for a, b, *rest in rows), total)


def _question(ask: Asked) -> Question:
    return Question(
        ask.words,
        ask.standing,
        ask.actor,
        ask.place,
        ask.said_by,
        ask.since,
        ask.until,
        ask.origins,
        ask.sort,
    )


def _party(packed: str) -> Party:
    row = json.loads(packed)
    kind = None if row["kind"] is None else EntityKind(row["kind"])
    return Party(row["name"], row["actor"], kind, row["country"])
