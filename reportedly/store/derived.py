"""What the ledger loop made of the statements: tables that can be thrown away and made again.

They are no evidence, so no log entry answers for them. `loop` says how far they have come; `worked`,
`fingerprint` and `reprint` are what the loop needs to go on from there; the others are the claims, as lists
ask for them. Only `reportedly.loop` writes here.
"""

from __future__ import annotations

from reportedly.store.search import indexed
from reportedly.store.sqlite import Database
from reportedly.store.tables import Table

_COLUMNS = {
    "loop": "name value",
    "worked": "document id reading url rank day taken part about topic passages words prints frames",
    "fingerprint": "hash document at",
    "reprint": "source document",
    "claim": "key id title part digest aspect standing origins_for origins_against statements denials"
    " documents outlets first_reported last_reported type place place_words country precision place_json"
    " listed body made said heard",
    "claim_alias": "alias claim",
    "claim_party": "claim role name words actor kind country party",
    "claim_origin": "claim id name words kind stance fate at until",
    "claim_relay": "claim name at",
    "claim_statement": "claim id document outlet published copied",
    "claim_moment": "claim at until standing origins_for origins_against statements documents outlets",
}

DERIVED: dict[str, Table] = {
    name: Table(name, tuple(columns.split()), False) for name, columns in _COLUMNS.items()
}
"""Every table of this kind, by name; `claim_search` is the full-text index of the claims beside them."""

_SCHEMA = """
CREATE TABLE loop (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE worked (
    document INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, reading INTEGER NOT NULL, url TEXT,
    rank TEXT NOT NULL, day INTEGER, taken TEXT, part TEXT, about TEXT, topic BLOB, passages TEXT NOT NULL,
    words BLOB NOT NULL, prints BLOB NOT NULL, frames BLOB);
CREATE INDEX worked_day ON worked (day);
CREATE INDEX worked_part ON worked (part) WHERE part IS NOT NULL;
CREATE INDEX worked_taken ON worked (taken) WHERE taken IS NOT NULL;
CREATE INDEX worked_rank ON worked (rank);
CREATE TABLE fingerprint (hash INTEGER PRIMARY KEY, document INTEGER NOT NULL, at INTEGER NOT NULL);
CREATE TABLE reprint (
    source TEXT NOT NULL, document INTEGER NOT NULL, PRIMARY KEY (source, document)) WITHOUT ROWID;
CREATE INDEX reprint_document ON reprint (document);
CREATE TABLE claim (
    key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, title TEXT NOT NULL, part TEXT NOT NULL,
    digest TEXT NOT NULL, aspect TEXT NOT NULL, standing TEXT NOT NULL, origins_for INTEGER NOT NULL,
    origins_against INTEGER NOT NULL, statements INTEGER NOT NULL, denials INTEGER NOT NULL,
    documents INTEGER NOT NULL, outlets INTEGER NOT NULL,
    first_reported TEXT, last_reported TEXT, type TEXT, place TEXT, place_words TEXT, country TEXT,
    precision INTEGER, place_json TEXT, listed INTEGER NOT NULL, body BLOB NOT NULL, made BLOB NOT NULL,
    said TEXT NOT NULL, heard TEXT NOT NULL);
CREATE INDEX claim_part ON claim (part);
CREATE INDEX claim_last ON claim (coalesce(last_reported, '') DESC, id);
CREATE INDEX claim_first ON claim (coalesce(first_reported, '~'), id);
CREATE INDEX claim_standing ON claim (standing);
CREATE INDEX claim_place ON claim (place) WHERE place IS NOT NULL;
CREATE TABLE claim_alias (
    alias TEXT NOT NULL, claim INTEGER NOT NULL REFERENCES claim (key) ON DELETE CASCADE,
    PRIMARY KEY (alias, claim)) WITHOUT ROWID;
CREATE INDEX claim_alias_claim ON claim_alias (claim);
CREATE TABLE claim_party (
    claim INTEGER NOT NULL REFERENCES claim (key) ON DELETE CASCADE, role TEXT NOT NULL, name TEXT NOT NULL,
    words TEXT NOT NULL, actor TEXT, kind TEXT, country TEXT, party TEXT NOT NULL,
    PRIMARY KEY (claim, role)) WITHOUT ROWID;
CREATE INDEX claim_party_name ON claim_party (name, role);
CREATE TABLE claim_origin (
    claim INTEGER NOT NULL REFERENCES claim (key) ON DELETE CASCADE, id TEXT NOT NULL, name TEXT NOT NULL,
    words TEXT NOT NULL, kind TEXT NOT NULL, stance TEXT NOT NULL, fate TEXT NOT NULL, at TEXT NOT NULL,
    until TEXT);
CREATE INDEX claim_origin_claim ON claim_origin (claim);
CREATE INDEX claim_origin_name ON claim_origin (name);
CREATE INDEX claim_origin_id ON claim_origin (id);
CREATE TABLE claim_relay (
    claim INTEGER NOT NULL REFERENCES claim (key) ON DELETE CASCADE, name TEXT NOT NULL, at TEXT NOT NULL,
    PRIMARY KEY (claim, name)) WITHOUT ROWID;
CREATE INDEX claim_relay_name ON claim_relay (name);
CREATE TABLE claim_statement (
    claim INTEGER NOT NULL REFERENCES claim (key) ON DELETE CASCADE, id TEXT NOT NULL, document TEXT NOT NULL,
    outlet TEXT, published TEXT, copied INTEGER NOT NULL);
CREATE INDEX claim_statement_claim ON claim_statement (claim, published);
CREATE INDEX claim_statement_document ON claim_statement (document);
CREATE INDEX claim_statement_id ON claim_statement (id);
CREATE INDEX claim_statement_outlet ON claim_statement (outlet);
CREATE TABLE claim_moment (
    claim INTEGER NOT NULL REFERENCES claim (key) ON DELETE CASCADE, at TEXT NOT NULL, until TEXT,
    standing TEXT NOT NULL, origins_for INTEGER NOT NULL, origins_against INTEGER NOT NULL,
    statements INTEGER NOT NULL, documents INTEGER NOT NULL, outlets INTEGER NOT NULL,
    PRIMARY KEY (claim, at)) WITHOUT ROWID;
CREATE INDEX claim_moment_at ON claim_moment (at, until);
"""


def create(db: Database) -> None:
    """Make the tables, empty; the caller holds the write transaction."""
    db.run(_SCHEMA)
    db.run(indexed("claim", ("said", "heard")))


def clear(db: Database) -> None:
    """Throw away all that was made; the caller holds the write transaction."""
    for name in reversed(("claim_search", *DERIVED)):
        db.run(f"DROP TABLE IF EXISTS {name}")
    create(db)


def state(db: Database, name: str) -> str | None:
    """Return what `loop` says of how far the tables have come, or null."""
    value = db.value("SELECT value FROM loop WHERE name = ?", (name,))
    return None if value is None else str(value)


def note(db: Database, name: str, value: str) -> None:
    """Keep how far the tables have come."""
    db.run("INSERT OR REPLACE INTO loop VALUES (?, ?)", (name, value))
