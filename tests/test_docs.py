"""Pages that cannot rot: every field, value and option is described, every command runs as written."""

from __future__ import annotations

import re
from dataclasses import fields
from enum import StrEnum
from pathlib import Path

import click
import pytest

from reportedly import alerts, exporting, forms, lexicon, shapes
from reportedly.cli.main import cli
from reportedly.cli.read import read
from reportedly.store.kept import Status
from reportedly.store.tables import TABLES, Table
from tools import commands, evaluation, formats, pictures

ROOT = Path(__file__).parents[1]
READING = (ROOT / "docs" / "reading.md").read_text(encoding="utf-8")
LEXICONS = (ROOT / "docs" / "lexicons.md").read_text(encoding="utf-8")
LEDGER = (ROOT / "docs" / "ledger.md").read_text(encoding="utf-8")
WATCH = (ROOT / "docs" / "watch.md").read_text(encoding="utf-8")
EXPORTS = (ROOT / "docs" / "exports.md").read_text(encoding="utf-8")
CLAIMS = (ROOT / "docs" / "claims.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")
ROWS = (
    shapes.Reading,
    shapes.Problem,
    shapes.MadeBy,
    shapes.Document,
    shapes.Segment,
    shapes.Source,
    shapes.Statement,
    shapes.Factuality,
    shapes.Mark,
    shapes.Reason,
)
ENUMS = [kind for kind in vars(shapes).values() if isinstance(kind, type) and issubclass(kind, StrEnum)]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row.__name__))
def test_every_field_is_described(row: type) -> None:
    assert [field.name for field in fields(row) if f"`{field.name}`" not in READING] == []


@pytest.mark.parametrize(
    "kind", [kind for kind in ENUMS if kind is not StrEnum], ids=lambda kind: kind.__name__
)
def test_every_value_is_described(kind: type[StrEnum]) -> None:
    assert [str(value) for value in kind if f"`{value}`" not in READING + CLAIMS] == []


@pytest.mark.parametrize("entry", forms.Entry.__subclasses__(), ids=lambda entry: str(entry.__name__))
def test_every_section_and_field_of_a_lexicon_is_described(entry: type[forms.Entry]) -> None:
    assert [name for name in entry.model_fields if f"`{name}`" not in LEXICONS] == []


def test_the_example_of_a_lexicon_is_one(tmp_path: Path) -> None:
    (example,) = re.findall(r"```yaml\n(.*?)```", LEXICONS, re.DOTALL)
    (tmp_path / "own.yaml").write_text(example, encoding="utf-8")
    own = lexicon.load([tmp_path / "own.yaml"])
    assert own.outlets["The Coastal Post"].name == "Coastal Post"
    assert own.hedges["word has it"].hearsay
    assert own.cues["verb", "thunder"].act is shapes.Act.ASSERT


def test_every_option_is_described_and_no_other() -> None:
    context = click.Context(read, info_name="read", help_option_names=["-h", "--help"])
    options = {name for parameter in read.get_params(context) for name in parameter.opts if name[:2] == "--"}
    assert set(re.findall(r"^\| `(--[a-z-]+)", READING, re.MULTILINE)) == options


@pytest.mark.parametrize(
    "name", ["add", "verify", "problems", "head", "search", "sources", "actors", "diff", "redact"]
)
def test_every_option_of_the_ledger_is_described(name: str) -> None:
    command = cli.commands[name]
    options = {option for parameter in command.params for option in parameter.opts if option[:2] == "--"}
    assert [option for option in sorted(options) if f"`{option}" not in LEDGER] == []
    assert f"reportedly {name} LEDGER" in LEDGER


@pytest.mark.parametrize("name", ["claims", "show", "history", "judge", "report", "demo"])
def test_every_option_on_claims_is_described(name: str) -> None:
    command = cli.commands[name]
    options = {option for parameter in command.params for option in parameter.opts if option[:2] == "--"}
    assert [option for option in sorted(options) if f"`{option}" not in CLAIMS] == []
    assert f"    reportedly {name} " in CLAIMS


def test_every_option_and_format_of_exports_is_described() -> None:
    options = {o for parameter in cli.commands["export"].params for o in parameter.opts if o[:2] == "--"}
    assert [option for option in sorted(options) if f"`{option}" not in EXPORTS] == []
    assert "    reportedly export LEDGER " in EXPORTS
    assert [name for name in exporting.OURS if f"| [`{name}`](formats/{name}.md) |" not in EXPORTS] == []
    assert formats.WORDS.keys() == {*exporting.OURS}


