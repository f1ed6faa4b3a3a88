"""What tables a ledger has and their columns, in the order in which a document's rows are written.

The first column of each is `key`, a whole number that is never used twice. Names are those of the
JSON reading where there is one; `name` and `title` are what Datasette shows of a row elsewhere.
"""

from __future__ import annotations

from typing import NamedTuple


class Table(NamedTuple):
    """A table: its name, its columns, and whether its rows belong to one reading of one document."""

    name: str
    columns: tuple[str, ...]
    of_reading: bool


def _table(name: str, columns: str, of_reading: bool = True) -> Table:
    return Table(name, ("key", *columns.split()), of_reading)


_ALL = (
    _table("original", "sha256 size encoding bytes", False),
    _table(
        "document",
        "id name title url outlet published published_evidence retrieved language form bylines media"
        " original text",
        False,
    ),
    _table("reading", "document version model_sha256 lexicons_sha256 schema"),
    _table("trace", "document pieces"),
    _table("segment", "document kind furniture start end"),
    _table("entity", "document id name kind country actor"),
    _table("entity_mention", "document entity start end words"),
    _table(
        "source",
        "document id name kind evidence_kind named count descriptors role affiliation entity",
    ),
    _table("source_mention", "document source start end words"),
    _table("time", "document id name start end type value edtf"),
    _table(
        "place",
        "document id name start end words geonames_id country admin1 latitude longitude precision",
    ),
    _table("count", "document id name start end low best high of role"),
    _table("event", "document id title type mode context start end words actor recipient place time"),
    _table("event_count", "document event count"),
    _table("tie", "document id title type left right place start end words"),
    _table(
        "statement",
        "document id title voice source act factuality quotation text cue_words source_words chain"
        " addressee within about said",
    ),
    _table("statement_span", "document statement part start end words original_start original_end"),
    _table("chain_link", "document statement source"),
    _table("proposition", "document statement title event tie start end words factuality"),
    _table("mark", "document statement proposition kind start end words by"),
    _table("reason", "document statement rule detail"),
    _table(
        "assertion",
        "document id statement start end words aspects factuality event tie actor recipient place time"
        " counts predicate lemmas",
    ),
    _table("vector", "document start end value"),
    _table("disguise", "document name rule detail"),
    _table("past_reading", "document version model_sha256 lexicons_sha256 rows", False),
    _table("input", "fingerprint name outcome document detail", False),
    _table("problem", "input problem kind", False),
    _table("judgement", "id kind left right left_at right_at field value by at reason", False),
    _table("withdrawal", "judgement by at reason", False),
)

TABLES: dict[str, Table] = {table.name: table for table in _ALL}
"""Every table but the log, by name."""

OF_READING = tuple(table.name for table in _ALL if table.of_reading)
"""Tables whose rows go when a document is read anew."""

SPANNED = {
    name: table.columns.index("words") if "words" in table.columns else table.columns.index("name")
    for name, table in TABLES.items()
    if "start" in table.columns and {"words", "name"} & set(table.columns)
}
"""Tables that hold the words of a span, and in which column: they must equal the text there."""

LOG = ("seq", "at", "kind", "subject", "payload", "digests", "previous", "hash")
"""The columns of the log."""

SEARCHED = {"statement": ("text", "chain"), "document": ("title", "text")}
"""What the full-text index of each table holds; the index is called TABLE_search."""
