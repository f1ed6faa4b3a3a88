"""`plover`: events as PLOVER's JSON records, one a line, each with who said so (Open Event Data, 2021).

Field names are those of the manual's chapter on JSON; `reportedly` is a field of our own, which it allows:
how surely, in which statements, by which chain. `date` is the event's first day; where the text gives none
it is the day of publication, and `comment` says so. A record has no text of the article, only the words of
the event: `text` is for those who hold the rights.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from reportedly.export.formats import uris
from reportedly.export.formats.columns import Table, described
from reportedly.export.formats.edtf import days
from reportedly.export.formats.format import Format, dumped
from reportedly.export.formats.kept import Kept
from reportedly.shapes import CountRole, Document, Entity, EntityKind, Event, Place, Reading, Statement

SECTORS = {
    EntityKind.GOVERNMENT: "GOV", EntityKind.MILITARY: "MIL", EntityKind.ARMED_GROUP: "REB",
    EntityKind.MEDIA: "JRN", EntityKind.PEOPLE: "CVL", EntityKind.BLOC: "IGO",
}  # fmt: skip
"""PLOVER's sectors for the kinds of entity that have one; others have none, rather than a guess."""

_SIZES = {CountRole.KILLED: "dead", CountRole.WOUNDED: "injured", CountRole.DETAINED: "arrested"}

RECORD = Table("record", "One event of one document; what is not known is left out.", ("id",), described("""
    id: urn:reportedly:document:DOCUMENT:EVENT
    has_event?: true
    date: the first day, or else the day of publication
    enddate: the last day, where it is another
    source[]: who did it: `code` (country), `sector`, `actor_text`, `identifier_id`, `identifier_text`
    recipient[]: to whom, in the same form
    event[]: PLOVER's type
    event_loc{}: where: `geonameid`, `name`, `latitude`, `longitude`, `cc3`, `admin1`, `where_prec`
    event_text[]: the words that say what was done
    mode: PLOVER's mode
    context[]: PLOVER's contexts
    size_info{}: ours: `dead`, `injured`, `arrested`, each a number or `low`, `best`, `high`
    text_info{}: where those words stand in the document's text: `start`, `end`
    cite_info{}: the article: `url`, `title`, `language`, `publication`, `coder`
    comment: where the date comes from, if not from the text
    reportedly{}: ours: `document`, `event`, `published`, and `statements`: `id`, `voice`, `chain`, `act`,
        `factuality` of each that speaks of it
"""))  # fmt: skip


def records(kept: Kept) -> Iterator[dict[str, object]]:
    """Yield a record for each event of each document."""
    for reading in kept.readings():
        for event in reading.events:
            yield _record(reading, event)


def _record(reading: Reading, event: Event) -> dict[str, object]:
    document = reading.document
    entities = {entity.id: entity for entity in reading.entities}
    place = next((place for place in reading.places if place.id == event.place), None)
    stated = [s for s in reading.statements if any(p.id == event.id for p in s.propositions)]
    actor, recipient = (_actors(document, entities.get(id or "")) for id in (event.actor, event.recipient))
    row: dict[str, object] = {
        "id": uris.within(document.id, event.id),
        "has_event": True,
        **_when(reading, event),
        "source": actor,
        "recipient": recipient,
        "event": [event.type.value],
        "event_loc": None if place is None else _location(place),
        "event_text": [document.text[event.trigger.start : event.trigger.end]],
        "mode": event.mode,
        "context": list(event.context),
        "size_info": _sizes(reading, event) or None,
        "text_info": {"start": event.trigger.start, "end": event.trigger.end},
        "cite_info": {
            "url": document.url, "title": document.title, "language": document.language,
            "publication": document.outlet, "coder": f"reportedly {reading.made_by.version}",
        },
        "reportedly": {
            "document": document.id, "event": event.id, "published": document.published,
            "statements": [_stated(reading, statement, event) for statement in stated],
        },
    }  # fmt: skip
    return {name: value for name, value in row.items() if value is not None}


def _when(reading: Reading, event: Event) -> dict[str, object]:
    edtf = next((time.edtf for time in reading.times if time.id == event.time), None)
    told = days(edtf)
    if told is not None:
        start, end = (day.isoformat() for day in told)
        return {"date": start, "enddate": end if end != start else None}
    published = days(reading.document.published)
    day = None if published is None else published[0].isoformat()
    return {"date": day or "", "comment": "date is that of publication" if day else "no date is known"}


def _actors(document: Document, entity: Entity | None) -> list[dict[str, object]]:
    if entity is None:
        return []
    words = next((document.text[span.start : span.end] for span in entity.mentions), None)
    actor = {
        "code": entity.country, "sector": SECTORS.get(entity.kind), "actor_text": words,
        "identifier_id": entity.actor, "identifier_text": entity.name,
    }  # fmt: skip
    return [{name: value for name, value in actor.items() if value is not None}]


def _location(place: Place) -> dict[str, object]:
    found = {
        "geonameid": place.geonames_id, "name": place.name, "latitude": place.lat, "longitude": place.lon,
        "cc3": place.country, "admin1": place.admin1, "where_prec": place.precision,
    }  # fmt: skip
    return {name: value for name, value in found.items() if value is not None}


def _sizes(reading: Reading, event: Event) -> dict[str, object]:
    """Return how many were killed, wounded and arrested: a number, or the range that was said."""
    out: dict[str, object] = {}
    for count in reading.counts:
        if count.id in event.counts and (name := _SIZES.get(count.role)):
            exact = count.low == count.high == count.best
            out[name] = count.best if exact else {"low": count.low, "best": count.best, "high": count.high}
    return out


def _stated(reading: Reading, statement: Statement, event: Event) -> dict[str, object]:
    names = {source.id: source.name for source in reading.sources}
    surely = next(p.factuality.value for p in statement.propositions if p.id == event.id)
    return {
        "id": statement.id, "voice": statement.voice.value, "chain": [names[id] for id in statement.chain],
        "act": statement.act.value, "factuality": surely.value,
    }  # fmt: skip


def _write(kept: Kept, out: BinaryIO) -> None:
    for record in records(kept):
        out.write(dumped(record) + b"\n")


FORMAT = Format("plover", "events as PLOVER's JSON Lines", {"jsonl": _write}, (RECORD,))
