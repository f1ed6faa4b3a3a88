"""Many files read on one machine or on a cluster, and a ledger filled with what came of them.

Names of files go in; a manifest, or a problem, comes out for each. Without a scheduler the files are read one
after the other, on all cores; with one, Dask gives each to a worker, and to another where a worker dies.
Files and rows must be where all workers see them by one name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from reportedly.adding import Outcome, keep
from reportedly.cluster import spread
from reportedly.errors import InputError
from reportedly.ingest.containers import by_name
from reportedly.ingest.files import READABLE, unopened, walk
from reportedly.shapes import Problem
from reportedly.shards import Job, Manifest, manifests, read_shard, results
from reportedly.store.writer import Writer


def shards(inputs: Sequence[str]) -> Iterator[Path | Problem]:
    """Yield the files that inputs name, those of folders in sorted order."""
    for name in inputs:
        path = Path(name).resolve()
        if path.is_dir():
            for found in walk(path, _wanted):
                yield found if isinstance(found, Path) else Problem(found.input, str(found))
        elif path.is_file():
            yield path
        else:
            yield Problem(name, str(unopened(name, FileNotFoundError(2, "no such file"))))


def _wanted(name: str) -> bool:
    return Path(name).suffix.lower() in READABLE or by_name(name) is not None


def read_shards(
    paths: Iterable[Path | Problem], wanted: Job, scheduler: str | None = None
) -> Iterator[Manifest | Problem]:
    """Read files into rows; yield what came of each as it is done. Those that are done are not read."""
    if scheduler is None:
        for path in paths:
            yield path if isinstance(path, Problem) else _read(str(path), wanted)
        return
    known = list(paths)
    yield from (path for path in known if isinstance(path, Problem))
    names = [str(path) for path in known if isinstance(path, Path)]
    for name, found, why in spread(scheduler, _read_for, wanted, names):
        yield found or Problem(name, f"{name}: was not read, {why}; run it again")


def _read_for(wanted: Job, path: str) -> Manifest | Problem:
    return _read(path, wanted)


def _read(path: str, wanted: Job) -> Manifest | Problem:
    try:
        return read_shard(path, wanted)
    except OSError as error:
        return Problem(path, str(unopened(path, error)))
    except InputError as error:
        return Problem(path, str(error))


def load(folder: Path, writer: Writer) -> Iterator[Outcome]:
    """Write what shards came to into a ledger; yield what became of each item; known ones stay."""
    for manifest in manifests(folder):
        for item, result in results(folder, manifest):
            seen = writer.seen(item) if item is not None else None
            if seen is not None and item is not None:
                yield Outcome(item.input, seen.status, seen.document, seen.detail)
            else:
                yield keep(writer, item, result)
