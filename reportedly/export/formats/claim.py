"""`claim`: claims as schema.org's Claim in JSON-LD, with each appearance as a Quotation in a NewsArticle.

No ClaimReview and no rating: the program judges nothing. Standing and counts of origins are properties of
our own, under `urn:reportedly:`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from reportedly.claim import Claim, Happening, Origin, Saying
from reportedly.export.formats import uris
from reportedly.export.formats.columns import Table, described
from reportedly.export.formats.format import Format, write_listed
from reportedly.export.formats.kept import Kept
from reportedly.shapes import Document, SourceKind

CONTEXT = ({"@vocab": "https://schema.org/", "reportedly": uris.ROOT},)
"""All terms are schema.org's, but those with our prefix; written out, so that nothing has to be fetched."""

_TYPES = {
    SourceKind.PERSON: "Person", SourceKind.ORGANIZATION: "Organization",
    SourceKind.OUTLET: "NewsMediaOrganization", SourceKind.AGENCY: "NewsMediaOrganization",
}  # fmt: skip

CLAIM = Table("Claim", "One claim, over all documents.", ("@id",), described("""
    @type: Claim
    @id: urn:reportedly:claim:ID
    identifier[]: its id, and ids of claims that were merged into it
    text: its clearest wording
    datePublished: the first document's date (EDTF)
    about{}: an `Event`: `name`, `startDate`, `location` (`name`, `address`, `latitude`, `longitude`),
        `reportedly:actor`, `reportedly:recipient`
    firstAppearance{}: the earliest Quotation
    appearance[]: every Quotation
    reportedly:aspect: occurrence, responsibility, state or intent
    reportedly:standing: withdrawn, contested, corroborated, single-origin or unsourced
    reportedly:reason[]: why it stands so
    reportedly:originsFor#: independent origins for it, undecided pairs as one
    reportedly:originsForMax#: the same, undecided pairs as two
    reportedly:originsAgainst#: independent origins against it
    reportedly:originsAgainstMax#: the same, undecided pairs as two
    reportedly:origin[]: its origins
"""))  # fmt: skip

ORIGIN = Table("origin", "One origin of a claim.", ("@id",), described("""
    @type: Person, Organization, NewsMediaOrganization or Thing
    @id: urn:reportedly:claim:ID:ORIGIN
    name: its name
    reportedly:stance: supports, denies or unsure
    reportedly:side: where it stands toward the event
    reportedly:named?: whether it has a name
    reportedly:againstInterest?: whether it confirms harm that it did
    reportedly:countsWith{}: the origin that it counts with; itself where it counts alone, or first
"""))  # fmt: skip

QUOTATION = Table("Quotation", "One statement of a claim, as one clause gives it.", ("@id",), described("""
    @type: Quotation
    @id: urn:reportedly:document:DOCUMENT:STATEMENT:CLAUSE
    identifier: the statement's id in its document
    text: its words
    spokenByCharacter{}: its origin; left out where nobody is named
    isPartOf{}: a `NewsArticle`: `url`, `headline`, `datePublished`, `inLanguage`, `publisher`
    reportedly:chain{}: a list of names from the origin to the publisher
    reportedly:act: what is done in saying it
    reportedly:stance: supports, denies or unsure
    reportedly:factuality: how surely it is presented (FactBank)
    reportedly:start#: where the words begin in the document's text
    reportedly:end#: where they end
    reportedly:copyOf{}: the document from which its words are reprinted
"""))  # fmt: skip


def claims(kept: Kept) -> Iterator[dict[str, object]]:
    """Yield the claims, the first reported first."""
    documents = {reading.document.id: reading.document for reading in kept.readings()}
    for claim in kept.claims():
        yield _claim(claim, documents)


def _claim(claim: Claim, documents: dict[str, Document]) -> dict[str, object]:
    many = claim.independent_origins
    appearances = [_appearance(claim, saying, documents) for saying in claim.statements]
    return _told({
        "@type": "Claim",
        "@id": uris.claim(claim.id),
        "identifier": [claim.id, *claim.aliases],
        "text": claim.text,
        "datePublished": claim.first_reported,
        "about": _happening(claim.event),
        "firstAppearance": {"@id": appearances[0]["@id"]} if appearances else None,
        "appearance": appearances,
        "reportedly:aspect": claim.aspect.value,
        "reportedly:standing": claim.standing.value,
        "reportedly:reason": [f"{reason.rule}: {reason.detail}" for reason in claim.reasons],
        "reportedly:originsFor": many.for_,
        "reportedly:originsForMax": many.for_max,
        "reportedly:originsAgainst": many.against,
        "reportedly:originsAgainstMax": many.against_max,
        "reportedly:origin": [_origin(claim, origin) for origin in claim.origins],
    })  # fmt: skip


def _origin(claim: Claim, origin: Origin) -> dict[str, object]:
    return _told({
        "@type": _TYPES.get(origin.kind, "Thing"),
        "@id": uris.origin(claim.id, origin.id),
        "name": origin.name,
        "reportedly:stance": origin.stance.value,
        "reportedly:side": origin.side.value,
        "reportedly:named": origin.named,
        "reportedly:againstInterest": origin.against_interest,
        "reportedly:countsWith": {"@id": uris.origin(claim.id, origin.group)},
    })  # fmt: skip


def _appearance(claim: Claim, saying: Saying, documents: dict[str, Document]) -> dict[str, object]:
    document = documents.get(saying.document)
    return _told({
        "@type": "Quotation",
        "@id": f"{uris.within(saying.document, saying.statement)}:{saying.id}",
        "identifier": saying.statement,
        "text": saying.text,
        "spokenByCharacter": None if saying.origin is None else {"@id": uris.origin(claim.id, saying.origin)},
        "isPartOf": _told({
            "@type": "NewsArticle",
            "@id": uris.document(saying.document),
            "url": saying.url,
            "headline": document.title if document else None,
            "datePublished": saying.published,
            "inLanguage": document.language if document else None,
            "publisher": None if saying.outlet is None else {
                "@type": "NewsMediaOrganization", "name": saying.outlet
            },
        }),
        "reportedly:chain": {"@list": list(saying.chain)},
        "reportedly:act": saying.act.value,
        "reportedly:stance": saying.stance.value,
        "reportedly:factuality": saying.factuality.value,
        "reportedly:start": saying.span.start,
        "reportedly:end": saying.span.end,
        "reportedly:copyOf": None if saying.copy_of is None else {"@id": uris.document(saying.copy_of)},
    })  # fmt: skip


def _happening(event: Happening) -> dict[str, object] | None:
    place = event.place
    where = None if place is None else _told({
        "@type": "Place", "name": place.name, "address": place.country,
        "latitude": place.lat, "longitude": place.lon,
    })  # fmt: skip
    return _told({
        "@type": "Event", "name": event.mode or event.type, "startDate": event.time, "location": where,
        "reportedly:actor": event.actor and event.actor.name,
        "reportedly:recipient": event.recipient and event.recipient.name,
    })  # fmt: skip


def _told(fields: dict[str, object]) -> dict[str, object]:
    """Leave out what is not known."""
    return {name: value for name, value in fields.items() if value is not None}


def _write(kept: Kept, out: BinaryIO) -> None:
    write_listed(out, {"@context": list(CONTEXT)}, "@graph", claims(kept))


FORMAT = Format("claim", "claims as schema.org JSON-LD", {"jsonld": _write}, (CLAIM, ORIGIN, QUOTATION))
