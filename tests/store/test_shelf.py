"""The shelf of passages: shared, bounded, and nothing but a saving of time."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportedly.errors import LedgerError
from reportedly.store.shelf import Shelf


def test_what_one_process_puts_there_another_finds(tmp_path: Path) -> None:
    one, other = Shelf(tmp_path / "passages"), Shelf(tmp_path / "passages")
    one.put({b"a": b"1", b"b": b"2"})
    assert other.get([b"b", b"c"]) == {b"b": b"2"}
    other.put({b"b": b"3"})
    assert one.get([b"b"]) == {b"b": b"2"}


def test_the_oldest_go_first() -> None:
    shelf = Shelf(limit=3)
    for number in range(5):
        shelf.put({bytes([number]): b"x"})
    assert set(shelf.get([bytes([n]) for n in range(5)])) == {b"\x02", b"\x03", b"\x04"}


def test_a_disk_that_fails_leaves_the_shelf_empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf = Shelf(tmp_path)  # a folder, no file
    shelf.put({b"a": b"1"})
    assert shelf.get([b"a"]) == {}
    shelf = Shelf()
    shelf.put({b"a": b"1"})

    def full(*ignored: object) -> None:
        raise LedgerError("the disk is full")

    assert shelf._db is not None
    monkeypatch.setattr(shelf._db, "run", full)
    shelf.put({b"b": b"2"})
    assert shelf.get([b"a"]) == {}
