"""Good pages beside hostile inputs, all added in one go: are all good ones stored and all others named?"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.gate import shapes
from benchmarks.hostile import bombs
from benchmarks.hostile.fuzz import HTML
from reportedly import ledger
from reportedly.errors import InputError
from reportedly.ingest.gate import refusal
from reportedly.ingest.inputs import captures
from reportedly.lexicon import Lexicons, load
from reportedly.read.document import read_document
from reportedly.shapes import Problem

SECONDS = 10.0
HOSTILE = 90

_BINARY = (
    b"%PDF-1.7\n",
    b"\x89PNG\r\n\x1a\n",
    b"\xff\xd8\xff\xe0",
    b"GIF89a",
    b"MZ\x90\x00",
    b"\x7fELF\x02\x01",
    b"PK\x03\x04",
    b"Rar!\x1a\x07",
    b"7z\xbc\xaf\x27\x1c",
    b"\x1f\x8b\x08\x00",
    b"BZh91AY&SY",
    b"\xfd7zXZ\x00",
    b"SQLite format 3\x00",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"OggS\x00\x02",
    b"ID3\x04",
    b"RIFF\x00\x00\x00\x00WEBP",
    b"\x00\x00\x00\x20ftypmp42",
    b"\xca\xfe\xba\xbe",
    b"wOFF\x00\x01",
)
_ROWS = (
    b"{",
    b"[1, 2]",
    b"3",
    b'"text"',
    b"null",
    b"{}",
    b'{"text": null}',
    b'{"text": 7}',
    b'{"html": ["a"]}',
    b'{"text": ""}',
    b"[" * 100_000,
    b'{"text": "a", "published": "2031-99-99"}',
    b"\xff\xfe\x00",
    b'{"text": {"a": "b"}}',
    b'{"url": "https://post.example/"}',
)
_EMPTY = (b"", b" \n\t\n", b"\x00" * 5_000, b"\xef\xbb\xbf", b"<html><body></body></html>")
_ADDRESSES = (
    "http://127.0.0.1/",
    "http://169.254.169.254/latest/meta-data/",
    "http://[::1]/",
    "http://0x7f.1/",
    "http://2130706433/",
    "http://localhost/",
    "http://[64:ff9b::7f00:1]/",
    "http://[2002:7f00:1::]/",
    "file:///etc/passwd",
    "http://user@post.example/",
)


@dataclass(frozen=True, slots=True)
class Added:
    """What came of all inputs: good ones stored, hostile ones named, and the slowest hostile one."""

    good: int
    stored: int
    hostile: int
    named: int
    slowest: tuple[float, str]
    seconds: float

    @property
    def well(self) -> bool:
        """Whether all good ones are stored, all others named, and none of these took long."""
        return (self.stored, self.named) == (self.good, self.hostile) and self.slowest[0] < SECONDS

    def lines(self) -> list[str]:
        """Return the figures."""
        return [
            f"inputs: {self.stored:,} of {self.good:,} good pages stored, {self.named} of {self.hostile}"
            f" hostile inputs named, in {self.seconds:.0f} s; the slowest of these took"
            f" {self.slowest[0]:.1f} s ({self.slowest[1]})"
        ]


def good(folder: Path, count: int) -> None:
    """Write so many pages, each with words of its own."""
    folder.mkdir()
    for number in range(count):
        words = f"Boat {number} was the {number % 97}th that was lost, the harbour master said on Friday."
        (folder / f"{number}.html").write_text(HTML.replace("<ul>", f"<p>{words}</p><ul>", 1))


def hostile(folder: Path) -> Iterator[str]:
    """Write the hostile inputs and yield them, as a user would name them."""
    yield from map(str, bombs.write(folder / "bombs"))
    shaped = ((n, p) for size in (9_900_000, 3_000_000) for n, p in shapes(size).items() if refusal(p))
    for number, (_, data) in zip(range(20), shaped, strict=False):
        yield _file(folder / f"shape {number}.html", data)
    for number, head in enumerate(_BINARY):
        yield _file(folder / f"picture {number}.html", head + os.urandom(2_000))
    yield _file(folder / "rows.jsonl", b"\n".join(_ROWS))
    for number, data in enumerate(_EMPTY):
        yield _file(folder / f"empty {number}.txt", data)
    yield from _ADDRESSES


def _file(path: Path, data: bytes) -> str:
    path.write_bytes(data)
    return str(path)


def measure(count: int = 2_000) -> Added:
    """Add so many good pages and all hostile inputs to a new ledger."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        good(folder / "good", count)
        names = list(hostile(folder))
        lexicons = load()
        slowest = max(_timed(name, lexicons) for name in names)
        start = time.perf_counter()
        with ledger.Ledger(folder / "x.ledger", create=True) as opened:
            opened.add(str(folder / "good"), *names, jobs=2)
            stored, named = len(list(opened.documents())), len(list(opened.problems()))
        return Added(count, stored, HOSTILE, named, slowest, time.perf_counter() - start)


def _timed(name: str, lexicons: Lexicons) -> tuple[float, str]:
    """Return how long a hostile input takes that is read alone, up to where its text is parsed."""
    start = time.perf_counter()
    for item in captures([name]):
        try:
            if not isinstance(item, Problem):
                read_document(item, lexicons)
        except InputError:
            continue
    return time.perf_counter() - start, Path(name).name
