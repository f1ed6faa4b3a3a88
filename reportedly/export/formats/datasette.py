"""`datasette`: claims and statements as a database for Datasette, with what it needs to know to show them.

`claims.db` is an SQLite file of the tidy tables: keys, links from row to row, and search of what is claimed,
said and titled. It holds no articles, so that it can be published where those cannot. `metadata.json` tells
labels, facets and order, also for the ledger's own file, which is a database too:
`datasette claims.db news.ledger -m metadata.json`.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from itertools import chain
from pathlib import Path, PurePath
from typing import BinaryIO

from reportedly.export.formats.columns import TABLES, Table
from reportedly.export.formats.format import Format, encoded
from reportedly.export.formats.kept import Kept
from reportedly.export.formats.tidy import rows

Told = dict[str, object]

DATABASE = "claims"
"""The name of the database of claims in Datasette: that of its file."""

FACETS: dict[str, Told] = {
    "claims": {
        "facets": ["standing", "aspect", "type", "place", "actor"], "label_column": "text",
        "sort_desc": "last_reported", "size": 25,
    },
    "claim_statements": {"facets": ["stance", "act", "factuality"], "size": 50},
    "claim_origins": {"facets": ["stance", "kind", "side"], "label_column": "name"},
    "claim_counts": {"facets": ["role"]},
    "statements": {"facets": ["voice", "act", "factuality", "outlet"], "size": 50},
    "sources": {"facets": ["kind", "evidence_kind"]},
    "events": {"facets": ["type", "mode", "country"]},
    "propositions": {"hidden": True},
    "ties": {"facets": ["type"]},
    "counts": {"facets": ["role"]},
    "documents": {"facets": ["outlet"], "sort_desc": "published", "size": 25},
}
"""How each of the tidy tables is shown."""

SEARCHED = {
    "claims": ("text",), "claim_statements": ("text",), "statements": ("text", "chain"),
    "documents": ("title",),
}  # fmt: skip
"""The columns that each table's full-text index holds."""

CONTESTED = """
SELECT c.text AS claim, c.origins_for, c.origins_against, s.stance, s.text AS words, d.outlet, d.published,
    d.url
FROM claims c JOIN claim_statements s ON s.claim = c.id JOIN documents d ON d.id = s.document
WHERE c.standing = 'contested' AND s.copy_of IS NULL ORDER BY c.last_reported DESC, c.id, d.published
"""

REPEATED = """
SELECT id, text AS claim, standing, origins_for, outlets FROM claims
WHERE outlets > 1 ORDER BY outlets * 1.0 / (origins_for + 1) DESC, outlets DESC
"""

SHOWN: dict[str, Told] = {
    "statement": {
        "description": "Attributed statements: who says what, through whom, how surely.",
        "facets": ["voice", "act", "factuality", "quotation"], "size": 50,
        "columns": {
            "chain": "from the origin to the publisher", "factuality": "how surely its source presents it",
            "within": "the statement that it is nested in",
            "about": "the statement that it denies, confirms or doubts",
        },
    },
    "claim": {
        "description": "Claims as they were last worked out; `claims.db` has all that is known of them.",
        "facets": ["standing", "aspect", "type", "place"], "label_column": "title", "size": 25,
        "sort_desc": "last_reported",
    },
    "document": {
        "description": "Articles as received.", "facets": ["outlet", "language", "form"],
        "sort_desc": "published", "size": 25,
    },
    "source": {
        "description": "Whoever is said to say something, once an article.",
        "facets": ["kind", "evidence_kind", "named"],
    },
    "event": {"description": "Who did what to whom, as one article tells it.", "facets": ["type", "mode"]},
    "entity": {"description": "Whoever acts, once an article.", "facets": ["kind", "country"]},
    "tie": {"description": "Standing relations, as one article tells them.", "facets": ["type"]},
    "place": {"description": "Words that name a place.", "facets": ["country", "precision"]},
    "count": {"description": "Numbers, as ranges.", "facets": ["role", "of"]},
    "time": {"description": "Words that say when.", "facets": ["type"]},
    "disguise": {"description": "Names made to look like others.", "facets": ["rule"]},
    "judgement": {"description": "What people decided.", "facets": ["kind", "by"], "sort_desc": "at"},
    "problem": {"description": "What was refused, and why.", "facets": ["kind"]},
    "log": {"description": "What was done to the ledger, each entry with the hash of the one before.",
            "facets": ["kind"], "sort_desc": "seq"},
}  # fmt: skip
"""Tables that people look at: meaning, facets, order."""

WORKED = (
    "claim_alias", "claim_moment", "claim_origin", "claim_party", "claim_relay", "claim_statement",
    "fingerprint", "loop", "reprint", "worked",
)  # fmt: skip
"""Tables from which claims are worked out on."""

