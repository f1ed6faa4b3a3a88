"""Attribution without a verb: "according to", "in the words of", and the colon.

A phrase governs the clause it stands in; a colon divides a headline, or a transcript's line, into
a speaker and what he says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from reportedly.annotate.contents import to_spans
from reportedly.annotate.cues import Hit
from reportedly.annotate.parse import Paragraph
from reportedly.annotate.quotes import Quote
from reportedly.annotate.relations import COLON, Relation
from reportedly.annotate.subjects import child, phrase
from reportedly.lexicon import Lexicons
from reportedly.shapes import Span
from reportedly.spans import trim

if TYPE_CHECKING:
    from reportedly.annotate.parse import Token

_LABEL_WORDS = 6


def according(index: int, paragraph: Paragraph, lexicons: Lexicons) -> Iterator[Relation]:
    """Yield relations of phrases that the lexicon lists, source after them, clause around them."""
    tokens = paragraph.tokens
    for token in tokens:
        for words, group in lexicons.phrases.get(token.lower_, ()):
            stretch = tokens[token.i : token.i + len(words)]
            if [t.lower_ for t in stretch] != words or token.i + len(words) >= len(tokens):
                continue
            relation = _phrase(index, paragraph, Hit(token, stretch, group))
            if relation is not None:
                yield relation
            break


def _phrase(index: int, paragraph: Paragraph, hit: Hit) -> Relation | None:
    last = hit.tokens[-1]
    speaker = child(last, "pobj")
    if speaker is None:
        # "in the words of X": the last preposition governs the name wherever it is attached.
        after = last.doc[last.i + 1]
        speaker = next((c for c in after.doc[after.i : after.i + 6] if c.dep_ in ("pobj", "nsubj")), None)
    if speaker is None:
        return None
    if not any(True for _ in speaker.children) and speaker.tag_ == "NN":
        return None  # "according to plan", "per day": a bare noun is nobody
    if last.lower_ == "per" and speaker.pos_ != "PROPN" and child(speaker, "det", "poss") is None:
        return None  # "rose by six per cent on the news"
    top = hit.head
    while top.head.i != top.i and top.head.i in range(hit.tokens[0].i, last.i + 1):
        top = top.head
    governor = top.head
    while governor.pos_ not in ("VERB", "AUX") and governor.head.i != governor.i:
        governor = governor.head
    while governor.dep_ in ("conj", "advcl", "xcomp", "ccomp") and not _sub(governor):
        governor = governor.head
    source = phrase(speaker, hit.tokens)
    barred = {t.i for t in (*hit.tokens, *source)}
    content = [t for t in governor.subtree if t.i not in barred]
    spans = to_spans(paragraph, content)
    if not spans:
        return None
    return Relation(
        rule="phrase", paragraph=index, group=hit.group, cue=(hit.span(paragraph),), head=hit.head,
        source=(paragraph.span(source),), source_head=speaker, content=spans,
    )  # fmt: skip


def _sub(verb: Token) -> bool:
    """Whether a clause keeps a phrase to itself: a content clause or a marked adverbial one."""
    return verb.dep_ == "ccomp" and child(verb, "mark") is not None


def colon(
    index: int, paragraph: Paragraph, text: str, quotes: Sequence[Quote], lexicons: Lexicons
) -> Iterator[Relation]:
    """Yield the relation of a colon (headlines: also a dash) between a speaker and what is said."""
    whole = Span(paragraph.segment.start, paragraph.segment.end)
    divider = re.compile(r"(:|\s[-\u2013\u2014])\s+" if paragraph.headline else r"(:)\s+")
    for mark in divider.finditer(text, whole.start, whole.end):
        if any(q.outer.start <= mark.start() < q.outer.end for q in quotes):
            continue
        left, right = trim(text, Span(whole.start, mark.start())), trim(text, Span(mark.end(), whole.end))
        quoted = any(q.outer.start == right.start for q in quotes)
        sides = ((left, right),) if not paragraph.headline else ((right, left), (left, right))
        for label, said in sides:
            if not _speaker(paragraph, text, label, lexicons) or (not paragraph.headline and not quoted):
                continue
            head = next((t for t in paragraph.within(label) if t.head.i == t.i), None)
            heads = [t for t in paragraph.within(label) if not t.is_punct]
            cue = Span(mark.start(1), mark.end(1))
            colons = [t for t in paragraph.doc if paragraph.start(t) == trim(text, cue).start]
            if heads and colons and said.end > said.start:
                yield Relation(
                    rule="colon", paragraph=index, group=COLON, cue=(trim(text, cue),), head=colons[0],
                    source=(label,), source_head=head or heads[-1], content=(trim(text, said, " .,"),),
                    direct=quoted,
                )  # fmt: skip
                return
        if paragraph.headline:
            continue
        return


def _speaker(paragraph: Paragraph, text: str, label: Span, lexicons: Lexicons) -> bool:
    """Whether a label beside a colon names somebody who may say something."""
    tokens = [t for t in paragraph.within(label) if not t.is_space]
    if len(tokens) == 1 and tokens[0].lower_ in lexicons.vague_sources:
        return True
    if not tokens or len(tokens) > _LABEL_WORDS or any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in tokens):
        return False
    words = text[label.start : label.end]
    if words in lexicons.outlets or words in lexicons.metonyms:
        return True
    last = tokens[-1]
    known = last.lemma_.lower() in lexicons.roles or last.lower_ in lexicons.vague_sources
    return known or last.lower_ in lexicons.documents or last.ent_type_ in ("PERSON", "ORG", "NORP", "GPE")
