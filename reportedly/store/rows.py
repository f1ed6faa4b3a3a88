"""A reading taken apart into the rows of its tables: pure, nothing is written here.

In come a reading and the keys to give; out come rows by table. Every span is checked against the
document's text, and every id against the rows of the reading: what does not fit is a `ReadingError`.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields
from enum import StrEnum
from typing import Protocol

from reportedly import spans
from reportedly.errors import ReadingError
from reportedly.shapes import (
    Assertion,
    Document,
    Event,
    Mark,
    Proposition,
    Reading,
    Source,
    Span,
    Statement,
    Tie,
    Voice,
)  # fmt: skip
from reportedly.store.sqlite import Row, Value
from reportedly.store.tables import OF_READING, TABLES
from reportedly.store.traces import packed
from reportedly.trace import Trace

_LIST = json.JSONEncoder(ensure_ascii=False)
TITLE = 70
"""Characters of a statement that its title shows: a line of a table."""


class _Named(Protocol):
    @property
    def id(self) -> str: ...


def rows_of(
    reading: Reading, document: int, take: Callable[[str], int], trace: Trace | None = None
) -> dict[str, list[Row]]:
    """Return a reading's rows by table, with the document's key; `take` gives a table's next key.

    Without a trace no words lead back to the original.
    """
    if trace is not None and trace.text != reading.document.text:
        raise ReadingError(f"the trace of document {reading.document.id[:12]} is not one of its text")
    return _Rows(reading, document, take, trace).all()


def listed(values: Sequence[str]) -> str:
    """Write several words into one column, as a JSON array."""
    return _LIST.encode(list(values))


class _Rows:
    """The rows of one reading while they are made."""

    def __init__(
        self, reading: Reading, document: int, take: Callable[[str], int], trace: Trace | None
    ) -> None:
        self.reading = reading
        self.trace = trace
        self.text = reading.document.text
        self.document = document
        self.take = take
        self.rows: dict[str, list[Row]] = {name: [] for name in OF_READING}
        self.keys: dict[tuple[str, str], int] = {}
        self.names = {row.id: row.name for row in reading.places}
        self.names |= {row.id: row.name for row in reading.entities}
        self.names |= {row.id: row.name for row in reading.sources}

    def all(self) -> dict[str, list[Row]]:
        """Make all rows, those that others point at first."""
        r = self.reading
        self._add("reading", *(getattr(r.made_by, f.name) for f in fields(r.made_by)), r.schema)
        if self.trace is not None and self.trace.pieces is not None:
            self._add("trace", packed(self.trace.pieces))
        for segment in r.segments:
            self._words(segment.start, segment.end)
            self._add("segment", segment.kind, segment.furniture, segment.start, segment.end)
        self._number("entity", r.entities)
        self._number("source", r.sources)
        self._number("time", r.times)
        self._number("place", r.places)
        self._number("count", r.counts)
        self._number("event", r.events)
        self._number("tie", r.ties)
        self._number("statement", r.statements)
        self._entities()
        for source in r.sources:
            self._source(source)
        self._slots()
        for event in r.events:
            self._event(event)
        for tie in r.ties:
            self._tie(tie)
        for statement in r.statements:
            self._statement(statement)
        self._number("assertion", r.assertions)
        for assertion in r.assertions:
            self._assertion(assertion)
        for vector in r.vectors:
            self._words(vector.start, vector.end)
            value = struct.pack(f"<{len(vector.values)}f", *vector.values)
            self._add("vector", vector.start, vector.end, value)
        for row in r.disguises:
            self._add("disguise", row.name, row.rule, row.detail)
        return self.rows

    def _entities(self) -> None:
        for row in self.reading.entities:
            key = self._named("entity", row.id, row.name, row.kind, row.country, row.actor)
            for span in row.mentions:
                self._add("entity_mention", key, *span, self._words(*span))

    def _source(self, row: Source) -> None:
        key = self._named(
            "source", row.id, row.name, row.kind, row.evidence_kind, row.named, row.count,
            listed(row.descriptors), row.role, row.affiliation, self._key("entity", row.entity),
        )  # fmt: skip
        for span in row.mentions:
            self._add("source_mention", key, *span, self._words(*span))

    def _slots(self) -> None:
        for time in self.reading.times:
            where = (time.start, time.end)
            self._named(
                "time", time.id, self._words(*where), *where, time.timex3.type, time.timex3.value, time.edtf
            )
        for place in self.reading.places:
            where = (place.start, place.end)
            self._named(
                "place", place.id, place.name, *where, self._words(*where), place.geonames_id, place.country,
                place.admin1, place.lat, place.lon, place.precision,
            )  # fmt: skip
        for count in self.reading.counts:
            where = (count.start, count.end)
            self._named(
                "count",
                count.id,
                self._words(*where),
                *where,
                count.low,
                count.best,
                count.high,
                count.of,
                count.role,
            )

    def _event(self, row: Event) -> None:
        words = self._words(*row.trigger)
        parties = " → ".join(self._name(who) if who else "?" for who in (row.actor, row.recipient))
        key = self._named(
            "event", row.id, f"{row.type}: {words} ({parties})", row.type, row.mode,
            listed(row.context), *row.trigger, words, self._key("entity", row.actor),
            self._key("entity", row.recipient), self._key("place", row.place), self._key("time", row.time),
        )  # fmt: skip
        for count in row.counts:
            self._add("event_count", key, self._key("count", count))

    def _tie(self, row: Tie) -> None:
        place = ("place", row.right) in self.keys
        right = None if place else self._key("entity", row.right)
        self._named(
            "tie", row.id, f"{self._name(row.left)} {row.type} {self._name(row.right)}", row.type,
            self._key("entity", row.left), right, self._key("place", row.right) if place else None,
            *row.span, self._words(*row.span),
        )  # fmt: skip

    def _statement(self, row: Statement) -> None:
        parts = (("content", row.content), ("cue", row.cue), ("source", row.source))
        for span in (span for _, part in parts for span in part):
            self._words(*span)
        content = spans.words(self.text, row.content)
        chain = [self._name(link) for link in row.chain]
        speaker = row.chain[0] if row.voice is Voice.SOURCE and row.chain else None
        nobody = "nobody named" if row.voice is Voice.UNKNOWN else "the outlet"
        who = self._name(speaker) if speaker else nobody
        title = f"{who}: {_short(content)}"
        key = self._named(
            "statement", row.id, title, row.voice, self._key("source", speaker), row.act,
            row.factuality.value, row.quotation, content, spans.words(self.text, row.cue) or None,
            spans.words(self.text, row.source) or None, " > ".join(chain),
            self._key("source", row.addressee), self._key("statement", row.within),
            self._key("statement", row.about), self._key("time", row.said),
        )  # fmt: skip
        for part, where in parts:
            for span in where:
                self._add("statement_span", key, part, *span, self._words(*span), *self._original(span))
        for link in row.chain:
            self._add("chain_link", key, self._key("source", link))
        self._marks(key, None, row.factuality.marks)
        for proposition in row.propositions:
            self._proposition(key, proposition)
        for reason in row.reasons:
            self._add("reason", key, reason.rule, reason.detail)

    def _proposition(self, statement: int, row: Proposition) -> None:
        event = ("event", row.id) in self.keys
        words = self._words(*row.span)
        key = self._add(
            "proposition", statement, f"{row.factuality.value}: {_short(words)}",
            self._key("event", row.id) if event else None, None if event else self._key("tie", row.id),
            *row.span, words, row.factuality.value,
        )  # fmt: skip
        self._marks(statement, key, row.factuality.marks)

    def _assertion(self, row: Assertion) -> None:
        where = (row.start, row.end)
        event = row.event if row.event is not None and ("event", row.event) in self.keys else None
        for count in row.counts:
            self._key("count", count)
        self._named(
            "assertion", row.id, self._key("statement", row.statement), *where, self._words(*where),
            listed(row.aspects), row.factuality, self._key("event", event),
            self._key("tie", None if event else row.event), self._key("entity", row.actor),
            self._key("entity", row.recipient), self._key("place", row.place), self._key("time", row.time),
            listed(row.counts), row.predicate, listed(row.words),
        )  # fmt: skip

    def _marks(self, statement: int, proposition: int | None, marks: Iterable[Mark]) -> None:
        for mark in marks:
            where = Span(mark.start, mark.end)
            by = self._key("source", mark.by)
            self._add("mark", statement, proposition, mark.kind, *where, self._words(*where), by)

    def _number(self, table: str, rows: Iterable[_Named]) -> None:
        """Give keys to rows that have ids, before any row points at them."""
        for row in rows:
            if (table, row.id) in self.keys:
                raise self._unsound(f"two rows of {table} have the id {row.id}")
            self.keys[table, row.id] = self.take(table)

    def _named(self, table: str, id: str, *values: Value) -> int:
        key = self.keys[table, id]
        self._put(table, (key, self.document, id, *values))
        return key

    def _add(self, table: str, *values: Value) -> int:
        key = self.take(table)
        self._put(table, (key, self.document, *values))
        return key

    def _put(self, table: str, row: Row) -> None:
        if len(row) != len(TABLES[table].columns):
            raise self._unsound(f"a row of {table} has {len(row)} values")
        self.rows[table].append(tuple(_plain(value) for value in row))

    def _original(self, span: Span) -> tuple[int, int] | tuple[None, None]:
        """Return where a span's words stand in the original, or nothing."""
        where = None if self.trace is None else self.trace.range(span)
        return (None, None) if where is None else (where.start, where.end)

    def _key(self, table: str, id: str | None) -> int | None:
        if id is None:
            return None
        if (table, id) not in self.keys:
            raise self._unsound(f"{id} is named, but there is no such row of {table}")
        return self.keys[table, id]

    def _name(self, id: str) -> str:
        return self.names.get(id, id)

    def _words(self, start: int, end: int) -> str:
        if not 0 <= start <= end <= len(self.text):
            raise self._unsound(f"[{start}, {end}) lies outside the text of {len(self.text)} code points")
        return self.text[start:end]

    def _unsound(self, what: str) -> ReadingError:
        where = f"the reading of document {self.reading.document.id[:12]}"
        return ReadingError(f"{where} contradicts itself: {what}")


def titled(document: Document) -> str:
    """Return what a document is called in a list: its title, or how its text begins."""
    return _short(document.title or document.text)


def _short(text: str) -> str:
    words = " ".join(text[: 4 * TITLE].split())
    return words if len(words) <= TITLE else words[: TITLE - 1] + "…"


def _plain(value: Value) -> Value:
    """Return the value as SQLite gives it back, so that digests agree."""
    if isinstance(value, StrEnum):
        return value.value
    return int(value) if isinstance(value, bool) else value
