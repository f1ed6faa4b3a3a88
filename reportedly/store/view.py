"""The reading half of a ledger: what is in it, as lists, as readings and by search. Nothing is written."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from reportedly.claim import Judgement
from reportedly.errors import LedgerError
from reportedly.shapes import Reading, Span
from reportedly.store import search
from reportedly.store.judged import judgements
from reportedly.store.kept import KeptDocument, KeptOriginal, KeptProblem, KeptStatement
from reportedly.store.log import Entry, Head, entries, head
from reportedly.store.opening import open_to_read
from reportedly.store.originals import unpack
from reportedly.store.restore import reading_of
from reportedly.store.sqlite import Database, Row, Value
from reportedly.store.traces import trace_of
from reportedly.trace import Trace

_EARLIER = """
FROM document e
WHERE e.url = d.url AND (coalesce(e.published, ''), coalesce(e.retrieved, ''), e.key)
    < (coalesce(d.published, ''), coalesce(d.retrieved, ''), d.key)
"""
"""The same as the view `version` says, found by the index where one document is asked for."""

_DOCUMENTS = f"""
SELECT d.id, d.title, d.url, d.outlet, d.published, d.language, o.sha256, d.media,
    1 + (SELECT count(*) {_EARLIER}),
    (SELECT e.id {_EARLIER}
        ORDER BY coalesce(e.published, '') DESC, coalesce(e.retrieved, '') DESC, e.key DESC LIMIT 1),
    (SELECT count(*) FROM statement s WHERE s.document = d.key)
FROM document d JOIN original o ON o.key = d.original
"""

_STATEMENTS = """
SELECT s.id, d.id, d.title, d.outlet, d.published, d.url, s.voice, o.name,
    (SELECT json_group_array(n.name ORDER BY c.key) FROM chain_link c JOIN source n ON n.key = c.source
        WHERE c.statement = s.key),
    s.act, s.factuality, s.quotation, s.text,
    (SELECT min(start) FROM statement_span p WHERE p.statement = s.key AND part = 'content'),
    (SELECT max("end") FROM statement_span p WHERE p.statement = s.key AND part = 'content'),
    (SELECT json_array(min(original_start), max(original_end)) FROM statement_span p
        WHERE p.statement = s.key AND part = 'content' HAVING count(*) = count(original_start))
