"""The table of tables says what the file has."""

from __future__ import annotations

from pathlib import Path

from reportedly.store.derived import DERIVED
from reportedly.store.migrations import MIGRATIONS
from reportedly.store.tables import LOG, OF_READING, SEARCHED, SPANNED, TABLES
from reportedly.store.view import View
from tests.store.samples import ledger


def test_columns_are_those_of_the_file(tmp_path: Path) -> None:
    with View(ledger(tmp_path / "x", [])) as view:
        tables = (*TABLES.values(), *DERIVED.values())
        for name, columns in (*((t.name, t.columns) for t in tables), ("log", LOG)):
            assert tuple(row[1] for row in view.db.rows(f'PRAGMA table_info("{name}")')) == columns
        found = {str(row[0]) for row in view.db.rows("SELECT name FROM sqlite_schema WHERE type = 'table'")}
        for name, fields in SEARCHED.items():
            assert tuple(row[1] for row in view.db.rows(f"PRAGMA table_info({name}_search)")) == fields
    own = {name for name in found if "_search" not in name and not name.startswith("sqlite_")}
    assert own == {*TABLES, *DERIVED, "log"}


def test_every_pointer_has_an_index(tmp_path: Path) -> None:
    """Without one, taking a row out would look through whole tables."""
    with View(ledger(tmp_path / "x", [])) as view:
        for name in TABLES:
            pointers = {row[3] for row in view.db.rows(f'PRAGMA foreign_key_list("{name}")')}
            indexes = [str(row[1]) for row in view.db.rows(f'PRAGMA index_list("{name}")')]
            first = {
                row[2]
                for index in indexes
                for row in view.db.rows(f'PRAGMA index_info("{index}")')
                if row[0] == 0
            }
            assert pointers <= first, name


def test_what_belongs_to_a_reading_names_its_document() -> None:
    assert all(TABLES[name].columns[1] == "document" for name in OF_READING)
    assert all({"start", "end"} <= set(TABLES[name].columns) for name in SPANNED)
    assert len(MIGRATIONS) == 4
