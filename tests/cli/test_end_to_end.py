"""The whole program on real bytes: the same bytes out for any number of jobs, one line for any bad input."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from reportedly.cli.main import main

EXAMPLES = Path(__file__).parents[2] / "examples"
ALL = [str(EXAMPLES / name) for name in ("week.jsonl", "market.txt", "gone.txt", "ferry.txt", "dam.html")]
FRENCH = "Le ministre a déclaré mardi que les troupes avaient quitté la ville. " * 12


def read(*arguments: str) -> bytes:
    command = [sys.executable, "-m", "reportedly", "read", "--json", *arguments]
    return subprocess.run(command, capture_output=True, timeout=300, check=True).stdout


def test_the_same_bytes_for_any_number_of_jobs() -> None:
    alone = read("--jobs", "1", *ALL)
    assert read("--jobs", "2", *ALL) == alone
    rows = [json.loads(line) for line in alone.decode("utf-8").splitlines()]
    assert [row["schema"] for row in rows].count("reportedly/problem/1") == 1
    for row in rows:
        for statement in row.get("statements", []):
            assert all(row["document"]["text"][start:end].strip() for start, end in statement["content"])


BAD = {
    "empty.txt": b"",
    "empty.html": b"",
    "blank.txt": b" \n\n ",
    "picture.png": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8,
    "program.txt": b"\x7fELF\x02\x01\x01\x00" + bytes(4000),
    "menu.html": b"<html><head><title>Menu</title></head><body><nav><a href=/>Home</a></nav></body>",
    "french.txt": FRENCH.encode(),
    "large.txt": b"The army left the town on Monday, two residents said. " * 1_000_000,
}


@pytest.fixture(scope="module")
def bad(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bad")
    for name, data in BAD.items():
        (folder / name).write_bytes(data)
    (folder / "folder").mkdir()
    return folder


@pytest.mark.parametrize("name", [*BAD, "folder", "gone.txt"])
def test_bad_input_is_one_line_that_says_what_to_do(
    bad: Path, name: str, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(bad)
    with pytest.raises(SystemExit) as left:
        main(["read", name])
    said = capfd.readouterr()
    assert (left.value.code, said.out) == (2, "")
    assert said.err.startswith(f"reportedly: {name}: ")
    assert said.err.count("\n") == 1
    assert ";" in said.err, "what it is; what to do"


def test_force_is_the_way_on_for_another_language(bad: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["read", "--json", "--force", str(bad / "french.txt")])
    assert left.value.code == 0
    assert json.loads(capfd.readouterr().out)["document"]["language"] == "fr"


def test_a_wrong_encoding_declared_loses_nothing(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    page = (EXAMPLES / "dam.html").read_text(encoding="utf-8").replace("</h1>", " “near Orsa”</h1>", 1)
    page = page.replace('charset="utf-8"', 'charset="ascii"')
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    with pytest.raises(SystemExit):
        main(["read", "--json", str(tmp_path / "page.html")])
    assert "“near Orsa”" in json.loads(capfd.readouterr().out)["document"]["text"]


def test_the_page_is_written(tmp_path: Path) -> None:
    out = tmp_path / "market.html"
    with pytest.raises(SystemExit) as left:
        main(["read", str(EXAMPLES / "market.txt"), "--html", str(out)])
    assert left.value.code == 0
    assert "livestock market" in out.read_text(encoding="utf-8")
