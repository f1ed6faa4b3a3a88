"""Every format: what it makes of a ledger that never changes, and that others read the same from it."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.export.formats.csv import guarded, unguarded, write_rows
from reportedly.export.formats.kept import Kept
from reportedly.export.reading_json import line
from reportedly.exporting import OURS, format_of
from reportedly.fromjson import row
from reportedly.shapes import Reading
from tests.export import golden
from tests.export.frozen import Frozen
from tests.export.readback import CHECKS, written

KEPT = Frozen()
SAME = f"run `python -m {golden.__name__}` where the change is meant"


def test_the_frozen_ledger_holds_what_is_hard() -> None:
    readings = list(KEPT.readings())
    assert len(readings) == 4
    assert any(r.document.title and r.document.title.startswith("=") for r in readings)
    assert any(ord(c) > 0xFFFF for r in readings for c in r.document.text)
    assert any(r.document.url is None for r in readings)
    assert any(len(c.origins) > 1 for c in KEPT.claims())
    assert KEPT.judgements()


@pytest.mark.parametrize("name", OURS)
def test_a_format_makes_what_it_made(name: str) -> None:
    made = golden.made(name)
    there = {
        str(path.relative_to(golden.HERE)): path.read_bytes()
        for path in golden.HERE.rglob("*")
        if path.is_file() and re.match(rf"{name}[./]", str(path.relative_to(golden.HERE)))
    }
    assert made.keys() == there.keys()
    for file, data in made.items():
        assert data.decode() == there[file].decode(), f"{file}: {SAME}"


@pytest.mark.parametrize(("name", "check"), CHECKS, ids=[check.__name__ for _, check in CHECKS])
def test_a_format_reads_back_to_the_same_statements(name: str, check: Callable[[Kept], None]) -> None:
    check(KEPT)


def test_every_format_is_read_back() -> None:
    assert {name for name, _ in CHECKS} == {*OURS}


def test_what_is_hard_is_among_what_is_read_back() -> None:
    assert b"'=HYPERLINK" in written(KEPT, "csv", "documents.csv")
    assert written(KEPT, "annotation").count(b"urn:reportedly:original:") > 80
    assert b",1,2029" in written(KEPT, "ucdp"), "a date that is told to the day"


@given(st.text())
def test_every_text_comes_back_from_a_cell_that_is_no_formula(text: str) -> None:
    made = guarded(text)
    assert unguarded(made) == text
    assert not made.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    out = io.BytesIO()
    write_rows(out, ("words",), [(text,)])
    (_, row_) = csv.reader(io.StringIO(out.getvalue().decode(), newline=""))
    assert row_ == [made]


def test_formats_are_the_same_twice() -> None:
    for name in OURS:
        for file in format_of(name).files:
            assert written(KEPT, name, file) == written(KEPT, name, file)


def test_readings_come_back_from_their_json() -> None:
    for reading in KEPT.readings():
        assert row(Reading, json.loads(line(reading))) == reading


def test_golden_files_are_of_formats_that_there_are() -> None:
    assert {path.name.partition(".")[0] for path in golden.HERE.iterdir()} == {*OURS}
