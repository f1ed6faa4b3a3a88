"""What the ledger tells of what it keeps: documents, statements, problems and hits, as frozen rows."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from reportedly.shapes import Span


class Status(StrEnum):
    """What became of an item that was to be added."""

    ADDED = "added"
    NEW_VERSION = "new version"
    REREAD = "reread"
    KNOWN = "known"
    SKIPPED = "skipped"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class KeptDocument:
    """A document in the ledger; `number` counts the versions of its address.

    `supersedes` is the id of the one before. Versions are in the order of publication, then of
    retrieval, then of adding. `statements` is how many were read.
    """

    id: str
    title: str | None
    url: str | None
    outlet: str | None
    published: str | None
    language: str | None
    bytes_sha256: str
    media: str
    number: int
    supersedes: str | None
    statements: int
    schema: str = "reportedly/document/1"


@dataclass(frozen=True, slots=True)
class KeptStatement:
    """A statement in the ledger in words: who said it (null: nobody named), through whom, how and what.

    `start` and `end` are in the document's text; `original` is the range of characters of the decoded
    original that holds all of the content, or null where any of it was not found there.
    """

    id: str
    document: str
    title: str | None
    outlet: str | None
    published: str | None
    url: str | None
    voice: str
    source: str | None
    chain: tuple[str, ...]
    act: str
    factuality: str
    quotation: str
    text: str
    start: int
    end: int
    original: Span | None
    schema: str = "reportedly/statement/1"


@dataclass(frozen=True, slots=True)
class KeptOriginal:
    """A document's bytes as received, with their hash, medium and size; `data` is null where taken out."""

    sha256: str
    media: str
    size: int
    data: bytes | None


@dataclass(frozen=True, slots=True)
class KeptProblem:
    """An item that was refused; `kind` is "input", or "fault" where the program failed on it."""

    input: str
    problem: str
    kind: str
    at: str
    schema: str = "reportedly/problem/1"


@dataclass(frozen=True, slots=True)
class Seen:
    """What the ledger knows of an input that it was given before: its document, or why it was skipped."""

    status: Status
    document: str | None
    detail: str | None


@dataclass(frozen=True, slots=True)
class Finding:
    """What `verify` found: in which table, at which row (its key), and what.

    `row` is null where it is no single row; `last` is the last of several rows that follow each other.
    """

    table: str
    row: int | None
    what: str
    last: int | None = None

    def __str__(self) -> str:
        rows = "" if self.row is None else f" {self.row}"
        if self.row is not None and self.last is not None and self.last != self.row:
            rows += f" to {self.last}"
        return f"{self.table}{rows}: {self.what}"


@dataclass(frozen=True, slots=True)
class Report:
    """What `verify` came to: all findings, what was gone through, and where the log ends.

    `kinds` counts the log's entries by kind, so that what was taken out by redaction is not passed
    over in silence; `unchecked` says what could not be looked at, and why.
    """

    findings: tuple[Finding, ...]
    entries: int
    rows: int
    documents: int
    originals: int
    kinds: tuple[tuple[str, int], ...]
    head: str
    unchecked: tuple[str, ...] = ()
    schema: str = "reportedly/verified/1"

    @property
    def clean(self) -> bool:
        """Whether everything is as it was written."""
        return not self.findings
