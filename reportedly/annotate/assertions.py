"""What each statement asserts, clause by clause: the parse and the rows of a reading in, assertions out.

An event or a tie is not all that can be claimed: "the mine collapsed", "nobody has died", "it was the army".
An assertion is one clause (or, where a content has no verb, one noun phrase) of a statement's own content,
with the event or tie that it tells of, where there is one, and the aspects under which it may be claimed.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.annotate.actors.roster import Roster
from reportedly.annotate.aspects import Said, aspects_of
from reportedly.annotate.events.predicates import doer, lemma, patient, phrases, with_particle
from reportedly.annotate.events.propositions import Item, Scales, weighed_words
from reportedly.annotate.parse import Paragraph
from reportedly.annotate.subjects import CLAUSAL, NOMINAL, antecedent, child
from reportedly.ids import row_id
from reportedly.lexicon import Lexicons
from reportedly.shapes import (
    Act,
    Aspect,
    Assertion,
    Count,
    CountRole,
    Entity,
    EntityKind,
    Event,
    Factuality,
    Place,
    Proposition,
    Span,
    Statement,
    Tie,
    Time,
)  # fmt: skip
from reportedly.spans import size

if TYPE_CHECKING:
    from reportedly.annotate.parse import Token

_ROOTS = {*CLAUSAL, "ROOT", "conj", "pcomp", "dep", "appos"}
_NO_CLAIM = {Act.OPINE, Act.REQUEST}
_SAYS = {"NOUN", "PROPN", "VERB", "ADJ", "NUM", "ADV"}
_EMPTY = {"be", "have", "do", "say", "also", "more", "very", "there", "then", "so", "not", "now", "other"}
_HARMED = frozenset(CountRole) - {CountRole.FORCE, CountRole.OTHER}
_JOINING = {"mark", "cc", "punct"}
_OWNED = ("poss", "compound", "amod", "nmod", "prep")
_ARMED = {EntityKind.MILITARY, EntityKind.ARMED_GROUP}
_ACTING = frozenset(EntityKind) - {EntityKind.OTHER, EntityKind.MEDIA}


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a reading that assertions point at."""

    statements: Sequence[Statement]
    events: Sequence[Event]
    ties: Sequence[Tie]
    times: Sequence[Time]
    places: Sequence[Place]
    counts: Sequence[Count]


@dataclass(frozen=True, slots=True)
class _Clause:
    paragraph: int
    head: Token
    span: Span
    tokens: tuple[Token, ...]
    statement: Statement


def assertions(
    paragraphs: Sequence[Paragraph], rows: Rows, who: Roster, lexicons: Lexicons, scales: Scales
) -> tuple[Assertion, ...]:
    """Return the assertions of all statements, in text order; `scales` are those made for propositions."""
    told: dict[str, Event | Tie] = {event.id: event for event in rows.events}
    told |= {tie.id: tie for tie in rows.ties}
    out: dict[tuple[str, Span], Assertion] = {}
    clauses = [c for k, page in enumerate(paragraphs) for c in _clauses(k, page, rows.statements)]
    things = lexicons.events.things
    tools = things["weapons"] | things["forces"]
    inside = [
        [
            (p, told[p.id]) for p in clause.statement.propositions
            if p.id in told and clause.span.start <= p.span.start < clause.span.end
        ]
        for clause in clauses
    ]  # fmt: skip
    weighed = _weighed(clauses, inside, paragraphs, lexicons, scales)
    for number, clause in enumerate(clauses):
        row = _assertion(
            clause, paragraphs[clause.paragraph], weighed[number], inside[number], rows, who, tools
        )
        out[row.statement, Span(row.start, row.end)] = row
    return tuple(sorted(out.values(), key=lambda a: (a.start, a.end, a.id)))


Inside = list[tuple[Proposition, Event | Tie]]
"""The propositions that lie in a clause, with what they are of."""


def _weighed(
    clauses: Sequence[_Clause],
    inside: Sequence[Inside],
    paragraphs: Sequence[Paragraph],
    lexicons: Lexicons,
    scales: Scales,
) -> dict[int, Factuality]:
    """How surely each clause's statement presents it, by the clause's number."""
    out: dict[int, Factuality] = {}
    waiting: dict[str, list[tuple[Item, int, Token]]] = {}
    for number, clause in enumerate(clauses):
        word = _word(paragraphs[clause.paragraph], clause.head)
        known = next((p for p, _ in inside[number] if p.span.start <= word.start < p.span.end), None)
        if known is not None:
            out[number] = known.factuality
        else:
            item = (Item(str(number), word), clause.paragraph, clause.head)
            waiting.setdefault(clause.statement.id, []).append(item)
    by_id = {clause.statement.id: clause.statement for clause in clauses}
    for name, words in waiting.items():
        found = weighed_words(by_id[name], words, paragraphs, lexicons, scales)
        out.update((int(number), factuality) for number, factuality in found.items())
    return out


def _word(page: Paragraph, token: Token) -> Span:
    return Span(page.start(token), page.end(token))


