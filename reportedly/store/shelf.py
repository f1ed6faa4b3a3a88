"""A shelf of passages that several processes share: parses and tags by key, for as long as a batch runs.

What is kept here saves time and decides nothing: it may be thrown away at any moment, and where its disk
fails the shelf stays empty.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from reportedly import settings
from reportedly.errors import LedgerError
from reportedly.store.sqlite import Database


class Shelf:
    """One file, or none (`:memory:`), with the latest `limit` passages."""

    def __init__(self, path: Path | str = ":memory:", limit: int = settings.PASSAGES) -> None:
        """Open the file, or make it."""
        self.limit = limit
        self._db: Database | None = None
        try:
            db = Database(path, write=True, create=True)
            db.run("PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF")
            db.run(
                "CREATE TABLE IF NOT EXISTS passage (number INTEGER PRIMARY KEY, key BLOB UNIQUE, made BLOB)"
            )
            self._db = db
        except LedgerError:
            self.close()

    def close(self) -> None:
        """Close the file; nothing is found from now on."""
        if self._db is not None:
            self._db.close()
        self._db = None

    def get(self, keys: Sequence[bytes]) -> Mapping[bytes, bytes]:
        """Return the passages that are there."""
        if self._db is None:
            return {}
        sql = "SELECT made FROM passage WHERE key = ?"
        try:
            found = {key: self._db.value(sql, (key,)) for key in keys}
        except LedgerError:
            self.close()
            return {}
        return {key: made for key, made in found.items() if made is not None}

    def put(self, passages: Mapping[bytes, bytes]) -> None:
        """Keep passages; the oldest go where they are too many."""
        if self._db is None:
            return
        try:
            with self._db.write():
                for row in passages.items():
                    self._db.run("INSERT OR IGNORE INTO passage (key, made) VALUES (?, ?)", row)
                last = self._db.number("SELECT max(number) FROM passage")
                self._db.run("DELETE FROM passage WHERE number <= ?", (last - self.limit,))
        except LedgerError:
            self.close()
