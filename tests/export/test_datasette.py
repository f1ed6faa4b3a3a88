"""What Datasette is told fits the ledger's file: tables are shown or hidden, facets are columns."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from reportedly.export.formats.columns import TABLES as TIDY
from reportedly.export.formats.datasette import (
    DENIALS,
    FACETS,
    HIDDEN,
    SEARCHED,
    SHOWN,
    SPEAKERS,
    WORKED,
    metadata,
)
from reportedly.store.derived import DERIVED
from reportedly.store.sqlite import Database
from reportedly.store.tables import LOG, TABLES
from reportedly.store.writer import Writer


def test_every_table_is_shown_or_hidden() -> None:
    assert sorted((*SHOWN, *HIDDEN, *WORKED)) == sorted((*TABLES, *DERIVED, "log"))


def test_facets_and_orders_are_columns() -> None:
    for name, told in SHOWN.items():
        columns = LOG if name == "log" else {**TABLES, **DERIVED}[name].columns
        facets, described = told.get("facets", ()), told.get("columns", {})
        assert isinstance(facets, list)
        assert isinstance(described, dict)
        assert {*facets, *described, told.get("sort_desc", columns[0])} <= {*columns}, name


def test_queries_run(tmp_path: Path) -> None:
    Writer(tmp_path / "x.ledger", create=True).close()
    with closing(Database(tmp_path / "x.ledger")) as db:
        for query in (DENIALS, SPEAKERS):
            assert list(db.rows(query)) == []


def test_datasette_finds_labels_and_search_by_itself(tmp_path: Path) -> None:
    # What it looks for: a foreign key to a table with a column called name or title, and a search index that
    # says of which table it is the index (datasette.utils.detect_fts).
    Writer(tmp_path / "x.ledger", create=True).close()
    with closing(sqlite3.connect(tmp_path / "x.ledger")) as db:
        keys = "SELECT f.\"table\" FROM pragma_foreign_key_list(?) f"
        linked = {row[0] for of in ("statement", "claim_origin") for row in db.execute(keys, (of,))}
        assert linked >= {"document", "source", "claim"}
        for table in linked:
            columns = {row[1] for row in db.execute("SELECT * FROM pragma_table_info(?)", (table,))}
            assert {"name", "title"} & columns, table
        made = "SELECT group_concat(sql) FROM sqlite_schema WHERE sql LIKE '%VIRTUAL TABLE%'"
        (indexes,) = db.execute(made).fetchone()
        assert all(f'content="{table}"' in indexes for table in ("statement", "document", "claim"))


def test_the_database_is_called_as_datasette_calls_it() -> None:
    databases = metadata("news")["databases"]
    assert isinstance(databases, dict)
    assert list(databases) == ["claims", "news"]


def test_every_tidy_table_is_shown_by_columns_that_it_has() -> None:
    assert FACETS.keys() == TIDY.keys()
    for name, told in FACETS.items():
        facets = told.get("facets", ())
        assert isinstance(facets, list | tuple)
        named = {*facets, *SEARCHED.get(name, ()), told.get("label_column"), told.get("sort_desc")}
        assert named - {None} <= {*TIDY[name].names}, name


def test_an_older_sqlite_opens_a_ledger_too(tmp_path: Path) -> None:
    # Options of full-text indexes that came later make the whole file unreadable: contentless_delete in 3.43.
    Writer(tmp_path / "x.ledger", create=True).close()
    with closing(sqlite3.connect(tmp_path / "x.ledger")) as db:
        (made,) = db.execute("SELECT group_concat(sql) FROM sqlite_schema WHERE sql LIKE '%VIRTUAL TABLE%'")
    assert "contentless_" not in made[0]
