"""Rows as a table for a terminal, or as lines of JSON: what the commands that list a ledger print.

Headings and rows of words go in; lines come out that fit the stream's width, cut where they must be.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TextIO

from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from reportedly.export.printable import printable

WIDE = 400
"""Columns of a table that goes into a file or a pipe, where no terminal cuts it."""

SHORT = 24
"""Characters of a cell that stays on one line; a column of longer ones is folded where room is scarce."""

NARROW = 16
"""Characters that a folded column has at least, where the terminal has 80."""


def table(
    headings: Sequence[str], rows: Iterable[Sequence[object]], stream: TextIO, width: int | None = None
) -> str:
    """Return a table; the last column and those of long words share what room is left; numbers at the right.

    A heading that begins with "#" (which is not printed) is of numbers. Null is an empty cell.
    `width` goes before the stream's own.
    """
    console = Console(file=stream, width=width, highlight=False, markup=False, emoji=False)
    if width is None and not stream.isatty():
        console.width = WIDE
    grid = Table(
        box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style="bold", collapse_padding=True
    )
    cells = [[printable("" if cell is None else str(cell)) for cell in row] for row in rows]
    for place, heading in enumerate(headings):
        longest = max((cell_len(row[place]) for row in cells), default=0)
        wraps = place == len(headings) - 1 or longest > SHORT
        grid.add_column(
            heading.removeprefix("#"),
            justify="right" if heading.startswith("#") else "left",
            no_wrap=not wraps,
            min_width=min(longest, NARROW) if wraps else None,
            overflow="fold" if wraps else "ellipsis",
        )
    for row in cells:
        grid.add_row(*map(Text, row))
    with console.capture() as capture:
        console.print(grid)
    lines = [line.rstrip() for line in capture.get().splitlines()]
    encoding = console.encoding or "utf-8"
    return "\n".join(lines).encode(encoding, "replace").decode(encoding) + "\n"
