"""Imports point one way, in no ring, and each heavy library has one door."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "reportedly"

NOUNS = frozenset(
    {"shapes", "spans", "ids", "errors", "version", "claim", "trace", "typed"}
    | {"plugins", "fromjson", "wholefile", "select", "history", "hanging"}
)
TABLES = frozenset(
    {"settings", "disguise", "forms", "lexicon", "lexiconfile", "actors", "eventwords", "alternation"}
)

ALLOWED: dict[str, frozenset[str]] = {
    **dict.fromkeys(NOUNS, NOUNS),
    **dict.fromkeys(TABLES, NOUNS | TABLES),
    **{room: NOUNS | TABLES | {room} for room in ("ingest", "read", "tag", "store", "link")},
    "annotate": NOUNS | TABLES | {"annotate", "tag"},
    "pipeline": NOUNS | TABLES | {"read", "annotate", "tag"},
    "warm": NOUNS | {"pipeline"},
    "batch": NOUNS | TABLES | {"pipeline", "store"},
    **dict.fromkeys(("changes", "judging", "agreement", "judgement_json"), NOUNS),
    "assess": NOUNS | TABLES | {"assess"},
    "loop": NOUNS | TABLES | {"link", "assess", "claiming", "cluster", "judging", "mending", "store", "loop"},
    "mending": NOUNS | TABLES | {"link", "assess", "judging"},
    "summary": NOUNS | {"link"},
    "claiming": NOUNS | TABLES | {"link", "assess", "judging", "mending", "summary"},
    "adding": NOUNS | TABLES | {"batch", "ingest", "store"},
    "shards": NOUNS | TABLES | {"batch", "ingest", "store", "export", "fromjson"},
    "cluster": NOUNS,
    "bulk": NOUNS | TABLES | {"adding", "cluster", "ingest", "shards", "store"},
    "ledger": NOUNS
    | TABLES
    | {"changes", "adding", "batch", "ingest", "store", "judging", "claiming", "display", "loop"},
    "display": NOUNS | {"export"},
    "frames": NOUNS | {"export", "exporting", "ledger"},
    "spacy_component": NOUNS | {"export", "ledger"},
    "export": NOUNS | {"history", "alerts", "export"},
    "alerts": NOUNS | {"changes", "history"},
    "watching": NOUNS | TABLES | {"adding", "alerts", "changes", "ingest", "ledger", "select", "store"},
    "exporting": NOUNS | TABLES | {"ledger", "claiming", "select", "export"},
    "web": NOUNS | {"read", "export", "web", "judging", "agreement", "loop", "store"},
    "cli": NOUNS
    | TABLES
    | {"ingest", "pipeline", "batch", "store", "changes", "adding", "export", "web", "cli", "loop"}
    | {"ledger", "judging", "agreement", "select", "history", "judgement_json", "demo", "exporting"}
    | {"alerts", "watching", "bulk", "shards"},
    "demo": frozenset(),
    "__main__": frozenset({"cli"}),
    "reportedly": NOUNS | {"read", "ledger", "frames", "export"},
}
"""The rooms of the package, and which of them each may import; `reportedly` is the package's root."""

DOORS = (
    "spacy", "trafilatura", "htmldate", "py3langid", "pebble", "onnxruntime", "protego", "brotli",
    "apsw", "uvicorn", "pyarrow", "distributed",
)  # fmt: skip
"""Libraries that one module imports and no other."""

SQL = frozenset({"reportedly.annotate.places.gazetteer", "reportedly.export.formats.datasette"})
"""What opens SQLite files that are not the ledger, with Python's own library; the ledger has its one door."""

BESIDE = frozenset({"reportedly.spacy_component"})
"""Modules that a library loads itself, as a part of its own: they are no door of ours."""


def _modules() -> dict[str, Path]:
    """Return the package's files by dotted name."""
    out = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
        out[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return out


MODULES = _modules()


@cache
def _imports(module: str, running_only: bool = False) -> frozenset[str]:
    """Return the dotted names that a module imports; `running_only` leaves out those for types alone."""
    tree = ast.parse(MODULES[module].read_text(encoding="utf-8"))
    out: set[str] = set()
    waiting: list[ast.AST] = [tree]
    while waiting:
        node = waiting.pop()
        if running_only and isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            continue
        if isinstance(node, ast.Import):
            out.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: write imports in full"
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                out.add(whole if whole in MODULES else str(node.module))
        waiting.extend(ast.iter_child_nodes(node))
    return frozenset(out)


def _ours(module: str) -> frozenset[str]:
    return frozenset(name for name in _imports(module, True) if name.split(".")[0] == "reportedly")


def _room(module: str) -> str:
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else parts[0]


@pytest.mark.parametrize("module", sorted(MODULES))
def test_imports_point_one_way(module: str) -> None:
    assert _room(module) in ALLOWED, f"{module}: say in ALLOWED what this room may import"
    allowed = ALLOWED[_room(module)]
    imported = {name for name in _imports(module) if name.split(".")[0] == "reportedly"}
    assert {name for name in imported if _room(name) not in allowed} == set()


def test_no_import_rings() -> None:
    done: set[str] = set()

    def follow(module: str, path: tuple[str, ...]) -> None:
        assert module not in path, f"ring: {' -> '.join((*path, module))}"
        if module not in done:
            for name in sorted(_ours(module) & MODULES.keys()):
                follow(name, (*path, module))
            done.add(module)

    for module in MODULES:
        follow(module, ())


@pytest.mark.parametrize("library", DOORS)
def test_one_door_for_each_heavy_library(library: str) -> None:
    doors = [
        module
        for module in MODULES.keys() - BESIDE
        if any(n.split(".")[0] == library for n in _imports(module))
    ]
    assert len(doors) <= 1


def test_sql_is_spoken_to_the_ledger_and_to_two_files_beside_it() -> None:
    assert {module for module in MODULES if "sqlite3" in _imports(module)} == SQL


def test_only_fetching_reaches_the_network() -> None:
    network = {"socket", "ssl", "httpcore", "httpx", "http.client", "urllib.request", "requests"}
    users = {module for module in MODULES if _imports(module) & network}
    assert users == {"reportedly.ingest.fetch", "reportedly.ingest.guard"}


def test_only_the_command_line_imports_click() -> None:
    users = [module for module in MODULES if any(n.split(".")[0] == "click" for n in _imports(module))]
    assert {_room(module) for module in users} <= {"cli"}


@pytest.mark.parametrize("module", sorted(MODULES))
def test_files_feel_like_home(module: str) -> None:
    lines = MODULES[module].read_text(encoding="utf-8").splitlines()
    # The vocabulary is one module by design: it is read first, and whole.
    assert len(lines) <= (600 if module == "reportedly.shapes" else 400)
    assert module.split(".")[-1] not in {"utils", "helpers", "common", "manager"}
