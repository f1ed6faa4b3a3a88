"""What became of those counted: the words that govern a noun phrase, to a role or none.

In come the tokens and the phrase; out comes a `CountRole`, or None where nothing said it. Words
inside the phrase come first ("12 wounded men"), then the predicate right after it, which also holds
in titles and texts without punctuation ("12 men killed in"), then what the parse says governs it:
verbs, nouns ("the killing of 12 men"), tolls, coordination. Whoever does it is no victim.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from reportedly.lexicon import Lexicons
from reportedly.shapes import CountRole

if TYPE_CHECKING:
    from reportedly.annotate.parse import Token

Fates = Mapping[str, Mapping[str, CountRole]]

_BE = frozenset(
    "is are was were be been being has have had got get gets getting reported reportedly remain remains remained left found feared"
    " confirmed believed said thought known presumed may might could would will to also later already all still both were"
    " have either now then there who which that since declared pronounced".split()
)
_PASSIVE = frozenset("is are was were be been being got get gets getting left".split())
_ASIDE = frozenset({"including", "among", "amongst", "mostly", "mainly"})
_OF = frozenset({"of", "among", "amongst", "to", "for", "in"})
_REACHES = frozenset({"to", "at", "past", "above", "by"})
_REACHED = frozenset({"reached", "hit", "exceeded", "topped", "passed", "is", "was"})
_STEPS = 6
_OBJECT_TAGS = frozenset({"DT", "CD", "PRP", "PRP$", "JJ", "NNS", "NN", "NNP", "NNPS", "JJR", "RBR"})
_WHEN = frozenset("monday tuesday wednesday thursday friday saturday sunday today yesterday overnight last this earlier".split())


def fate(tokens: Sequence[Token], before: int, first: int, head: int, lexicons: Lexicons) -> CountRole | None:
    """Return what the words say became of the phrase from token `first` to `head`, or None.

    `before` is the index of the token before its amount.
    """
    fates = lexicons.fates
    inside = next((r for t in tokens[first:head] if (r := fates["state"].get(t.lower_))), None)
    after = _predicate(tokens, head, fates)
    if after and before > 0 and (tokens[before - 1].lower_ in lexicons.counted or tokens[before - 1].tag_ == "CD"):
        return inside or after  # "8 men killed 58 others injured" that lost its comma
    return (
        _verb_before(tokens, before, fates)
        or inside
        or after
        or _governor(tokens[head], tokens, fates)
        or _predicate(tokens, head, fates, aside=True)
    )


def _verb_before(tokens: Sequence[Token], at: int, fates: Fates) -> CountRole | None:
    """Read the active verb right before an amount: "killing 12", which titles hide from the parser."""
    if at < 0:
        return None
    token = tokens[at]
    role = fates["object"].get(token.lower_)
    if role is None or (at and tokens[at - 1].lower_ in _PASSIVE):
        return None
    if at > 1 and tokens[at - 1].lower_ in ("and", "or") and fates["object"].get(tokens[at - 2].lower_, role) != role:
        return CountRole.OTHER  # "killed or wounded 30"
    if token.tag_.startswith("VB"):
        return role
    harm = role in (CountRole.KILLED, CountRole.WOUNDED)
    noun = harm or (token.text.istitle() and token.lower_.endswith(("s", "ed", "ing")))
    return role if noun and token.tag_.startswith("NN") else None


def _predicate(tokens: Sequence[Token], head: int, fates: Fates, *, aside: bool = False) -> CountRole | None:
    """Read the predicate right after a phrase: "have been killed", "who died", "dead", "killed in"."""
    at, passive, left = head + 1, False, 14
    while at < len(tokens) and left:
        token = tokens[at]
        word = token.lower_
        left -= 1
        if word in ("among", "amongst") and (role := _among(tokens, at, fates)):
            return role
        if word in fates["suffer"] and (role := _suffered(tokens, at, fates)):
            return role
        if word in fates["state"] or (passive and word in fates["object"]):
            return _state(tokens, at, passive, fates)
        if word in fates["object"] and token.tag_ == "VBN":
            return _state(tokens, at, passive, fates)
        if word in fates["subject"]:
            return fates["subject"][word]
        raised = passive and token.tag_ == "VBN" and at + 1 < len(tokens) and tokens[at + 1].lower_ == "to"
        if word in _BE or raised or token.tag_ in ("RB", "MD"):
            passive = passive or word in _PASSIVE
            at += 1
        elif aside and (word in _ASIDE or (word in (",", "(") and _next(tokens, at) in _ASIDE)):
            at = _past_aside(tokens, at, fates)
        else:
            return None
    return None


def _next(tokens: Sequence[Token], at: int) -> str:
    return tokens[at + 1].lower_ if at + 1 < len(tokens) else ""


def _next_tag(tokens: Sequence[Token], at: int) -> str:
    return str(tokens[at + 1].tag_) if at + 1 < len(tokens) else ""


def _suffered(tokens: Sequence[Token], at: int, fates: Fates) -> CountRole | None:
    """Read "sustained serious injuries", "lost their lives" off the noun behind the verb."""
    role = fates["suffer"][tokens[at].lower_]
    for token in tokens[at + 1 : at + 5]:
        if token.lower_ in ("life", "lives"):
            return role if role is CountRole.KILLED else None
        if fates["noun"].get(token.lower_) is CountRole.WOUNDED or token.lower_ in ("wounds", "burns"):
            return CountRole.WOUNDED if role is CountRole.WOUNDED else None
    return None


def _among(tokens: Sequence[Token], at: int, fates: Fates) -> CountRole | None:
    """Read "among the dead", "among 18 killed"; "including" a part says nothing of the whole."""
    for token in tokens[at + 1 : at + 5]:
        if token.lower_ in fates["state"]:
            return fates["state"][token.lower_]
        if token.tag_ not in ("DT", "CD", "RB", "IN", "JJS") or token.lower_ == "them":
            return None
    return None


def _state(tokens: Sequence[Token], at: int, passive: bool, fates: Fates) -> CountRole | None:
    """Return the role of a predicate word unless it is an active verb with its object behind it."""
    token = tokens[at]
    word = token.lower_
    role = fates["state"].get(word) or fates["object"][word]
    if passive or word not in fates["object"] or token.tag_ in ("JJ", "NN", "NNS"):
        return role
    if _next_tag(tokens, at) == "CD" and any(t.lower_ in fates["state"] for t in tokens[at + 2 : at + 5]):
        return role  # "6 men killed, 22 others injured" that lost its comma
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if following is None or following.lower_ in _WHEN or following.tag_ not in _OBJECT_TAGS:
        return role
    if word in fates["object"] and any(c.dep_ in ("dobj", "obj") for c in token.children):
        return None
    return role if token.dep_ in ("acl", "amod") or following.tag_ in ("NNP", "JJ") else None


def _past_aside(tokens: Sequence[Token], at: int, fates: Fates) -> int:
    """Step over ", including five children," to the predicate of the whole."""
    end = at + 1
    while end < min(len(tokens), at + 16):
        if tokens[end].text in (",", ")"):
            return end + 1
        if tokens[end].tag_ in ("VBD", "VBP", "VBZ", "MD") or tokens[end].lower_ in fates["state"]:
            return end
        if tokens[end].text in (".", ";", ":"):
            return len(tokens)
        end += 1
    return len(tokens)


def _governor(token: Token, tokens: Sequence[Token], fates: Fates) -> CountRole | None:
    """Climb the parse from a phrase's head to the word that says what became of it."""
    for _ in range(_STEPS):
        own = _clause_of(token, fates)
        if own:
            return own
        up, dep = token.head, token.dep_
        if up.i == token.i:
            return None
        if role := _by_verb(token, up, dep, tokens, fates):
            return role
        if dep == "pobj" and up.lower_ in ("including", "like"):
            token = up.head
            continue
        if dep == "pobj" and up.lower_ == "with" and up.i and _word_before(up) in ("along", "together"):
            return _alongside(up, fates)
        if dep == "pobj" and up.lower_ in _REACHES and (role := _risen(up.head, fates)):
            return role
        if dep == "pobj":
            if up.lower_ in _OF and (role := _by_noun(up.head, up.lower_, fates)):
                return role
            return None
        if dep == "prep" or dep not in ("conj", "appos", "nmod", "nummod", "compound", "quantmod", "attr"):
            return None
        token = up
    return None


