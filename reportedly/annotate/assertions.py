"""What each statement asserts, clause by clause: the parse and the rows of a reading in, assertions out.

An event or a tie is not all that can be claimed: "the mine collapsed", "nobody has died", "it was the army".
An assertion is one clause (or, where a content has no verb, one noun phrase) of a statement's own content,
with the event or tie that it tells of, where there is one, and the aspects under which it may be claimed.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reportedly.annotate.actors.roster import Roster
from reportedly.annotate.answers import (
    ACTS,
    Answer,
    Kin,
    answered,
    authenticity,
    is_answer,
    is_verdict,
    judged_untrue,
    on_what,
    stands_for,
    such,
    turned,
)  # fmt: skip
from reportedly.annotate.aspects import Said, aspects_of
from reportedly.annotate.clauses import Clause, clauses_of
from reportedly.annotate.events.predicates import doer, lemma, patient, phrases, with_particle
from reportedly.annotate.events.propositions import Item, Scales, weighed_words
from reportedly.annotate.parse import Paragraph
from reportedly.annotate.subjects import NOMINAL, antecedent, child
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
    FactualityValue,
    MarkKind,
    Place,
    Proposition,
    Span,
    Statement,
    Tie,
    Time,
    TimexType,
)  # fmt: skip

if TYPE_CHECKING:
    from reportedly.annotate.parse import Token

_SAYS = {"NOUN", "PROPN", "VERB", "ADJ", "NUM", "ADV"}
_EMPTY = {"be", "have", "do", "say", "also", "more", "very", "there", "then", "so", "not", "now", "other"}
_HARMED = frozenset(CountRole) - {CountRole.FORCE, CountRole.OTHER}
_OWNED = ("poss", "compound", "amod", "nmod", "prep", "acl", "relcl")
_AUTHENTIC = "authentic"
"""What is said of a document that is called genuine or forged."""
_COMPLEMENTS = ("acomp", "attr", "dobj", "xcomp", "oprd")
_LENDING = {"be", "have", "give", "make", "provide", "release", "offer", "get", "seem", "remain", "issue"}
"""Verbs that lend a word of knowing their subject: "is not clear", "had no toll"."""
_ARMED = {EntityKind.MILITARY, EntityKind.ARMED_GROUP}
_HARMING = {"military", "police", "armed_group", "government"}
"""Bodies whose nouns name somebody who may have done it."""
_AGENTS = {
    "officer", "guard", "sentry", "bandit", "patrol", "thug", "mob", "kidnapper", "abductor", "attacker",
    "raider",
    "assailant", "robber", "captor", "looter", "hijacker", "arsonist", "hacker", "poacher", "smuggler",
    "vigilante",
}  # fmt: skip
"""Nouns of those who do harm that name nobody."""
_SAID = {"talk"}
"""Nouns that in the singular stand for what is said: "talk of a coup", but not "talks"."""
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


def assertions(
    paragraphs: Sequence[Paragraph],
    rows: Rows,
    who: Roster,
    lexicons: Lexicons,
    scales: Scales,
    published: str | None = None,
) -> tuple[Assertion, ...]:
    """Return the assertions of all statements, in text order; `scales` are those made for propositions.

    `published` is the article's EDTF date: what is dated after it is planned.
    """
    told: dict[str, Event | Tie] = {event.id: event for event in rows.events}
    told |= {tie.id: tie for tie in rows.ties}
    out: dict[tuple[str, Span], Assertion] = {}
    clauses = clauses_of(paragraphs, rows.statements, lexicons)
    world = _World(who, lexicons, published)
    answers: dict[str, Answer] = {}
    inside = [
        [
            (p, told[p.id]) for p in clause.statement.propositions
            if p.id in told and clause.span.start <= p.span.start < clause.span.end
        ]
        for clause in clauses
    ]  # fmt: skip
    weighed = _weighed(clauses, inside, paragraphs, lexicons, scales)
    for number, clause in enumerate(clauses):
        page = paragraphs[clause.paragraph]
        verdict = is_verdict(clause.head, clause.tokens, lexicons)
        if verdict < 0 and not clause.verbal and not clause.statement.factuality.value.value.endswith("+"):
            verdict = 0  # "called it a lie": that it is denied is said by the verb
        own = weighed[number]
        genuine = authenticity(clause.head, clause.tokens, clause.statement.act)
        if verdict < 0 or _none_of(clause) or (genuine < 0 and clause.verbal):
            own = replace(own, value=turned(own.value))
        account = judged_untrue(clause.head, lexicons)
        if account is not None and _says(clause, page, account) and not own.value.value.endswith("-"):
            own = replace(own, value=FactualityValue.CERTAINLY_NOT)
        if _not_known(clause.head, own, lexicons) or _refused(clause, paragraphs, lexicons):
            own = replace(own, value=FactualityValue.UNKNOWN)
        row = _assertion(clause, page, own, inside[number], rows, world)
        if genuine:
            row = replace(row, aspects=(Aspect.STATE,), predicate=_AUTHENTIC)
        out[row.statement, Span(row.start, row.end)] = row
        nouns = such(clause.tokens, clause.statement.act is Act.DENY)
        alone = clause.statement.act in ACTS and not clause.verbal and stands_for(clause.head, lexicons)
        empty = not inside[number] and (alone or is_answer(clause.tokens, lexicons))
        account = on_what(clause.head, lexicons) if verdict else None
        alone = account is None or not _says(clause, page, account)
        if not genuine and alone and (verdict or empty or nouns):
            answers[row.id] = Answer(nouns, empty or bool(verdict))
    made = sorted(out.values(), key=lambda a: (a.start, a.end, a.id))
    return answered(made, answers, rows.statements, lexicons.made(Kin))


def _none_of(clause: Clause) -> bool:
    """Whether words without a verb name what there is not: "Ugly, but no gas"."""
    last = {clause.head.i, *(t.i for t in clause.head.conjuncts)}
    nothing = any(t.lower_ == "no" and t.dep_ == "det" and t.head.i in last for t in clause.tokens)
    return nothing and not clause.verbal and clause.statement.factuality.value.value.endswith("+")


def _says(clause: Clause, page: Paragraph, token: Token) -> bool:
    """Whether a word stands in what the statement of a clause says."""
    return any(span.start <= page.start(token) < span.end for span in clause.statement.content)


def _not_known(head: Token, own: Factuality, lexicons: Lexicons) -> bool:
    """Whether a clause says that nobody knows or tells, or is what nobody knows.

    As in "it was not clear who did it", "they gave no details", "was unable to verify the report".
    """
    if not own.value.value.endswith("-"):
        return False
    asked = any(c.tag_ in ("WP", "WDT", "WRB") or c.lower_ in ("whether", "if") for c in head.children)
    above = head.head if asked and head.dep_ != "relcl" else head
    below = (above, *(c for c in above.children if c.dep_ in _COMPLEMENTS))
    told = [t for c in below for t in (c, *(x for x in c.children if x.dep_ in ("xcomp", "ccomp", "acl")))]
    light = lemma(above) in _LENDING
    return any(lemma(t) in lexicons.knowing_words for t in (told if light else (above,)))


def _refused(clause: Clause, paragraphs: Sequence[Paragraph], lexicons: Lexicons) -> bool:
    """Whether a clause is of a plan or demand that somebody turned down ("vetoed a resolution")."""
    statement = clause.statement
    if statement.act is not Act.DENY or not statement.content:
        return False
    page = paragraphs[clause.paragraph]
    said = page.within(statement.content[0]) if page.meets(statement.content[0]) else ()
    own = {t.i for t in said}
    tops = [t for t in said if t.head.i not in own and t.pos_ in NOMINAL]
    demands = lexicons.events.things["demand"] - lexicons.accounts
    return any(lemma(t) in demands and t.lower_ not in _SAID for t in tops)


class _World:
    """What clauses are read against: who is named, the words of actors and tools, the article's date."""

    def __init__(self, who: Roster, lexicons: Lexicons, published: str | None) -> None:
        things = lexicons.events.things
        self.who, self.published = who, published
        self.weapons = things["weapons"]
        self.tools = things["weapons"] | things["forces"]
        self.support = lexicons.events.support
        self.heads = lexicons.actor_words.heads
        self.accounts = lexicons.accounts
        self.naming = lexicons.accounts | lexicons.untrue_words | lexicons.true_words

    def body(self, token: Token | None) -> str | None:
        """The body that a noun stands for: "troops", "rebels"."""
        return self.heads.get(token.lower_) if token is not None and token.pos_ in NOMINAL else None

    def account(self, clause: Clause) -> bool:
        """Whether words without a verb are an account of something: "reports of a coup"."""
        told = any(c.lower_ == "of" or c.dep_ in ("acl", "relcl") for c in clause.head.children)
        return (lemma(clause.head) in self.accounts or clause.head.lower_ in _SAID) and told

    def ahead(self, time: Time | None) -> bool:
        """Whether a time begins after the article's day."""
        if self.published is None or time is None or not time.edtf or time.timex3.type is not TimexType.DATE:
            return False
        start = time.edtf.partition("/")[0]
        return len(start) >= 10 and start[:10] > self.published[:10]


