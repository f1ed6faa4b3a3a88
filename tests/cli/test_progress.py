"""The progress bar: on standard error, for a person only, and the results untouched."""

from __future__ import annotations

import io
import sys

import pytest

from reportedly.cli.progress import progress
from reportedly.shapes import Problem, Reading
from tests.export.sample import sample


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


ROWS: list[Reading | Problem] = [sample(), Problem("a.txt", "is empty"), sample()]


def test_results_pass_and_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    screen, out = Terminal(), io.StringIO()
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setattr(sys, "stdout", out)
    with progress(3, shown=True) as follow:
        passed = []
        for row in follow(ROWS):
            passed.append(row)
            sys.stdout.write("a result\n")
    assert passed == ROWS
    assert out.getvalue() == "a result\n" * 3
    assert "3 of 3" in screen.getvalue()
    assert "1 refused" in screen.getvalue()


@pytest.mark.parametrize(
    ("shown", "err", "out"),
    [
        (False, Terminal(), io.StringIO()),
        (True, io.StringIO(), io.StringIO()),
        (True, Terminal(), Terminal()),
    ],
    ids=["not asked for", "nobody watches", "results scroll there"],
)
def test_no_bar(monkeypatch: pytest.MonkeyPatch, shown: bool, err: io.StringIO, out: io.StringIO) -> None:
    monkeypatch.setattr(sys, "stderr", err)
    monkeypatch.setattr(sys, "stdout", out)
    with progress(3, shown=shown) as follow:
        assert list(follow(ROWS)) == ROWS
    assert err.getvalue() == out.getvalue() == ""
