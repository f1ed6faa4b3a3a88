"""Exporting as a user does it: whole files or none, nothing written over, formats of other packages."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import pytest

from reportedly import plugins
from reportedly.errors import MissingError, OutputError, PluginError
from reportedly.export.formats import parquet
from reportedly.export.formats.format import Format
from reportedly.export.formats.kept import Kept
from reportedly.export.formats.writing import write
from reportedly.exporting import OURS, format_of, formats
from reportedly.ingest.inputs import captures, is_batch
from reportedly.shapes import Capture, Problem
from tests.export.frozen import Frozen

KEPT = Frozen()


def _word(kept: Kept, out: BinaryIO) -> None:
    out.write(kept.name.encode())


def _broken(kept: Kept, out: BinaryIO) -> None:
    out.write(b"half of it")
    raise RuntimeError("no more")


ONE, TWO = Format("one", "a word", {"txt": _word}), Format("two", "words", {"a.txt": _word, "b.txt": _word})


def test_a_file_is_written_once_and_over_only_when_asked(tmp_path: Path) -> None:
    target = tmp_path / "x.txt"
    assert write(ONE, KEPT, target) == [target]
    assert target.read_text() == "frozen.ledger"
    target.write_text("mine")
    with pytest.raises(OutputError, match=r"x\.txt: is there already; give another name, or --force"):
        write(ONE, KEPT, target)
    assert target.read_text() == "mine"
    write(ONE, KEPT, target, force=True)
    assert target.read_text() == "frozen.ledger"
    umask = os.umask(0)
    os.umask(umask)
    assert target.stat().st_mode & 0o777 == 0o666 & ~umask


def test_what_fails_half_way_leaves_nothing_and_takes_nothing(tmp_path: Path) -> None:
    target = tmp_path / "x.txt"
    target.write_text("mine")
    for form in (Format("one", "", {"txt": _broken}), Format("two", "", {"a.txt": _word, "x.txt": _broken})):
        with pytest.raises(RuntimeError):
            write(form, KEPT, tmp_path if form.is_folder else target, force=True)
        assert [path.name for path in tmp_path.iterdir()] == ["x.txt"]
        assert target.read_text() == "mine"


def test_a_folder_keeps_what_else_is_in_it(tmp_path: Path) -> None:
    target = tmp_path / "tables"
    target.mkdir()
    (target / "notes.md").write_text("mine")
    assert write(TWO, KEPT, target) == [target / "a.txt", target / "b.txt"]
    assert (target / "notes.md").read_text() == "mine"
    with pytest.raises(OutputError, match="is there already"):
        write(TWO, KEPT, target)
    (target / "b.txt").unlink()
    with pytest.raises(OutputError, match=r"a\.txt: is there already"):
        write(TWO, KEPT, target)
    assert not (target / "b.txt").exists()


def test_where_nothing_can_be_written_one_line_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="is a folder; name the file"):
        write(ONE, KEPT, tmp_path)
    with pytest.raises(OutputError, match="is a file; two is a folder"):
        write(TWO, KEPT, tmp_path / "file")
    with pytest.raises(OutputError, match="cannot be written"):
        write(ONE, KEPT, tmp_path / "not" / "there.txt")


def test_a_missing_library_is_named_with_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingError) as told:
        parquet.FORMAT.files["claims.parquet"](KEPT, io.BytesIO())
    assert str(told.value) == (
        "parquet needs pyarrow, which is not installed; get it with: pip install 'reportedly[parquet]'"
    )


def test_every_format_of_ours_is_called_as_its_module() -> None:
    for name in OURS:
        assert format_of(name).name == name
    with pytest.raises(PluginError, match="xls: is no format; there are csv, parquet"):
        format_of("xls")


DOCS = (Path(__file__).parents[1] / "docs" / "extending.md").read_text(encoding="utf-8")
PACKAGE = "\n".join([*re.findall(r"```python\n(.*?)```", DOCS, re.DOTALL), "NOT_ONE = 'words'"])
"""The examples of the page on extending, as one module."""

POINTS = """
[reportedly.exporters]
ids = ownforms:IDS
wrong = ownforms:NOT_ONE
gone = ownforms:MISSING
csv = ownforms:IDS

[reportedly.readers]
notes = ownforms:read
txt = ownforms:read
"""


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Install a small package of somebody else's."""
    site = tmp_path / "site"
    info = site / "ownforms-1.0.dist-info"
    info.mkdir(parents=True)
    (site / "ownforms.py").write_text(PACKAGE)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: ownforms\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(POINTS)
    monkeypatch.syspath_prepend(site)
    plugins.names.cache_clear()
    yield site
    plugins.names.cache_clear()
    sys.modules.pop("ownforms", None)


def test_another_package_adds_a_format(package: Path, tmp_path: Path) -> None:
    assert formats() == (*OURS, "gone", "ids", "wrong")
    write(format_of("ids"), KEPT, tmp_path / "ids.txt")
    assert (tmp_path / "ids.txt").read_text().split() == [r.document.id for r in KEPT.readings()]
    assert format_of("csv").is_folder, "ours wins"
    with pytest.raises(PluginError, match="wrong: is no Format"):
        format_of("wrong")
    with pytest.raises(PluginError, match=r"gone: ownforms cannot be loaded \(AttributeError"):
        format_of("gone")


def test_another_package_adds_a_reader(package: Path, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    good, bad, plain = (folder / name for name in ("a.notes", "b.NOTES", "c.txt"))
    good.write_text("First.\n\nSecond.")
    bad.write_bytes(b"First.\xff\n")
    plain.write_text("Ours reads this.")
    assert is_batch([str(good)])
    found = list(captures([str(folder)]))
    assert [(item.input.rpartition("/")[2], type(item)) for item in found] == [
        ("a.notes:1", Capture), ("a.notes:2", Problem), ("a.notes:3", Capture),
        ("b.NOTES", Problem), ("c.txt", Capture),
    ]  # fmt: skip
    (failed,) = [item.problem for item in found if isinstance(item, Problem) and "NOTES" in item.input]
    assert failed.startswith(f"{bad}: its reader failed (UnicodeDecodeError: ")
    assert failed.endswith("; tell who made the package")


def test_the_command_finds_the_package_too(package: Path, tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": f"{package}{os.pathsep}{Path.cwd()}"}
    run = subprocess.run(
        [sys.executable, "-m", "reportedly", "export", "none.ledger", "--format", "xls", "-o", "-"],
        capture_output=True, text=True, env=environment,
    )  # fmt: skip
    assert run.returncode == 2
    assert run.stderr.startswith("reportedly: xls: is no format; there are csv,")
    assert run.stderr.endswith(", gone, ids, wrong\n")
