"""Whether the name of a state or of a capital acts in its sentence, or only says where.

"Moscow denied it" and "talks with Damascus" are of governments; "in Moscow", "Damascus suburbs" and "troops
entered Syria" are of places. By the word that governs the name in the parse; names of capitals count as
places unless they clearly act.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.lexicon import Lexicons

if TYPE_CHECKING:
    from reportedly.annotate.parse import Token

_ACTING = {"by", "with", "between", "against", "among", "including", "like"}
_GIVING = {
    *(
        "support",
        "backing",
        "aid",
        "help",
        "pressure",
        "assistance",
        "supply",
        "weapon",
        "arm",
        "money",
        "funding",
    ),
    *("order", "instruction", "demand", "criticism", "response", "message", "warning", "threat", "delivery"),
    *("envoy", "ambassador", "ally", "adviser", "opponent", "enemy", "loyal"),
}
"""What is given to or by a government: "support from Velan" is not from a place."""
_MOVED = {"dobj", "nsubjpass"}


def acts(token: Token, capital: bool, lexicons: Lexicons) -> bool:
    """Whether the last token of a state's (or capital's) name stands for who acts, not for a place."""
    dep, head = token.dep_, token.head
    depth = 0
    while dep == "conj" and depth < 6:
        token, dep, head, depth = head, head.dep_, head.head, depth + 1
    if dep in ("nsubj", "csubj"):
        return not capital or not (head.lemma_ == "be" and any(c.dep_ == "attr" for c in head.children))
    if dep == "agent":
        return True
    if dep == "pobj":
        return _after(head, capital, lexicons)
    if dep in _MOVED:
        lemma = head.lemma_.lower()
        if lemma in lexicons.actor_words.going:
            return False
        return not capital or (dep == "dobj" and lemma in lexicons.cue_verbs | _GIVING)
    if dep == "poss" or dep in ("compound", "amod", "nmod"):
        return _before(token, head, dep == "poss", capital, lexicons)
    if dep in ("npadvmod", "advmod"):
        led = token.i + 1 < len(token.doc) and token.nbor(1).text == "-"
        return led or (not capital and head.pos_ == "VERB")
    if dep == "appos":
        # "Aleppo, Syria" locates; "a neighbour, Turkey" does not.
        return not capital and head.ent_type_ not in ("GPE", "LOC", "FAC")
    if dep == "ROOT" and token.sent.end - token.sent.start < 4:
        return False  # a heading
    return not capital and not (
        token.i > 1 and token.nbor(-1).text == "," and token.nbor(-2).ent_type_ == "GPE"
    )


def _after(preposition: Token, capital: bool, lexicons: Lexicons) -> bool:
    word, governor = preposition.lower_, preposition.head
    if word in lexicons.actor_words.place_prepositions:
        return False
    lemma = governor.lemma_.lower()
    if capital:
        return word in _ACTING or (word in ("to", "from", "of") and lemma in _GIVING)
    if word in ("to", "from", "for", "toward", "towards"):
        return lemma not in lexicons.actor_words.going and lemma not in lexicons.actor_words.place_nouns
    if word == "of":
        return lemma not in lexicons.actor_words.place_nouns
    return True


def _before(token: Token, head: Token, owns: bool, capital: bool, lexicons: Lexicons) -> bool:
    lemma = head.lemma_.lower()
    if lemma in lexicons.actor_words.place_nouns:
        return False
    if lemma in lexicons.actor_words.acts or lemma in lexicons.actor_words.heads:
        return True
    if ("noun", lemma) in lexicons.cues or lemma in lexicons.roles:
        return True
    return owns and not capital
