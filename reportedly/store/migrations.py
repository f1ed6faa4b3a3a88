"""The file's form, as numbered steps: each function brings a file from the form before to its own.

A step is never changed once a version of the program has made files with it; a new one goes at the
end. `PRAGMA user_version` of a file is the number of steps that it has seen.
"""

from __future__ import annotations

from collections.abc import Callable

from reportedly.store import derived
from reportedly.store.search import indexed
from reportedly.store.sqlite import Database

APPLICATION_ID = 0x72707464
"""What `PRAGMA application_id` of a ledger gives: "rptd"."""


def _first(db: Database) -> None:
    """Make every table, its indexes, the full-text indexes and the guards."""
    db.run(_TABLES)
    for name, columns in _INDEXES.items():
        for column in columns.split():
            where = f' WHERE "{column}" IS NOT NULL' if column in _NULLABLE else ""
            db.run(f'CREATE INDEX "{name}_{column}" ON "{name}" ("{column}"){where}')
    for table, fields in _SEARCHED.items():
        db.run(indexed(table, fields))
    tables = [str(row[0]) for row in db.rows(_OWN_TABLES)]
    for table in tables:
        for verb in ("UPDATE", "DELETE"):
            when = "" if table == "log" else _UNLESS_LOGGED
            db.run(
                f'CREATE TRIGGER "{table}_no_{verb.lower()}" BEFORE {verb} ON "{table}" {when}'
                f"BEGIN SELECT RAISE(ABORT, 'the ledger only grows: rows of {table} stay as written'); END"
            )
    db.run(_VERSION_VIEW)


