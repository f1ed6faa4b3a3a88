"""The pages of the formats: one for each under `docs/formats/`, and the table in `docs/exports.md`.

Names, files and data dictionaries come from the exporters, the words from `formats.yaml`, and the excerpts
from the demo's ledger, exported.

    python -m tools.formats            # writes the pages
    python -m tools.formats --check    # says which differ, and exits with 1 where one does
"""

from __future__ import annotations

import io
import re
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from reportedly.export.formats.columns import Table
from reportedly.exporting import OURS, Exported, format_of
from reportedly.ledger import Ledger
from tools.excerpts import Excerpt, excerpt

DOCS = Path(__file__).parents[1] / "docs"
FOLDER, OVERVIEW = DOCS / "formats", DOCS / "exports.md"
WORDS: dict[str, dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8")
)
SHOWN = "## Out of the demo’s ledger"
_BLOCK = re.compile(r"^`([^`\n]+)`:\n\n(`{3,})(\w+)\n(.*?)\n\2$", re.MULTILINE | re.DOTALL)
_ROWS = re.compile(r"(?<=^\| name \| is \| for \|\n\|---\|---\|---\|\n)(?:\|.*\n)+", re.MULTILINE)

Excerpts = Mapping[str, list[Excerpt]]


def pages(excerpts: Excerpts) -> dict[str, str]:
    """Return each page by its file's name; `excerpts` are those of each format, in the order of `show`."""
    return {f"{name}.md": _page(name, excerpts[name]) for name in OURS}


def overview(text: str) -> str:
    """Return the text of `docs/exports.md` with the table of formats as it should be."""
    rows = (f"| [`{name}`](formats/{name}.md) | {_form(name)} | {WORDS[name]['for']} |\n" for name in OURS)
    table = "".join(rows)
    made, times = _ROWS.subn(lambda _: table, text)
    if times != 1:
        raise SystemExit("docs/exports.md: has no table that begins with | name | is | for |")
    return made


def _form(name: str) -> str:
    form = format_of(name)
    return f"{form.about}; {'a folder' if form.is_folder else 'one file'}"


def _page(name: str, excerpts: list[Excerpt]) -> str:
    form, words = format_of(name), WORDS[name]
    target = name if form.is_folder else f"news.{next(iter(form.files))}"
    out = [
        f"# {words['title']}: `{name}`\n",
        f"```sh\nreportedly export news.ledger --format {name} -o {target}\n```\n",
        words["told"],
        f"**Checked.** {words['checked']}\n",
        SHOWN + "\n",
    ]
    for show, (language, text) in zip(words["show"], excerpts, strict=True):
        fence = "`" * max(3, 1 + max(map(len, re.findall("`+", text)), default=0))
        file = show["file"] if form.is_folder else target
        out.append(f"`{file}`:\n\n{fence}{language}\n{text}\n{fence}\n")
    if form.tables:
        out += ["## Data dictionary\n", *map(_dictionary, form.tables)]
    return "\n".join(out).rstrip("\n") + "\n"


def _dictionary(table: Table) -> str:
    told = f" A row is told by {', '.join(f'`{name}`' for name in table.key)}." if table.key else ""
    rows = (f"| `{c.name}` | {c.type} | {c.about} |\n" for c in table.columns)
    head = f"### `{table.name}`\n\n{table.about}{told}\n\n| column | type | meaning |\n|---|---|---|\n"
    return head + "".join(rows)


def taken(ledger: Path) -> Excerpts:
    """Return the excerpts of each format, taken from a ledger that the demo made."""
    out: dict[str, list[Excerpt]] = {}
    with Ledger(ledger) as opened:
        kept = Exported(opened, lexicons=lexicons(ledger))
        for name in OURS:
            out[name] = []
            for show in WORDS[name]["show"]:
                written = io.BytesIO()
                format_of(name).files[show["file"]](kept, written)
                out[name].append(excerpt(written.getvalue(), show))
    return out


def lexicons(ledger: Path) -> list[Path]:
    """Return the tables of the demo's world, which lie beside its ledger."""
    return [Path(f"{ledger}.{name}.yaml") for name in ("world", "alignments")]


def held() -> Excerpts:
    """Return the excerpts that stand on the pages."""
    out = {}
    for name in OURS:
        path = FOLDER / f"{name}.md"
        _, _, after = (path.read_text(encoding="utf-8") if path.is_file() else "").partition(SHOWN)
        out[name] = [(match[3], match[4]) for match in _BLOCK.finditer(after.partition("\n## ")[0])]
    return out


def differing(excerpts: Excerpts) -> Iterator[tuple[Path, str | None]]:
    """Yield the pages that differ from what they should be, each with that, or null where it is too many."""
    wanted: dict[Path, str | None] = {FOLDER / file: text for file, text in pages(excerpts).items()}
    wanted |= {path: None for path in FOLDER.glob("*.md") if path not in wanted}
    wanted[OVERVIEW] = overview(OVERVIEW.read_text(encoding="utf-8"))
    for path, text in wanted.items():
        if text is None or not path.is_file() or path.read_text(encoding="utf-8") != text:
            yield path, text


def demo(folder: Path) -> Path:
    """Make the demo's ledger in a folder; return its path."""
    from click.testing import CliRunner

    from reportedly.cli.main import cli

    path = folder / "demo.ledger"
    made = CliRunner().invoke(cli, ["demo", str(path)], catch_exceptions=False)
    if made.exit_code:
        raise SystemExit(made.output)
    return path


def main(arguments: list[str]) -> int:
    """Write the pages, or compare them; return the exit code."""
    with tempfile.TemporaryDirectory() as folder:
        found = list(differing(taken(demo(Path(folder)))))
    for path, text in found:
        if "--check" in arguments:
            print(f"{path.relative_to(DOCS.parent)} differs; run: python -m tools.formats", file=sys.stderr)
        elif text is None:
            path.unlink()
        else:
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
    return 1 if found and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
