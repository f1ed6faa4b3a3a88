"""A file of articles read into rows that a ledger can be filled with later, on whichever machine.

A shard (a WARC, WACZ, JSON Lines file, feed or page) goes in; a Parquet file with a row an item comes
out, and beside it a manifest (JSON) that says of which bytes and by what it was made. Both are put in
place whole, the manifest last, and have names that follow from the shard's bytes: doing it twice, or at
once from two sides, comes to the same. Rows hold the item as received, its reading, vectors and trace.
"""

from __future__ import annotations

import hashlib
import json
import os
import struct
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from reportedly.batch import Fault, Foreign, Result, Traced, load_tracer, read_all
from reportedly.errors import LedgerError
from reportedly.export.formats import parquet
from reportedly.export.reading_json import line
from reportedly.fromjson import row
from reportedly.ingest.inputs import captures
from reportedly.lexicon import load as load_lexicons
from reportedly.shapes import Capture, Problem, Reading, SentenceVector
from reportedly.store.traces import packed, unpacked
from reportedly.trace import Trace
from reportedly.version import __version__

_CAPTURE = ("media", "url", "outlet", "title", "published", "retrieved")
_COLUMNS = {
    **dict.fromkeys(("input", "outcome", "problem", "language", *_CAPTURE), "string"),
    "data": "binary", "reading": "binary", "vectors": "binary", "trace": "binary",
}  # fmt: skip
_HEAD = struct.Struct("<III")


@dataclass(frozen=True, slots=True)
class Manifest:
    """Of what a shard's rows were made, by what, and what came of how many items.

    `input` is the shard's name and `sha256` that of its bytes; `rows` is the Parquet file beside the
    manifest, `rows_sha256` that of its bytes; `force`: other languages were read, too.
    """

    input: str
    sha256: str
    version: str
    lexicons_sha256: str
    force: bool
    documents: int
    skipped: int
    refused: int
    rows: str
    rows_sha256: str
    schema: str = "reportedly/shard/1"


@dataclass(frozen=True, slots=True)
class Job:
    """What is asked of every shard: where rows go, with which lexicons, in how many processes."""

    out: str
    lexicons: tuple[str, ...] = ()
    lexicons_sha256: str = ""
    force: bool = False
    jobs: int = 1


def job(out: Path, lexicons: Sequence[Path], *, force: bool, jobs: int) -> Job:
    """Return a job; raises `LexiconError` for lexicons that cannot be read."""
    paths = tuple(str(path.resolve()) for path in lexicons)
    return Job(str(out.resolve()), paths, load_lexicons(list(map(Path, paths))).sha256, force, jobs)


def done(digest: str, wanted: Job) -> Manifest | None:
    """Return the manifest of a shard that has been read just so; null where it has not."""
    manifest = _manifest(Path(wanted.out) / f"{digest[:16]}.json")
    if manifest is None or not (Path(wanted.out) / manifest.rows).is_file():
        return None
    own = (manifest.sha256, manifest.version, manifest.lexicons_sha256, manifest.force)
    return manifest if own == (digest, __version__, wanted.lexicons_sha256, wanted.force) else None


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def read_shard(path: str, wanted: Job) -> Manifest:
    """Read a shard and write its rows and manifest, unless that was done."""
    digest = digest_of(Path(path))
    if (manifest := done(digest, wanted)) is not None:
        return manifest
    folder, name = Path(wanted.out), f"{digest[:16]}.parquet"
    folder.mkdir(parents=True, exist_ok=True)
    counts: Counter[str] = Counter()
    partial = folder / f".{name}.{os.getpid()}"
    try:
        with partial.open("wb") as out:
            parquet.write(out, _COLUMNS, _counted(_rows(path, wanted), counts))
        rows_sha256 = digest_of(partial)
        partial.replace(folder / name)
    finally:
        partial.unlink(missing_ok=True)
    refused = counts["refused"] + counts["fault"]
    manifest = Manifest(
        path, digest, __version__, wanted.lexicons_sha256, wanted.force, counts["document"],
        counts["skipped"], refused, name, rows_sha256,
    )  # fmt: skip
    partial.write_bytes(line(manifest))
    partial.replace(folder / f"{digest[:16]}.json")
    return manifest


