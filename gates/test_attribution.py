"""Attribution on PolNeAR dev must not fall below the floors pinned in `floors.json`.

A floor's `name` is "measure.statistic" of the benchmark's JSON; `measured` is what `command` gave
when the floor was set. A floor is raised when a change earns it, and lowered only with the reason
in the commit. The corpus is known by the SHA-256 of its sorted file names and contents: on other
files the floors would mean nothing. The data folder is `REPORTEDLY_DATA`, or `../shared/data`
beside the repository.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass
from pathlib import Path

import pytest

from benchmarks.attribution import Measured, measure

ROOT = Path(__file__).resolve().parents[1]
DATA = Path(os.environ.get("REPORTEDLY_DATA") or ROOT.parent / "shared" / "data")
SPLIT = "polnear/dev"


@dataclass(frozen=True, slots=True)
class Floor:
    """A figure that must be reached, and how it was measured."""

    name: str
    floor: float
    measured: float
    command: str


PINNED = json.loads((Path(__file__).parent / "floors.json").read_text(encoding="utf-8"))
FLOORS = [Floor(**entry) for entry in PINNED["floors"]]


def fingerprint(folder: Path) -> str:
    """SHA-256 over names and contents of all files under a folder, in the order of their names."""
    digest = hashlib.sha256()
    files = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    for name in sorted(files):
        content = files[name].read_bytes()
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


@pytest.fixture(scope="module")
def measured() -> Measured:
    """The benchmark, run once for all floors."""
    if not (DATA / SPLIT).is_dir():
        pytest.skip(f"no {SPLIT} in {DATA}: set REPORTEDLY_DATA to the folder of the corpora")
    return measure(DATA, "dev", jobs=os.cpu_count() or 1)


def test_the_corpus_is_the_one_that_the_floors_were_set_on(measured: Measured) -> None:
    assert fingerprint(DATA / SPLIT) == PINNED["corpora"][SPLIT]


def test_every_article_is_read(measured: Measured) -> None:
    assert [one.problem for one in measured.judged if one.problem] == []


@pytest.mark.parametrize("floor", FLOORS, ids=lambda floor: floor.name)
def test_the_floor_holds(measured: Measured, floor: Floor) -> None:
    measure_name, _, statistic = floor.name.rpartition(".")
    got = getattr(measured.counts[measure_name], statistic)
    assert got >= floor.floor, f"{floor.name} is {got:.3f}, pinned at {floor.floor}: {floor.command}"


@pytest.mark.parametrize("floor", FLOORS, ids=lambda floor: floor.name)
def test_floors_lie_just_below_what_was_measured(floor: Floor) -> None:
    assert floor.measured - 0.01 <= floor.floor <= floor.measured
