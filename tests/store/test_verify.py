"""Whatever is changed in a ledger behind its back is found and named; what it does itself is not."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import apsw
import pytest

from reportedly.claim import Withdrawal
from reportedly.errors import LedgerError
from reportedly.shapes import MadeBy, Problem
from reportedly.store.judgements import keep, withdraw
from reportedly.store.kept import Finding, Report
from reportedly.store.log import Head, append, digest
from reportedly.store.tables import TABLES
from reportedly.store.verify import parse_head, verify
from reportedly.store.view import View
from reportedly.store.writer import Writer
from tests.store.samples import clock, item, ledger, traced, verdicts


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger with rows in every table, a reading that was replaced, a problem and a skipped item."""
    path = ledger(tmp_path_factory.mktemp("verify") / "x", [item(n) for n in range(1, 5)])
    capture, reading = item(2)
    with Writer(path, now=clock) as writer:
        writer.refuse(Problem("a", "b"))
        writer.skip(item(9)[0], "French (fr)")
        newer = replace(reading, made_by=MadeBy("9", "2" * 64, "3" * 64))
        writer.add(capture, newer, trace=traced(newer), anew=True)
        writer.add(*item(5))
        for kept in verdicts():
            keep(writer, kept)
        withdraw(writer, 1, Withdrawal("L. Karst", "2031-05-04T12:00:00Z", "a slip"))
        writer.refuse(Problem("c", "d"))
    return path


def tampered(whole: Path, folder: Path, *steps: str, values: Sequence[object] = ()) -> Report:
    """Return what is found after somebody ran these statements, on a copy, past the guards."""
    path = folder / "copy"
    shutil.copy(whole, path)
    guards = "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND sql LIKE '%only grows%'"
    with closing(apsw.Connection(str(path))) as db, db:
        found = list(db.execute(guards))
        for name, _ in found:
            db.execute(f'DROP TRIGGER "{name}"')
        db.execute("PRAGMA ignore_check_constraints = ON")
        for step in steps:
            db.execute(step, tuple(values))
        for _, sql in found:
            db.execute(sql)
    return verify(path)


def named(report: Report, table: str, key: int) -> list[Finding]:
    """Return the findings that name this row."""
    return [
        f
        for f in report.findings
        if f.table == table and f.row is not None and f.row <= key <= (f.last or f.row)
    ]


def test_an_untouched_ledger_is_clean(whole: Path) -> None:
    report = verify(whole)
    assert report.findings == ()
    assert report.clean
    assert (report.documents, report.originals) == (5, 5)
    assert dict(report.kinds) == {
        "created": 1, "added": 5, "problem": 2, "skipped": 1, "reread": 1, "judged": 3, "withdrawn": 1,
    }  # fmt: skip
    assert report.unchecked == ()
    with View(whole) as view:
        assert str(view.head()) == report.head
        assert all(view.db.number(f'SELECT count(*) FROM "{table}"') for table in TABLES)


@pytest.mark.parametrize("table", TABLES)
def test_a_changed_row_is_named(whole: Path, table: str, tmp_path: Path) -> None:
    """Every column in turn, the key apart."""
    with View(whole) as view:
        row = view.db.row(f'SELECT * FROM "{table}" ORDER BY key DESC LIMIT 1')
    assert row is not None
    for column, value in zip(TABLES[table].columns[1:], row[1:], strict=True):
        other = {int: 999, float: 0.5, bytes: b"x", str: "x", type(None): "x"}[type(value)]
        report = tampered(
            whole,
            tmp_path,
            f'UPDATE "{table}" SET "{column}" = ? WHERE key = {row[0]}',
            values=(other,),
        )
        assert named(report, table, row[0]), (column, report.findings)


