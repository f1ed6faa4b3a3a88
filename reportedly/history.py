"""What was known of a claim when: its statements and origins go in, moments in the order of time come out.

A moment is told where something was new: the first report, another independent origin, a denial, a change
of mind, another number, a withdrawal; between them, how far the words spread. Times are those of
publication. Who counts with whom is what the ledger holds now; what had been said is what was published then.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from reportedly.claim import Claim, Origin, Saying, Stance, Standing, Tally


class Turn(StrEnum):
    """What was new at a moment."""

    FIRST = "first"
    ORIGIN = "origin"
    UNSOURCED = "unsourced"
    DENIED = "denied"
    DOUBTED = "doubted"
    TURNED = "turned"
    SPREAD = "spread"
    COUNTED = "counted"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Moment:
    """One turn: when, who, through whom and in what words, and how the claim stood after it.

    `outlets` is how many had it by then, `spread` how many outlets a spread added. `for_` and `against` count
    independent origins, undecided pairs as one.
    """

    published: str | None
    turn: Turn
    who: str | None
    chain: tuple[str, ...]
    text: str
    document: str
    outlets: int
    spread: int
    for_: int
    against: int
    standing: Standing
    schema: str = "reportedly/moment/1"


def history(claim: Claim) -> list[Moment]:
    """Return the moments of a claim, the earliest first; statements without a date come last."""
    return list(_spread_joined(_Telling(claim).moments()))


class _Telling:
    """What has been heard of a claim so far."""

    def __init__(self, claim: Claim) -> None:
        self.claim = claim
        self.origins = {origin.id: origin for origin in claim.origins}
        self.stances: dict[str, Stance] = {}
        self.gone: set[str] = set()
        self.outlets: set[str] = set()
        self.numbers: set[tuple[object, ...]] = set()
        self.begun = False

    def moments(self) -> Iterable[Moment]:
        """Yield the turns, statement by statement; a document may tell of several."""
        taken_back: dict[str, list[Origin]] = {}
        for origin in self.claim.origins:
            if origin.withdrawn is not None:
                taken_back.setdefault(origin.withdrawn, []).append(origin)
        for saying in sorted(self.claim.statements, key=lambda s: s.published or "~"):
            before = len(self.outlets)
            if saying.outlet is not None:
                self.outlets.add(saying.outlet)
            for origin in taken_back.pop(saying.document, ()):
                self.gone.add(origin.id)
                yield self._moment(saying, Turn.WITHDRAWN, origin.name)
            turn = self._turn(saying, len(self.outlets) > before)
            if turn is not None:
                yield self._moment(saying, turn, self._name(saying))
            for tally in self._new_numbers(saying):
                yield replace(self._moment(saying, Turn.COUNTED, self._name(saying)), text=number(tally))

    def _turn(self, saying: Saying, new_outlet: bool) -> Turn | None:
        """Say what is new in a statement, and take it in; null for what repeats in the same outlet."""
        first, self.begun = not self.begun, True
        origin = self.origins.get(saying.origin or "")
        before = self.stances.get(origin.id) if origin else None
        if origin is not None:
            known = {self.origins[id].group for id, stance in self.stances.items() if stance is saying.stance}
            self.stances[origin.id] = saying.stance
            if before is not None and before is not saying.stance:
                return Turn.TURNED
            if saying.stance is not Stance.SUPPORTS and origin.group not in known:
                return Turn.DENIED if saying.stance is Stance.DENIES else Turn.DOUBTED
            if origin.group not in known:
                return Turn.FIRST if first else Turn.ORIGIN
        if first:
            return Turn.FIRST if origin is not None else Turn.UNSOURCED
        return Turn.SPREAD if new_outlet else None

    def _new_numbers(self, saying: Saying) -> Iterable[Tally]:
        for tally in self.claim.counts:
            here = (tally.said_by, tally.published) == (saying.origin, saying.published)
            told = (tally.said_by, tally.role, tally.low, tally.best, tally.high, tally.of)
            if here and told not in self.numbers:
                self.numbers.add(told)
                yield tally

    def _moment(self, saying: Saying, turn: Turn, who: str | None) -> Moment:
        for_, against = (self._groups(stance) for stance in (Stance.SUPPORTS, Stance.DENIES))
        return Moment(
            saying.published, turn, who, saying.chain, saying.text, saying.document, len(self.outlets),
            0, for_, against, self._standing(for_, against),
        )  # fmt: skip

    def _groups(self, stance: Stance) -> int:
        """Count the origins that stand one way; crowds without a name do not count apart."""
        speaking = [
            self.origins[id] for id, own in self.stances.items() if own is stance and id not in self.gone
        ]
        most = self.claim.independent_origins
        limit = most.for_ if stance is Stance.SUPPORTS else most.against
        groups = {origin.group for origin in speaking}
        final = {o.group for o in self.claim.origins if o.stance is stance and o.withdrawn is None}
        # No more than the claim comes to at last, where undecided pairs are one.
        return min(len(groups), limit) if groups <= final else len(groups)

    def _standing(self, for_: int, against: int) -> Standing:
        if self.gone and not for_:
            return Standing.WITHDRAWN
        if not for_:
            return Standing.UNSOURCED
        if against:
            return Standing.CONTESTED
        return Standing.CORROBORATED if for_ > 1 else Standing.SINGLE_ORIGIN

    def _name(self, saying: Saying) -> str | None:
        origin = self.origins.get(saying.origin or "")
        return None if origin is None else origin.name


def _spread_joined(moments: Iterable[Moment]) -> Iterable[Moment]:
    """Make one moment of reprints that follow each other: the first of them, with how many outlets."""
    waiting: Moment | None = None
    for moment in moments:
        if moment.turn is Turn.SPREAD:
            waiting = replace(
                waiting or moment, outlets=moment.outlets, spread=(waiting or moment).spread + 1
            )
            continue
        # An outlet that brings something new with it is told by that alone.
        if waiting is not None and (waiting.spread > 1 or waiting.document != moment.document):
            yield waiting
        waiting = None
        yield moment
    if waiting is not None:
        yield waiting


def number(tally: Tally) -> str:
    """Say a count in words: "at least 20 civilians killed", "24 to 99 wounded"."""
    low, best, high = tally.low, tally.best, tally.high
    if low is not None and high is not None:
        much = str(best if best is not None and low == high else low) if low == high else f"{low} to {high}"
    elif low is not None:
        much = f"at least {low}"
    elif high is not None:
        much = f"at most {high}"
    else:
        much = str(best) if best is not None else "an unknown number"
    role = "" if tally.role == "other" else str(tally.role)
    return " ".join(part for part in (much, tally.of or "", role) if part)


def fate(claim: Claim, origin: Origin) -> str:
    """Return what became of an origin's word: confirmed, denied, withdrawn or alone."""
    if origin.withdrawn is not None:
        return "withdrawn"
    others = [o for o in claim.origins if o.group != origin.group and not o.withdrawn]
    if any(o.stance is not origin.stance and o.stance is not Stance.UNSURE for o in others):
        return "denied"
    have = claim.independent_origins
    if (have.for_ if origin.stance is Stance.SUPPORTS else have.against) > 1:
        return "confirmed"
    return "alone"
