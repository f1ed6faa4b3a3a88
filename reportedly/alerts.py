"""What changed in the claims of a ledger: claims before and after go in, alerts come out.

Told is what somebody who follows a story wants to be woken for: a claim became contested, got its second
independent origin, was revised or withdrawn. Pure functions; the standing is the ledger loop's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from reportedly.changes import Change
from reportedly.claim import Claim, Saying, Stance, Standing
from reportedly.history import number
from reportedly.ids import row_id


class AlertKind(StrEnum):
    """What became of a claim."""

    CONTESTED = "contested"
    SECOND_ORIGIN = "second-origin"
    REVISED = "revised"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Alert:
    """One change of one claim: how it stood (null: it is new) and stands, and what brought it.

    `at` is when it was noticed (ISO 8601, UTC). `who` is the origin whose word it was, or null; `detail` is
    in words; `document`, `outlet` and `url` are where it stands. The same change has the same `id`.
    """

    id: str
    at: str
    kind: AlertKind
    claim: str
    text: str
    before: Standing | None
    standing: Standing
    for_: int = field(metadata={"json": "for"})
    against: int
    who: str | None
    detail: str
    document: str | None
    outlet: str | None
    url: str | None
    schema: str = "reportedly/alert/1"


Revised = Mapping[str, Sequence[Change]]
"""What changed in documents of which a new version came in, by the id of the old version."""


def alerts(before: Iterable[Claim], after: Iterable[Claim], revised: Revised, at: str) -> list[Alert]:
    """Return what changed, in the order of the claims afterwards."""
    known = list(before)
    by_saying: dict[str, list[Claim]] = {}
    for claim in known:
        for saying in claim.statements:
            by_saying.setdefault(saying.id, []).append(claim)
    out: list[Alert] = []
    for claim in after:
        was = _same(claim, by_saying)
        out += _of_claim(claim, was, revised, at)
    return out


def _same(claim: Claim, by_saying: Mapping[str, Sequence[Claim]]) -> Claim | None:
    """Return the claim that this one was: that of the same id, else the one most of it was in."""
    shared: dict[str, tuple[int, Claim]] = {}
    for saying in claim.statements:
        for was in by_saying.get(saying.id, ()):
            shared[was.id] = shared.get(was.id, (0, was))[0] + 1, was
    if claim.id in shared:
        return shared[claim.id][1]
    return max(shared.values(), key=lambda pair: (pair[0], pair[1].id), default=(0, None))[1]


def _of_claim(claim: Claim, was: Claim | None, revised: Revised, at: str) -> Iterator[Alert]:
    fresh = _new_sayings(claim, was)
    had = was.independent_origins.for_ if was else 0
    became = None if was is not None and was.standing is claim.standing else claim.standing
    if became is Standing.CONTESTED:
        denial = _last(fresh, claim, Stance.DENIES)
        yield _alert(claim, was, AlertKind.CONTESTED, denial, "known origins stand each way", at)
    if claim.independent_origins.for_ >= 2 and had < 2:
        many = f"{claim.independent_origins.for_} independent origins"
        word = _last(fresh, claim, Stance.SUPPORTS)
        yield _alert(claim, was, AlertKind.SECOND_ORIGIN, word, many, at)
    gone = {origin.id for origin in was.origins if origin.withdrawn} if was else set()
    back = [origin for origin in claim.origins if origin.withdrawn is not None and origin.id not in gone]
    for origin in back:
        told = next((s for s in claim.statements if s.document == origin.withdrawn), None)
        detail = f"{origin.name} has taken it back"
        yield _alert(claim, was, AlertKind.WITHDRAWN, told, detail, at, who=origin.name)
    if became is Standing.WITHDRAWN and was is not None and not back:
        turned = _last(fresh, claim, Stance.DENIES)
        yield _alert(claim, was, AlertKind.WITHDRAWN, turned, "all who said it took it back or turned", at)
    if was is not None:
        yield from _other_numbers(claim, was, at)
        yield from _other_words(claim, was, revised, at)


def _new_sayings(claim: Claim, was: Claim | None) -> list[Saying]:
    known = {saying.id for saying in was.statements} if was else set()
    return [saying for saying in claim.statements if saying.id not in known]


def _last(fresh: Sequence[Saying], claim: Claim, stance: Stance) -> Saying | None:
    """Return the statement that brought it: the last new one of a known origin and stance, or any."""
    found = [s for s in (*claim.statements, *fresh) if s.stance is stance and s.origin is not None]
    return found[-1] if found else None


def _other_numbers(claim: Claim, was: Claim, at: str) -> Iterator[Alert]:
    """Yield the numbers that an origin gives now and, of the same, gave otherwise before."""
    names = {origin.id: origin.name for origin in claim.origins}
    before = {(c.said_by, c.role, c.of): c for c in was.counts if c.said_by is not None}
    told = set(was.counts)
    for count in claim.counts:
        old = before.get((count.said_by or "", count.role, count.of))
        if old is None or count in told or number(old) == number(count):
            continue
        said = [s for s in claim.statements if s.origin == count.said_by and s.published == count.published]
        detail = f"{number(old)} is now {number(count)}"
        yield _alert(claim, was, AlertKind.REVISED, said[0] if said else None, detail, at,
                     who=names.get(count.said_by or ""))  # fmt: skip


def _other_words(claim: Claim, was: Claim, revised: Revised, at: str) -> Iterator[Alert]:
    """Yield what documents that said it say otherwise in a new version, or no longer."""
    for saying in {(s.document, s.statement): s for s in was.statements}.values():
        for change in revised.get(saying.document, ()):
            if change.old == saying.statement:
                now = "is no longer there" if change.new_text is None else f"is now: {change.new_text}"
                yield _alert(claim, was, AlertKind.REVISED, saying, f"{change.old_text} — {now}", at)


def _alert(
    claim: Claim, was: Claim | None, kind: AlertKind, saying: Saying | None, detail: str, at: str,
    who: str | None = None,
) -> Alert:  # fmt: skip
    names = {origin.id: origin.name for origin in claim.origins}
    document = saying.document if saying else None
    return Alert(
        id=row_id("al", kind.value, claim.id, document, detail),
        at=at,
        kind=kind,
        claim=claim.id,
        text=claim.text,
        before=was.standing if was else None,
        standing=claim.standing,
        for_=claim.independent_origins.for_,
        against=claim.independent_origins.against,
        who=who or (names.get(saying.origin or "") if saying else None),
        detail=detail,
        document=document,
        outlet=saying.outlet if saying else None,
        url=saying.url if saying else None,
    )
