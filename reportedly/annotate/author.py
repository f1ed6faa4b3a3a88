"""The outlet's own voice: what a page asserts without giving anybody for it, one piece a sentence.

In come the parsed paragraphs and the relations, out come the words of each sentence that no relation
governs, where a verb of assertion is left among them.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.annotate.contents import to_spans
from reportedly.annotate.meanwhile import around, clauses, finite
from reportedly.annotate.parse import Paragraph
from reportedly.annotate.relations import Relation
from reportedly.shapes import Span

if TYPE_CHECKING:
    from reportedly.annotate.parse import Token

_PLACES = {"GPE", "LOC", "FAC"}
_LEFT_OVER = {"after", "before", "while", "when", "and", "but", "as", "although", "though", "because"}


@dataclass(frozen=True, slots=True)
class Assertion:
    """One sentence, or what is left of it, in the outlet's own voice."""

    paragraph: int
    tokens: tuple[Token, ...]
    content: tuple[Span, ...]


def assertions(
    paragraphs: Sequence[Paragraph], relations: Sequence[Relation], orphans: Sequence[Span]
) -> Iterator[Assertion]:
    """Yield what the outlet says itself, in reading order; `orphans` are quotations of nobody."""
    for index, paragraph in enumerate(paragraphs):
        mine = [r for r in relations if r.paragraph == index]
        # A quotation that runs on is content here though its relation stands paragraphs above.
        said = [s for r in relations for s in r.content] + list(orphans)
        for tokens in paragraph.runs:
            left = _left(paragraph, tokens, mine, said)
            if _asserts(left, paragraph.headline):
                content = to_spans(paragraph, left)
                if content:
                    yield Assertion(index, tuple(left), content)


def _left(
    paragraph: Paragraph, tokens: Sequence[Token], relations: Sequence[Relation], said: Sequence[Span]
) -> list[Token]:
    """The tokens of a sentence that neither a content, a cue, nor what hangs on a cue takes."""
    taken: set[int] = set()
    starts = [paragraph.start(token) for token in tokens]
    near = [s for s in said if starts and s.start <= starts[-1] and starts[0] < s.end]
    for token, at in zip(tokens, starts, strict=True):
        if any(s.start <= at < s.end for s in near):
            taken.add(token.i)
    own = {t.i for t in tokens}
    for relation in relations:
        if relation.head.i not in own:
            continue
        top = _top(relation, taken)
        joined = _joined(top)
        keep = joined | _about(relation, top, taken)
        taken.update(t.i for t in top.subtree if t.i not in keep)
        for span in (*relation.cue, *(() if joined else relation.source)):
            inner = list(paragraph.within(span))
            # A subject that the cue shares with a verb of the outlet's own stays with that verb.
            shared = (
                relation.source_head is not None
                and span in relation.source
                and any(
                    a.i in own and a.i not in taken and a.pos_ in ("VERB", "AUX")
                    for a in list(relation.source_head.ancestors)[:1]
                )
            )
            if not shared:
                taken.update(t.i for t in inner if t.i not in keep)
    left = [t for t in tokens if t.i not in taken]
    while left and (left[-1].is_punct or left[-1].lower_ in _LEFT_OVER):
        left.pop()
    while left and left[0].is_punct:
        left.pop(0)
    return left


def _top(relation: Relation, taken: set[int]) -> Token:
    """The token below which everything belongs to the attribution, a preposition above included."""
    head = relation.head
    if head.pos_ == "NOUN" and head.dep_ == "dobj" and relation.rule == "noun-light-verb":
        head = head.head
    if head.dep_ == "pcomp" and head.head.dep_ == "prep":
        return head.head
    if relation.rule == "phrase":
        while head.head.i != head.i and head.head.pos_ in ("ADP", "VERB") and head.head.dep_ == "prep":
            head = head.head
    return head


def _about(relation: Relation, top: Token, taken: Container[int]) -> set[int]:
    """What the outlet tells by the way: when somebody said it, and of what is named with him.

    "A day after shells hit the town, the army denied"; "a driver of the convoy that was stopped said".
    """
    verbs = [verb for head in (top, *clauses(top)) for verb in around(head) if verb.i not in taken]
    kept = {t.i for verb in verbs for t in verb.subtree}
    who = relation.source_head
    for below in who.subtree if who is not None else ():
        named = below.head.pos_ == "PROPN" and below.head.ent_type_ not in _PLACES
        itself = below.left_edge.lower_ == "who"  # whoever speaks, whatever the parse hangs it on
        if below.dep_ == "relcl" and below.head != who and not (named or itself) and finite(below):
            kept.update(t.i for t in below.subtree)
    return kept


def _joined(top: Token) -> set[int]:
    """Clauses joined to a cue ("and", a semicolon) that have a subject of their own stay the outlet's."""
    kept: set[int] = set()
    for below in top.children:
        own = any(c.dep_ in ("nsubj", "nsubjpass", "expl") for c in below.children)
        joined = below.dep_ == "conj" or (below.dep_ in ("ccomp", "parataxis") and _semicolon(below, top))
        if joined and own and below.pos_ in ("VERB", "AUX"):
            kept.update(t.i for t in below.subtree)
    return kept


def _semicolon(one: Token, other: Token) -> bool:
    """Whether a semicolon stands between two verbs."""
    first, last = sorted((one.i, other.i))
    return any(t.text == ";" for t in one.doc[first:last])


def _asserts(tokens: Sequence[Token], headline: bool) -> bool:
    words = [t for t in tokens if t.is_alpha or t.like_num]
    if headline:
        return len(words) >= 2
    return len(words) >= 3 and any(t.pos_ in ("VERB", "AUX") for t in tokens)
