"""Taking out, for a source's safety: a whole document, or a name wherever it stands.

What is taken out leaves the file itself, its free pages and its search index included; what stays is
a tombstone. The log says that something was taken out, when, why and by whom, and which rows went or
changed, so that the ledger still verifies; it does not say what it was.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from reportedly.errors import LedgerError
from reportedly.store.derived import clear
from reportedly.store.log import Clock, append, digest, ranges, utc_now
from reportedly.store.masking import Mask
from reportedly.store.opening import open_to_write
from reportedly.store.originals import unpack
from reportedly.store.restore import reading_of
from reportedly.store.rows import listed, rows_of
from reportedly.store.sqlite import Database, Row
from reportedly.store.tables import OF_READING, SEARCHED, TABLES

TAKEN_OUT = "[taken out]"
"""What stands for a title or a file name that is no longer there."""

_SAID = {
    "source": ("name", "role", "affiliation", "descriptors"), "entity": ("name",), "place": ("name",),
    "reason": ("detail",), "disguise": ("name", "detail"),
}  # fmt: skip
"""Columns that hold words which may stand nowhere in the text."""


@dataclass(frozen=True, slots=True)
class Redacted:
    """What was taken out: the documents that it was in, and how many rows went or changed.

    `left` are words of a name that still stand in those documents on their own. `wiped` is false
    where another program held the ledger open, so that old words may still be in its `-wal` file.
    """

    documents: tuple[str, ...]
    removed: int
    changed: int
    originals: int
    left: tuple[str, ...] = ()
    wiped: bool = True


_WRITTEN = (
    ("input", (2, 5)), ("problem", (1, 2)), ("judgement", (3, 4, 8, 9, 11)), ("withdrawal", (2, 4)),
)  # fmt: skip
"""Columns, by number, of tables of no document that hold words of people."""


_OF_WORDS = ("vector", "assertion")
"""Tables of what stretches of text mean, in numbers or lemmas: a row goes where its words held a name."""


class _Change:
    """Rows that go and rows that change, before any of it is written."""

    def __init__(self, db: Database) -> None:
        self.db = db
        self.gone: dict[str, set[int]] = {}
        self.rows: dict[str, dict[int, Row]] = {}

    def remove(self, table: str, keys: Iterable[int]) -> None:
        """Take rows away."""
        self.gone.setdefault(table, set()).update(keys)

    def put(self, table: str, row: Row) -> None:
        """Put a row in the place of the one with its key, where it differs."""
        if row != self.row(table, row[0]):
            self.rows.setdefault(table, {})[row[0]] = row

    def row(self, table: str, key: int) -> Row:
        """Return a row as it is in the ledger."""
        return next(iter(_rows(self.db, table, "key", key)))

    def write(self, now: Clock, about: dict[str, object], subject: str) -> None:
        """Write the log entry, then the change; the caller holds the transaction."""
        gone = {table: ranges(sorted(keys)) for table, keys in self.gone.items() if keys}
        changed = {
            table: [[key, digest(table, row).hex()] for key, row in sorted(rows.items())]
            for table, rows in self.rows.items()
        }
        append(self.db, now(), "redacted", subject, {**about, "gone": gone, "changed": changed}, {})
        clear(self.db)  # made of words that are no longer there; it is made anew
        for table in reversed(TABLES):
            for key in sorted(self.gone.get(table, ())):
                self.db.run(f'DELETE FROM "{table}" WHERE key = ?', (key,))
            for key, row in self.rows.get(table, {}).items():
                names = TABLES[table].columns[1:]
                places = ", ".join(f'"{name}" = ?' for name in names)
                self.db.run(f'UPDATE "{table}" SET {places} WHERE key = ?', (*row[1:], key))


class Redactor:
    """Takes documents and names out of one ledger."""

    def __init__(self, path: Path | str, *, now: Clock = utc_now) -> None:
        """Open the ledger; raise `LedgerError` where it is none or cannot be written."""
        self.now = now
        self.db = open_to_write(Path(path), now)

    def __enter__(self) -> Redactor:
        return self

    def __exit__(self, *ignored: object) -> None:
        self.db.close()

    def documents(self, ids: Sequence[str], reason: str, by: str) -> Redacted:
        """Take whole documents out: text, original, reading and every name of them.

        Raises `LedgerError` for an id that is not there, and where an original is also that of a
        document that is not among them.
        """
        change = _Change(self.db)
        self._wipe_as_written()
        with self.db.write():
            keys = {self._key(id): id for id in ids}
            originals = {change.row("document", key)[-2] for key in keys}
            self._refuse_shared(originals, keys)
            for key in keys:
                self._take_document(change, key)
            for key in originals:
                self._take_original(change, key)
            self._take_judgements(change, set(keys.values()))
            ids = list(keys.values())
            about: dict[str, object] = {"what": "documents", "documents": ids, "reason": reason, "by": by}
            change.write(self.now, about, "documents")
        return self._done(tuple(keys.values()), change)

    def name(self, names: Sequence[str], reason: str, by: str, *, dry_run: bool = False) -> Redacted:
        """Take names out of every document, and the originals that hold them.

        `names` are all spellings to look for, in any case. `dry_run` says what would be done and
        does nothing. The log keeps reason and by, not the names: raises `LedgerError` where the
        reason itself holds one.
        """
        mask = Mask(names)
        if mask.spans(f"{reason} {by}"):
            raise LedgerError("the reason holds the name, and the log keeps the reason; say it without")
        change = _Change(self.db)
        self._wipe_as_written()
        found: list[str] = []
        left: dict[str, None] = {}
        with self.db.write():
            said = self._naming(mask)
            for key, id in list(self.db.rows("SELECT key, id FROM document ORDER BY key")):
                if self._mask_document(change, key, mask, key in said):
                    found.append(id)
                    text = change.rows.get("document", {}).get(key, ("",))[-1]
                    left |= dict.fromkeys(mask.left(text))
            for table, columns in _WRITTEN:
                for row in list(_rows(self.db, table)):
                    masked = tuple(mask.value(v) if i in columns else v for i, v in enumerate(row))
                    change.put(table, masked)
            if not dry_run and (change.rows or change.gone):
                about: dict[str, object] = {"what": "name", "documents": found, "reason": reason, "by": by}
                change.write(self.now, about, "name")
        result = self._done(tuple(found), change, wipe=not dry_run)
        return replace(result, left=tuple(left))

    def _mask_document(self, change: _Change, key: int, mask: Mask, said: bool) -> bool:
        """Put blocks for the names in a document's rows and take its original out, where either holds one."""
        row = change.row("document", key)
        original = change.row("original", row[-2])
        holds = original[-1] is not None and mask.in_bytes(_bytes(original))
        masked = tuple(mask.value(value) if isinstance(value, str) else value for value in row)
        if masked == row and not holds and not said:
            return False
        change.put("document", masked)
        if original[-1] is not None:
            self._take_original(change, original[0])
        change.remove("past_reading", self._keys("past_reading", key))
        self._mask_reading(change, key, mask, mask.spans(row[-1]))
        return True

    def _mask_reading(self, change: _Change, key: int, mask: Mask, hidden: Sequence[tuple[int, int]]) -> None:
        """Make a reading's rows again from its masked shapes: the same rows, by the same keys."""
        if not self._keys("reading", key):
            return
        change.remove("trace", self._keys("trace", key))  # the original that it leads to is gone
        waiting = {table: iter(self._keys(table, key)) for table in OF_READING}
        reading = mask.value(reading_of(self.db, key))
        for table, rows in rows_of(reading, key, lambda table: next(waiting[table])).items():
            at = TABLES[table].columns.index("start") if table in _OF_WORDS else 0
            for row in rows:
                if table in _OF_WORDS and any(a < row[at + 1] and row[at] < b for a, b in hidden):
                    change.remove(table, [row[0]])
                else:
                    change.put(table, row)

    def _naming(self, mask: Mask) -> set[int]:
        """Return the documents of which rows that are not cut from the text hold a name."""
        found = set()
        for table, columns in _SAID.items():
            joined = " || ' ' || ".join(f"coalesce({column}, '')" for column in columns)
            rows = self.db.rows(f'SELECT document, {joined} FROM "{table}"')
            found |= {key for key, words in rows if mask.spans(words)}
        return found

    def _take_document(self, change: _Change, key: int) -> None:
        for table in (*OF_READING, "past_reading"):
            change.remove(table, self._keys(table, key))
        row = dict(zip(TABLES["document"].columns, change.row("document", key), strict=True))
        kept = {"key", "id", "form", "media", "original"}
        row |= dict.fromkeys(row.keys() - kept)
        row |= {"name": TAKEN_OUT, "title": TAKEN_OUT, "bylines": listed([]), "text": ""}
        change.put("document", tuple(row.values()))
        for entry in list(_rows(self.db, "input", "document", key)):
            change.put("input", (*entry[:2], TAKEN_OUT, *entry[3:5], None))

    def _take_original(self, change: _Change, key: int) -> None:
        row = change.row("original", key)
        change.put("original", (*row[:3], "redacted", None))

    def _take_judgements(self, change: _Change, ids: set[str]) -> None:
        """Take the words out of judgements on a document that is no longer there."""
        for row in list(_rows(self.db, "judgement")):
            if any(at is not None and json.loads(at)["document"] in ids for at in row[5:7]):
                value = None if row[8] is None else TAKEN_OUT
                change.put("judgement", (*row[:8], value, *row[9:11], TAKEN_OUT))

    def _refuse_shared(self, originals: set[int], keys: dict[int, str]) -> None:
        for original in sorted(originals):
            sharing = self.db.rows("SELECT key, id FROM document WHERE original = ?", (original,))
            others = [id for key, id in sharing if key not in keys]
            if others:
                those = ", ".join(id[:12] for id in others)
                raise LedgerError(
                    f"{self.db.path}: the same bytes are also the original of {those}; "
                    "name these too, or nothing is taken out"
                )

    def _key(self, id: str) -> int:
        found = list(self.db.rows("SELECT key FROM document WHERE id = ?", (id,)))
        if not found:
            raise LedgerError(f"{self.db.path}: there is no document {id!r}; give the whole id")
        return int(found[0][0])

    def _keys(self, table: str, document: int) -> list[int]:
        sql = f'SELECT key FROM "{table}" WHERE document = ? ORDER BY key'
        return [key for (key,) in self.db.rows(sql, (document,))]

    def _wipe_as_written(self) -> None:
        """Have SQLite overwrite what it frees."""
        self.db.run("PRAGMA secure_delete = ON")

    def _done(self, documents: tuple[str, ...], change: _Change, *, wipe: bool = True) -> Redacted:
        """Make the search indexes anew and write the file afresh, so that no old page is left."""
        wiped = True
        if wipe:
            with self.db.write():
                for table in SEARCHED:
                    self.db.run(f"INSERT INTO {table}_search ({table}_search) VALUES ('rebuild')")
            self.db.run("VACUUM")
            row = self.db.row("PRAGMA wal_checkpoint(TRUNCATE)")
            wiped = row is not None and row[0] == 0
        return Redacted(
            documents, sum(map(len, change.gone.values())), sum(map(len, change.rows.values())),
            len(change.rows.get("original", {})), wiped=wiped,
        )  # fmt: skip


def _rows(db: Database, table: str, column: str | None = None, value: int | None = None) -> Iterable[Row]:
    columns = ", ".join(f'"{name}"' for name in TABLES[table].columns)
    where = f' WHERE "{column}" = ?' if column else ""
    return db.rows(f'SELECT {columns} FROM "{table}"{where} ORDER BY key', () if column is None else (value,))


def _bytes(row: Row) -> bytes:
    _, sha, size, encoding, data = row
    return unpack(encoding, data, size, sha)
