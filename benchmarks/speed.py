"""What reading costs, as a ratio to spaCy alone on the same articles, in the same run and on one thread.

Ratios, not seconds, since machines differ; each round times both, one after the other, and the middle of the
rounds is given.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from statistics import median

from benchmarks.polnear import read_polnear
from reportedly import settings
from reportedly.annotate.parse import load
from reportedly.pipeline import read
from reportedly.shapes import Capture

ROUNDS = 5


@dataclass(frozen=True, slots=True)
class Cost:
    """Words between spaces, and the processor seconds of each round, of reading and of spaCy alone."""

    words: int
    reading: tuple[float, ...]
    spacy: tuple[float, ...]

    @property
    def ratios(self) -> tuple[float, ...]:
        """How many times spaCy's seconds reading took, round by round."""
        return tuple(r / s for r, s in zip(self.reading, self.spacy, strict=True))


def seconds(work: Callable[[], object]) -> float:
    """Give the processor time that some work takes."""
    start = time.process_time()
    work()
    return time.process_time() - start


def cost(folder: Path, articles: int = 30, rounds: int = ROUNDS) -> Cost:
    """Time reading and spaCy on every so-many-th article of PolNeAR dev, in the same paragraphs."""
    found = list(read_polnear(folder / "polnear", "dev"))
    chosen = found[:: max(1, len(found) // articles)][:articles]
    captures = [Capture(a.name, a.data, "text", outlet=a.outlet) for a in chosen]
    texts = [a.text for a in chosen]
    paragraphs = [[p for p in text.split("\n") if p.strip()] for text in texts]

    def parse() -> None:
        for article in paragraphs:
            list(load().pipe(article, batch_size=64))

    def whole() -> None:
        for capture in captures:
            read(capture)

    parse()
    whole()  # loads all models and fills caches
    timed = [(seconds(whole), seconds(parse)) for _ in range(rounds)]
    return Cost(
        sum(len(t.split()) for t in texts), tuple(r for r, _ in timed), tuple(s for _, s in timed)
    )


def speed_report(folder: Path) -> str:
    """Lay out what reading costs."""
    # A process of its own, whose libraries are kept to one thread. Said here and not in the new process:
    # that one imports this program, and numpy with it, before it runs anything else.
    settings.single_threaded()
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        found = pool.submit(cost, folder).result()
    low, high = min(found.ratios), max(found.ratios)
    return (
        f"reading costs {median(found.ratios):.2f} times spaCy alone ({low:.2f} to {high:.2f} in {ROUNDS}"
        f" rounds; one thread, processor time, {found.words} words:"
        f" {found.words / median(found.reading):.0f} and {found.words / median(found.spacy):.0f} a second)"
    )
