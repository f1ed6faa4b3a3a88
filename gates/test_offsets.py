"""Words must lead back to the archived page as surely as `floors.json` pins under "offsets".

Every segment of every page of the Fundus evaluation set is traced; and one letter of each line is
changed where it was traced to, to see whether reading the page anew changes the line.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path

import pytest

from benchmarks import causes, offsets
from benchmarks.offsets import FOLDER, Measured, Unit

ROOT = Path(__file__).resolve().parents[1]
DATA = Path(os.environ.get("REPORTEDLY_DATA") or ROOT.parent / "shared" / "data")
SHARES = {"segments traced": "traced", "segments in one": "in_one"}


@dataclass(frozen=True, slots=True)
class Floor:
    """A share that must be reached, and how it was measured."""

    name: str
    floor: float
    measured: float
    command: str


PINNED = json.loads((Path(__file__).parent / "floors.json").read_text(encoding="utf-8"))
FLOORS = {entry["name"]: Floor(**entry) for entry in PINNED["offsets"]}


@pytest.fixture(scope="module")
def measured() -> Measured:
    """The benchmark, run once for all floors."""
    if not (DATA / FOLDER).is_dir():
        pytest.skip(f"no {FOLDER} in {DATA}: set REPORTEDLY_DATA to the folder of the corpora")
    return offsets.measure(DATA, statements=False)


@pytest.mark.parametrize("name", SHARES)
def test_segments_lead_back(measured: Measured, name: str) -> None:
    got = measured.share(Unit.SEGMENT, SHARES[name])
    assert got >= FLOORS[name].floor, f"{name}: {got:.4f}; {FLOORS[name].command}"


def test_no_segment_is_led_to_other_words(measured: Measured) -> None:
    assert [span for span in measured.spans if span.found and not span.traced] == []


def test_lines_are_led_to_the_place_that_they_were_read_from() -> None:
    if not (DATA / FOLDER).is_dir():
        pytest.skip(f"no {FOLDER} in {DATA}: set REPORTEDLY_DATA to the folder of the corpora")
    floor = FLOORS["lines changed with their place"]
    rows = list(causes.lines(DATA))
    got = sum(row.moved for row in rows) / len(rows)
    assert got >= floor.floor, f"{floor.name}: {got:.4f}; {floor.command}"


@pytest.mark.parametrize("floor", FLOORS.values(), ids=lambda floor: floor.name)
def test_floors_lie_just_below_what_was_measured(floor: Floor) -> None:
    assert floor.measured - 0.01 <= floor.floor <= floor.measured
