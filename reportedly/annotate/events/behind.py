"""Who stands behind an event by the words beside it: "strikes blamed on the army", "bombs dropped by jets".

In come words of the parse; out come heads of noun phrases whose entity is the actor. Also two parses that
are mended: a passive without its verb of being ("ten fighters killed in a raid"), and an event noun that was
read as a participle ("in rebel shelling of the town").
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from reportedly.annotate.events.predicates import is_passive, lemma, phrases
from reportedly.annotate.subjects import NOMINAL, agent, child

if TYPE_CHECKING:
    from reportedly.annotate.parse import Token

_BLAMES = {
    "blame": ("on", "upon"),
    "pin": ("on", "upon"),
    "attribute": ("to",),
    "ascribe": ("to",),
    "trace": ("to",),
}
"""Participles by which an event noun gets its actor, and the prepositions that lead to him."""


def blamed(heads: Iterable[Token]) -> Iterator[Token]:
    """Yield on whom an event is said to be blamed, or to whom it is attributed."""
    for head in heads:
        for below in head.children:
            if below.dep_ in ("acl", "relcl") and (wanted := _BLAMES.get(lemma(below))) is not None:
                yield from (thing for _, thing in phrases((below,), wanted))


def leading(heads: Iterable[Token]) -> Iterator[Token]:
    """Yield who leads those who act: the first part of "X-led strikes"."""
    for head in heads:
        for below in head.lefts:
            if below.lower_ == "led" and below.i > 1 and below.nbor(-1).text == "-":
                yield below.nbor(-2)


def sender(verb: Token, thing: Token) -> Token | None:
    """Return by whom a verb's subject was dropped, fired, planted or driven, if a participle says so.

    The parser may take the participle for the main verb: "rockets fired by rebels killed six".
    """
    over = verb.head
    joined = any(c.dep_ == "cc" and c.i < verb.i for c in over.children)
    garden = verb.dep_ == "conj" and not joined and child(over, "auxpass") is None
    participles = [c for c in thing.children if c.dep_ == "acl"] + ([over] if garden else [])
    for participle in participles:
        if participle.tag_ in ("VBN", "VBD") and (who := agent(participle)) is not None:
            return who
    return None


def harmed(verb: Token, things: Mapping[str, frozenset[str]]) -> Token | None:
    """Return the subject of a verb where it is those harmed, though the verb is no passive.

    "Ten fighters died in a raid"; and of a verb of harm that has no object, "ten fighters killed in a raid",
    "the town saw ten fighters killed": nobody just kills. `things`: classes of words, by name.
    """
    own = child(verb, "nsubj")
    if own is None or lemma(verb) in things["deaths"]:
        return own
    if verb.tag_ not in ("VBN", "VBD") or verb.dep_ in ("conj", "acl", "relcl"):
        return None
    if lemma(verb) not in things["harms"] or is_passive(verb):
        return None
    has_object = child(verb, "dobj", "dative", "ccomp", "xcomp", "oprd") is not None
    return None if has_object else own


def misread(verb: Token) -> Token | None:
    """Return whose an event is that was read as a verb: "rebel", in "in rebel shelling of the town"."""
    if verb.tag_ != "VBG" or verb.i < 2 or verb.i + 1 >= len(verb.doc):
        return None
    before, after = verb.nbor(-1), verb.nbor(1)
    if after.lower_ != "of" or before.pos_ not in NOMINAL or before.dep_ != "pobj":
        return None
    return before if before.head.lower_ in ("in", "by", "during", "from", "after") else None
