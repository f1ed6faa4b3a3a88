"""Rows of a table one by one, also of a table that somebody wrote nonsense into."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from reportedly.store.sqlite import Database, Row

FIRST, LAST = -(2**63), 2**63 - 1
"""The keys that SQLite can hold."""


def walk(
    db: Database, table: str, columns: Sequence[str], first: int = FIRST, last: int = LAST
) -> Iterator[tuple[int, Row | None]]:
    """Yield key and row in the order of keys, from `first` to `last`; null for a row that is no UTF-8.

    The first of `columns` is the key.
    """
    names = ", ".join(f'"{name}"' for name in columns)
    sql = f'SELECT {names} FROM "{table}" WHERE "{columns[0]}" BETWEEN ? AND ? ORDER BY 1'
    while True:
        try:
            for row in db.rows(sql, (first, last)):
                key: int = row[0]
                yield key, row
                if key == LAST:
                    return
                first = key + 1
            return
        except UnicodeDecodeError:
            key = db.number(f'SELECT min("{columns[0]}") FROM "{table}" WHERE "{columns[0]}" >= ?', (first,))
            yield key, None
            if key == LAST:
                return
            first = key + 1


def readable(db: Database, sql: str, key: int) -> Any:
    """Return the value that a query gives for a key; null where it is no UTF-8 either."""
    try:
        return db.value(sql, (key,))
    except UnicodeDecodeError:
        return None
