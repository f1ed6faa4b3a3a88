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

    from reportedly.ledger import Ledger
    from reportedly.shapes import Reading

__all__ = ["__version__", "open", "read"]


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


def open(path: str | Path, *, create: bool = False) -> Ledger:
    """Open a ledger, or make it with `create=True`.

    Raises `reportedly.errors.LedgerError` where the file is missing or no ledger.
    """
    from reportedly.ledger import Ledger

    return Ledger(path, create=create)
