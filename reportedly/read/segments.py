"""Text to typed stretches: headline, datelines, paragraphs, and the furniture of the page.

In comes a document's text, with the page's blocks where it was made from HTML; out come segments in
order that do not overlap, are trimmed, and together hold every character that is not white space.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reportedly.lexicon import Lexicons
from reportedly.read.datelines import Place, behind, dateline
from reportedly.read.furniture import credit, furniture, sourced, tail
from reportedly.read.headlines import is_headline
from reportedly.read.kinds import kinds_of
from reportedly.read.lines import blocks, trimmed
from reportedly.read.markup import Role
from reportedly.shapes import FurnitureKind, Segment, SegmentKind, Span

Markup = Sequence[tuple[Span, Role]]
"""The blocks of a text made from HTML: where each lies, and what the page marks it as."""


_HEAD = 3
"""Among how many paragraphs from the first a dateline is looked for: a deck may stand before it."""


def segment(
    text: str,
    lexicons: Lexicons,
    *,
    title: str | None = None,
    bylines: Sequence[str] = (),
    markup: Markup | None = None,
) -> tuple[Segment, ...]:
    """Take a text apart into segments.

    `title` and `bylines` are what is known apart from the text: a first line that resembles the
    title is the headline, a last one that begins with an author's name is a note on him. With
    `markup`, blocks and headings are the page's; otherwise both are found in the text.
    """
    if markup is None:
        spans, roles = blocks(text), dict[int, Role]()
    else:
        spans = [trimmed(text, *span) for span, _ in markup]
        roles = {index: role for index, (_, role) in enumerate(markup)}
    kinds = kinds_of([text[span.start : span.end] for span in spans], roles, bylines, lexicons)
    headings = {index for index, role in roles.items() if role in (Role.TITLE, Role.HEADING)}
    head = _headline(text, spans, kinds, headings, title, lexicons)
    out: list[Segment] = []
    paragraphs = 0
    for index, (span, kind) in enumerate(zip(spans, kinds, strict=True)):
        if span.start == span.end:
            continue  # invisible characters only
        if index == head or (kind is None and index in headings):
            out.append(Segment(SegmentKind.HEADLINE, None, *span))
        elif kind is not None:
            out.append(Segment(SegmentKind.FURNITURE, kind, *span))
        else:
            place = Place.FIRST if not paragraphs else Place.HEAD if paragraphs < _HEAD else Place.BODY
            out.extend(_paragraph(text, span, lexicons, place, head is not None))
            paragraphs += 1
    return tuple(out)


def _headline(
    text: str,
    spans: Sequence[Span],
    kinds: list[FurnitureKind | None],
    headings: set[int],
    title: str | None,
    lexicons: Lexicons,
) -> int | None:
    """Find the block that is the headline: the first that is no furniture, if it looks like one.

    "Poll: ..." or "Watch ..." as the very first line of a story without another headline is its
    headline, not a link to another piece; its entry in `kinds` is cleared then.
    """
    story = [index for index, kind in enumerate(kinds) if kind is None]
    if not story:
        return None
    rows = [text[spans[i].start : spans[i].end] for i in story[:5]]
    if headings:
        return story[0] if story[0] in headings else None
    if is_headline(rows[0], rows[1:4], title, lexicons):
        return story[0]
    opening = text[spans[0].start : spans[0].end]
    if kinds[0] is FurnitureKind.RELATED_LINK and is_headline(opening, rows[:3], title, lexicons):
        kinds[0] = None
        return 0
    return None


def _paragraph(text: str, span: Span, lexicons: Lexicons, place: Place, headed: bool) -> Iterator[Segment]:
    """Part a paragraph from its dateline and from credits and links at its end.

    Where the story has no headline yet, its first line may begin with one, up to a dated credit.
    """
    start, end = span
    if place is Place.FIRST and not headed and (found := credit(text[start:end], lexicons)):
        yield Segment(SegmentKind.HEADLINE, None, *trimmed(text, start, start + found[0]))
        named = trimmed(text, start + found[0], start + found[1])
        yield Segment(SegmentKind.FURNITURE, FurnitureKind.AGENCY_CREDIT, *named)
        start = trimmed(text, start + found[1], end).start
    length = dateline(text[start:end], lexicons, place)
    if not length and place is Place.FIRST and (found := behind(text[start:end], lexicons)):
        before = SegmentKind.PARAGRAPH if headed else SegmentKind.HEADLINE
        yield Segment(before, None, *trimmed(text, start, start + found[0]))
        start, length = start + found[0], found[1] - found[0]
    if length:
        yield Segment(SegmentKind.DATELINE, None, *trimmed(text, start, start + length))
        start += length
    named, links = Span(end, end), Span(end, end)
    if (credited := sourced(text[start:end], lexicons)) is not None:
        named = trimmed(text, start + credited[0], start + credited[1])
        links, end = trimmed(text, named.end, end), named.start
    cut = start + tail(text[start:end], lexicons)
    body, last = trimmed(text, start, cut), trimmed(text, cut, end)
    if body.start < body.end:
        yield Segment(SegmentKind.PARAGRAPH, None, *body)
    if last.start < last.end:
        kind = furniture(re.sub(r"\s+", " ", text[last.start : last.end]), lexicons)
        yield Segment(SegmentKind.FURNITURE, kind, *last)
    for kind, after in ((FurnitureKind.AGENCY_CREDIT, named), (FurnitureKind.RELATED_LINK, links)):
        if after.start < after.end:
            yield Segment(SegmentKind.FURNITURE, kind, *after)
