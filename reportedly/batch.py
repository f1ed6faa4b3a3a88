"""Reading many items on all cores: captures go in, readings and problems come out in the same order.

Memory is bounded by a window of documents in flight, not by the batch. A document that fails, takes
too long or too much memory, or brings its worker process down becomes a `Problem` of its own, and the
rest go on. Workers are forked from a server that has one thread and no half-done state, and that loaded
models and lexicons once; where there are no fork servers each worker starts afresh. They share what was
made of passages, so that none reads what another has read.
"""

from __future__ import annotations

import copyreg
import gc
import multiprocessing
import sys
import tempfile
import traceback
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field, fields, is_dataclass
from itertools import chain, islice
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING

from reportedly import settings, shapes
from reportedly.errors import InputError, LanguageError, ReportedlyError
from reportedly.shapes import Capture, Problem, Reading
from reportedly.store.shelf import Shelf
from reportedly.trace import Trace

if TYPE_CHECKING:
    from multiprocessing.context import BaseContext

    from pebble import ProcessFuture, ProcessPool

Reader = Callable[[Capture, bool], Reading]
Loader = Callable[[Sequence[Path], Path | None], Reader]
"""Makes a reader, given lexicons and the file of the shelf (null: a shelf in memory)."""

Result = Reading | Problem

TOO_BIG = (
    f"needs more than {settings.DOCUMENT_BYTES / 1e9:.0f} GB of memory to read; split it, or leave it out"
)


@dataclass(frozen=True, slots=True)
class Fault(Problem):
    """An item on which the program itself failed, as against one that cannot be read."""


@dataclass(frozen=True, slots=True)
class Foreign(Problem):
    """An item that was passed over because it is not in English; `language` names what it seems to be in."""

    language: str = field(default="another language", metadata={"json": False})


@dataclass(frozen=True, slots=True)
class Traced(Reading):
    """A reading together with the way from its words to the archived original."""

    trace: Trace | None = field(default=None, metadata={"json": False})


def _travels_by_its_values(kind: type) -> None:
    """Send rows of a class as their values: what a frozen one does itself asks for its fields each time."""
    values = attrgetter(*(each.name for each in fields(kind)))
    copyreg.pickle(kind, lambda row: (kind, values(row)))


for _kind in (*vars(shapes).values(), Traced, Trace):
    if isinstance(_kind, type) and is_dataclass(_kind) and len(fields(_kind)) > 1:
        _travels_by_its_values(_kind)


def load_reader(lexicon_paths: Sequence[Path], shelf: Path | None = None) -> Reader:
    """Load lexicons and pipeline in this process; return what reads one capture."""
    settings.single_threaded()
    from reportedly import lexicon
    from reportedly.pipeline import read as read_article

    lexicons = lexicon.load(lexicon_paths) if lexicon_paths else None
    passages = Shelf(shelf or ":memory:")

    def read(capture: Capture, force: bool) -> Reading:
        return read_article(capture, lexicons=lexicons, force=force, shelf=passages)

    return read


def load_tracer(lexicon_paths: Sequence[Path], shelf: Path | None = None) -> Reader:
    """Load what `load_reader` does; return what reads one capture and traces its words: a `Traced`."""
    read = load_reader(lexicon_paths, shelf)
    from reportedly.pipeline import trace

    def traced(capture: Capture, force: bool) -> Traced:
        reading = read(capture, force)
        rows = {each.name: getattr(reading, each.name) for each in fields(reading)}
        return Traced(**rows, trace=trace(capture, reading.document))

    return traced


def read_all(
    captures: Iterable[Capture | Problem],
    *,
    jobs: int,
    lexicon_paths: Sequence[Path] = (),
    force: bool = False,
    loader: Loader = load_reader,
) -> Generator[Result, None, None]:
    """Read the captures with `jobs` processes; yield one result an item, in input order.

    One item, or one job, is read in this process and without a time limit. `loader` is what each
    process calls once; it must be a function at the top of a module. Raises `LexiconError` or
    `ModelError` where nothing at all can be read.
    """
    items = iter(captures)
    first = list(islice(items, jobs + 1))
    to_read = sum(isinstance(item, Capture) for item in first)
    items = chain(first, items)
    if jobs == 1 or (to_read < 2 and len(first) <= jobs):
        yield from _in_process(items, lexicon_paths, force, loader)
    else:
        yield from _Batch(min(jobs, len(first)), lexicon_paths, force, loader).results(items)


def _in_process(
    items: Iterable[Capture | Problem], lexicon_paths: Sequence[Path], force: bool, loader: Loader
) -> Iterator[Result]:
    read: Reader | None = None
    for item in items:
        if isinstance(item, Capture):
            read = read or loader(lexicon_paths, None)
            yield _read_one(read, item, force)
        else:
            yield item


def _read_one(read: Reader, capture: Capture, force: bool) -> Result:
    """Read one capture; whatever is wrong with it, or with us on it, becomes its problem."""
    try:
        return read(capture, force)
    except LanguageError as error:
        return Foreign(input=capture.input, problem=str(error), language=error.language)
    except InputError as error:
        return Problem(input=capture.input, problem=str(error))
    except ReportedlyError:
        raise
    except MemoryError:
        return Problem(input=capture.input, problem=TOO_BIG)
    except Exception as error:  # the batch must go on whatever the bug is
        if settings.debug():
            traceback.print_exc(file=sys.stderr)
        return _fault(capture, f"{type(error).__name__}: {' '.join(str(error).split())}")


