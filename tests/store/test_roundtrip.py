"""What is written comes back: readings equal, originals byte for byte."""

from __future__ import annotations

import os
from dataclasses import fields, replace
from pathlib import Path

import pytest

from reportedly.errors import LedgerError
from reportedly.pipeline import read
from reportedly.shapes import Capture, Reading
from reportedly.store.originals import pack, unpack
from reportedly.store.view import View
from reportedly.store.writer import Writer
from tests.export.fixture_reading import article
from tests.export.fixture_variants import bare, live_blog, long
from tests.store.samples import clock, item, ledger, of

EXAMPLES = Path(__file__).parents[2] / "examples"
HOSTILE = "A\0b \U0001f600 e\u0301 \u202e\u2028 \ud7ff <script> '\" %s {} \x1b[31m"


@pytest.mark.parametrize(
    "reading",
    [item()[1], article(), live_blog(), long(3), bare("Words."), bare(HOSTILE)],
    ids=["every row", "article", "live blog", "long", "bare", "hostile"],
)
def test_a_reading_comes_back_equal(reading: Reading, tmp_path: Path) -> None:
    capture, given = of(reading)
    with View(ledger(tmp_path / "x", [(capture, given)])) as view:
        assert view.reading(given.document.id) == given
        assert view.original(given.document.id) == capture.data


def test_the_sample_has_rows_of_every_kind() -> None:
    """Otherwise the test above would prove little."""
    reading = item()[1]
    assert [f.name for f in fields(reading) if getattr(reading, f.name) == ()] == []


@pytest.mark.parametrize("name", ["market.txt", "dam.html"])
def test_what_the_program_reads_comes_back_equal(name: str, tmp_path: Path) -> None:
    media = "html" if name.endswith("html") else "text"
    capture = Capture(name, (EXAMPLES / name).read_bytes(), media, outlet="Coastal Post")
    reading = read(capture)
    assert reading.vectors
    with Writer(tmp_path / "x", now=clock, create=True) as writer:
        writer.add(capture, reading)
    with View(tmp_path / "x") as view:
        assert view.reading(reading.document.id) == reading
        assert list(view.readings()) == [reading]
        assert view.original(reading.document.id) == capture.data


@pytest.mark.parametrize(
    "data", [b"", b"a", b"abc" * 1000, os.urandom(1000)], ids=["none", "one", "text", "noise"]
)
def test_originals_are_packed_where_that_saves_space(data: bytes) -> None:
    from reportedly.ids import sha256

    encoding, packed = pack(data)
    assert len(packed) <= len(data)
    assert unpack(encoding, packed, len(data), sha256(data)) == data


def test_an_original_that_is_another_one_is_not_given_out() -> None:
    from reportedly.ids import sha256

    encoding, packed = pack(b"abc" * 1000)
    with pytest.raises(LedgerError, match="not those that were received"):
        unpack(encoding, packed, 3000, sha256(b"abd"))
    with pytest.raises(LedgerError, match="cannot be unpacked"):
        unpack("zlib", b"nonsense", 3000, sha256(b"abd"))
    with pytest.raises(LedgerError, match="redacted"):
        unpack("redacted", None, 3000, sha256(b"abd"))


def test_a_document_is_found_by_the_beginning_of_its_id(tmp_path: Path) -> None:
    capture, reading = item()
    with View(ledger(tmp_path / "x", [(capture, reading)])) as view:
        assert view.document(reading.document.id[:8]).id == reading.document.id
        for wrong in ("", "g", "*", "0" * 64, "' OR 1"):
            with pytest.raises(LedgerError):
                view.reading(wrong)


def test_statements_are_listed_in_words(tmp_path: Path) -> None:
    capture, reading = item()
    other = item(2, published="2031-06")
    with View(ledger(tmp_path / "x", [other, (capture, reading)])) as view:
        told = list(view.statements(document=reading.document.id))
        assert [one.id for one in told] == [one.id for one in reading.statements]
        assert told[1].source == "two unnamed district officials"
        assert told[1].chain == ("two unnamed district officials", "Harbour Wire", "Coastal Post")
        assert reading.document.text[told[1].start : told[1].end] == told[1].text
        assert {one.act for one in view.statements(act="deny")} == {"deny"}
        assert {one.source for one in view.statements(source="mira olen")} == {"Mira Olen"}
        assert {one.published for one in view.statements(until="2031-05")} == {"2031-05-03"}
        assert {one.published for one in view.statements(since="2031-05-04")} == {"2031-06"}
        assert len(list(view.statements(outlet="COASTAL POST"))) == 2 * len(told)


def test_two_documents_may_use_the_same_ids(tmp_path: Path) -> None:
    first, second = item(1), item(2)
    with View(ledger(tmp_path / "x", [first, second])) as view:
        for _, reading in (first, second):
            assert view.reading(reading.document.id) == reading


def test_an_original_is_kept_once(tmp_path: Path) -> None:
    capture, reading = item(1)
    again = of(replace(reading, document=replace(reading.document, url="https://other.example/")))
    with View(ledger(tmp_path / "x", [(capture, reading), again])) as view:
        assert view.db.number("SELECT count(*) FROM document") == 2
        assert view.db.number("SELECT count(*) FROM original") == 1
