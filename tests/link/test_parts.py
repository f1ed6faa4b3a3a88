"""Parts of a ledger: the same in any order and any split of adding, bounded in days and documents."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import replace

import numpy as np
import pytest

from reportedly.link import parts
from reportedly.link.parts import SPAN, Board, Nobody, Placed
from tests.link.subjects import subject


class Kept:
    """Documents with their parts, as a ledger keeps them."""

    def __init__(self) -> None:
        self.rows: dict[str, Placed] = {}

    def of_day(self, day: int | None) -> Iterable[Placed]:
        return [row for row in self.rows.values() if row.day == day]

    def of_id(self, id: str) -> Placed | None:
        return self.rows.get(id)

    def reprinting(self, id: str) -> Iterable[Placed]:
        return [row for row in self.rows.values() if row.taken == id]

    def add(self, rows: Iterable[Placed], gone: Iterable[str] = ()) -> None:
        fresh = {row.id: row for row in rows}
        moved = Board(self).settle(fresh.values(), gone)
        for id in gone:
            self.rows.pop(id, None)
        for row in fresh.values():
            self.rows[row.id] = row
        for id, (_, part) in moved.items():
            if id in self.rows:
                self.rows[id] = replace(self.rows[id], part=part)

    def told(self) -> dict[str, str | None]:
        return {id: row.part for id, row in self.rows.items()}


def row(id: str, day: int | None, *topic: float, town: str = "Orlec", taken: str | None = None) -> Placed:
    return Placed(subject(id, topic, towns=[town] if town else [], day=day), f"{day or 9999:05} {id}", taken)


def scratch(rows: Iterable[Placed]) -> dict[str, str | None]:
    return {id: after for id, (_, after) in Board(Nobody()).settle(rows).items()}


def test_a_document_joins_the_part_of_the_most_alike_before_it() -> None:
    told = [("a", 1, 1, 0), ("b", 2, 0, 1), ("c", 3, 0.2, 1), ("d", 4, 1, 0.2), ("e", 4, -1, -1)]
    rows = [row(id, day, x, y, town="") for id, day, x, y in told]
    assert scratch(rows) == {"a": "a", "b": "b", "c": "b", "d": "a", "e": "e"}


def test_a_part_ends_after_so_many_days_however_the_story_goes_on() -> None:
    rows = [row(f"d{day:03}", day, 1, day / 1000) for day in range(1, 3 * SPAN)]
    found = scratch(rows)
    assert found["d002"] == found[f"d{SPAN + 1:03}"] == "d001"
    assert found[f"d{SPAN + 2:03}"] == f"d{SPAN + 2:03}"


def test_undated_documents_are_apart() -> None:
    assert scratch([row("a", 1, 1, 0), row("b", None, 1, 0), row("c", None, 1, 0)])["c"] == "b"


def test_a_reprint_is_of_its_sources_part_whenever_it_appears() -> None:
    rows = [
        row("a", 1, 1, 0),
        row("b", 400, 0, 1, taken="a"),
        row("c", 500, 0, 1, taken="b"),
        row("d", 401, 0, 1),
    ]
    assert scratch(rows) == {"a": "a", "b": "a", "c": "a", "d": "d"}


def test_a_full_part_takes_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "MOST", 3)
    assert list(scratch([row(id, 1, 1, 0) for id in "abcdefg"]).values()) == ["a"] * 3 + ["d"] * 3 + ["g"]


@pytest.mark.parametrize("seed", range(30))
def test_any_order_and_any_split_gives_the_same_parts(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "MOST", 6)
    rng, noise = random.Random(seed), np.random.default_rng(seed)
    centres = noise.normal(size=(5, 3))
    rows: list[Placed] = []
    for n in range(90):
        topic = centres[rng.randrange(5)] + 0.5 * noise.normal(size=3)
        day = None if rng.random() < 0.05 else rng.randrange(1, 120)
        earlier = [r.id for r in rows if r.rank < f"{day or 9999:05} n{n:03}"]
        taken = rng.choice(earlier) if earlier and rng.random() < 0.15 else None
        rows.append(row(f"n{n:03}", day, *topic.tolist(), town=rng.choice(("Orlec", "Talba")), taken=taken))
    due = scratch(rows)
    assert 5 < len(set(due.values())) < 80
    kept, waiting = Kept(), rng.sample(rows, len(rows))
    ghosts = [row(f"g{n}", rng.randrange(1, 120), *noise.normal(size=3).tolist()) for n in range(6)]
    kept.add(ghosts)
    while waiting:
        size = rng.choice((1, 1, 2, 7, 30))
        batch, waiting = waiting[:size], waiting[size:]
        kept.add(batch, [ghosts.pop().id] if ghosts and rng.random() < 0.5 else [])
    kept.add([], [ghost.id for ghost in ghosts])
    assert kept.told() == due
    again = rng.sample(rows, 5)
    kept.add([replace(one, about=subject(one.id, (1.0, 0.0, 0.0), day=one.day)) for one in again])
    kept.add(again)
    assert kept.told() == due
