"""WACZ: the WARCs inside are read in place; cut, hostile and lying ones give problems only."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.ingest.inputs import captures, is_batch
from reportedly.shapes import Capture, Problem
from tests.ingest.archives import Answer, wacz, warc

ONE = warc(Answer(url="https://post.example/1"), gzip=True)
TWO = warc(Answer(url="https://post.example/2"))


def read(data: bytes) -> list[Capture | Problem]:
    path = Path("a.wacz")
    path.write_bytes(data)
    found = list(captures([str(path)]))
    for item in found:
        if isinstance(item, Problem):
            assert item.problem.startswith(f"{item.input}: ")
            assert "\n" not in item.problem
    return found


def names(items: list[Capture | Problem]) -> list[str]:
    return [item.url or "" if isinstance(item, Capture) else item.problem for item in items]


def test_each_archive_inside_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for packed in (False, True):
        found = read(
            wacz(("archive/a.warc.gz", ONE), ("pages/x.warc", TWO), ("archive/b.warc", TWO), packed=packed)
        )
        assert names(found) == ["https://post.example/1", "https://post.example/2"]
        assert [item.input for item in found] == ["a.wacz/archive/a.warc.gz:0", "a.wacz/archive/b.warc:0"]
    assert [path.name for path in Path().iterdir()] == ["a.wacz"]


def test_standard_input_may_be_one() -> None:
    data = wacz(("archive/a.warc.gz", ONE))
    assert is_batch(["-"], stdin=io.BytesIO(data))
    read_end, write_end = os.pipe()
    os.write(write_end, data)
    os.close(write_end)
    with os.fdopen(read_end, "rb") as stdin:
        assert names(list(captures(["-"], stdin=stdin))) == ["https://post.example/1"]


def test_nothing_is_unpacked_wherever_a_name_points(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "in").mkdir()
    monkeypatch.chdir(tmp_path / "in")
    found = read(wacz(("archive/../../out.warc.gz", ONE), ("/archive/a.warc", TWO), packed=True))
    assert names(found) == ["https://post.example/1"]
    assert sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*")) == ["in", "in/a.wacz"]


def test_a_cut_one_is_reported_and_what_is_left_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    data = wacz(("archive/a.warc.gz", ONE), ("archive/b.warc.gz", warc(Answer(), gzip=True)))
    first, *rest = read(data[: data.index(b"archive/b") + 60])
    assert isinstance(first, Problem)
    assert first.problem.startswith("a.wacz: is a damaged WACZ (File is not a zip file); ")
    assert names(rest)[:1] == ["https://post.example/1"]
    assert all(" is cut here: " in name for name in names(rest)[1:])
    (said,) = names(read(data[:100]))
    assert said.startswith("a.wacz: is a damaged WACZ ")


def test_bombs_and_lies_are_problems(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (said,) = names(read(wacz(("archive/a.warc", b" " * 90_000_000), packed=True)))
    assert said == "a.wacz/archive/a.warc: expands to over 200 times its size; it is left out"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("archive/a.warc.gz", ONE * 40)
        for number in range(40):  # all the same bytes, named again and again
            file.filelist.append(file.getinfo("archive/a.warc.gz"))
            file.filelist[-1].comment = str(number).encode()
    (said,) = names(read(out.getvalue()))
    assert said.startswith("a.wacz: names more WARCs than it holds; ")
    (said,) = names(read(wacz(("data.warc.gz", ONE))))
    assert said.startswith("a.wacz: holds no WARC under archive/; ")


@settings(deadline=None, derandomize=True, max_examples=80)
@given(st.binary(max_size=200), st.integers(0, 3000), st.booleans())
def test_any_bytes_anywhere_give_pages_and_problems_only(junk: bytes, at: int, packed: bool) -> None:
    data = wacz(("archive/a.warc.gz", ONE), packed=packed)
    at %= len(data)
    for hostile in (data[:at] + junk + data[at + len(junk) :], b"PK\x03\x04archive/a.warc" + junk):
        for item in captures(["-"], stdin=io.BytesIO(hostile)):
            assert isinstance(item, (Capture, Problem))
