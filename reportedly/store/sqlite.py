"""The only door to SQLite (through apsw, which brings a current one): a file, statements, transactions.

Paths and SQL go in; rows come out as tuples. Errors of the library leave as `LedgerError`s that say
what happened to which file and what to do. A writer waits for other writers instead of failing.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import quote

import apsw

from reportedly.errors import DamageError, LedgerError

Value = str | int | float | bytes | None
Row = tuple[Any, ...]
"""A row as it comes: what its columns hold, the tables say."""

BROKEN = ((3, 7, 0), (3, 51, 2))
"""The first and last SQLite whose write-ahead log can corrupt a file that two connections write
(a race between a checkpoint and a commit, mended in 3.51.3)."""

BUSY_SECONDS = 600.0
"""How long a writer waits for others: a transaction takes milliseconds, an upgrade of a big file minutes."""

_NAP = 0.02
"""Seconds between two tries: short against the work on an article, long against a spinning core."""


class Database:
    """One connection to one file; not to be shared between threads or processes."""

    def __init__(self, path: Path | str, *, write: bool = False, create: bool = False) -> None:
        """Open the file; raise `LedgerError` where it is missing, unreadable or no database."""
        self.path = str(path)
        flags = apsw.SQLITE_OPEN_READWRITE if write else apsw.SQLITE_OPEN_READONLY
        if write:
            refuse_broken(apsw.sqlite_lib_version())
        if create:
            flags |= apsw.SQLITE_OPEN_CREATE
        elif not Path(self.path).exists():
            raise LedgerError(f"{self.path}: no such ledger; check the path")
        if Path(self.path).is_dir():
            raise LedgerError(f"{self.path}: is a folder; name the file of the ledger first")
        with self._told():
            try:
                self._connection = _connected(self.path, flags)
            except apsw.CantOpenError:
                if write or not Path(self.path).is_file() or Path(f"{self.path}-wal").exists():
                    raise
                # On a disk that cannot be written there is no room for the file that readers share
                # with writers, and no writer either.
                address = f"file:{quote(self.path)}?immutable=1"
                self._connection = _connected(address, flags | apsw.SQLITE_OPEN_URI)

    def close(self) -> None:
        """Close the file; what was committed stays, whatever closing itself runs into."""
        self._connection.close(True)

    def rows(self, sql: str, values: Sequence[Value] = ()) -> Iterator[Row]:
        """Yield the rows of a query as they are asked for."""
        with self._told():
            yield from self._connection.execute(sql, tuple(values))

    def row(self, sql: str, values: Sequence[Value] = ()) -> Row | None:
        """Return the first row of a query, or null."""
        for row in self.rows(sql, values):
            return row
        return None

    def value(self, sql: str, values: Sequence[Value] = ()) -> Any:
        """Return the first value of the first row of a query, or null."""
        row = self.row(sql, values)
        return row[0] if row else None

    def number(self, sql: str, values: Sequence[Value] = ()) -> int:
        """Return the whole number that a query gives, 0 where it gives none."""
        value = self.value(sql, values)
        return value if isinstance(value, int) else 0

    def run(self, sql: str, values: Sequence[Value] = ()) -> None:
        """Run one or several statements."""
        with self._told():
            self._connection.execute(sql, tuple(values)).fetchall()

    def keep_a_journal(self) -> None:
        """Write ahead into a journal from now on (WAL), for whoever opens the file; outside a transaction."""
        with self._told():
            for tries in count():
                try:
                    self._connection.execute("PRAGMA journal_mode = WAL").fetchall()
                    return
                except apsw.BusyError:
                    # Of several that ask at once SQLite sends all but one away, without asking `_wait`.
                    if not _wait(tries):
                        raise

    def insert(self, table: str, columns: Sequence[str], rows: Iterable[Row]) -> None:
        """Insert rows into a table."""
        names = ", ".join(f'"{name}"' for name in columns)
        places = ", ".join("?" * len(columns))
        with self._told():
            self._connection.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({places})', rows)

    def run_many(self, sql: str, rows: Iterable[Row]) -> None:
        """Run one statement for each row of values."""
        with self._told():
            self._connection.executemany(sql, rows)

    @contextmanager
    def write(self) -> Iterator[None]:
        """Hold the only write transaction: all of what is inside is kept, or nothing."""
        yield from self._transaction("BEGIN IMMEDIATE", "COMMIT")

    @contextmanager
    def read(self) -> Iterator[None]:
        """Hold one state of the file, whatever others write meanwhile."""
        yield from self._transaction("BEGIN", "ROLLBACK")

    def _transaction(self, begin: str, end: str) -> Iterator[None]:
        self.run(begin)
        try:
            yield
            self.run(end)
        except BaseException:
            # SQLite has rolled back by itself where the disk is full.
            if self._connection.in_transaction:
                self.run("ROLLBACK")
            raise

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Turn the library's errors into ours."""
        try:
            yield
        except apsw.Error as error:
            told = _told(self.path, error)
            if told is None:
                raise
            kind = DamageError if isinstance(error, apsw.CorruptError) else LedgerError
            raise kind(f"{self.path}: {told}") from error


