"""The article loop's second half: a document and its segments in, sources, statements and vectors out."""

from __future__ import annotations

from collections.abc import Sequence

from reportedly.annotate.attribution import attribute
from reportedly.annotate.citing import fold_citations
from reportedly.annotate.continuations import run_on
from reportedly.annotate.parse import parse
from reportedly.annotate.quotes import quotations
from reportedly.annotate.statements import build
from reportedly.annotate.tagged import combine
from reportedly.lexicon import Lexicons
from reportedly.shapes import Document, Segment, SentenceVector, Source, Span, Statement
from reportedly.tag.tagger import Tagger


def annotate(
    document: Document, segments: Sequence[Segment], lexicons: Lexicons, tagger: Tagger
) -> tuple[tuple[Source, ...], tuple[Statement, ...], tuple[SentenceVector, ...]]:
    """Return the sources, statements and sentence vectors of a document; furniture yields none."""
    text = document.text
    paragraphs = parse(text, segments, lexicons.headline_words)
    quotes = [quotations(text, Span(p.segment.start, p.segment.end)) for p in paragraphs]
    tagged = [tagger.read(text, Span(p.segment.start, p.segment.end), p.sentences()) for p in paragraphs]
    relations = attribute(text, paragraphs, quotes, lexicons)
    relations = combine(paragraphs, quotes, relations, [t.tags for t in tagged], lexicons)
    relations = fold_citations(text, relations, paragraphs)
    relations, orphans = run_on(text, paragraphs, quotes, relations)
    vectors = tuple(
        SentenceVector(span.start, span.end, tuple(map(float, vector)))
        for p, t in zip(paragraphs, tagged, strict=True)
        for span, vector in zip(p.sentences(), t.vectors, strict=True)
    )
    return *build(document, segments, paragraphs, quotes, relations, orphans, lexicons), vectors