@pytest.mark.parametrize("table", TABLES)
def test_a_removed_row_is_named(whole: Path, table: str, tmp_path: Path) -> None:
    with View(whole) as view:
        key = view.db.number(f'SELECT max(key) FROM "{table}"')
    report = tampered(whole, tmp_path, f'DELETE FROM "{table}" WHERE key = {key}')
    assert [f.what.split(":")[0] for f in named(report, table, key)] == ["is missing"]


@pytest.mark.parametrize("table", TABLES)
def test_a_row_that_was_put_in_is_named(whole: Path, table: str, tmp_path: Path) -> None:
    unique = {"id": "'new'", "sha256": "'new'", "fingerprint": "'new'", "problem": "'new'"}
    columns = ", ".join(f'"{name}"' for name in TABLES[table].columns[1:])
    values = ", ".join(unique.get(name, f'"{name}"') for name in TABLES[table].columns[1:])
    for key in (1000, -3):
        copy = f'INSERT INTO "{table}" (key, {columns}) SELECT {key}, {values} FROM "{table}" LIMIT 1'
        # A document has one reading and one trace at most: the new one takes a document that has none.
        if table in ("reading", "trace"):
            copy = copy.replace('SELECT -3, "document"', "SELECT -3, -3").replace(
                '1000, "document"', "1000, 1000"
            )
        if table == "withdrawal":  # and one withdrawal a judgement
            copy = copy.replace(f'SELECT {key}, "judgement"', f"SELECT {key}, 2")
        report = tampered(whole, tmp_path, copy)
        assert any("was put in" in f.what for f in named(report, table, key)), report.findings


@pytest.mark.parametrize("table", ["original", "statement", "chain_link", "vector", "problem"])
def test_two_rows_that_change_places_are_named(whole: Path, table: str, tmp_path: Path) -> None:
    with View(whole) as view:
        (a,), (b,) = view.db.rows(f'SELECT key FROM "{table}" ORDER BY key DESC LIMIT 2')
    move = 'UPDATE "{}" SET key = {} WHERE key = {}'
    report = tampered(
        whole, tmp_path, move.format(table, 5000, a), move.format(table, a, b), move.format(table, b, 5000)
    )
    assert named(report, table, a)
    assert named(report, table, b)


@pytest.mark.parametrize("column", ["at", "kind", "subject", "payload", "digests", "previous", "hash"])
def test_a_changed_log_entry_is_named(whole: Path, column: str, tmp_path: Path) -> None:
    for value in ("x", b"x", 1, b"\xff"):
        report = tampered(whole, tmp_path, f"UPDATE log SET {column} = ? WHERE seq = 3", values=(value,))
        assert named(report, "log", 3), (value, report.findings)


def test_text_that_is_no_utf8_is_named(whole: Path, tmp_path: Path) -> None:
    for table, column in (
        ("statement", "text"),
        ("source", "name"),
        ("document", "text"),
        ("problem", "input"),
    ):
        report = tampered(
            whole, tmp_path, f"UPDATE {table} SET {column} = CAST(x'41ff42' AS TEXT) WHERE key = 1"
        )
        assert named(report, table, 1), report.findings
    report = tampered(whole, tmp_path, "UPDATE log SET subject = CAST(x'ff' AS TEXT) WHERE seq = 4")
    assert named(report, "log", 4)


def test_a_removed_log_entry_is_named(whole: Path, tmp_path: Path) -> None:
    for seq in (1, 4):
        report = tampered(whole, tmp_path, f"DELETE FROM log WHERE seq = {seq}")
        assert any("is missing" in f.what for f in named(report, "log", seq)), report.findings


def test_log_entries_that_change_places_are_named(whole: Path, tmp_path: Path) -> None:
    steps = [f"UPDATE log SET seq = {new} WHERE seq = {old}" for new, old in ((99, 3), (3, 4), (4, 99))]
    report = tampered(whole, tmp_path, *steps)
    assert named(report, "log", 3)
    assert named(report, "log", 4)


