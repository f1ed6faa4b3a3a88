"""What the pages take from a ledger, as one small interface, so that any ledger can be put behind them.

Questions and a date go in; the rows of one page come out, with how many there are. A page asks for a page of
claims with its facets (`found`), for one claim (`claim`), for the claims of an actor, place, source, outlet
or pair of them (`claims_of`), or for a list of sources, articles, actors, places or pairs of actors; no page
asks for all claims, since a ledger may hold a million. A shelf that looks things up says `LedgerError` where
there is none.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar, cast

from reportedly.claim import Claim, Passage
from reportedly.shapes import Capture, Reading
from reportedly.store.claims import Of
from reportedly.web import lists, passages, sources
from reportedly.web.lists import Asked, Found
from reportedly.web.outlines import Country
from reportedly.web.passages import Said
from reportedly.web.sources import ActorRow, ArticleRow, PairRow, PlaceRow, SourceRow

Made = TypeVar("Made")
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Some(Generic[Row]):
    """The first rows of a list, and how many it has."""

    rows: tuple[Row, ...]
    total: int


class Derived:
    """What is made of all claims, kept as long as the shelf gives the same claims."""

    def __init__(self) -> None:
        self._of: Sequence[Claim] | None = None
        self._made: dict[Callable[[Sequence[Claim]], object], object] = {}

    def of(self, claims: Sequence[Claim], make: Callable[[Sequence[Claim]], Made]) -> Made:
        """Return what `make` makes of the claims, made once."""
        if claims is not self._of:
            self._made.clear()
            self._of = claims
        if make not in self._made:
            self._made[make] = make(claims)
        return cast(Made, self._made[make])


class Shelf(Protocol):
    """Where pages get what they show."""

    @property
    def name(self) -> str:
        """Return what the ledger is called on the pages."""
        ...

    @property
    def outlines(self) -> Sequence[Country]:
        """Return the outlines that maps show beside the bundled world's."""
        ...

    def found(self, ask: Asked, as_of: str | None) -> Found:
        """Return one page of the claims that fit, their number, and the facets."""
        ...

    def claim(self, id: str, as_of: str | None) -> Claim | None:
        """Return the claim with this id or alias, or null: none, or nothing of it was said by then."""
        ...

    def claims_of(self, of: Of, as_of: str | None, limit: int = 200) -> Some[Claim]:
        """Return the claims that are meant, the latest reported first."""
        ...

    def said_in(self, document: str, as_of: str | None) -> list[Said]:
        """Return a document's statements with their claims, in the order of the text."""
        ...

    def sources(self, as_of: str | None, limit: int = 500) -> Some[SourceRow]:
        """Return who speaks, those who speak of most claims first."""
        ...

    def articles(self, as_of: str | None, limit: int = 500) -> Some[ArticleRow]:
        """Return the documents that say something of a claim, the latest first."""
        ...

    def actors(self, as_of: str | None, limit: int = 500) -> Some[ActorRow]:
        """Return the parties to events, those in most claims first."""
        ...

    def places(self, as_of: str | None, limit: int = 500) -> Some[PlaceRow]:
        """Return where events are said to have happened, the places of most claims first."""
        ...

    def pairs(self, as_of: str | None, limit: int = 500) -> Some[PairRow]:
        """Return who is said to have done what to whom (events and ties), the pairs of most claims first."""
        ...

    def reprinted(self, document: str, others: Sequence[str], /) -> Sequence[Passage]:
        """Return the passages of a document that stand in some others."""
        ...

    def reading(self, document: str, /) -> Reading:
        """Return a document's reading; raise `LedgerError` where there is none."""
        ...

    def original(self, document: str, /) -> Capture:
        """Return a document as received; raise `LedgerError` where there is none."""
        ...