def _clauses(k: int, page: Paragraph, statements: Sequence[Statement]) -> Iterator[_Clause]:
    """Yield the clauses of the innermost statement at each word."""
    segment = page.segment
    here = [
        s for s in statements
        if any(c.start < segment.end and segment.start < c.end for c in s.content)
    ]  # fmt: skip
    owner: dict[int, Statement] = {}
    for s in sorted(here, key=lambda s: size(s.content), reverse=True):
        for c in s.content:
            if c.start < segment.end and segment.start < c.end:
                for t in page.within(Span(max(c.start, segment.start), min(c.end, segment.end))):
                    owner[t.i] = s
    cues = {
        t.i for s in here for c in s.cue if segment.start <= c.start < segment.end for t in page.within(c)
    }
    heads: dict[int, list[Token]] = {}
    top: dict[int, Token] = {}
    for token in page.tokens:
        mine = owner.get(token.i)
        if mine is None:
            continue
        head = _head(token, mine, owner, top)
        heads.setdefault(head.i, []).append(token)
    for i, tokens in sorted(heads.items()):
        head = page.tokens[i]
        mine = owner[i]
        said = _trimmed(tokens, head)
        if not said or i in cues or mine.act in _NO_CLAIM:
            continue
        yield _Clause(k, head, page.span(said), tuple(said), mine)


def _trimmed(tokens: Sequence[Token], head: Token) -> list[Token]:
    """A clause's words without what joins it to others: "that ...", "... and"."""
    said = [t for t in tokens if not t.is_punct and not t.is_space]
    first = next((n for n, t in enumerate(said) if t.i == head.i or t.dep_ not in _JOINING), 0)
    last = next((n for n in range(len(said), 0, -1) if said[n - 1].dep_ not in _JOINING), len(said))
    return said[first:last]


def _head(token: Token, mine: Statement, owner: Mapping[int, Statement], top: dict[int, Token]) -> Token:
    """The head of a word's clause: the verb above it, or the highest word of its content."""
    path = []
    while token.i not in top:
        path.append(token)
        above = token.head
        clause = token.pos_ in ("VERB", "AUX") and token.dep_ in _ROOTS
        if clause or above.i == token.i or owner.get(above.i) is not mine:
            top[token.i] = token
            break
        token = above
    found = top[token.i]
    for t in path:
        top[t.i] = found
    return found


def _assertion(
    clause: _Clause,
    page: Paragraph,
    own: Factuality,
    within: Sequence[tuple[Proposition, Event | Tie]],
    rows: Rows,
    who: Roster,
    tools: frozenset[str],
) -> Assertion:
    k, head = clause.paragraph, clause.head
    at = page.start(head)
    told = next((e for p, e in within if p.span.start <= at < p.span.end), None)
    verbal = head.pos_ in ("VERB", "AUX")
    does = doer(head) if verbal else None
    actor = _whose(k, does, who) if does is not None and does.pos_ in NOMINAL else None
    whom = patient(head) if verbal else None
    recipient = who.near(k, antecedent(whom)) if whom is not None else None
    acts = actor is not None and actor.kind in _ACTING
    pronoun = does is not None and does.lower_ in ("we", "they", "i", "he", "she", "it")
    tool = does is not None and lemma(does) in tools and any(c.dep_ in _OWNED for c in does.children)
    first = told or next((e for _, e in within), None)
    event = first if isinstance(first, Event) else None
    counted = [c for c in rows.counts if clause.span.start <= c.start < clause.span.end]
    other = child(head, "attr", "acomp") or next((t for _, t in phrases((head,), ("from", "by", "of"))), None)
    named = who.near(k, other if other is not None else head)
    aspects = aspects_of(
        Said(
            head, told, clause.statement.act, own,
            happening=any(isinstance(e, Event) for _, e in within),
            doing=acts or pronoun or tool or (event is not None and event.actor is not None),
            armed=tool or (actor is not None and actor.kind in _ARMED),
            named=named is not None and named.kind in _ACTING,
            toll=any(c.role in _HARMED for c in counted),
        )
    )  # fmt: skip
    span = clause.span
    if actor is None and aspects[0] is Aspect.RESPONSIBILITY:
        actor = named  # "it was the army", "blamed the Front"
    left, right = (first.left, first.right) if isinstance(first, Tie) else (None, None)
    right = right if any(right == entity.id for entity in who.entities) else None  # else it is a place
    return Assertion(
        id=row_id("as", clause.statement.id, *span), statement=clause.statement.id,
        start=span.start, end=span.end,
        aspects=aspects, factuality=own.value, event=first.id if first is not None else None,
        actor=left or (event.actor if event else None) or (actor.id if actor else None),
        recipient=right or (event.recipient if event else None) or (recipient.id if recipient else None),
        place=(event.place if event else None) or _inside(rows.places, span),
        time=(event.time if event else None) or _inside(rows.times, span),
        counts=tuple(c.id for c in counted),
        predicate=with_particle(head),
        words=tuple(_words(clause.tokens)),
    )  # fmt: skip


def _whose(k: int, does: Token, who: Roster) -> Entity | None:
    """Who a doer is, or whose: "jets of the air force", "a salvo of its rockets"."""
    found = who.near(k, does)
    for _, thing in phrases((does,), ("of",)) if found is None else ():
        found = found or who.near(k, thing)
    return found


def _inside(rows: Sequence[Place] | Sequence[Time], span: Span) -> str | None:
    at = bisect_right([row.start for row in rows], span.start - 1)
    return rows[at].id if at < len(rows) and rows[at].start < span.end else None


def _words(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        word = str(token.lemma_).lower()
        if token.pos_ in _SAYS and word not in _EMPTY:
            yield word