def test_an_entry_that_was_written_again_with_its_hash_breaks_the_chain(whole: Path, tmp_path: Path) -> None:
    with View(whole) as view:
        row = view.db.row(
            "SELECT seq, at, kind, subject, payload, digests, previous, hash FROM log WHERE seq = 3"
        )
    from reportedly.store.chain import entry_of

    entry = entry_of(row)
    assert entry is not None
    forged = replace(entry, at="2001-01-01T00:00:00Z")
    report = tampered(
        whole,
        tmp_path,
        "UPDATE log SET at = ?, hash = ? WHERE seq = 3",
        values=(forged.at, forged.computed()),
    )
    assert [f.what for f in named(report, "log", 3)] == [
        "was rewritten: the entry after it was written after another one"
    ]


def test_a_cut_tail_shows_by_its_rows(whole: Path, tmp_path: Path) -> None:
    report = tampered(whole, tmp_path, "DELETE FROM log WHERE seq > 3")
    assert named(report, "document", 3)


def _cut(whole: Path, folder: Path) -> Path:
    """Cut off the last entry with all that it answers for, and mend SQLite's own count too."""
    tampered(
        whole,
        folder,
        "DELETE FROM problem WHERE input = 'c'",
        "DELETE FROM log WHERE seq = (SELECT max(seq) FROM log)",
        "UPDATE sqlite_sequence SET seq = 1 WHERE name = 'problem'",
    )
    return folder / "copy"


def test_a_tail_cut_with_care_shows_against_a_head_that_was_kept(whole: Path, tmp_path: Path) -> None:
    with View(whole) as view:
        head = view.head()
    cut = _cut(whole, tmp_path)
    assert verify(cut).clean, "nobody can tell from the file alone"
    (finding,) = verify(cut, head=head).findings
    assert (finding.table, finding.row, finding.last) == ("log", head.seq, head.seq)
    assert "was cut off" in finding.what
    (by_hash,) = verify(cut, head=head.hash).findings
    assert "does not hold the kept head" in by_hash.what


def test_a_count_that_says_more_rows_than_the_log_shows_a_cut(whole: Path, tmp_path: Path) -> None:
    report = tampered(
        whole,
        tmp_path,
        "DELETE FROM problem WHERE input = 'c'",
        "DELETE FROM log WHERE seq = (SELECT max(seq) FROM log)",
    )
    (finding,) = report.findings
    assert (finding.table, finding.row) == ("problem", None)


def test_a_head_of_before_is_still_in_the_log(whole: Path, tmp_path: Path) -> None:
    path = tmp_path / "copy"
    shutil.copy(whole, path)
    with View(path) as view:
        head = view.head()
    with Writer(path, now=clock) as writer:
        writer.add(*item(7))
    assert verify(path, head=head).clean
    assert verify(path, head=head.hash).clean
    assert not verify(path, head=replace(head, hash="0" * 64)).clean


def test_a_head_is_read_from_any_note() -> None:
    head = Head(5, "2031-05-04T12:00:00Z", "ab" * 32)
    assert parse_head(f"of May:\n{head}\n") == head
    assert parse_head(head.hash) == head.hash
    with pytest.raises(LedgerError, match="no head"):
        parse_head("nothing")


@pytest.mark.parametrize(
    ("sql", "name"),
    [
        ("DROP TRIGGER log_no_delete", "log_no_delete"),
        ("CREATE TRIGGER mine AFTER INSERT ON log BEGIN SELECT 1; END", "mine"),
        ("CREATE TABLE mine (a)", "mine"),
        ("DROP VIEW version", "version"),
        ("DROP INDEX statement_source", "statement_source"),
    ],
)
def test_a_changed_form_is_named(whole: Path, sql: str, name: str, tmp_path: Path) -> None:
    path = tmp_path / "copy"
    shutil.copy(whole, path)
    with closing(apsw.Connection(str(path))) as db, db:
        db.execute(sql)
    assert [f.table for f in verify(path).findings] == [name]


