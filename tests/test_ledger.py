"""The package as Python programs see it: `reportedly.read`, `reportedly.open`, and what the docs show."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import reportedly as rp
from reportedly.claim import Claim
from reportedly.errors import InputError, LedgerError

ROOT = Path(__file__).parents[1]
DOCS = (ROOT / "docs" / "ledger.md").read_text(encoding="utf-8")
WORDS = "The ministry said on Tuesday that troops had left the town."


def test_importing_the_package_imports_nothing_heavy() -> None:
    code = "import reportedly, sys; print(reportedly.read.__name__, *sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert ran.stdout.startswith("read ")
    assert set(ran.stdout.split()).isdisjoint(
        {"spacy", "apsw", "click", "numpy", "pydantic", "pebble", "lxml"}
    )


def test_text_html_and_files_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(WORDS)
    page = f"<html><body><article><h1>Troops</h1><p>{WORDS}</p></article></body></html>"
    readings = [
        rp.read(tmp_path / "a.txt", outlet="Coastal Post"),
        rp.read(text=WORDS, outlet="Coastal Post"),
    ]
    assert readings[0] == readings[1]
    assert WORDS in rp.read(html=page, force=True).document.text
    assert callable(rp.read), "the room of the same name has not taken the name"


def test_what_cannot_be_read_says_so(tmp_path: Path) -> None:
    (tmp_path / "two.jsonl").write_text('{"text":"a"}\n{"text":"b"}\n')
    with pytest.raises(InputError, match="one of path, text and html"):
        rp.read("a", text="b")
    with pytest.raises(InputError, match="no such file"):
        rp.read(tmp_path / "absent.txt")
    with pytest.raises(InputError, match="several articles"):
        rp.read(tmp_path / "two.jsonl")


def test_a_ledger_is_opened_and_used(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="no such ledger"):
        rp.open(tmp_path / "x")
    (tmp_path / "a.txt").write_text(WORDS)
    with rp.open(tmp_path / "x", create=True) as ledger:
        (outcome,) = ledger.add(tmp_path / "a.txt", tmp_path / "b.txt", outlet="Coastal Post")[:1]
        assert outcome.status == "added"
        (document,) = ledger.documents()
        assert ledger.document(document.id[:10]) == document
        assert (
            ledger.reading(document.id)
            == rp.read(text=WORDS, outlet="Coastal Post")
            == next(ledger.readings())
        )
        assert ledger.original(document.id) == WORDS.encode()
        assert [s.source for s in ledger.statements(source="ministry")] == ["ministry"]
        assert [s.text for s in ledger.search("troops left")] == ["that troops had left the town"]
        assert [p.problem.split(": ")[-1][:12] for p in ledger.problems()] == ["no such file"]
        assert ledger.verify(head=ledger.head()).clean
    with rp.open(tmp_path / "x") as again:
        assert [o.status for o in again.add(tmp_path / "a.txt", outlet="Coastal Post")] == ["known"]


def test_a_reading_is_put_right_and_stays_as_it_was(tmp_path: Path) -> None:
    words = "Shells hit the bridge in Talba, mayor Ann Ray said on Tuesday."
    (tmp_path / "a.txt").write_text(words)
    told = {"by": "L. Karst", "reason": "read again"}
    with rp.open(tmp_path / "x", create=True) as ledger:
        ledger.add(tmp_path / "a.txt", outlet="Coastal Post", published="2031-05-07")
        (document,) = ledger.documents()
        before = ledger.reading(document.id)
        first = next(claim for claim in ledger.claims() if "bridge" in claim.text)
        saying = first.statements[0]
        assert [origin.name for origin in first.origins] == ["Ann Ray"]
        number, _ = ledger.judge("wrong-reading", saying.id, field="source", value="two nurses", **told)
        ledger.judge("wrong-reading", saying.id, field="place", value="Orsa", **told)

        def now() -> Claim:
            return next(claim for claim in ledger.claims() if claim.statements[0].id == saying.id)

        assert [origin.name for origin in now().origins] == ["two nurses"]
        where = now().event.place
        assert where is not None
        assert where.name == "Orsa"
        assert {done.field for done in now().statements[0].mended} == {"source", "place"}
        assert ledger.reading(document.id) == before
        ledger.add(tmp_path / "a.txt", outlet="Coastal Post", published="2031-05-07", anew=True)
        assert [origin.name for origin in now().origins] == ["two nurses"]
        ledger.withdraw(number, **told)
        assert [origin.name for origin in now().origins] == ["Ann Ray"]
        other = rp.open(tmp_path / "y", create=True)
        other.add(tmp_path / "a.txt", outlet="Coastal Post", published="2031-05-07")
        assert other.take_in(ledger.judgements()) == (2, 0, 0)
        assert other.claims()[0].statements == ledger.claims()[0].statements
        other.close()
        assert ledger.verify().clean


def test_the_examples_of_the_docs_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    blocks = re.findall(r"```python\n(.*?)```", DOCS, re.DOTALL)
    assert len(blocks) >= 2
    for block in blocks:
        exec(block, names)


def test_python_can_do_what_the_commands_do(tmp_path: Path) -> None:
    url = "https://coastalpost.example/1"
    with rp.open(tmp_path / "x", create=True) as ledger:
        for name, words in (("a.txt", WORDS), ("b.txt", WORDS.replace("troops", "all troops"))):
            (tmp_path / name).write_text(words)
            day = f"2031-05-0{3 + (name == 'b.txt')}"
            ledger.add(tmp_path / name, url=url, outlet="Coastal Post", published=day)
        first, second = ledger.versions(url)
        assert [d.id for d in ledger.search_documents("troops", until="2031-05-03")] == [first.id]
        assert len(ledger.search("troops", source="ministry", since="2031-05-04")) == 1
        assert ledger.search("troops", act="deny") == []
        assert "ministry" in {source.name for source in ledger.sources(name="minis")}
        assert all(actor.kind for actor in ledger.actors())
        assert [change.kind for change in ledger.changes(first.id, second.id)] == ["changed"]
        why = {"reason": "at risk", "by": "L. Karst"}
        assert len(ledger.redact_name("ministry", dry_run=True, **why).documents) == 2
        assert ledger.redact_documents(first.id[:12], **why).documents == (first.id,)
        assert [s.document for s in ledger.search("troops")] == [second.id]
        assert ledger.verify().clean
