"""Where the words of documents stand in their originals: documents and bytes in, character ranges out.

A page is looked through once, when the first of its words is asked for.
"""

from __future__ import annotations

from collections.abc import Callable

from reportedly.errors import ReportedlyError
from reportedly.read.original import Trace, trace
from reportedly.shapes import Capture, Document, Span


class Pages:
    """Traces documents to their originals, which `get` gives as (media, bytes) by document id."""

    def __init__(self, get: Callable[[str], tuple[str, bytes]]) -> None:
        self._get = get
        self._documents: dict[str, Document] = {}
        self._traces: dict[str, Trace | None] = {}

    def know(self, document: Document) -> None:
        """Make a document known whose words may be asked for."""
        self._documents[document.id] = document

    def where(self, id: str, span: Span) -> Span | None:
        """Return the range of the page in which a span's words stand, or null where it lacks them."""
        if id not in self._traces:
            self._traces[id] = self._traced(id)
        found = self._traces[id]
        parts = found.parts(span) if found is not None else ()
        return Span(parts[0].start, parts[-1].end) if parts else None

    def _traced(self, id: str) -> Trace | None:
        try:
            media, data = self._get(id)
        except ReportedlyError:  # its original was taken out
            return None
        return trace(Capture(id, data, media), self._documents[id])
