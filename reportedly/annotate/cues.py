"""Cue words in a parsed paragraph: which verbs, nouns, adjectives and phrases may attribute.

A hit says only that the lexicon holds the word in this part of speech; whether it attributes
anything is for `attribution` to find out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.annotate.parse import Paragraph
from reportedly.forms import CueGroup
from reportedly.lexicon import Lexicons
from reportedly.shapes import Span

if TYPE_CHECKING:
    from reportedly.annotate.parse import Token

_POS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adjective"}
_VERB_GROUP = {"aux", "auxpass", "neg"}


@dataclass(frozen=True, slots=True)
class Hit:
    """A cue word: its head token, the tokens of its group in order, and its lexicon entry."""

    head: Token
    tokens: tuple[Token, ...]
    group: CueGroup

    def span(self, paragraph: Paragraph) -> Span:
        """Return the stretch of the document that the cue's words take."""
        return paragraph.span(self.tokens)


def hits(paragraph: Paragraph, lexicons: Lexicons) -> Iterator[Hit]:
    """Yield the cue words of a paragraph in reading order."""
    for token in paragraph.tokens:
        hit = hit_at(token, lexicons)
        if hit is not None:
            yield hit


def hit_at(token: Token, lexicons: Lexicons) -> Hit | None:
    """Return the cue that a token heads, or null; the longest entry of the lexicon wins."""
    pos = _POS.get(token.pos_)
    if pos is None or (token.pos_ == "AUX" and token.dep_ in _VERB_GROUP):
        return None
    lemma = token.lemma_.lower()
    if lemma not in lexicons.cue_lemmas:
        return None
    after = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    for particle in (*(c for c in token.children if c.dep_ == "prt"), after):
        if particle is not None and (group := lexicons.cues.get((pos, f"{lemma} {particle.lower_}"))):
            return Hit(token, _group(token, {token.i, particle.i}), group)
    # The tagger takes participles for adjectives and verbs for nouns in headlines; only the
    # first is common enough in running text to be worth a second look.
    group = lexicons.cues.get((pos, lemma))
    if group is None and pos == "adjective" and token.tag_ in ("VBN", "VBD", "VBG"):
        group = lexicons.cues.get(("verb", lemma))
    return Hit(token, _group(token, {token.i}), group) if group else None


def _group(head: Token, own: set[int]) -> tuple[Token, ...]:
    """The verb group around a head: auxiliaries, negation and adverbs that stand next to it."""
    taken = set(own)
    if head.pos_ in ("VERB", "AUX"):
        auxiliaries = [c.i for c in head.children if c.dep_ in _VERB_GROUP and c.i < head.i]
        first = min(auxiliaries, default=head.i)
        between = head.doc[first : head.i]
        if all(t.head.i == head.i and t.dep_ in {*_VERB_GROUP, "advmod"} for t in between):
            taken.update(t.i for t in between)
        i = min(taken) - 1
        while i >= 0 and head.doc[i].head.i == head.i and head.doc[i].dep_ == "advmod" and i != 0:
            if head.doc[i].is_punct or head.doc[i].lower_ in ("when", "where", "why", "how", "as"):
                break
            taken.add(i)
            i -= 1
    return tuple(head.doc[i] for i in sorted(taken))
