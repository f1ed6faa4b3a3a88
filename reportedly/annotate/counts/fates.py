"""What became of those counted: the words that govern a noun phrase, to a role or none.

In come the tokens and the phrase; out comes a `CountRole`, or None where nothing said it. Words
inside the phrase come first ("12 wounded men"), then the predicate right after it, which also holds
in titles and texts without punctuation ("12 men killed in"), then what the parse says governs it:
verbs, nouns ("the killing of 12 men"), tolls, coordination. Whoever does it is no victim.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reportedly.annotate.counts.governors import governor
from reportedly.annotate.counts.words import CountWords
from reportedly.shapes import CountRole

if TYPE_CHECKING:
    from reportedly.annotate.parse import Token

_OBJECT_TAGS = frozenset({"DT", "CD", "PRP", "PRP$", "JJ", "NNS", "NN", "NNP", "NNPS", "JJR", "RBR"})


def fate(tokens: Sequence[Token], before: int, first: int, head: int, words: CountWords) -> CountRole | None:
    """Return what the words say became of the phrase from token `first` to `head`, or None.

    `before` is the index of the token before its amount.
    """
    inside = next((r for t in tokens[first:head] if (r := words.states.get(t.lower_))), None)
    after = _predicate(tokens, head, words)
    if after and before > 0 and (tokens[before - 1].lower_ in words.nouns or tokens[before - 1].tag_ == "CD"):
        return inside or after  # "8 men killed 58 others injured" that lost its comma
    return (
        _verb_before(tokens, before, words)
        or inside
        or after
        or governor(tokens[head], words)
        or _predicate(tokens, head, words, aside=True)
    )


def _verb_before(tokens: Sequence[Token], at: int, words: CountWords) -> CountRole | None:
    """Read the active verb right before an amount: "killing 12", which titles hide from the parser."""
    if at < 0:
        return None
    token = tokens[at]
    role = words.objects.get(token.lower_)
    if role is None or (at and tokens[at - 1].lower_ in words.classes["passives"]):
        return None
    if (
        at > 1
        and tokens[at - 1].lower_ in ("and", "or")
        and words.objects.get(tokens[at - 2].lower_, role) != role
    ):
        return CountRole.OTHER  # "killed or wounded 30"
    if token.tag_.startswith("VB"):
        return role
    harm = role in (CountRole.KILLED, CountRole.WOUNDED)
    noun = harm or (token.text.istitle() and token.lower_.endswith(("s", "ed", "ing")))
    return role if noun and token.tag_.startswith("NN") else None


def _predicate(
    tokens: Sequence[Token], head: int, words: CountWords, *, aside: bool = False
) -> CountRole | None:
    """Read the predicate right after a phrase: "have been killed", "who died", "dead", "killed in"."""
    at, passive, left = head + 1, False, 14
    while at < len(tokens) and left:
        token = tokens[at]
        word = token.lower_
        left -= 1
        if word in ("among", "amongst") and (role := _among(tokens, at, words)):
            return role
        if word in words.suffering and (role := _suffered(tokens, at, words)):
            return role
        if word in words.states or (passive and word in words.objects):
            return _state(tokens, at, passive, words)
        if word in words.objects and token.tag_ == "VBN":
            return _state(tokens, at, passive, words)
        if word in words.subjects:
            return words.subjects[word]
        raised = passive and token.tag_ == "VBN" and at + 1 < len(tokens) and tokens[at + 1].lower_ == "to"
        if word in words.classes["links"] or raised or token.tag_ in ("RB", "MD"):
            passive = passive or word in words.classes["passives"]
            at += 1
        elif word == "," and _next(tokens, at) in ("who", "which"):
            at += 1
        elif aside and (
            word in words.classes["asides"]
            or (word in (",", "(") and _next(tokens, at) in words.classes["asides"])
        ):
            at = _past_aside(tokens, at, words)
        else:
            return None
    return None


def _next(tokens: Sequence[Token], at: int) -> str:
    return tokens[at + 1].lower_ if at + 1 < len(tokens) else ""


def _next_tag(tokens: Sequence[Token], at: int) -> str:
    return str(tokens[at + 1].tag_) if at + 1 < len(tokens) else ""


def _suffered(tokens: Sequence[Token], at: int, words: CountWords) -> CountRole | None:
    """Read "sustained serious injuries", "lost their lives" off the noun behind the verb."""
    role = words.suffering[tokens[at].lower_]
    for token in tokens[at + 1 : at + 5]:
        if token.lower_ in ("life", "lives"):
            return role if role is CountRole.KILLED else None
        if words.deeds.get(token.lower_) is CountRole.WOUNDED:
            return CountRole.WOUNDED if role is CountRole.WOUNDED else None
    return None


def _among(tokens: Sequence[Token], at: int, words: CountWords) -> CountRole | None:
    """Read "among the dead", "among 18 killed"; "including" a part says nothing of the whole."""
    for token in tokens[at + 1 : at + 5]:
        if token.lower_ in words.states:
            return words.states[token.lower_]
        if token.tag_ not in ("DT", "CD", "RB", "IN", "JJS") or token.lower_ == "them":
            return None
    return None


def _state(tokens: Sequence[Token], at: int, passive: bool, words: CountWords) -> CountRole | None:
    """Return the role of a predicate word unless it is an active verb with its object behind it."""
    token = tokens[at]
    word = token.lower_
    role = words.states.get(word) or words.objects[word]
    if passive or word not in words.objects or token.tag_ in ("JJ", "NN", "NNS"):
        return role
    if _next_tag(tokens, at) == "CD" and any(t.lower_ in words.states for t in tokens[at + 2 : at + 5]):
        return role  # "6 men killed, 22 others injured" that lost its comma
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if following is None or following.lower_ in words.classes["whens"] or following.tag_ not in _OBJECT_TAGS:
        return role
    if word in words.objects and any(c.dep_ in ("dobj", "obj") for c in token.children):
        return None
    return role if token.dep_ in ("acl", "amod") or following.tag_ in ("NNP", "JJ") else None


def _past_aside(tokens: Sequence[Token], at: int, words: CountWords) -> int:
    """Step over ", including five children," to the predicate of the whole."""
    end = at + 1
    while end < min(len(tokens), at + 16):
        if tokens[end].text in (",", ")"):
            return end + 1
        if tokens[end].tag_ in ("VBD", "VBP", "VBZ", "MD") or tokens[end].lower_ in words.states:
            return end
        if tokens[end].text in (".", ";", ":"):
            return len(tokens)
        end += 1
    return len(tokens)


def toll_before(tokens: Sequence[Token], at: int, words: CountWords) -> CountRole | None:
    """Read a toll that a number completes: "a toll of 58", "the death toll in the town rose to 58"."""
    if at < 2:
        return None
    link, verb = tokens[at - 1], tokens[at - 2]
    if link.lower_ == "of":
        return words.tolls.get(verb.lower_)
    if link.lower_ in words.classes["toll_prepositions"]:
        if not verb.tag_.startswith(("VB", "NNP", "NNS")):
            return None
    elif link.lower_ not in words.classes["toll_verbs"]:
        return None
    for token in reversed(tokens[max(0, at - 25) : at - 1]):
        if token.text in (".", ";", "!", "?"):
            return None
        if token.lower_ in words.tolls:
            return words.tolls[token.lower_]
    return None