_TABLES = """
CREATE TABLE log (
    seq INTEGER PRIMARY KEY, at TEXT NOT NULL, kind TEXT NOT NULL, subject TEXT NOT NULL,
    payload TEXT NOT NULL, digests BLOB NOT NULL, previous TEXT NOT NULL, hash TEXT NOT NULL UNIQUE);
CREATE TABLE original (
    key INTEGER PRIMARY KEY AUTOINCREMENT, sha256 TEXT NOT NULL UNIQUE, size INTEGER NOT NULL,
    encoding TEXT NOT NULL CHECK (encoding IN ('plain', 'zlib', 'redacted')), bytes BLOB);
CREATE TABLE document (
    key INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, title TEXT,
    url TEXT, outlet TEXT, published TEXT, published_evidence TEXT, retrieved TEXT, language TEXT,
    form TEXT NOT NULL, bylines TEXT NOT NULL, media TEXT NOT NULL,
    original INTEGER NOT NULL REFERENCES original (key) DEFERRABLE INITIALLY DEFERRED,
    text TEXT NOT NULL);
CREATE TABLE reading (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    document INTEGER NOT NULL UNIQUE REFERENCES document (key) DEFERRABLE INITIALLY DEFERRED,
    version TEXT NOT NULL, model_sha256 TEXT NOT NULL, lexicons_sha256 TEXT NOT NULL, schema TEXT NOT NULL);
CREATE TABLE trace (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    document INTEGER NOT NULL UNIQUE REFERENCES document (key) DEFERRABLE INITIALLY DEFERRED,
    pieces BLOB NOT NULL);
CREATE TABLE segment (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    document INTEGER NOT NULL REFERENCES document (key) DEFERRABLE INITIALLY DEFERRED,
    kind TEXT NOT NULL, furniture TEXT, start INTEGER NOT NULL, "end" INTEGER NOT NULL);
CREATE TABLE entity (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    document INTEGER NOT NULL REFERENCES document (key) DEFERRABLE INITIALLY DEFERRED,
    id TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL, country TEXT, actor TEXT,
    UNIQUE (document, id));
CREATE TABLE entity_mention (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    document INTEGER NOT NULL REFERENCES document (key) DEFERRABLE INITIALLY DEFERRED,
    entity INTEGER NOT NULL REFERENCES entity (key) DEFERRABLE INITIALLY DEFERRED,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, words TEXT NOT NULL);
CREATE TABLE source (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    document INTEGER NOT NULL REFERENCES document (key) DEFERRABLE INITIALLY DEFERRED,
    id TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL, evidence_kind TEXT, named INTEGER NOT NULL,
    count INTEGER, descriptors TEXT NOT NULL, role TEXT, affiliation TEXT,
    entity INTEGER REFERENCES entity (key) DEFERRABLE INITIALLY DEFERRED, UNIQUE (document, id));
CREATE TABLE source_mention (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    document INTEGER NOT NULL REFERENCES document (key) DEFERRABLE INITIALLY DEFERRED,
    source INTEGER NOT NULL REFERENCES source (key) DEFERRABLE INITIALLY DEFERRED,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, words TEXT NOT NULL);
CREATE TABLE time (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    document INTEGER NOT NULL REFERENCES document (key) DEFERRABLE INITIALLY DEFERRED,
    id TEXT NOT NULL, name TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
    type TEXT NOT NULL, value TEXT NOT NULL, edtf TEXT, UNIQUE (document, id));
CREATE TABLE place (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    document INTEGER NOT NULL REFERENCES document (key) DEFERRABLE INITIALLY DEFERRED,
    id TEXT NOT NULL, name TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
    words TEXT NOT NULL, geonames_id INTEGER, country TEXT, admin1 TEXT, latitude REAL, longitude REAL,
    precision INTEGER NOT NULL, UNIQUE (document, id));
CREATE TABLE count (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    document INTEGER NOT NULL REFERENCES document (key) DEFERRABLE INITIALLY DEFERRED,
    id TEXT NOT NULL, name TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
    low INTEGER, best INTEGER, high INTEGER, "of" TEXT, role TEXT NOT NULL, UNIQUE (document, id));
CREATE TABLE event (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    document INTEGER NOT NULL REFERENCES document (key) DEFERRABLE INITIALLY DEFERRED,
    id TEXT NOT NULL, title TEXT NOT NULL, type TEXT NOT NULL, mode TEXT, context TEXT NOT NULL,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, words TEXT NOT NULL,
    actor INTEGER REFERENCES entity (key) DEFERRABLE INITIALLY DEFERRED,
    recipient INTEGER REFERENCES entity (key) DEFERRABLE INITIALLY DEFERRED,
    place INTEGER REFERENCES place (key) DEFERRABLE INITIALLY DEFERRED,
    time INTEGER REFERENCES time (key) DEFERRABLE INITIALLY DEFERRED, UNIQUE (document, id));
CREATE TABLE event_count (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    document INTEGER NOT NULL REFERENCES document (key) DEFERRABLE INITIALLY DEFERRED,
    event INTEGER NOT NULL REFERENCES event (key) DEFERRABLE INITIALLY DEFERRED,
    count INTEGER NOT NULL REFERENCES count (key) DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE tie (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    document INTEGER NOT NULL REFERENCES document (key) DEFERRABLE INITIALLY DEFERRED,
    id TEXT NOT NULL, title TEXT NOT NULL, type TEXT NOT NULL,
    "left" INTEGER NOT NULL REFERENCES entity (key) DEFERRABLE INITIALLY DEFERRED,
    "right" INTEGER REFERENCES entity (key) DEFERRABLE INITIALLY DEFERRED,
    place INTEGER REFERENCES place (key) DEFERRABLE INITIALLY DEFERRED,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, words TEXT NOT NULL,
    UNIQUE (document, id), CHECK (("right" IS NULL) <> (place IS NULL)));
CREATE TABLE statement (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    document INTEGER NOT NULL REFERENCES document (key) DEFERRABLE INITIALLY DEFERRED,
    id TEXT NOT NULL, title TEXT NOT NULL, voice TEXT NOT NULL,
    source INTEGER REFERENCES source (key) DEFERRABLE INITIALLY DEFERRED,
    act TEXT NOT NULL, factuality TEXT NOT NULL, quotation TEXT NOT NULL, text TEXT NOT NULL,
    cue_words TEXT, source_words TEXT, chain TEXT NOT NULL,
    addressee INTEGER REFERENCES source (key) DEFERRABLE INITIALLY DEFERRED,
    within INTEGER REFERENCES statement (key) DEFERRABLE INITIALLY DEFERRED,
    about INTEGER REFERENCES statement (key) DEFERRABLE INITIALLY DEFERRED,
    said INTEGER REFERENCES time (key) DEFERRABLE INITIALLY DEFERRED, UNIQUE (document, id));
CREATE TABLE statement_span (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    document INTEGER NOT NULL REFERENCES document (key) DEFERRABLE INITIALLY DEFERRED,
    statement INTEGER NOT NULL REFERENCES statement (key) DEFERRABLE INITIALLY DEFERRED,
    part TEXT NOT NULL CHECK (part IN ('content', 'cue', 'source')),
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, words TEXT NOT NULL,
    original_start INTEGER, original_end INTEGER,
    CHECK ((original_start IS NULL) = (original_end IS NULL)));
CREATE TABLE chain_link (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    document INTEGER NOT NULL REFERENCES document (key) DEFERRABLE INITIALLY DEFERRED,
    statement INTEGER NOT NULL REFERENCES statement (key) DEFERRABLE INITIALLY DEFERRED,
    source INTEGER NOT NULL REFERENCES source (key) DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE proposition (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    document INTEGER NOT NULL REFERENCES document (key) DEFERRABLE INITIALLY DEFERRED,
    statement INTEGER NOT NULL REFERENCES statement (key) DEFERRABLE INITIALLY DEFERRED,
    title TEXT NOT NULL, event INTEGER REFERENCES event (key) DEFERRABLE INITIALLY DEFERRED,
    tie INTEGER REFERENCES tie (key) DEFERRABLE INITIALLY DEFERRED,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, words TEXT NOT NULL, factuality TEXT NOT NULL,
    CHECK ((event IS NULL) <> (tie IS NULL)));
CREATE TABLE mark (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    document INTEGER NOT NULL REFERENCES document (key) DEFERRABLE INITIALLY DEFERRED,
    statement INTEGER NOT NULL REFERENCES statement (key) DEFERRABLE INITIALLY DEFERRED,
    proposition INTEGER REFERENCES proposition (key) DEFERRABLE INITIALLY DEFERRED,
    kind TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, words TEXT NOT NULL,
    "by" INTEGER REFERENCES source (key) DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE reason (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    document INTEGER NOT NULL REFERENCES document (key) DEFERRABLE INITIALLY DEFERRED,
    statement INTEGER NOT NULL REFERENCES statement (key) DEFERRABLE INITIALLY DEFERRED,
    rule TEXT NOT NULL, detail TEXT NOT NULL);
CREATE TABLE assertion (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    document INTEGER NOT NULL REFERENCES document (key) DEFERRABLE INITIALLY DEFERRED,
    id TEXT NOT NULL, statement INTEGER NOT NULL REFERENCES statement (key) DEFERRABLE INITIALLY DEFERRED,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, words TEXT NOT NULL, aspects TEXT NOT NULL,
    factuality TEXT NOT NULL, event INTEGER REFERENCES event (key) DEFERRABLE INITIALLY DEFERRED,
    tie INTEGER REFERENCES tie (key) DEFERRABLE INITIALLY DEFERRED,
    actor INTEGER REFERENCES entity (key) DEFERRABLE INITIALLY DEFERRED,
    recipient INTEGER REFERENCES entity (key) DEFERRABLE INITIALLY DEFERRED,
    place INTEGER REFERENCES place (key) DEFERRABLE INITIALLY DEFERRED,
    time INTEGER REFERENCES time (key) DEFERRABLE INITIALLY DEFERRED,
    counts TEXT NOT NULL, predicate TEXT NOT NULL, lemmas TEXT NOT NULL, UNIQUE (document, id));
CREATE TABLE vector (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    document INTEGER NOT NULL REFERENCES document (key) DEFERRABLE INITIALLY DEFERRED,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, value BLOB NOT NULL);
CREATE TABLE past_reading (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    document INTEGER NOT NULL REFERENCES document (key) DEFERRABLE INITIALLY DEFERRED,
    version TEXT NOT NULL, model_sha256 TEXT NOT NULL, lexicons_sha256 TEXT NOT NULL, rows BLOB NOT NULL);
CREATE TABLE input (
    key INTEGER PRIMARY KEY AUTOINCREMENT, fingerprint TEXT NOT NULL, name TEXT NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('document', 'skipped')),
    document INTEGER REFERENCES document (key) DEFERRABLE INITIALLY DEFERRED, detail TEXT,
    UNIQUE (fingerprint, outcome));
CREATE TABLE problem (
    key INTEGER PRIMARY KEY AUTOINCREMENT, input TEXT NOT NULL, problem TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('input', 'fault')), UNIQUE (input, problem));
"""

