"""The gold of a dossier as `Mention`s: what `assess` is given where linking has made no mistake.

In come a `Dossier`, the `World`, and optionally the dossier's readings; out comes one list of mentions
a gold claim, one mention a listed statement, in the order of the gold. `Chains.GOLD` makes statement and
chain from the gold; `Chains.READ` takes both from the reading, where one of its statements holds some of
the words, so that the reader's mistakes are in and those of linking (claim, stance, copies) are not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC
from enum import StrEnum

from benchmarks import dossiers as gold
from benchmarks.dossiers import Dossier, World
from reportedly.claim import Item, Mention, Stance
from reportedly.ids import document_id, row_id, sha256
from reportedly.shapes import (
    Act,
    Aspect,
    Count,
    Entity,
    EntityKind,
    Event,
    EventType,
    EvidenceKind,
    Factuality,
    FactualityValue,
    Place,
    Proposition,
    Quotation,
    Reading,
    Reason,
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
from reportedly.spans import overlap

_WORD = re.compile(r"[^\W_]+")
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_ACTS = {Stance.SUPPORTS: Act.ASSERT, Stance.DENIES: Act.DENY, Stance.UNSURE: Act.DOUBT}
_VALUES = {
    Stance.SUPPORTS: FactualityValue.CERTAIN,
    Stance.DENIES: FactualityValue.CERTAINLY_NOT,
    Stance.UNSURE: FactualityValue.UNKNOWN,
}
_GOLD = (Reason("gold", "given"),)


class Chains(StrEnum):
    """Whence a mention's chain comes."""

    GOLD = "gold"
    READ = "read"


def item(article: gold.Article) -> Item:
    """Return an article as the document that `reportedly add` makes of it."""
    published = article.published.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    id_ = document_id(sha256(article.text.encode()), article.url, article.outlet, published)
    return Item(id_, article.url, article.outlet, article.title, published)


def mentions(
    dossier: Dossier,
    world: World,
    readings: Mapping[str, Reading] | None = None,
    chains: Chains = Chains.GOLD,
) -> dict[str, list[Mention]]:
    """Return each gold claim's mentions by the claim's id.

    `readings` by document id: they lend vectors, and what the text says of a source (role,
    affiliation, number, descriptors) where one of the same name was read in the article. `Chains.READ`
    needs them.
    """
    maker = _Maker(dossier, world, readings or {}, chains)
    return {claim.id: list(maker.claim(claim)) for claim in dossier.gold.claims}


