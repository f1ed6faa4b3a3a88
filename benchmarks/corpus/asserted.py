"""What generated statements assert: statements and events in, a row for each proposition out.

A generated sentence is one clause, so an assertion is the content in which its event stands, and what is told
first there is what it asserts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reportedly.ids import row_id
from reportedly.shapes import Act, Aspect, Assertion, Event, EventType, Proposition, Span, Statement

_WORD = re.compile(r"[a-z][a-z-]+")
_HARM = {EventType.ASSAULT, EventType.COERCE}


def asserted(text: str, statements: Sequence[Statement], events: Sequence[Event]) -> Iterator[Assertion]:
    """Yield the assertions of generated statements, in their order."""
    told = {event.id: event for event in events}
    for statement in statements:
        done: set[Span] = set()
        for proposition in statement.propositions:
            event = told[proposition.id]
            span = next(s for s in statement.content if s.start <= proposition.span.start < s.end)
            if span in done:
                continue
            done.add(span)
            words = tuple(_WORD.findall(text[span.start : span.end].lower()))
            yield Assertion(
                id=row_id("as", statement.id, *span),
                statement=statement.id,
                start=span.start,
                end=span.end,
                aspects=_aspects(statement, proposition, event),
                factuality=proposition.factuality.value,
                event=event.id,
                actor=event.actor,
                recipient=event.recipient,
                place=event.place,
                time=event.time,
                counts=event.counts,
                predicate=_first(text, event.trigger),
                words=words,
            )


def _aspects(statement: Statement, proposition: Proposition, event: Event) -> tuple[Aspect, ...]:
    if statement.act is Act.PREDICT:
        return (Aspect.INTENT,)
    if event.actor is None or event.type not in _HARM:
        return (Aspect.OCCURRENCE,)
    denied = proposition.factuality.value.value.endswith("-")
    return (Aspect.RESPONSIBILITY,) if denied else (Aspect.OCCURRENCE, Aspect.RESPONSIBILITY)


def _first(text: str, span: Span) -> str:
    return text[span.start : span.end].split(" ", 1)[0].lower()