def _risen(verb: Token, fates: Fates) -> CountRole | None:
    """Read "the number of fighters killed in the town has risen to 39" off the verb's subject."""
    for child in verb.children:
        if child.dep_ in ("nsubj", "nsubjpass"):
            if child.lower_ in fates["toll"] and child.lower_ != "count":
                return fates["toll"][child.lower_]
            if child.lower_ == "number":
                below = (fates["state"].get(t.lower_) or fates["toll"].get(t.lower_) for t in child.subtree)
                return next((role for role in below if role), None)
    return None


def _word_before(token: Token) -> str:
    """Return the word before a token."""
    return str(token.nbor(-1).lower_)


def _alongside(preposition: Token, fates: Fates) -> CountRole | None:
    """Read "was killed along with two others" off the verb, in the passive or of a subject's fate."""
    verb = preposition.head if preposition.head.pos_ in ("VERB", "AUX") else preposition.head.head
    if verb.lower_ in fates["subject"]:
        return fates["subject"][verb.lower_]
    passive = verb.tag_ == "VBN" and not any(c.dep_ == "dobj" for c in verb.children)
    return fates["object"].get(verb.lower_) if passive else None


def _clause_of(token: Token, fates: Fates) -> CountRole | None:
    """Read a participle or relative clause that hangs from a noun: "men shot dead", "who had fled"."""
    for child in token.children:
        word = child.lower_
        if child.dep_ == "amod" and word in fates["state"]:
            return fates["state"][word]
        if child.dep_ == "acl" and word in fates["object"] and child.tag_ in ("VBN", "VBD"):
            return _killed_so(child) or fates["object"][word]
        if child.dep_ in ("acl", "relcl"):
            if word in fates["subject"] and not any(c.dep_ == "nsubj" and c.tag_ != "WP" and c.tag_ != "WDT" for c in child.children):
                return fates["subject"][word]
            if word in fates["object"] and any(c.dep_ in ("nsubjpass", "auxpass") for c in child.children):
                return _killed_so(child) or fates["object"][word]
    return None


