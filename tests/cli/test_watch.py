"""`reportedly watch` as a process: what cannot be asked is one line, and nothing leaves the machine here."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "reportedly", "watch", *map(str, arguments)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_a_feed_that_may_not_be_asked_is_told_and_put_off(tmp_path: Path) -> None:
    ledger = tmp_path / "news.ledger"
    first = run(ledger, "https://127.0.0.1/feed", "--once", "--json", "--atom", tmp_path / "alerts.xml")
    assert (first.returncode, first.stdout) == (2, "")
    refused, summary = first.stderr.splitlines()
    assert refused.startswith("reportedly: https://127.0.0.1/feed: is not fetched: ")
    assert summary.endswith("Z: 1 feeds asked, 0 unchanged; 0 added, 0 already known; 0 changes")
    assert b"<feed " in (tmp_path / "alerts.xml").read_bytes()
    again = run(ledger, "https://127.0.0.1/feed", "--once")
    assert again.returncode == 0, "it is not its turn yet"
    assert "0 feeds asked, 0 unchanged, 1 put off" in again.stderr


@pytest.mark.parametrize(
    ("name", "why"), [("none.opml", "no such file"), ("wrong.opml", "is no list of feeds (OPML)")]
)
def test_a_list_that_cannot_be_read_is_one_line(tmp_path: Path, name: str, why: str) -> None:
    (tmp_path / "wrong.opml").write_text("<html/>")
    refused = run(tmp_path / "news.ledger", tmp_path / name, "--once")
    assert refused.returncode == 2
    (line,) = refused.stderr.splitlines()
    assert line.startswith("reportedly: ")
    assert why in line
    assert not (tmp_path / "news.ledger").exists(), "nothing is made before it is known what to watch"


def test_a_feed_file_of_somebody_else_is_not_written_over(tmp_path: Path) -> None:
    atom = tmp_path / "mine.xml"
    atom.write_text("<feed xmlns='http://www.w3.org/2005/Atom'><id>urn:mine</id></feed>")
    refused = run(tmp_path / "news.ledger", "https://127.0.0.1/feed", "--once", "--atom", atom)
    assert refused.returncode == 2
    assert "mine.xml: the file that is there is no feed of ours; name a new one" in refused.stderr
    assert "urn:mine" in atom.read_text()
    assert "asked" not in refused.stderr, "it is told before anything is asked"
