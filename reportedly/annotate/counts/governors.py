"""What governs those counted in the parse, and what it says became of them.

In comes the head of a noun phrase; out comes a `CountRole`, or None. From the head we climb: a
participle or relative clause that hangs from it, the verb whose object or subject it is, the noun
before "of", the toll that rose to it; through coordination and apposition to the next head.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.annotate.counts.words import CountWords
from reportedly.shapes import CountRole

if TYPE_CHECKING:
    from reportedly.annotate.parse import Token

_OF = frozenset({"of", "among", "amongst", "to", "for", "in"})
_STEPS = 6


def governor(token: Token, words: CountWords) -> CountRole | None:
    """Climb the parse from a phrase's head to the word that says what became of it."""
    for _ in range(_STEPS):
        own = _clause_of(token, words)
        if own:
            return own
        up, dep = token.head, token.dep_
        if up.i == token.i:
            return None
        if role := _by_verb(token, up, dep, words):
            return role
        if dep == "pobj" and up.lower_ in ("including", "like"):
            token = up.head
            continue
        if dep == "pobj" and up.lower_ == "with" and up.i and _word_before(up) in ("along", "together"):
            return _alongside(up, words)
        if (
            dep == "pobj"
            and up.lower_ in words.classes["toll_prepositions"]
            and (role := _risen(up.head, words))
        ):
            return role
        if dep == "pobj" and up.lower_ == "of" and _quantity(up.head, words):
            token = up.head  # "hundreds of women and children died"
            continue
        if dep == "pobj":
            if up.lower_ in _OF and (role := _by_noun(up.head, up.lower_, words)):
                return role
            return None
        if dep == "prep" or dep not in ("conj", "appos", "nmod", "nummod", "compound", "quantmod", "attr"):
            return None
        token = up
    return None


def _quantity(token: Token, words: CountWords) -> bool:
    return token.tag_ == "CD" or token.lower_ in words.quantity_heads


def _risen(verb: Token, words: CountWords) -> CountRole | None:
    """Read "the number of fighters killed in the town has risen to 39" off the verb's subject."""
    for child in verb.children:
        if child.dep_ in ("nsubj", "nsubjpass"):
            if child.lower_ in words.tolls and child.lower_ != "count":
                return words.tolls[child.lower_]
            if child.lower_ == "number":
                below = (words.states.get(t.lower_) or words.tolls.get(t.lower_) for t in child.subtree)
                return next((role for role in below if role), None)
    return None


def _word_before(token: Token) -> str:
    """Return the word before a token."""
    return str(token.nbor(-1).lower_)


def _alongside(preposition: Token, words: CountWords) -> CountRole | None:
    """Read "was killed along with two others" off the verb, in the passive or of a subject's fate."""
    verb = preposition.head if preposition.head.pos_ in ("VERB", "AUX") else preposition.head.head
    if verb.lower_ in words.subjects:
        return words.subjects[verb.lower_]
    passive = verb.tag_ == "VBN" and not any(c.dep_ == "dobj" for c in verb.children)
    return words.objects.get(verb.lower_) if passive else None


def _clause_of(token: Token, words: CountWords) -> CountRole | None:
    """Read a participle or relative clause that hangs from a noun: "men shot dead", "who had fled"."""
    for child in token.children:
        word = child.lower_
        if child.dep_ == "amod" and word in words.states:
            return words.states[word]
        if child.dep_ == "acl" and word in words.objects and child.tag_ in ("VBN", "VBD"):
            return _killed_so(child) or words.objects[word]
        if child.dep_ in ("acl", "relcl"):
            if word in words.subjects and not any(
                c.dep_ == "nsubj" and c.tag_ != "WP" and c.tag_ != "WDT" for c in child.children
            ):
                return words.subjects[word]
            if word in words.objects and any(c.dep_ in ("nsubjpass", "auxpass") for c in child.children):
                return _killed_so(child) or words.objects[word]
    return None


def _killed_so(verb: Token) -> CountRole | None:
    """Read "shot dead", "beaten to death" off the words after a verb."""
    after = " ".join(t.lower_ for t in verb.doc[verb.i + 1 : verb.i + 3])
    return CountRole.KILLED if after.startswith("dead") or after == "to death" else None


def _by_verb(token: Token, up: Token, dep: str, words: CountWords) -> CountRole | None:
    """Read the role off the verb whose subject or object a phrase is."""
    word = up.lower_
    if dep in ("dobj", "obj", "nsubjpass", "oprd") or (dep == "nsubj" and _is_participle(up)):
        if dep == "dobj" and token.lower_ in ("lives", "life"):
            return words.lives.get(word)
        if role := _killed_so(up):
            return role
        if word in words.objects:
            return _mixed(up, words) or words.objects[word]
        joined = (c for c in up.children if c.dep_ == "conj" and c.lower_ in words.objects)
        for other in joined:  # "were rounded up and executed"
            if not any(c.dep_ in ("dobj", "nsubj", "nsubjpass") for c in other.children):
                return words.objects[other.lower_]
        if any(c.dep_ in ("oprd", "acomp", "ccomp") and c.lower_ in words.states for c in up.children):
            return next(words.states[c.lower_] for c in up.children if c.lower_ in words.states)
    if dep == "nsubjpass" and word in ("lost", "taken", "claimed") and token.lower_ in ("lives", "life"):
        return CountRole.KILLED
    if dep in ("nsubj", "nsubjpass"):
        if word in words.subjects:
            return words.subjects[word]
        for child in up.children:
            if child.dep_ in ("acomp", "attr", "oprd") and child.lower_ in words.states:
                return words.states[child.lower_]
        if word in words.states and up.tag_ in ("JJ", "NN"):
            return words.states[word]
    return None


def _is_participle(verb: Token) -> bool:
    """Whether a verb read as active is a title's passive: "23 fighters killed in raid"."""
    if verb.tag_ not in ("VBN", "VBD") or any(c.dep_ in ("dobj", "aux") for c in verb.children):
        return False
    return any(c.dep_ in ("prep", "agent", "npadvmod") and c.i == verb.i + 1 for c in verb.children)


def _mixed(verb: Token, words: CountWords) -> CountRole | None:
    """Return OTHER for the object of two verbs of different fates: "killed or wounded 30"."""
    others = [verb.head] if verb.dep_ == "conj" else [c for c in verb.children if c.dep_ == "conj"]
    for other in others:
        role = words.objects.get(other.lower_)
        shares = abs(other.i - verb.i) == 2
        if role and shares and role != words.objects[verb.lower_]:
            return CountRole.OTHER
    return None


def _by_noun(noun: Token, preposition: str, words: CountWords) -> CountRole | None:
    """Read the role off the noun before "of": "the killing of 12 men", "a toll of 58", "the lives of 30"."""
    word = noun.lower_
    if word in ("lives", "life"):
        return words.lives.get(noun.head.lower_)
    if preposition in ("of", "among", "amongst"):
        if word in words.deeds:
            return words.deeds[word]
        if word in words.tolls and noun.dep_ != "pobj":
            return words.tolls[word]
    if preposition == "of" and word in ("number", "total") and noun.dep_ in ("dobj", "nsubjpass", "nsubj"):
        return words.objects.get(noun.head.lower_) if noun.dep_ != "nsubj" else None
    return None
