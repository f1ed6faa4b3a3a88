"""Change, remove, move and put in rows of a ledger behind its back, and see whether `verify` names them.

Each trial works on a copy of a small ledger of real readings, with Python's own sqlite3 as somebody
would who has the file: guards are taken away and put back, so that only the rows tell.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from benchmarks.keeping import SEED, Found, examples, traced, varied
from reportedly.shapes import MadeBy, Problem
from reportedly.store.kept import Report
from reportedly.store.log import Head
from reportedly.store.tables import LOG, TABLES
from reportedly.store.verify import verify
from reportedly.store.view import View
from reportedly.store.writer import Writer

TRIALS = 1000

Touched = list[tuple[str, int]]
"""The rows that a trial tampered with: table and key."""

_GUARDS = "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND sql LIKE '%only grows%'"


@dataclass(frozen=True, slots=True)
class Ledger:
    """The ledger that is tampered with: its bytes, where its log ends, and the columns of its tables."""

    data: bytes
    head: Head


def small(path: Path) -> Ledger:
    """Make a small ledger with rows in every table, of real readings."""
    items = [varied(examples(), number) for number in range(10)]
    with Writer(path, create=True) as writer:
        for capture, reading in items:
            writer.add(capture, reading, trace=traced(reading))
        writer.refuse(Problem("a.txt", "a.txt: is empty"))
        writer.skip(replace(items[0][0], data=b"autre chose"), "French (fr)")
        capture, reading = items[3]
        newer = replace(reading, made_by=MadeBy("9", "2" * 64, "3" * 64))
        writer.add(capture, newer, trace=traced(newer), anew=True)
        writer.refuse(Problem("b.txt", "b.txt: is empty"))
        head = writer.head()
    return Ledger(path.read_bytes(), head)


def _tables(db: sqlite3.Connection) -> list[str]:
    return [name for name in (*TABLES, "log") if db.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]]


def _columns(table: str) -> tuple[str, ...]:
    return LOG if table == "log" else TABLES[table].columns


def _some_key(db: sqlite3.Connection, table: str, random: Random) -> int:
    keys = [row[0] for row in db.execute(f'SELECT "{_columns(table)[0]}" FROM "{table}"')]
    return int(random.choice(keys))


def _other(value: object, random: Random) -> object:
    """Return a value that differs by little: a character, a bit, a number beside it."""
    if value is None:
        return random.choice([0, "x"])
    if isinstance(value, bytes):
        if not value:
            return b"\0"
        at = random.randrange(len(value))
        return value[:at] + bytes([value[at] ^ 1 << random.randrange(8)]) + value[at + 1 :]
    if isinstance(value, str):
        at = random.randrange(len(value) + 1)
        cut = value[:at] + random.choice("abcXYZ0 .") + value[at + random.randrange(2) :]
        return cut if cut != value else value + "."
    if isinstance(value, int):
        return value + random.choice([-1, 1, 100])
    return None if random.random() < 0.5 else float(str(value)) + 0.25


def change(db: sqlite3.Connection, random: Random) -> Touched:
    """Change one value of one row."""
    table = random.choice(_tables(db))
    return _change(db, table, random)


def change_original(db: sqlite3.Connection, random: Random) -> Touched:
    """Change one bit of an original."""
    key = _some_key(db, "original", random)
    (data,) = db.execute("SELECT bytes FROM original WHERE key = ?", (key,)).fetchone()
    db.execute("UPDATE original SET bytes = ? WHERE key = ?", (_other(data, random), key))
    return [("original", key)]


def change_statement(db: sqlite3.Connection, random: Random) -> Touched:
    """Change one value of a statement."""
    return _change(db, "statement", random)


def change_log(db: sqlite3.Connection, random: Random) -> Touched:
    """Change one value of a log entry."""
    return _change(db, "log", random)


def _change(db: sqlite3.Connection, table: str, random: Random) -> Touched:
    key = _some_key(db, table, random)
    first, *others = _columns(table)
    column = random.choice(others)
    (value,) = db.execute(f'SELECT "{column}" FROM "{table}" WHERE "{first}" = ?', (key,)).fetchone()
    db.execute(f'UPDATE "{table}" SET "{column}" = ? WHERE "{first}" = ?', (_other(value, random), key))
    return [(table, key)]


def remove(db: sqlite3.Connection, random: Random) -> Touched:
    """Remove a row."""
    table = random.choice(_tables(db))
    key = _some_key(db, table, random)
    db.execute(f'DELETE FROM "{table}" WHERE "{_columns(table)[0]}" = ?', (key,))
    return [(table, key)]


def swap(db: sqlite3.Connection, random: Random) -> Touched:
    """Let two rows of a table change places."""
    tables = [name for name in _tables(db) if db.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] > 1]
    table = random.choice(tables)
    first = _columns(table)[0]
    one = two = _some_key(db, table, random)
    while two == one:
        two = _some_key(db, table, random)
    for old, new in ((one, -77), (two, one), (-77, two)):
        db.execute(f'UPDATE "{table}" SET "{first}" = ? WHERE "{first}" = ?', (new, old))
    return [(table, one), (table, two)]


def put_in(db: sqlite3.Connection, random: Random) -> Touched:
    """Put in a copy of a row under a new key."""
    table = random.choice([name for name in _tables(db) if name not in ("log", "reading")])
    key = _some_key(db, table, random)
    new = random.choice([10**6, -5])
    columns = list(TABLES[table].columns)
    row = list(db.execute(f'SELECT * FROM "{table}" WHERE key = ?', (key,)).fetchone())
    row[0] = new
    for name in ("id", "sha256", "fingerprint", "problem"):
        if name in columns:
            row[columns.index(name)] = "put in"
    db.execute(f'INSERT INTO "{table}" VALUES ({", ".join("?" * len(row))})', row)
    return [(table, new)]


def cut(db: sqlite3.Connection, random: Random) -> Touched:
    """Cut off the end of the log, at random with all rows that it answers for and SQLite's count."""
    (last,) = db.execute("SELECT max(seq) FROM log").fetchone()
    seq = random.randint(2, last)
    if random.random() < 0.5:
        _cut_rows(db, seq)
    db.execute("DELETE FROM log WHERE seq >= ?", (seq,))
    return [("log", number) for number in range(seq, last + 1)]


