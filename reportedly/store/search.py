"""Full-text search: any string that a user may type in, a query that SQLite cannot choke on out."""

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
