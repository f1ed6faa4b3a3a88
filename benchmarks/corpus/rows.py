"""The reading of a generated article, made from its truth, in the form that `pipeline.read` gives.

In come articles; out come `Reading`s: spans exact, ids made as the program makes them (`reportedly.ids`),
one unit vector a sentence, nearly the same where the same is claimed. They stand in for readings where a
ledger of a million statements is to be measured; they are what a reader without error would give, and no
measure of the real one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import TypeAlias, TypeVar

import numpy as np

import reportedly
from benchmarks.corpus.asserted import asserted
from benchmarks.corpus.coverage import articles
from benchmarks.corpus.pieces import Article, Said, Speaker, Told
from benchmarks.corpus.truth import chain_of, placed
from benchmarks.corpus.world import Outlet, world
from reportedly.ids import Canonical, document_id, row_id, sha256
from reportedly.shapes import (
    Act,
    Count,
    Document,
    Entity,
    EntityKind,
    Event,
    EventType,
    EvidenceKind,
    Factuality,
    FactualityValue,
    MadeBy,
    Mark,
    MarkKind,
    Place,
    Proposition,
    Reading,
    Reason,
    Segment,
    SegmentKind,
    SentenceVector,
    Source,
    SourceKind,
    Span,
    Statement,
    Time,
    Timex3,
    TimexType,
    Voice,
)

Row = TypeVar("Row")
Who: TypeAlias = tuple[str, EntityKind, str | None, str | None]
"""An entity before it has mentions: name, kind, country, id in the lexicon of actors."""

WIDTH = 384
"""Numbers in a sentence's vector, as many as the shipped model gives."""

VARIANTS, NOISE = 3, 0.35
"""How many slightly different vectors one meaning has, and how long their differences are."""

_CERTAIN = Factuality(FactualityValue.CERTAIN, ())
_MADE_BY = MadeBy(
    reportedly.__version__, sha256(b"benchmarks.corpus: no model"), sha256(b"benchmarks.corpus")
)
_TRUTH = (Reason("corpus", "made from the truth"),)


@lru_cache(maxsize=8192)
def _vector(key: str, variant: int) -> tuple[float, ...]:
    """A unit vector for a meaning; those of one meaning have a cosine of about .9."""
    base = _gauss(key)
    mixed = base / np.linalg.norm(base)
    other = _gauss(f"{key}/{variant}")
    mixed = mixed + NOISE * other / np.linalg.norm(other)
    return tuple((mixed / np.linalg.norm(mixed)).astype(np.float32).tolist())


def _gauss(key: str) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    seed = int(sha256(key.encode())[:16], 16)
    return np.random.default_rng(seed).standard_normal(WIDTH)


def readings(n: int, seed: int = 0, copies: float = 0.5) -> Iterator[Reading]:
    """Yield the readings of `articles(n, seed, copies)`, in the same order."""
    yield from map(reading, articles(n, seed, copies))


def reading(article: Article) -> Reading:
    """Return what a reader without error gives for an article."""
    return _Rows(article).reading()


