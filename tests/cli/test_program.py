"""The program as a process: quick help, quiet pipes, `python -m`."""

from __future__ import annotations

import subprocess
import sys

import reportedly

HEAVY = ("spacy", "trafilatura", "htmldate", "lxml", "pydantic", "rich", "pebble", "jinja2", "numpy")


def program(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "reportedly", *arguments],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_version() -> None:
    ran = program("--version")
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, f"reportedly {reportedly.__version__}\n", "")


def test_help_gives_examples() -> None:
    ran = program("read", "--help")
    assert ran.returncode == 0
    assert ran.stdout.count("reportedly read ") >= 6
    assert program("--help").returncode == 0


def test_help_imports_nothing_heavy() -> None:
    """What makes `--help` quick; a time measured here would depend on the machine."""
    code = "import sys; import reportedly.cli.main; print(*sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert set(ran.stdout.split()).isdisjoint(HEAVY)


def test_a_reader_who_leaves_early_is_no_error() -> None:
    """As `| head` does: the reading end is closed before the program writes its first word."""
    command = [sys.executable, "-m", "reportedly", "read", "--help"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        process.stdout.close()
        assert process.stderr is not None
        assert process.stderr.read() == ""
        assert process.wait(60) == 0