def _connected(path: str, flags: int) -> apsw.Connection:
    """Open a connection with our settings; that it is a database shows with the first query."""
    connection = apsw.Connection(path, flags=flags)
    try:
        connection.set_busy_handler(_wait)
        # FULL: the log is synced at each commit, so that what was acknowledged survives a power cut.
        for setting in ("foreign_keys = ON", "synchronous = FULL", "cache_size = -16000"):
            connection.execute(f"PRAGMA {setting}")
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchall()
    except BaseException:
        connection.close(True)
        raise
    return connection


def refuse_broken(version: str) -> None:
    """Raise `LedgerError` where this SQLite can corrupt what two connections write."""
    found = tuple(int(part) for part in version.split(".")[:3])
    first, last = BROKEN
    if first <= found <= last:
        raise LedgerError(
            f"SQLite {version} can corrupt a ledger that two programs write (3.7.0 to 3.51.2 do); "
            "install a newer apsw, which brings its own: pip install -U apsw"
        )


def _wait(tries: int) -> bool:
    """Wait for another writer; called by SQLite again and again until it returns false."""
    time.sleep(_NAP)
    return tries * _NAP < BUSY_SECONDS


def _told(path: str, error: apsw.Error) -> str | None:
    """Say in the user's words what happened, or null where only a fault of ours explains it."""
    kept = "all that was acknowledged is kept"
    if isinstance(error, apsw.FullError):
        return f"the disk is full; {kept}: free some space and run the same command again"
    if getattr(error, "extendedresult", None) == apsw.SQLITE_IOERR_WRITE:
        return (
            f"the disk takes no more: it is full, or a quota is; {kept}: free some space and run this again"
        )
    if isinstance(error, apsw.IOError):
        return f"the disk cannot be read or written ({error}); {kept}: check its space, then run this again"
    if isinstance(error, apsw.BusyError | apsw.LockedError):
        return f"has been written by another program for {BUSY_SECONDS / 60:.0f} minutes; try again later"
    if isinstance(error, apsw.NotADBError):
        return "is no ledger; give the file that `reportedly add` made"
    if isinstance(error, apsw.CorruptError):
        return f"is damaged ({error}); run `reportedly verify` on it, and go on from a copy"
    if isinstance(error, apsw.ReadOnlyError | apsw.PermissionsError):
        return "cannot be written; check who may write the file and its folder"
    if isinstance(error, apsw.CantOpenError):
        if Path(path).exists():
            return "cannot be opened; check who may read the file and its folder"
        return "no such ledger, and none could be made; check the path and who may write into its folder"
    if isinstance(error, apsw.ConstraintError) and "the ledger only grows" in str(error):
        return str(error).removeprefix("ConstraintError: ")
    return None