def _fault(capture: Capture, what: str) -> Fault:
    way_on = "please report it with the traceback that REPORTEDLY_DEBUG=1 prints"
    return Fault(input=capture.input, problem=f"internal fault: {what.removesuffix(': ')}; {way_on}")


_reader: Reader | Exception = RuntimeError("the pool starts a worker before it gives it work")
"""In a worker: what reads, or why it could not be loaded (a pool does not say why a start failed)."""


def _start_worker(lexicon_paths: Sequence[Path], loader: Loader, shelf: Path, memory: int) -> None:
    global _reader
    settings.single_threaded()
    try:
        _reader = loader(lexicon_paths, shelf)
    except Exception as error:
        _reader = error
    gc.collect()
    gc.freeze()  # what was loaded stays to the end: it need not be looked through again and again
    _limit_memory(memory)


def _limit_memory(more: int) -> None:
    """Let this process take `more` bytes beyond what it has, where the system can hold it to that."""
    sizes = Path("/proc/self/statm")
    if sizes.exists():
        import resource

        data = int(sizes.read_text().split()[5]) * resource.getpagesize()
        hard = resource.getrlimit(resource.RLIMIT_DATA)[1]
        limit = data + more
        if hard == resource.RLIM_INFINITY or limit < hard:
            resource.setrlimit(resource.RLIMIT_DATA, (limit, hard))


def _work(capture: Capture, force: bool) -> Result:
    if isinstance(_reader, Exception):
        raise _reader
    return _read_one(_reader, capture, force)


def _processes(loader: Loader) -> BaseContext:
    """How workers are started: forked from a server that has loaded what our loaders need, or afresh."""
    settings.single_threaded()  # the server, and its forks, take this over
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    if loader in (load_reader, load_tracer):
        context.set_forkserver_preload(["reportedly.warm"])
    return context


@dataclass(slots=True)
class _Task:
    """An item in flight, or already done (`future` null)."""

    item: Capture | Problem
    future: ProcessFuture[Result] | None


class _Batch:
    """A pool of workers and the window of tasks given to it."""

    def __init__(self, jobs: int, lexicon_paths: Sequence[Path], force: bool, loader: Loader) -> None:
        self.jobs = jobs
        self.lexicon_paths = tuple(lexicon_paths)
        self.force = force
        self.loader = loader
        self.restarts = 0
        self.window: deque[_Task] = deque()

    def results(self, items: Iterator[Capture | Problem]) -> Iterator[Result]:
        with tempfile.TemporaryDirectory(prefix="reportedly-", ignore_cleanup_errors=True) as folder:
            self.shelf = Path(folder) / "passages"
            Shelf(self.shelf).close()  # made here, so that no two workers make it at once
            yield from self._results(items)

    def _results(self, items: Iterator[Capture | Problem]) -> Iterator[Result]:
        self.pool = self._start()
        try:
            for item in items:
                self.window.append(_Task(item, self._schedule(item)))
                if len(self.window) >= self.jobs * settings.WINDOW_PER_JOB:
                    yield self._take()
            while self.window:
                yield self._take()
        finally:
            self._stop()

    def _start(self) -> ProcessPool:
        from pebble import ProcessPool

        return ProcessPool(
            max_workers=self.jobs,
            initializer=_start_worker,
            initargs=(self.lexicon_paths, self.loader, self.shelf, settings.DOCUMENT_BYTES),
            context=_processes(self.loader),
        )

    def _stop(self) -> None:
        self.pool.stop()  # type: ignore[no-untyped-call]
        self.pool.join()

    def _schedule(self, item: Capture | Problem) -> ProcessFuture[Result] | None:
        if isinstance(item, Problem):
            return None
        return self.pool.schedule(_work, args=(item, self.force), timeout=settings.DOCUMENT_SECONDS)

    def _take(self) -> Result:
        """Wait for the oldest task and return its result."""
        from pebble import ProcessExpired

        task = self.window[0]
        if task.future is None or isinstance(task.item, Problem):
            result: Result = task.item  # type: ignore[assignment]  # a problem has no future
        else:
            try:
                result = task.future.result()
            except TimeoutError:
                what = (
                    f"not read within {settings.DOCUMENT_SECONDS:.0f} seconds; read it alone, without a limit"
                )
                result = Problem(task.item.input, what)
            except ProcessExpired as error:
                result = _fault(task.item, f"the process that read it died (exit code {error.exitcode})")
            except BrokenProcessPool:
                if self.restarts == settings.POOL_RESTARTS:
                    raise
                self._restart()
                return self._take()
        self.window.popleft()
        return result

    def _restart(self) -> None:
        """Give all that is in flight to a new pool: the old one lost track of its workers."""
        self.restarts += 1
        self._stop()
        self.pool = self._start()
        for task in self.window:
            if task.future is None or not task.future.done() or task.future.exception() is not None:
                task.future = self._schedule(task.item)
