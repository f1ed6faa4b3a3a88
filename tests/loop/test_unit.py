"""Units of parts are worked out anywhere: what another process gives back makes the same claims."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator
from pathlib import Path

import yaml

from benchmarks import corpus
from reportedly import lexicon
from reportedly.claiming import Maker
from reportedly.export.reading_json import line
from reportedly.ledger import Ledger
from reportedly.loop.unit import Unit, Worked, worked
from reportedly.loop.update import update
from reportedly.shapes import Capture
from reportedly.store.sqlite import Database
from reportedly.store.writer import Writer


def add(path: Path, first: int, last: int) -> None:
    with Writer(path, create=True) as writer:
        for reading in list(corpus.readings(60, 3))[first:last]:
            d = reading.document
            writer.add(Capture(d.id, d.text.encode(), "text", d.url, d.outlet, d.title, d.published), reading)


def test_units_may_travel_and_come_back_in_any_order(tmp_path: Path) -> None:
    known = tmp_path / "world.yaml"
    known.write_text(yaml.safe_dump(corpus.world().lexicon(), allow_unicode=True), encoding="utf-8")
    tables, sent = lexicon.tables([known]), []

    def elsewhere(maker: Maker, units: Iterable[Unit]) -> Iterator[Worked]:
        packed = [pickle.dumps((maker, unit)) for unit in units]
        sent.append(len(packed))
        for row in reversed(packed):
            yield pickle.loads(pickle.dumps(worked(*pickle.loads(row))))

    for name in ("here", "there"):
        path = tmp_path / f"{name}.ledger"
        for first in (0, 40):
            add(path, first, first + 40)
            if name == "there":
                db = Database(path, write=True)
                assert list(update(db, tables, batch=30, workers=elsewhere))[-1] == 0
                db.close()
    told = []
    for name in ("here", "there"):
        with Ledger(tmp_path / f"{name}.ledger") as ledger:
            told.append([line(claim) for claim in ledger.claims(lexicons=[known])])
            assert ledger.verify().clean
    assert told[0] == told[1]
    assert len(told[0]) > 20
    assert max(sent) > 1


def test_what_is_held_is_not_weighed_again(tmp_path: Path) -> None:
    known = tmp_path / "world.yaml"
    known.write_text(yaml.safe_dump(corpus.world().lexicon(), allow_unicode=True), encoding="utf-8")
    changed: list[int] = []

    def counted(maker: Maker, units: Iterable[Unit]) -> Iterator[Worked]:
        for unit in units:
            done = worked(maker, unit)
            changed.append(len(done.changed))
            assert len(done.changed) == sum(unit.held.get(id) != due for id, due in done.due.items())
            yield done

    path, tables = tmp_path / "x.ledger", lexicon.tables([known])
    for first in (0, 59):
        add(path, first, first + 59)
        changed.clear()
        db = Database(path, write=True)
        list(update(db, tables, workers=counted))
        db.close()
    assert 0 < sum(changed) < 60
