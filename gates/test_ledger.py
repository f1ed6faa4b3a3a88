"""Claims, origins and copies on the project's own dossiers must not fall below the floors in `floors.json`.

One floor a row under "ledger": the split, what is given ("nothing": everything is found by the program;
"clusters": clusters are the gold's; "gold": chains too), the measure by its name in `benchmarks.ledger`,
and what its command gave. The articles and their gold are part of the project, so these gates run
everywhere.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from benchmarks import ledger_ecb, ledger_incidents, ledger_programs
from benchmarks.ledger_dossiers import Given, measure
from benchmarks.ledger_order import measure as in_orders

DATA = Path(os.environ.get("REPORTEDLY_DATA") or Path(__file__).parents[2] / "shared" / "data")
PINNED = json.loads((Path(__file__).parent / "floors.json").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Floor:
    """A figure that the ledger loop must reach, and how it was measured."""

    split: str
    given: str
    name: str
    floor: float
    measured: float
    command: str


FLOORS = [Floor(**entry) for entry in PINNED["ledger"]]


@cache
def _figures(split: str, given: str) -> dict[str, float]:
    return measure(
        split,
        program=ledger_programs.program(ledger_programs.CLAIMS),
        assess=ledger_programs.assess(ledger_programs.ASSESS),
        copier=ledger_programs.copier(),
        given=Given(given),
    ).score.figures()


@pytest.mark.parametrize("floor", FLOORS, ids=lambda f: f"{f.split} {f.given} {f.name}")
def test_the_ledger_loop_holds(floor: Floor) -> None:
    found = _figures(floor.split, floor.given)[floor.name]
    assert found >= floor.floor, f"{floor.name} is {found:.4f}; it was {floor.measured:.4f}"


def test_the_order_of_adding_does_not_matter() -> None:
    found = in_orders(ledger_programs.program(ledger_programs.CLAIMS), 2, "dev")
    assert (found.same, found.articles) == (found.tried, 94)


def test_incidents_of_one_war_stay_apart() -> None:
    if not DATA.is_dir():
        pytest.skip(f"no corpora in {DATA}: set REPORTEDLY_DATA to their folder")
    found = ledger_incidents.measure(DATA).figures()
    rows = PINNED["incidents"]
    assert [row["name"] for row in rows if float(found[row["name"]]) < row["floor"]] == [], found


def test_events_of_ecb_plus_are_found_again_better_than_by_their_words() -> None:
    if not (DATA / "ecbplus").is_dir():
        pytest.skip(f"no ECB+ in {DATA}: set REPORTEDLY_DATA to the corpora's folder")
    found = ledger_ecb.measure(DATA, ledger_programs.same(ledger_programs.SAME)).figures()
    rows = PINNED["ecbplus"]
    assert [row["name"] for row in rows if float(found[row["name"]]) < row["floor"]] == [], found
    assert float(found["own.f1"]) > float(found["head lemma.f1"])
