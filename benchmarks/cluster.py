"""Read and link on a Dask cluster of this machine, workers killed midway: is all as on one machine?

    python -m benchmarks.cluster INPUT... [--workers N] [--jobs N]

Shards are read, a ledger is filled with their rows, and its claims are worked out: on one machine, and on a
cluster, of which one worker is killed after the first shard and one after the first batch's first part.
Prints what each took, how many shards' rows differ, and how many claims; exit status 1 where any does.
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Timer

from reportedly.bulk import load, read_shards, shards
from reportedly.export.formats import parquet
from reportedly.export.reading_json import line
from reportedly.ledger import Ledger
from reportedly.lexicon import tables
from reportedly.loop.away import update_on
from reportedly.shapes import Problem
from reportedly.shards import Manifest, job, manifests
from reportedly.store.writer import Writer

PORT = 18786


@contextmanager
def cluster(workers: int) -> Iterator[list[subprocess.Popen[bytes]]]:
    """Run a scheduler and workers of one thread each, which may start processes of their own."""
    environment = {**os.environ, "DASK_DISTRIBUTED__WORKER__DAEMON": "False"}
    dask, address = [sys.executable, "-m", "dask"], f"tcp://127.0.0.1:{PORT}"
    quiet = {"env": environment, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    scheduler = [*dask, "scheduler", "--host", "127.0.0.1", "--port", str(PORT), "--no-dashboard"]
    worker = [*dask, "worker", address, "--nthreads", "1", "--no-dashboard", "--no-nanny"]
    running = [subprocess.Popen(scheduler, **quiet)]  # type: ignore[call-overload]
    running += [subprocess.Popen(worker, **quiet) for _ in range(workers)]  # type: ignore[call-overload]
    try:
        yield running[1:]
    finally:
        for process in running:
            process.terminate()
            process.wait()


def rows(folder: Path) -> dict[str, list[dict[str, object]]]:
    """Return the rows of all shards by the digest of each."""
    return {m.sha256: list(parquet.read(folder / m.rows)) for m in manifests(folder)}


def filled(folder: Path, ledger: Path) -> Path:
    """Fill a new ledger with rows."""
    with Writer(ledger, create=True) as writer:
        for _ in load(folder, writer):
            pass
    return ledger


def linked(ledger: Path, lexicons: Sequence[Path], scheduler: str, victim: subprocess.Popen[bytes]) -> None:
    """Work out a ledger's claims on a cluster; a worker is killed a second after it began."""
    killer = Timer(1, victim.send_signal, [signal.SIGKILL])
    killer.start()
    for _ in update_on(scheduler, ledger, tables(lexicons)):
        pass
    killer.join()


def told(ledger: Path, lexicons: Sequence[Path]) -> list[bytes]:
    """Return a ledger's claims as `reportedly claims --json` prints them."""
    with Ledger(ledger) as opened:
        return [line(claim) for claim in opened.claims(lexicons=lexicons)]


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; return its exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("inputs", nargs="+")
    parser.add_argument("--workers", type=int, default=3)
    parser.add_argument("--jobs", type=int, default=2, help="processes of each worker")
    parser.add_argument("--lexicon", type=Path, action="append", default=[])
    wanted = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as name:
        return measured(wanted, Path(name))


def measured(wanted: argparse.Namespace, folder: Path) -> int:
    """Do all on one machine and on a cluster; print and return whether anything differs."""
    alone, many, lexicons = folder / "alone", folder / "many", wanted.lexicon
    clock = Clock()
    one = list(read_shards(shards(wanted.inputs), job(alone, lexicons, force=False, jobs=wanted.jobs)))
    documents = sum(m.documents for m in one if isinstance(m, Manifest))
    print(f"one machine: {len(one)} shards, {documents} documents, read in {clock.lap()} s", flush=True)
    mine = told(filled(alone, folder / "alone.ledger"), lexicons)
    print(f"one machine: {len(mine)} claims in {clock.lap()} s", flush=True)
    failed, scheduler = 0, f"tcp://127.0.0.1:{PORT}"
    with cluster(wanted.workers) as workers:
        task = job(many, lexicons, force=False, jobs=wanted.jobs)
        for n, found in enumerate(read_shards(shards(wanted.inputs), task, scheduler)):
            failed += isinstance(found, Problem)
            if n == 0:
                workers[0].send_signal(signal.SIGKILL)
        left, right = rows(alone), rows(many)
        differing = sum(left[digest] != right.get(digest) for digest in left)
        size = sum(path.stat().st_size for path in many.glob("*.parquet")) / 1e6
        print(
            f"{wanted.workers} workers, one killed after the first shard: {failed} shards failed, {differing}"
            f" differ, read in {clock.lap()} s; rows take {size:.1f} MB", flush=True
        )  # fmt: skip
        ledger = filled(many, folder / "many.ledger")
        clock.lap()
        linked(ledger, lexicons, scheduler, workers[1])
    theirs = told(ledger, lexicons)
    same = mine == theirs
    print(
        f"{wanted.workers - 1} workers, one killed after a second: {len(theirs)} claims,"
        f" {'the same, byte for byte' if same else 'OTHERS'}, in {clock.lap()} s"
    )
    return 1 if failed or differing or not same else 0


class Clock:
    """Seconds between one lap and the next."""

    def __init__(self) -> None:
        self._at = time.perf_counter()

    def lap(self) -> int:
        """Return the whole seconds since the last lap."""
        before, self._at = self._at, time.perf_counter()
        return round(self._at - before)


if __name__ == "__main__":
    sys.exit(main())
