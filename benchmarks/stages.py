"""Where the time of adding goes: processor seconds of each stage, less those of the stages inside it.

The stages are the program's own functions, wrapped where they are called from; one process does what the
workers and the writer do.
"""

from __future__ import annotations

import functools
import gc
import pickle
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, cast
from unittest.mock import patch

from reportedly import batch, pipeline
from reportedly.annotate import article, parse, passages
from reportedly.errors import InputError
from reportedly.shapes import Capture
from reportedly.store.shelf import Shelf
from reportedly.store.writer import Writer
from reportedly.tag.network import Network
from reportedly.tag.tagger import Tagger

STAGES: tuple[tuple[str, Any, str], ...] = (
    ("bytes to text, segments, language", pipeline, "read_document"),
    ("spaCy's parse", parse, "_pipe"),
    ("tokens out of the parse", passages, "doc_of"),
    ("tagger's network", Network, "run"),
    ("tagger's words and spans", Tagger, "read"),
    ("passages written down", passages, "pack"),
    ("passages read back", passages, "unpack"),
    ("passages' keys", passages, "key"),
    ("shelf", Shelf, "get"),
    ("shelf", Shelf, "put"),
    ("attribution", article, "attribute"),
    ("attribution, with tags", article, "combine"),
    ("statements, names, chains", article, "build"),
    ("times", article, "times"),
    ("places", article, "places"),
    ("counts", article, "counts"),
    ("actors", article, "roster"),
    ("ties", article, "ties"),
    ("events", article, "events"),
    ("propositions", article, "propositions"),
    ("assertions", article, "assertions"),
    ("the rest of reading", article, "annotate"),
    ("way back to the original", pipeline, "trace"),
    ("from worker to writer", pickle, "dumps"),
    ("from worker to writer", pickle, "loads"),
    ("ledger", Writer, "add"),
)


class Watch:
    """Processor seconds by stage; a stage's own are less what the stages inside it took."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._inside: list[float] = []

    def timed(self, name: str, work: Callable[..., Any]) -> Callable[..., Any]:
        """Wrap a function so that its time counts for a stage."""

        @functools.wraps(work)
        def wrapped(*given: Any, **named: Any) -> Any:
            start = time.process_time()
            self._inside.append(0.0)
            try:
                return work(*given, **named)
            finally:
                took = time.process_time() - start
                self.seconds[name] = self.seconds.get(name, 0.0) + took - self._inside.pop()
                if self._inside:
                    self._inside[-1] += took

        return wrapped


def stages(captures: Sequence[Capture]) -> tuple[dict[str, float], float]:
    """Add the captures to a ledger in this process; return each stage's seconds, and those of all."""
    pipeline.warm()
    gc.collect()
    gc.freeze()
    watch = Watch()
    with TemporaryDirectory() as folder, ExitStack() as wrapped:
        for name, owner, attribute in STAGES:
            work = watch.timed(name, getattr(owner, attribute))
            wrapped.enter_context(patch.object(owner, attribute, work))
        whole = watch.timed("all else", lambda: list(_added(captures, Path(folder))))
        whole()
    return watch.seconds, sum(watch.seconds.values())


def _added(captures: Sequence[Capture], folder: Path) -> Iterator[object]:
    read = batch.load_tracer((), folder / "passages")
    with Writer(folder / "stages.ledger", create=True) as writer:
        for capture in captures:
            try:
                reading = cast(batch.Traced, pickle.loads(pickle.dumps(read(capture, False))))
            except InputError:
                continue
            yield writer.add(capture, reading, trace=reading.trace)


def table(seconds: dict[str, float], total: float, unit: float) -> str:
    """Lay out the stages, the costliest first: per cent of all, and as a ratio to `unit` seconds."""
    lines = ["| stage | of all | x bare spaCy |", "|---|---|---|"]
    for name, took in sorted(seconds.items(), key=lambda row: -row[1]):
        lines.append(f"| {name} | {took / total:.1%} | {took / unit:.2f} |")
    return "\n".join([*lines, f"| all | 100.0% | {total / unit:.2f} |"])
