"""Tidy tables as data frames of pandas and Polars, which need not be installed.

A ledger, readings or claims and a table's name go in (docs/formats/csv.md has the tables), a frame comes out.
The only module that imports either library.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportedly.claim import Claim, Judgement
from reportedly.errors import InputError, MissingError
from reportedly.export.formats.columns import TABLES
from reportedly.export.formats.kept import Checked, Entry, Kept, Original
from reportedly.export.formats.tidy import rows
from reportedly.exporting import Exported
from reportedly.ledger import Ledger
from reportedly.shapes import Reading, Span
from reportedly.version import __version__

if TYPE_CHECKING:
    import pandas
    import polars

Rows = Ledger | Reading | Claim | Iterable[Reading] | Iterable[Claim]


def to_pandas(
    source: Rows, table: str = "statements", *, lexicons: Sequence[str | Path] = ()
) -> pandas.DataFrame:
    """Return a tidy table as a pandas frame; whole numbers, truth values and text with their own nulls."""
    try:
        import pandas as pd
    except ModuleNotFoundError:
        raise MissingError("to_pandas", "pandas", "pandas") from None
    types = {"string": "string", "integer": "Int64", "number": "Float64", "boolean": "boolean"}
    columns = _columns(source, table, lexicons)
    return pd.DataFrame({
        column.name: pd.Series(values, dtype=types.get(column.type, "object"))
        for column, values in zip(TABLES[table].columns, columns, strict=True)
    })  # fmt: skip


def to_polars(
    source: Rows, table: str = "statements", *, lexicons: Sequence[str | Path] = ()
) -> polars.DataFrame:
    """Return a tidy table as a Polars frame; lists are lists."""
    try:
        import polars as pl
    except ModuleNotFoundError:
        raise MissingError("to_polars", "Polars", "polars") from None
    types: dict[str, Any] = {
        "string": pl.String, "integer": pl.Int64, "number": pl.Float64, "boolean": pl.Boolean,
        "list": pl.List(pl.String), "spans": pl.List(pl.List(pl.Int64)),
    }  # fmt: skip
    columns = _columns(source, table, lexicons)
    return pl.DataFrame([
        pl.Series(column.name, values, dtype=types[column.type])
        for column, values in zip(TABLES[table].columns, columns, strict=True)
    ])  # fmt: skip


def _columns(source: Rows, table: str, lexicons: Sequence[str | Path]) -> list[list[object]]:
    if table not in TABLES:
        raise InputError(table, f"{table}: is no table; there are {', '.join(TABLES)}")
    kept: Kept = Exported(source, lexicons=lexicons) if isinstance(source, Ledger) else _Given(source)
    columns: list[list[object]] = [[] for _ in TABLES[table].columns]
    for row in rows(kept, table):
        for values, value in zip(columns, row, strict=True):
            values.append(_plain(value))
    return columns


def _plain(value: object) -> object:
    if isinstance(value, str):
        return str(value)
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value


class _Given:
    """Readings or claims by themselves, as a ledger that holds no more."""

    name = "given"
    version = __version__

    def __init__(self, source: Reading | Claim | Iterable[Reading] | Iterable[Claim]) -> None:
        items = [source] if isinstance(source, Reading | Claim) else list(source)
        self._readings = [item for item in items if isinstance(item, Reading)]
        self._claims = [item for item in items if isinstance(item, Claim)]
        if len(self._readings) + len(self._claims) < len(items):
            raise InputError("source", "give a ledger, readings or claims")

    def readings(self) -> Iterator[Reading]:
        """Yield the readings."""
        yield from self._readings

    def claims(self) -> Sequence[Claim]:
        """Return the claims."""
        return self._claims

    def judgements(self) -> Sequence[Judgement]:
        """Return none."""
        return ()

    def original(self, document: str) -> Original:
        """Raise `InputError`: a reading has no original."""
        raise InputError(document, f"{document}: its original is in a ledger")

    def original_range(self, document: str, span: Span) -> Span | None:
        """Return null: a reading has no original."""
        return None

    def entries(self) -> Iterator[Entry]:
        """Yield none."""
        yield from ()

    def checked(self) -> Checked:
        """Return that there is nothing to check."""
        return Checked("", 0, 0, (), ())