FROM statement s JOIN document d ON d.key = s.document LEFT JOIN source o ON o.key = s.source
"""

_BY_DATE = "ORDER BY coalesce(d.published, ''), d.id"
"""The same order whatever the order of adding."""


class View:
    """Looks at one ledger; what others write meanwhile is seen by the next call."""

    def __init__(self, path: Path | str) -> None:
        """Open the ledger; raise `LedgerError` where it is missing or none."""
        self.db: Database = open_to_read(Path(path))

    def close(self) -> None:
        """Close the file."""
        self.db.close()

    def __enter__(self) -> View:
        return self

    def __exit__(self, *ignored: object) -> None:
        self.close()

    def documents(
        self, *, outlet: str | None = None, since: str | None = None, until: str | None = None
    ) -> Iterator[KeptDocument]:
        """Yield the documents, by date of publication and then by id; filters as for `statements`."""
        where, values = joined(("d.outlet = ? COLLATE NOCASE", outlet), *dated(since, until))
        for row in self.db.rows(f"{_DOCUMENTS} {where} {_BY_DATE}", values):
            yield KeptDocument(*row)

    def document(self, id: str) -> KeptDocument:
        """Return one document by its id, or by what its id alone begins with; raise `LedgerError`."""
        row = self.db.row(f"{_DOCUMENTS} WHERE d.key = ?", (self.key(id),))
        assert row is not None, "its key was just found"
        return KeptDocument(*row)

    def versions(self, url: str) -> list[KeptDocument]:
        """Return the documents of an address, the first version first."""
        found = [KeptDocument(*row) for row in self.db.rows(f"{_DOCUMENTS} WHERE d.url = ?", (url,))]
        return sorted(found, key=lambda document: document.number)

    def readings(self) -> Iterator[Reading]:
        """Yield every document's reading, in the order of `documents`."""
        sql = f"SELECT d.key FROM document d JOIN reading r ON r.document = d.key {_BY_DATE}"
        for (key,) in self.db.rows(sql):
            yield reading_of(self.db, key)

    def reading(self, id: str) -> Reading:
        """Return a document's reading, equal to the one that was added; raise `LedgerError` without one."""
        return reading_of(self.db, self.key(id))

    def original(self, id: str) -> bytes:
        """Return a document's bytes as received; raise `LedgerError` where they are gone or changed."""
        encoding, data, size, digest, _ = self._original(id)
        return unpack(encoding, data, size, digest)

    def received(self, id: str) -> KeptOriginal:
        """Return a document's bytes with what is known of them, null where they were taken out."""
        encoding, data, size, digest, media = self._original(id)
        whole = None if encoding == "redacted" else unpack(encoding, data, size, digest)
        return KeptOriginal(digest, media, size, whole)

    def _original(self, id: str) -> Row:
        row = self.db.row(
            "SELECT o.encoding, o.bytes, o.size, o.sha256, d.media FROM original o"
            " JOIN document d ON d.original = o.key WHERE d.key = ?",
            (self.key(id),),
        )
        assert row is not None, "a document without an original breaks a foreign key"
        return row

    def trace(self, id: str) -> Trace | None:
        """Return what leads from a document's words to its original; null where that is not known.

        For a page it is what was found when it was added; a plain text is its own original. It is not
        known for an original that was taken out, nor for a document that was kept without a trace.
        """
        return trace_of(self.db, self.key(id))

    def original_range(self, id: str, span: Span) -> Span | None:
        """Return the characters of a document's decoded original that hold a span's words, or null."""
        trace = self.trace(id)
        return None if trace is None else trace.range(span)

    def statements(
        self,
        *,
        document: str | None = None,
        source: str | None = None,
        outlet: str | None = None,
        voice: str | None = None,
        act: str | None = None,
        since: str | None = None,
        until: str | None = None,
    ) -> Iterator[KeptStatement]:
        """Yield statements, by date of publication, document and place in the text.

        `source` and `outlet` are whole names in any case; `since` and `until` are days or
        date-times of publication, both included (a month or a day includes all of it).
        """
        where, values = joined(*self._asked(document, source, outlet, voice, act), *dated(since, until))
        yield from map(_statement, self.db.rows(f"{_STATEMENTS} {where} {_BY_DATE}, s.key", values))

    def search(
        self,
        words: str,
        *,
        source: str | None = None,
        outlet: str | None = None,
        voice: str | None = None,
        act: str | None = None,
        since: str | None = None,
        until: str | None = None,
        limit: int = 100,
    ) -> list[KeptStatement]:
        """Return the statements whose content or chain holds all the words, the best first.

        Any string will do: "words in quotes" are a phrase, wor* stands for all that begin so. The
        filters are those of `statements`.
        """
        wanted = search.query(words)
        if wanted is None:
            return []
        where, values = joined(
            ("statement_search MATCH ?", wanted),
            *self._asked(None, source, outlet, voice, act),
            *dated(since, until),
        )
        sql = (
            f"{_STATEMENTS} JOIN statement_search f ON f.rowid = s.key {where}"
            " ORDER BY f.rank, coalesce(d.published, ''), d.id, s.id LIMIT ?"
        )
        return [_statement(row) for row in self.db.rows(sql, (*values, limit))]

    def search_documents(
        self,
        words: str,
        *,
        outlet: str | None = None,
        since: str | None = None,
        until: str | None = None,
        limit: int = 100,
    ) -> list[KeptDocument]:
        """Return the documents whose title or text holds all the words, the best first."""
        wanted = search.query(words)
        if wanted is None:
            return []
        where, values = joined(
            ("document_search MATCH ?", wanted), ("d.outlet = ? COLLATE NOCASE", outlet), *dated(since, until)
        )
        sql = (
            f"{_DOCUMENTS} JOIN document_search f ON f.rowid = d.key {where}"
            " ORDER BY f.rank, coalesce(d.published, ''), d.id LIMIT ?"
        )
        return [KeptDocument(*row) for row in self.db.rows(sql, (*values, limit))]

    def problems(self) -> Iterator[KeptProblem]:
        """Yield what was refused and why, in the order in which it was met."""
        sql = (
            "WITH told AS"
            " (SELECT json_extract(payload, '$.rows.problem[0]') AS key, at FROM log WHERE kind = 'problem')"
            " SELECT p.input, p.problem, p.kind, coalesce(t.at, '')"
            " FROM problem p LEFT JOIN told t USING (key) ORDER BY p.key"
        )
        for row in self.db.rows(sql):
            yield KeptProblem(*row)

    def skipped(self) -> Iterator[tuple[str, str]]:
        """Yield the name of each input that was passed over, and the language that it seemed to be in."""
        sql = "SELECT name, coalesce(detail, '') FROM input WHERE outcome = 'skipped' ORDER BY key"
        yield from ((name, language) for name, language in self.db.rows(sql))

    def judgements(self) -> dict[int, Judgement]:
        """Return what people decided by its number, in the order of writing, withdrawn judgements too."""
        return judgements(self.db)

    def head(self) -> Head:
        """Return where the log ends."""
        return head(self.db)

    def log(self) -> Iterator[Entry]:
        """Yield the entries of the log, oldest first."""
        return entries(self.db)

    def _asked(
        self, document: str | None, source: str | None, outlet: str | None, voice: str | None, act: str | None
    ) -> tuple[tuple[str, Value], ...]:
        """Return what is asked of statements as conditions."""
        return (
            ("d.key = ?", None if document is None else self.key(document)),
            ("o.name = ? COLLATE NOCASE", source),
            ("d.outlet = ? COLLATE NOCASE", outlet),
            ("s.voice = ?", voice),
            ("s.act = ?", act),
        )

    def key(self, id: str) -> int:
        """Return a document's key by its id, or by what its id alone begins with; raise `LedgerError`."""
        like = "id = ?" if len(id) == 64 else "id GLOB ? || '*'"
        if not (id and set(id) <= set("0123456789abcdef")):
            raise LedgerError(f"{self.db.path}: {id!r} is no document id; `reportedly search` shows them")
        found = list(self.db.rows(f"SELECT key FROM document WHERE {like} LIMIT 2", (id,)))
        if len(found) != 1:
            what = "several documents' ids begin" if found else "no document's id begins"
            raise LedgerError(f"{self.db.path}: {what} with {id!r}")
        return int(found[0][0])


def dated(since: str | None, until: str | None) -> tuple[tuple[str, Value], ...]:
    """Return the conditions on a document's date; a day or month that ends a stretch is part of it."""
    return (
        ("d.published >= ?", since),
        ("d.published < ?", None if until is None else f"{until}\U0010ffff"),
    )


def joined(*conditions: tuple[str, Value]) -> tuple[str, list[Value]]:
    """Join the conditions that have a value."""
    held = [(sql, value) for sql, value in conditions if value is not None]
    sql = " AND ".join(sql for sql, _ in held)
    return (f"WHERE {sql}" if sql else ""), [value for _, value in held]


def _statement(row: Row) -> KeptStatement:
    values = list(row)
    values[8] = tuple(json.loads(values[8]))
    values[15] = None if values[15] is None else Span(*json.loads(values[15]))
    return KeptStatement(*values)
