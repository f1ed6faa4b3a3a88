"""Mentions made by hand for the tests of `assess`: invented press, invented people, one claim each."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from reportedly import lexicon
from reportedly.assess.world import World
from reportedly.claim import Item, Mention, Stance
from reportedly.ids import row_id, sha256
from reportedly.shapes import (
    Act,
    Aspect,
    Count,
    CountRole,
    Entity,
    EntityKind,
    Event,
    EventType,
    EvidenceKind,
    Factuality,
    FactualityValue,
    Place,
    Quotation,
    Reason,
    Source,
    SourceKind,
    Span,
    Statement,
    Voice,
)

LEXICON = Path(__file__).parent / "velania.yaml"


@cache
def world() -> World:
    """Return the invented world of these tests, on top of our own tables."""
    return World(lexicon.load([LEXICON]))


def source(
    name: str,
    kind: SourceKind = SourceKind.PERSON,
    *,
    named: bool = True,
    role: str | None = None,
    of: str | None = None,
    count: int | None = None,
    evidence: EvidenceKind | None = None,
    descriptors: tuple[str, ...] = (),
) -> Source:
    """Return a source as a reading would have it."""
    id_ = row_id("src", name)
    return Source(id_, name, kind, evidence, named, count, descriptors, role, of, None, ())


def unnamed(name: str, *, count: int | None = None, role: str | None = None) -> Source:
    """Return an unnamed source."""
    return source(name, SourceKind.ANONYMOUS, named=False, count=count, role=role)


def crowd(name: str) -> Source:
    """Return a crowd without a name or number."""
    return source(name, SourceKind.GROUP, named=False)


WIRE = source("Harbour Wire", SourceKind.AGENCY)
POST = source("Coastal Post", SourceKind.OUTLET)
GAZETTE = source("Hill Gazette", SourceKind.OUTLET)


def said(
    *chain: Source,
    day: str | None = "2031-05-01",
    stance: Stance = Stance.SUPPORTS,
    words: str = "shells hit the bridge",
    voice: Voice = Voice.SOURCE,
    act: Act | None = None,
    rule: str = "verb-clause",
    copied: str | None = None,
    counts: tuple[int, ...] = (),
    actor: Entity | None = None,
    recipient: Entity | None = None,
    at: int = 0,
    aspect: Aspect = Aspect.OCCURRENCE,
) -> Mention:
    """Return one mention of the claim; the last link of the chain is the document's outlet."""
    outlet = chain[-1].name
    document = Item(sha256(f"{outlet} {day}".encode()), None, outlet, None, day)
    span = Span(at, at + len(words))
    value = FactualityValue.CERTAIN if stance is Stance.SUPPORTS else FactualityValue.CERTAINLY_NOT
    default = {Stance.SUPPORTS: Act.ASSERT, Stance.DENIES: Act.DENY, Stance.UNSURE: Act.DOUBT}[stance]
    key = row_id("mn", document.id, stance.value, words, at, [link.name for link in chain])
    statement = Statement(
        row_id("st", key), voice, (span,), (), (), Quotation.NONE, tuple(link.id for link in chain), None,
        None, None, act or default, Factuality(value, ()), None, (), (Reason(rule, ""),),
    )  # fmt: skip
    left, right = (party.id if party else None for party in (actor, recipient))
    event = Event(row_id("ev", key), EventType.ASSAULT, None, (), span, left, right, None, None, ())
    place = Place("pl", *span, "Marrow", None, "XVE", None, None, None, 1)
    rows = tuple(Count(row_id("c", n), *span, n, n, n, "people", CountRole.KILLED) for n in counts)
    return Mention(
        key=key, aspect=aspect, stance=stance, document=document, statement=statement, chain=chain, span=span,
        text=words, factuality=value, event=event, actor=actor, recipient=recipient, place=place, time=None,
        counts=rows, predicate="", words=tuple(words.split()), copied=copied,
    )  # fmt: skip


def party(name: str, actor: str | None, kind: EntityKind = EntityKind.MILITARY) -> Entity:
    """Return a party of an event."""
    return Entity(row_id("ent", name), name, kind, None, actor, ())