_INDEXES = {
    "document": "url outlet published original",
    "segment": "document",
    "entity": "name actor",
    "entity_mention": "document entity",
    "source": "name entity",
    "source_mention": "document source",
    "place": "name geonames_id",
    "event": "actor recipient place time",
    "event_count": "document event count",
    "tie": "left right place",
    "statement": "source addressee within about said",
    "statement_span": "document statement",
    "chain_link": "document statement source",
    "proposition": "document statement event tie",
    "mark": "document statement proposition by",
    "reason": "document statement",
    "assertion": "statement event tie actor recipient place time",
    "vector": "document",
    "past_reading": "document",
    "input": "document",
}
"""Columns that rows are found by: all that point at another table, and what people ask for."""

_NULLABLE = frozenset({
    "url", "actor", "entity", "geonames_id", "recipient", "place", "time", "right", "addressee", "within",
    "about", "said", "event", "tie", "proposition", "by",
})  # fmt: skip
"""Columns often empty, whose index holds the others only."""

_SEARCHED = {"statement": ("text", "chain"), "document": ("title", "text")}

_OWN_TABLES = """
SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
AND name NOT LIKE '%\\_search%' ESCAPE '\\' ORDER BY name
"""

_UNLESS_LOGGED = """
WHEN NOT EXISTS (SELECT 1 FROM log WHERE seq = (SELECT max(seq) FROM log) AND kind IN ('redacted', 'reread'))
"""
"""Rows go or change only right after the log has said so, in the same transaction."""

