"""The page of all figures, `docs/evaluation.md`, made from the figures that the gates hold.

    python -m tools.evaluation            # writes the page
    python -m tools.evaluation --check    # exits with 1 where it differs
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "evaluation.md"
FLOORS = ROOT / "gates" / "floors.json"

Row = dict[str, object]

WORDS: dict[str, Any] = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))


def page() -> str:
    """Return the page."""
    held: dict[str, object] = json.loads(FLOORS.read_text(encoding="utf-8"))
    out = [WORDS["head"]]
    for key, rows in held.items():
        if not isinstance(rows, list):
            continue
        part = WORDS["parts"][key]
        out += [f"## {part['title']}\n", part["told"], ""]
        by_command: dict[str, list[Row]] = defaultdict(list)
        for row in rows:
            by_command[str(row["command"])].append(row)
        for command, own in by_command.items():
            out += [f"`{command}`\n", "| figure | measured | floor | beside it |", "|---|---|---|---|"]
            out += [_line(row) for row in own]
            out.append("")
    return "\n".join(out).rstrip() + "\n"


def _line(row: Row) -> str:
    name = str(row["name"])
    against = WORDS["against"].get(name, "") if row.get("given") in (None, "nothing") else ""
    return f"| {_name(row, name)} | {row['measured']} | {row['floor']} | {against} |"


def _name(row: Row, name: str) -> str:
    parts = [str(row[key]) for key in ("layer", "split") if key in row]
    given = row.get("given")
    if given not in (None, "nothing"):
        parts.append(f"given {given}")
    return ", ".join([*parts, name.replace("_", " ").replace(".", ", ")])


def main(arguments: list[str]) -> int:
    """Write the page, or compare it; return the exit code."""
    wanted = page()
    if "--check" in arguments:
        if PAGE.read_text(encoding="utf-8") != wanted:
            print("docs/evaluation.md differs; run: python -m tools.evaluation", file=sys.stderr)
            return 1
        return 0
    PAGE.write_text(wanted, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
