"""Brings a ledger's derived tables up to date, a batch of documents at a time.

Whatever is new comes in: documents, readings made anew, judgements, another version or other lexicons. Each
batch is one transaction, after which the tables are those of the ledger as far as it was taken in: whoever is
stopped, or runs beside others, goes on from there. What comes out equals `claiming.claims` over all readings.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace

from reportedly.claim import Claim, Copied, Judgement, JudgementKind, Passage
from reportedly.claiming import Maker
from reportedly.ids import sha256
from reportedly.judging import OF_ACTORS, OF_CLAIMS, OF_ORIGINS, in_force
from reportedly.lexicon import Lexicons, Tables
from reportedly.link.mentions import Frame, frames
from reportedly.link.parts import Board, Placed, placed
from reportedly.link.story import Story
from reportedly.link.words import Codes
from reportedly.loop.copied import Prints, packed, prints
from reportedly.loop.placed import InFile, about_packed, document_frames, frames_packed, part_frames
from reportedly.loop.unit import Unit, Workers, here
from reportedly.loop.written import other_than, write
from reportedly.mending import judged_documents
from reportedly.shapes import Span
from reportedly.store.derived import clear, note, state
from reportedly.store.judged import judgements
from reportedly.store.restore import reading_of
from reportedly.store.sqlite import Database
from reportedly.store.traces import trace_of
from reportedly.trace import Trace
from reportedly.version import __version__

BATCH = 1000
"""Documents taken in at a time: a part that grows is worked out once for all, and no writer waits long."""

FORM = 10
"""Raised when the loop makes other claims of the same readings than before, or keeps them otherwise."""


def pending(db: Database, tables: Tables) -> bool:
    """Whether the derived tables are behind the ledger, or were made otherwise."""
    if state(db, "made_by") != _made_by(tables):
        return True
    read = db.number("SELECT max(key) FROM reading") > int(state(db, "reading") or 0)
    return read or state(db, "judged") != _judged(db)


def update(
    db: Database, tables: Tables, *, batch: int | None = None, workers: Workers = here
) -> Iterator[int]:
    """Bring the tables up to date; yield how many documents are left after each batch."""
    codes = Codes()
    while pending(db, tables):
        with db.write():
            if state(db, "made_by") != _made_by(tables):
                clear(db)
                note(db, "made_by", _made_by(tables))
                note(db, "judged", _judged(db))
                note(db, "judgements", _given(db))
            _Batch(db, tables.lexicons, codes, workers).run(batch or BATCH)
            left = db.number("SELECT count(*) FROM reading WHERE key > ?", (int(state(db, "reading") or 0),))
        yield left


def _made_by(tables: Tables) -> str:
    return json.dumps([__version__, FORM, tables.sha256])


def _judged(db: Database) -> str:
    """What changes with every judgement and withdrawal."""
    return json.dumps([db.number(f"SELECT max(key) FROM {name}") for name in ("judgement", "withdrawal")])


def _given(db: Database) -> str:
    """The judgements that hold, by number."""
    return json.dumps([key for key, row in judgements(db).items() if row.withdrawn is None])


@dataclass(slots=True)
class _Work:
    """A document in work: its reading where it was looked up, what it reprints, its frames."""

    key: int
    copied: Copied
    frames: Sequence[Frame]


class _Batch:
    """One batch, inside one transaction."""

    def __init__(self, db: Database, lexicons: Lexicons, codes: Codes, workers: Workers) -> None:
        self.db, self.lexicons, self.workers = db, lexicons, workers
        self.prints = Prints(db, codes)
        self.judgements = judgements(db)

    def run(self, batch: int) -> None:
        """Take in so many of the next documents, and what people decided since."""
        since = int(state(self.db, "reading") or 0)
        sql = "SELECT key, document FROM reading WHERE key > ? ORDER BY key LIMIT ?"
        new = list(self.db.rows(sql, (since, batch)))
        moved = self._take_in({document: key for key, document in new})
        touched = {part for both in moved.values() for part in both if part is not None}
        touched |= self._judged(moved.keys())
        self._claims(touched)
        if new:
            note(self.db, "reading", str(new[-1][0]))
        note(self.db, "judged", _judged(self.db))
        note(self.db, "judgements", _given(self.db))

    def _take_in(self, new: dict[int, int]) -> dict[str, tuple[str | None, str | None]]:
        """Work out what new documents reprint and of which parts they are.

        Returns the part before and after of each document that is new, changed or moved, by its id.
        """
        if not new:
            return {}
        readings = {key: reading_of(self.db, key) for key in new}
        before = {
            id: key
            for key in new
            for (id,) in self.db.rows("SELECT id FROM worked WHERE document = ?", (key,))
        }
        again = InFile(self.db)
        gone = [row for id in before if (row := again.of_id(id)) is not None]
        board = Board(again)
        for row in gone:  # what they decided on is looked up before they are forgotten
            board.remember(row.id)
        copied = self.prints.drop(list(before.values())) if before else {}
        copied |= self.prints.add({key: Story.of(reading) for key, reading in readings.items()})
        changed: list[tuple[_Work, Placed | None]] = []
        for key, found in copied.items():
            if key not in new and found.passages == self._passages(key):
                continue
            reading = readings.get(key) or reading_of(self.db, key)
            own = frames(reading, found)
            changed.append((_Work(key, found, own), placed(own) if own else None))
        rows = [row for _, row in changed if row is not None]
        moved = board.settle(rows, [work.copied.document for work, row in changed if row is None])
        for work, row in changed:
            self._keep(work, row, new)
        for id, (_, part) in moved.items():
            if part is not None:
                self.db.run("UPDATE worked SET part = ? WHERE id = ?", (part, id))
        return moved

    def _passages(self, key: int) -> tuple[Passage, ...]:
        held = self.db.value("SELECT passages FROM worked WHERE document = ?", (key,))
        return tuple(Passage(*row) for row in json.loads(held))

    def _keep(self, work: _Work, row: Placed | None, new: dict[int, int]) -> None:
        told = self.prints.told(work.key)
        about, topic = about_packed(row.about) if row is not None else (None, None)
        reading = new.get(work.key) or self.db.value(
            "SELECT reading FROM worked WHERE document = ?", (work.key,)
        )
        passages = json.dumps([[p.start, p.end, p.of, p.of_start, p.of_end] for p in work.copied.passages])
        self.db.run(
            f"INSERT OR REPLACE INTO worked VALUES ({', '.join('?' * 14)})",
            (
                work.key, told.id, reading, told.url, told.rank, row.day if row else None,
                row.taken if row else None, None, about, topic, passages, packed(told.words),
                prints(told.words), frames_packed(work.frames) if work.frames else None,
            ),
        )  # fmt: skip
        self.db.run("DELETE FROM reprint WHERE document = ?", (work.key,))
        sources = sorted({passage.of for passage in work.copied.passages})
        self.db.run_many("INSERT INTO reprint VALUES (?, ?)", [(of, work.key) for of in sources])

    def _judged(self, moved: Set[str]) -> set[str]:
        """Return the parts that judgements touch which were given or withdrawn since.

        Those on documents that changed or moved touch what they did before: parts that people joined fall
        apart or meet others, and what was put right in one article is so in its reprints.
        """
        held = {key for key, row in self.judgements.items() if row.withdrawn is None}
        known = set(json.loads(state(self.db, "judgements") or "[]"))
        rows = [self.judgements[key] for key in sorted(held ^ known) if key in self.judgements]
        on = [self.judgements[key] for key in sorted(held & known)]
        rows += [
            row for row in on
            if any(at is not None and at.document in moved for at in (row.left_at, row.right_at))
        ]  # fmt: skip
        if any(row.kind in OF_ACTORS for row in rows):
            # Who is one with whom bears on every claim in which either may speak, act or be led.
            return {
                part for (part,) in self.db.rows("SELECT DISTINCT part FROM worked WHERE part IS NOT NULL")
            }
        return {part for row in rows for part in self._touched(row)}

    def _touched(self, row: Judgement) -> Iterator[str]:
        documents = {at.document for at in (row.left_at, row.right_at) if at is not None}
        if row.kind is JudgementKind.WRONG_READING:
            # What is put right is so in reprints of the same words, and in what these were taken from.
            near = set(documents)
            for id in documents:
                near |= {of for (of,) in self.db.rows(
                    "SELECT r.source FROM reprint r JOIN worked w ON w.document = r.document WHERE w.id = ?",
                    (id,),
                )}  # fmt: skip
            for id in near:
                documents |= {id} | {other for (other,) in self.db.rows(
                    "SELECT w.id FROM reprint r JOIN worked w ON w.document = r.document WHERE r.source = ?",
                    (id,),
                )}  # fmt: skip
        if row.kind in OF_ORIGINS:
            for origin in (row.left, row.right):
                sql = "SELECT c.part FROM claim_origin o JOIN claim c ON c.key = o.claim WHERE o.id = ?"
                yield from (part for (part,) in self.db.rows(sql, (origin,)))
        yield from (part for id in documents if (part := self._part(id)) is not None)

    def _part(self, document: str) -> str | None:
        part = self.db.value("SELECT part FROM worked WHERE id = ?", (document,))
        return None if part is None else str(part)

    def _claims(self, touched: set[str]) -> None:
        """Make the claims of parts anew, together with those of parts that people joined to them."""
        if not touched:
            return
        held = in_force(self.judgements.values())
        maker = Maker(self.lexicons, held, document_frames(self.db, judged_documents(held)))
        mends = [(m.judgement.id, m.statement, m.clause, m.words, m.source) for m in maker.mends.rows]
        salt = json.dumps([[row.id for row in held], mends])
        traces = Originals(self.db)
        units = (self._unit(parts, salt) for parts in self._joined(touched, held))
        for done in self.workers(maker, units):
            missing = other_than(self.db, done.parts, done.due)
            for made in done.changed:
                if made.claim.id in missing:
                    whole = replace(made, claim=traces.told(made.claim))
                    write(self.db, done.parts[0], done.due[made.claim.id], whole)

    def _unit(self, parts: Sequence[str], salt: str) -> Unit:
        """Look up what is needed to work out some parts together."""
        sql = "SELECT id, reading, frames FROM worked WHERE part = ?"
        rows = [row for part in parts for row in self.db.rows(sql, (part,))]
        digests = {id: f"{reading} {sha256(frames)}" for id, reading, frames in rows}
        held = self.db.rows("SELECT id, digest FROM claim WHERE part = ?", (parts[0],))
        told = tuple(tuple(part_frames(self.db, part)) for part in parts)
        return Unit(tuple(parts), told, digests, salt, dict(held))

    def _joined(self, touched: set[str], held: Iterable[Judgement]) -> Iterator[list[str]]:
        """Yield the parts to be worked out, each with those that people joined to it, by name."""
        joined: dict[str, set[str]] = {}
        for row in held:
            if row.kind in OF_CLAIMS and row.left_at is not None and row.right_at is not None:
                ends = [self._part(at.document) for at in (row.left_at, row.right_at)]
                if ends[0] is not None and ends[1] is not None:
                    whole = joined.get(ends[0], {ends[0]}) | joined.get(ends[1], {ends[1]})
                    joined |= dict.fromkeys(whole, whole)
        # Claims of a unit are under its first part: of what was joined before, all parts are made anew.
        done: set[str] = set()
        for part in sorted(touched):
            if part not in done:
                unit = sorted(joined.get(part, {part}))
                done |= set(unit)
                yield unit


class Originals:
    """Where words stand in the originals of documents; each document's trace is looked up once."""

    def __init__(self, db: Database) -> None:
        self.db = db
        self._known: dict[str, Trace | None] = {}

    def told(self, claim: Claim) -> Claim:
        """Return a claim with where the words of its statements stand in their originals."""
        return replace(claim, statements=tuple(
            replace(said, original=self.range(said.document, said.span)) for said in claim.statements
        ))  # fmt: skip

    def range(self, id: str, span: Span) -> Span | None:
        """Return the range of a span in the original, or null."""
        if id not in self._known:
            key = self.db.number("SELECT key FROM document WHERE id = ?", (id,))
            self._known[id] = trace_of(self.db, key)
        found = self._known[id]
        return None if found is None else found.range(span)