def manifests(folder: Path) -> list[Manifest]:
    """Return the manifests of a folder by the names of their shards; raise `LedgerError` without any."""
    found = [manifest for path in folder.glob("*.json") if (manifest := _manifest(path)) is not None]
    if not found:
        raise LedgerError(f"{folder}: holds no shards; `reportedly bulk INPUT... --out {folder}` makes them")
    return sorted(found, key=lambda manifest: (manifest.input, manifest.sha256))


def results(folder: Path, manifest: Manifest) -> Iterator[tuple[Capture | None, Result]]:
    """Yield a shard's items as read; raise `LedgerError` where its rows are not those of the manifest."""
    path = folder / Path(manifest.rows).name
    if not path.is_file() or digest_of(path) != manifest.rows_sha256:
        raise LedgerError(f"{path}: is not what its manifest says; delete it and run `reportedly bulk` again")
    yield from map(_result, parquet.read(path))


def _manifest(path: Path) -> Manifest | None:
    try:
        return row(Manifest, json.loads(path.read_bytes()))
    except (OSError, ValueError, KeyError, TypeError):
        return None  # none, or another program's: the shard is read


def _counted(rows: Iterator[tuple[object, ...]], counts: Counter[str]) -> Iterator[tuple[object, ...]]:
    for each in rows:
        counts[str(each[1])] += 1
        yield each


def _rows(path: str, wanted: Job) -> Iterator[tuple[object, ...]]:
    waiting: deque[Capture | None] = deque()

    def items() -> Iterator[Capture | Problem]:
        for item in captures([path]):
            waiting.append(item if isinstance(item, Capture) else None)
            yield item

    lexicons = tuple(map(Path, wanted.lexicons))
    found = read_all(
        items(), jobs=wanted.jobs, lexicon_paths=lexicons, force=wanted.force, loader=load_tracer
    )
    with closing(found):
        for result in found:
            yield _row(waiting.popleft(), result)


def _row(item: Capture | None, result: Result) -> tuple[object, ...]:
    told = [getattr(item, name) for name in _CAPTURE] if item is not None else [None] * len(_CAPTURE)
    data = item.data if item is not None else None
    if isinstance(result, Reading):
        trace = result.trace if isinstance(result, Traced) else None
        pieces = packed(trace.pieces) if trace is not None and trace.pieces is not None else None
        name = item.input if item is not None else None
        vectors = _packed(result.vectors)
        return (name, "document", None, None, *told, data, line(result), vectors, pieces)
    language = result.language if isinstance(result, Foreign) else None
    outcome = "skipped" if language else "fault" if isinstance(result, Fault) else "refused"
    return (result.input, outcome, result.problem, language, *told, data, None, None, None)


def _result(found: dict[str, Any]) -> tuple[Capture | None, Result]:
    name, problem, item = found["input"], found["problem"], None
    if found["data"] is not None:
        item = Capture(name, found["data"], **{each: found[each] for each in _CAPTURE})
    if found["outcome"] == "skipped":
        return item, Foreign(name, problem, language=found["language"])
    if found["outcome"] != "document":
        return item, (Fault if found["outcome"] == "fault" else Problem)(name, problem)
    reading = replace(row(Reading, json.loads(found["reading"])), vectors=_unpacked(found["vectors"]))
    pieces = unpacked(found["trace"]) if found["trace"] is not None else None
    html = item is not None and item.media == "html"
    trace = Trace(reading.document.text, pieces) if pieces is not None or not html else None
    rows = {each.name: getattr(reading, each.name) for each in fields(reading)}
    return item, Traced(**rows, trace=trace)


def _packed(vectors: Iterable[SentenceVector]) -> bytes:
    return b"".join(
        _HEAD.pack(v.start, v.end, len(v.values)) + struct.pack(f"<{len(v.values)}f", *v.values)
        for v in vectors
    )


def _unpacked(data: bytes) -> tuple[SentenceVector, ...]:
    out, position = [], 0
    while position < len(data):
        start, end, size = _HEAD.unpack_from(data, position)
        values = struct.unpack_from(f"<{size}f", data, position + _HEAD.size)
        out.append(SentenceVector(start, end, values))
        position += _HEAD.size + 4 * size
    return tuple(out)


