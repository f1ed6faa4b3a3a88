"""`reportedly export` on a real ledger: what comes out leads back to what was read."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import reportedly as rp
from reportedly.export.formats.writing import write
from reportedly.exporting import OURS, Exported, format_of
from reportedly.ingest.inputs import captures
from reportedly.shapes import Capture

ARTICLES = [
    {
        "url": "https://coastalpost.example/a", "outlet": "Coastal Post", "published": "2031-05-03",
        "text": "At least 20 people were killed when jets struck the market in Talba, two rescue workers "
        "told Harbour Wire.\n\nThe Velanian army denied that its aircraft had bombed the market.",
    },
    {
        "url": "https://dailylantern.example/b", "outlet": "Daily Lantern", "published": "2031-05-04",
        "html": "<html><body><article><h1>Market struck</h1><p>Jets struck the market in Talba, a nurse, "
        "Lena Moor, said on Sunday. &quot;They bought bread,&quot; she said.</p></article></body></html>",
    },
]  # fmt: skip


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a ledger of two articles."""
    folder = tmp_path_factory.mktemp("export")
    (folder / "articles.jsonl").write_text("\n".join(map(json.dumps, ARTICLES)), encoding="utf-8")
    with rp.open(folder / "news.ledger", create=True) as made:
        made.add(folder / "articles.jsonl")
    return folder / "news.ledger"


def run(*arguments: str | Path) -> subprocess.CompletedProcess[bytes]:
    """Run the command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "reportedly", *map(str, arguments)], capture_output=True, check=False
    )


def test_every_format_is_written(ledger: Path, tmp_path: Path) -> None:
    with rp.open(ledger) as opened:
        kept = Exported(opened)
        for name in OURS:
            for path in write(format_of(name), kept, tmp_path / name):
                assert path.stat().st_size > 0


def test_one_file_goes_to_standard_output_too(ledger: Path, tmp_path: Path) -> None:
    file = tmp_path / "x.geojson"
    written = run("export", ledger, "--format", "geojson", "-o", file)
    assert (written.returncode, written.stdout) == (0, b"")
    assert written.stderr.decode() == f"{file}: geojson written\n"
    printed = run("export", ledger, "--format", "geojson", "-o", "-")
    assert printed.stdout == file.read_bytes()
    with rp.open(ledger) as opened:
        known = [(s.document, s.id, s.text) for s in opened.statements()]
    found = [f["properties"] for f in json.loads(printed.stdout)["features"]]
    assert [(p["document"], p["statement"], p["text"]) for p in found if p["layer"] == "statement"] == known


def test_a_folder_does_not_go_to_standard_output(ledger: Path) -> None:
    refused = run("export", ledger, "--format", "csv", "-o", "-")
    assert refused.returncode == 2
    assert refused.stderr.decode() == "reportedly: csv is several files; give a folder: -o csv\n"


def test_as_of_leaves_out_what_was_published_later(ledger: Path) -> None:
    printed = run("export", ledger, "--format", "geojson", "-o", "-", "--as-of", "2031-05-03")
    documents = {f["properties"].get("published") for f in json.loads(printed.stdout)["features"]}
    assert documents == {None, "2031-05-03"}


def test_what_was_redacted_is_in_no_export(ledger: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.ledger"
    copy.write_bytes(ledger.read_bytes())
    with rp.open(copy) as opened:
        opened.redact_name("Lena Moor", reason="her safety", by="A. Editor")
        kept = Exported(opened)
        for name in OURS:
            for path in write(format_of(name), kept, tmp_path / name):
                assert b"Lena Moor" not in path.read_bytes(), name
    custody = (tmp_path / "custody").read_text(encoding="utf-8")
    assert "taken out</span>, was" in custody
    assert "her safety" in custody
    archived = list(captures([str(tmp_path / "wacz")]))
    assert [item.url for item in archived if isinstance(item, Capture)] == ["https://coastalpost.example/a"]


def test_an_exported_archive_is_read_to_the_same_statements(ledger: Path, tmp_path: Path) -> None:
    with rp.open(ledger) as opened:
        write(format_of("wacz"), Exported(opened), tmp_path / "news.wacz")
        known = {r.document.url: r for r in opened.readings()}
    assert len(known) == 2
    with rp.open(tmp_path / "again.ledger", create=True) as again:
        again.add(tmp_path / "news.wacz")
        found = {r.document.url: r for r in again.readings()}
    assert found.keys() == known.keys()
    for url, reading in known.items():
        again_ = found[url]
        assert again_.document.bytes_sha256 == reading.document.bytes_sha256
        assert again_.document.text == reading.document.text
        # Outlet and date are no part of an original: chains end in nobody there, all else is the same.
        assert [(s.content, s.cue, s.source, s.act) for s in again_.statements] == [
            (s.content, s.cue, s.source, s.act) for s in reading.statements
        ]
