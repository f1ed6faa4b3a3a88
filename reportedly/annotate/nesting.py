"""Statements within statements, and statements about statements.

A statement lies within another where its cue and content stand inside the other's content. A denial,
confirmation or doubt is about the statement whose words it takes up: the one it governs ("denied
accusations that ..."), the one its noun or pronoun points back to ("denied the claim"), or the one
that says the same in nearly the same words.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reportedly.shapes import Act, Voice
from reportedly.spans import covers, size

if TYPE_CHECKING:
    from reportedly.annotate.statements import Draft

_TAKES_UP = {Act.DENY, Act.CONFIRM, Act.DOUBT}
_POINTS_BACK = {"it", "this", "that", "them", "so", "which"}
_SHARED = 0.5
"""Share of a denial's content words that a statement must hold to be what it denies."""


def nest(drafts: Sequence[Draft]) -> None:
    """Set each draft's `parent`: the smallest statement whose content holds its cue and content."""
    for inner in drafts:
        if inner.relation is None:
            continue
        around = [
            outer
            for outer in drafts
            if outer is not inner and outer.relation is not None and _holds(outer, inner)
        ]
        if not around:
            continue
        outer = min(around, key=lambda d: size(d.content))
        if outer.act in _TAKES_UP and _governs(outer, inner):
            # Who denies accusations does not make them.
            outer.about = inner
            inner.parent = outer.parent
        else:
            inner.parent = outer


def _holds(outer: Draft, inner: Draft) -> bool:
    first, last = inner.content[0].start, inner.content[-1].end
    if outer.content[0].start > first or last > outer.content[-1].end:
        return False
    if outer.cue == inner.cue or size(outer.content) <= size(inner.content):
        return False
    return covers(outer.content, inner.cue) and covers(outer.content, inner.content)


def _governs(outer: Draft, inner: Draft) -> bool:
    """Whether the outer content is the phrase that the inner cue heads."""
    if inner.relation is None or inner.relation.group.pos != "noun":
        return False
    head = inner.relation.head
    return head.head.i == outer.relation.head.i if outer.relation is not None else False


def drop_inner_attitudes(drafts: list[Draft]) -> None:
    """Drop attitudes reported inside a statement that make no voice of their own.

    What a source says of his own wishes and views is part of what he says; what he says of another's
    is kept where it is told (a clause, a quotation) or is a charge or a denial.
    """
    keep = {Act.DENY, Act.ACCUSE, Act.CONFIRM, Act.DOUBT, Act.THREATEN}
    told = ("clause", "that", "rest", "aside", "as", "after", "before", "citing", "agent", "colon", "phrase")
    gone = {
        id(d)
        for d in drafts
        if d.parent is not None
        and (d.origin is d.parent.origin or d.act not in keep)
        and (d.origin is d.parent.origin or not d.reasons[0].rule.endswith(told))
        and not (d.origin is d.parent.origin and d.act is Act.ASSERT and d.reasons[0].rule.endswith(told))
    }
    # "are going to start smearing everyone": what is begun, tried or planned is not yet said.
    gone |= {id(d) for d in drafts if d.parent is not None and d.relation and d.relation.head.dep_ == "xcomp"
             and d.reasons[0].rule.endswith("object")}  # fmt: skip
    for draft in drafts:
        while draft.parent is not None and id(draft.parent) in gone:
            draft.parent = draft.parent.parent
        if draft.about is not None and id(draft.about) in gone:
            draft.about = None
    drafts[:] = [d for d in drafts if id(d) not in gone]


def link_about(drafts: Sequence[Draft]) -> None:
    """Set `about` of denials, confirmations and doubts that take up a statement made elsewhere."""
    for draft in drafts:
        if draft.act not in _TAKES_UP or draft.about is not None or draft.voice is Voice.AUTHOR:
            continue
        others = [d for d in drafts if _may_be_meant(d, draft)]
        earlier = [d for d in others if d.content < draft.content]
        draft.about = _pointed_at(draft, earlier) or _same_words(draft, others)


def _may_be_meant(other: Draft, draft: Draft) -> bool:
    if other is draft or other.parent is draft or draft.parent is other or other.about is draft:
        return False
    return other.origin is None or other.origin is not draft.origin


def _pointed_at(draft: Draft, earlier: Sequence[Draft]) -> Draft | None:
    words = [t for t in draft.tokens if not t.is_punct and t.dep_ not in ("det", "amod")]
    if not words or len(draft.tokens) > 6:
        return None
    said = [d for d in earlier if d.voice is not Voice.AUTHOR and draft.paragraph - d.paragraph <= 2]
    if draft.tokens[0].lower_ in _POINTS_BACK:
        return said[-1] if said else None
    lemma = words[-1].lemma_.lower()
    cued = [
        d for d in said if d.relation is not None and d.relation.head.lemma_.lower().startswith(lemma[:5])
    ]
    accusing = {"accusation": Act.ACCUSE, "allegation": Act.ACCUSE, "charge": Act.ACCUSE}
    if not cued and lemma in accusing:
        cued = [d for d in said if d.act is accusing[lemma]]
    if (
        not cued
        and draft.relation is not None
        and lemma in ("claim", "report", "accusation", "allegation", "charge")
    ):
        cued = said
    return cued[-1] if cued else None


def _same_words(draft: Draft, others: Sequence[Draft]) -> Draft | None:
    mine = _lemmas(draft)
    if len(mine) < 2:
        return None
    best, share = None, _SHARED
    for other in others:
        if other.act is draft.act:
            continue
        shared = len(mine & _lemmas(other)) / len(mine)
        if shared > share:
            best, share = other, shared
    return best


def _lemmas(draft: Draft) -> set[str]:
    return {
        t.lemma_.lower() for t in draft.tokens if t.pos_ in ("NOUN", "PROPN", "VERB", "NUM") and not t.is_stop
    }
