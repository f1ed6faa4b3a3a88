"""The article loop's second half: a document and its segments in, sources, statements and vectors out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reportedly.annotate.attribution import attribute
from reportedly.annotate.citing import fold_citations
from reportedly.annotate.continuations import run_on
from reportedly.annotate.parse import Paragraph, parse
from reportedly.annotate.quotes import Quote, quotations
from reportedly.annotate.relations import Relation
from reportedly.annotate.statements import build
from reportedly.annotate.tagged import combine
from reportedly.lexicon import Lexicons
from reportedly.shapes import Document, Segment, SentenceVector, Source, Span, Statement
from reportedly.tag.tagger import Tagged, Tagger


@dataclass(frozen=True, slots=True)
class Seen:
    """A document's story as parsed and tagged: one entry a paragraph in each."""

    paragraphs: tuple[Paragraph, ...]
    quotes: tuple[Sequence[Quote], ...]
    tagged: tuple[Tagged, ...]

    def vectors(self) -> tuple[SentenceVector, ...]:
        """Return the vector of each sentence."""
        return tuple(
            SentenceVector(span.start, span.end, tuple(map(float, vector)))
            for p, t in zip(self.paragraphs, self.tagged, strict=True)
            for span, vector in zip(p.sentences(), t.vectors, strict=True)
        )


def annotate(
    document: Document, segments: Sequence[Segment], lexicons: Lexicons, tagger: Tagger
) -> tuple[tuple[Source, ...], tuple[Statement, ...], tuple[SentenceVector, ...]]:
    """Return the sources, statements and sentence vectors of a document; furniture yields none."""
    sight = seen(document, segments, lexicons, tagger)
    return *stated(document, segments, sight, lexicons), sight.vectors()


def seen(document: Document, segments: Sequence[Segment], lexicons: Lexicons, tagger: Tagger) -> Seen:
    """Parse and tag the story."""
    text = document.text
    paragraphs = parse(text, segments, lexicons.headline_words)
    places = [Span(p.segment.start, p.segment.end) for p in paragraphs]
    return Seen(
        paragraphs,
        tuple(quotations(text, place) for place in places),
        tuple(tagger.read(text, at, p.sentences()) for p, at in zip(paragraphs, places, strict=True)),
    )


def stated(
    document: Document, segments: Sequence[Segment], sight: Seen, lexicons: Lexicons,
    keep: Callable[[Relation], bool] = lambda relation: True, tags: bool = True,
) -> tuple[tuple[Source, ...], tuple[Statement, ...]]:  # fmt: skip
    """Return the sources and statements of a story; `keep` and `tags` leave rules or tags out, to measure."""
    text, paragraphs, quotes = document.text, sight.paragraphs, sight.quotes
    relations = tuple(r for r in attribute(text, paragraphs, quotes, lexicons) if keep(r))
    if tags:
        relations = combine(paragraphs, quotes, relations, [t.tags for t in sight.tagged], lexicons)
    relations = fold_citations(text, relations, paragraphs)
    relations, orphans = run_on(text, paragraphs, quotes, relations)
    return build(document, segments, paragraphs, quotes, relations, orphans, lexicons)