_VERSION_VIEW = """
CREATE VIEW version AS
SELECT key AS document, id, url, published,
    row_number() OVER page AS number, lag(key) OVER page AS supersedes, lag(id) OVER page AS supersedes_id
FROM document WHERE url IS NOT NULL
WINDOW page AS (PARTITION BY url ORDER BY coalesce(published, ''), coalesce(retrieved, ''), key)
"""
"""Documents of one address, by publication, then by when they were got, then as they came in."""


def _judgements(db: Database) -> None:
    """Make the tables of what people decide."""
    db.run(_JUDGEMENTS)
    for table in ("judgement", "withdrawal"):
        _guard(db, table)


_JUDGEMENTS = """
CREATE TABLE judgement (
    key INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL,
    "left" TEXT NOT NULL, "right" TEXT, left_at TEXT, right_at TEXT, field TEXT, value TEXT,
    "by" TEXT NOT NULL, at TEXT NOT NULL, reason TEXT NOT NULL);
CREATE TABLE withdrawal (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    judgement INTEGER NOT NULL UNIQUE REFERENCES judgement (key) DEFERRABLE INITIALLY DEFERRED,
    "by" TEXT NOT NULL, at TEXT NOT NULL, reason TEXT NOT NULL);
"""


def _guard(db: Database, table: str) -> None:
    """Have a table refuse that its rows change or go, but right after the log has said so."""
    for verb in ("UPDATE", "DELETE"):
        db.run(
            f'CREATE TRIGGER "{table}_no_{verb.lower()}" BEFORE {verb} ON "{table}" {_UNLESS_LOGGED}'
            f"BEGIN SELECT RAISE(ABORT, 'the ledger only grows: rows of {table} stay as written'); END"
        )


def _disguises(db: Database) -> None:
    """Make the table of names that are written to look like others."""
    db.run(_DISGUISES)
    db.run('CREATE INDEX "disguise_document" ON "disguise" ("document")')
    db.run('CREATE INDEX "disguise_name" ON "disguise" ("name")')
    _guard(db, "disguise")


_DISGUISES = """
CREATE TABLE disguise (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    document INTEGER NOT NULL REFERENCES document (key) DEFERRABLE INITIALLY DEFERRED,
    name TEXT NOT NULL, rule TEXT NOT NULL, detail TEXT NOT NULL);
"""


MIGRATIONS: tuple[Callable[[Database], None], ...] = (
    _first, _judgements, _disguises, derived.create,
)  # fmt: skip
"""The steps, oldest first."""


def migrate(db: Database, have: int) -> None:
    """Take the steps that the file has not seen; the caller holds the write transaction."""
    for step in MIGRATIONS[have:]:
        step(db)
    db.run(f"PRAGMA application_id = {APPLICATION_ID}")
    db.run(f"PRAGMA user_version = {len(MIGRATIONS)}")
