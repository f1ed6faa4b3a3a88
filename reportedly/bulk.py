"""Many files read on one machine or on a cluster, and a ledger filled with what came of them.

Names of files go in; a manifest, or a problem, comes out for each. Without a scheduler the files are read one
after the other, on all cores; with one, Dask gives each to a worker, and gives it to another where a worker
dies: it is Dask that schedules, not we. Files and rows must be where all workers see them by one name.

The only module that imports Dask.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from reportedly.adding import Outcome, keep
from reportedly.errors import InputError, MissingError
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
    distributed = _dask()
    known = list(paths)
    yield from (path for path in known if isinstance(path, Problem))
    names = [str(path) for path in known if isinstance(path, Path)]
    with closing(_client(distributed, scheduler)) as client:
        futures = client.map(_read, names, wanted=wanted, pure=False)
        asked = dict(zip((future.key for future in futures), names, strict=True))
        for future in distributed.as_completed(futures):
            if future.status == "finished":
                yield future.result()
            else:
                why = " ".join(str(future.exception()).split())[:200]
                yield Problem(asked[future.key], f"{asked[future.key]}: was not read, {why}; run it again")


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


def _dask() -> Any:
    try:
        import distributed
    except ModuleNotFoundError:
        raise MissingError("--dask", "distributed", "cluster") from None
    return distributed


def _client(distributed: Any, scheduler: str) -> Any:
    try:
        return distributed.Client(scheduler, timeout="20s")
    except (OSError, ValueError) as error:
        why = " ".join(str(error).split())[:120]
        raise InputError(scheduler, f"{scheduler}: no scheduler answers ({why}); check the address") from None