Inside = Sequence[tuple[Proposition, Event | Tie]]
"""The propositions that lie in a clause, with what they are of."""


def _weighed(
    clauses: Sequence[Clause],
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


def _assertion(
    clause: Clause,
    page: Paragraph,
    own: Factuality,
    within: Inside,
    rows: Rows,
    world: _World,
) -> Assertion:
    k, head, who = clause.paragraph, clause.head, world.who
    at = page.start(head)
    told = next((e for p, e in within if p.span.start <= at < p.span.end), None)
    verbal = clause.verbal
    does = doer(head) if verbal else None
    actor = _whose(k, does, who) if does is not None and does.pos_ in NOMINAL else None
    whom = patient(head) if verbal else None
    recipient = who.near(k, antecedent(whom)) if whom is not None else None
    first = told or next((e for _, e in within), None)
    event = first if isinstance(first, Event) else None
    span = clause.span
    counted = [c for c in rows.counts if span.start <= c.start < span.end]
    other = child(head, "attr", "acomp") or next(
        (t for _, t in phrases((head,), ("from", "by", "of", "to", "at"))), None
    )
    named = _whose(k, other if other is not None else head, who)
    account = world.account(clause)
    time = (event.time if event else None) or _inside(rows.times, span)
    aspects = aspects_of(
        Said(
            head, told or _lent(head, page, within, world), clause.statement.act, own,
            happening=any(isinstance(e, Event) for _, e in within) or account,
            doing=_doing(does, actor, event), armed=_armed(does, actor, world),
            named=(named is not None and named.kind in _ACTING) or world.body(other) in _HARMING,
            toll=any(c.role in _HARMED for c in counted),
            ahead=world.ahead(next((t for t in rows.times if t.id == time), None)),
            coming=_coming(head, own, span, page) or (not verbal and _for_a_day(clause.tokens)),
            weapon=whom is not None and lemma(whom) in world.weapons,
            own=does is not None and any(c.tag_ == "PRP$" for c in does.children),
            fighters=named is not None and named.kind in _ARMED,
        )
    )  # fmt: skip
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
        place=(event.place if event else None) or _inside(rows.places, span), time=time,
        counts=tuple(c.id for c in counted),
        predicate=with_particle(head) if not account else "",
        words=tuple(word for word in _words(clause.tokens) if not account or word not in world.naming),
    )  # fmt: skip


