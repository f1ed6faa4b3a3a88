"""Numbers and switches that hold for the whole program, each with the reason for its value."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from reportedly.errors import LexiconError

DOCUMENT_SECONDS = 120.0
"""How long one document of a batch may take; the longest real articles take a few seconds."""

DOCUMENT_BYTES = 2_000_000_000
"""How much memory one document of a batch may take beyond what every process needs; the longest real
articles take a tenth."""

PASSAGES = 50_000
"""How many passages a batch keeps so as not to read them twice, about 2.5 kilobytes each; the first go
first. Copies of agency copy come within days of each other."""

WINDOW_PER_JOB = 8
"""Documents in flight per worker: enough to keep all busy behind one slow document, few enough that
memory does not grow with the batch."""

POOL_RESTARTS = 3
"""How often a pool that broke down as a whole is started anew before the batch is given up."""

THREAD_VARIABLES = (
    "BLIS_NUM_THREADS",
    "MKL_NUM_THREADS",
    "NUMEXPR_NUM_THREADS",
    "OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "VECLIB_MAXIMUM_THREADS",
)
"""Environment variables that tell the numerical libraries how many threads to use."""


def debug() -> bool:
    """Whether `REPORTEDLY_DEBUG` asks for tracebacks of internal faults."""
    return os.environ.get("REPORTEDLY_DEBUG", "") not in ("", "0")


def home() -> Path | None:
    """Return the user's folder: where the system keeps settings, or what `REPORTEDLY_HOME` names.

    Null where that is empty, and where nobody has a home. Raises `LexiconError` where it is no folder.
    """
    named = os.environ.get("REPORTEDLY_HOME")
    if named == "":
        return None
    if named is not None:
        folder = Path(named).expanduser()
        if not folder.is_dir():
            raise LexiconError(f"REPORTEDLY_HOME: {folder} is no folder; make it, or unset the variable")
        return folder
    try:
        if sys.platform == "win32":
            base = os.environ.get("APPDATA") or Path.home() / "AppData" / "Roaming"
        elif sys.platform == "darwin":
            base = Path.home() / "Library" / "Application Support"
        else:
            base = os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config"
    except RuntimeError:  # a process whose user is not known to the system
        return None
    return Path(base) / "reportedly"


def own_lexicons() -> tuple[Path, ...]:
    """Return the lexicon files of the user's folder, by name."""
    folder = home()
    if folder is None or not folder.is_dir():
        return ()
    return tuple(sorted(path for path in folder.iterdir() if path.suffix in (".yaml", ".yml")))


def jobs() -> int:
    """Return the number of processor cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def single_threaded() -> None:
    """Keep the numerical libraries to one thread; to be called before they are imported.

    Documents are what runs in parallel. Threads inside one would fight over the cores, and sums
    added up in another order would make the output depend on the number of cores.
    """
    for name in THREAD_VARIABLES:
        os.environ[name] = "1"
