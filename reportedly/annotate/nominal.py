"""Nouns and adjectives that attribute: "accusations that ...", "her claim", "is confident that ...".

A noun's source is its owner, the adjective of a nation before it, who it comes from, or the subject of
the light verb that it stands with ("raised concerns that ..."); where there is none, nobody is named.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reportedly.annotate.contents import content_tokens, to_sentence_end
from reportedly.annotate.cues import Hit, hit_at
from reportedly.annotate.parse import Paragraph
from reportedly.annotate.relations import EXPLETIVE, Relation, relation_of
from reportedly.annotate.subjects import child, phrase, subject
from reportedly.lexicon import Lexicons

if TYPE_CHECKING:
    from reportedly.annotate.parse import Token


def by_noun(index: int, paragraph: Paragraph, hit: Hit, lexicons: Lexicons) -> Relation | None:
    """As in "accusations that ...", "her claim that ...", "raised concerns that ..."."""
    noun = hit.head
    _, content = content_tokens(
        hit, [], frames=[f for f in hit.group.frames if f in ("clause", "infinitive")]
    )
    if not content and any(c.dep_ == "expl" for c in noun.head.children):
        # "There are reports of fighting."
        of = next((c for c in noun.children if c.dep_ == "prep" and c.lower_ == "of"), None)
        content = [t for t in of.subtree if t.i != of.i] if of is not None else []
    if not content or any(c.dep_ == "det" and c.lower_ == "no" for c in noun.children):
        return None
    owner = child(noun, "poss") or next(
        (c for c in noun.children if c.dep_ == "amod" and c.lower_ in lexicons.demonyms), None
    )
    rule = "noun-owner"
    if owner is None:
        owner = _giver(noun, content)
        content = [t for t in content if owner is None or t.i < owner.left_edge.i - 1] or content
    tokens = list(hit.tokens)
    verb = _lender(noun, lexicons)
    if owner is None and verb is not None:
        owner, rule = subject(verb), "noun-light-verb"
        tokens = list(noun.doc[verb.i : noun.i + 1])
        content = to_sentence_end(hit, content, int(noun.sent.end), lexicons.saying)
    source = phrase(owner, [*tokens, *content]) if owner is not None else []
    light = Hit(noun, tuple(tokens), hit.group)
    if owner is None:
        rule = "noun-unnamed"
    return relation_of(rule, index, paragraph, light, owner, source, content, None)


def _giver(noun: Token, content: Sequence[Token]) -> Token | None:
    """Who a noun of saying comes from: "a denial of any role from the embassy", "the claim of the army"."""
    for words in (("by", "from"), ("of",)):
        for prep in noun.subtree:
            thing_of = prep.head.dep_ == "pobj" and prep.head.head.head.i == noun.i
            near = prep.head.i == noun.i or (thing_of and prep.lower_ == "from")
            thing = child(prep, "pobj") if prep.dep_ == "prep" and prep.lower_ in words and near else None
            if thing is None or thing.i < noun.i:
                continue
            if prep.lower_ == "of" and prep.i >= content[0].i - 1:
                continue  # what is denied, not who does
            somebody = thing.ent_type_ in ("ORG", "PERSON", "NORP", "GPE") or thing.pos_ in ("PROPN", "PRON")
            if prep.i < content[0].i or somebody:
                return thing
    return None


def _lender(noun: Token, lexicons: Lexicons) -> Token | None:
    """The light verb that a noun of saying stands with, by the parse or right before it."""
    before = noun.left_edge.i - 1
    verbs = [noun.head] if noun.dep_ in ("dobj", "nsubj") and noun.head.i < noun.i else []
    if before >= 0:
        verbs.append(noun.doc[before])
    return next((v for v in verbs if v.pos_ == "VERB" and v.lemma_.lower() in lexicons.light_verbs), None)


def by_adjective(index: int, paragraph: Paragraph, hit: Hit) -> Relation | None:
    """As in "is confident that ...", "adamant that ..."."""
    word = hit.head
    if word.dep_ not in ("acomp", "ROOT", "conj", "attr"):
        return None
    be = word.head if word.dep_ == "acomp" else word
    speaker = child(be, "nsubj") or child(word, "nsubj")
    frame, content = content_tokens(hit, [])
    if speaker is None or speaker.lower_ in EXPLETIVE or not content:
        return None
    tokens = (be, *hit.tokens) if be.i != word.i and be.i < word.i else hit.tokens
    wide = Hit(word, tokens, hit.group)
    source = phrase(speaker, [*tokens, *content])
    return relation_of(f"adjective-{frame}", index, paragraph, wide, speaker, source, content, None)


def lent_to_noun(hit: Hit, content: Sequence[Token], lexicons: Lexicons) -> tuple[Hit, list[Token]] | None:
    """As in "raised concerns that ...": a verb that only lends its subject to the noun of saying after it."""
    if hit.head.lemma_.lower() not in lexicons.light_verbs or not content:
        return None
    for k, token in enumerate(content[:4]):
        noun = hit_at(token, lexicons)
        if noun is not None and noun.group.pos == "noun" and k + 1 < len(content):
            if content[k + 1].lower_ not in ("that", "to"):
                return None
            tokens = tuple(hit.head.doc[hit.tokens[0].i : token.i + 1])
            return Hit(token, tokens, noun.group), list(content[k + 1 :])
    return None


def opens_with_noun(content: Sequence[Token], lexicons: Lexicons) -> bool:
    """Whether a content opens with a noun of saying, which has a clause of its own ("accusations that")."""
    hits = (hit_at(t, lexicons) for t in content[:4])
    return any(h is not None and h.group.pos == "noun" for h in hits)