def _cut_rows(db: sqlite3.Connection, seq: int) -> None:
    firsts: dict[str, int] = {}
    for table in TABLES:
        sql = f"SELECT min(json_extract(payload, '$.rows.{table}[0]')) FROM log WHERE seq >= ?"
        (first,) = db.execute(sql, (seq,)).fetchone()
        if first is not None:
            firsts[table] = first
    for table, first in firsts.items():
        db.execute(f'DELETE FROM "{table}" WHERE key >= ?', (first,))
        db.execute("UPDATE sqlite_sequence SET seq = ? WHERE name = ?", (first - 1, table))
        if first == 1:
            db.execute("DELETE FROM sqlite_sequence WHERE name = ?", (table,))


KINDS: tuple[tuple[str, Callable[[sqlite3.Connection, Random], Touched]], ...] = (
    ("a value changed, any table", change),
    ("a bit of an original changed", change_original),
    ("a value of a statement changed", change_statement),
    ("a value of a log entry changed", change_log),
    ("a row removed, any table", remove),
    ("two rows changed places, any table", swap),
    ("a row put in", put_in),
    ("the end of the log cut off", cut),
)


def named(report: Report, touched: Touched) -> bool:
    """Whether each of the rows lies in a finding of its table."""
    return all(
        any(
            f.table == table and f.row is not None and f.row <= key <= (f.last or f.row)
            for f in report.findings
        )
        for table, key in touched
    )


def others(report: Report, touched: Touched) -> bool:
    """Whether a finding names a row that was not touched, say one that points at it."""
    rows = {(f.table, f.row) for f in report.findings if f.row is not None}
    return not rows <= set(touched)


def tamper(folder: Path, trials: int = TRIALS, seed: int = SEED) -> Found:
    """Tamper with copies of a small ledger; say what was detected and what was named."""
    found, random = Found(), Random(seed)
    ledger = small(folder / "small.ledger")
    path = folder / "copy.ledger"
    path.write_bytes(ledger.data)
    found.must(verify(path, head=ledger.head).clean, "the untouched ledger is not clean")
    tried: Counter[str] = Counter()
    detected: Counter[str] = Counter()
    right: Counter[str] = Counter()
    beside: Counter[str] = Counter()
    for turn in range(trials):
        name, kind = KINDS[turn % len(KINDS)]
        path.write_bytes(ledger.data)
        touched = _tampered(path, kind, random)
        report = verify(path, head=ledger.head)
        tried[name] += 1
        detected[name] += not report.clean
        right[name] += named(report, touched)
        beside[name] += others(report, touched)
        found.must(not report.clean, f"trial {turn}: {name}: {touched} goes unseen")
        found.must(
            named(report, touched), f"trial {turn}: {name}: {touched} is not named: {report.findings[:2]}"
        )
    for name, _ in KINDS:
        figures = f"{tried[name]} trials, {detected[name]} detected, {right[name]} named"
        found.lines.append(f"{name}: {figures}; {beside[name]} name other rows too")
    with View(folder / "small.ledger") as view:
        rows = sum(view.db.number(f'SELECT count(*) FROM "{table}"') for table in TABLES)
    found.lines.append(f"of a ledger of {rows} rows and {ledger.head.seq} log entries")
    return found


def _tampered(path: Path, kind: Callable[[sqlite3.Connection, Random], Touched], random: Random) -> Touched:
    db = sqlite3.connect(path, isolation_level=None)
    try:
        guards = db.execute(_GUARDS).fetchall()
        db.execute("PRAGMA ignore_check_constraints = ON")
        db.execute("PRAGMA synchronous = OFF")
        db.execute("BEGIN")
        for name, _ in guards:
            db.execute(f'DROP TRIGGER "{name}"')
        touched = kind(db, random)
        for _, sql in guards:
            db.execute(sql)
        db.execute("COMMIT")
    finally:
        db.close()
    return touched