class _Maker:
    """What the mentions of one dossier share."""

    def __init__(
        self, dossier: Dossier, world: World, readings: Mapping[str, Reading], chains: Chains
    ) -> None:
        self.dossier = dossier
        self.world = world
        self.chains = chains
        self.items = {article.id: item(article) for article in dossier.articles}
        self.texts = {article.id: article.text for article in dossier.articles}
        self.readings = {id_: readings.get(row.id) for id_, row in self.items.items()}

    def claim(self, claim: gold.Claim) -> Iterator[Mention]:
        """Yield a claim's mentions, one a listed statement."""
        counted = _counted(claim, self.dossier)
        for n, said in enumerate(claim.statements):
            span = said.span(self.texts[said.article])
            mention = self._mention(claim, said, n, span, counted.get(n, ()))
            if self.chains is Chains.READ:
                mention = self._as_read(mention, said.article)
            yield mention

    def _mention(
        self, claim: gold.Claim, said: gold.Said, n: int, span: Span, counts: Sequence[gold.Tally]
    ) -> Mention:
        document, stance = self.items[said.article], Stance(said.stance)
        chain = tuple(self._link(claim, said, k, name) for k, name in enumerate(said.chain))
        actor, recipient = (_entity(self.world, who) for who in (claim.event.actor, claim.event.recipient))
        place, time = _place(self.world, claim.event.place, span), _time(claim.event.time, span)
        rows = tuple(_count(tally, span) for tally in counts)
        event = _event(claim, span, actor, recipient, place, time, rows)
        factuality = Factuality(_VALUES[stance], ())
        key = row_id("mn", self.dossier.name, claim.id, n)
        statement = Statement(
            id=row_id("st", document.id, claim.id, n),
            voice=_voice(said),
            content=(span,),
            cue=(),
            source=(),
            quotation=Quotation.NONE,
            chain=tuple(source.id for source in chain),
            addressee=None,
            within=None,
            about=None,
            act=_ACTS[stance],
            factuality=factuality,
            said=None,
            propositions=(Proposition(event.id if event else key, span, factuality),),
            reasons=_GOLD,
        )
        text = self.texts[said.article]
        return Mention(
            key=key,
            aspect=Aspect(claim.aspect),
            stance=stance,
            document=document,
            statement=statement,
            chain=chain,
            span=span,
            text=text[span.start : span.end],
            factuality=factuality.value,
            event=event,
            actor=actor,
            recipient=recipient,
            place=place,
            time=time,
            counts=rows,
            predicate="",
            words=tuple(word.lower() for word in _WORD.findall(text[span.start : span.end])),
            vector=_vector(self.readings[said.article], span),
            copied=self._copied(said.article, span),
        )

    def _link(self, claim: gold.Claim, said: gold.Said, k: int, name: str) -> Source:
        """Return a link of a chain: the origin as the gold has it, or an outlet or agency of the world."""
        origin = claim.origin(said.origin) if k == 0 and said.origin else None
        kind, named = _kind(self.world, name), name != "unknown"
        if origin is not None:
            kind, named = SourceKind(origin.kind), origin.named
        document = self.items[said.article]
        read = _read_source(self.readings[said.article], name)
        seen = origin is not None and kind in (SourceKind.OUTLET, SourceKind.AGENCY)
        return Source(
            id=row_id("src", document.id, name),
            name=name,
            kind=kind,
            evidence_kind=EvidenceKind.WITNESS if seen else (read.evidence_kind if read else None),
            named=named,
            count=read.count if read else _number(name),
            descriptors=read.descriptors if read else (() if named else _descriptors(name)),
            role=read.role if read else None,
            affiliation=read.affiliation if read else None,
            entity=read.entity if read else None,
            mentions=read.mentions if read else (),
        )

    def _copied(self, article: str, span: Span) -> str | None:
        """Return the document from which the gold says that a stretch is reprinted, or null."""
        text = self.texts[article]
        for copy in self.dossier.gold.copies:
            if copy.article == article and (
                copy.parts == "whole"
                or any(overlap([span], [passage(part, text)]) for part in copy.parts)
            ):
                return self.items[copy.of].id
        return None

    def _as_read(self, mention: Mention, article: str) -> Mention:
        """Give a mention the statement and chain of the reading that hold most of its words.

        Of several one whose source is not of the press: what an agency reports that a ministry says, the
        ministry says.
        """
        reading = self.readings[article]
        if reading is None:
            raise ValueError(f"{self.dossier.name} {article}: no reading of it was given")
        sources = {source.id: source for source in reading.sources}

        def fits(row: Statement) -> tuple[int, bool, bool]:
            relayed = sources[row.chain[0]].kind in (SourceKind.OUTLET, SourceKind.AGENCY)
            return overlap([mention.span], row.content), row.voice is Voice.SOURCE, not relayed

        found = max(reading.statements, key=fits, default=None)
        if found is None or not overlap([mention.span], found.content):
            return mention
        chain = tuple(sources[id_] for id_ in found.chain)
        return replace(mention, statement=found, chain=chain)


def passage(part: gold.Passage, text: str) -> Span:
    """Return the stretch that a gold passage names by its first and last words."""
    start = text.index(part.first)
    end = text.index(part.last, max(0, start + len(part.first) - len(part.last)))
    return Span(start, end + len(part.last))


def _voice(said: gold.Said) -> Voice:
    if said.origin is not None:
        return Voice.SOURCE
    return Voice.UNKNOWN if said.chain[0] == "unknown" else Voice.AUTHOR


