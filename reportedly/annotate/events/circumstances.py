"""When, where and how many: the times, places and counts that stand by a trigger in the parse.

In come rows with spans and a trigger; out come their ids. A row that hangs from the trigger's own words
comes first, then one from the verb of its clause, then the only one of the sentence. No border of a clause
is crossed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from reportedly.annotate.events.triggers import Trigger, node
from reportedly.annotate.parse import Paragraph
from reportedly.annotate.subjects import child
from reportedly.shapes import Count, CountRole, EventType, Span

if TYPE_CHECKING:
    from reportedly.annotate.parse import Token

_BORDERS = {"relcl", "ccomp", "acl", "parataxis", "csubj"}
_ROLES = {
    EventType.ASSAULT: set(CountRole) - {CountRole.OTHER},
    EventType.COERCE: {CountRole.DETAINED, CountRole.DISPLACED, CountRole.OTHER, CountRole.FORCE},
    EventType.MOBILIZE: {CountRole.FORCE, CountRole.OTHER},
    EventType.RETREAT: {CountRole.FORCE, CountRole.OTHER, CountRole.DETAINED},
    EventType.PROTEST: set(CountRole),
    EventType.AID: {CountRole.OTHER, CountRole.FORCE, CountRole.DISPLACED},
}
_DEPTH = 8


class Row(Protocol):
    """A row with an id and a stretch of the text."""

    @property
    def id(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


R = TypeVar("R", bound=Row)


class Rows(Generic[R]):
    """The rows that lie in one paragraph, each with the token that heads its words."""

    def __init__(self, page: Paragraph, rows: Iterable[R]) -> None:
        self.page, segment = page, page.segment
        inside = [r for r in rows if segment.start <= r.start and r.end <= segment.end]
        headed = [(r, _head(page.within(Span(r.start, r.end)))) for r in inside]
        self.rows: list[tuple[R, Token]] = [(r, h) for r, h in headed if h is not None]

    def heads(self) -> frozenset[int]:
        """Return the tokens that head the rows' words, by their index."""
        return frozenset(h.i for _, h in self.rows)

    def near(self, trigger: Trigger, lender: Token | None) -> R | None:
        """Return the row that goes with a trigger, or null."""
        if not self.rows:
            return None
        sentence = trigger.token.sent
        here = [(r, h) for r, h in self.rows if sentence.start <= h.i < sentence.end]
        if not here:
            return None
        own = {trigger.token.i, node(trigger).i}
        clause = _clause(trigger)
        for anchors in (own, {lender.i} if lender is not None else set(), {clause.i}):
            steps = [
                (d, abs(h.i - trigger.token.i), k)
                for k, (_, h) in enumerate(here)
                if (d := _climb(h, anchors)) is not None
            ]
            if steps:
                return here[min(steps)[2]][0]
        return here[0][0] if len(here) == 1 and _one_clause(here[0][1], trigger.token) else None


def counted(rows: Rows[Count], trigger: Trigger, kind: EventType, lender: Token | None) -> tuple[str, ...]:
    """Return the ids of the counts in a trigger's clause whose role fits its type."""
    roles = _ROLES.get(kind, {CountRole.OTHER})
    anchors = {trigger.token.i, node(trigger).i} | ({lender.i} if lender is not None else set())
    return tuple(
        row.id
        for row, head in rows.rows
        if row.role in roles and _climb(head, anchors, through=True) is not None
    )


def _head(tokens: Sequence[Token]) -> Token | None:
    """The word on which the others hang; of "a day after", what it is that lies there."""
    last = tokens[-1] if len(tokens) > 1 else None
    if last is not None and last.lower_ in ("after", "before") and last.dep_ in ("mark", "prep"):
        return last.head if last.dep_ == "mark" else child(last, "pobj", "pcomp")
    inside = {t.i for t in tokens}
    return next((t for t in tokens if t.head.i not in inside or t.head.i == t.i), None)


def _climb(token: Token, anchors: set[int], through: bool = False) -> int | None:
    """The steps from a word up to one of some words, within its clause; `through`: out of a participle."""
    for step in range(_DEPTH):
        if token.i in anchors:
            return step
        if token.dep_ in _BORDERS and not (token.dep_ == "acl" and token.head.i in anchors):
            return None
        if token.dep_ == "advcl" and not (through and token.tag_ == "VBG"):
            return None
        if token.dep_ == "conj" and token.pos_ in ("VERB", "AUX") and not through:
            return None
        if token.head.i == token.i:
            return None
        token = token.head
    return None


def _clause(trigger: Trigger) -> Token:
    """The verb of the clause that a trigger stands in."""
    token = trigger.token
    for _ in range(_DEPTH):
        if (
            token.pos_ in ("VERB", "AUX")
            and token.i != trigger.token.i
            and token.dep_ not in ("xcomp", "aux")
        ):
            return token
        if token.head.i == token.i or (token.dep_ in _BORDERS and token.i == trigger.token.i):
            return token
        token = token.head
    return token


def _one_clause(left: Token, right: Token) -> bool:
    """Whether no verb of saying or relative clause lies between two words: both hang from one clause."""

    def top(token: Token) -> Token:
        for _ in range(2 * _DEPTH):
            if token.dep_ in ("relcl", "ccomp", "parataxis") or token.head.i == token.i:
                break
            token = token.head
        return token

    return top(left).i == top(right).i
