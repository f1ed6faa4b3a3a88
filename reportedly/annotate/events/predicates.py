"""Where a predicate's parts stand in the parse: who does it, to whom, its phrases and its complement.

In comes a verb or an event noun, out come heads of noun phrases, found through passives, relative and
participle clauses, coordination, control and verbs that lend a noun their subject ("carried out a strike").
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from reportedly.annotate.subjects import NOMINAL, RELATIVE, agent, antecedent, child, passive, subject

if TYPE_CHECKING:
    from reportedly.annotate.parse import Token

MODIFIERS = ("compound", "amod", "nmod", "poss")
QUANTITIES = {
    *(
        "series",
        "wave",
        "spate",
        "string",
        "round",
        "number",
        "dozens",
        "hundreds",
        "scores",
        "lot",
        "campaign",
    ),
    *(
        "thousands",
        "tens",
        "first",
        "second",
        "third",
        "kind",
        "type",
        "day",
        "days",
        "week",
        "part",
        "most",
        "all",
    ),
    *(
        "many",
        "some",
        "several",
        "act",
        "acts",
        "group",
        "members",
        "barrage",
        "rounds",
        "waves",
        "one",
        "more",
    ),
    *(
        "ton",
        "tons",
        "tonnes",
        "kg",
        "kilograms",
        "barrels",
        "worth",
        "state",
        "truckloads",
        "shipment",
        "shipments",
    ),
    *(
        "package",
        "patch",
        "contingent",
        "handful",
        "batch",
        "vanguard",
        "remnants",
        "swath",
        "swaths",
        "swathe",
        "swathes",
        "stretch",
        "stretches",
        "half",
        "parts",
        "pair",
        "couple",
        "column",
        "spree",
        "flurry",
        "spell",
    ),
}
"""Heads whose "of" leads to what is meant."""
CARRIERS = {
    "mission",
    "effort",
    "efforts",
    "campaign",
    "operation",
    "operations",
    "process",
    "drive",
    "session",
    "spree",
    "attempt",
    "bid",
}
"""Nouns that carry the event noun before them: "mediation mission"."""
_OBJECT_DOES = {
    *(
        "accuse",
        "suspect",
        "blame",
        "prevent",
        "stop",
        "bar",
        "criticise",
        "criticize",
        "condemn",
        "convict",
        "acquit",
    ),
    *(
        "deter",
        "discourage",
        "ban",
        "warn",
        "praise",
        "denounce",
        "punish",
        "keep",
        "thank",
        "jail",
        "arrest",
    ),
}
"""Verbs whose object does what follows "of", "for" or "from"."""
_MENDED = {"stag": "stage"}
"""Lemmas that the small parser gets wrong."""


def lemma(token: Token) -> str:
    """Return a token's lemma in lower case."""
    word = str(token.lemma_).lower()
    return _MENDED.get(word, word)


def is_passive(verb: Token) -> bool:
    """Whether what a verb is done to is its subject, or the noun it modifies."""
    if verb.tag_ == "VBN" and verb.dep_ == "conj" and child(verb, "nsubj", "aux", "dobj") is None:
        return passive(verb) or is_passive(verb.head) if verb.head.pos_ == "VERB" else passive(verb)
    if verb.tag_ in ("VBN", "VBD") and verb.dep_ == "acl":
        return agent(verb) is not None or child(verb, "dobj") is None
    return passive(verb)


def doer(verb: Token) -> Token | None:
    """Return the head of the phrase that does what a verb says, or null."""
    if is_passive(verb):
        by = agent(verb)
        if by is None and verb.dep_ == "conj" and verb.head.pos_ == "VERB" and is_passive(verb.head):
            by = agent(verb.head)
        if by is None:
            # "was attacked and looted by": the by-phrase stands at the last verb.
            below = child(verb, "conj")
            by = agent(below) if below is not None and below.tag_ == "VBN" else None
        return by
    controlled = _controlled(verb)
    if controlled is not None:
        return antecedent(controlled)
    found = subject(verb)
    if found is None and verb.dep_ == "relcl":
        return None
    if found is None and verb.tag_ == "VBG" and verb.dep_ in ("acl", "amod") and verb.head.pos_ in NOMINAL:
        return verb.head
    return antecedent(found) if found is not None else None


def _controlled(verb: Token) -> Token | None:
    """The object that does what a verb below it says: "accused the army of looting", "told it to leave"."""
    prep = verb.head
    if verb.dep_ == "pcomp" and prep.lower_ in ("of", "for", "from"):
        above = prep.head
        if (
            above.dep_ in ("dobj", "nsubjpass")
            and above.head.pos_ == "VERB"
            and lemma(above.head) in _OBJECT_DOES
        ):
            return above
        if lemma(above) in _OBJECT_DOES:
            return child(above, "dobj", "nsubjpass")
    if verb.dep_ == "xcomp" and infinitive(verb) and prep.pos_ == "VERB":
        return child(prep, "dobj")
    return None


