"""`csv`: the tidy tables as CSV files (RFC 4180, UTF-8), with a data dictionary that programs read, too.

A cell of text that a spreadsheet would take for a formula begins with an apostrophe, as does one that
begins with an apostrophe by itself: drop the first apostrophe of a cell to have its text. Lists are JSON.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from functools import partial
from typing import BinaryIO

from reportedly.export.formats.columns import TABLES, Column, Table
from reportedly.export.formats.format import Format, Write, encoded
from reportedly.export.formats.kept import Kept
from reportedly.export.formats.tidy import rows

_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "'", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What a formula may begin with (OWASP on CSV injection), full-width too, and the sign that disarms it."""


def guarded(text: str) -> str:
    """Return a text as a cell in which no spreadsheet sees a formula."""
    return f"'{text}" if text.startswith(_RISKY) else text


def unguarded(cell: str) -> str:
    """Return the text that a cell was made of."""
    return cell.removeprefix("'")


def cell(value: object) -> str | int | float:
    """Return a value as a cell: null as nothing, lists as JSON, text guarded, numbers as they are."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return value
    if isinstance(value, str):
        return guarded(str(value))
    return json.dumps(value, ensure_ascii=False)


def write_rows(out: BinaryIO, names: Iterable[str], found: Iterable[Iterable[object]]) -> None:
    """Write a header and rows."""
    line = io.StringIO(newline="")
    writer = csv.writer(line)
    writer.writerow(list(names))
    for values in found:
        writer.writerow([cell(value) for value in values])
        if line.tell() > 1 << 16:
            _flush(line, out)
    _flush(line, out)


def _flush(line: io.StringIO, out: BinaryIO) -> None:
    out.write(encoded(line.getvalue()))
    line.seek(0)
    line.truncate()


def _table(name: str, kept: Kept, out: BinaryIO) -> None:
    write_rows(out, TABLES[name].names, rows(kept, name))


def dictionary(kept: Kept, out: BinaryIO) -> None:
    """Write the data dictionary as a table: a row a column."""
    write_rows(
        out,
        ("table", "column", "type", "meaning"),
        ((t.name, c.name, c.type, c.about) for t in TABLES.values() for c in t.columns),
    )


def _package(kept: Kept, out: BinaryIO) -> None:
    """Write the data dictionary as a Data Package with Table Schemas (Frictionless Standards 1)."""
    package = {
        "profile": "tabular-data-package",
        "name": "ledger",
        "title": f"{kept.name}: what is claimed, by whom, and where it is said",
        "resources": [_resource(table) for table in TABLES.values()],
    }
    out.write(encoded(json.dumps(package, ensure_ascii=False, indent=1)) + b"\n")


def _resource(table: Table) -> dict[str, object]:
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": f"{table.name}.csv",
        "description": table.about,
        "encoding": "utf-8",
        "schema": {
            "fields": [_field(column) for column in table.columns],
            "primaryKey": list(table.key),
            "foreignKeys": [
                {"fields": list(here), "reference": {"resource": other, "fields": list(there)}}
                for here, other, there in table.links
            ],
            "missingValues": [""],
        },
    }


def _field(column: Column) -> dict[str, object]:
    kind = {"list": "array", "spans": "array"}.get(column.type, column.type)
    return {"name": column.name, "type": kind, "description": column.about}


_FILES: dict[str, Write] = {f"{name}.csv": partial(_table, name) for name in TABLES}

FORMAT = Format(
    "csv", "tidy tables with a data dictionary",
    {**_FILES, "dictionary.csv": dictionary, "datapackage.json": _package}, tuple(TABLES.values()),
)  # fmt: skip
