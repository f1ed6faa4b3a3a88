"""Readings of a benchmark's articles, kept in a file from one run to the next.

In come captures and a lexicon of their world; out come readings, in order. A file is named by the SHA-256 of
the captures, the lexicons, and the code and tables that make readings: rooms of the ledger loop are
left out, so that work on linking and judging does not read everything anew. The folder is `build/readings`
unless `REPORTEDLY_READINGS` names another; the files are Python's own, and not for exchange.
"""

from __future__ import annotations

import hashlib
import os
import pickle
from collections.abc import Iterable, Sequence
from pathlib import Path

import reportedly
from benchmarks.dossiers import ROOT, Dossier, worlds
from reportedly import lexicon, pipeline
from reportedly.ids import Canonical, canonical, sha256
from reportedly.ingest.inputs import captures
from reportedly.shapes import Capture, Problem, Reading

FOLDER = Path(os.environ.get("REPORTEDLY_READINGS") or Path(__file__).parents[1] / "build" / "readings")

_PACKAGE = Path(reportedly.__file__).parent
_LATER = frozenset(
    {"link", "assess", "claiming.py", "claim.py", "ledger.py", "adding.py", "changes.py"}
    | {"store", "export", "cli", "__main__.py", "batch.py", "loop", "web", "demo"}
)
"""What readings go into, and do not come from."""


def of_dossier(dossier: Dossier, root: Path = ROOT) -> list[Reading]:
    """Return the readings of a dossier's articles, with the world's lexicon, in the dossier's order."""
    return kept([str(root / dossier.split / dossier.name / "articles.jsonl")], worlds(dossier.split, root))


def kept(inputs: Sequence[str], lexicons: Sequence[Path]) -> list[Reading]:
    """Return the readings of all items of some inputs, from the file where there is one.

    Raises `ValueError` where an item cannot be read: a benchmark must not lose one unseen.
    """
    items = list(_items(inputs))
    path = FOLDER / f"{_key(items, lexicons)}.pickle"
    if path.exists():
        with path.open("rb") as file:
            found: list[Reading] = pickle.load(file)
        return found
    tables = lexicon.load(lexicons)
    out = [pipeline.read(item, lexicons=tables, force=True) for item in items]
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(f".{os.getpid()}")
    unfinished.write_bytes(pickle.dumps(out))
    unfinished.replace(path)
    return out


def _items(inputs: Sequence[str]) -> Iterable[Capture]:
    for item in captures(inputs):
        if isinstance(item, Problem):
            raise ValueError(f"{item.input}: {item.problem}")
        yield item


def _key(items: Sequence[Capture], lexicons: Sequence[Path]) -> str:
    rows: list[Canonical] = [[sha256(i.data), i.media, i.url, i.outlet, i.title, i.published] for i in items]
    tables: list[Canonical] = [sha256(path.read_bytes()) for path in lexicons]
    return sha256(canonical([rows, tables, _code()]))[:32]


def _code() -> str:
    """Return the SHA-256 of all files of the package that readings are made with."""
    digest = hashlib.sha256()
    for path in sorted(_PACKAGE.rglob("*")):
        parts = path.relative_to(_PACKAGE).parts
        if path.is_file() and parts[0] not in _LATER and "__pycache__" not in parts:
            digest.update("/".join(parts).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