HIDDEN = (
    "assertion", "chain_link", "entity_mention", "event_count", "input", "mark", "original", "past_reading",
    "proposition", "reading", "reason", "segment", "source_mention", "statement_span", "trace", "vector",
    "withdrawal",
)  # fmt: skip
"""Tables that others point at; they are there, below the rest."""

DENIALS = """
SELECT d.published, d.outlet, s.chain, s.text, a.text AS denied, d.url
FROM statement s JOIN document d ON d.key = s.document LEFT JOIN statement a ON a.key = s.about
WHERE s.act = 'deny' ORDER BY d.published DESC
"""

SPEAKERS = """
SELECT o.name, o.kind, count(*) AS statements, sum(s.act = 'deny') AS denials,
    count(DISTINCT s.document) AS documents
FROM statement s JOIN source o ON o.key = s.source GROUP BY o.name, o.kind ORDER BY statements DESC
"""


def metadata(database: str) -> Told:
    """Return the metadata for the claims and for a ledger by its name there, its file's without ending."""
    tables: Told = {**SHOWN, **{name: {"hidden": True} for name in (*HIDDEN, *WORKED)}}
    queries = {
        "denials": {"title": "Denials, and what they deny", "sql": DENIALS.strip()},
        "speakers": {"title": "Who speaks most", "sql": SPEAKERS.strip()},
    }
    claims: Told = {name: {"description": t.about, **FACETS[name]} for name, t in TABLES.items()}
    of_claims = {
        "contested": {"title": "What is contested, and who says what of it", "sql": CONTESTED.strip()},
        "repeated": {"title": "Most repeated on fewest origins", "sql": REPEATED.strip()},
    }
    return {
        "title": "A ledger of who says what in the news",
        "databases": {
            DATABASE: {"tables": claims, "queries": of_claims},
            database: {"tables": tables, "queries": queries},
        },
    }


def _metadata(kept: Kept, out: BinaryIO) -> None:
    named = metadata(PurePath(kept.name).stem)
    out.write(encoded(json.dumps(named, ensure_ascii=False, indent=1)) + b"\n")


def _database(kept: Kept, out: BinaryIO) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "claims.db"
        with closing(sqlite3.connect(path)) as db, db:
            for table in TABLES.values():
                db.execute(_created(table))
                marks = ", ".join("?" * len(table.columns))
                found = (tuple(map(_cell, row)) for row in rows(kept, table.name))
                db.executemany(f"INSERT INTO {_quoted(table.name)} VALUES ({marks})", found)
            for statement in chain(_indexes(), _searches()):
                db.execute(statement)
        with path.open("rb") as made:
            shutil.copyfileobj(made, out)


_SQL = {"integer": "INTEGER", "number": "REAL", "boolean": "INTEGER"}


def _created(table: Table) -> str:
    parts = [f"{_quoted(c.name)} {_SQL.get(c.type, 'TEXT')}" for c in table.columns]
    parts.append(f"PRIMARY KEY ({_listed(table.key)})")
    # Datasette shows names for links of one column, so that a document is told apart from its statement.
    alone = ("document",), "documents", ("id",)
    links = {*table.links} | ({alone} if "document" in table.names else set())
    parts += [
        f"FOREIGN KEY ({_listed(here)}) REFERENCES {_quoted(other)} ({_listed(there)})"
        for here, other, there in sorted(links)
    ]
    return f"CREATE TABLE {_quoted(table.name)} ({', '.join(parts)})"


def _indexes() -> Iterator[str]:
    """Indexes of what points elsewhere, where the key does not begin with it."""
    for table in TABLES.values():
        for here, _, _ in table.links:
            if table.key[: len(here)] != here:
                yield f"CREATE INDEX {table.name}_{'_'.join(here)} ON {_quoted(table.name)} ({_listed(here)})"


def _searches() -> Iterator[str]:
    """Full-text indexes as Datasette looks for them: they say of which table they are."""
    for name, columns in SEARCHED.items():
        yield (
            f"CREATE VIRTUAL TABLE {name}_search USING fts5 "
            f'({_listed(columns)}, content="{name}", tokenize="unicode61 remove_diacritics 2")'
        )
        yield f"INSERT INTO {name}_search ({name}_search) VALUES ('rebuild')"


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(map(_quoted, names))


def _quoted(name: str) -> str:
    return f'"{name}"'


def _cell(value: object) -> str | int | float | None:
    """Return a value as SQLite keeps it: lists as JSON; lone surrogates, which it refuses, as escapes."""
    if isinstance(value, str):
        return encoded(str(value)).decode()
    if value is None or isinstance(value, int | float):
        return value
    return json.dumps(value, ensure_ascii=False)


FORMAT = Format(
    "datasette", "a database of claims and statements for Datasette",
    {"claims.db": _database, "metadata.json": _metadata}, tuple(TABLES.values()),
)  # fmt: skip
