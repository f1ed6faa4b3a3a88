"""What each statement says happened: statements, events and ties in, statements with propositions out.

An event or tie belongs to the innermost statement in whose content its words stand, with its own factuality
there: in "denied that its strikes killed civilians" the killing is denied and the strikes are not. The main
proposition has the factuality of its statement. A denial, confirmation or doubt that only points at another
statement ("was accused of killing ten, which it denied") has that statement's propositions too: they share
the event and differ in its factuality.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from reportedly.annotate.events.predicates import lender, outer
from reportedly.annotate.events.standings import Scale, composed, taken_for_granted
from reportedly.annotate.factuality import Found, hedged, main_verb, value_of, weighed_marks
from reportedly.annotate.parse import Paragraph
from reportedly.annotate.takenup import ACTS
from reportedly.lexicon import Lexicons
from reportedly.shapes import (
    Event,
    Factuality,
    FactualityValue,
    Mark,
    MarkKind,
    Proposition,
    Quotation,
    Span,
    Statement,
    Tie,
    Voice,
)  # fmt: skip
from reportedly.spans import size

if TYPE_CHECKING:
    from reportedly.annotate.parse import Token

V = FactualityValue
_BASES = (V.CERTAIN, V.CERTAINLY_NOT, V.PROBABLE, V.PROBABLY_NOT, V.POSSIBLE, V.POSSIBLY_NOT)


class Item(NamedTuple):
    """An event or tie: its id and the words that say it; `tie`: a standing relation."""

    id: str
    span: Span
    tie: bool = False


Scales = dict[tuple[str, int], "tuple[Scale, Token | None, V]"]
"""What was made of a statement's content in a paragraph, by the statement's id and its number."""

Weighed = tuple[Proposition, bool]
"""A proposition, and whether it hangs on what its statement says: what is taken for granted does not."""


def propositions(
    statements: Sequence[Statement],
    events: Iterable[Event],
    ties: Iterable[Tie],
    paragraphs: Sequence[Paragraph],
    lexicons: Lexicons,
    scales: Scales | None = None,
) -> tuple[Statement, ...]:
    """Return the statements, in the same order, each with the propositions of its own content.

    `scales` is filled with what was made of each content, for what else is weighed in it.
    """
    items = [Item(e.id, e.trigger) for e in events] + [Item(t.id, t.span, True) for t in ties]
    return presented(statements, items, paragraphs, lexicons, {} if scales is None else scales)


def presented(
    statements: Sequence[Statement],
    items: Iterable[Item],
    paragraphs: Sequence[Paragraph],
    lexicons: Lexicons,
    scales: Scales | None = None,
) -> tuple[Statement, ...]:
    """Return the statements with a proposition for each item, an id and the words that say it."""
    own: dict[str, list[tuple[Item, int, Token]]] = {}
    for item in items:
        placed = _placed(item.span, paragraphs)
        if placed is None:
            continue
        k, head = placed
        at = paragraphs[k].start(head)
        around = [s for s in statements if any(c.start <= at < c.end for c in s.content)]
        if around:
            inmost = min(around, key=lambda s: size(s.content))
            own.setdefault(inmost.id, []).append((item, k, head))
    known: Scales = {} if scales is None else scales
    read = {
        s.id: tuple(_propositions(s, own[s.id], paragraphs, lexicons, known))
        for s in statements
        if s.id in own
    }
    for s in statements:
        if s.id not in read and s.about is not None and s.act in ACTS:
            read[s.id] = tuple(_answered(s, read.get(s.about, ())))
    return tuple(
        replace(s, propositions=tuple(p for p, _ in read[s.id])) if s.id in read else s for s in statements
    )


def weighed_words(
    statement: Statement,
    words: Sequence[tuple[Item, int, Token]],
    paragraphs: Sequence[Paragraph],
    lexicons: Lexicons,
    scales: Scales,
) -> dict[str, Factuality]:
    """Return how surely a statement presents what is headed by words of its content, by item id.

    `words`: what is presented, the number of its paragraph, and the word that heads it.
    """
    found = _propositions(statement, words, paragraphs, lexicons, scales)
    return {proposition.id: proposition.factuality for proposition, _ in found}


def _answered(statement: Statement, said: Iterable[Weighed]) -> Iterator[Weighed]:
    """What a statement that only points at another makes of its propositions, but those taken for granted."""
    for one, hangs in said:
        if hangs:
            value = composed(statement.factuality.value, one.factuality.value)
            rows = {*one.factuality.marks, *statement.factuality.marks}
            marks = tuple(sorted(rows, key=lambda m: (m.start, m.end, m.kind)))
            yield replace(one, factuality=Factuality(value, marks)), True


def _placed(span: Span, paragraphs: Sequence[Paragraph]) -> tuple[int, Token] | None:
    """The paragraph of some words and the token that heads them."""
    for k, page in enumerate(paragraphs):
        if page.segment.start <= span.start and span.end <= page.segment.end:
            tokens = page.within(span)
            inside = {t.i for t in tokens}
            head = next((t for t in tokens if t.head.i not in inside or t.head.i == t.i), None)
            return (k, head) if head is not None else None
    return None


def _propositions(
    statement: Statement,
    own: Sequence[tuple[Item, int, Token]],
    paragraphs: Sequence[Paragraph],
    lexicons: Lexicons,
    scales: Scales,
) -> Iterator[Weighed]:
    first = next((k for k, p in enumerate(paragraphs) if _tokens(p, statement)), 0)
    for item, k, head in sorted(own, key=lambda o: (o[0].span, o[0].id)):
        if (statement.id, k) not in scales:
            scales[statement.id, k] = _scale(statement, paragraphs[k], lexicons, k == first)
        scale, main, base = scales[statement.id, k]
        if item.tie and head.pos_ in ("NOUN", "PROPN") and head.dep_ not in ("attr", "ROOT"):
            yield Proposition(item.id, item.span, Factuality(V.CERTAIN, ())), False  # "Iran's ally Hezbollah"
            continue
        factuality, hangs = _factuality(statement, paragraphs[k], head, scale, main, base, lexicons)
        yield Proposition(item.id, item.span, factuality), hangs


def _factuality(
    statement: Statement,
    page: Paragraph,
    head: Token,
    scale: Scale,
    main: Token | None,
    base: V,
    lexicons: Lexicons,
) -> tuple[Factuality, bool]:
    lent = lender(outer(head), lexicons.events.support) if head.pos_ == "NOUN" else None
    top = lent if lent is not None else head
    if main is not None and top.i == main.i and not taken_for_granted(head) and not scale.governs(top):
        return statement.factuality, True
    found = scale.weigh(head)
    rows = [Mark(kind, *page.span(tokens), None) for kind, tokens in found.marks if tokens]
    value = found.value
    if found.hangs:
        value = composed(base, value)
        rows += [m for m in statement.factuality.marks if m.kind is MarkKind.DENIAL]
    return Factuality(value, tuple(sorted(set(rows), key=lambda m: (m.start, m.end, m.kind)))), found.hangs


def _tokens(page: Paragraph, statement: Statement) -> list[Token]:
    segment = page.segment
    return [
        t
        for c in statement.content
        if c.start < segment.end and segment.start < c.end
        for t in page.within(Span(max(c.start, segment.start), min(c.end, segment.end)))
    ]


def _scale(
    statement: Statement, page: Paragraph, lexicons: Lexicons, first: bool
) -> tuple[Scale, Token | None, V]:
    """The scale of a statement's content in one paragraph, its main verb there, and the cue's own value."""
    tokens = _tokens(page, statement)
    relayed = statement.voice is Voice.SOURCE and statement.quotation is not Quotation.DIRECT
    cue = page.within(statement.cue[0]) if statement.cue else ()
    past = relayed and any(t.tag_ in ("VBD", "VBN", "VBG") or t.pos_ == "NOUN" for t in cue)
    hedges = list(hedged(tokens, lexicons))
    main = main_verb(tokens) if first else None
    mine = [m for m in weighed_marks(page, tokens, hedges) if not (relayed and m.hearsay)] if tokens else []
    base = _base(statement.factuality.value, mine, tokens) if first else _plain(statement)
    return Scale(tokens, main, hedges, lexicons, not relayed, past), main, base


def _plain(statement: Statement) -> V:
    """The cue's own value where the content runs on in another paragraph: what is denied stays denied."""
    denied = any(m.kind is MarkKind.DENIAL for m in statement.factuality.marks)
    return V.CERTAINLY_NOT if denied else V.CERTAIN


def _base(value: V, found: Sequence[Found], tokens: Sequence[Token]) -> V:
    """The value by which the source stands by its content, before the marks of the main clause."""
    if value_of(V.CERTAIN, (), tokens) is V.UNKNOWN:
        return V.UNKNOWN  # a question or a command
    for base in _BASES:
        if value_of(base, found, tokens) is value:
            return base
    return V.UNKNOWN if value in (V.UNKNOWN, V.CERTAIN_UNKNOWN) else V.CERTAIN


def weighed(span: Span, paragraphs: Sequence[Paragraph], lexicons: Lexicons) -> V:
    """Return the value of words in their own sentence, as the outlet's own: those of a cue of saying."""
    placed = _placed(span, paragraphs)
    if placed is None:
        return V.UNKNOWN
    tokens = list(placed[1].sent)
    return Scale(tokens, None, list(hedged(tokens, lexicons)), lexicons, True, False).weigh(placed[1]).value
