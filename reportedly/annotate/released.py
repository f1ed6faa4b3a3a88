"""A press release, as a portal prints it: a document in which a body speaks for itself, by its head.

In comes a document, out comes who issued it, or null. What stands in it without a source is the issuer's
word, and not that of whoever prints it.
"""

from __future__ import annotations

import re

from reportedly.annotate.entry import Entry
from reportedly.annotate.naming import Naming
from reportedly.lexicon import Lexicons
from reportedly.shapes import Document, EvidenceKind, SourceKind

_RELEASE = re.compile(
    r"\W*(?:for immediate (?:release|publication)|(?:press|news|media) (?:release|statement|notice)\b"
    r"|(?:statement|communiqu[e\u00e9]|declaration)\W*$)",
    re.IGNORECASE,
)
_ISSUER = re.compile(
    r"\W*(?i:issued by|released by|source|from|sender)\s*:\s*(?:the |The )?(?P<name>[A-Z][^,;|()\n]{2,80})"
)
_HEAD = 5
"""Of so many lines at most, the first says what it is, and another who issued it."""


def issuer(document: Document, lexicons: Lexicons, naming: Naming) -> Entry | None:
    """Return the entry of who issued a press release; null for any other document."""
    lines = [line for line in document.text.splitlines() if line.strip()][:_HEAD]
    found = next((m for m in map(_ISSUER.match, lines) if m is not None), None)
    name = found["name"].strip() if found is not None else None
    if name is None or not any(map(_RELEASE.match, lines)) or name in lexicons.outlets:
        return None
    return naming.issuer(
        Entry(
            name=name, kind=SourceKind.ORGANIZATION, evidence_kind=EvidenceKind.OFFICIAL, named=True,
            head=name.split()[-1].lower(), plural=False, spoke=True,
        )
    )  # fmt: skip
