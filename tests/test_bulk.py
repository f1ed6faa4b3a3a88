"""Files read apart from a ledger: rows and manifests, read once; a ledger of them equals one added to."""

from __future__ import annotations

import json
import sys
from dataclasses import fields
from pathlib import Path

import pytest

from reportedly import bulk
from reportedly.errors import LedgerError, MissingError
from reportedly.ledger import Ledger
from reportedly.shapes import Problem, Span
from reportedly.shards import Job, Manifest, job, manifests, results
from reportedly.store.writer import Writer

ARTICLES = (
    "Two people were killed when a boat sank off Port Sarn on Friday, the harbour master said.",
    "Officials in Talba denied on Monday that the dam had been shelled, Harbour Wire reported.",
)
FRENCH = (
    "Le bateau a coulé vendredi au large du port, a déclaré le capitaine, et personne ne sait pourquoi. "
    "Les autorités ont ouvert une enquête, mais les familles des victimes attendent toujours des réponses."
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of two shards: rows of text and HTML, of another language, and one that is broken."""
    folder = tmp_path_factory.mktemp("shards")
    page = f"<html><body><article><p>{ARTICLES[1]}</p></article></body></html>"
    rows = [{"text": ARTICLES[0], "outlet": "Coastal Post", "published": "2031-05-03"}, {"text": FRENCH}]
    (folder / "a.jsonl").write_text("\n".join([*map(json.dumps, rows), "{"]))
    (folder / "b.html").write_text(page)
    return folder


@pytest.fixture(scope="module")
def wanted(folder: Path) -> Job:
    wanted = job(folder / "rows", (), force=False, jobs=1)
    found = list(bulk.read_shards(bulk.shards([str(folder)]), wanted))
    assert [(m.documents, m.skipped, m.refused) for m in found if isinstance(m, Manifest)] == [
        (1, 1, 1), (1, 0, 0),
    ]  # fmt: skip
    return wanted


def test_what_was_read_is_not_read_again(folder: Path, wanted: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    before = manifests(Path(wanted.out))
    monkeypatch.setattr("reportedly.shards.read_all", None)
    names = [str(folder / "a.jsonl"), str(folder / "b.html"), str(folder / "none.jsonl")]
    *again, missing = bulk.read_shards(bulk.shards(names), wanted)
    assert again == before
    assert isinstance(missing, Problem)
    assert "no such file" in missing.problem


def test_a_ledger_of_rows_is_the_ledger_of_the_articles(folder: Path, wanted: Job, tmp_path: Path) -> None:
    with Writer(tmp_path / "rows.ledger", create=True) as writer:
        told = [outcome.status for outcome in bulk.load(Path(wanted.out), writer)]
        again = [outcome.status for outcome in bulk.load(Path(wanted.out), writer)]
    assert told == ["added", "skipped", "refused", "added"]
    assert again == ["known", "skipped", "refused", "known"]
    with Ledger(tmp_path / "one.ledger", create=True) as one:
        one.add(str(folder / "a.jsonl"), str(folder / "b.html"))
        with Ledger(tmp_path / "rows.ledger") as other:
            mine, theirs = ([d.id for d in ledger.documents()] for ledger in (one, other))
            assert mine == theirs
            for id in mine:
                left, right = one.reading(id), other.reading(id)
                assert all(getattr(left, f.name) == getattr(right, f.name) for f in fields(left))
                where = Span(0, len(left.document.text))
                assert other.original_range(id, where) == one.original_range(id, where)


def test_rows_that_were_changed_are_refused(wanted: Job, tmp_path: Path) -> None:
    for manifest in manifests(Path(wanted.out)):
        (tmp_path / manifest.rows).write_bytes(b"PAR1")
        with pytest.raises(LedgerError, match="is not what its manifest says"):
            list(results(tmp_path, manifest))
    with pytest.raises(LedgerError, match="holds no shards"):
        manifests(tmp_path / "none")


def test_a_missing_library_is_named(wanted: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(MissingError, match=r"--dask needs distributed.*reportedly\[cluster\]"):
        list(bulk.read_shards(iter(()), wanted, "tcp://127.0.0.1:1"))