class _Rows:
    """The rows of one reading, being gathered."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.text = article.text
        row = article.row()
        digest = sha256(self.text.encode())
        self.document = Document(
            id=document_id(digest, row["url"], row["outlet"], row["published"]),
            bytes_sha256=digest,
            url=row["url"],
            outlet=row["outlet"],
            title=row["title"],
            bylines=tuple(_bylines(article)),
            published=row["published"],
            language="en",
            text=self.text,
            published_evidence="given",
        )
        self.segments: list[Segment] = []
        self.parties: dict[int, Speaker | Outlet] = {}
        self.mentions: dict[int, list[Span]] = {}
        self.actors: dict[Who, set[Span]] = {}
        self.vectors: list[SentenceVector] = []
        self.times: dict[Span, Time] = {}
        self.places: dict[Span, Place] = {}
        self.counts: dict[Span, Count] = {}
        self.events: list[Event] = []

    def reading(self) -> Reading:
        """Gather all rows and return them."""
        for at, paragraph in placed(self.article):
            self._segments(at, len(paragraph.text), paragraph.dateline, paragraph.furniture)
            for a, b, party in paragraph.names:
                self._meet(party, Span(a + at, b + at))
            for said in paragraph.said:
                if said.told is not None:
                    self._scene(at, said.told)
            for k, (a, b, key) in enumerate(paragraph.sentences):
                self.vectors.append(SentenceVector(a + at, b + at, _vector(key, (at + k) % VARIANTS)))
        for outlet in (self.article.agency, self.article.outlet):
            if outlet is not None:
                self._meet(outlet, None)
        entities = {key: _entity(key, spans) for key, spans in self.actors.items()}
        sources = self._sources(entities)
        statements = tuple(self._statements(sources, entities))
        named = {row_id_ for s in statements for row_id_ in (*s.chain, s.addressee)}
        return Reading(
            made_by=_MADE_BY,
            document=self.document,
            segments=tuple(self.segments),
            sources=tuple(s for s in sources.values() if s.id in named),
            statements=statements,
            events=tuple(self.events),
            entities=tuple(sorted(entities.values(), key=lambda e: e.mentions[0])),
            times=_ordered(self.times),
            places=_ordered(self.places),
            counts=_ordered(self.counts),
            assertions=tuple(asserted(self.text, statements, self.events)),
            vectors=tuple(self.vectors),
        )

    def _segments(self, at: int, length: int, dateline: int, furniture: object) -> None:
        if furniture is not None:
            self.segments.append(Segment(SegmentKind.FURNITURE, furniture, at, at + length))  # type: ignore[arg-type]
            return
        if dateline:
            self.segments.append(Segment(SegmentKind.DATELINE, None, at, at + dateline - 1))
        self.segments.append(Segment(SegmentKind.PARAGRAPH, None, at + dateline, at + length))

    def _meet(self, party: Speaker | Outlet, span: Span | None) -> None:
        self.parties.setdefault(id(party), party)
        spans = self.mentions.setdefault(id(party), [])
        if span is None:
            return
        spans.append(span)
        words = self.text[span.start : span.end]
        if isinstance(party, Speaker) and party.entity is not None:
            key = party.entity
            for name in (key[0], party.later[0]):
                found = words.find(name)
                if found >= 0:
                    first = Span(span.start + found, span.start + found + len(name))
                    self.actors.setdefault(key, set()).add(first)
                    return

    def _scene(self, at: int, told: Told) -> None:
        """Enter the time, place, number and actor of a clause."""
        happened = told.incident
        if told.time is not None and told.day is not None:
            span, value = _moved(told.time, at), told.day.isoformat()
            id_ = row_id("time", *span, "DATE", value)
            self.times[span] = Time(id_, *span, Timex3(TimexType.DATE, value), value)
        if told.place is not None:
            span, town = _moved(told.place, at), happened.town
            country = world().countries[town.country]
            self.places[span] = Place(
                row_id("pl", *span, None, town.name),
                *span,
                town.name,
                None,
                country.code,
                town.province,
                town.lat,
                town.lon,
                1,
            )
        if told.count is not None and told.toll is not None:
            span, toll, role = _moved(told.count, at), told.toll, happened.kind.role
            of = happened.of if self.text.endswith(happened.of, span.start, span.end) else None
            id_ = row_id("count", *span, toll.low, toll.best, toll.high, of, role)
            self.counts[span] = Count(id_, *span, toll.low, toll.best, toll.high, of, role)
        if told.actor is not None:
            self.actors.setdefault(_who(told), set()).add(_moved(told.actor, at))
        if (harmed := self._harmed(at, told)) is not None:
            self.actors.setdefault(harmed[0], set()).add(harmed[1])

    def _harmed(self, at: int, told: Told) -> tuple[Who, Span] | None:
        """Those to whom it was done and where they stand, where it is done to people."""
        of = told.incident.of
        if told.count is None or told.incident.kind.type not in (EventType.ASSAULT, EventType.COERCE):
            return None
        end = told.count[1] + at
        if not self.text.endswith(of, 0, end):
            return None
        return (of, EntityKind.PEOPLE, None, None), Span(end - len(of), end)

    def _sources(self, entities: dict[Who, Entity]) -> dict[int, Source]:
        out: dict[int, Source] = {}
        for k, (key, party) in enumerate(self.parties.items()):
            id_ = row_id("src", self.document.id, k, party.name)
            spans = tuple(sorted(self.mentions[key]))
            if isinstance(party, Outlet):
                kind = SourceKind.AGENCY if party.agency else SourceKind.OUTLET
                evidence = EvidenceKind.NEWS_REPORT if spans else None
                out[key] = Source(id_, party.name, kind, evidence, True, None, (), None, None, None, spans)
                continue
            entity = entities.get(party.entity) if party.entity is not None else None
            out[key] = Source(
                id_,
                party.name,
                party.kind,
                party.evidence,
                party.named,
                party.count,
                party.descriptors,
                party.role,
                party.affiliation,
                entity.id if entity is not None else None,
                spans,
            )
        return out

    def _statements(self, sources: dict[int, Source], entities: dict[Who, Entity]) -> Iterator[Statement]:
        latest: dict[str, str] = {}
        for at, paragraph in placed(self.article):
            for said in paragraph.said:
                yield (row := self._statement(at, said, sources, entities, latest))
                if said.told is not None:
                    latest[said.told.incident.id] = row.id

    def _statement(
        self,
        at: int,
        said: Said,
        sources: dict[int, Source],
        entities: dict[Who, Entity],
        latest: dict[str, str],
    ) -> Statement:
        content, cue, source = (
            tuple(_moved(s, at) for s in part) for part in (said.content, said.cue, said.source)
        )
        parts: list[Canonical] = [[[*span] for span in part] for part in (content, cue, source)]
        told, factuality = said.told, self._factuality(said, content, cue)
        told_to = said.chain[1] if len(said.chain) > 1 and isinstance(said.chain[1], Outlet) else None
        direct = told_to if isinstance(said.chain[0] if said.chain else None, Speaker) else None
        addressee = (
            sources.get(id(direct)) if direct is not None and self._in_frame(at, said, direct) else None
        )
        return Statement(
            id=row_id("st", self.document.id, said.voice.value, *parts),
            voice=said.voice,
            content=content,
            cue=cue,
            source=source,
            quotation=said.quotation,
            chain=tuple(sources[id(link)].id for link in chain_of(self.article, said)),
            addressee=addressee.id if addressee is not None else None,
            within=None,
            about=latest.get(told.incident.id)
            if told is not None and said.act in (Act.DENY, Act.CONFIRM)
            else None,
            act=said.act,
            factuality=factuality,
            said=None,
            propositions=tuple(self._propositions(at, told, entities, factuality))
            if told is not None
            else (),
            reasons=_TRUTH,
        )

    def _in_frame(self, at: int, said: Said, outlet: Outlet) -> bool:
        """Whether the sentence itself names whom the source told."""
        low, high = min(said.content)[0] + at, max(said.content)[1] + at
        low = min([low] + [a + at for a, _ in (*said.source, *said.cue)])
        high = max([high] + [b + at for _, b in (*said.source, *said.cue)]) + len(outlet.said) + 2
        return any(low <= s.start and s.end <= high for s in self.mentions.get(id(outlet), ()))

    def _factuality(self, said: Said, content: tuple[Span, ...], cue: tuple[Span, ...]) -> Factuality:
        if said.act is Act.DENY:
            return Factuality(
                FactualityValue.CERTAINLY_NOT, tuple(Mark(MarkKind.DENIAL, *span, None) for span in cue)
            )
        if said.act is Act.PREDICT:
            found = self.text.find("could", content[0].start, content[0].end)
            if found >= 0:
                return Factuality(FactualityValue.POSSIBLE, (Mark(MarkKind.HEDGE, found, found + 5, None),))
        if said.voice is Voice.UNKNOWN:
            return Factuality(
                FactualityValue.PROBABLE, tuple(Mark(MarkKind.HEDGE, *span, None) for span in cue)
            )
        return _CERTAIN

    def _propositions(
        self,
        at: int,
        told: Told,
        entities: dict[Who, Entity],
        factuality: Factuality,
    ) -> Iterator[Proposition]:
        happened, find = told.incident, self._finder(at)
        kind = happened.kind
        actor = entities[_who(told)].id if told.actor is not None else None
        harmed = self._harmed(at, told)
        whom = entities[harmed[0]].id if harmed is not None else None
        place, time, count = (
            find(told.place, self.places),
            find(told.time, self.times),
            find(told.count, self.counts),
        )
        rows = [(told.trigger, kind.type, kind.mode, kind.context, None if told.fate is not None else whom)]
        if told.fate is not None:
            rows.append((told.fate, EventType.ASSAULT, None, (), whom))
        for pair, type_, mode, context, recipient in sorted(rows, key=lambda r: r[0]):
            span = _moved(pair, at)
            event = Event(
                row_id("ev", type_.value, mode, *span, actor, recipient),
                type_,
                mode,
                context,
                span,
                actor,
                recipient,
                place,
                time,
                (count,) if count is not None else (),
            )
            self.events.append(event)
            yield Proposition(event.id, span, factuality)

    def _finder(self, at: int) -> Callable[..., str | None]:
        def find(pair: tuple[int, int] | None, rows: dict[Span, Time | Place | Count]) -> str | None:
            row = rows.get(_moved(pair, at)) if pair is not None else None
            return row.id if row is not None else None

        return find


def _who(told: Told) -> Who:
    actor = told.incident.actor
    return actor.name, actor.kind, actor.country, actor.id or None


def _moved(pair: tuple[int, int], at: int) -> Span:
    return Span(pair[0] + at, pair[1] + at)


def _entity(key: Who, spans: set[Span]) -> Entity:
    name, kind, country, actor = key
    mentions = tuple(sorted(spans))
    return Entity(row_id("ent", kind.value, name, *mentions), name, kind, country, actor, mentions)


def _ordered(rows: dict[Span, Row]) -> tuple[Row, ...]:
    return tuple(rows[span] for span in sorted(rows))


def _bylines(article: Article) -> Iterator[str]:
    for paragraph in article.paragraphs:
        if paragraph.text.startswith("By ") and paragraph.furniture is not None:
            yield paragraph.text[3:]
