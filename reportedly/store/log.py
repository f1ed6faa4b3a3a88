"""The log: what was done to the ledger, in a chain in which each entry holds the hash of the one before.

Rows that a change writes go in; one entry comes out that answers for each of them. `payload` is
canonical JSON: what the change was about, and under "rows" for each table the first key and the
number of rows. `digests` holds the first 8 bytes of each row's SHA-256, in that order, so that a
changed row can be named; "rows_sha256" is the SHA-256 over all whole digests, so that it is proven.

An entry can take back rows of entries before it: "gone" lists, for each table, [first key, number]
of rows that are no longer there, "changed" [key, sha256] of rows that now read otherwise. Reading a
document anew and redaction are written like this, and a ledger treated so still verifies.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from reportedly.ids import JSON, Canonical, canonical, sha256
from reportedly.store.sqlite import Database, Row, Value
from reportedly.store.tables import LOG, TABLES

Clock = Callable[[], datetime]
Rows = Mapping[str, Sequence[Row]]

BEFORE_ALL = "0" * 64
"""What the first entry gives as the hash of the one before."""

SHORT = 8
"""Bytes of each row's digest that an entry keeps: 2^64 tries to find another row with the same."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the log."""

    seq: int
    at: str
    kind: str
    subject: str
    payload: str
    digests: bytes
    previous: str
    hash: str

    def about(self) -> dict[str, object]:
        """Return what the payload tells of the change; nothing where it was tampered with."""
        try:
            found = json.loads(self.payload)
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}

    def computed(self) -> str:
        """Return the hash that the entry's content gives."""
        content: Canonical = [
            self.seq, self.at, self.kind, self.subject, self.payload, sha256(self.digests), self.previous,
        ]  # fmt: skip
        return sha256(canonical(content))


@dataclass(frozen=True, slots=True)
class Head:
    """Where the log ends: how many entries, when the last was written, and its hash.

    Whoever holds it can tell later that nothing before it was cut or rewritten.
    """

    seq: int
    at: str
    hash: str

    def __str__(self) -> str:
        return f"reportedly-head {self.seq} {self.at} {self.hash}"


def utc_now() -> datetime:
    """Return the time, for whoever has no other clock to hand in."""
    return datetime.now(UTC)


def stamp(at: datetime) -> str:
    """Return a time as the ledger writes it: ISO 8601 in UTC, to the second."""
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def head(db: Database) -> Head:
    """Return where the log ends."""
    row = db.row("SELECT seq, at, hash FROM log ORDER BY seq DESC LIMIT 1")
    return Head(*row) if row else Head(0, "", BEFORE_ALL)


def entries(db: Database) -> Iterator[Entry]:
    """Yield the entries, oldest first."""
    for row in db.rows(f"SELECT {', '.join(LOG)} FROM log ORDER BY seq"):
        yield Entry(*row)


def digest(table: str, row: Row) -> bytes:
    """Return the SHA-256 of a row: of the canonical JSON of its table and its columns that are not null.

    Binary values stand as their own SHA-256. Nulls are left out, so that a column added later
    leaves the digests of older rows as they are.
    """
    named = zip(TABLES[table].columns, row, strict=True)
    content = [table, [[name, _plain(value)] for name, value in named if value is not None]]
    return hashlib.sha256(JSON.encode(content).encode("utf-8", "surrogatepass")).digest()


def _plain(value: Value) -> Value | dict[str, str]:
    return {"sha256": sha256(value)} if isinstance(value, bytes) else value


def append(
    db: Database, at: datetime, kind: str, subject: str, about: Mapping[str, object], rows: Rows
) -> Entry:
    """Write the entry that answers for the rows; the caller writes these in the same transaction.

    A row's first value is its key, and keys follow each other within a table.
    """
    last = head(db)
    written = {table: found for table, found in rows.items() if found}
    digests = [digest(table, row) for table, found in written.items() for row in found]
    payload = {
        **about,
        "rows": {table: [found[0][0], len(found)] for table, found in written.items()},
        "rows_sha256": hashlib.sha256(b"".join(digests)).hexdigest(),
    }
    text = JSON.encode(payload)
    short = b"".join(each[:SHORT] for each in digests)
    entry = Entry(last.seq + 1, stamp(at), kind, subject, text, short, last.hash, "")
    entry = replace(entry, hash=entry.computed())
    db.insert("log", LOG, [tuple(getattr(entry, name) for name in LOG)])
    return entry


class Keys:
    """The next free key of each table: never one that was used before, even of a row that is gone."""

    def __init__(self, db: Database) -> None:
        self._last: dict[str, int] = dict(db.rows("SELECT name, seq FROM sqlite_sequence"))

    def take(self, table: str) -> int:
        """Take a key; a table's keys are taken in order, without gaps."""
        self._last[table] = self._last.get(table, 0) + 1
        return self._last[table]


def ranges(rows: Iterable[int]) -> list[list[int]]:
    """Write ascending keys as [first, number] of those that follow each other."""
    out: list[list[int]] = []
    for key in rows:
        if out and key == sum(out[-1]):
            out[-1][1] += 1
        else:
            out.append([key, 1])
    return out
