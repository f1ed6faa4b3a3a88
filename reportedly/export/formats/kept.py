"""What an exporter is given: a ledger's readings, claims, originals, log and judgements, to look at only.

The same ledger gives the same rows in the same order; there is no clock. Exporters of other packages get
this and nothing else (docs/extending.md).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from reportedly.claim import Claim, Judgement
from reportedly.shapes import Reading, Span


@dataclass(frozen=True, slots=True)
class Original:
    """A document's bytes as they were received; `data` is null where they were taken out."""

    sha256: str
    media: str
    size: int
    data: bytes | None


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the ledger's log: what was done when (ISO 8601, UTC) to what, and the entry's hash.

    `by` and `reason` are those that a person gave, or null.
    """

    seq: int
    at: str
    kind: str
    subject: str
    by: str | None
    reason: str | None
    hash: str


@dataclass(frozen=True, slots=True)
class Checked:
    """What checking everything that is kept against the log came to, and where the log ends."""

    head: str
    entries: int
    rows: int
    findings: tuple[str, ...]
    unchecked: tuple[str, ...]


class Kept(Protocol):
    """A ledger as exporters see it."""

    @property
    def name(self) -> str:
        """The name of the ledger's file, without its folder."""

    @property
    def version(self) -> str:
        """The version of the program that exports."""

    def readings(self) -> Iterator[Reading]:
        """Yield every document's reading, by date of publication and then by id."""

    def claims(self) -> Sequence[Claim]:
        """Return the claims, the first reported first."""

    def judgements(self) -> Sequence[Judgement]:
        """Return what people decided, in the order of writing, withdrawn judgements too."""

    def original(self, document: str) -> Original:
        """Return the bytes of a document, by its id."""

    def original_range(self, document: str, span: Span) -> Span | None:
        """Return the characters of a document's decoded original that hold a span's words, or null."""

    def entries(self) -> Iterator[Entry]:
        """Yield the log, oldest first."""

    def checked(self) -> Checked:
        """Check everything that is kept, as `reportedly verify` does."""
