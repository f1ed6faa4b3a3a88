"""A progress bar on standard error, for a person who waits for a batch.

Results go in and come out unchanged, counted on the way. Nothing is drawn where standard error is
no terminal, or where the results themselves scroll over the same screen.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from reportedly.shapes import Problem, Reading

Results = Iterable[Reading | Problem]
Follow = Callable[[Results], Iterator[Reading | Problem]]
Show = Callable[[int, int | None, str], None]
"""Draws how many are done, of how many (null: nobody knows), and words beside it."""


@contextmanager
def progress(total: int | None, shown: bool) -> Iterator[Follow]:
    """Give the function that passes results on; `total` is null where nobody knows it beforehand."""
    with bar(shown and not sys.stdout.isatty()) as show:
        yield iter if show is None else (lambda results: _counted(results, show, total))


@contextmanager
def bar(shown: bool) -> Iterator[Show | None]:
    """Give the function that draws the bar, or null where nobody would see one."""
    if not shown or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn

    columns = (BarColumn(bar_width=30), TextColumn("{task.description}", markup=False))
    # Standard output stays as it is: the bar's console would write it to standard error.
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, redirect_stdout=False) as drawn:
        task = drawn.add_task("starting", total=None)
        yield lambda done, total, words: drawn.update(task, completed=done, total=total, description=words)


def _counted(results: Results, show: Show, total: int | None) -> Iterator[Reading | Problem]:
    began = time.monotonic()
    refused = 0
    for done, result in enumerate(results, 1):
        refused += isinstance(result, Problem)
        show(done, total, f"{rate(done, total, began)}, {refused} refused")
        yield result


def rate(done: int, total: int | None, began: float) -> str:
    """Say how many are done, of how many, and how fast: "12 of 30, 1.5 a second"."""
    of = f" of {total}" if total else ""
    return f"{done}{of}, {done / max(time.monotonic() - began, 0.001):.1f} a second"
