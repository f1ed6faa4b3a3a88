"""Work for a Dask cluster: a function and tasks go in, what came of each comes out as it is done.

Dask gives a task to another worker where one dies; scheduling, queues and retries are its own, not ours.
The only module that imports Dask.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from typing import Any, TypeVar

from reportedly.errors import InputError, MissingError

AHEAD = 64
"""Tasks that are handed out before the first of them is back: what waits is held in memory."""

Shared = TypeVar("Shared")
Task = TypeVar("Task")
Result = TypeVar("Result")


def spread(
    scheduler: str, work: Callable[[Shared, Task], Result], shared: Shared, tasks: Iterable[Task]
) -> Iterator[tuple[Task, Result | None, str]]:
    """Yield each task with what it came to, in any order; or with null and why it came to nothing.

    `shared` is sent to each worker once. Raises `MissingError` without Dask, and `InputError` where no
    scheduler answers at the address.
    """
    distributed = _dask()
    with closing(_client(distributed, scheduler)) as client:
        everywhere = client.scatter(shared, broadcast=True)
        out, asked = distributed.as_completed(), {}
        for task in tasks:
            with warnings.catch_warnings():
                # A task holds all that it needs, large or not, so that none is lost with a worker.
                warnings.filterwarnings("ignore", "Sending large graph", UserWarning)
                future = client.submit(work, everywhere, task, pure=False)
            asked[future.key] = task
            out.add(future)
            if len(asked) >= AHEAD:
                yield _came_of(next(out), asked)
        for future in out:
            yield _came_of(future, asked)


def _came_of(future: Any, asked: dict[str, Any]) -> tuple[Any, Any, str]:
    task = asked.pop(future.key)
    if future.status == "finished":
        return task, future.result(), ""
    return task, None, " ".join(str(future.exception()).split())[:200]


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
