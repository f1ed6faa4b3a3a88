"""Quotations that run on: paragraphs of direct speech without a cue, given back to their speaker.

In come the relations of all paragraphs, out come the same with later quotations joined to the one
they continue, and those left over, of which nobody is named as the speaker.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from reportedly.annotate.contents import to_spans
from reportedly.annotate.direct import opens_run_on, speech_like
from reportedly.annotate.parse import Paragraph
from reportedly.annotate.quotes import Quote, inside
from reportedly.annotate.relations import Relation
from reportedly.shapes import Span
from reportedly.spans import overlap

if TYPE_CHECKING:
    from reportedly.annotate.parse import Token


def run_on(
    text: str,
    paragraphs: Sequence[Paragraph],
    quotes: Sequence[Sequence[Quote]],
    relations: Sequence[Relation],
) -> tuple[tuple[Relation, ...], tuple[Span, ...]]:
    """Return the relations with their continuations, and the quotations that stayed without a speaker."""
    found = list(relations)
    orphans: list[Span] = []
    for index, (paragraph, marks) in enumerate(zip(paragraphs, quotes, strict=True)):
        first = opens_run_on(text, paragraph, marks)
        if first is None or _taken(found, first.outer):
            continue
        if not first.closed and any(r.paragraph == index for r in found):
            continue  # a closing mark left out: the paragraph has its speaker
        if not speech_like(text, first) or not _whole(text, paragraph, first):
            continue
        before = _speaker_before(text, found, paragraphs, quotes, index)
        rest = [q.outer for q in marks if not _taken(found, q.outer) and speech_like(text, q)]
        if before is None:
            orphans += rest
            continue
        old = found[before]
        found[before] = replace(old, content=(*old.content, *rest), direct=True)
    return tuple(found), tuple(orphans)


def resumed(
    text: str,
    paragraphs: Sequence[Paragraph],
    quotes: Sequence[Sequence[Quote]],
    relations: Sequence[Relation],
) -> tuple[Relation, ...]:
    """Return the relations with what goes on in the same paragraph without a cue of its own.

    A quotation that stands as sentences of its own belongs to whoever spoke last in its paragraph; a sentence
    set back in time ("It had struck a rock") that follows one that is set back and said, to its speaker.
    """
    found = list(relations)
    for index, (paragraph, marks) in enumerate(zip(paragraphs, quotes, strict=True)):
        for quote in marks:
            if _taken(found, quote.outer) or not speech_like(text, quote):
                continue
            if not _stands_alone(text, paragraph, quote):
                continue
            last = _last_speaker(found, index, paragraph, marks, quote.outer.start)
            if last is not None:
                old = found[last]
                found[last] = replace(old, content=(*old.content, quote.outer))
        _backshifted(found, index, paragraph, marks)
    return tuple(found)


def _stands_alone(text: str, paragraph: Paragraph, quote: Quote) -> bool:
    """Whether a quotation is a sentence, or several, between sentences."""
    before = text[paragraph.segment.start : quote.outer.start].rstrip()
    inner = text[quote.inner.start : quote.inner.end].strip()
    whole = inner[-1:] in ".!?" or not quote.closed
    return before[-1:] in (".", "!", "?") and inner[:1].isupper() and whole


def _last_speaker(
    relations: Sequence[Relation], index: int, paragraph: Paragraph, quotes: Sequence[Quote], at: int
) -> int | None:
    """The relation with a source that ends at most a sentence before a place of its paragraph."""
    best, ends = None, -1
    for k, relation in enumerate(relations):
        outside = inside(quotes, paragraph.start(relation.head)) is None
        if relation.paragraph != index or relation.source_head is None or not outside:
            continue
        end = max(s.end for s in (*relation.content, *relation.cue, *relation.source))
        if ends < end <= at and "clause" in relation.group.frames:
            best, ends = k, end
    between = [s for s in paragraph.sentences() if ends <= s.start and s.end <= at]
    return best if len(between) <= 1 else None


def _backshifted(
    found: list[Relation], index: int, paragraph: Paragraph, quotes: Sequence[Quote]
) -> None:
    """Give sentences in the past perfect or with "would" to the statement in such words right before them."""
    last: int | None = None
    for tokens in paragraph.runs:
        span = paragraph.span(tokens)
        mine = [k for k, r in enumerate(found) if r.paragraph == index and _meets(r, span)]
        if mine:
            said = [k for k in mine if _set_back_said(found[k], paragraph, quotes)]
            last = said[-1] if said and said[-1] == mine[-1] else None
            continue
        if last is not None and _set_back(tokens) and not any(t.text == '"' for t in tokens):
            content = to_spans(paragraph, [t for t in tokens if not t.is_space])
            found[last] = replace(found[last], content=(*found[last].content, *content))
        else:
            last = None


def _meets(relation: Relation, span: Span) -> bool:
    return overlap([span], (*relation.content, *relation.cue)) > 0


def _set_back_said(relation: Relation, paragraph: Paragraph, quotes: Sequence[Quote]) -> bool:
    """Whether a relation is speech told in the past, of words that are set back in time."""
    if relation.source_head is None or relation.head.tag_ != "VBD" or "clause" not in relation.group.frames:
        return False
    if relation.direct or inside(quotes, paragraph.start(relation.head)) is not None:
        return False
    return _set_back([t for span in relation.content for t in paragraph.within(span)])


def _set_back(tokens: Sequence[Token]) -> bool:
    """Whether the first main verb of some words is in the past perfect or follows "would"."""
    for token in tokens:
        main = token.dep_ in ("ROOT", "ccomp") and token.pos_ in ("VERB", "AUX")
        if main:
            helping = {c.lower_ for c in token.children if c.dep_ in ("aux", "auxpass")}
            return "would" in helping or ("had" in helping and token.tag_ == "VBN")
    return False


def _goes_on(relation: Relation, paragraph: Paragraph) -> bool:
    """Whether a relation is the last word of its paragraph and its cue may govern a quotation."""
    last = max(s.end for s in (*relation.content, *relation.cue, *relation.source))
    return {"quote", "clause"} <= set(relation.group.frames) and last >= paragraph.segment.end - 2


def _whole(text: str, paragraph: Paragraph, quote: Quote) -> bool:
    """Whether a quotation stands as sentences of its own, not as a name or phrase that opens one."""
    inner = text[quote.inner.start : quote.inner.end].rstrip()
    ends = not quote.closed or inner[-1:] in ".!?\u2026"
    return ends or quote.outer.end >= paragraph.segment.end - 1


def _taken(relations: Sequence[Relation], span: Span) -> bool:
    return any(2 * overlap([span], r.content) >= span.end - span.start for r in relations)


def _speaker_before(
    text: str,
    relations: Sequence[Relation],
    paragraphs: Sequence[Paragraph],
    quotes: Sequence[Sequence[Quote]],
    index: int,
) -> int | None:
    """The relation whose quotation the paragraph before ended with, or left open."""
    if index == 0:
        return None
    above = paragraphs[index - 1]
    if text[: above.segment.end].endswith(":"):
        # "... as the group notes:" and the quotation a paragraph of its own.
        cues = [k for k, r in enumerate(relations) if r.paragraph == index - 1 and "quote" in r.group.frames]
        return max(cues, key=lambda k: relations[k].head.i, default=None)
    if not quotes[index - 1]:
        # A paragraph that ends in somebody's indirect speech, and then his words.
        cues = [k for k, r in enumerate(relations) if r.paragraph == index - 1 and _goes_on(r, above)]
        return cues[-1] if cues else None
    last = quotes[index - 1][-1]
    for k, relation in enumerate(relations):
        if relation.direct and any(s.start <= last.outer.start < s.end for s in relation.content):
            return k
    return None
