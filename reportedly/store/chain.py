"""The log as a chain: is each entry as it was written, and after the entry that it names?

In comes a ledger, and where its log once ended; out come findings, and what later entries took back.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from reportedly.store.kept import Finding
from reportedly.store.log import BEFORE_ALL, Entry, Head
from reportedly.store.ranges import Ranges
from reportedly.store.sqlite import Database
from reportedly.store.tables import LOG, TABLES
from reportedly.store.walk import walk


@dataclass(slots=True)
class Taken:
    """What entries took back of the rows of entries before them."""

    gone: defaultdict[str, Ranges] = field(default_factory=lambda: defaultdict(Ranges))
    changed: dict[tuple[str, int], str] = field(default_factory=dict)


class Chain:
    """The entries of a ledger's log."""

    def __init__(self, db: Database, head: Head | str | None) -> None:
        self.db = db
        self.head = head
        self.taken = Taken()
        self.entries = 0
        self.kinds: defaultdict[str, int] = defaultdict(int)
        self.end = Head(0, "", BEFORE_ALL)

    def findings(self) -> Iterator[Finding]:
        """Compute every hash again, along the chain; then look for the head that was kept."""
        met = self.head is None
        broken = False
        for seq, row in walk(self.db, "log", LOG):
            self.entries += 1
            if seq > self.end.seq + 1:
                yield Finding("log", self.end.seq + 1, "is missing: an entry was removed", seq - 1)
                broken = True
            elif seq < 1:
                yield Finding("log", seq, "was put in before the first entry")
            entry = entry_of(row)
            if entry is None:
                yield Finding("log", seq, "is no entry any more: its values were changed")
                self.end, broken = Head(seq, "", ""), True
                continue
            self.kinds[entry.kind] += 1
            changed = entry.computed() != entry.hash
            if changed:
                yield Finding("log", seq, "was changed: its content does not give its hash")
            if entry.previous != self.end.hash and not broken and not changed:
                what = "was rewritten: the entry after it was written after another one"
                yield Finding("log", self.end.seq or seq, what)
            # Once the chain is cut here, the entry after this one may be sound.
            broken = False
            self.end = Head(seq, entry.at, entry.hash)
            self._take_back(entry)
            if self.head is not None and self.end.hash == _hash(self.head):
                met = True
        if not met:
            yield self._cut()

    def walk(self) -> Iterator[Entry]:
        """Yield the entries that can be read."""
        for _, row in walk(self.db, "log", LOG):
            if (entry := entry_of(row)) is not None:
                yield entry

    def _take_back(self, entry: Entry) -> None:
        payload = payload_of(entry)
        for table, first, number in _gone(payload.get("gone")):
            self.taken.gone[table].add(first, number)
        for table, key, digest in _changed(payload.get("changed")):
            self.taken.changed[table, key] = digest

    def _cut(self) -> Finding:
        if isinstance(self.head, Head) and self.head.seq > self.end.seq:
            what = f"was cut off: the head that was kept is entry {self.head.seq}"
            return Finding("log", self.end.seq + 1, what, self.head.seq)
        if isinstance(self.head, Head):
            return Finding(
                "log", self.head.seq, "is not the entry that the kept head names: it was rewritten"
            )
        return Finding("log", None, "does not hold the kept head: its tail was cut off, or it was rewritten")


def entry_of(row: tuple[Any, ...] | None) -> Entry | None:
    """Return a row of the log as an entry, or null where its values are of other kinds than were written."""
    if row is None or not isinstance(row[LOG.index("digests")], bytes):
        return None
    texts = [value for name, value in zip(LOG, row, strict=True) if name not in ("seq", "digests")]
    return Entry(*row) if all(isinstance(value, str) for value in texts) else None


def payload_of(entry: Entry) -> dict[str, Any]:
    """Return what an entry says, empty where it cannot be read."""
    try:
        payload = json.loads(entry.payload)
    except (ValueError, RecursionError):
        return {}
    return payload if isinstance(payload, dict) else {}


def accounted(payload: dict[str, Any], digests: bytes, size: int) -> list[tuple[str, int, int]]:
    """Return table, first key and number of the rows that an entry answers for; empty where it cannot be."""
    out = []
    for table, found in (payload.get("rows") or {}).items() if isinstance(payload.get("rows"), dict) else ():
        sound = isinstance(found, list) and len(found) == 2 and all(type(n) is int for n in found)
        if table not in TABLES or not sound or found[1] < 0:
            return []
        out.append((table, found[0], found[1]))
    return out if sum(number for _, _, number in out) * size == len(digests) else []


def _gone(found: object) -> Iterator[tuple[str, int, int]]:
    for table, first, number in _pairs(found):
        if isinstance(number, int):
            yield table, first, number


def _changed(found: object) -> Iterator[tuple[str, int, str]]:
    for table, key, digest in _pairs(found):
        if isinstance(digest, str):
            yield table, key, digest


def _pairs(found: object) -> Iterator[tuple[str, int, object]]:
    """Yield table, key and what is said of it; what was tampered with may be of any form."""
    for table, pairs in found.items() if isinstance(found, dict) else ():
        for pair in pairs if table in TABLES and isinstance(pairs, list) else ():
            if isinstance(pair, list) and len(pair) == 2 and type(pair[0]) is int:
                yield table, pair[0], pair[1]


def _hash(head: Head | str) -> str:
    return head.hash if isinstance(head, Head) else head