def _coming(head: Token, own: Factuality, span: Span, page: Paragraph) -> bool:
    """Whether a word of the future bears on a clause: it stands in it, or before the verb it is joined to."""
    marks = [m for m in own.marks if m.kind is MarkKind.FUTURE]
    if marks and head.tag_ == "VB":
        return True
    what = child(head, "attr")  # "remains the first point that both will take up"
    below = [page.start(t) for t in what.subtree] if what is not None else []
    return any(span.start <= mark.start < span.end or mark.start in below for mark in marks)


def _lent(head: Token, page: Paragraph, within: Inside, world: _World) -> Event | Tie | None:
    """The event of which a verb that says little itself tells by its object: "made an arrest"."""
    thing = child(head, "dobj") if lemma(head) in world.support else None
    at = page.start(thing) if thing is not None else -1
    return next((e for p, e in within if p.span.start <= at < p.span.end), None)


def _for_a_day(tokens: Sequence[Token]) -> bool:
    """Whether words without a verb are of something set for a day: "a march to the parliament for Friday"."""
    days = [child(t, "pobj") for t in tokens if t.lower_ == "for" and t.dep_ == "prep"]
    return any(day is not None and day.ent_type_ == "DATE" and day.pos_ == "PROPN" for day in days)


def _doing(does: Token | None, actor: Entity | None, event: Event | None) -> bool:
    """Whether a clause has somebody who acts."""
    if does is not None and does.lower_ in ("we", "they", "i", "he", "she", "it"):
        return True
    return (actor is not None and actor.kind in _ACTING) or (event is not None and event.actor is not None)


def _armed(does: Token | None, actor: Entity | None, world: _World) -> bool:
    """Whether who does it can do harm as such: fighters, or a weapon of somebody's."""
    if does is None:
        return False
    if actor is not None and actor.kind in _ARMED:
        return True
    if lemma(does) in world.tools and any(c.dep_ in _OWNED for c in does.children):
        return True
    owned = any(world.body(c) in _HARMING for c in does.children if c.dep_ in _OWNED)
    return owned or world.body(does) in _HARMING or lemma(does) in _AGENTS


def _whose(k: int, does: Token, who: Roster) -> Entity | None:
    """Who a doer is, or whose: "jets of the air force", "a salvo of its rockets"."""
    found = who.near(k, does)
    of = [thing for _, thing in phrases((does,), ("of",))]
    for thing in [*of, *(c for c in does.children if c.dep_ == "poss")] if found is None else ():
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
