"""Documents as the loop keeps them: their frames, and what decides of which part they are."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import numpy as np
from pydantic import TypeAdapter

from reportedly.link.alike import FINE, Subject, exact
from reportedly.link.mentions import Frame, vectored
from reportedly.link.parts import Placed
from reportedly.store.restore import vectors_of
from reportedly.store.sqlite import Database, Row

_FRAMES = TypeAdapter(tuple[Frame, ...])
_ABOUT = TypeAdapter(Subject)
_COLUMNS = "id, rank, taken, part, about, topic"


class InFile:
    """Documents that have their parts already, as `link.parts` asks for them."""

    def __init__(self, db: Database) -> None:
        self.db = db

    def of_day(self, day: int | None, /) -> Iterable[Placed]:
        """Return the documents of a day (null: undated), reprints too."""
        return self._rows("day IS ? AND about IS NOT NULL", day)

    def of_id(self, id: str, /) -> Placed | None:
        """Return a document, or null where it is not known or tells nothing."""
        return next(iter(self._rows("id = ? AND about IS NOT NULL", id)), None)

    def reprinting(self, id: str, /) -> Iterable[Placed]:
        """Return the documents of which most is reprinted from this one."""
        return self._rows("taken = ? AND about IS NOT NULL", id)

    def _rows(self, where: str, value: str | int | None) -> list[Placed]:
        found = self.db.rows(f"SELECT {_COLUMNS} FROM worked WHERE {where}", (value,))
        return [_placed(row) for row in found]


def _placed(row: Row) -> Placed:
    _, rank, taken, part, about, topic = row
    told = _ABOUT.validate_json(about)
    return Placed(replace(told, topic=_topic(topic)), rank, taken, part)


def _topic(held: bytes) -> tuple[float, ...]:
    return tuple((np.frombuffer(held, np.int16) / FINE).tolist())


def about_packed(about: Subject) -> tuple[str, bytes]:
    """Return what a document is about as it is kept: JSON without its topic, and the topic."""
    topic = (exact(np.array(about.topic, np.float32)) * FINE).astype(np.int16).tobytes()
    return _ABOUT.dump_json(replace(about, topic=())).decode(), topic


def frames_packed(frames: Sequence[Frame]) -> bytes:
    """Return a document's frames as they are kept: without vectors, which stand in the table `vector`."""
    bare = [replace(frame, topic=(), mention=replace(frame.mention, vector=None)) for frame in frames]
    return zlib.compress(_FRAMES.dump_json(tuple(bare)), 1)


def frames_of(held: bytes, keys: frozenset[str] | None = None) -> tuple[Frame, ...]:
    """Return a document's frames without their vectors; of some keys alone where these are given."""
    packed = zlib.decompress(held)
    if keys is None:
        return _FRAMES.validate_json(packed)
    return _FRAMES.validate_python([row for row in json.loads(packed) if row["mention"]["key"] in keys])


def part_frames(db: Database, part: str) -> Iterator[Sequence[Frame]]:
    """Yield the frames of a part's documents, with their vectors, in the order of publication."""
    sql = "SELECT document, frames, topic FROM worked WHERE part = ? ORDER BY rank"
    for key, held, topic in list(db.rows(sql, (part,))):
        yield vectored(frames_of(held), vectors_of(db, key), _topic(topic))


def document_frames(db: Database, ids: Iterable[str]) -> list[Sequence[Frame]]:
    """Return the frames of some documents, without vectors."""
    found = (db.value("SELECT frames FROM worked WHERE id = ?", (id,)) for id in ids)
    return [frames_of(held) for held in found if held is not None]
