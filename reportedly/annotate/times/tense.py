"""Which way the verb that governs a time looks: ahead, back, or neither.

In come a parsed paragraph and a place in it; out comes 1 (what is said is yet to come), -1 (it has
been) or 0. "until Friday" looks ahead unless its verb is in the past.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.annotate.parse import Paragraph
from reportedly.annotate.times.words import Table

if TYPE_CHECKING:
    from reportedly.annotate.parse import Token

_AHEAD = frozenset(
    ["will", "shall", "'ll", "wo", "would", "should", "may", "might", "can", "could", "must", "ca"]
)
_DEADLINES = frozenset(["until", "till", "by"])


def direction(paragraph: Paragraph, start: int, end: int, table: Table) -> int:
    """Return which way the verb above the words at a document place looks."""
    first = next((i for i, s in enumerate(paragraph.starts) if s >= start), None)
    if first is None or paragraph.starts[first] >= end:
        return 0
    token = paragraph.tokens[first]
    place = token.i
    deadline = first > 0 and paragraph.tokens[first - 1].lower_ in _DEADLINES
    for _ in range(12):
        head = token.head
        if token.i != place and token.pos_ in ("VERB", "AUX"):
            if deadline:
                if token.tag_ in ("VBD", "VBZ", "VBP", "MD"):
                    return -1 if token.tag_ == "VBD" and not _prospective(token, table) else 1
            else:
                way = _way(token, table, place)
                if way or token.tag_ not in ("VBG", "VB"):
                    return way
        if head.i == token.i:
            break
        token = head
    return 1 if deadline else 0


def _prospective(verb: Token, table: Table) -> bool:
    return verb.lemma_.lower() in table.lemmas["prospective"]


def _way(verb: Token, table: Table, place: int) -> int:
    # "May" the month may be taken for a helper; the words themselves do not say which way they look.
    helpers = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass") and c.i != place}
    ahead = _prospective(verb, table)
    if helpers & _AHEAD:
        return -1 if "have" in helpers and not helpers & {"will"} else 1
    if "to" in helpers:
        return _infinitive(verb, table)
    if verb.tag_ == "VBD":
        return -1
    if verb.tag_ == "VBN":
        if helpers & {"has", "have", "had", "'ve"}:
            return 1 if ahead else -1
        if ahead:
            return 1
        return 0 if helpers & {"is", "are", "'s", "'re"} else -1
    if verb.tag_ in ("VBZ", "VBP"):
        return 1 if verb.lemma_.lower() in table.lemmas["timetable"] else 0
    if verb.tag_ == "VBG" and helpers & {"is", "are", "'s", "'re", "be"}:
        return 1
    return 0


def _infinitive(verb: Token, table: Table) -> int:
    """Look ahead after "is due to", "plans to"; back after other verbs in the past ("refused to say")."""
    head = verb.head
    if head.i == verb.i:
        return 1
    if _prospective(head, table) or head.pos_ in ("NOUN", "ADJ"):
        return 1
    return -1 if head.tag_ in ("VBD", "VBN") else 1
