"""`parquet`: the tidy tables as Parquet files: lists as lists, each column with its meaning in the schema.

The only module that imports pyarrow.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

from reportedly.errors import MissingError
from reportedly.export.formats.columns import TABLES, Table
from reportedly.export.formats.csv import dictionary
from reportedly.export.formats.format import Format, Write
from reportedly.export.formats.kept import Kept
from reportedly.export.formats.tidy import rows

ROWS = 20_000
"""Rows of a row group: some megabytes of words, so that memory does not grow with the ledger."""


BLOCK = 200
"""Documents of a row group of a shard, with their originals."""


def _arrow() -> Any:
    try:
        import pyarrow
        import pyarrow.parquet
    except ModuleNotFoundError:
        raise MissingError("parquet", "pyarrow", "parquet") from None
    return pyarrow


def schema(table: Table) -> Any:
    """Return a table's Arrow schema."""
    arrow = _arrow()
    types = {
        "string": arrow.string(), "integer": arrow.int64(), "number": arrow.float64(),
        "boolean": arrow.bool_(), "list": arrow.list_(arrow.string()),
        "spans": arrow.list_(arrow.list_(arrow.int64())),
    }  # fmt: skip
    fields = [
        arrow.field(column.name, types[column.type], metadata={"description": column.about})
        for column in table.columns
    ]
    return arrow.schema(fields, metadata={"description": table.about})


def write(out: BinaryIO, columns: dict[str, str], found: Iterable[tuple[object, ...]]) -> None:
    """Write rows as a Parquet file; `columns` are names with "string" or "binary", both may be null."""
    arrow = _arrow()
    types = {"string": arrow.large_string(), "binary": arrow.large_binary()}
    form = arrow.schema([arrow.field(name, types[kind]) for name, kind in columns.items()])
    waiting = iter(found)
    with arrow.parquet.ParquetWriter(out, form, compression="zstd") as writer:
        while block := [tuple(map(_plain, row)) for row in islice(waiting, BLOCK)]:
            held = dict(zip(columns, map(list, zip(*block, strict=True)), strict=True))
            writer.write_table(arrow.table(held, schema=form))


def read(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the rows of a Parquet file, a few at a time in memory."""
    file = _arrow().parquet.ParquetFile(path)
    for block in file.iter_batches(batch_size=BLOCK):
        yield from block.to_pylist()


def _table(name: str, kept: Kept, out: BinaryIO) -> None:
    arrow = _arrow()
    table = TABLES[name]
    form = schema(table)
    found = rows(kept, name)
    with arrow.parquet.ParquetWriter(out, form, compression="zstd") as writer:
        while block := [tuple(map(_plain, row)) for row in islice(found, ROWS)]:
            columns = dict(zip(table.names, zip(*block, strict=True), strict=True))
            writer.write_table(arrow.table({n: list(v) for n, v in columns.items()}, schema=form))


def _plain(value: object) -> object:
    """Return enums as their words and spans as pairs; lone surrogates, which Arrow refuses, as escapes."""
    if isinstance(value, str):
        return str(value).encode("utf-8", "backslashreplace").decode("utf-8")
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value


_FILES: dict[str, Write] = {f"{name}.parquet": partial(_table, name) for name in TABLES}

FORMAT = Format(
    "parquet", "the same tables as Parquet", {**_FILES, "dictionary.csv": dictionary}, tuple(TABLES.values())
)
