"""Rows put together again: the reading of a document, equal to the one that was written."""

from __future__ import annotations

import json
import struct
from collections import defaultdict
from collections.abc import Callable
from typing import Any

from reportedly.errors import LedgerError
from reportedly.shapes import (
    Act,
    Aspect,
    Assertion,
    Count,
    CountRole,
    Disguise,
    Document,
    Entity,
    EntityKind,
    Event,
    EventType,
    EvidenceKind,
    Factuality,
    FactualityValue,
    Form,
    FurnitureKind,
    MadeBy,
    Mark,
    MarkKind,
    Place,
    Proposition,
    Quotation,
    Reading,
    Reason,
    Segment,
    SegmentKind,
    SentenceVector,
    Source,
    SourceKind,
    Span,
    Statement,
    Tie,
    TieType,
    Time,
    Timex3,
    TimexType,
    Voice,
)
from reportedly.store.sqlite import Database
from reportedly.store.tables import OF_READING, TABLES

Named = dict[str, Any]
"""A row by its columns' names. What a column holds was written by `rows.py`, from the shapes."""


def document_of(db: Database, key: int) -> Document:
    """Return the document with this key."""
    row = db.row(
        "SELECT d.id, o.sha256, d.url, d.outlet, d.title, d.bylines, d.published, d.language, d.text,"
        " d.published_evidence, d.form, d.retrieved"
        " FROM document d JOIN original o ON o.key = d.original WHERE d.key = ?",
        (key,),
    )
    if row is None:
        raise LedgerError(f"{db.path}: there is no document {key}")
    values = list(row)
    values[5] = tuple(json.loads(values[5]))
    values[10] = Form(values[10])
    return Document(*values)


def reading_of(db: Database, key: int) -> Reading:
    """Return the reading of the document with this key; raise `LedgerError` where there is none."""
    return _Restored(db, key).reading()


def vectors_of(db: Database, key: int) -> tuple[SentenceVector, ...]:
    """Return the sentence vectors of the document with this key."""
    rows = db.rows('SELECT start, "end", value FROM vector WHERE document = ? ORDER BY key', (key,))
    return tuple(SentenceVector(a, b, struct.unpack(f"<{len(v) // 4}f", v)) for a, b, v in rows)


