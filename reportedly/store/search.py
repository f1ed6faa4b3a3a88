"""Full-text search: any string that a user may type in, a query that SQLite cannot choke on out; the indexes.

An index names its table as Datasette looks for it (`content`), and holds no words of its own.
"""

from __future__ import annotations

import re

MOST_TERMS = 32
"""How many terms of a query count: more than anyone types, few enough for any pasted text."""

_TERM = re.compile(r'"([^"]*)"|([^\s"]+)')


def query(words: str) -> str | None:
    """Return an FTS5 query in which all words must occur, or null where there is none to look for.

    Words in double quotes are a phrase; a word that ends in * stands for all that begin so.
    Everything else is taken as it stands: no operator, no syntax.
    """
    words = words.encode("utf-8", "replace").decode("utf-8").replace("\0", " ")
    terms = []
    for phrase, word in _TERM.findall(words):
        bare = word.rstrip("*")
        star = "*" if word.endswith("*") and any(c.isalnum() for c in bare) else ""
        text = phrase or bare
        if any(c.isalnum() for c in text):
            terms.append(f'"{text}"{star}')
    return " ".join(terms[:MOST_TERMS]) or None


def indexed(table: str, fields: tuple[str, ...]) -> str:
    """Return what makes a table's full-text index and keeps it in step with the table."""
    names = ", ".join(fields)
    new, old = (", ".join(f"{row}.{name}" for name in fields) for row in ("new", "old"))
    index = f"{table}_search"
    forget = f"INSERT INTO {index} ({index}, rowid, {names}) VALUES ('delete', old.key, {old});"
    learn = f"INSERT INTO {index} (rowid, {names}) VALUES (new.key, {new});"
    return f"""
CREATE VIRTUAL TABLE {index} USING fts5 (
    {names}, content="{table}", content_rowid="key", tokenize="unicode61 remove_diacritics 2");
CREATE TRIGGER {table}_search_insert AFTER INSERT ON {table} BEGIN {learn} END;
CREATE TRIGGER {table}_search_delete AFTER DELETE ON {table} BEGIN {forget} END;
CREATE TRIGGER {table}_search_update AFTER UPDATE ON {table} BEGIN {forget} {learn} END;
"""
