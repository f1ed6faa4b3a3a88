"""The algebra of spans: windows onto a text that is never changed.

Offsets in, spans out; everything here is pure and knows nothing of documents or language.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reportedly.shapes import Span


def words(text: str, spans: Iterable[Span]) -> str:
    """Return the words under the spans, discontinuous parts joined by " … "."""
    return " … ".join(text[start:end] for start, end in spans)


def trim(text: str, span: Span, drop: str = " \t\r\n\u00a0\u2009\u200b\ufeff") -> Span:
    """Shrink a span until neither end is one of the characters in `drop`; may become empty."""
    start, end = span
    while start < end and text[start] in drop:
        start += 1
    while end > start and text[end - 1] in drop:
        end -= 1
    return Span(start, end)


def covers(outer: Sequence[Span], inner: Sequence[Span]) -> bool:
    """Whether every inner span lies inside one of the outer spans."""
    return all(any(o.start <= i.start and i.end <= o.end for o in outer) for i in inner)


def overlap(left: Iterable[Span], right: Sequence[Span]) -> int:
    """Count the code points that two sets of spans share (spans within a set must not overlap)."""
    total = 0
    # Written out: this runs for every pair of a document's statements.
    for a in left:
        start, end = a
        for other, last in right:
            shared = (end if end < last else last) - (start if start > other else other)
            if shared > 0:
                total += shared
    return total


def size(spans: Iterable[Span]) -> int:
    """Count the code points under the spans."""
    total = 0
    for start, end in spans:
        total += end - start
    return total


def merge(spans: Iterable[Span], gap: int = 0) -> tuple[Span, ...]:
    """Sort spans and join those that overlap or lie at most `gap` code points apart."""
    out: list[Span] = []
    for span in sorted(spans):
        if out and span.start <= out[-1].end + gap:
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return tuple(out)


def subtract(span: Span, holes: Iterable[Span]) -> tuple[Span, ...]:
    """Cut the holes out of a span; return what is left, in order."""
    out: list[Span] = []
    start = span.start
    for hole in sorted(holes):
        if hole.end <= start or hole.start >= span.end:
            continue
        if hole.start > start:
            out.append(Span(start, hole.start))
        start = max(start, hole.end)
    if start < span.end:
        out.append(Span(start, span.end))
    return tuple(out)
