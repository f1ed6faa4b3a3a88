"""What judgements are about: ids that a person typed go in, subjects come out, found again after re-reading.

A mention's key changes when its document is read otherwise, so a judgement holds on to the words as
well: document, aspect and span. Nothing here knows a store; claims and mentions are handed in.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from reportedly.claim import Anchor, Claim, Judgement, JudgementKind, Mention, ReadingField, Saying
from reportedly.errors import LedgerError
from reportedly.ids import row_id
from reportedly.shapes import Aspect, Span
from reportedly.typed import checked, place_words

OF_CLAIMS = frozenset({JudgementKind.SAME_CLAIM, JudgementKind.NOT_SAME_CLAIM})
OF_ORIGINS = frozenset({JudgementKind.SAME_ORIGIN, JudgementKind.NOT_SAME_ORIGIN})
OF_ACTORS = frozenset({JudgementKind.SAME_ACTOR, JudgementKind.NOT_SAME_ACTOR})

LEAST_OVERLAP = 0.5
"""Part of the longer span that two readings' spans must share to be taken for the same words: more than
half of both, so that no two of one reading can claim the same anchor by chance."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What one side of a judgement is about: its id, and the words by which it is found again."""

    id: str
    at: Anchor | None


@dataclass(frozen=True, slots=True)
class Refound:
    """Judgements with the keys that their mentions have now, and those whose words are not there any more."""

    held: tuple[Judgement, ...]
    lost: tuple[Judgement, ...]


def one(claims: Sequence[Claim], id: str) -> Claim:
    """Return the claim of an id, an alias, or what an id alone begins with; raise `LedgerError`."""
    whole = [claim for claim in claims if id == claim.id or id in claim.aliases]
    found = whole or [
        claim for claim in claims if any(name.startswith(id) for name in (claim.id, *claim.aliases))
    ]
    if not id or len(found) != 1:
        what = "several claims' ids begin" if id and found else "no claim's id begins"
        raise LedgerError(f"{what} with {id!r}; `reportedly claims` shows the ids")
    return found[0]


def subject(claims: Sequence[Claim], kind: JudgementKind, id: str) -> Subject:
    """Return what a person means by an id in a judgement of this kind; raise `LedgerError` where nothing.

    Claims are given by their id, or by that of one of their statements, mentions by the latter, each
    also by its beginning; actors as the lexicon or the text calls them.
    """
    if kind in OF_ACTORS:
        return Subject(id, None)
    if kind in OF_ORIGINS:
        return _origin(claims, id)
    sayings = {saying.id: (saying, claim) for claim in claims for saying in claim.statements}
    found = [sayings[id]] if id in sayings else [pair for key, pair in sayings.items() if key.startswith(id)]
    if len(found) == 1:
        return Subject(found[0][0].id, _anchor(*found[0]))
    if kind is JudgementKind.WRONG_READING:
        what = "several statements' ids begin" if found else "no statement's id begins"
        raise LedgerError(f"{what} with {id!r}; `reportedly show LEDGER CLAIM` shows the ids")
    claim = one(claims, id)
    first = next((s for s in claim.statements if s.id == claim.id), claim.statements[0])
    return Subject(first.id, _anchor(first, claim))


def placed(claims: Iterable[Claim], value: str) -> str:
    """Return a place's bare name with where it lies, if some claim's event has a place of that name."""
    known = (claim.event.place for claim in claims if claim.event.place is not None)
    found = next((where for where in known if where.name.casefold() == value.strip().casefold()), None)
    return value if found is None else place_words(found)


def _origin(claims: Sequence[Claim], id: str) -> Subject:
    spoken: dict[str, tuple[Saying, Claim]] = {}
    for claim in claims:
        for saying in claim.statements:
            if saying.origin is not None:
                spoken.setdefault(saying.origin, (saying, claim))
    found = [id] if id in spoken else [name for name in spoken if name.startswith(id)]
    if not id or len(found) != 1:
        what = "several origins' ids begin" if id and found else "no origin's id begins"
        raise LedgerError(f"{what} with {id!r}; `reportedly show LEDGER CLAIM` shows the ids")
    return Subject(found[0], _anchor(*spoken[found[0]]))


def _anchor(saying: Saying, claim: Claim) -> Anchor:
    return Anchor(saying.document, claim.aspect, *saying.span)


