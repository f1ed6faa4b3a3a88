"""Walks a page of the documentation: runs each command that it shows, and compares what comes out.

Commands are the lines that begin with `$ ` in blocks marked `console`, and what follows each is its output.
They run one after the other in one new folder, with a new home, 88 columns wide and without colours.

    python -m tools.tour             # says where docs/tour.md differs, and exits with 1 where it does
    python -m tools.tour --write     # writes what came out into the page
"""

from __future__ import annotations

import difflib
import os
import re
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Iterator
from pathlib import Path

PAGE = Path(__file__).parents[1] / "docs" / "tour.md"
_BLOCK = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)
_COMMAND = re.compile(r"^\$ (.*)$", re.MULTILINE)


def walked(text: str, folder: Path) -> str:
    """Return a page with the outputs that its commands give, run in a folder; raise where one fails."""

    def block(match: re.Match[str]) -> str:
        commands = _COMMAND.findall(match.group())
        shown = [f"$ {command}\n{_output(command, folder)}" for command in commands]
        return "\n".join(shown).rstrip("\n") + "\n"

    return _BLOCK.sub(block, text)


def _output(command: str, folder: Path) -> str:
    scripts = sysconfig.get_path("scripts")
    told = {"HOME": str(folder), "COLUMNS": "88", "TERM": "dumb", "NO_COLOR": "1", "LANG": "C.UTF-8"}
    path = os.pathsep.join([scripts, os.environ.get("PATH", "")])
    kept = {name: os.environ[name] for name in ("PYTHONPATH",) if name in os.environ}
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", command], cwd=folder, env={**kept, **told, "PATH": path},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode not in (0, 141):
        raise SystemExit(f"$ {command}\nexit code {done.returncode}: {done.stderr.strip()}")
    return "".join(f"{line.rstrip()}\n" for line in (done.stdout + done.stderr).splitlines())


def differences(held: str, now: str) -> Iterator[str]:
    """Yield where two pages differ."""
    yield from difflib.unified_diff(
        held.splitlines(), now.splitlines(), "as written", "as it comes out", lineterm="", n=1
    )


def main(arguments: list[str]) -> int:
    """Walk the page; return the exit code."""
    held = PAGE.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as name:
        now = walked(held, Path(name))
    if "--write" in arguments:
        PAGE.write_text(now, encoding="utf-8")
        return 0
    rows = list(differences(held, now))
    print("\n".join(rows), file=sys.stderr)
    return 1 if rows else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
