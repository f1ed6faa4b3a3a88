"""Words lead back to the archived page: the trace as the ledger keeps it, and what its rows say of it."""

from __future__ import annotations

from pathlib import Path

import pytest

import reportedly as rp
from reportedly.errors import LedgerError, ReadingError
from reportedly.read.readback import folded, words_at
from reportedly.shapes import Capture, Span
from reportedly.store.redaction import Redactor
from reportedly.store.traces import packed, unpacked
from reportedly.store.view import View
from reportedly.store.writer import Writer
from reportedly.trace import Piece, Trace
from tests.store.samples import clock, item

PAGE = """<!DOCTYPE html><html><head><title>Market hit &ndash; Coastal Post</title></head><body>
<nav><a href="/">Home</a><a href="/war">War</a></nav>
<article><h1>Market in Talba hit</h1>
<p>The Ministry of <b>Health&nbsp;&amp; Relief</b> said on Monday that a strike on the market in Talba had
killed <a href="/dead">twelve people</a> and wounded thirty others.</p>
<p>&ldquo;We found no sign of a military target,&rdquo; said Mira Olen, a doctor at the
hospital in Talba, who had spoken to witnesses of the attack.</p>
<p>The army denied that its aircraft had attacked the market, and a spokesman said that it
would look into the reports of residents of the town.</p>
</article><footer>All rights reserved.</footer></body></html>"""


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("traces")
    (folder / "page.html").write_text(PAGE, encoding="utf-8")
    (folder / "plain.txt").write_text("Mira Olen said that nobody had been hurt in Talba.\r\nIt rained.\r\n")
    with rp.open(folder / "x.ledger", create=True) as ledger:
        outcomes = ledger.add(folder / "page.html", folder / "plain.txt")
    assert [outcome.status for outcome in outcomes] == ["added", "added"]
    return folder / "x.ledger"


def test_statements_lead_to_the_page(ledger: Path) -> None:
    with View(ledger) as view:
        (page,) = (d for d in view.documents() if d.media == "html")
        statements = list(view.statements(document=page.id))
        archived = view.original(page.id).decode()
        assert len(statements) >= 4
        for statement in statements:
            assert statement.original is not None
            assert words_at(archived, statement.original) == folded(statement.text)
        spans = view.db.rows("SELECT words, original_start, original_end FROM statement_span p"
                             " JOIN document d ON d.key = p.document WHERE d.media = 'html'")  # fmt: skip
        assert all(words_at(archived, Span(a, b)) == folded(words) for words, a, b in spans)


def test_any_span_leads_to_the_page(ledger: Path) -> None:
    with View(ledger) as view:
        (page,) = (d for d in view.documents() if d.media == "html")
        text = view.reading(page.id).document.text
        start = text.index("Relief said")
        where = view.original_range(page.id, Span(start, start + len("Relief said")))
        assert where is not None
        assert PAGE[where.start : where.end] == "Relief</b> said"
        assert view.original_range(page.id, Span(0, len(text) + 1)) is None


def test_a_plain_text_is_its_own_original(ledger: Path) -> None:
    with rp.open(ledger) as kept:
        (plain,) = (d for d in kept.documents() if d.media == "text")
        statement = next(kept.statements(document=plain.id))
        assert statement.original == (statement.start, statement.end)
        span = Span(statement.start, statement.end)
        assert kept.original_range(plain.id, span) == span


def test_the_ledger_of_traces_verifies_and_tampering_with_them_is_named(ledger: Path, tmp_path: Path) -> None:
    with rp.open(ledger) as kept:
        assert kept.verify().clean
    copy = tmp_path / "copy.ledger"
    copy.write_bytes(ledger.read_bytes())
    with Writer(copy) as writer, writer.db.write():
        for table in ("trace", "statement_span"):
            writer.db.run(f"DROP TRIGGER {table}_no_update")
        writer.db.run("UPDATE trace SET pieces = x'00' WHERE key = 1")
        writer.db.run("UPDATE statement_span SET original_start = original_start + 1 WHERE key = 2")
    with rp.open(copy) as kept:
        found = {(f.table, f.row) for f in kept.verify().findings}
        assert {("trace", 1), ("statement_span", 2)} <= found
        (page,) = (d for d in kept.documents() if d.media == "html")
        with pytest.raises(LedgerError, match="trace is damaged"):
            kept.original_range(page.id, Span(0, 1))


def test_what_was_taken_out_leads_nowhere(ledger: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.ledger"
    copy.write_bytes(ledger.read_bytes())
    with Redactor(copy, now=clock) as redactor:
        redactor.name(["Mira Olen"], "a source at risk", "L. Karst")
    with rp.open(copy) as kept:
        assert kept.verify().clean
        assert all(statement.original is None for statement in kept.statements())
        assert all(kept.original_range(d.id, Span(0, 5)) is None for d in kept.documents())


def test_without_a_trace_nothing_is_guessed(tmp_path: Path) -> None:
    capture, reading = item()
    page = Capture(capture.input, capture.data, "html", url=capture.url, outlet=capture.outlet)
    with Writer(tmp_path / "x", now=clock, create=True) as writer:
        with pytest.raises(ReadingError, match="not one of its text"):
            writer.add(page, reading, trace=Trace("other words", None))
        writer.add(page, reading)
    with View(tmp_path / "x") as view:
        assert {statement.original for statement in view.statements()} == {None}
        assert view.trace(reading.document.id) is None


def test_a_statement_of_which_a_part_is_lost_has_no_range(tmp_path: Path) -> None:
    capture, reading = item()
    end = len(reading.document.text)
    page = Capture(capture.input, capture.data, "html", url=capture.url, outlet=capture.outlet)
    first = reading.statements[0].content[0]
    cut = first.start + 1
    lost = Piece(Span(cut, end), Span(cut, end), ((Span(cut, end), Span(cut, end)),))
    with Writer(tmp_path / "x", now=clock, create=True) as writer:
        writer.add(page, reading, trace=Trace(reading.document.text, (lost,)))
    with View(tmp_path / "x") as view:
        originals = {statement.id: statement.original for statement in view.statements()}
    assert originals[reading.statements[0].id] is None
    assert any(originals.values())


def test_pieces_come_back_the_same() -> None:
    runs = ((Span(0, 4), Span(10, 14)), (Span(4, 5), Span(14, 19)))
    pieces = (Piece(Span(0, 5), Span(10, 19), runs), Piece(Span(7, 9), Span(30, 32), ((Span(7, 9), Span(30, 32)),)))  # noqa: E501
    assert unpacked(packed(pieces)) == pieces
    assert unpacked(packed(())) == ()
