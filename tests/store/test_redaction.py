"""What is taken out is out: of rows, originals, search and the file's bytes; and the rest still verifies."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import apsw
import pytest

from reportedly.errors import LedgerError
from reportedly.shapes import MadeBy, Problem, Span
from reportedly.store.kept import Status
from reportedly.store.masking import Mask
from reportedly.store.redaction import TAKEN_OUT, Redactor
from reportedly.store.verify import verify
from reportedly.store.view import View
from reportedly.store.writer import Writer
from tests.store.samples import clock, item, ledger, of

NAME = "Mira Olen"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A ledger of three articles that name the nurse, and what was refused of one of her name."""
    made = ledger(tmp_path / "x.ledger", [item(n) for n in (1, 2, 3)])
    with Writer(made, now=clock) as writer:
        writer.refuse(Problem("mira-olen.html", "mira-olen.html: is empty; give a file with an article"))
        writer.skip(replace(item(9)[0], input="letters/Mira Olen.txt"), "French (fr)")
    return made


def held(path: Path, words: str) -> bool:
    """Whether the ledger's files hold the words, in any case."""
    files = [path, path.with_name(path.name + "-wal")]
    return any(words.lower().encode() in file.read_bytes().lower() for file in files if file.exists())


def redact(path: Path, *names: str, reason: str = "at risk") -> Redactor:
    """Take names out."""
    with Redactor(path, now=clock) as redactor:
        redactor.name(names, reason, "L. Karst")
    return redactor


def test_a_name_is_out_of_everything(path: Path) -> None:
    assert held(path, NAME)
    assert held(path, "mira-olen")
    redact(path, NAME)
    assert not held(path, NAME)
    assert not held(path, "mira-olen")
    assert verify(path).clean
    with View(path) as view:
        for reading in view.readings():
            assert "█████████, a nurse" in reading.document.text
            assert any(source.name == "█" * len(NAME) for source in reading.sources)
            for statement in reading.statements:
                for start, end in (*statement.content, *statement.source):
                    assert reading.document.text[start:end]
            with pytest.raises(LedgerError, match="was redacted"):
                view.original(reading.document.id)
        assert view.search("Olen") == []
        assert view.search("bread")


def test_statements_keep_their_places(path: Path) -> None:
    with View(path) as view:
        before = [(s.id, s.start, s.end) for s in view.statements()]
    redact(path, NAME)
    with View(path) as view:
        assert [(s.id, s.start, s.end) for s in view.statements()] == before


def test_a_dry_run_does_nothing(path: Path) -> None:
    before = path.read_bytes()
    with Redactor(path, now=clock) as redactor:
        would = redactor.name([NAME], "", "", dry_run=True)
    assert len(would.documents) == 3
    assert would.originals == 3
    assert path.read_bytes() == before
    with View(path) as view:
        assert view.search("Olen")


def test_what_is_left_of_a_name_is_told(path: Path) -> None:
    _, reading = item(4)
    text = reading.document.text + "Olen left.\n"
    with Writer(path, now=clock) as writer:
        writer.add(*of(replace(reading, document=replace(reading.document, text=text))))
    with Redactor(path, now=clock) as redactor:
        assert redactor.name([NAME], "at risk", "me").left == ("Olen",)
    assert held(path, "Olen left")
    redact(path, "Olen")
    assert not held(path, "Olen")
    assert verify(path).clean


def test_nobody_is_changed_where_nobody_is_named(path: Path) -> None:
    with View(path) as view:
        head = view.head()
    with Redactor(path, now=clock) as redactor:
        assert redactor.name(["Nobody Here"], "at risk", "me").documents == ()
    with View(path) as view:
        assert view.head() == head


def test_the_log_may_not_tell(path: Path) -> None:
    with pytest.raises(LedgerError, match="the reason holds the name"):
        redact(path, NAME, reason="Mira Olen asked for it")