def _killed_so(verb: Token) -> CountRole | None:
    """Read "shot dead", "beaten to death" off the words after a verb."""
    after = verb.doc[verb.i + 1 : verb.i + 3].text.lower()
    return CountRole.KILLED if after.startswith("dead") or after == "to death" else None


def _by_verb(token: Token, up: Token, dep: str, tokens: Sequence[Token], fates: Fates) -> CountRole | None:
    """Read the role off the verb whose subject or object a phrase is."""
    word = up.lower_
    if dep in ("dobj", "obj", "nsubjpass", "oprd") or (dep == "nsubj" and _is_participle(up)):
        if dep == "dobj" and token.lower_ in ("lives", "life"):
            return fates["lives"].get(word)
        if role := _killed_so(up):
            return role
        if word in fates["object"]:
            return _mixed(up, fates) or fates["object"][word]
        joined = (c for c in up.children if c.dep_ == "conj" and c.lower_ in fates["object"])
        for other in joined:  # "were rounded up and executed"
            if not any(c.dep_ in ("dobj", "nsubj", "nsubjpass") for c in other.children):
                return fates["object"][other.lower_]
        if any(c.dep_ in ("oprd", "acomp", "ccomp") and c.lower_ in fates["state"] for c in up.children):
            return next(fates["state"][c.lower_] for c in up.children if c.lower_ in fates["state"])
    if dep == "nsubjpass" and word in ("lost", "taken", "claimed") and token.lower_ in ("lives", "life"):
        return CountRole.KILLED
    if dep in ("nsubj", "nsubjpass"):
        if word in fates["subject"]:
            return fates["subject"][word]
        for child in up.children:
            if child.dep_ in ("acomp", "attr", "oprd") and child.lower_ in fates["state"]:
                return fates["state"][child.lower_]
        if word in fates["state"] and up.tag_ in ("JJ", "NN"):
            return fates["state"][word]
    return None


def _is_participle(verb: Token) -> bool:
    """Whether a verb read as active is a title's passive: "23 fighters killed in raid"."""
    if verb.tag_ not in ("VBN", "VBD") or any(c.dep_ in ("dobj", "aux") for c in verb.children):
        return False
    return any(c.dep_ in ("prep", "agent", "npadvmod") and c.i == verb.i + 1 for c in verb.children)


def _mixed(verb: Token, fates: Fates) -> CountRole | None:
    """Return OTHER for the object of two verbs of different fates: "killed or wounded 30"."""
    others = [verb.head] if verb.dep_ == "conj" else [c for c in verb.children if c.dep_ == "conj"]
    for other in others:
        role = fates["object"].get(other.lower_)
        shares = abs(other.i - verb.i) == 2
        if role and shares and role != fates["object"][verb.lower_]:
            return CountRole.OTHER
    return None


def _by_noun(noun: Token, preposition: str, fates: Fates) -> CountRole | None:
    """Read the role off the noun before "of": "the killing of 12 men", "a toll of 58", "the lives of 30"."""
    word = noun.lower_
    if word in ("lives", "life"):
        return fates["lives"].get(noun.head.lower_)
    if preposition in ("of", "among", "amongst"):
        if word in fates["noun"]:
            return fates["noun"][word]
        if word in fates["toll"] and noun.dep_ != "pobj":
            return fates["toll"][word]
    if preposition == "of" and word in ("number", "total") and noun.dep_ in ("dobj", "nsubjpass", "nsubj"):
        return fates["object"].get(noun.head.lower_) if noun.dep_ != "nsubj" else None
    return None


def toll_before(tokens: Sequence[Token], at: int, fates: Fates) -> CountRole | None:
    """Read a toll that a number completes: "a toll of 58", "the death toll in the town rose to 58"."""
    if at < 2:
        return None
    link, verb = tokens[at - 1], tokens[at - 2]
    if link.lower_ == "of":
        return fates["toll"].get(verb.lower_)
    if link.lower_ in _REACHES:
        if not verb.tag_.startswith(("VB", "NNP", "NNS")):
            return None
    elif link.lower_ not in _REACHED:
        return None
    for token in reversed(tokens[max(0, at - 25) : at - 1]):
        if token.text in (".", ";", "!", "?"):
            return None
        if token.lower_ in fates["toll"]:
            return fates["toll"][token.lower_]
    return None
