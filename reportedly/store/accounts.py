"""The rows against the log: each must be the one that an entry answers for, and all of these must be there.

Entries go in, one after the other; findings come out that name the row that was changed, removed or
put in. What hashes cannot tell is checked beside: originals unpack to their hash, ids follow from
what they are made of, and words are the words of the text.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator

from reportedly.errors import LedgerError
from reportedly.ids import document_id
from reportedly.store.chain import Taken, accounted, payload_of
from reportedly.store.kept import Finding
from reportedly.store.log import SHORT, Entry, digest
from reportedly.store.originals import unpack
from reportedly.store.ranges import Ranges, runs
from reportedly.store.sqlite import Database, Row
from reportedly.store.tables import SPANNED, TABLES
from reportedly.store.walk import readable, walk


class Accounts:
    """What the log has answered for so far."""

    def __init__(self, db: Database, taken: Taken) -> None:
        self.db = db
        self.taken = taken
        self.known: defaultdict[str, Ranges] = defaultdict(Ranges)
        self.rows = 0
        self._text: tuple[int, str | None] = (0, None)

    def settle(self, entry: Entry) -> Iterator[Finding]:
        """Compare the rows that an entry answers for with those that are there."""
        payload = payload_of(entry)
        whole = hashlib.sha256()
        doubts: list[Finding] = []
        at = 0
        for table, first, number in accounted(payload, entry.digests, SHORT):
            self.known[table].add(first, number)
            there = dict(walk(self.db, table, TABLES[table].columns, first, first + number - 1))
            self.rows += len(there)
            for key in range(first, first + number):
                short = entry.digests[at : at + SHORT]
                at += SHORT
                if key in self.taken.gone[table]:
                    continue
                row = there.get(key)
                found = b"" if row is None else digest(table, row)
                whole.update(found)
                changed = self.taken.changed.get((table, key))
                if found.hex() != changed if changed is not None else found[:SHORT] != short or not found:
                    doubts.append(Finding(table, key, _what(key in there, entry)))
                    if table == "document":
                        self._text = (key, None)
                elif row is not None:
                    yield from self._content(table, key, row)
        # The digests of single rows may be what was tampered with; the one over all says more.
        if whole.hexdigest() != payload.get("rows_sha256"):
            yield from doubts

    def left_over(self) -> Iterator[Finding]:
        """Name the rows that no entry answered for, and tables that once had more rows than the log says."""
        sequences: dict[str, object] = dict(self.db.rows("SELECT name, seq FROM sqlite_sequence"))
        for table in TABLES:
            for stretch in self._not_there(table):
                strange = (key for key, _ in walk(self.db, table, TABLES[table].columns[:1], *stretch))
                for first, last in runs(strange):
                    yield Finding(table, first, "was put in: no log entry answers for it", last)
            once = sequences.get(table, 0)
            if once != (last := self.known[table].last()):
                what = f"the log answers for rows up to {last}, SQLite has counted up to {once}"
                yield Finding(table, None, f"{what}: entries were cut off, or the count was changed")

    def _not_there(self, table: str) -> Iterator[tuple[int, int]]:
        """Yield the stretches of keys in which no row may be."""
        yield from self.known[table].outside()
        yield from self.taken.gone[table].inside()

    def _content(self, table: str, key: int, row: Row) -> Iterator[Finding]:
        """Check what a row says against the rows that it is made from."""
        values = dict(zip(TABLES[table].columns, row, strict=True))
        redacted = (table, key) in self.taken.changed
        if table == "original" and not redacted:
            try:
                unpack(*(values[name] for name in ("encoding", "bytes", "size", "sha256")))
            except LedgerError as error:
                yield Finding(table, key, str(error))
        elif table == "document" and not redacted:
            sha = readable(self.db, "SELECT sha256 FROM original WHERE key = ?", values["original"])
            made = document_id(str(sha), *(values[name] for name in ("url", "outlet", "published")))
            if made != values["id"]:
                yield Finding(table, key, "its id does not follow from its original, url, outlet and date")
        elif table in SPANNED and ("document", values["document"]) not in self.taken.changed:
            text = self._text_of(values["document"])
            if text is not None and text[values["start"] : values["end"]] != row[SPANNED[table]]:
                yield Finding(table, key, "its words are not those of the text at its place")

    def _text_of(self, document: int) -> str | None:
        """Return a document's text; null where it was tampered with, which is a finding of its own."""
        if self._text[0] != document:
            text = readable(self.db, "SELECT text FROM document WHERE key = ?", document)
            self._text = (document, text if isinstance(text, str) else None)
        return self._text[1]


def _what(there: bool, entry: Entry) -> str:
    what = "was changed" if there else "is missing: it was removed"
    return f"{what} (log entry {entry.seq}, {entry.kind}: {entry.subject})"
