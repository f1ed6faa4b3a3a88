"""The command line run in this process, over a pipeline that only hands the text on."""

from __future__ import annotations

import sys
import types
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

import reportedly
from reportedly.cli.main import cli, main
from reportedly.errors import InputError, LanguageError
from reportedly.ids import document_id, sha256
from reportedly.lexicon import Lexicons
from reportedly.shapes import Capture, Document, MadeBy, Reading
from reportedly.trace import Trace


@dataclass(frozen=True)
class Ran:
    """What a run of the program came to."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]


def read(
    capture: Capture, *, lexicons: Lexicons | None = None, force: bool = False, shelf: object = None
) -> Reading:
    """Return an empty reading of the text, or fail as its words ask."""
    text = capture.data.decode()
    if text.startswith("foreign") and not force:
        raise LanguageError(capture.input, "is in French; --force reads it all the same", "French (fr)")
    if text.startswith("refuse"):
        raise InputError(capture.input, "is not read, as asked; ask otherwise")
    if text.startswith("bug"):
        raise ZeroDivisionError("a bug\nof ours")
    if text.startswith("wait"):
        raise KeyboardInterrupt
    told = (capture.url, capture.outlet, None, (), capture.published)
    digest = sha256(capture.data)
    id = document_id(digest, capture.url, capture.outlet, capture.published)
    document = Document(id, digest, *told, "en", text, retrieved=capture.retrieved)
    return Reading(MadeBy("0", "", lexicons.sha256 if lexicons else ""), document, (), (), ())


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """Give a function that runs the program in an empty folder and returns what it came to."""
    stub = types.ModuleType("reportedly.pipeline")
    stub.read = read  # type: ignore[attr-defined]
    stub.trace = lambda capture, document: Trace(document.text, None)  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "reportedly.pipeline", stub)
    monkeypatch.setattr(reportedly, "pipeline", stub, raising=False)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")

    def go(*arguments: str) -> Ran:
        with pytest.raises(SystemExit) as left:
            main(arguments if arguments[0] in cli.commands else ["read", "--jobs", "1", *arguments])
        captured = capfd.readouterr()
        assert isinstance(left.value.code, int)
        return Ran(left.value.code, captured.out, captured.err)

    return go
