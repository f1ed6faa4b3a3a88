"""What is said: from a cue to the words it governs, by the parse and by the order of words.

The parse labels most contents (`ccomp`, `xcomp`, an object). Where the small model loses the clause,
English word order still tells: what follows "said" to the end of the sentence, or what stands
before ", she said".
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from reportedly.annotate.cues import Hit
from reportedly.annotate.parse import Paragraph
from reportedly.annotate.subjects import child
from reportedly.shapes import Span

if TYPE_CHECKING:
    from reportedly.annotate.parse import Token

_SKIP = {"npadvmod", "dative", "advmod", "prt", "aux", "auxpass", "neg", "nsubj", "nsubjpass", "agent"}
_EDGE = {",", ";", ":", "-", "--", "—", "–", ".", "…", "..."}


def content_tokens(hit: Hit, source: Sequence[Token], frames: Iterable[str] | None = None) -> list[Token]:
    """Return the tokens of a verb's, noun's or adjective's content by its frames; empty where none."""
    allowed = set(hit.group.frames if frames is None else frames)
    barred = {t.i for t in hit.tokens} | {t.i for t in source}
    head = hit.head
    if "clause" in allowed:
        clause = _clause(head)
        if clause is not None:
            return _keep(clause.subtree, barred)
    if {"infinitive", "gerund"} & allowed:
        verb = _nonfinite(head, allowed)
        if verb is not None:
            tokens = _keep(verb.subtree, barred)
            # "asked them to leave": the person asked is the subject of what is asked.
            whom = child(verb, "nsubj")
            return [t for t in tokens if whom is None or t.i >= whom.left_edge.i]
    if "clause" in allowed:
        inverted = _governing(hit, barred)
        if inverted:
            return inverted
    if "preposition" in allowed:
        for prep in head.children:
            if prep.dep_ in ("prep", "agent") and prep.lower_ in hit.group.prepositions:
                below = child(prep, "pobj", "pcomp")
                if below is not None:
                    return _keep((t for t in prep.subtree if t.i != prep.i), barred)
    if "object" in allowed:
        thing = child(head, "dobj", "oprd", "attr") if head.pos_ != "NOUN" else None
        if thing is None:
            thing = child(head, "nsubjpass")
        if thing is not None and thing.i not in barred:
            return _keep(thing.subtree, barred)
    return []


def _clause(head: Token) -> Token | None:
    """The clause that a cue governs: a finite one, or any one that a complementizer opens."""
    for below in head.children:
        if below.dep_ not in ("ccomp", "acl", "relcl", "csubjpass", "advcl"):
            continue
        marked = any(c.lower_ in ("that", "whether", "how", "if", "why") for c in below.children
                     if c.dep_ in ("mark", "advmod"))  # fmt: skip
        if below.dep_ in ("ccomp", "csubjpass"):
            if below.tag_ != "VB" or marked or child(below, "nsubj", "nsubjpass", "expl") is not None:
                return below
            if not any(c.lower_ == "to" for c in below.children):
                return below
        elif (head.pos_ == "NOUN" and below.dep_ in ("acl", "relcl") and marked) or (
            below.dep_ == "advcl" and any(c.lower_ == "that" and c.dep_ == "mark" for c in below.children)
        ):
            return below
    return None


def _nonfinite(head: Token, allowed: set[str]) -> Token | None:
    for below in head.children:
        to = any(c.lower_ == "to" and c.dep_ == "aux" for c in below.children)
        if "infinitive" in allowed and to and below.dep_ in ("xcomp", "ccomp", "acl", "advcl"):
            # "said on Monday to mark the day" is a purpose, not a content.
            if below.dep_ != "advcl":
                return below
        if "gerund" in allowed and below.tag_ == "VBG" and below.dep_ in ("xcomp", "ccomp"):
            return below
    return None


def _governing(hit: Hit, barred: set[int]) -> list[Token]:
    """What a parenthetical cue belongs to ("The road, he said, was open"): the clause around it."""
    head = hit.head
    if head.dep_ not in ("parataxis", "ccomp", "advcl", "dep") or head.head.i == head.i:
        return []
    if head.pos_ != "VERB" or child(head, "mark") is not None or head.tag_ in ("VBG", "VB"):
        return []
    own = {t.i for t in head.subtree}
    first, last = min(own), max(own)
    before = head.doc[first - 1].text if first > 0 else ""
    after = head.doc[last + 1].text if last + 1 < len(head.doc) else "."
    if before not in _EDGE | {'"'} or (after not in _EDGE | {'"'} and last + 1 < len(head.doc)):
        return []
    return _keep((t for t in head.head.subtree if t.i not in own), barred)


def rest_of_sentence(hit: Hit, sentence_end: int, barred: Iterable[Token]) -> list[Token]:
    """What follows a cue to its sentence's end, past addressee, time and place of saying.

    For cues that take clauses where the parse shows none; empty where no verb follows.
    """
    doc, i = hit.head.doc, hit.tokens[-1].i + 1
    out = {t.i for t in barred}
    for below in hit.head.children:
        if below.i >= i and below.dep_ in ("dative", "npadvmod", "prt") and below.left_edge.i == i:
            i = below.right_edge.i + 1
    while i < sentence_end and (doc[i].i in out or doc[i].text in (",", ":") or doc[i].is_space):
        i += 1
    tokens = [doc[k] for k in range(i, sentence_end)]
    finite = any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in tokens)
    return _keep(tokens, out) if finite else []


def _keep(tokens: Iterable[Token], barred: set[int]) -> list[Token]:
    return sorted((t for t in tokens if t.i not in barred), key=lambda t: t.i)


def to_spans(paragraph: Paragraph, tokens: Sequence[Token]) -> tuple[Span, ...]:
    """Return the document spans of a content's tokens, each run trimmed of outer punctuation."""
    runs: list[list[Token]] = []
    for token in tokens:
        if runs and token.i == runs[-1][-1].i + 1:
            runs[-1].append(token)
        else:
            runs.append([token])
    spans = []
    for run in runs:
        while run and (run[0].text in _EDGE or run[0].is_space):
            run = run[1:]
        while run and (run[-1].text in _EDGE or run[-1].is_space or (run[-1].dep_ == "cc")):
            run = run[:-1]
        if run and any(t.is_alpha or t.like_num for t in run):
            spans.append(Span(paragraph.start(run[0]), paragraph.end(run[-1])))
    return tuple(spans)
