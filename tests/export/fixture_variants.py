"""Variants of the article made by hand: a live blog, one in which nothing is found, a very long one."""

from __future__ import annotations

from dataclasses import replace

from reportedly.shapes import Form, Reading, Segment, SegmentKind, SourceKind, Span, Statement
from tests.export.fixture_reading import TEXT, article


def live_blog() -> Reading:
    """Return the same article as a live blog, with nothing known of its date or outlet."""
    reading = article()
    document = replace(
        reading.document, form=Form.LIVE_BLOG, published=None, published_evidence=None, outlet=None, url=None
    )
    unknown = replace(reading.sources[0], name="unknown outlet", kind=SourceKind.UNKNOWN, named=False)
    return replace(reading, document=document, sources=(unknown, *reading.sources[1:]))


def bare(text: str = "") -> Reading:
    """Return a reading in which nothing was found, of any text, as one paragraph."""
    reading = article()
    document = replace(
        reading.document, text=text, title=None, outlet=None, url=None, published=None, language=None,
        published_evidence=None, bylines=(),
    )
    segments = (Segment(SegmentKind.PARAGRAPH, None, 0, len(text)),) if text else ()
    return replace(reading, document=document, segments=segments, sources=(), statements=())


def long(times: int) -> Reading:
    """Return the article said over `times` times, with all its statements, one after another."""
    reading = article()
    step = len(TEXT) + 2
    text = "\n\n".join([TEXT] * times)
    rows: list[Statement] = []
    parts: list[Segment] = []
    for turn, offset in enumerate(range(0, step * times, step)):
        parts.extend(replace(s, start=s.start + offset, end=s.end + offset) for s in reading.segments)
        rows.extend(_moved(s, turn, offset) for s in reading.statements)
    document = replace(reading.document, text=text)
    return replace(reading, document=document, segments=tuple(parts), statements=tuple(rows))


def _moved(statement: Statement, turn: int, offset: int) -> Statement:
    def spans(old: tuple[Span, ...]) -> tuple[Span, ...]:
        return tuple(Span(start + offset, end + offset) for start, end in old)

    marks = tuple(
        replace(m, start=m.start + offset, end=m.end + offset) for m in statement.factuality.marks
    )
    return replace(
        statement,
        id=f"{statement.id}.{turn}",
        content=spans(statement.content),
        cue=spans(statement.cue),
        source=spans(statement.source),
        within=statement.within and f"{statement.within}.{turn}",
        about=statement.about and f"{statement.about}.{turn}",
        factuality=replace(statement.factuality, marks=marks),
    )
