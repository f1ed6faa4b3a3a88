"""`annotation`: every piece of evidence as a W3C Web Annotation (Recommendation of 23 February 2017).

A statement's content, cue and source words, the words of marks, events, ties, times, places and numbers:
each is one annotation with its words (TextQuoteSelector) and where they stand (TextPositionSelector), both
in the text as the ledger keeps it. Positions count Unicode code points, as the Recommendation has it, and
`unit` says so. Where the words are known in the original as received, a second target gives their
characters there.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from reportedly.export.formats import uris
from reportedly.export.formats.columns import Table, described
from reportedly.export.formats.format import Format, write_listed
from reportedly.export.formats.kept import Kept
from reportedly.shapes import Reading, Span, Statement

CONTEXT = ("http://www.w3.org/ns/anno.jsonld", {
    "reportedly": uris.ROOT, "unit": "reportedly:unit", "statement": "reportedly:statement",
    "part": "reportedly:part", "row": "reportedly:row",
})  # fmt: skip

AROUND = 32
"""Code points before and after the words that help to find them again."""

ANNOTATION = Table("annotation", "One piece of evidence.", ("id",), described("""
    id: urn:reportedly:document:DOCUMENT:ROW:START-END
    type: Annotation
    motivation: describing for the words of a statement, else classifying
    body{}: what it is
    target[]: where it stands: in the text as the ledger keeps it, then in the original, where that is known
"""))  # fmt: skip

BODY = Table("body", "What the words are.", (), described("""
    type: TextualBody
    value: who says it and how surely; a kind of event, tie, mark or number; a place; a time (EDTF)
    format: text/plain
    language: en
    statement: id of the statement, where it is part of one
    part: content, cue, source or mark: which part of the statement
    row: event, tie, time, place or count, where it is one
"""))  # fmt: skip

TARGET = Table("target", "Where the words stand.", (), described("""
    type: SpecificResource
    source{}: the text (`id` with the document's id) or the original (with its hash); `via` is its address
    selector[]: TextQuoteSelector (`exact`, `prefix`, `suffix`) and TextPositionSelector (`start`, `end`,
        `unit`); in the original the latter alone
"""))  # fmt: skip


def annotated(kept: Kept) -> Iterator[dict[str, object]]:
    """Yield the annotations of all documents, each document's in the order of its rows."""
    for reading in kept.readings():
        for id, motivation, body, span in _evidence(reading):
            yield {
                "id": f"{uris.within(reading.document.id, id)}:{span.start}-{span.end}",
                "type": "Annotation",
                "motivation": motivation,
                "body": body,
                "target": _targets(kept, reading, span),
            }


Piece = tuple[str, str, dict[str, object], Span]


def _evidence(reading: Reading) -> Iterator[Piece]:
    for statement in reading.statements:
        yield from _of_statement(reading, statement)
    for event in reading.events:
        yield _piece(event.id, "event", event.type.value, event.trigger)
    for tie in reading.ties:
        yield _piece(tie.id, "tie", tie.type.value, tie.span)
    for time in reading.times:
        yield _piece(time.id, "time", time.edtf or time.timex3.value, Span(time.start, time.end))
    for place in reading.places:
        yield _piece(place.id, "place", place.name, Span(place.start, place.end))
    for count in reading.counts:
        yield _piece(count.id, "count", count.role.value, Span(count.start, count.end))


def _of_statement(reading: Reading, statement: Statement) -> Iterator[Piece]:
    names = {source.id: source.name for source in reading.sources}
    chain = " > ".join(names[id] for id in statement.chain)
    whole = f"{chain or 'nobody named'}: {statement.act.value}, {statement.factuality.value.value}"
    parts = (("content", statement.content), ("cue", statement.cue), ("source", statement.source))
    for part, spans in parts:
        for span in spans:
            body = _body(whole) | {"statement": statement.id, "part": part}
            yield f"{statement.id}:{part}", "describing", body, span
    for mark in statement.factuality.marks:
        body = _body(mark.kind.value) | {"statement": statement.id, "part": "mark"}
        yield f"{statement.id}:mark", "classifying", body, Span(mark.start, mark.end)


def _piece(id: str, row: str, value: str, span: Span) -> Piece:
    return id, "classifying", _body(value) | {"row": row}, span


def _body(value: str) -> dict[str, object]:
    return {"type": "TextualBody", "value": value, "format": "text/plain", "language": "en"}


def _targets(kept: Kept, reading: Reading, span: Span) -> list[dict[str, object]]:
    document = reading.document
    text, (start, end) = document.text, span
    out: list[dict[str, object]] = [{
        "type": "SpecificResource",
        "source": {
            "id": uris.document(document.id), "type": "Text", "format": "text/plain",
            "language": document.language or "und", "via": uris.page(document),
        },
        "selector": [
            {
                "type": "TextQuoteSelector", "exact": text[start:end],
                "prefix": text[max(0, start - AROUND) : start], "suffix": text[end : end + AROUND],
            },
            {"type": "TextPositionSelector", "start": start, "end": end, "unit": "code point"},
        ],
    }]  # fmt: skip
    archived = kept.original_range(document.id, span)
    if archived is not None:
        out.append({
            "type": "SpecificResource",
            "source": {
                "id": uris.original(document.bytes_sha256), "type": "Text", "via": uris.page(document)
            },
            "selector": {
                "type": "TextPositionSelector", "start": archived.start, "end": archived.end,
                "unit": "code point",
            },
        })  # fmt: skip
    return out


def _write(kept: Kept, out: BinaryIO) -> None:
    head = {"@context": list(CONTEXT), "id": f"{uris.ROOT}annotations", "type": "AnnotationPage"}
    write_listed(out, head, "items", annotated(kept))


FORMAT = Format(
    "annotation", "every piece of evidence as a W3C Web Annotation", {"jsonld": _write},
    (ANNOTATION, BODY, TARGET),
)  # fmt: skip
