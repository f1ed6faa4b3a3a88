"""What each further layer reads must not fall below the floors pinned in `floors.json` under "layers".

One floor a row: the layer (a module of `benchmarks`, or "cofenet"), the measure by its name there,
and what its command gave. The statistic is F1; of events' parties the recall, of places and slots accuracy.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from benchmarks import events, factuality, places, slots, times
from benchmarks.attribution import cofenet_counts
from benchmarks.score import Part

ROOT = Path(__file__).resolve().parents[1]
DATA = Path(os.environ.get("REPORTEDLY_DATA") or ROOT.parent / "shared" / "data")


@dataclass(frozen=True, slots=True)
class Floor:
    """A figure that a layer must reach, and how it was measured."""

    layer: str
    name: str
    floor: float
    measured: float
    command: str


PINNED = json.loads((Path(__file__).parent / "floors.json").read_text(encoding="utf-8"))
FLOORS = [Floor(**entry) for entry in PINNED["layers"]]


def _cofenet() -> dict[str, float]:
    counts, _, _ = cofenet_counts(DATA, jobs=os.cpu_count() or 1)
    return {part.value: counts[part.value].f1 for part in Part}


def _events() -> dict[str, float]:
    counts = events.measure(DATA).counts
    figures = {name: count.f1 for name, count in counts.items()}
    parties = ("actor and recipient", "actors and recipients, each")
    return figures | {name: counts[name].recall for name in parties}


def _places() -> dict[str, float]:
    return {name: s.right / s.toponyms for name, s in places.measure(DATA, read=False).items()}


MEASURES: dict[str, Callable[[], dict[str, float]]] = {
    "cofenet": _cofenet,
    "times": lambda: {name: count.f1 for name, count in times.measure(DATA).counts.items()},
    "events": _events,
    "factuality": lambda: factuality.figures(DATA),
    "places": _places,
    "slots": lambda: {name: score.accuracy for name, score in slots.measure(DATA).items()},
}


@cache
def measured(layer: str) -> dict[str, float]:
    """Run one layer's benchmark, once."""
    return MEASURES[layer]()


@pytest.mark.parametrize("floor", FLOORS, ids=lambda floor: f"{floor.layer}: {floor.name}")
def test_the_floor_holds(floor: Floor) -> None:
    if not DATA.is_dir():
        pytest.skip(f"no corpora in {DATA}: set REPORTEDLY_DATA to their folder")
    got = measured(floor.layer)[floor.name]
    assert got >= floor.floor, f"{floor.name} is {got:.3f}, pinned at {floor.floor}: {floor.command}"


@pytest.mark.parametrize("floor", FLOORS, ids=lambda floor: f"{floor.layer}: {floor.name}")
def test_floors_lie_just_below_what_was_measured(floor: Floor) -> None:
    assert floor.measured - 0.01 <= floor.floor <= floor.measured
