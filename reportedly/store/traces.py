"""A page's trace in one column: which characters of the text stand where in the original.

Pieces go in and come out the same. They are a JSON list of pieces, each a list of runs, each four
numbers (start and end in the text, start and end in the decoded original), packed with zlib.
"""

from __future__ import annotations

import json
import zlib

from reportedly.errors import LedgerError
from reportedly.shapes import Span
from reportedly.store.originals import LEVEL
from reportedly.store.sqlite import Database
from reportedly.trace import Piece, Trace


def packed(pieces: tuple[Piece, ...]) -> bytes:
    """Write the pieces of a trace into one column."""
    runs = [[[*text, *page] for text, page in piece.runs] for piece in pieces]
    return zlib.compress(json.dumps(runs, separators=(",", ":")).encode(), LEVEL)


def unpacked(column: bytes) -> tuple[Piece, ...]:
    """Read the pieces of a trace; raise `LedgerError` where the column is damaged."""
    try:
        rows: list[list[tuple[int, int, int, int]]] = json.loads(zlib.decompress(column))
        return tuple(_piece(tuple((Span(a, b), Span(c, d)) for a, b, c, d in runs)) for runs in rows)
    except (zlib.error, ValueError, TypeError, IndexError):
        raise LedgerError("a row of trace is damaged; `reportedly verify` names it") from None


def trace_of(db: Database, key: int) -> Trace | None:
    """Return what leads from the words of the document with this key to its original, or null."""
    row = db.row(
        "SELECT d.text, d.media, o.encoding, t.pieces FROM document d"
        " JOIN original o ON o.key = d.original LEFT JOIN trace t ON t.document = d.key WHERE d.key = ?",
        (key,),
    )
    assert row is not None, "its key was just found"
    text, media, encoding, pieces = row
    if encoding == "redacted" or (media == "html" and pieces is None):
        return None
    return Trace(text, None if media != "html" else unpacked(pieces))


def _piece(runs: tuple[tuple[Span, Span], ...]) -> Piece:
    (text, page), (last_text, last_page) = runs[0], runs[-1]
    return Piece(Span(text.start, last_text.end), Span(page.start, last_page.end), runs)
