"""`datasette`: what Datasette needs to know to show a ledger's file: facets, order, meanings.

The ledger itself is the database: `datasette news.ledger -m metadata.json`. Labels of rows and search need
nothing of this, since the tables have what Datasette looks for.
"""

from __future__ import annotations

import json
from pathlib import PurePath
from typing import BinaryIO

from reportedly.export.formats.format import Format, encoded
from reportedly.export.formats.kept import Kept

SHOWN: dict[str, dict[str, object]] = {
    "statement": {
        "description": "Attributed statements: who says what, through whom, how surely.",
        "facets": ["voice", "act", "factuality", "quotation"], "size": 50,
        "columns": {
            "chain": "from the origin to the publisher", "factuality": "how surely its source presents it",
            "within": "the statement that it is nested in",
            "about": "the statement that it denies, confirms or doubts",
        },
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


def metadata(database: str) -> dict[str, object]:
    """Return the metadata for a database by its name in Datasette, which is the file's without its ending."""
    tables: dict[str, object] = {**SHOWN, **{name: {"hidden": True} for name in HIDDEN}}
    queries = {
        "denials": {"title": "Denials, and what they deny", "sql": DENIALS.strip()},
        "speakers": {"title": "Who speaks most", "sql": SPEAKERS.strip()},
    }
    return {
        "title": "A ledger of who says what in the news",
        "databases": {database: {"tables": tables, "queries": queries}},
    }


def _write(kept: Kept, out: BinaryIO) -> None:
    named = metadata(PurePath(kept.name).stem)
    out.write(encoded(json.dumps(named, ensure_ascii=False, indent=1)) + b"\n")


FORMAT = Format("datasette", "how Datasette shows the ledger's own file", {"json": _write})
