"""How to cite: `CITATION.cff` has what its format asks for, and says what the package says of itself."""

from __future__ import annotations

import tomllib
from pathlib import Path

import yaml

from reportedly.version import __version__

ROOT = Path(__file__).parents[1]


def test_the_citation_is_whole_and_agrees_with_the_package() -> None:
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert {"cff-version", "message", "title", "authors"} <= cited.keys()
    assert cited["cff-version"] == "1.2.0"
    assert (str(cited["version"]), cited["license"]) == (__version__, project["license"])
    assert project["name"] in cited["title"]
    assert all(author["name"] for author in cited["authors"])
