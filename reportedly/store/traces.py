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
from reportedly.trace import Piece


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


def _piece(runs: tuple[tuple[Span, Span], ...]) -> Piece:
    (text, page), (last_text, last_page) = runs[0], runs[-1]
    return Piece(Span(text.start, last_text.end), Span(page.start, last_page.end), runs)