def made(
    kind: JudgementKind, left: Subject, right: Subject | None, field: ReadingField | None, value: str | None,
    *, by: str, at: str, reason: str,
) -> Judgement:  # fmt: skip
    """Return the judgement as it is kept; raise `LedgerError` where it says nothing or lacks a part.

    The order of two subjects does not matter, so they stand in the order of their ids.
    """
    by, reason = by.strip(), reason.strip()
    if not by or not reason:
        raise LedgerError("say who judges and why: by and reason must not be empty")
    if kind is JudgementKind.WRONG_READING:
        if right is not None or field is None or not value:
            raise LedgerError("a wrong reading names one statement, the wrong field and the right value")
        value = checked(field, value)
    elif right is None or field is not None or value is not None:
        raise LedgerError(f"{kind} takes two ids, and neither field nor value")
    elif left.id == right.id:
        raise LedgerError(f"both ids mean {left.id}: there is nothing to decide")
    elif right.id < left.id:
        left, right = right, left
    other, other_at = (right.id, right.at) if right else (None, None)
    id = row_id("j", kind, left.id, other, field, value, by, at)
    return Judgement(id, kind, left.id, other, left.at, other_at, field, value, by, at, reason)


class Finder:
    """Finds mentions again by a key that they once had, or by the words that they stand on."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self._keys = {mention.key for mention in mentions}
        self._places: defaultdict[tuple[str, str], list[Mention]] = defaultdict(list)
        for mention in mentions:
            self._places[mention.document.id, _family(mention.aspect)].append(mention)

    def now(self, key: str, at: Anchor | None) -> str | None:
        """Return the key that a mention has now, or null where its words are not there any more.

        A key that is still there stays. Else the mention of the same document and aspect is taken whose
        span shares most with the anchor, if that is more than `LEAST_OVERLAP` of the longer of the two. What
        happened and what is so are one claim's aspects at times, and count as the same here.
        """
        if key in self._keys or at is None:
            return key if key in self._keys else None
        near = self._places[at.document, _family(at.aspect)]
        shared = ((_shared(at, mention.span), mention) for mention in near)
        found = sorted((-part, m.aspect != at.aspect, m.key) for part, m in shared if part > LEAST_OVERLAP)
        return found[0][2] if found else None


Decided = dict[frozenset[str], str]
"""Pairs of ids, each with who decided on it, when and why."""


def decided(
    judgements: Iterable[Judgement], same: JudgementKind, apart: JudgementKind
) -> tuple[Decided, Decided]:
    """Return the pairs that people hold to be one, and those held to be two.

    Where people differ the last word counts; withdrawn judgements count for nothing.
    """
    last: dict[frozenset[str], Judgement] = {}
    for row in in_force(judgements):
        if row.kind in (same, apart) and row.right is not None:
            last[frozenset((row.left, row.right))] = row
    return (
        {pair: told_by(row) for pair, row in last.items() if row.kind is same},
        {pair: told_by(row) for pair, row in last.items() if row.kind is apart},
    )


def in_force(judgements: Iterable[Judgement]) -> list[Judgement]:
    """Return the judgements that were not withdrawn, the oldest first."""
    return sorted((j for j in judgements if j.withdrawn is None), key=lambda j: (j.at, j.id))


def told_by(judgement: Judgement) -> str:
    """Return who decided, when and why, as a reason tells it."""
    return f"{judgement.by}, {judgement.at[:10]}: {judgement.reason}"


def refound(judgements: Iterable[Judgement], mentions: Sequence[Mention]) -> Refound:
    """Give judgements on claims and readings the keys that their words have now; leave out withdrawn ones.

    Those on origins and actors pass as they are, since their subjects are no mentions; whoever groups
    origins finds one that has another id now by the mention under its anchor (`Finder`).
    """
    finder = Finder(mentions)
    held, lost = [], []
    for judgement in judgements:
        if judgement.withdrawn is not None:
            continue
        if judgement.kind in OF_ORIGINS or judgement.kind in OF_ACTORS:
            held.append(judgement)
            continue
        left = finder.now(judgement.left, judgement.left_at)
        right = None if judgement.right is None else finder.now(judgement.right, judgement.right_at)
        if left is None or (right is None and judgement.right is not None):
            lost.append(judgement)
        else:
            held.append(replace(judgement, left=left, right=right))
    return Refound(tuple(held), tuple(lost))


def _family(aspect: Aspect) -> Aspect:
    return Aspect.OCCURRENCE if aspect is Aspect.STATE else aspect


def _shared(at: Anchor, span: Span) -> float:
    """Return how much of the longer of two stretches both have, 0 to 1."""
    shared = min(at.end, span.end) - max(at.start, span.start)
    return shared / max(at.end - at.start, span.end - span.start, 1)