def patient(verb: Token) -> Token | None:
    """Return the head of the phrase that a verb is done to: object, passive subject or modified noun."""
    if is_passive(verb):
        own = child(verb, "nsubjpass")
        if own is not None:
            return antecedent(own)
        if verb.dep_ in ("acl", "amod", "relcl") and verb.head.pos_ in NOMINAL:
            return verb.head
        if verb.dep_ in ("conj", "xcomp") and verb.head.pos_ == "VERB":
            return patient(verb.head) if verb.dep_ == "conj" else doer_or_patient(verb.head)
        return None
    own = child(verb, "dobj")
    if own is not None:
        return antecedent(own)
    if verb.dep_ == "relcl" and verb.head.pos_ in NOMINAL:
        own = child(verb, "nsubj")
        where = any(c.tag_ in ("WRB", "WDT", "WP", "WP$", "IN") for c in verb.children)
        if own is not None and own.lower_ not in RELATIVE and not where:
            return verb.head  # "the town rebels captured"
    below = child(verb, "conj")
    if below is not None and below.pos_ == "VERB" and child(below, "nsubj", "nsubjpass") is None:
        shared = child(below, "dobj")
        # "attacked and destroyed the convoy": one object for both.
        if shared is not None and not any(verb.i < c.i < below.i and c.dep_ == "prep" for c in verb.children):
            return antecedent(shared)
    return None


def doer_or_patient(verb: Token) -> Token | None:
    """The subject of a verb, whatever its voice."""
    own = child(verb, "nsubjpass")
    return antecedent(own) if own is not None else doer(verb)


def conjuncts(head: Token) -> list[Token]:
    """Return a head and those coordinated with it, in order."""
    return [head, *(t for t in head.conjuncts if t.i > head.i and t.pos_ in NOMINAL)]


def inner(head: Token, depth: int = 0) -> Token:
    """Return what a quantity is of: "hundreds of troops", "a series of strikes"."""
    if depth < 3 and (head.lower_ in QUANTITIES or head.pos_ == "NUM"):
        for below in head.children:
            if below.lower_ == "of" and (found := child(below, "pobj")) is not None:
                return inner(found, depth + 1)
    return head


def outer(noun: Token) -> Token:
    """Return the quantity that a noun is the matter of, or the noun itself."""
    for _ in range(3):
        above = noun.head
        if noun.dep_ == "compound" and above.lower_ in CARRIERS:
            noun = above
            continue
        if noun.dep_ != "pobj" or above.lower_ != "of" or above.head.lower_ not in QUANTITIES:
            break
        noun = above.head
    return noun


def phrases(heads: Iterable[Token], prepositions: Iterable[str]) -> Iterator[tuple[str, Token]]:
    """Yield the objects of the prepositional phrases below some heads, by the order of the prepositions."""
    wanted = tuple(prepositions)
    found: list[tuple[int, int, str, Token]] = []
    for head in heads:
        for prep in head.children:
            word = prep.lower_
            if prep.dep_ not in ("prep", "dative", "agent", "prt") or word not in wanted:
                continue
            thing = child(prep, "pobj")
            if thing is None and (deeper := child(prep, "prep")) is not None:
                thing = child(deeper, "pobj")
            if thing is not None:
                found.append((wanted.index(word), prep.i, word, thing))
    for _, _, word, thing in sorted(found, key=lambda f: (f[0], f[1])):
        yield word, antecedent(thing)


def complement(token: Token) -> Token | None:
    """Return the verb of an infinitive, gerund or clause that a predicate takes."""
    for below in token.children:
        if below.i < token.i or below.pos_ not in ("VERB", "AUX"):
            continue
        if below.dep_ in ("xcomp", "ccomp") or (below.dep_ in ("acl", "advcl") and infinitive(below)):
            return below
        if token.pos_ == "NOUN" and below.dep_ in ("acl", "relcl") and child(below, "mark") is not None:
            return below
    for prep in token.children:
        if (
            prep.dep_ == "prep"
            and (verb := child(prep, "pcomp")) is not None
            and prep.lower_ in ("to", "on", "of", "from")
        ):
            return verb
    return None


def infinitive(verb: Token) -> bool:
    """Whether a verb stands in the infinitive with "to"."""
    return verb.tag_ == "VB" and any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children)


def with_particle(verb: Token) -> str:
    """Return a verb's lemma with its particle."""
    particle = child(verb, "prt")
    return f"{lemma(verb)} {particle.lower_}" if particle is not None else lemma(verb)


def lender(noun: Token, support: frozenset[str]) -> Token | None:
    """Return the verb that lends an event noun its subject: "launched", in "launched fresh strikes"."""
    noun = outer(noun)
    while noun.dep_ == "conj" and noun.head.pos_ in ("NOUN", "PROPN"):
        noun = outer(noun.head)
    for below in noun.children:
        if (
            below.dep_ in ("acl", "relcl")
            and below.pos_ == "VERB"
            and _supports(below, support)
            and (whom := patient(below)) is not None
            and whom.i == noun.i
        ):
            return below
    verb = noun.head
    if (
        noun.dep_ in ("dobj", "nsubjpass", "attr", "dep", "ccomp")
        and verb.pos_ in ("VERB", "AUX")
        and _supports(verb, support)
    ):
        return verb
    if noun.dep_ == "pobj" and verb.head.pos_ == "VERB":
        over = verb.head
        if f"{lemma(over)} {verb.lower_}" in support:
            return over
        words = f"{lemma(over)} {' '.join(t.lower_ for t in over.doc[over.i + 1 : verb.i + 1])}"
        if words in support:
            return over
        above = over.head
        if over.dep_ == "dobj" and f"{lemma(above)} {over.lower_} {verb.lower_}" in support:
            return above
    if noun.dep_ == "pobj" and verb.head.pos_ == "NOUN" and verb.head.head.pos_ == "VERB":
        over, above = verb.head, verb.head.head
        if f"{lemma(above)} {over.lower_} {verb.lower_}" in support:
            return above
    return None


def _supports(verb: Token, support: frozenset[str]) -> bool:
    return lemma(verb) in support or with_particle(verb) in support
