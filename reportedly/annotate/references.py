"""Rows that refer to rows of another layer: which entity a source is, and when a statement was said.

Comes in: finished sources, statements, entities and times. Goes out: the same sources and statements with
`entity` and `said` filled in where the words show them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reportedly.annotate.parse import Paragraph
from reportedly.annotate.subjects import child
from reportedly.shapes import Entity, Source, SourceKind, Span, Statement, Time, TimexType
from reportedly.spans import overlap

_NOBODY = (SourceKind.ANONYMOUS, SourceKind.UNKNOWN, SourceKind.DOCUMENT)
"""Kinds of source that no entity is: "two Lebanese sources" are not Lebanon, a ministry's report not it."""

_TURNS = {"after", "before", "since", "while"}
"""Words that open a clause whose time is not that of the main clause before it."""


def identified(sources: Sequence[Source], entities: Sequence[Entity]) -> tuple[Source, ...]:
    """Return sources with the entity whose name begins or fills one of their mentions."""
    return tuple(replace(s, entity=_entity(s, entities)) for s in sources)


def _entity(source: Source, entities: Sequence[Entity]) -> str | None:
    """The entity that most of a source's mentions share, by the words that they have in common."""
    if source.kind in _NOBODY:
        return None
    best, most = None, 0.0
    for entity in entities:
        shares = [
            overlap([mine], [theirs]) / (mine.end - mine.start)
            for mine in source.mentions
            for theirs in entity.mentions
            if theirs.start < mine.end and mine.start < theirs.end
        ]
        share = max(shares, default=0.0)
        named = entity.name == source.name
        if share + named > most and (share >= 0.5 or named):
            best, most = entity.id, share + named
    return best


def dated(
    statements: Sequence[Statement], times: Sequence[Time], paragraphs: Sequence[Paragraph]
) -> tuple[Statement, ...]:
    """Return statements with the time at which they were said, as their own words tell it.

    A time belongs to a cue where it stands in the cue's sentence, outside all that is said and all sources
    there, and nearer to this cue than to any other: "told Reuters Thursday", "said on Monday".
    """
    sentences = [span for p in paragraphs for span in p.sentences()]
    points = [t for t in times if t.timex3.type in (TimexType.DATE, TimexType.TIME)]
    cues = [cue for s in statements for cue in s.cue]
    told = [span for s in statements if s.cue for span in (*s.content, *s.source)]
    free = [t for t in points if not overlap([Span(t.start, t.end)], told)]
    turns = [turn for p in paragraphs for turn in _turns(p)]
    return tuple(replace(s, said=_when(s, free, cues, sentences, turns)) if s.cue else s for s in statements)


def _turns(paragraph: Paragraph) -> list[Span]:
    """The words that set a later verb at another time than what stands before: "after denying"."""
    return [
        paragraph.span([t])
        for t in paragraph.tokens
        if t.lower_ in _TURNS and (t.dep_ == "mark" or child(t, "pcomp") is not None)
    ]


def _when(
    statement: Statement, times: Sequence[Time], cues: Sequence[Span], sentences: Sequence[Span],
    turns: Sequence[Span],
) -> str | None:  # fmt: skip
    for cue in statement.cue:
        around = next((s for s in sentences if s.start <= cue.start < s.end), None)
        if around is None:
            continue
        near = [t for t in times if around.start <= t.start and t.end <= around.end]
        for time in sorted(near, key=lambda t: _apart(t, cue)):
            turned = any(time.end <= turn.start and turn.end <= cue.start for turn in turns)
            if not turned and min(cues, key=lambda c: _apart(time, c)) == cue:
                return time.id
    return None


def _apart(time: Time, cue: Span) -> int:
    """Characters between a time and a cue; one behind the cue is nearer than one before it."""
    return time.start - cue.end if time.start >= cue.end else cue.start - time.end + 40
