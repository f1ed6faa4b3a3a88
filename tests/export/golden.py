"""What every format makes of the frozen ledger: `python -m tests.export.golden` writes it anew.

Parquet, WACZ and SQLite files are packed by libraries whose bytes differ from version to version; of them it
is what is inside that is kept, in JSON.
"""

from __future__ import annotations

import gzip
import io
import json
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path
from typing import Any

import pyarrow.parquet

from reportedly.exporting import OURS, format_of
from tests.export.frozen import Frozen

HERE = Path(__file__).parent / "golden"


def made(name: str) -> dict[str, bytes]:
    """Return the files of a format, as they are compared."""
    form, kept = format_of(name), Frozen()
    out = {}
    for file, write in form.files.items():
        buffer = io.BytesIO()
        write(kept, buffer)
        out[f"{name}.{file}" if not form.is_folder else f"{name}/{file}"] = buffer.getvalue()
    if name == "parquet":
        return {f"{f}.json" if f.endswith("parquet") else f: _parquet(f, data) for f, data in out.items()}
    if name == "datasette":
        return {f"{f}.json" if f.endswith("db") else f: _database(f, data) for f, data in out.items()}
    return {f"{f}.json": _wacz(data) for f, data in out.items()} if name == "wacz" else out


def _parquet(file: str, data: bytes) -> bytes:
    if not file.endswith(".parquet"):
        return data
    table = pyarrow.parquet.read_table(io.BytesIO(data))
    columns = [
        [field.name, str(field.type), field.metadata[b"description"].decode()] for field in table.schema
    ]
    return _shown({"columns": columns, "rows": table.num_rows})


def _database(file: str, data: bytes) -> bytes:
    if not file.endswith(".db"):
        return data
    with closing(sqlite3.connect(":memory:")) as db:
        db.deserialize(data)
        made = "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT GLOB '*_search_*'"
        found = list(db.execute(made))
        tables = [name for name, sql in found if sql.startswith("CREATE TABLE")]
        counts = {name: db.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in tables}
    return _shown({"schema": [sql for _, sql in found], "rows": counts})


def _wacz(data: bytes) -> bytes:
    archive = zipfile.ZipFile(io.BytesIO(data))
    records = gzip.decompress(archive.read("archive/originals.warc.gz")).decode()
    pages: list[Any] = [json.loads(line) for line in archive.read("pages/pages.jsonl").splitlines()]
    index = [line.split(b" ", 2)[:2] for line in archive.read("indexes/index.cdx").splitlines()]
    return _shown({
        "files": archive.namelist(), "pages": pages, "index": [b" ".join(i).decode() for i in index],
        "records": records.split("\r\n"),
    })  # fmt: skip


def _shown(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode() + b"\n"


def write() -> None:
    """Write all golden files."""
    for name in OURS:
        for file, data in made(name).items():
            path = HERE / file
            path.parent.mkdir(exist_ok=True, parents=True)
            path.write_bytes(data)


if __name__ == "__main__":
    write()
