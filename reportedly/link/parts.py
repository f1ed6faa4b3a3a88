"""Parts of a ledger that can be worked out apart: documents in, the part of each out.

A document joins the part of the earlier document that is most alike, if it is alike enough to be of one story
(`stories`); one that reprints another is of that one's part; else it begins a part. A part ends `WINDOW` days
after the document that began it, and takes no more than `MOST` documents that are no reprints: a war of years
is no part. Whether two documents are of one part follows from the documents alone, never from the order of
adding, and only those published near a document decide on it: a board knows the days around what is new.

Likeness is counted in whole numbers (`packed`): the same to the last bit however it is added up.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from reportedly.claim import Item
from reportedly.link.mentions import Frame, taken_from
from reportedly.link.stories import FORTNIGHT, LATER, MORE_PLACES, PLACE, THRESHOLD, subject
from reportedly.link.story import earliness

WINDOW = 30
"""Days after its first document in which a part takes others: reports, denials and tolls of one happening."""

MOST = 400
"""Documents of a part, reprints not counted: with more, working a part out anew costs seconds."""

SCALE = 4000
"""Length of a topic's vector in whole numbers: sums of products stay below 2 ** 24, exact in any order."""

Topic = NDArray[np.int16]


@dataclass(frozen=True, slots=True)
class Placed:
    """What decides of which part a document is, and the part: the id of the document that began it, or null.

    `rank` sorts by publication; `day` is its ordinal number or null; `topic` is `packed`; `taken` is the
    document of which most of it is reprinted, or null.
    """

    id: str
    rank: str
    day: int | None
    topic: Topic
    places: frozenset[str]
    taken: str | None = None
    part: str | None = None


class Known(Protocol):
    """Documents that have their parts already."""

    def of_day(self, day: int | None, /) -> Iterable[Placed]:
        """Return the documents of a day (null: undated), reprints too."""
        ...

    def of_id(self, id: str, /) -> Placed | None:
        """Return a document, or null where it is not known or tells nothing."""
        ...

    def reprinting(self, id: str, /) -> Iterable[Placed]:
        """Return the documents of which most is reprinted from this one."""
        ...


class Nobody:
    """No document is known yet."""

    def of_day(self, day: int | None, /) -> Iterable[Placed]:
        """Return nothing."""
        return ()

    def of_id(self, id: str, /) -> Placed | None:
        """Return nothing."""
        return None

    def reprinting(self, id: str, /) -> Iterable[Placed]:
        """Return nothing."""
        return ()


def rank(item: Item) -> str:
    """Return what sorts documents by publication, undated last, as `earliness` does."""
    undated, moment, unseen, got, id = earliness(item)
    return f"{int(undated)}{moment} {int(unseen)}{got} {id}"


def packed(topic: Sequence[float]) -> Topic:
    """Return a unit vector in whole numbers of length `SCALE`, empty where it is."""
    return np.rint(np.array(topic, dtype=np.float64) * SCALE).astype(np.int16)


def placed(frames: Sequence[Frame]) -> Placed:
    """Return what decides of which part a document is, from its mentions; there is at least one."""
    about = subject(frames)
    item = frames[0].mention.document
    return Placed(item.id, rank(item), about.day, packed(about.topic), about.places, taken_from(frames))


def parts(documents: Iterable[Sequence[Frame]]) -> list[list[Sequence[Frame]]]:
    """Return the parts of some documents, each in the order of publication; what tells nothing is of none."""
    told = {frames[0].mention.document.id: frames for frames in documents if frames}
    board = Board(Nobody())
    rows = [placed(frames) for frames in told.values()]
    found = board.settle(rows)
    out: defaultdict[str, list[Sequence[Frame]]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: row.rank):
        out[found[row.id][1] or row.id].append(told[row.id])
    return [out[name] for name in sorted(out)]


class _Day:
    """The documents of one day that are no reprints, as a block of numbers."""

    def __init__(self) -> None:
        self.rows: list[Placed] = []
        self._block: NDArray[np.float32] | None = None

    def put(self, row: Placed) -> None:
        self.rows.append(row)
        self._block = None

    def take(self, id: str) -> None:
        self.rows = [row for row in self.rows if row.id != id]
        self._block = None

    def alike(self, row: Placed, penalty: float) -> Iterator[tuple[float, Placed]]:
        """Yield those that are alike enough to be of one story, with how alike."""
        if not self.rows:
            return
        if self._block is None:
            width = max(len(other.topic) for other in self.rows)
            self._block = np.zeros((len(self.rows), width), dtype=np.float32)
            for n, other in enumerate(self.rows):
                self._block[n, : len(other.topic)] = other.topic
        width = min(self._block.shape[1], len(row.topic))
        cosine = self._block[:, :width] @ row.topic[:width].astype(np.float32)
        least = (THRESHOLD + penalty - _most_for_places(row.places)) * SCALE * SCALE
        for n in np.flatnonzero(cosine > least).tolist():
            other = self.rows[n]
            shared = len(row.places & other.places)
            bonus = PLACE + MORE_PLACES * min(shared, 3) if shared else 0.0
            value = round(float(cosine[n]) / (SCALE * SCALE) - penalty + bonus, 6)
            if value > THRESHOLD:
                yield value, other


def _most_for_places(places: frozenset[str]) -> float:
    return PLACE + MORE_PLACES * 3 + 1e-6 if places else 1e-6


