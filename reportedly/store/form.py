"""The file itself: its tables and guards as they were made, SQLite's own checks, the search indexes."""

from __future__ import annotations

from collections.abc import Iterator

from reportedly.errors import DamageError
from reportedly.store.kept import Finding
from reportedly.store.migrations import migrate
from reportedly.store.sqlite import Database
from reportedly.store.tables import SEARCHED

A_FEW = 3
"""Removed guards that are named one by one: whoever changes a row takes all away, or those of its table."""

_SCHEMA = "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name"


def form_findings(db: Database) -> Iterator[Finding]:
    """Compare the tables, indexes and guards with those of a new ledger; let SQLite check the rest."""
    yield from _schema(db)
    for row in db.rows("PRAGMA integrity_check"):
        if row[0] != "ok":
            yield Finding("the file", None, f"is damaged: {row[0]}")
    for table, key, parent, _ in db.rows("PRAGMA foreign_key_check"):
        row_key = key if isinstance(key, int) else None
        yield Finding(str(table), row_key, f"points at a row of {parent} that is not there")


def search_findings(path: str) -> Iterator[Finding]:
    """Compare each full-text index with its table; raise `LedgerError` where the file cannot be written.

    SQLite offers this check as a command that is written like an insertion, though it changes nothing.
    """
    db = Database(path, write=True)
    try:
        for table in SEARCHED:
            index = f"{table}_search"
            try:
                with db.write():
                    db.run(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")
            except DamageError:
                yield Finding(index, None, f"was changed: it is not the index of the table {table}")
    finally:
        db.close()


def _schema(db: Database) -> Iterator[Finding]:
    fresh = Database(":memory:", write=True, create=True)
    try:
        migrate(fresh, 0)
        wanted = {(str(row[0]), str(row[1])): row for row in fresh.rows(_SCHEMA)}
    finally:
        fresh.close()
    have = {(str(row[0]), str(row[1])): row for row in db.rows(_SCHEMA)}
    lost = sorted(name for kind, name in wanted.keys() - have.keys() if kind == "trigger")
    if len(lost) > A_FEW:
        yield Finding("the file", None, f"{len(lost)} guards were removed: {', '.join(lost)}")
    for kind, name in sorted(wanted.keys() | have.keys()):
        if kind == "trigger" and name in lost and len(lost) > A_FEW:
            continue
        if name.startswith("sqlite_stat"):
            continue
        row, own = have.get((kind, name)), wanted.get((kind, name))
        if row is None:
            yield Finding(name, None, f"is missing: the {kind} was removed")
        elif own is None:
            yield Finding(name, None, f"was put in: a {kind} that is no part of a ledger")
        elif row != own:
            yield Finding(name, None, f"was changed: the {kind} is not as a ledger's is made")
