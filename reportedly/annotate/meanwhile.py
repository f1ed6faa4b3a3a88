"""Clauses that tell when somebody said something: "as the toll rose", "a day after shells hit the town".

They hang on the cue, and are the writer's: no part of what is said. Relations in, with contents without
such clauses out; `around` gives the tokens of the clauses for the outlet's own voice.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from reportedly.annotate.parse import Paragraph
from reportedly.annotate.relations import Relation
from reportedly.spans import subtract

if TYPE_CHECKING:
    from reportedly.annotate.parse import Token

_WHEN = {"after", "as", "when", "while", "since"}
_BESIDE = {"while", "although", "though", "whereas"}
_SUBJECTS = ("nsubj", "nsubjpass", "expl")
_CLAUSES = ("ccomp", "xcomp", "csubj")
_FINITE = {"VBD", "VBZ", "VBP"}


def around(head: Token) -> Iterator[Token]:
    """Yield the verbs of the clauses that tell when a cue's saying took place."""
    for below in head.children:
        if below.dep_ != "advcl" or below.pos_ not in ("VERB", "AUX"):
            continue
        before = [c for c in below.children if c.i < below.i]
        marked = any(c.dep_ in ("mark", "advmod") and c.lower_ in _WHEN for c in before)
        told = any(c.dep_ in _SUBJECTS for c in before)
        if marked and told and finite(below):
            yield below


def clauses(head: Token) -> list[Token]:
    """Return the verbs of the clauses that a cue governs."""
    return [c for c in head.children if c.dep_ in _CLAUSES]


def finite(verb: Token) -> bool:
    """Return whether a verb tells that something is or was so, and not that it may be."""
    parts = (verb, *(c for c in verb.children if c.dep_ in ("aux", "auxpass")))
    return any(t.tag_ in _FINITE for t in parts) and not any(t.tag_ == "MD" for t in parts)


def told_apart(paragraphs: Sequence[Paragraph], relations: Sequence[Relation]) -> tuple[Relation, ...]:
    """Return the relations, their contents without the clauses that tell when it was said.

    Nor what another says beside it: "shells fell, residents said, while the ministry said that ...".
    """
    cues = {(r.paragraph, r.head.i) for r in relations}
    return tuple(
        _told_apart(paragraphs[r.paragraph], r, {i for p, i in cues if p == r.paragraph}) for r in relations
    )


def _told_apart(paragraph: Paragraph, relation: Relation, cues: Container[int]) -> Relation:
    if relation.direct:
        return relation
    holes = [paragraph.span(tokens) for tokens in _holes(paragraph, relation)]
    holes += [paragraph.span(tokens) for tokens in _beside(paragraph, relation, cues)]
    if not holes:
        return relation
    left = tuple(piece for span in relation.content for piece in subtract(span, holes))
    return replace(relation, content=left) if left else relation


def _holes(paragraph: Paragraph, relation: Relation) -> Iterator[list[Token]]:
    """The clauses, each with the comma before it.

    Where the content is named by a noun ("accused X of Y, as the toll rose"), one that hangs on the cue;
    before a "that" one between it and the cue; and at the end ", a day after ...", whatever it hangs on.
    """
    head = relation.head
    clause = next(iter(clauses(head)), None)
    that = next((c for c in clause.children if c.lower_ == "that"), None) if clause is not None else None
    for verb in around(head):
        if verb.left_edge.i > head.i and (clause is None or (that is not None and verb.i < that.i)):
            yield _with_comma(verb)
    if clause is not None and relation.content:
        for verb in (*around(clause), *around(head)):
            edge = verb.left_edge
            timed = any(c.dep_ == "npadvmod" for t in verb.children for c in (t, *t.children))
            last = relation.content[-1].end <= paragraph.end(verb.right_edge) + 1
            if timed and last and edge.i > clause.i and edge.nbor(-1).text == ",":
                yield _with_comma(verb)


def _beside(paragraph: Paragraph, relation: Relation, cues: Container[int]) -> Iterator[list[Token]]:
    """What others say beside it, behind the cue of what stands before it."""
    head = relation.head
    if not relation.content or relation.content[0].start > paragraph.start(head):
        return
    for verb in head.sent:
        own = verb.i in cues and verb.dep_ == "advcl" and verb.left_edge.i > head.i
        if own and any(c.dep_ == "mark" and c.lower_ in _BESIDE for c in verb.children):
            yield _with_comma(verb)


def _with_comma(verb: Token) -> list[Token]:
    edge = verb.left_edge
    before = [edge.nbor(-1)] if edge.i > 0 and edge.nbor(-1).text == "," else []
    return [*before, *verb.subtree]
