"""Where an event is said to have happened: a trigger and a paragraph's places in, one or several places out.

The place that stands by the trigger comes first. Words behind it may say it more exactly ("the west of X near
Y"), and names coordinated with it are places of the same event ("in X and Y"). Whither somebody goes is not
where that happened after which he went.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.annotate.events.circumstances import Rows
from reportedly.annotate.events.triggers import Trigger
from reportedly.shapes import Place

if TYPE_CHECKING:
    from reportedly.annotate.parse import Token

_WIDE = 5
"""`where_prec` from which on a place is a stretch of land or a country."""
_NEARER = {"near", "in", "around", "outside", "at", "between"}
_JOINTS = {",", "and", "or", "&", "the", "in", "near", "both"}
_AND = {"and", "or", "&"}
_WHITHER = {"to", "into", "from", "toward", "towards", "for"}
_THEN = {"after", "before", "since", "following", "amid", "despite"}
_MOST = 6
"""Places of one event; a longer list names no place of it."""


def places_of(rows: Rows[Place], trigger: Trigger, lender: Token | None) -> tuple[Place, ...]:
    """Return the places of an event, the first of a list of names first; none where none stands by it."""
    first = rows.near(trigger, lender)
    if first is None:
        return ()
    heads = {row.id: head for row, head in rows.rows}
    if _gone(heads[first.id], trigger):
        return ()
    order = sorted(rows.rows, key=lambda pair: pair[0].start)
    at = next(k for k, (row, _) in enumerate(order) if row.id == first.id)
    if first.precision >= _WIDE and at + 1 < len(order):
        after = order[at + 1]
        between = _between(order[at], after, rows)
        if [t.lower_ for t in between if t.lower_ != "the"] in [[word] for word in _NEARER]:
            closer = after[0].precision < first.precision and after[0].country == first.country
            at += closer
    run = _listed(order[at:], rows)
    return tuple(run) if len(run) <= _MOST else (order[at][0],)


def _gone(head: Token, trigger: Trigger) -> bool:
    """As in "fled to X after shelling": X is where they went."""
    token = trigger.token
    over = token.head if token.dep_ in ("pobj", "pcomp") else None
    if over is None or over.lower_ not in _THEN or head.dep_ != "pobj":
        return False
    return head.head.lower_ in _WHITHER and head.head.head.i == over.head.i


def _listed(order: list[tuple[Place, Token]], rows: Rows[Place]) -> list[Place]:
    """The first place with those that a list adds to it: commas alone make none ("X, Country")."""
    run, last_and = [order[0]], 0
    for pair in order[1:]:
        between = [t.lower_ for t in _between(run[-1], pair, rows)]
        if not between or not set(between) <= _JOINTS or not _same_clause(run[0][1], pair[1]):
            break
        run.append(pair)
        if _AND & set(between):
            last_and = len(run) - 1
    kept = [place for place, _ in run[: last_and + 1]]
    return [p for k, p in enumerate(kept) if not (k and _holds(p, kept[k - 1]))]


def _holds(wide: Place, small: Place) -> bool:
    """Whether a place in a list only says where the one before it lies."""
    return wide.country == small.country and wide.precision > small.precision and wide.precision >= 4


def _between(left: tuple[Place, Token], right: tuple[Place, Token], rows: Rows[Place]) -> list[Token]:
    page = rows.page
    inside = page.tokens[left[1].i : right[1].i + 1]
    return [t for t in inside if page.start(t) >= left[0].end and page.end(t) <= right[0].start]


def _same_clause(one: Token, other: Token) -> bool:
    """Whether no verb is between a word and what it shares with another: "X and Y", not "X, and Y fled"."""
    above = {one.i, *(t.i for t in one.ancestors)}
    token = other
    while token.i not in above:
        if token.pos_ in ("VERB", "AUX"):
            return False
        if token.head.i == token.i:
            return False
        token = token.head
    return True