class Board:
    """Documents by day, with their parts; those that are known are looked up when a day is first needed."""

    def __init__(self, known: Known) -> None:
        self.known = known
        self._days: dict[int | None, _Day] = {}
        self._all: dict[str, Placed | None] = {}
        self._part: dict[str, str | None] = {}
        self._members: defaultdict[str, list[str]] = defaultdict(list)
        self._copies: defaultdict[str, set[str]] = defaultdict(set)
        self._heap: list[tuple[str, str]] = []
        self._waiting: set[str] = set()

    def settle(
        self, changed: Iterable[Placed], gone: Iterable[str] = ()
    ) -> dict[str, tuple[str | None, str | None]]:
        """Place documents that are new, that changed or that went, and all whose part this changes.

        Returns the part before and after of each that is new, changed, gone or of another part now.
        """
        moved: dict[str, tuple[str | None, str | None]] = {}
        rows = {row.id: row for row in changed}
        for id in sorted({*gone, *rows}):
            old = self._one(id)
            if old is not None:
                list(self._near(old, -1))
                moved[id] = (self._part[id], None)
                self._later(old, self._part[id])
                self._take(old)
        for fresh in rows.values():
            self._put(fresh)
            self._push(fresh)
        while self._heap:
            _, id = heappop(self._heap)
            self._waiting.discard(id)
            row = self._one(id)
            if row is None:
                continue
            before, after = self._part[id], self._found(row)
            if after == before and id not in rows:
                continue
            moved[id] = (moved.get(id, (before, None))[0], after)
            self._change(row, after)
            self._later(row, before, after)
        return moved

    def _found(self, row: Placed) -> str:
        """Return of which part a document is, where the parts of all earlier ones are known."""
        if row.taken is not None:
            source = self._one(row.taken)
            return (self._part[source.id] if source is not None else None) or row.taken
        best: tuple[float, str] | None = None
        part = row.id
        for value, other in list(self._near(row, -1)):  # all days first: they tell how full a part is
            of = self._part[other.id]
            if other.rank >= row.rank or of is None or not self._open(of, row):
                continue
            if best is None or value > best[0] or (value == best[0] and other.rank < best[1]):
                best, part = (value, other.rank), of
        return part

    def _open(self, part: str, row: Placed) -> bool:
        """Whether a part still takes documents when this one appears."""
        first = self._one(part)
        if first is None or (row.day is not None and first.day is not None and row.day - first.day > WINDOW):
            return False
        return bisect_left(self._members[part], row.rank) < MOST

    def _near(self, row: Placed, way: int) -> Iterator[tuple[float, Placed]]:
        """Yield the documents before it (`way` -1) or after it (1) that are alike enough."""
        if row.day is None:
            yield from self._day(None).alike(row, 0.0)
            return
        for gap in range(WINDOW + 1):
            yield from self._day(row.day + way * gap).alike(row, LATER if gap > FORTNIGHT else 0.0)

    def _later(self, row: Placed, *parts: str | None) -> None:
        """Have those placed anew on whose part this document has a say, by being of these parts or not."""
        for id in {*self._copies[row.id], *(other.id for other in self.known.reprinting(row.id))}:
            copy = self._one(id)
            if copy is not None and copy.taken == row.id:
                self._push(copy)
        if row.taken is not None:
            return
        for _, other in self._near(row, 1):
            if other.rank > row.rank:
                self._push(other)
        for part in parts:
            if part is not None and len(self._members[part]) >= MOST - 1:
                self._push_days(part, row)

    def _push_days(self, part: str, row: Placed) -> None:
        """Have all later documents of a full part's days placed anew: it has room for them, or none."""
        first = self._one(part)
        days = (None,) if first is None or first.day is None else range(first.day, first.day + WINDOW + 1)
        for day in days:
            for other in list(self._day(day).rows):
                if other.rank > row.rank:
                    self._push(other)

    def _push(self, row: Placed) -> None:
        if row.id not in self._waiting:
            self._waiting.add(row.id)
            heappush(self._heap, (row.rank, row.id))

    def _day(self, day: int | None) -> _Day:
        if day not in self._days:
            self._days[day] = _Day()
            for row in self.known.of_day(day):
                if row.id not in self._all:
                    self._put(row)
        return self._days[day]

    def _one(self, id: str) -> Placed | None:
        if id not in self._all:
            row = self.known.of_id(id)
            if row is not None:
                self._day(row.day)
            self._all.setdefault(id, None)
        return self._all[id]

    def _put(self, row: Placed) -> None:
        self._all[row.id] = row
        self._part[row.id] = None
        day = self._day(row.day)
        if row.taken is None:
            day.put(row)
        else:
            self._copies[row.taken].add(row.id)
        if row.part is not None:
            self._change(row, row.part)

    def _take(self, row: Placed) -> None:
        self._change(row, None)
        self._days[row.day].take(row.id)
        self._all[row.id] = None
        if row.taken is not None:
            self._copies[row.taken].discard(row.id)

    def _change(self, row: Placed, part: str | None) -> None:
        old = self._part[row.id]
        if row.taken is None:
            if old is not None:
                members = self._members[old]
                del members[bisect_left(members, row.rank)]
            if part is not None:
                insort(self._members[part], row.rank)
        self._part[row.id] = part
