"""The reference of the commands: a page for each under `docs/commands/`, made from the commands themselves.

    python -m tools.commands            # writes the pages
    python -m tools.commands --check    # says which differ, and exits with 1 where one does
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

import click

from reportedly.cli.main import cli

FOLDER = Path(__file__).parents[1] / "docs" / "commands"
WIDTH = 100
TOLD_IN = {
    "read": "reading",
    "claims": "claims",
    "show": "claims",
    "history": "claims",
    "judge": "claims",
    "demo": "claims",
    "serve": "serve",
    "bulk": "cluster",
    "load": "cluster",
}
"""The page that says more of a command; all others are in `ledger`."""


def pages() -> dict[str, str]:
    """Return each page by its file's name."""
    out: dict[str, str] = {}
    rows = []
    for name, command in _all(cli.commands, ""):
        file = f"{name.replace(' ', '-')}.md"
        out[file] = _page(name, command)
        rows.append(f"| [`reportedly {name}`]({file}) | {command.get_short_help_str(WIDTH)} |")
    names = "\n".join(file.removesuffix(".md") for file in out)
    out["index.md"] = (
        "# All commands\n\nEach page is what `reportedly NAME --help` prints.\n\n"
        "| command | what it does |\n|---|---|\n" + "\n".join(rows) + "\n\n"
        "Exit codes: 0 done, 1 a fault of the program, 2 bad input or usage, 3 a ledger that was tampered\n"
        "with, 130 interrupted.\n\n"
        f"```{{toctree}}\n:hidden:\n{names}\n```\n"
    )
    return out


def _all(commands: Mapping[str, click.Command], before: str) -> list[tuple[str, click.Command]]:
    out: list[tuple[str, click.Command]] = []
    for name, command in commands.items():
        out.append((f"{before}{name}", command))
        if isinstance(command, click.Group):
            out += _all(command.commands, f"{before}{name} ")
    return out


def _page(name: str, command: click.Command) -> str:
    context = click.Context(
        command,
        info_name=f"reportedly {name}",
        terminal_width=WIDTH,
        help_option_names=["-h", "--help"],
    )
    told = TOLD_IN.get(name.split(" ", 1)[0], "ledger")
    if not (FOLDER.parent / f"{told}.md").is_file():
        raise SystemExit(f"reportedly {name}: no page docs/{told}.md")
    shown = command.get_help(context).rstrip()
    return f"# reportedly {name}\n\n```text\n{shown}\n```\n\nMore: [{told}](../{told}.md).\n"


def main(arguments: list[str]) -> int:
    """Write the pages, or compare them; return the exit code."""
    wanted = pages()
    held = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.md")}
    other = sorted(name for name in wanted.keys() | held.keys() if wanted.get(name) != held.get(name))
    if "--check" in arguments:
        for name in other:
            print(f"docs/commands/{name} differs; run: python -m tools.commands", file=sys.stderr)
        return 1 if other else 0
    for name in other:
        if name in wanted:
            (FOLDER / name).write_text(wanted[name], encoding="utf-8")
        else:
            (FOLDER / name).unlink()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