@pytest.mark.parametrize("table", ["statement", "document"])
def test_a_search_index_that_was_changed_is_named(whole: Path, table: str, tmp_path: Path) -> None:
    index = f"{table}_search"
    column = "chain" if table == "statement" else "text"
    for step in (
        f"INSERT INTO {index} (rowid, {column}) VALUES (4, 'never said')",
        f"DELETE FROM {index}_data WHERE id > 10",
    ):
        report = tampered(whole, tmp_path, step)
        assert index in {f.table for f in report.findings} or any(
            "damaged" in f.what for f in report.findings
        )
    report = tampered(whole, tmp_path, f"INSERT INTO {index} (rowid, {column}) VALUES (4, 'never said')")
    assert [f.table for f in report.findings] == [index]


def test_a_file_with_bytes_overwritten_is_reported_and_no_traceback(whole: Path, tmp_path: Path) -> None:
    data = whole.read_bytes()
    for at in range(4096, len(data) - 4096, 4096 * 5):
        path = tmp_path / "copy"
        path.write_bytes(data[:at] + b"\xa5" * 200 + data[at + 200 :])
        assert not verify(path).clean, at


def test_numbers_out_of_all_proportion_do_no_harm(whole: Path, tmp_path: Path) -> None:
    for rows in (
        '{"statement":[1,1000000000000]}',
        '{"statement":[-5,3]}',
        '{"x":[1,1]}',
        '{"statement":"x"}',
        "[]",
    ):
        payload = (
            f'{{"rows":{rows},"gone":{{"statement":[[1,99999999999]]}},"changed":{{"statement":[[1]]}}}}'
        )
        report = tampered(whole, tmp_path, "UPDATE log SET payload = ? WHERE seq = 2", values=(payload,))
        assert named(report, "log", 2)


def test_what_a_logged_redaction_takes_out_still_verifies(whole: Path, tmp_path: Path) -> None:
    """The way that is open to a command that redacts: the log says first what goes and what changes."""
    path = tmp_path / "copy"
    shutil.copy(whole, path)
    with Writer(path, now=clock) as writer:
        db = writer.db
        row = db.row("SELECT * FROM original WHERE key = 1")
        assert row is not None
        blank = (*row[:3], "redacted", None)
        with db.write():
            about = {
                "changed": {"original": [[1, digest("original", blank).hex()]]},
                "gone": {"problem": [[1, 1]]},
            }
            append(db, clock(), "redacted", "for a source's safety", about, {})
            db.run("UPDATE original SET encoding = 'redacted', bytes = NULL WHERE key = 1")
            db.run("DELETE FROM problem WHERE key = 1")
        writer.refuse(Problem("e", "f"))
        with pytest.raises(LedgerError, match="only grows"):
            db.run("DELETE FROM problem")
    report = verify(path)
    assert report.findings == ()
    assert dict(report.kinds)["redacted"] == 1
    again = tmp_path / "again"
    again.mkdir()
    changed = tampered(path, again, "UPDATE original SET bytes = x'00' WHERE key = 1")
    assert named(changed, "original", 1)


def test_progress_goes_along_the_log(whole: Path) -> None:
    seen: list[tuple[int, int]] = []

    def follow(entries: object, total: int) -> object:
        for entry in entries:  # type: ignore[attr-defined]
            seen.append((entry.seq, total))
            yield entry

    verify(whole, follow=follow)  # type: ignore[arg-type]
    assert [seq for seq, _ in seen] == list(range(1, seen[0][1] + 1))


def test_a_finding_reads_as_a_line() -> None:
    assert str(Finding("statement", 3, "was changed")) == "statement 3: was changed"
    assert str(Finding("log", 3, "is missing", 5)) == "log 3 to 5: is missing"
    assert str(Finding("statement_search", None, "was changed")) == "statement_search: was changed"
