"""A ledger that grows to a million statements: what adding costs at its start and at its end.

    python -m benchmarks.scale --statements 1000000 --out /tmp/scale.ledger
    python -m benchmarks.scale --statements 100000          # in a folder that goes when it is done

Articles of the invented world, in the order of publication, go in as readings, a thousand at a time; after
each thousand the claims are brought up to date. Times are of one process: seconds of the clock and of the
processor; making the readings is not counted.
"""

from __future__ import annotations

import argparse
import gc
import itertools
import resource
import statistics
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml

from benchmarks import corpus
from reportedly import lexicon
from reportedly.ledger import Ledger
from reportedly.lexicon import Tables
from reportedly.loop.update import update
from reportedly.select import Asked, Order
from reportedly.shapes import Capture, Reading
from reportedly.store.sqlite import Database
from reportedly.store.writer import Writer

STEP = 1000
"""Articles that are added at a time."""

STATEMENTS = 14
"""About so many statements a generated article has."""

SEED = 3


@dataclass(frozen=True, slots=True)
class Step:
    """What a thousand articles took: seconds of the clock and of the processor, for each of the two loops."""

    articles: int
    statements: int
    added: float
    added_cpu: float
    worked: float
    worked_cpu: float

    def __str__(self) -> str:
        added = f"added {self.added:6.2f} s ({self.added_cpu:6.2f})"
        worked = f"claims {self.worked:6.2f} s ({self.worked_cpu:6.2f})"
        return f"{self.articles:8,} articles {self.statements:10,} statements   {added}   {worked}"


def world(folder: Path) -> Path:
    """Write what is known of the invented world as a file of words; return its path."""
    path = folder / "world.yaml"
    path.write_text(yaml.safe_dump(corpus.world().lexicon(), allow_unicode=True), encoding="utf-8")
    return path


def grown(path: Path, rows: Iterable[Reading], known: Tables) -> Iterator[Step]:
    """Add readings to a ledger, a thousand at a time; yield what each thousand took."""
    articles = statements = 0
    waiting = iter(rows)
    with Writer(path, create=True) as writer:
        derived = Database(path, write=True)
        try:
            while some := list(itertools.islice(waiting, STEP)):
                articles += len(some)
                statements += sum(len(reading.statements) for reading in some)
                gc.collect()
                added, added_cpu = timed(lambda some=some: added_to(writer, some))  # type: ignore[misc]
                worked, worked_cpu = timed(lambda: list(update(derived, known)))
                yield Step(articles, statements, added, added_cpu, worked, worked_cpu)
        finally:
            derived.close()


def added_to(writer: Writer, rows: Iterable[Reading]) -> None:
    """Keep readings with their texts."""
    for reading in rows:
        d = reading.document
        writer.add(Capture(d.id, d.text.encode(), "text", d.url, d.outlet, d.title, d.published), reading)


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Return the seconds of the clock and of the processor that something took."""
    clock, cpu = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - clock, time.process_time() - cpu


def counts(statements: int) -> int:
    """Return how many articles have about so many statements."""
    return max(STEP, round(statements / STATEMENTS / STEP) * STEP)


def questions(path: Path, world: Path) -> Iterator[tuple[str, float]]:
    """Ask a ledger what a desk asks; yield each question with the median milliseconds of five answers."""
    with Ledger(path) as ledger:
        [latest] = ledger.claims(Asked(limit=1), lexicons=[world])
        asked: list[tuple[str, Callable[[], object]]] = [
            ("claims --limit 50", lambda: ledger.claims(Asked(limit=50), lexicons=[world])),
            (
                "claims --order origins --limit 50",
                lambda: ledger.claims(Asked(order=Order.ORIGINS, limit=50), lexicons=[world]),
            ),
            (
                "claims --about 'shelling market' --limit 50",
                lambda: ledger.claims(Asked(about="shelling market", limit=50), lexicons=[world]),
            ),
            ("show CLAIM", lambda: ledger.claim(latest.id, lexicons=[world])),
            ("search 'market'", lambda: ledger.search("market")),
            ("search 'shelling of the market'", lambda: ledger.search("shelling of the market")),
        ]
        for name, ask in asked:
            yield name, statistics.median(timed(ask)[0] for _ in range(5)) * 1000


def main() -> int:
    """Print the table and the ratios."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--statements", type=int, default=1_000_000)
    parser.add_argument("--out", type=Path, help="keep the ledger here")
    given = parser.parse_args()
    with TemporaryDirectory() as folder:
        path = given.out or Path(folder) / "scale.ledger"
        words = world(path.parent)
        measured(path, words, counts(given.statements))
    return 0


def measured(path: Path, words: Path, articles: int) -> None:
    """Grow a ledger to so many articles, ask it, and print what it took."""
    steps = []
    for step in grown(path, corpus.readings(articles, SEED), lexicon.tables([words])):
        steps.append(step)
        if len(steps) % max(1, articles // STEP // 20) == 0 or len(steps) == 1:
            print(step, flush=True)
    few = max(1, min(10, len(steps) // 4))
    # What is imported and cached once is no part of what a thousand articles take.
    first, last = steps[1 : 1 + few], steps[-few:]
    for name in ("added", "added_cpu", "worked", "worked_cpu"):
        ends = [statistics.median(getattr(step, name) for step in some) for some in (first, last)]
        print(f"{name:12} first {ends[0]:6.2f} s   last {ends[1]:6.2f} s   {ends[1] / ends[0]:5.2f} times")
    whole = [statistics.median(s.added + s.worked for s in some) for some in (first, last)]
    print(f"{STEP} articles and their claims at the end cost {whole[1] / whole[0]:.2f} times what they did")
    for name, milliseconds in questions(path, words):
        print(f"{name:48} {milliseconds:7.1f} ms")
    print(f"file {path.stat().st_size / 1e9:.2f} GB")
    print(f"memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")


if __name__ == "__main__":
    raise SystemExit(main())
