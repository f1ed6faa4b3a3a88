"""`geojson`: claims and statements on the map (RFC 7946), for QGIS and the like.

One FeatureCollection of two layers, told apart by the property `layer`: "claim", a point where its event is
said to have happened, and "statement", its points where its events are. What has no place is a feature
without geometry, which RFC 7946 has for it, so that nothing is lost. Coordinates are longitude, latitude
(WGS 84); how exact they are, `precision` says (UCDP's where_prec: from 5 on it is the middle of an area).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import BinaryIO

from reportedly import spans
from reportedly.claim import Claim, Where
from reportedly.export.formats import uris
from reportedly.export.formats.columns import Table, described
from reportedly.export.formats.format import Format, write_listed
from reportedly.export.formats.kept import Kept
from reportedly.shapes import Place, Reading, Statement

CLAIM = Table("claim", "A claim where its event is said to have happened.", ("claim",), described("""
    layer: claim
    claim: the claim's id
    aspect: occurrence, responsibility, state or intent
    text: its clearest wording
    standing: withdrawn, contested, corroborated, single-origin or unsourced
    origins_for#: independent origins for it, undecided pairs as one
    origins_for_max#: the same, undecided pairs as two
    origins_against#: independent origins against it
    origins_against_max#: the same, undecided pairs as two
    documents#: in how many documents it is said
    outlets#: by how many outlets
    type: PLOVER's type of event, or the type of the tie
    mode: PLOVER's mode
    actor: who did it
    recipient: to whom
    time: when (EDTF)
    first_reported: the first document's date (EDTF)
    last_reported: the last document's date (EDTF)
    statements[]: each statement of it as DOCUMENT:STATEMENT
    place: where, as named
    precision#: UCDP's where_prec, 1 exact to 7 unknown
"""))  # fmt: skip

STATEMENT = Table(
    "statement", "A statement where its events are.", ("document", "statement"), described("""
    layer: statement
    document: the document that it stands in
    statement: its id there
    text: its words
    voice: source, author or unknown
    chain: names from the origin to the publisher
    act: what is done in saying it
    factuality: how surely its source presents it (FactBank)
    url: where the document was published
    outlet: who published it
    published: when (EDTF)
    place: where, as named, several joined by semicolons
    precision#: UCDP's where_prec of the least exact
"""))  # fmt: skip


def features(kept: Kept) -> Iterator[dict[str, object]]:
    """Yield the claims and then the statements."""
    for claim in kept.claims():
        yield _claim(claim)
    for reading in kept.readings():
        for statement in reading.statements:
            yield _statement(reading, statement)


def _claim(claim: Claim) -> dict[str, object]:
    event, many = claim.event, claim.independent_origins
    place = event.place
    return _feature(uris.claim(claim.id), [] if place is None else [place], {
        "layer": "claim", "claim": claim.id, "aspect": claim.aspect.value, "text": claim.text,
        "standing": claim.standing.value, "origins_for": many.for_, "origins_for_max": many.for_max,
        "origins_against": many.against, "origins_against_max": many.against_max,
        "documents": claim.documents, "outlets": claim.outlets, "type": event.type, "mode": event.mode,
        "actor": event.actor and event.actor.name, "recipient": event.recipient and event.recipient.name,
        "time": event.time, "first_reported": claim.first_reported, "last_reported": claim.last_reported,
        "statements": [f"{s.document}:{s.statement}" for s in claim.statements],
    })  # fmt: skip


def _statement(reading: Reading, statement: Statement) -> dict[str, object]:
    document = reading.document
    names = {source.id: source.name for source in reading.sources}
    return _feature(uris.within(document.id, statement.id), _places(reading, statement), {
        "layer": "statement", "document": document.id, "statement": statement.id,
        "text": spans.words(document.text, statement.content), "voice": statement.voice.value,
        "chain": " > ".join(names[id] for id in statement.chain), "act": statement.act.value,
        "factuality": statement.factuality.value.value, "url": document.url, "outlet": document.outlet,
        "published": document.published,
    })  # fmt: skip


def _places(reading: Reading, statement: Statement) -> list[Place]:
    """Return where the events of a statement are, and the clauses of it that tell of none."""
    told = {p.id for p in statement.propositions}
    ids = [event.place for event in reading.events if event.id in told]
    ids += [a.place for a in reading.assertions if a.statement == statement.id]
    return [place for place in reading.places if place.id in ids]


def _feature(id: str, places: Sequence[Place | Where], properties: dict[str, object]) -> dict[str, object]:
    located = {(p.lon, p.lat): p for p in places if p.lat is not None and p.lon is not None}
    points = [[lon, lat] for lon, lat in located]
    geometry: dict[str, object] | None = None
    if len(points) == 1:
        geometry = {"type": "Point", "coordinates": points[0]}
    elif points:
        geometry = {"type": "MultiPoint", "coordinates": points}
    first = next(iter(located.values()), None) or next(iter(places), None)
    named = {
        "place": "; ".join(dict.fromkeys(p.name for p in places)) or None,
        "precision": None if first is None else max(p.precision for p in located.values() or [first]),
    }
    return {"type": "Feature", "id": id, "geometry": geometry, "properties": properties | named}


def _write(kept: Kept, out: BinaryIO) -> None:
    write_listed(out, {"type": "FeatureCollection"}, "features", features(kept))


FORMAT = Format("geojson", "claims and statements on the map", {"geojson": _write}, (CLAIM, STATEMENT))
