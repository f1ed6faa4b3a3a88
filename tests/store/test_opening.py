"""Opening: what is no ledger is refused in one line, others are waited for, a full disk loses nothing."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import apsw
import pytest

from reportedly.errors import LedgerError
from reportedly.store import form, migrations, opening, sqlite
from reportedly.store.kept import Status
from reportedly.store.migrations import APPLICATION_ID, MIGRATIONS
from reportedly.store.sqlite import Database, refuse_broken
from reportedly.store.verify import verify
from reportedly.store.view import View
from reportedly.store.writer import Writer
from tests.store.samples import clock, item, ledger


@pytest.mark.parametrize("version", ["3.7.0", "3.40.1", "3.51.2"])
def test_an_sqlite_that_corrupts_is_not_written_with(version: str) -> None:
    with pytest.raises(LedgerError, match=rf"SQLite {version} can corrupt .* pip install -U apsw"):
        refuse_broken(version)


@pytest.mark.parametrize("version", ["3.6.23", "3.51.3", "3.54.1", "4.0.0"])
def test_others_are(version: str) -> None:
    refuse_broken(version)


def test_the_loaded_sqlite_is_asked_before_anything_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apsw, "sqlite_lib_version", lambda: "3.50.0")
    with pytest.raises(LedgerError, match="can corrupt"):
        Writer(tmp_path / "x", now=clock, create=True)
    assert list(tmp_path.iterdir()) == []


def test_a_ledger_says_what_it_is(tmp_path: Path) -> None:
    with View(ledger(tmp_path / "x", [])) as view:
        assert view.db.value("PRAGMA application_id") == APPLICATION_ID
        assert view.db.value("PRAGMA user_version") == len(MIGRATIONS)
        assert view.db.value("PRAGMA journal_mode") == "wal"
        assert view.head().seq == 1


def _missing(path: Path) -> None: ...


def _text(path: Path) -> None:
    path.write_text("This is an article, not a ledger. " * 100)


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _other(path: Path) -> None:
    with apsw.Connection(str(path)) as other:
        other.execute("CREATE TABLE log (seq INTEGER PRIMARY KEY)")


def _folder(path: Path) -> None:
    path.mkdir()


@pytest.mark.parametrize("make", [_missing, _text, _empty, _other, _folder])
def test_what_is_no_ledger_is_refused(make: object, tmp_path: Path) -> None:
    make(tmp_path / "x")  # type: ignore[operator]
    with pytest.raises(
        LedgerError, match=r"no ledger|no such ledger|is a folder|disk cannot be read"
    ) as told:
        View(tmp_path / "x")
    assert "\n" not in str(told.value)


@pytest.mark.parametrize("make", [_text, _other, _folder])
def test_nothing_else_is_made_into_one(make: object, tmp_path: Path) -> None:
    make(tmp_path / "x")  # type: ignore[operator]
    with pytest.raises(LedgerError):
        Writer(tmp_path / "x", now=clock, create=True)


def test_a_ledger_of_a_newer_version_is_refused_in_one_line(tmp_path: Path) -> None:
    path = ledger(tmp_path / "x", [item(1)])
    db = Database(path, write=True)
    db.run(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    db.close()
    for opened in (View, Writer):
        with pytest.raises(LedgerError, match=r"made by a newer version of reportedly.*update reportedly"):
            opened(path)


def test_a_ledger_that_is_written_is_waited_for(tmp_path: Path) -> None:
    path = ledger(tmp_path / "x", [])
    held, done = threading.Event(), threading.Event()

    def hold() -> None:
        with Writer(path, now=clock) as other, other.db.write():
            held.set()
            time.sleep(0.3)
            done.set()

    holder = threading.Thread(target=hold)
    holder.start()
    assert held.wait(10)
    with Writer(path, now=clock) as writer:
        assert writer.add(*item(1)) is Status.ADDED
        assert done.is_set()
    holder.join()


def test_a_writer_does_not_wait_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = ledger(tmp_path / "x", [])
    monkeypatch.setattr(sqlite, "BUSY_SECONDS", 0.05)
    with (
        Writer(path, now=clock) as one,
        Writer(path, now=clock) as two,
        one.db.write(),
        pytest.raises(LedgerError, match="written by another program"),
    ):
        two.add(*item(1))


@pytest.mark.parametrize("_again", range(5))
def test_a_ledger_is_made_once_however_many_make_it(_again: int, tmp_path: Path) -> None:
    faults: list[Exception] = []

    def make(number: int) -> None:
        try:
            with Writer(tmp_path / "x", now=clock, create=True) as writer:
                writer.add(*item(number))
        except Exception as error:
            faults.append(error)

    makers = [threading.Thread(target=make, args=(n,)) for n in range(8)]
    for maker in makers:
        maker.start()
    for maker in makers:
        maker.join()
    assert faults == []
    report = verify(tmp_path / "x")
    assert report.clean
    assert (report.documents, dict(report.kinds)["created"]) == (8, 1)


def test_a_full_disk_is_one_line_and_loses_nothing(tmp_path: Path) -> None:
    path = ledger(tmp_path / "x", [])
    kept = []
    with Writer(path, now=clock) as writer:
        writer.db.run(f"PRAGMA max_page_count = {writer.db.number('PRAGMA page_count') + 60}")

        def fill() -> None:
            for number in range(100):
                capture, reading = item(number)
                writer.add(capture, reading)
                kept.append(reading.document.id)

        with pytest.raises(LedgerError, match="disk is full; all that was acknowledged is kept") as told:
            fill()
        assert "\n" not in str(told.value)
        writer.db.run("PRAGMA max_page_count = 1000000")
        assert writer.add(*item(len(kept))) is Status.ADDED
    assert kept
    report = verify(path)
    assert (report.clean, report.documents) == (True, len(kept) + 1)


def test_a_view_sees_what_others_add(tmp_path: Path) -> None:
    path = ledger(tmp_path / "x", [item(1)])
    with View(path) as view, Writer(path, now=clock) as writer:
        writer.add(*item(2))
        assert len(list(view.documents())) == 2


def _add_a_table(db: Database) -> None:
    db.run("CREATE TABLE later (key INTEGER PRIMARY KEY)")


def test_an_older_form_is_brought_up_to_date_when_it_is_written_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = ledger(tmp_path / "x", [item(1)])
    steps = (*MIGRATIONS, _add_a_table)
    for module in (opening, migrations, form):
        if hasattr(module, "MIGRATIONS"):
            monkeypatch.setattr(module, "MIGRATIONS", steps)
    older = rf"older form \({len(steps) - 1}, this program reads {len(steps)}\)"
    with pytest.raises(LedgerError, match=older):
        View(path)
    with Writer(path, now=clock) as writer:
        assert writer.add(*item(1)) is Status.KNOWN
        assert writer.add(*item(2)) is Status.ADDED
        assert [row[0] for row in writer.db.rows("SELECT kind FROM log ORDER BY seq")] == [
            "created", "added", "migrated", "added",
        ]  # fmt: skip
    assert verify(path).clean


def test_what_cannot_be_checked_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = ledger(tmp_path / "x", [item(1)])

    def refuse(path: str) -> None:
        raise LedgerError(f"{path}: cannot be written")

    monkeypatch.setattr("reportedly.store.verify.search_findings", refuse)
    report = verify(path)
    assert report.clean
    assert "cannot be written" in report.unchecked[0]
