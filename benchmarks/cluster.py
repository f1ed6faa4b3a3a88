"""Read shards on a Dask cluster of this machine, one worker killed midway: are the rows those of one machine?

    python -m benchmarks.cluster INPUT... [--workers N] [--jobs N]

Prints what it took on one machine and on the cluster, and how many shards' rows differ; exit status 1 where
any does, or is missing.
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

from reportedly.bulk import read_shards, shards
from reportedly.export.formats import parquet
from reportedly.shapes import Problem
from reportedly.shards import Manifest, job, manifests

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


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; return its exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("inputs", nargs="+")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--jobs", type=int, default=2, help="processes of each worker")
    wanted = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as name:
        alone, many = Path(name) / "alone", Path(name) / "many"
        start = time.perf_counter()
        one = list(read_shards(shards(wanted.inputs), job(alone, (), force=False, jobs=wanted.jobs)))
        seconds = time.perf_counter() - start
        documents = sum(m.documents for m in one if isinstance(m, Manifest))
        print(f"one machine: {len(one)} shards, {documents} documents, {seconds:.0f} s", flush=True)
        start, failed = time.perf_counter(), 0
        with cluster(wanted.workers) as workers:
            task = job(many, (), force=False, jobs=wanted.jobs)
            for n, found in enumerate(read_shards(shards(wanted.inputs), task, f"tcp://127.0.0.1:{PORT}")):
                failed += isinstance(found, Problem)
                if n == 0:
                    workers[0].send_signal(signal.SIGKILL)
        seconds = time.perf_counter() - start
        left, right = rows(alone), rows(many)
        differing = sum(left[digest] != right.get(digest) for digest in left)
        size = sum(path.stat().st_size for path in many.glob("*.parquet")) / 1e6
        print(
            f"{wanted.workers} workers, one killed after the first shard: {failed} shards failed, {differing}"
            f" differ, {seconds:.0f} s; rows take {size:.1f} MB"
        )
    return 1 if failed or differing else 0


if __name__ == "__main__":
    sys.exit(main())
