"""The order part of the ledger's benchmark: a split's articles in any order must give the same bytes.

In comes what makes claims; out comes how many random orders gave the bytes of the order of publication.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks import dossiers as gold
from benchmarks.dossiers import World
from benchmarks.ledger_dossiers import Program
from benchmarks.ledger_readings import of_dossier
from reportedly.export.reading_json import line
from reportedly.shapes import Reading


@dataclass(frozen=True, slots=True)
class Orders:
    """How many orders were tried, over how many articles, how many gave the same, and in how many bytes."""

    tried: int
    same: int
    articles: int
    bytes: int


def measure(program: Program, orders: int, split: str = "dev") -> Orders:
    """Try so many random orders of all articles of a split, taken as one ledger."""
    world = gold.world()
    readings = [reading for one in gold.dossiers(split) for reading in of_dossier(one)]
    due = _bytes(program, readings, world)
    same = 0
    for seed in range(orders):
        shuffled = random.Random(f"order {seed}").sample(readings, len(readings))
        same += _bytes(program, shuffled, world) == due
    return Orders(orders, same, len(readings), len(due))


def _bytes(program: Program, readings: list[Reading], world: World) -> bytes:
    return b"".join(line(claim) for claim in program(readings, world))


def table(orders: Orders) -> Iterator[str]:
    """Yield the one line that there is to say."""
    yield (
        f"order: {orders.same} of {orders.tried} random orders of {orders.articles} articles gave the same"
        f" {orders.bytes} bytes"
    )


def figures(orders: Orders) -> dict[str, float | int | str]:
    """Return the figures by name."""
    share = orders.same / orders.tried if orders.tried else 1.0
    return {"order.same": share, "order.tried": orders.tried, "order.bytes": orders.bytes}
