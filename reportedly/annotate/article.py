"""The article loop's second half: a document and its segments in, all rows of its reading out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.annotate.actors.entities import roster
from reportedly.annotate.actors.ties import PlaceAt, ties
from reportedly.annotate.assertions import Rows, assertions
from reportedly.annotate.attribution import attribute
from reportedly.annotate.belonging import belonging, origin
from reportedly.annotate.citing import fold_citations, fold_reports
from reportedly.annotate.continuations import resumed, run_on
from reportedly.annotate.counts.quantities import counts
from reportedly.annotate.disguised import disguised
from reportedly.annotate.events.acts import apart, events
from reportedly.annotate.events.propositions import Scales, propositions
from reportedly.annotate.meanwhile import told_apart
from reportedly.annotate.parse import Paragraph, handed
from reportedly.annotate.passages import Shelf, read_passages
from reportedly.annotate.places.gazetteer import Gazetteer
from reportedly.annotate.places.mentions import places
from reportedly.annotate.quotes import Quote, quotations
from reportedly.annotate.references import dated, identified
from reportedly.annotate.relations import Relation
from reportedly.annotate.statements import build
from reportedly.annotate.tagged import combine
from reportedly.annotate.takenup import called_untrue, taken_up
from reportedly.annotate.times.aftermath import counted
from reportedly.annotate.times.expressions import times
from reportedly.lexicon import Lexicons
from reportedly.shapes import (
    Assertion,
    Count,
    Disguise,
    Document,
    Entity,
    Event,
    Place,
    Segment,
    SentenceVector,
    Source,
    Span,
    Statement,
    Tie,
    Time,
)  # fmt: skip
from reportedly.tag.tagger import Tagged, Tagger

if TYPE_CHECKING:
    from reportedly.annotate.parse import Token


@dataclass(frozen=True, slots=True)
class Seen:
    """A document's story as parsed and tagged: one entry a paragraph in each."""

    paragraphs: tuple[Paragraph, ...]
    quotes: tuple[Sequence[Quote], ...]
    tagged: tuple[Tagged, ...]

    def vectors(self) -> tuple[SentenceVector, ...]:
        """Return the vector of each sentence."""
        return tuple(
            SentenceVector(span.start, span.end, tuple(vector))
            for p, t in zip(self.paragraphs, self.tagged, strict=True)
            for span, vector in zip(p.sentences(), t.vectors.tolist(), strict=True)
        )


@dataclass(frozen=True, slots=True)
class Annotations:
    """All rows that are read from a document's story."""

    sources: tuple[Source, ...]
    statements: tuple[Statement, ...]
    events: tuple[Event, ...]
    ties: tuple[Tie, ...]
    entities: tuple[Entity, ...]
    times: tuple[Time, ...]
    places: tuple[Place, ...]
    counts: tuple[Count, ...]
    assertions: tuple[Assertion, ...]
    disguises: tuple[Disguise, ...]
    vectors: tuple[SentenceVector, ...]


def annotate(
    document: Document,
    segments: Sequence[Segment],
    lexicons: Lexicons,
    tagger: Tagger,
    gazetteer: Gazetteer,
    shelf: Shelf | None = None,
) -> Annotations:
    """Return all that is read from a document's story; furniture yields nothing.

    Passages that are on the shelf are not parsed and tagged again; all else is worked out anew.
    """
    sight = seen(document, segments, lexicons, tagger, shelf)
    sources, statements = stated(document, segments, sight, lexicons)
    paragraphs = sight.paragraphs
    when = counted(paragraphs, times(paragraphs, document.published, lexicons), document.published)
    where = places(paragraphs, lexicons, gazetteer, home=_home(document, lexicons))
    many = counts(paragraphs, lexicons)
    spans = [Span(p.start, p.end) for p in where]
    who = roster(paragraphs, lexicons, sources, document.published, spans)
    stand = ties(paragraphs, who, lexicons, _place_at(paragraphs, where))
    what = apart(events(paragraphs, who, lexicons, when, where, many), stand)
    scales: Scales = {}
    statements = propositions(statements, what, stand, paragraphs, lexicons, scales)
    rows = Rows(statements, what, stand, when, where, many)
    spoke = identified(sources, who.entities)
    whence = origin(document, segments, lexicons, gazetteer)
    return Annotations(
        sources=belonging(document, spoke, paragraphs, where, who.entities, whence, lexicons),
        statements=dated(statements, when, paragraphs), events=what, ties=stand, entities=who.entities,
        times=when, places=where, counts=many,
        assertions=assertions(paragraphs, rows, who, lexicons, scales, document.published),
        disguises=disguised(document, sources, who.entities, lexicons), vectors=sight.vectors(),
    )  # fmt: skip


def _home(document: Document, lexicons: Lexicons) -> str | None:
    """The publisher's country, where the lexicon of outlets knows it."""
    outlet = lexicons.outlets.get(document.outlet or "")
    return outlet.country if outlet is not None else None


def _place_at(paragraphs: Sequence[Paragraph], rows: Sequence[Place]) -> PlaceAt:
    """The look-up from a word of a paragraph to the place that it names."""

    def at(paragraph: int, token: Token) -> str | None:
        start = paragraphs[paragraph].start(token)
        return next((row.id for row in rows if row.start <= start < row.end), None)

    return at


def seen(
    document: Document,
    segments: Sequence[Segment],
    lexicons: Lexicons,
    tagger: Tagger,
    shelf: Shelf | None = None,
) -> Seen:
    """Parse and tag the story, or take what is on the shelf."""
    text = document.text
    passages = read_passages(text, handed(text, segments, lexicons.headline_words), tagger, shelf)
    return Seen(
        tuple(passage.paragraph for passage in passages),
        tuple(quotations(text, Span(p.paragraph.segment.start, p.paragraph.segment.end)) for p in passages),
        tuple(passage.tagged for passage in passages),
    )


def stated(
    document: Document, segments: Sequence[Segment], sight: Seen, lexicons: Lexicons,
    keep: Callable[[Relation], bool] = lambda relation: True, tags: bool = True,
) -> tuple[tuple[Source, ...], tuple[Statement, ...]]:  # fmt: skip
    """Return the sources and statements of a story; `keep` and `tags` leave rules or tags out, to measure."""
    text, paragraphs, quotes = document.text, sight.paragraphs, sight.quotes
    relations = tuple(r for r in attribute(text, paragraphs, quotes, lexicons) if keep(r))
    parsed = relations
    if tags:
        relations = combine(paragraphs, quotes, relations, [t.tags for t in sight.tagged], lexicons)
    relations = told_apart(paragraphs, relations)
    relations = called_untrue(taken_up(relations, parsed, paragraphs, lexicons), paragraphs, lexicons)
    relations = fold_reports(text, fold_citations(text, relations, paragraphs), paragraphs, lexicons)
    relations = resumed(text, paragraphs, quotes, relations)
    relations, orphans = run_on(text, paragraphs, quotes, relations)
    return build(document, segments, paragraphs, quotes, relations, orphans, lexicons)
