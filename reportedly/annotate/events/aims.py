"""At whom an event is aimed: by prepositions, and for protests and threats where no object says it.

In come the verb and a look-up of parties; out come the entities of whom something is demanded, or of who is
to mend his ways: "demonstrated to demand reforms by the government", "threatened to leave unless the king
gave in".
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from reportedly.annotate.events.predicates import complement, lemma
from reportedly.annotate.subjects import NOMINAL, antecedent, child
from reportedly.shapes import Entity, EventType

if TYPE_CHECKING:
    from reportedly.annotate.parse import Token

T = EventType
TOWARD: dict[EventType, tuple[str, ...]] = {
    T.ASSAULT: ("against", "on", "upon", "at", "with", "into"),
    T.COERCE: ("against", "on", "from", "over", "into"),
    T.AID: ("to", "for", "with"),
    T.CONSULT: ("with", "to", "between", "among"),
    T.COOPERATE: ("with", "to", "between"),
    T.SUPPORT: ("to", "for", "with", "between", "of"),
    T.AGREE: ("with", "to", "for", "between"),
    T.REQUEST: ("on", "upon", "to", "from", "of", "with", "by"),
    T.ACCUSE: ("against", "of", "at", "with", "on", "over", "to", "for", "into"),
    T.REJECT: ("from", "by", "of", "to", "with", "for"),
    T.THREATEN: ("against", "to", "on"),
    T.PROTEST: ("against", "at", "outside", "over"),
    T.SANCTION: ("with", "against", "on", "to", "from", "for", "between"),
    T.MOBILIZE: ("against",),
    T.RETREAT: ("from", "to", "with", "on", "against", "between"),
    T.CONCEDE: ("to", "for", "from"),
}
"""Prepositions that lead to the recipient, the likeliest first."""

Party = Callable[["Token"], tuple[Entity, ...]]
"""The entities that the noun phrase of a head names."""

_DEMANDING = {
    "demand", "call", "protest", "press", "urge", "condemn", "denounce", "oppose", "seek", "insist", "ask",
}  # fmt: skip
_CONDITIONS = {"unless", "if", "until"}
_CLAUSES = ("advcl", "xcomp", "acl", "conj", "prep")
_DEPTH = 6


def aimed(verb: Token, party: Party, gone: set[str]) -> tuple[Entity, ...]:
    """Return at whom a protest or threat is aimed, without those in `gone` (ids): those who do it."""
    for head in (verb, complement(verb)):
        for below in head.children if head is not None else ():
            if below.dep_ in _CLAUSES:
                found = tuple(e for e in _of_clause(below, party) if e.id not in gone)
                if found:
                    return found
    return ()


def _of_clause(below: Token, party: Party) -> tuple[Entity, ...]:
    opens, own = child(below, "mark"), child(below, "nsubj", "nsubjpass")
    if own is not None and opens is not None and opens.lower_ in _CONDITIONS:
        return party(antecedent(own))
    demands = lemma(below) in _DEMANDING and own is None
    if demands or (below.dep_ == "prep" and below.lower_ in ("in", "over")):
        return _wanted(below, party)
    return ()


def _wanted(head: Token, party: Party, depth: int = 0) -> tuple[Entity, ...]:
    """The first party named in what is demanded: whose it is, from whom or by whom it is to come."""
    for below in head.children:
        if below.i < head.i or below.dep_ not in ("dobj", "pobj", "prep", "agent", "xcomp", "ccomp"):
            continue
        found = party(below) if below.pos_ in NOMINAL else ()
        if not found and depth < _DEPTH:
            found = _wanted(below, party, depth + 1)
        if found:
            return found
    return ()
