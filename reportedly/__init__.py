"""reportedly: a ledger of who says what in the news, through whom, and how surely.

import reportedly as rp

reading = rp.read("article.txt", outlet="Coastal Post")
with rp.open("news.ledger", create=True) as ledger:
    ledger.add("article.txt", outlet="Coastal Post")
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

# Importing this room binds its name here; the function below takes the name back, for good: a
# module that is loaded already is not bound again.
import reportedly.read  # noqa: F401
from reportedly.version import __version__

if TYPE_CHECKING:
    from pathlib import Path

    from pandas import DataFrame
    from polars import DataFrame as PolarsFrame

    from reportedly.claim import Claim
    from reportedly.export.notebook import Tree
    from reportedly.frames import Rows
    from reportedly.ledger import Ledger
    from reportedly.shapes import Reading

__all__ = ["__version__", "open", "read", "to_pandas", "to_polars", "tree"]


def read(
    path: str | Path | None = None,
    *,
    text: str | None = None,
    html: str | None = None,
    url: str | None = None,
    outlet: str | None = None,
    title: str | None = None,
    published: str | None = None,
    lexicons: Sequence[str | Path] = (),
    force: bool = False,
) -> Reading:
    """Read one article: a file of text or HTML by its path, or the `text` or `html` itself.

    `published` is a date or date-time (ISO 8601); `lexicons` are files of your own; `force` reads
    what seems not to be English. Raises `reportedly.errors.InputError` where there is nothing to
    read, and says why.
    """
    from reportedly import ledger

    return ledger.read(
        path, text=text, html=html, url=url, outlet=outlet, title=title, published=published,
        lexicons=lexicons, force=force,
    )  # fmt: skip


def to_pandas(source: Rows, table: str = "statements", *, lexicons: Sequence[str | Path] = ()) -> DataFrame:
    """Return a ledger, readings or claims as a pandas frame: one of the tables of docs/formats/csv.md.

    `lexicons` are for a ledger's claims. Raises `reportedly.errors.MissingError` without pandas.
    """
    from reportedly import frames

    return frames.to_pandas(source, table, lexicons=lexicons)


def to_polars(
    source: Rows, table: str = "statements", *, lexicons: Sequence[str | Path] = ()
) -> PolarsFrame:
    """Return a ledger, readings or claims as a Polars frame, as `to_pandas` does."""
    from reportedly import frames

    return frames.to_polars(source, table, lexicons=lexicons)


def tree(claim: Claim) -> Tree:
    """Return by which way a claim came, to be printed or shown in a notebook."""
    from reportedly.export.notebook import Tree

    return Tree(claim)


def open(path: str | Path, *, create: bool = False) -> Ledger:
    """Open a ledger, or make it with `create=True`.

    Raises `reportedly.errors.LedgerError` where the file is missing or no ledger.
    """
    from reportedly.ledger import Ledger

    return Ledger(path, create=create)
