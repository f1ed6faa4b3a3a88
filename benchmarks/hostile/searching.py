"""Random strings searched for in a ledger: is any an error, does any take long?"""

from __future__ import annotations

import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from random import Random

from benchmarks.keeping import examples, traced, varied
from reportedly.store.view import View
from reportedly.store.writer import Writer

SECONDS = 1.0
DOCUMENTS = 1_000

_PIECES = (
    '"',
    "'",
    "*",
    "(",
    ")",
    "NEAR(",
    "AND",
    "OR",
    "NOT",
    "^",
    "-",
    "+",
    ":",
    "{a b}:",
    "text:",
    "\\",
    ";--",
    "%",
    "_",
    "\0",
    "\n",
    "\u202e",
    "\ud800",
    "\U0010ffff",
    "é",
    "ا",
    "中",
    "🚀",
    "harbour",
    "said",
    "th",
    "a*",
    '"the harbour',
    "1 OR 1=1",
    "a" * 300,
    "* * *",
    "the the the",
    "''",
    "rank MATCH",
    "\u0301",
)


@dataclass(frozen=True, slots=True)
class Searched:
    """What came of all searches: how many found something, the slowest, and those that failed."""

    tried: int
    found: int
    slowest: tuple[float, str]
    failed: tuple[str, ...]

    @property
    def well(self) -> bool:
        """Whether none failed and none took over a second."""
        return not self.failed and self.slowest[0] < SECONDS

    def lines(self) -> list[str]:
        """Return the figures, and the searches that failed."""
        told = (
            f"searches: {self.tried:,} random strings in {DOCUMENTS:,} documents, {self.found:,} found"
            f" something, {len(self.failed)} failed; the slowest took"
            f" {self.slowest[0]:.3f} s ({self.slowest[1][:40]})"
        )
        return [told, *(f"  {failed}" for failed in self.failed[:20])]


def strange(chance: Random) -> str:
    """Return a string as nobody types it, and some do."""
    pieces = [
        chance.choice(_PIECES) if chance.random() < 0.7 else chr(chance.randrange(0x110000))
        for _ in range(chance.randint(0, 8))
    ]
    return chance.choice(("", " ")).join(pieces)


def measure(count: int = 100_000) -> Searched:
    """Search for so many strings, half in statements and half in documents."""
    found, slowest, failed = 0, (0.0, ""), []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.ledger"
        _fill(path)
        with View(path) as view:
            for number in range(count):
                words = strange(Random(number))
                start = time.perf_counter()
                try:
                    rows = view.search(words) if number % 2 else view.search_documents(words)
                    found += bool(rows)
                except Exception as error:  # whatever it is, it is counted and printed
                    failed.append(f"{words!a}: {type(error).__name__}: {error}")
                slowest = max(slowest, (time.perf_counter() - start, ascii(words)))
    return Searched(count, found, slowest, tuple(failed))


def _fill(path: Path) -> None:
    items = examples()
    with Writer(path, create=True) as writer:
        for number in range(DOCUMENTS):
            item, reading = varied(items, number)
            writer.add(item, reading, trace=traced(reading))
