"""The article loop's second half: a document and its segments in, sources and statements out."""

from __future__ import annotations

from collections.abc import Sequence

from reportedly.annotate.attribution import attribute
from reportedly.annotate.citing import fold_citations
from reportedly.annotate.continuations import run_on
from reportedly.annotate.parse import parse
from reportedly.annotate.quotes import quotations
from reportedly.annotate.statements import build
from reportedly.lexicon import Lexicons
from reportedly.shapes import Document, Segment, Source, Span, Statement


def annotate(
    document: Document, segments: Sequence[Segment], lexicons: Lexicons
) -> tuple[tuple[Source, ...], tuple[Statement, ...]]:
    """Return the sources and statements of a document; furniture yields none."""
    text = document.text
    paragraphs = parse(text, segments, lexicons.headline_words)
    quotes = [quotations(text, Span(p.segment.start, p.segment.end)) for p in paragraphs]
    relations = fold_citations(attribute(text, paragraphs, quotes, lexicons), paragraphs)
    relations, orphans = run_on(text, paragraphs, quotes, relations)
    return build(document, segments, paragraphs, quotes, relations, orphans, lexicons)
