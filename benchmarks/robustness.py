"""Read everything there is, twice: no exception, no span that lies, the same bytes both times.

    python benchmarks/robustness.py --data ../shared/data

The second round goes backwards in fresh processes with other hash seeds, so that nothing may
depend on what was read before or on the order of sets. Exit status 1 where anything is amiss.
"""

from __future__ import annotations

import argparse
import gzip
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path

if not __package__:  # Run as a script: the packages lie beside this folder.
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.polnear import read_polnear
from benchmarks.readings import PIPELINE, find_reader, said
from benchmarks.soundness import violations
from reportedly import settings
from reportedly.errors import InputError
from reportedly.export.reading_json import line
from reportedly.ids import sha256
from reportedly.ingest.jsonl import rows
from reportedly.shapes import Capture, Problem

MOST = 15
"""How many findings of a kind are printed for one corpus."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of reading one item: the digest of its line of JSON, or why there is none."""

    input: str
    seconds: float
    statements: int = 0
    digest: str = ""
    refused: str = ""
    exception: str = ""
    violations: tuple[str, ...] = ()


def polnear(data: Path) -> Iterator[Capture]:
    """All PolNeAR articles as plain text."""
    for split in ("train", "dev"):
        for article in read_polnear(data / "polnear", split):
            yield Capture(article.name, article.data, "text", outlet=article.outlet)


def jsonl(path: Path) -> Iterator[Capture]:
    """The rows of a JSON Lines file; raise `ValueError` where one is malformed."""
    with path.open("rb") as file:
        for row in rows(file, path.name):
            if isinstance(row, Problem):
                raise ValueError(row.problem)
            yield row


def pages(data: Path) -> Iterator[Capture]:
    """The HTML pages of the Fundus evaluation set."""
    for path in sorted((data / "html_fundus_eval" / "dataset" / "html").glob("*.html.gz")):
        yield Capture(path.name, gzip.decompress(path.read_bytes()), "html")


CORPORA: dict[str, Callable[[Path], Iterator[Capture]]] = {
    "polnear": polnear,
    "syria_news": lambda data: jsonl(data / "syria_news" / "2012-2014.jsonl"),
    "fakes": lambda data: jsonl(data / "fakes" / "dev.jsonl"),
    "html_fundus_eval": pages,
}


def examine(item: tuple[str, Capture]) -> Outcome:
    """Read one capture with the named reader and check the reading."""
    reader, capture = item
    read = find_reader(reader)
    start = time.perf_counter()
    try:
        reading = read(capture, force=True)
        digest = sha256(line(reading))
    except InputError as error:
        return Outcome(capture.input, time.perf_counter() - start, refused=str(error))
    except Exception as error:  # Whatever it is, it is counted and printed.
        return Outcome(capture.input, time.perf_counter() - start, exception=said(error))
    seconds = time.perf_counter() - start
    found = tuple(violations(capture, reading))
    return Outcome(capture.input, seconds, len(reading.statements), digest, violations=found)


def examine_all(captures: Sequence[Capture], reader: str, jobs: int) -> list[Outcome]:
    """Examine captures in order, in fresh processes."""
    with ProcessPoolExecutor(jobs, get_context("spawn"), initializer=settings.single_threaded) as pool:
        return list(pool.map(examine, [(reader, capture) for capture in captures], chunksize=4))


def unstable(first: Sequence[Outcome], second: Sequence[Outcome]) -> list[str]:
    """Name the items of which two rounds of reading differ."""
    return [
        a.input
        for a, b in zip(first, second, strict=True)
        if replace(a, seconds=0.0) != replace(b, seconds=0.0)
    ]


def report(
    name: str, outcomes: Sequence[Outcome], differing: Sequence[str], seconds: float
) -> tuple[str, bool]:
    """Lay out one corpus; return the lines and whether all is well (a refusal is)."""
    exceptions = [f"{o.input}: {o.exception}" for o in outcomes if o.exception]
    broken = [f"{o.input}: {v}" for o in outcomes for v in o.violations]
    refused = [f"{o.input}: {o.refused}" for o in outcomes if o.refused]
    slowest = max(outcomes, key=lambda o: o.seconds)
    out = [
        f"{name}: {len(outcomes)} items, {sum(o.statements for o in outcomes)} statements; "
        f"a round took {seconds:.0f} s, the slowest item {slowest.seconds:.1f} s ({slowest.input})"
    ]
    for label, findings in (
        ("exceptions", exceptions),
        ("violations", broken),
        ("differing the second time", differing),
        ("refused", refused),
    ):
        out.append(f"  {label}: {len(findings)}")
        out += [f"    {finding}" for finding in findings[:MOST]]
    return "\n".join(out), not (exceptions or broken or differing)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; return its exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="folder that holds the corpora")
    parser.add_argument("--corpus", action="append", choices=list(CORPORA), help="only this one (repeatable)")
    parser.add_argument("--limit", type=int, help="only the first N items of a corpus")
    parser.add_argument("--jobs", type=int, default=2, help="processes (default 2)")
    parser.add_argument("--once", action="store_true", help="read once only; says nothing of stability")
    parser.add_argument("--reader", default=PIPELINE, metavar="MODULE:FUNCTION", help="what is examined")
    wanted = parser.parse_args(argv)
    sound = True
    for name in wanted.corpus or CORPORA:
        captures = list(CORPORA[name](wanted.data))[: wanted.limit]
        if not captures:
            print(f"{name}: nothing in {wanted.data}", file=sys.stderr)
            return 2
        start = time.perf_counter()
        first = examine_all(captures, wanted.reader, wanted.jobs)
        seconds = time.perf_counter() - start
        again = [] if wanted.once else examine_all(captures[::-1], wanted.reader, wanted.jobs)[::-1]
        text, well = report(name, first, unstable(first, again) if again else [], seconds)
        print(text, flush=True)
        sound = sound and well
    return 0 if sound else 1


if __name__ == "__main__":
    sys.exit(main())