def test_every_option_and_change_of_watching_is_described() -> None:
    options = {o for parameter in cli.commands["watch"].params for o in parameter.opts if o[:2] == "--"}
    assert [option for option in sorted(options) if f"`{option}" not in WATCH] == []
    assert [kind for kind in alerts.AlertKind if f"| `{kind}` |" not in WATCH] == []
    rows = [f.metadata.get("json", f.name) for f in fields(alerts.Alert)]
    assert [name for name in rows if f"`{name}`" not in WATCH] == []
    assert "    reportedly watch LEDGER " in WATCH


@pytest.mark.parametrize("name", exporting.OURS)
def test_every_column_and_field_of_a_format_is_described(name: str) -> None:
    page = (formats.FOLDER / f"{name}.md").read_text(encoding="utf-8")
    for table in exporting.format_of(name).tables:
        _, _, section = page.partition(f"### `{table.name}`\n\n{table.about}")
        lines = section.partition("\n#")[0].splitlines()
        assert [line for line in lines if line.startswith("| `")] == [
            f"| `{column.name}` | {column.type} | {column.about} |" for column in table.columns
        ]


def test_the_pages_of_the_formats_are_what_the_exporters_say() -> None:
    # What they show of the demo's ledger is compared in gates/test_exports.py.
    differ = [str(path.relative_to(ROOT)) for path, _ in formats.differing(formats.held())]
    assert differ == [], "run: python -m tools.formats"


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: str(table.name))
def test_every_table_and_column_of_the_ledger_is_described(table: Table) -> None:
    (row,) = [line for line in LEDGER.splitlines() if re.match(rf"\| (`\w+`, )?`{table.name}`[, ]", line)]
    assert [column for column in table.columns[1:] if f"`{column}`" not in row] == []


def test_every_status_is_described() -> None:
    assert [status for status in Status if f"| `{status}` |" not in LEDGER] == []


def test_the_readme_uses_options_that_exist() -> None:
    used = {
        option
        for line in README.splitlines()
        if "reportedly read" in line
        for option in re.findall(r"(--[a-z-]+)", line.split("reportedly read", 1)[1])
    }
    known = {name for parameter in read.params for name in parameter.opts}
    assert used <= known


def test_the_readme_has_two_commands_of_one_line() -> None:
    commands = re.findall(r"^python3 -m venv .*$", README, re.MULTILINE)
    assert len(commands) == 2
    assert commands[0].endswith("--lexicon examples/lexicon.yaml")
    assert commands[1].endswith(".venv/bin/python -m pytest")
    for path in re.findall(r"examples/\S+", commands[0]):
        assert (ROOT / path).is_file()


@pytest.mark.parametrize(
    "page",
    [
        "README.md",
        "CONTRIBUTING.md",
        *sorted(str(path.relative_to(ROOT)) for path in (ROOT / "docs").rglob("*.md")),
    ],
)
def test_links_lead_somewhere(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#\s]+)", text):
        if "://" not in target:
            assert ((ROOT / page).parent / target).exists(), target


def test_the_pages_of_the_commands_are_what_the_commands_say() -> None:
    held = {path.name: path.read_text(encoding="utf-8") for path in commands.FOLDER.glob("*.md")}
    differ = [name for name, text in commands.pages().items() if held.get(name) != text]
    assert (differ, held.keys() - commands.pages().keys()) == ([], set()), "run: python -m tools.commands"


def test_the_page_of_figures_is_what_the_gates_hold() -> None:
    assert evaluation.PAGE.read_text(encoding="utf-8") == evaluation.page(), "run: python -m tools.evaluation"


def test_pictures_are_small_and_each_is_shown() -> None:
    pages = [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]
    told = re.compile(r"!\[[^\]]{20,}\]\(\S*pictures/(\w+\.png)\)")
    shown = {name for page in pages for name in told.findall(page.read_text(encoding="utf-8"))}
    held = {path.name: path.stat().st_size for path in (ROOT / "docs" / "pictures").iterdir()}
    assert held.keys() == shown == {f"{picture.name}.png" for picture in (*pictures.PICTURES, pictures.READ)}
    assert [name for name, size in held.items() if size > 120_000] == []
