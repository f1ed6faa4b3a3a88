"""What looks attributed and is not: verbs that only do, idioms, titles, how something was said.

The tags mark by likeness; these rules look at the parse and the lexicon before a tagged stretch is believed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reportedly.annotate.cues import Hit, hit_at
from reportedly.annotate.parse import Paragraph
from reportedly.annotate.relations import Relation
from reportedly.annotate.subjects import passive
from reportedly.lexicon import Lexicons
from reportedly.shapes import Span

if TYPE_CHECKING:
    from reportedly.annotate.parse import Token

_PHRASES = ("dobj", "appos", "oprd", "prep", "npadvmod", "advmod", "dative")
"""What stands beside a verb and is no clause of its own."""

_STRUCK = ("forces", "territory", "assets")

QUOTE_MARKS = {'"', "\u201c", "\u201d"}


def spoken(content: Sequence[Span], relation: Relation, paragraph: Paragraph) -> tuple[Span, ...]:
    """The content without pieces that only tell how or where it was said ("said wearily by the mill")."""
    if len(content) < 2:
        return tuple(content)
    kept = []
    for piece in content:
        if bare(paragraph.within(piece)):
            continue
        tops = _tops(paragraph.within(piece))
        beside = [
            t for t in tops
            if t.dep_ in ("advmod", "prep", "npadvmod") or (t.dep_ == "advcl" and t.tag_ == "VBG")
        ]  # fmt: skip
        if not beside or len(beside) < len(tops) or any(t.head.i != relation.head.i for t in beside):
            kept.append(piece)
    return tuple(kept)


def bare(said: Sequence[Token]) -> bool:
    """Whether words only point back: the "which" of "footage, which the agency has verified, shows"."""
    return len(said) == 1 and said[0].tag_ in ("WDT", "WP", "WRB")


def says(hit: Hit, paragraph: Paragraph, content: Sequence[Span], named: bool, lexicons: Lexicons) -> bool:
    """Whether a cue of the lexicon says something with its content.

    "Observed a minute of silence" and "noted for its apricots" say nothing; of children who "were confirmed"
    nothing is said.
    """
    if hit.group.pos != "verb":
        return True
    said = [t for span in content for t in paragraph.within(span)]
    if not named and passive(hit.head):
        return hit.group.raising and any(t.i > hit.head.i for t in said)
    force = set(hit.group.frames) == {"quote", "preposition"} and "of" not in hit.group.prepositions
    if force and _struck(said, lexicons):
        return False  # "attacked the port", but not "attacked the plan", nor "accused the army of it"
    return not any(
        top.lemma_.lower() in lexicons.idioms.get(hit.head.lemma_.lower(), ())
        or (top.dep_ == "pobj" and top.head.lower_ in lexicons.idioms.get(hit.head.lemma_.lower(), ()))
        for top in _tops(said)
    )


def _struck(said: Sequence[Token], lexicons: Lexicons) -> bool:
    """Whether what stands as content is a place or people under arms, which force is done to."""
    things = lexicons.events.things
    struck = {word for name in _STRUCK for word in things.get(name, ())}
    return not _quoted(said) and any(
        top.ent_type_ in ("GPE", "LOC", "FAC") or top.lemma_.lower() in struck or top.lower_ in struck
        for top in _tops(said)
        if top.dep_ == "dobj"
    )


def done_to_things(relation: Relation, paragraph: Paragraph, lexicons: Lexicons) -> bool:
    """Whether a verb of denying is done to a thing: "shot down a helicopter", but not "a rumour"."""
    hit = hit_at(relation.head, lexicons)
    clausal = relation.rule.removesuffix("+tagged").endswith(("clause", "that", "around"))
    if hit is None or relation.direct or clausal:
        return False
    verb = " ".join((str(hit.head.lemma_).lower(), *(t.lower_ for t in hit.tokens if t.i > hit.head.i)))
    if verb not in lexicons.bodily_denials:
        return False
    said = {t.i: t for span in relation.content for t in paragraph.within(span)}
    return not any(_stands_for_words(t, lexicons) for t in said.values() if t.head.i not in said)


def _stands_for_words(token: Token, lexicons: Lexicons) -> bool:
    """Whether a word stands for what was said: "it", "the rumour", "concerns"."""
    word = str(token.lemma_).lower()
    if token.lower_ in ("it", "that", "this") or word in lexicons.accounts:
        return True
    done = word in lexicons.events.things["hostilities"]
    return token.pos_ == "NOUN" and not done and hit_at(token, lexicons) is not None


def only_does(head: Token, said: Sequence[Token], lexicons: Lexicons) -> bool:
    """Whether a verb of doing, no cue of the lexicon, only does something to its object.

    "Launched fresh strikes", "sang “Mother Says Goodnight”": a thing or a title, and no clause or quotation.
    """
    words = [t for t in said if t.is_alpha]
    tops, quoted = _tops(said), _quoted(said)
    verb, events = head.lemma_.lower(), lexicons.events
    if verb not in events.deeds and verb not in events.support:
        return False
    if head.pos_ != "VERB" or not any(t.dep_ in ("dobj", "appos", "oprd") for t in tops):
        return False
    if any(t.dep_ not in _PHRASES for t in tops):
        return False
    return not quoted or len(words) == 1 or title(said)


def _quoted(said: Sequence[Token]) -> bool:
    return bool(said) and said[0].text in QUOTE_MARKS and any(t.text in QUOTE_MARKS for t in said[-2:])


def title(said: Sequence[Token]) -> bool:
    """Whether words are a quotation of two or more words that are written as titles are."""
    words = [t for t in said if t.is_alpha]
    return _quoted(said) and len(words) > 1 and all(t.text[0].isupper() for t in words if len(t.text) > 3)


def _tops(said: Sequence[Token]) -> list[Token]:
    """The words of a stretch that hang on none of the others."""
    own = {t.i for t in said}
    return [t for t in said if (t.head.i not in own or t.head.i == t.i) and not t.is_punct]
