"""Quotations that run on: paragraphs of direct speech without a cue, given back to their speaker.

In come the relations of all paragraphs, out come the same with later quotations joined to the one
they continue, and those left over, of which nobody is named as the speaker.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reportedly.annotate.direct import opens_run_on, speech_like
from reportedly.annotate.parse import Paragraph
from reportedly.annotate.quotes import Quote
from reportedly.annotate.relations import Relation
from reportedly.shapes import Span
from reportedly.spans import overlap


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