def _kind(world: World, name: str) -> SourceKind:
    """Return what a link that is no origin is: "unknown", one of the world's press, or its actors."""
    if name == "unknown":
        return SourceKind.UNKNOWN
    outlet = world.lexicons.outlets.get(name)
    if outlet is not None:
        return SourceKind.AGENCY if outlet.kind == "agency" else SourceKind.OUTLET
    known = {actor.name: actor.kind for actor in world.lexicons.actors.actors.values()}
    return SourceKind.PERSON if known.get(name) is EntityKind.PERSON else SourceKind.ORGANIZATION


def _read_source(reading: Reading | None, name: str) -> Source | None:
    rows = reading.sources if reading is not None else ()
    return next((source for source in rows if source.name.lower() == name.lower()), None)


def _number(name: str) -> int | None:
    first = name.lower().split()[0]
    return _NUMBERS.index(first) + 1 if first in _NUMBERS else None


def _descriptors(name: str) -> tuple[str, ...]:
    return tuple(word for word in _WORD.findall(name.lower()) if word not in (*_NUMBERS, "a", "an", "the"))


def _entity(world: World, who: str | None) -> Entity | None:
    """Return a party by its id in the world, or by words that describe it."""
    if who is None:
        return None
    actor = world.lexicons.actors.actors.get(who)
    if actor is None:
        return Entity(row_id("ent", who), who, EntityKind.OTHER, None, None, ())
    return Entity(row_id("ent", who), actor.name, actor.kind, actor.country, actor.id, ())


def _place(world: World, name: str | None, span: Span) -> Place | None:
    row = next((place for place in world.lexicons.places if place.name == name), None)
    if row is None:
        return None
    return Place(
        row_id("pl", row.name),
        *span,
        row.name,
        row.geonames,
        row.country,
        row.admin1,
        row.lat,
        row.lon,
        row.precision or 1,
    )


def _time(edtf: str | None, span: Span) -> Time | None:
    if edtf is None:
        return None
    return Time(row_id("time", edtf), *span, Timex3(TimexType.DATE, edtf), edtf)


def _event(
    claim: gold.Claim,
    span: Span,
    actor: Entity | None,
    recipient: Entity | None,
    place: Place | None,
    time: Time | None,
    counts: tuple[Count, ...],
) -> Event | Tie | None:
    """Return the event or tie of a claim, or null where PLOVER has no type for it."""
    what = claim.event
    if what.type is None:
        return None
    left, right = (who.id if who else None for who in (actor, recipient))
    if isinstance(what.type, TieType):
        return Tie(row_id("tie", claim.id, *span), what.type, left or "", right or "", span)
    return Event(
        row_id("ev", claim.id, *span),
        EventType(what.type),
        what.mode,
        (),
        span,
        left,
        right,
        place.id if place else None,
        time.id if time else None,
        tuple(count.id for count in counts),
    )


def _counted(claim: gold.Claim, dossier: Dossier) -> dict[int, list[gold.Tally]]:
    """Return each statement's tallies: those of its origin first given in its article.

    Of several such statements the first with a number in its words gives it, else the first.
    """
    published = {article.id: article.published for article in dossier.articles}
    out: dict[int, list[gold.Tally]] = {}
    for tally in claim.counts:
        fitting = [
            n
            for n, said in enumerate(claim.statements)
            if said.origin == tally.said_by and published[said.article] == tally.published
        ]
        with_number = [n for n in fitting if re.search(r"\d", claim.statements[n].quote)]
        if fitting:
            out.setdefault((with_number or fitting)[0], []).append(tally)
    return out


def _count(tally: gold.Tally, span: Span) -> Count:
    id_ = row_id("count", *span, tally.low, tally.best, tally.high, tally.of, tally.role.value)
    return Count(id_, *span, tally.low, tally.best, tally.high, tally.of, tally.role)


def _vector(reading: Reading | None, span: Span) -> tuple[float, ...] | None:
    """Return the vector of the sentence that holds most of a stretch."""
    rows = reading.vectors if reading is not None else ()
    shared = [(overlap([span], [Span(row.start, row.end)]), row.values) for row in rows]
    best = max(shared, key=lambda pair: pair[0], default=None)
    return best[1] if best is not None and best[0] else None
