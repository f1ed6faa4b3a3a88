"""The rows of the tidy tables: a ledger goes in, tuples in the order of a table's columns come out."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from reportedly import spans
from reportedly.claim import Claim, Party, Where
from reportedly.export.formats.columns import TABLES
from reportedly.export.formats.kept import Kept
from reportedly.shapes import Entity, Place, Reading, Span, Statement

Row = tuple[object, ...]


def rows(kept: Kept, table: str) -> Iterator[Row]:
    """Yield the rows of a tidy table, by its name, in the order of its columns."""
    width = len(TABLES[table].columns)
    found = _of_claims(kept, table) if table in _BY_CLAIM else _of_readings(kept, table)
    for row in found:
        assert len(row) == width, f"{table}: a row has {len(row)} values"
        yield row


def _of_claims(kept: Kept, table: str) -> Iterator[Row]:
    for claim in kept.claims():
        yield from _BY_CLAIM[table](claim)


def _of_readings(kept: Kept, table: str) -> Iterator[Row]:
    for reading in kept.readings():
        if table == "statements":
            yield from _statements(kept, reading)
        else:
            yield from _BY_READING[table](reading)


def _documents(reading: Reading) -> Iterator[Row]:
    d = reading.document
    yield (
        d.id, d.url, d.outlet, d.title, d.bylines, d.published, d.retrieved, d.language, d.form,
        d.bytes_sha256, len(d.text), reading.made_by.version, reading.made_by.lexicons_sha256,
    )  # fmt: skip


def _statements(kept: Kept, reading: Reading) -> Iterator[Row]:
    sources = {source.id: source for source in reading.sources}
    said = {time.id: time.edtf for time in reading.times}
    document = reading.document
    for s in reading.statements:
        origin = sources[s.chain[0]] if s.chain and s.voice == "source" else None
        original = _original(kept, document.id, s)
        yield (
            document.id, s.id, s.voice, origin and origin.name, origin and origin.id, origin and origin.kind,
            tuple(sources[id].name for id in s.chain), s.act, s.factuality.value, s.quotation,
            spans.words(document.text, s.content), s.content, spans.words(document.text, s.cue) or None,
            s.addressee, s.within, s.about, said.get(s.said or ""),
            original and original.start, original and original.end,
            tuple(reason.rule for reason in s.reasons), document.url, document.outlet, document.published,
        )  # fmt: skip


def _original(kept: Kept, document: str, statement: Statement) -> Span | None:
    """Where all of a statement's words stand in the original; null where any of them was not found."""
    found = [kept.original_range(document, span) for span in statement.content]
    known = [span for span in found if span is not None]
    if not known or len(known) < len(found):
        return None
    return Span(min(span.start for span in known), max(span.end for span in known))


def _sources(reading: Reading) -> Iterator[Row]:
    entities = {entity.id: entity for entity in reading.entities}
    for s in reading.sources:
        entity = entities.get(s.entity or "")
        yield (
            reading.document.id, s.id, s.name, s.kind, s.evidence_kind, s.named, s.count, s.descriptors,
            s.role, s.affiliation, entity and entity.actor, entity and entity.country,
        )  # fmt: skip


def _events(reading: Reading) -> Iterator[Row]:
    entities = {entity.id: entity for entity in reading.entities}
    places = {place.id: place for place in reading.places}
    times = {time.id: time.edtf for time in reading.times}
    for e in reading.events:
        yield (
            reading.document.id, e.id, e.type, e.mode, e.context,
            reading.document.text[e.trigger.start : e.trigger.end], *e.trigger,
            *_entity(entities.get(e.actor or "")), *_entity(entities.get(e.recipient or "")),
            *_place(places.get(e.place or "")), times.get(e.time or ""),
        )  # fmt: skip


def _entity(entity: Entity | None) -> Row:
    return (None, None, None) if entity is None else (entity.name, entity.actor, entity.country)


def _place(p: Place | None) -> Row:
    return (None,) * 7 if p is None else (
        p.name, p.geonames_id, p.country, p.admin1, p.lat, p.lon, p.precision
    )  # fmt: skip


def _ties(reading: Reading) -> Iterator[Row]:
    names = {row.id: row.name for row in reading.places}
    names |= {row.id: row.name for row in reading.entities}
    for t in reading.ties:
        words = reading.document.text[t.span.start : t.span.end]
        yield reading.document.id, t.id, t.type, names[t.left], names[t.right], words, *t.span


def _counts(reading: Reading) -> Iterator[Row]:
    for c in reading.counts:
        events = tuple(event.id for event in reading.events if c.id in event.counts)
        words = reading.document.text[c.start : c.end]
        yield (
            reading.document.id, c.id, events, c.low, c.best, c.high, c.of, c.role, words, c.start, c.end
        )  # fmt: skip


def _propositions(reading: Reading) -> Iterator[Row]:
    for s in reading.statements:
        for p in s.propositions:
            words = reading.document.text[p.span.start : p.span.end]
            yield reading.document.id, s.id, p.id, p.factuality.value, words, *p.span


def _claims(claim: Claim) -> Iterator[Row]:
    many, event = claim.independent_origins, claim.event
    yield (
        claim.id, claim.aliases, claim.aspect, claim.text, claim.standing,
        tuple(f"{reason.rule}: {reason.detail}" for reason in claim.reasons),
        many.for_, many.for_max, many.against, many.against_max, claim.documents, claim.outlets,
        event.type, event.mode, *_party(event.actor), *_party(event.recipient), *_where(event.place),
        event.time, claim.first_reported, claim.last_reported,
    )  # fmt: skip


def _party(party: Party | None) -> Row:
    return (None, None) if party is None else (party.name, party.actor)


def _where(p: Where | None) -> Row:
    return (None,) * 6 if p is None else (p.name, p.country, p.admin1, p.lat, p.lon, p.precision)


def _claim_statements(claim: Claim) -> Iterator[Row]:
    for s in claim.statements:
        yield (
            claim.id, s.id, s.document, s.statement, s.stance, s.origin, s.copy_of, s.act, s.factuality,
            s.text, *s.span,
        )  # fmt: skip


def _claim_origins(claim: Claim) -> Iterator[Row]:
    for o in claim.origins:
        yield (
            claim.id, o.id, o.name, o.kind, o.named, o.stance, o.side, o.against_interest, o.group, o.generic,
            o.statements, o.documents, o.withdrawn, o.undecided_with,
        )  # fmt: skip


def _claim_counts(claim: Claim) -> Iterator[Row]:
    for number, c in enumerate(claim.counts, 1):
        yield claim.id, number, c.low, c.best, c.high, c.of, c.role, c.said_by, c.published


_BY_READING: dict[str, Callable[[Reading], Iterator[Row]]] = {
    "documents": _documents, "sources": _sources, "events": _events, "ties": _ties, "counts": _counts,
    "propositions": _propositions,
}  # fmt: skip

_BY_CLAIM: dict[str, Callable[[Claim], Iterator[Row]]] = {
    "claims": _claims, "claim_statements": _claim_statements, "claim_origins": _claim_origins,
    "claim_counts": _claim_counts,
}  # fmt: skip
