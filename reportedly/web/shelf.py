"""What the pages take from a ledger, as one small interface, so that any ledger can be put behind them.

Nothing goes in but ids and a date; claims, documents, readings and bytes come out. A shelf that looks
things up says `LedgerError` where there is none.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeVar, cast

from reportedly.claim import Claim
from reportedly.shapes import Capture, Reading
from reportedly.web.outlines import Country

Made = TypeVar("Made")


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

    @property
    def derived(self) -> Derived:
        """Return what is kept of what was made of the claims."""
        ...

    def claims(self, as_of: str | None) -> Sequence[Claim]:
        """Return all claims, as they stood at the end of a day or moment (EDTF), or as they stand."""
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


_REMEMBERED = 8