class _Restored:
    """The rows of one document, by table, and the ids that their keys stand for."""

    def __init__(self, db: Database, document: int) -> None:
        self.document = document_of(db, document)
        self.rows: dict[str, list[Named]] = {}
        for name in OF_READING:
            columns = TABLES[name].columns
            wanted = ", ".join(f'"{column}"' for column in columns)
            found = db.rows(f'SELECT {wanted} FROM "{name}" WHERE document = ? ORDER BY key', (document,))
            self.rows[name] = [dict(zip(columns, row, strict=True)) for row in found]
        if not self.rows["reading"]:
            raise LedgerError(f"{db.path}: document {self.document.id} has no reading; the log says why")
        self.ids = {
            (name, row["key"]): row["id"] for name, rows in self.rows.items() for row in rows if "id" in row
        }

    def reading(self) -> Reading:
        """Put the reading together."""
        made = self.rows["reading"][0]
        return Reading(
            made_by=MadeBy(made["version"], made["model_sha256"], made["lexicons_sha256"]),
            document=self.document,
            segments=tuple(
                Segment(SegmentKind(row["kind"]), _optional(FurnitureKind, row["furniture"]), *_span(row))
                for row in self.rows["segment"]
            ),
            sources=self._sources(),
            statements=self._statements(),
            events=self._events(),
            ties=tuple(
                Tie(
                    row["id"], TieType(row["type"]), self.ids["entity", row["left"]],
                    self._id("entity", row["right"]) or self.ids["place", row["place"]], _span(row),
                )
                for row in self.rows["tie"]
            ),
            entities=self._entities(),
            times=tuple(
                Time(row["id"], *_span(row), Timex3(TimexType(row["type"]), row["value"]), row["edtf"])
                for row in self.rows["time"]
            ),
            places=tuple(
                Place(
                    row["id"], *_span(row), row["name"], row["geonames_id"], row["country"], row["admin1"],
                    row["latitude"], row["longitude"], row["precision"],
                )
                for row in self.rows["place"]
            ),
            counts=tuple(
                Count(
                    row["id"], *_span(row), row["low"], row["best"], row["high"], row["of"],
                    CountRole(row["role"]),
                )
                for row in self.rows["count"]
            ),
            assertions=tuple(map(self._assertion, self.rows["assertion"])),
            disguises=tuple(
                Disguise(row["name"], row["rule"], row["detail"]) for row in self.rows["disguise"]
            ),
            vectors=tuple(
                SentenceVector(*_span(row), struct.unpack(f"<{len(row['value']) // 4}f", row["value"]))
                for row in self.rows["vector"]
            ),
            schema=made["schema"],
        )  # fmt: skip

    def _entities(self) -> tuple[Entity, ...]:
        mentions = self._under("entity_mention", "entity")
        return tuple(
            Entity(
                row["id"], row["name"], EntityKind(row["kind"]), row["country"], row["actor"],
                tuple(map(_span, mentions[row["key"]])),
            )
            for row in self.rows["entity"]
        )  # fmt: skip

    def _sources(self) -> tuple[Source, ...]:
        mentions = self._under("source_mention", "source")
        return tuple(
            Source(
                row["id"], row["name"], SourceKind(row["kind"]),
                _optional(EvidenceKind, row["evidence_kind"]), bool(row["named"]), row["count"],
                tuple(json.loads(row["descriptors"])), row["role"], row["affiliation"],
                self._id("entity", row["entity"]), tuple(map(_span, mentions[row["key"]])),
            )
            for row in self.rows["source"]
        )  # fmt: skip

    def _events(self) -> tuple[Event, ...]:
        counts = self._under("event_count", "event")
        return tuple(
            Event(
                row["id"], EventType(row["type"]), row["mode"], tuple(json.loads(row["context"])), _span(row),
                self._id("entity", row["actor"]), self._id("entity", row["recipient"]),
                self._id("place", row["place"]), self._id("time", row["time"]),
                tuple(self.ids["count", link["count"]] for link in counts[row["key"]]),
            )
            for row in self.rows["event"]
        )  # fmt: skip

    def _statements(self) -> tuple[Statement, ...]:
        parts = self._under("statement_span", "statement")
        links = self._under("chain_link", "statement")
        marks = self._under("mark", "statement")
        propositions = self._under("proposition", "statement")
        reasons = self._under("reason", "statement")
        out = []
        for row in self.rows["statement"]:
            key = row["key"]
            where = {
                part: tuple(_span(each) for each in parts[key] if each["part"] == part)
                for part in ("content", "cue", "source")
            }
            own = [mark for mark in marks[key] if mark["proposition"] is None]
            out.append(
                Statement(
                    id=row["id"],
                    voice=Voice(row["voice"]),
                    **where,
                    quotation=Quotation(row["quotation"]),
                    chain=tuple(self.ids["source", link["source"]] for link in links[key]),
                    addressee=self._id("source", row["addressee"]),
                    within=self._id("statement", row["within"]),
                    about=self._id("statement", row["about"]),
                    act=Act(row["act"]),
                    factuality=self._factuality(row, own),
                    said=self._id("time", row["said"]),
                    propositions=tuple(self._proposition(each, marks[key]) for each in propositions[key]),
                    reasons=tuple(Reason(each["rule"], each["detail"]) for each in reasons[key]),
                )
            )
        return tuple(out)

    def _assertion(self, row: Named) -> Assertion:
        return Assertion(
            row["id"], self.ids["statement", row["statement"]], row["start"], row["end"],
            tuple(map(Aspect, json.loads(row["aspects"]))), FactualityValue(row["factuality"]),
            self._id("event", row["event"]) or self._id("tie", row["tie"]), self._id("entity", row["actor"]),
            self._id("entity", row["recipient"]), self._id("place", row["place"]),
            self._id("time", row["time"]), tuple(json.loads(row["counts"])), row["predicate"],
            tuple(json.loads(row["lemmas"])),
        )  # fmt: skip

    def _proposition(self, row: Named, marks: list[Named]) -> Proposition:
        id = self.ids["tie", row["tie"]] if row["event"] is None else self.ids["event", row["event"]]
        own = [mark for mark in marks if mark["proposition"] == row["key"]]
        return Proposition(id, _span(row), self._factuality(row, own))

    def _factuality(self, row: Named, marks: list[Named]) -> Factuality:
        made = (Mark(MarkKind(m["kind"]), *_span(m), self._id("source", m["by"])) for m in marks)
        return Factuality(FactualityValue(row["factuality"]), tuple(made))

    def _under(self, table: str, parent: str) -> defaultdict[int, list[Named]]:
        """Return a table's rows by the row that they belong to."""
        out: defaultdict[int, list[Named]] = defaultdict(list)
        for row in self.rows[table]:
            out[row[parent]].append(row)
        return out

    def _id(self, table: str, key: int | None) -> str | None:
        return None if key is None else self.ids[table, key]


def _span(row: Named) -> Span:
    return Span(row["start"], row["end"])


def _optional(kind: Callable[[str], Any], value: str | None) -> Any:
    return None if value is None else kind(value)
