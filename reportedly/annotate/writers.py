"""Whose word it is where the text names a writing, or nobody: "the statement said", "it was stressed".

In come a relation and the drafts before it, out comes the source that one of them has, or null.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reportedly.annotate.entry import Entry
from reportedly.annotate.parse import Paragraph
from reportedly.annotate.relations import Relation
from reportedly.annotate.subjects import child
from reportedly.shapes import SourceKind

if TYPE_CHECKING:
    from reportedly.annotate.statements import Draft

_MESSAGES = frozenset(
    ["statement", "notice", "communique", "communiqu\u00e9", "release", "message", "announcement", "note"]
)
"""Writings that are nothing but what somebody says."""
_NEAR = 2


def writer(kind: str, relation: Relation, before: Sequence[Draft]) -> Entry | None:
    """Return who was told to say something in a writing of a kind; of a statement, whoever spoke last.

    As in "The company said in a notice that ... The notice said".
    """
    head = relation.source_head
    if head is None:
        return None
    known = any(c.lower_ in ("the", "that", "this") for c in head.children if c.dep_ == "det")
    if not known and head.lower_ != "which":
        return None  # "said in a statement, which denied it"
    no_body = (SourceKind.OUTLET, SourceKind.AGENCY, SourceKind.DOCUMENT)
    spoke = [d for d in before if d.origin is not None and d.origin.kind not in no_body]
    for draft in reversed(spoke):
        if draft.relation is not None and _in_writing(draft.relation, kind):
            return draft.origin
    if kind not in _MESSAGES or not spoke or relation.paragraph - spoke[-1].paragraph > _NEAR:
        return None
    return spoke[-1].origin


def _in_writing(relation: Relation, kind: str) -> bool:
    """Whether something is said in a writing of a kind: "said in a notice to its customers"."""
    for prep in (c for c in relation.head.children if c.dep_ == "prep"):
        thing = child(prep, "pobj") if prep.lower_ in ("in", "through", "by", "via") else None
        if thing is not None and thing.lemma_.lower() == kind:
            return True
    return False


def goes_on(relation: Relation, paragraph: Paragraph, before: Sequence[Draft]) -> Entry | None:
    """Return who goes on to say what "it was stressed" tells of: whoever spoke in the sentence before."""
    it = child(relation.head, "nsubjpass")
    closes = relation.content[-1].end <= relation.cue[0].start if relation.cue else False
    if it is None or it.lower_ != "it" or not closes or not before:
        return None
    last = before[-1]
    here = last.paragraph == relation.paragraph and last.origin is not None and last.relation is not None
    if not here or last.relation is None:
        return None
    between = relation.head.sent.start - last.relation.head.sent.end
    return last.origin if between == 0 else None
