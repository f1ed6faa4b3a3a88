"""Readers that do what a capture's bytes say, for the worker processes of tests/test_batch.py.

Apart from the tests, so that a worker process imports this and nothing of the test runner.
"""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Sequence
from pathlib import Path

from reportedly.batch import Reader
from reportedly.errors import InputError, LexiconError, ModelError
from reportedly.shapes import Capture, Document, MadeBy, Reading


def loader(lexicon_paths: Sequence[Path], shelf: Path | None = None) -> Reader:
    """Return a reader that does what the capture's bytes say."""

    def read(capture: Capture, force: bool) -> Reading:
        order, _, detail = capture.data.decode().partition(" ")
        if order == "refuse":
            raise InputError(capture.input, detail)
        if order == "fail":
            raise ZeroDivisionError("a bug")
        if order == "die":
            os._exit(9)
        if order == "crash":
            os.kill(os.getpid(), signal.SIGSEGV)
        if order == "grow":
            return len(bytearray(int(detail)))  # type: ignore[return-value]  # there is no room for it
        if order == "sleep":
            time.sleep(float(detail))
        if order == "model":
            raise ModelError("no model; install it")
        document = Document("d", "b", None, None, capture.input, (), None, "en", f"{detail}{force}")
        return Reading(MadeBy("0", "", str(len(lexicon_paths))), document, (), (), ())

    return read


def broken_loader(lexicon_paths: Sequence[Path], shelf: Path | None = None) -> Reader:
    """Fail as a missing lexicon does."""
    raise LexiconError(f"{lexicon_paths[0]}: cannot read this lexicon")
