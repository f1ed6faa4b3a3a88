"""Parts of a ledger that can be worked out apart: documents in, the part of each out.

A document joins the part of the earlier document that is most alike, if it is alike enough to be of one story
(`alike`, `stories`); one that reprints another is of that one's part; else it begins a part. A part ends
`SPAN` days after the document that began it, and takes no more than `MOST` documents that are no reprints:
a war of years is no part. Whether two documents are of one part follows from the documents alone, never from
the order of adding, and only those published near a document decide on it: a board knows the days around it.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from typing import Protocol

import numpy as np

from reportedly.claim import Item
from reportedly.link.alike import WINDOW, Subject, alike, subject
from reportedly.link.mentions import Frame, taken_from
from reportedly.link.stories import THRESHOLD
from reportedly.link.story import earliness

SPAN = 45
"""Days after its first document in which a part takes others: reports, denials and tolls of one happening."""

MOST = 400
"""Documents of a part, reprints not counted: with more, working a part out anew costs seconds."""

_BLOCK = 4
"""Days whose new documents are compared with their neighbours at a time."""


@dataclass(frozen=True, slots=True)
class Placed:
    """What decides of which part a document is, and the part: the id of the document that began it, or null.

    `rank` sorts by publication; `taken` is the document of which most of it is reprinted, or null.
    """

    about: Subject
    rank: str
    taken: str | None = None
    part: str | None = None

    @property
    def id(self) -> str:
        """Return the document's id."""
        return self.about.id

    @property
    def day(self) -> int | None:
        """Return the ordinal number of the day of publication, or null."""
        return self.about.day


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


def placed(frames: Sequence[Frame]) -> Placed:
    """Return what decides of which part a document is, from its mentions; there is at least one."""
    return Placed(subject(frames), rank(frames[0].mention.document), taken_from(frames))


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


class Board:
    """Documents by day, with their parts; those that are known are looked up when a day is first needed."""

    def __init__(self, known: Known) -> None:
        self.known = known
        self._days: dict[int | None, list[Placed]] = {}
        self._near: dict[str, list[tuple[float, str]]] = {}
        self._all: dict[str, Placed | None] = {}
        self._part: dict[str, str | None] = {}
        self._members: defaultdict[str, list[str]] = defaultdict(list)
        self._copies: defaultdict[str, set[str]] = defaultdict(set)
        self._heap: list[tuple[str, str]] = []
        self._waiting: set[str] = set()

    def remember(self, id: str) -> None:
        """Look up a document that will no longer be found among those that are known."""
        self._one(id)

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
                self._neighbours(old)
                moved[id] = (self._part[id], None)
                self._later(old, self._part[id])
                self._take(old)
        for fresh in rows.values():
            self._put(fresh)
            self._push(fresh)
        self._compare(list(rows.values()))
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
        for value, other in self._neighbours(row):
            of = self._part[other.id]
            if other.rank >= row.rank or of is None or not self._open(of, row):
                continue
            if best is None or value > best[0] or (value == best[0] and other.rank < best[1]):
                best, part = (value, other.rank), of
        return part

    def _open(self, part: str, row: Placed) -> bool:
        """Whether a part still takes documents when this one appears."""
        first = self._one(part)
        if first is None or (row.day is not None and first.day is not None and row.day - first.day > SPAN):
            return False
        return bisect_left(self._members[part], row.rank) < MOST

    def _neighbours(self, row: Placed) -> list[tuple[float, Placed]]:
        """Return the documents that are alike enough to be of one story, before it and after it."""
        if row.taken is None and row.id not in self._near:
            waiting = (self._all[id] for id in sorted(self._waiting - self._near.keys()))
            self._compare([row, *(other for other in waiting if other is not None and other.id != row.id)])
        found = ((value, self._all[id]) for value, id in self._near.get(row.id, ()))
        return [(value, other) for value, other in found if other is not None]

    def _compare(self, rows: Sequence[Placed]) -> None:
        """Compare documents with all that were published near them."""
        blocks: dict[int | None, list[Placed]] = {}
        for row in rows:
            if row.taken is None:
                blocks.setdefault(None if row.day is None else row.day // _BLOCK, []).append(row)
        for block in blocks.values():
            self._compare_block(block)

    def _compare_block(self, rows: Sequence[Placed]) -> None:
        days = [row.day for row in rows if row.day is not None]
        first, last = min(days, default=None), max(days, default=None)
        # A part's whole span is looked up, so that it is known how full it is.
        span = (None,) if first is None or last is None else range(first - SPAN, last + SPAN + 1)
        others = [other for day in span for other in self._day(day)]
        near = [
            o for o in others if first is None or last is None or _within(o, first - WINDOW, last + WINDOW)
        ]
        found = alike([row.about for row in rows], [other.about for other in near])
        for n, row in enumerate(rows):
            which = np.flatnonzero(found[n] > THRESHOLD).tolist()
            self._near[row.id] = [(float(found[n, m]), near[m].id) for m in which if near[m].id != row.id]

    def _later(self, row: Placed, *parts: str | None) -> None:
        """Have those placed anew on whose part this document has a say, by being of these parts or not."""
        for id in {*self._copies[row.id], *(other.id for other in self.known.reprinting(row.id))}:
            copy = self._one(id)
            if copy is not None and copy.taken == row.id:
                self._push(copy)
        if row.taken is not None:
            return
        for _, other in self._neighbours(row):
            if other.rank > row.rank:
                self._push(other)
        for part in parts:
            if part is not None and len(self._members[part]) >= MOST - 1:
                self._push_days(part, row)

    def _push_days(self, part: str, row: Placed) -> None:
        """Have all later documents of a full part's days placed anew: it has room for them, or none."""
        first = self._one(part)
        days = (None,) if first is None or first.day is None else range(first.day, first.day + SPAN + 1)
        for day in days:
            for other in list(self._day(day)):
                if other.rank > row.rank:
                    self._push(other)

    def _push(self, row: Placed) -> None:
        if row.id not in self._waiting:
            self._waiting.add(row.id)
            heappush(self._heap, (row.rank, row.id))

    def _day(self, day: int | None) -> list[Placed]:
        """Return the documents of a day that are no reprints."""
        if day not in self._days:
            self._days[day] = []
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
            day.append(row)
        else:
            self._copies[row.taken].add(row.id)
        if row.part is not None:
            self._change(row, row.part)

    def _take(self, row: Placed) -> None:
        self._change(row, None)
        self._all[row.id] = None
        self._near.clear()
        self._days[row.day] = [other for other in self._day(row.day) if other.id != row.id]
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


def _within(row: Placed, first: int, last: int) -> bool:
    return row.day is not None and first <= row.day <= last
