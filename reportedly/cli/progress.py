"""A progress bar on standard error, for a person who waits for a batch.

Results go in and come out unchanged, counted on the way. Nothing is drawn where standard error is
no terminal, or where the results themselves scroll over the same screen.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from reportedly.shapes import Problem, Reading

if TYPE_CHECKING:
    from rich.progress import Progress

Results = Iterable[Reading | Problem]
Follow = Callable[[Results], Iterator[Reading | Problem]]


@contextmanager
def progress(total: int | None, shown: bool) -> Iterator[Follow]:
    """Give the function that passes results on; `total` is null where nobody knows it beforehand."""
    if not shown or not sys.stderr.isatty() or sys.stdout.isatty():
        yield iter
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn

    columns = (BarColumn(bar_width=30), TextColumn("{task.description}", markup=False))
    # Standard output stays as it is: the bar's console would write it to standard error.
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, redirect_stdout=False) as bar:
        yield lambda results: _counted(results, bar, total)


def _counted(results: Results, bar: Progress, total: int | None) -> Iterator[Reading | Problem]:
    began = time.monotonic()
    task = bar.add_task("starting", total=total)
    refused = 0
    for done, result in enumerate(results, 1):
        refused += isinstance(result, Problem)
        rate = done / max(time.monotonic() - began, 0.001)
        of = f" of {total}" if total else ""
        bar.update(task, completed=done, description=f"{done}{of}, {rate:.1f} a second, {refused} refused")
        yield result
