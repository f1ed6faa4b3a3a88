"""Readings of many texts at once, in several processes, reduced to the relations that are scored.

In come captures and the name of a reader ("module:function", called as the pipeline's `read` is);
out comes one `Read` each, in order. A reader's exception is kept as the item's `problem`: the item
counts as one in which nothing was found, and the problem is printed with the table.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from pathlib import Path

from benchmarks.score import Relation
from reportedly import settings
from reportedly.shapes import Capture, EvidenceKind, Reading, Source, Statement, Voice

PIPELINE = "reportedly.pipeline:read"


@dataclass(frozen=True, slots=True)
class Read:
    """What one text gave: relations of the outermost level, nested ones apart, and what went wrong.

    `evidence` holds the evidence kind of each relation's source. Statements in the outlet's own
    voice are no attributions and are left out.
    """

    relations: tuple[Relation, ...] = ()
    nested: tuple[Relation, ...] = ()
    evidence: tuple[EvidenceKind | None, ...] = ()
    problem: str | None = None


def read_all(captures: Sequence[Capture], reader: str = PIPELINE, jobs: int = 1) -> Iterator[Read]:
    """Read captures in order with `jobs` processes; non-English ones are read like any other."""
    settings.single_threaded()
    find_reader(reader)  # Fails early, and forked workers need not import it again.
    if jobs <= 1:
        yield from map(partial(_read, reader), captures)
        return
    size = max(1, min(8, len(captures) // (4 * jobs)))
    with _pool(jobs) as pool:
        yield from pool.map(partial(_read, reader), captures, chunksize=size)


@contextmanager
def _pool(jobs: int) -> Iterator[ProcessPoolExecutor]:
    pool = ProcessPoolExecutor(jobs)
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def find_reader(name: str) -> Callable[..., Reading]:
    """Import the reader that "module:function" names."""
    module, _, function = name.partition(":")
    found: Callable[..., Reading] = getattr(import_module(module), function)
    return found


def _read(reader: str, capture: Capture) -> Read:
    try:
        reading = find_reader(reader)(capture, force=True)
    except Exception as error:  # Whatever it is, it is counted and printed.
        return Read(problem=f"{capture.input}: {said(error)}")
    if capture.media == "text" and reading.document.text != capture.data.decode("utf-8"):
        return Read(problem=f"{capture.input}: the reading's text is not the text that was given")
    return reduce(reading)


def said(error: Exception) -> str:
    """An exception in one line, with the file and line that raised it."""
    where = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__}: {error} ({Path(where.filename).name}:{where.lineno})"


def reduce(reading: Reading) -> Read:
    """Keep what is scored of a reading."""
    scored = [s for s in reading.statements if s.voice is not Voice.AUTHOR]
    outer = [s for s in scored if s.within is None]
    return Read(
        relations=tuple(map(_relation, outer)),
        nested=tuple(_relation(s) for s in scored if s.within is not None),
        evidence=tuple(_evidence(reading.sources, s) for s in outer),
    )


def _relation(statement: Statement) -> Relation:
    why = ", ".join(f"{r.rule} ({r.detail})" if r.detail else r.rule for r in statement.reasons)
    return Relation(
        source=statement.source,
        cue=statement.cue,
        content=statement.content,
        unnamed=statement.voice is Voice.UNKNOWN,
        why=why,
    )


def _evidence(sources: Sequence[Source], statement: Statement) -> EvidenceKind | None:
    """The evidence kind of whoever the statement's words name, else of the chain's first link."""
    for source in sources:
        if any(span in source.mentions for span in statement.source):
            return source.evidence_kind
    first = statement.chain[0] if statement.chain else None
    return next((s.evidence_kind for s in sources if s.id == first), None)
