"""`reportedly add`, `problems`, `verify`, `head`: what a user types and what comes back."""

from __future__ import annotations

import io
import json
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import Run

ONE = ("add", "x.ledger", "a.txt", "--jobs", "1")


@pytest.fixture(autouse=True)
def _files(run: Run) -> None:
    Path("a.txt").write_text("Words.")
    Path("some").mkdir()
    for name, words in (("a", "Words."), ("b", "foreign"), ("c", "refuse"), ("d", "More."), ("e", "")):
        Path("some", f"{name}.txt").write_text(words)


def test_add_says_what_it_did(run: Run) -> None:
    ran = run(*ONE)
    assert (ran.code, ran.out, ran.err) == (0, "x.ledger: 1 added, 0 already known\n", "")
    assert run(*ONE).out == "x.ledger: 0 added, 1 already known\n"


def test_a_folder_is_added_and_what_was_refused_is_told(run: Run) -> None:
    ran = run("add", "x.ledger", "some", "--jobs", "1")
    assert ran.code == 0
    assert ran.out == (
        "x.ledger: 2 added, 0 already known, 1 skipped as not English,"
        " 2 refused (1 is not read, 1 is empty)\n"
    )
    assert ran.err.splitlines() == [
        "reportedly: some/c.txt: is not read, as asked; ask otherwise",
        "reportedly: some/e.txt: is empty; give a file with the article in it",
    ]
    told = run("problems", "x.ledger")
    assert [line.split(" ", 1)[1] for line in told.out.splitlines()] == [
        line.removeprefix("reportedly: ") for line in ran.err.splitlines()
    ]
    rows = [json.loads(line) for line in run("problems", "x.ledger", "--json").out.splitlines()]
    assert [(row["schema"], row["input"], row["kind"]) for row in rows] == [
        ("reportedly/problem/1", "some/c.txt", "input"),
        ("reportedly/problem/1", "some/e.txt", "input"),
    ]


def test_json_is_a_line_an_item(run: Run) -> None:
    ran = run("add", "x.ledger", "some", "--json", "--jobs", "1")
    rows = [json.loads(line) for line in ran.out.splitlines()]
    assert [row["status"] for row in rows] == ["added", "skipped", "refused", "added", "refused"]
    assert {tuple(row) for row in rows} == {("schema", "input", "status", "document", "problem")}
    assert ran.err.splitlines()[-1].startswith("x.ledger: 2 added")


def test_no_problems(run: Run) -> None:
    run(*ONE)
    assert run("problems", "x.ledger").out == "x.ledger: no problems\n"
    assert run("problems", "x.ledger", "--json").out == ""


def test_standard_input_is_added(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.TextIOWrapper(io.BytesIO(b"From a pipe."))
    monkeypatch.setattr(sys, "stdin", stream)
    ran = run(
        "add", "x.ledger", "-", "--url", "https://x.example/", "--outlet", "X", "--published", "2031-05"
    )
    assert ran.out == "x.ledger: 1 added, 0 already known\n"
    with closing(sqlite3.connect("x.ledger")) as db, db:
        row = db.execute("SELECT name, url, outlet, published FROM document").fetchone()
    assert row == ("From a pipe.", "https://x.example/", "X", "2031-05")


@pytest.mark.parametrize(
    ("given", "code", "words"),
    [
        (("some/c.txt",), 2, "refused"),
        (("absent.txt",), 2, "no such file"),
        (("some", "--url", "https://x.example"), 2, "one article"),
        (("a.txt", "--published", "May"), 2, "not a date"),
        ((), 2, "Missing argument"),
    ],
)
def test_exit_codes(run: Run, given: tuple[str, ...], code: int, words: str) -> None:
    ran = run("add", "x.ledger", *given)
    assert ran.code == code
    assert words in ran.out + ran.err


def test_a_fault_is_told_apart(run: Run) -> None:
    Path("bug.txt").write_text("bug")
    ran = run("add", "x.ledger", "bug.txt", "--jobs", "1")
    assert ran.code == 1
    assert "internal fault" in ran.err


def test_a_stop_says_what_is_kept(run: Run) -> None:
    Path("some", "d.txt").write_text("wait")
    ran = run("add", "x.ledger", "some", "--jobs", "1")
    assert ran.code == 130
    assert "x.ledger: stopped after 1 added" in ran.err
    assert "all of it is kept, and the same command goes on from there" in ran.err
    assert run("verify", "x.ledger").code == 0


@pytest.mark.parametrize("command", ["verify", "problems", "head"])
@pytest.mark.parametrize("name", ["absent.ledger", "a.txt"])
def test_what_is_no_ledger_is_one_line(run: Run, command: str, name: str) -> None:
    ran = run(command, name)
    assert (ran.code, ran.out, len(ran.err.splitlines())) == (2, "", 1)
    assert "ledger" in ran.err


def test_nothing_is_written_into_what_is_no_ledger(run: Run) -> None:
    ran = run("add", "a.txt", "some/a.txt")
    assert (ran.code, ran.err) == (
        2,
        "reportedly: a.txt: is no ledger; give the file that `reportedly add` made\n",
    )
    assert Path("a.txt").read_text() == "Words."


def test_verify_says_what_it_went_through(run: Run) -> None:
    run("add", "x.ledger", "some", "--jobs", "1")
    ran = run("verify", "x.ledger")
    assert ran.code == 0
    lines = ran.out.splitlines()
    assert lines[0].startswith("x.ledger: all is as it was written: 2 documents, 2 originals,")
    assert lines[1] == run("head", "x.ledger").out.strip()
    report = json.loads(run("verify", "x.ledger", "--json").out)
    assert (report["schema"], report["findings"], report["head"]) == ("reportedly/verified/1", [], lines[1])


def _tamper(sql: str) -> None:
    with closing(sqlite3.connect("x.ledger")) as db, db:
        for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE sql LIKE '%only grows%'").fetchall():
            db.execute(f"DROP TRIGGER {name}")
        db.execute(sql)


def test_verify_names_what_was_tampered_with(run: Run) -> None:
    run("add", "x.ledger", "some", "--jobs", "1")
    _tamper("UPDATE document SET outlet = 'Another' WHERE key = 2")
    ran = run("verify", "x.ledger")
    assert ran.code == 3
    assert "document 2: was changed (log entry 5, added: " in ran.out
    assert " guards were removed: assertion_no_delete, " in ran.out
    assert ran.out.splitlines()[-1].startswith("x.ledger: NOT as it was written: ")
    found = json.loads(run("verify", "x.ledger", "--json").out)["findings"]
    assert {"table": "document", "row": 2, "last": None}.items() <= found[0].items()


def test_a_cut_shows_against_a_head(run: Run) -> None:
    run("add", "x.ledger", "some", "--jobs", "1")
    Path("head.txt").write_text(run("head", "x.ledger").out)
    assert run("verify", "x.ledger", "--head", "head.txt").code == 0
    assert run("verify", "x.ledger", "--head", Path("head.txt").read_text().split()[-1]).code == 0
    _tamper("DELETE FROM log WHERE seq = (SELECT max(seq) FROM log)")
    ran = run("verify", "x.ledger", "--head", "head.txt")
    assert ran.code == 3
    assert "was cut off: the head that was kept is entry" in ran.out
    assert run("verify", "x.ledger", "--head", "nonsense").code == 2