def test_a_document_is_out_and_a_tombstone_stays(path: Path) -> None:
    with View(path) as view:
        gone, *others = [document.id for document in view.documents()]
    with Redactor(path, now=clock) as redactor:
        done = redactor.documents([gone], "court order", "L. Karst")
    assert done.originals == 1
    report = verify(path)
    assert report.clean
    assert ("redacted", 1) in report.kinds
    with View(path) as view:
        assert view.document(gone).title == TAKEN_OUT
        assert view.document(gone).url is None
        assert [s for s in view.statements() if s.document == gone] == []
        with pytest.raises(LedgerError, match="has no reading"):
            view.reading(gone)
        assert {s.document for s in view.statements()} == set(others)
    number = next(n for n in (1, 2, 3) if item(n)[1].document.id == gone)
    assert not held(path, f"Number {number}.")
    assert not held(path, f"coastalpost.example/{number}")


def test_what_was_taken_out_does_not_come_back(path: Path) -> None:
    capture, reading = item(1)
    redact(path, NAME)
    with Writer(path, now=clock) as writer:
        anew = replace(reading, made_by=MadeBy("9", "2" * 64, "3" * 64))
        assert writer.add(capture, anew, anew=True) is Status.KNOWN
    assert not held(path, NAME)
    with Redactor(path, now=clock) as redactor:
        redactor.documents([reading.document.id], "court order", "me")
    with Writer(path, now=clock) as writer:
        assert writer.add(capture, reading) is Status.KNOWN
    assert verify(path).clean


def test_bytes_of_two_documents_go_with_both_or_not_at_all(path: Path) -> None:
    capture, reading = item(1, published="2031-05-09")
    with Writer(path, now=clock) as writer:
        writer.add(capture, reading)
    both = [item(1)[1].document.id, reading.document.id]
    with Redactor(path, now=clock) as redactor:
        with pytest.raises(LedgerError, match="also the original of"):
            redactor.documents(both[:1], "court order", "me")
        assert redactor.documents(both, "court order", "me").originals == 1
    assert verify(path).clean


def test_tampering_after_a_redaction_is_still_found(path: Path) -> None:
    redact(path, NAME)
    connection = apsw.Connection(str(path))
    connection.execute("DROP TRIGGER source_no_update; UPDATE source SET name = 'Somebody' WHERE key = 3")
    connection.close()
    found = verify(path).findings
    assert any(finding.table == "source" and finding.row == 3 for finding in found)


@pytest.mark.parametrize(
    ("name", "text", "masked"),
    [
        ("Mira Olen", "Mira Olen said", "█████████ said"),
        ("Mira Olen", "MIRA  OLEN", "██████████"),
        ("Mira Olen", "https://x.example/mira-olen/1", "https://x.example/█████████/1"),
        ("Mira Olen", "Mira\nOlen", "█████████"),
        ("Olen", "Olenska said", "Olenska said"),
        ("Jean-Luc", "Jean Luc and Jean-Luc", "████████ and ████████"),
    ],
)
def test_spellings_of_a_name(name: str, text: str, masked: str) -> None:
    assert Mask([name]).text(text) == masked
    assert len(masked) == len(text)


@pytest.mark.parametrize(
    "data",
    [
        b"<b>Mira&nbsp;Olen</b>", "Mira Olen".encode("utf-16"), b'{"by": "Mira \\u004flen"}',
        "Zoë Olen".encode("cp1252"),
    ],
)  # fmt: skip
def test_originals_in_any_dress(data: bytes) -> None:
    assert Mask(["Mira Olen", "Zoë Olen"]).in_bytes(data)
    assert not Mask(["Mira Karst"]).in_bytes(data)


def test_a_span_is_no_words() -> None:
    assert Mask(["1"]).value((Span(1, 2), "1 a")) == (Span(1, 2), "█ a")


def test_no_name_at_all() -> None:
    with pytest.raises(LedgerError, match="is no name"):
        Mask(["--"])