@dataclass(slots=True)
class Kept:
    """A shelf that asks a ledger for its claims only when the ledger has changed.

    `state` returns something that changes whenever the ledger does (where its log ends).
    """

    name: str
    find_claims: Callable[[str | None], Sequence[Claim]]
    reading: Callable[[str], Reading]
    original: Callable[[str], Capture]
    state: Callable[[], object]
    outlines: Sequence[Country] = ()
    reprinted: Callable[[str, Sequence[str]], Sequence[Passage]] = lambda *_: ()
    derived: Derived = field(default_factory=Derived)
    _known: dict[str | None, Sequence[Claim]] = field(default_factory=dict)
    _at: object = None

    def claims(self, as_of: str | None) -> Sequence[Claim]:
        """Return the claims as of a date; the last few dates are remembered until the ledger changes."""
        state = self.state()
        if state != self._at:
            self._known.clear()
            self._at = state
        if as_of not in self._known:
            while len(self._known) >= _REMEMBERED:
                del self._known[next(iter(self._known))]
            self._known[as_of] = self.find_claims(as_of)
        return self._known[as_of]

    def found(self, ask: Asked, as_of: str | None) -> Found:
        """Return one page of the claims that fit, their number, and the facets."""
        return lists.found(self.derived.of(self.claims(as_of), lists.entries), ask)

    def claim(self, id: str, as_of: str | None) -> Claim | None:
        """Return the claim with this id or alias, or null."""
        return next((c for c in self.claims(as_of) if c.id == id or id in c.aliases), None)

    def claims_of(self, of: Of, as_of: str | None, limit: int = 200) -> Some[Claim]:
        """Return the claims that are meant, the latest reported first."""
        found = [claim for claim in self.claims(as_of) if _is_of(claim, of)]
        found.sort(key=lambda claim: claim.id)
        return _some(sorted(found, key=lambda claim: claim.last_reported or "", reverse=True), limit)

    def said_in(self, document: str, as_of: str | None) -> list[Said]:
        """Return a document's statements with their claims, in the order of the text."""
        return passages.said_in(self.claims(as_of), document)

    def sources(self, as_of: str | None, limit: int = 500) -> Some[SourceRow]:
        """Return who speaks, those who speak of most claims first."""
        return _some(self.derived.of(self.claims(as_of), sources.source_rows), limit)

    def articles(self, as_of: str | None, limit: int = 500) -> Some[ArticleRow]:
        """Return the documents that say something of a claim, the latest first."""
        return _some(self.derived.of(self.claims(as_of), sources.article_rows), limit)

    def actors(self, as_of: str | None, limit: int = 500) -> Some[ActorRow]:
        """Return the parties to events, those in most claims first."""
        return _some(self.derived.of(self.claims(as_of), sources.actor_rows), limit)

    def places(self, as_of: str | None, limit: int = 500) -> Some[PlaceRow]:
        """Return where events are said to have happened, the places of most claims first."""
        return _some(self.derived.of(self.claims(as_of), sources.place_rows), limit)

    def pairs(self, as_of: str | None, limit: int = 500) -> Some[PairRow]:
        """Return who is said to have done what to whom, the pairs of most claims first."""
        return _some(self.derived.of(self.claims(as_of), sources.pair_rows), limit)


def _is_of(claim: Claim, of: Of) -> bool:
    actor, recipient = (p.name if p else None for p in (claim.event.actor, claim.event.recipient))
    outlets = {saying.outlet for saying in claim.statements}
    return (
        of.party in (None, actor, recipient)
        and of.actor in (None, actor)
        and of.recipient in (None, recipient)
        and (of.place is None or (claim.event.place is not None and claim.event.place.name == of.place))
        and (of.source is None or any(origin.name == of.source for origin in claim.origins))
        and (of.relay is None or any(of.relay in saying.relays for saying in claim.statements))
        and outlets.issuperset(of.outlets)
    )


def _some(rows: Sequence[Row], limit: int) -> Some[Row]:
    return Some(tuple(rows[:limit]), len(rows))


_REMEMBERED = 8
