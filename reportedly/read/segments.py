"""Text to typed stretches: headline, datelines, paragraphs, and the furniture of the page.

In comes a document's text, with the page's blocks where it was made from HTML; out come segments in
order that do not overlap, are trimmed, and together hold every character that is not white space.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reportedly.lexicon import Lexicons
from reportedly.read.datelines import dateline
from reportedly.read.furniture import furniture, tail
from reportedly.read.headlines import is_headline
from reportedly.read.lines import blocks, trimmed
from reportedly.shapes import FurnitureKind, Segment, SegmentKind, Span

Markup = Sequence[tuple[Span, bool]]
"""The blocks of a text made from HTML: where each lies, and whether the page marks it as a heading."""


def segment(
    text: str, lexicons: Lexicons, *, title: str | None = None, markup: Markup | None = None
) -> tuple[Segment, ...]:
    """Take a text apart into segments.

    `title` is what is known apart from the text; a first line that resembles it is the headline.
    With `markup`, blocks and headings are the page's; otherwise both are found in the text.
    """
    spans = blocks(text) if markup is None else [trimmed(text, *span) for span, _ in markup]
    headings = set() if markup is None else {span.start for span, heading in markup if heading}
    spans = [span for span in spans if span.start < span.end]
    kinds = _kinds(text, spans, headings, lexicons)
    head = _headline(text, spans, kinds, headings, title)
    out: list[Segment] = []
    first = True
    for index, (span, kind) in enumerate(zip(spans, kinds, strict=True)):
        if index == head or (kind is None and span.start in headings):
            out.append(Segment(SegmentKind.HEADLINE, None, *span))
        elif kind is not None:
            out.append(Segment(SegmentKind.FURNITURE, kind, *span))
        else:
            out.extend(_paragraph(text, span, lexicons, first=first))
            first = False
    return tuple(out)


def _kinds(
    text: str, spans: Sequence[Span], headings: set[int], lexicons: Lexicons
) -> list[FurnitureKind | None]:
    """Say of each block what furniture it is; a byline only counts at the head or foot of the story."""
    kinds = [furniture(text[span.start : span.end], lexicons) for span in spans]
    story = [i for i, (kind, span) in enumerate(zip(kinds, spans, strict=True)) if _is_prose(text, span, kind)]
    if not story:
        return kinds
    opening = story[min(2, len(story) - 1)]
    return [
        None if kind is FurnitureKind.BYLINE and opening < i < story[-1] else kind
        for i, kind in enumerate(kinds)
    ]


def _is_prose(text: str, span: Span, kind: FurnitureKind | None) -> bool:
    return kind is None and len(text[span.start : span.end].split()) > 12


def _headline(
    text: str,
    spans: Sequence[Span],
    kinds: Sequence[FurnitureKind | None],
    headings: set[int],
    title: str | None,
) -> int | None:
    """Find the block that is the headline: the first that is no furniture, if it looks like one."""
    story = [index for index, kind in enumerate(kinds) if kind is None]
    if not story:
        return None
    first = spans[story[0]]
    if headings:
        return story[0] if first.start in headings else None
    following = [text[spans[i].start : spans[i].end] for i in story[1:4]]
    return story[0] if is_headline(text[first.start : first.end], following, title) else None


def _paragraph(text: str, span: Span, lexicons: Lexicons, *, first: bool) -> Iterator[Segment]:
    """Part a paragraph from its dateline and from a bracketed credit at its end."""
    start, end = span
    if length := dateline(text[start:end], lexicons, first=first):
        yield Segment(SegmentKind.DATELINE, None, *trimmed(text, start, start + length))
        start += length
    cut = start + tail(text[start:end], lexicons)
    body, credit = trimmed(text, start, cut), trimmed(text, cut, end)
    if body.start < body.end:
        yield Segment(SegmentKind.PARAGRAPH, None, *body)
    if credit.start < credit.end:
        kind = furniture(re.sub(r"\s+", " ", text[credit.start : credit.end]), lexicons)
        yield Segment(SegmentKind.FURNITURE, kind, *credit)
