"""The writing half of a ledger: one transaction an item, all of it kept or nothing.

Captures with their readings go in, and items that were skipped or refused; rows, search index and
log entry go to disk together. When a method returns, what it wrote survives a crash of the program
(and of the power, where the disk does what it says).
"""

from __future__ import annotations

import json
import zlib
from pathlib import Path

from reportedly.errors import ReadingError
from reportedly.ids import canonical, document_id, sha256
from reportedly.shapes import Capture, Problem, Reading
from reportedly.store.kept import Seen, Status
from reportedly.store.log import Clock, Head, Keys, append, head, ranges, utc_now
from reportedly.store.opening import open_to_write
from reportedly.store.originals import LEVEL, pack
from reportedly.store.rows import listed, rows_of, titled
from reportedly.store.sqlite import Database, Row
from reportedly.store.tables import OF_READING, TABLES
from reportedly.trace import Trace


def fingerprint(capture: Capture) -> str:
    """Return what an input is known by before it is read: a hash of its bytes and what was said of it."""
    given = [capture.url, capture.outlet, capture.title, capture.published]
    return sha256(canonical([sha256(capture.data), capture.media, *given]))


class Writer:
    """Writes to one ledger; several, in several processes, may write to the same one."""

    def __init__(self, path: Path | str, *, now: Clock = utc_now, create: bool = False) -> None:
        """Open the ledger, or make it where asked; raise `LedgerError` where that cannot be."""
        self.now = now
        self.db: Database = open_to_write(Path(path), now, create=create)

    def close(self) -> None:
        """Close the file."""
        self.db.close()

    def __enter__(self) -> Writer:
        return self

    def __exit__(self, *ignored: object) -> None:
        self.close()

    def seen(self, capture: Capture) -> Seen | None:
        """Say what became of this input before, without reading it; null where it is new."""
        row = self.db.row(
            "SELECT i.outcome, d.id, i.detail FROM input i LEFT JOIN document d ON d.key = i.document"
            " WHERE i.fingerprint = ? ORDER BY i.outcome LIMIT 1",
            (fingerprint(capture),),
        )
        if row is None:
            return None
        status = Status.KNOWN if row[0] == "document" else Status.SKIPPED
        return Seen(status, row[1], row[2])

    def add(
        self, capture: Capture, reading: Reading, *, trace: Trace | None = None, anew: bool = False
    ) -> Status:
        """Keep an item with its reading; a document that is there already is not written again.

        `anew` puts the reading in the place of the one that is there, where another version of the
        program or of the lexicons made it; the old one is kept in `past_reading`. `trace` leads from
        the reading's words to the original; without it no row says where they stand there. Raises
        `ReadingError` where reading and original do not belong together, and `LedgerError` where
        the disk is full; nothing of the item is written then.
        """
        document = reading.document
        digest = sha256(capture.data)
        made = document_id(digest, document.url, document.outlet, document.published)
        if (document.bytes_sha256, document.id) != (digest, made):
            raise ReadingError(f"the reading of document {document.id[:12]} is not one of these bytes")
        with self.db.write():
            key = self.db.value("SELECT key FROM document WHERE id = ?", (document.id,))
            if not isinstance(key, int):
                return self._add(capture, reading, trace)
            made_by = (reading.made_by.version, reading.made_by.model_sha256, reading.made_by.lexicons_sha256)
            have = self.db.row(
                "SELECT version, model_sha256, lexicons_sha256 FROM reading WHERE document = ?", (key,)
            )
            if anew and have is not None and have != made_by and not self._redacted(key):
                self._replace(key, reading, trace)
                return Status.REREAD
            self._note_input(capture, document.id, key)
            return Status.KNOWN

    def skip(self, capture: Capture, detail: str) -> None:
        """Keep in mind that an input was passed over, and why, so that it is not read again."""
        with self.db.write():
            print_ = fingerprint(capture)
            if self.db.row("SELECT 1 FROM input WHERE fingerprint = ?", (print_,)) is None:
                key = Keys(self.db).take("input")
                name = storable(capture.input)
                rows: dict[str, list[Row]] = {"input": [(key, print_, name, "skipped", None, detail)]}
                append(self.db, self.now(), "skipped", f"input {key}", {"why": detail}, rows)
                self._insert(rows)

    def refuse(self, problem: Problem, *, fault: bool = False) -> bool:
        """Keep why an item was refused; say whether that is new (the same problem is kept once)."""
        input, text = storable(problem.input), storable(problem.problem)
        with self.db.write():
            if self.db.row("SELECT 1 FROM problem WHERE input = ? AND problem = ?", (input, text)):
                return False
            key = Keys(self.db).take("problem")
            rows: dict[str, list[Row]] = {"problem": [(key, input, text, "fault" if fault else "input")]}
            append(self.db, self.now(), "problem", f"problem {key}", {}, rows)
            self._insert(rows)
            return True

    def head(self) -> Head:
        """Return where the log ends."""
        return head(self.db)

    def _add(self, capture: Capture, reading: Reading, trace: Trace | None) -> Status:
        document = reading.document
        keys = Keys(self.db)
        rows: dict[str, list[Row]] = {}
        original = self.db.value("SELECT key FROM original WHERE sha256 = ?", (document.bytes_sha256,))
        if original is None:
            original = keys.take("original")
            packed = pack(capture.data)
            rows["original"] = [(original, document.bytes_sha256, len(capture.data), *packed)]
        key = keys.take("document")
        rows["document"] = [(
            key, document.id, titled(document), document.title, document.url, document.outlet,
            document.published, document.published_evidence, document.retrieved, document.language,
            document.form.value, listed(document.bylines), capture.media, original, document.text,
        )]  # fmt: skip
        rows |= rows_of(reading, key, keys.take, trace)
        rows["input"] = [self._input(keys, capture, key)]
        earlier = self.db.value(
            "SELECT id FROM document WHERE url = ? ORDER BY key DESC LIMIT 1", (document.url,)
        )
        about = {"document": document.id, "original": document.bytes_sha256, "supersedes": earlier}
        self._encode(rows)
        append(self.db, self.now(), "added", document.id, about, rows)
        self._insert(rows)
        return Status.ADDED if earlier is None else Status.NEW_VERSION

    def _replace(self, document: int, reading: Reading, trace: Trace | None) -> None:
        """Put a new reading in the place of the old one, which is kept as it was in one row."""
        keys = Keys(self.db)
        old = {table: self._rows(table, document) for table in OF_READING}
        (made_by,) = old["reading"]
        packed = zlib.compress(json.dumps(old, ensure_ascii=False, default=_hex).encode(), LEVEL)
        rows = rows_of(reading, document, keys.take, trace)
        rows["past_reading"] = [(keys.take("past_reading"), document, *made_by[2:5], packed)]
        gone = {table: ranges(row[0] for row in found) for table, found in old.items() if found}
        about = {"document": reading.document.id, "gone": gone}
        self._encode(rows)
        append(self.db, self.now(), "reread", reading.document.id, about, rows)
        for table in reversed(OF_READING):
            self.db.run(f'DELETE FROM "{table}" WHERE document = ?', (document,))
        self._insert(rows)

    def _redacted(self, document: int) -> bool:
        """Whether something was taken out of a document: reading it anew would bring it back."""
        sql = "SELECT o.encoding FROM document d JOIN original o ON o.key = d.original WHERE d.key = ?"
        return bool(self.db.value(sql, (document,)) == "redacted")

    def _rows(self, table: str, document: int) -> list[Row]:
        columns = ", ".join(f'"{column}"' for column in TABLES[table].columns)
        return list(
            self.db.rows(f'SELECT {columns} FROM "{table}" WHERE document = ? ORDER BY key', (document,))
        )

    def _note_input(self, capture: Capture, document: str, key: int) -> None:
        """Remember another input that turned out to be a document that is there."""
        sql = "SELECT 1 FROM input WHERE fingerprint = ? AND outcome = 'document'"
        if self.db.row(sql, (fingerprint(capture),)) is None:
            rows = {"input": [self._input(Keys(self.db), capture, key)]}
            append(self.db, self.now(), "input", document, {"document": document}, rows)
            self._insert(rows)

    def _input(self, keys: Keys, capture: Capture, document: int) -> Row:
        name = storable(capture.input)
        return (keys.take("input"), fingerprint(capture), name, "document", document, None)

    def _encode(self, rows: dict[str, list[Row]]) -> None:
        """Raise `ReadingError` where a text cannot be kept as it is: a lone surrogate has no UTF-8."""
        for table, found in rows.items():
            for value in (value for row in found for value in row if isinstance(value, str)):
                try:
                    value.encode()
                except UnicodeEncodeError:
                    raise ReadingError(
                        f"a row of {table} holds half a character (a lone surrogate): {value!a:.60}"
                    ) from None

    def _insert(self, rows: dict[str, list[Row]]) -> None:
        for table, found in rows.items():
            if found:
                self.db.insert(table, TABLES[table].columns, found)


def storable(text: str) -> str:
    """Return a name or message with lone surrogates (of a file name that is no UTF-8) as escapes."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _hex(value: object) -> dict[str, str]:
    if isinstance(value, bytes):
        return {"hex": value.hex()}
    raise TypeError(f"{type(value).__name__} is not kept in rows")
