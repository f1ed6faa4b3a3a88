"""Names for what is kept, where a format of the web asks for an IRI: addresses if there are any, else URNs.

`urn:reportedly:` is ours alone and leads nowhere; ids within a document carry the document's.
"""

from __future__ import annotations

import re

from reportedly.shapes import Document

ROOT = "urn:reportedly:"

_IRI = re.compile(r"https?://[^\s<>\"{}|\\^`\x00-\x20]+", re.IGNORECASE)


def document(id: str) -> str:
    """Name a document as kept: its text and what is known of it."""
    return f"{ROOT}document:{id}"


def within(id: str, row: str) -> str:
    """Name a statement, source, event or the like of a document."""
    return f"{ROOT}document:{id}:{row}"


def original(sha256: str) -> str:
    """Name bytes as received."""
    return f"{ROOT}original:{sha256}"


def claim(id: str) -> str:
    """Name a claim."""
    return f"{ROOT}claim:{id}"


def origin(claim_id: str, id: str) -> str:
    """Name an origin of a claim."""
    return f"{ROOT}claim:{claim_id}:{id}"


def page(document_: Document) -> str:
    """Name the page that a document was: its address where it has one on the web."""
    url = document_.url
    return url if url is not None and _IRI.fullmatch(url) else document(document_.id)
