"""How a claim came about: first said, by whom, spread, denied, confirmed, revised, withdrawn.

In come the mentions of one claim; out come `Turn`s in the order of publication, each with its document.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from reportedly.assess.groups import Groups, Judgements, grouped
from reportedly.assess.speakers import press_name
from reportedly.assess.voices import Voiced, voiced
from reportedly.assess.words import last_words
from reportedly.assess.world import World
from reportedly.claim import Ground, Mention, Stance
from reportedly.shapes import Count


class Step(StrEnum):
    """What happened to a claim."""

    FIRST_SAID = "first_said"
    SPREAD = "spread"
    CONFIRMED = "confirmed"
    DENIED = "denied"
    TURNED = "turned"
    REVISED = "revised"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Turn:
    """One thing that happened to a claim: when (EDTF or null), who is behind it, and where it stands.

    `who` is the origin's name, or the outlet's where there is none; `origin` its id or null; `mention` the
    key of the statement that tells it.
    """

    when: str | None
    what: Step
    who: str | None
    origin: str | None
    outlet: str | None
    document: str
    mention: str
    grounds: tuple[Ground, ...]


_NONE_JUDGED = Judgements()


def history(
    mentions: Sequence[Mention], world: World, *, judgements: Judgements = _NONE_JUDGED
) -> tuple[Turn, ...]:
    """Return what happened to a claim, in the order of publication."""
    rows = voiced(mentions, world)
    groups = grouped(rows, world, judgements)
    teller = _Teller(rows, groups, world)
    return tuple(turn for row in rows for turn in teller.turns(row))


class _Teller:
    """What has been told of the claim so far."""

    def __init__(self, rows: Sequence[Voiced], groups: Groups, world: World) -> None:
        self.groups = groups
        self.world = world
        self.outlets: set[str] = set()
        self.spoken: dict[str, Stance] = {}
        self.counts: dict[tuple[str | None, object], tuple[int | None, ...]] = {}
        self.begun = False
        self.taken: dict[str, list[str]] = {}
        for id_, word in last_words(rows, groups, world).items():
            if word.withdrawn is not None:
                self.taken.setdefault(word.withdrawn, []).append(id_)

    def turns(self, row: Voiced) -> Iterator[Turn]:
        """Yield what one mention adds to what was told before."""
        outlet = press_name(row.mention.document.outlet or "", self.world)
        if not self.begun:
            self.begun = True
            yield self._turn(row, Step.FIRST_SAID, "the first mention")
        elif outlet not in self.outlets:
            yield self._turn(row, Step.SPREAD, f"first in {outlet or 'an outlet without a name'}")
        self.outlets.add(outlet)
        yield from self._spoken(row)
        for count in row.mention.counts:
            yield from self._counted(row, count)
        for id_ in self.taken.pop(row.mention.document.id, ()):
            name = self.groups.speakers[id_].name
            yield self._turn(row, Step.WITHDRAWN, f"the word of {name} was taken back", id_)

    def _spoken(self, row: Voiced) -> Iterator[Turn]:
        who, stance = row.speaker, row.mention.stance
        if who is None or stance is Stance.UNSURE:
            return
        group = self.groups.group[who.id]
        before, others = self.spoken.get(group), {s for g, s in self.spoken.items() if g != group}
        self.spoken[group] = stance
        if before is stance:
            return
        if before is not None:
            yield self._turn(row, Step.TURNED, f"{who.name} spoke otherwise before, or those he speaks for")
        elif stance is Stance.DENIES:
            yield self._turn(row, Step.DENIED, f"{who.name} denies it")
        elif others:
            yield self._turn(row, Step.CONFIRMED, f"{who.name} says so too")

    def _counted(self, row: Voiced, count: Count) -> Iterator[Turn]:
        by = self.groups.group[row.speaker.id] if row.speaker is not None else None
        given = (count.low, count.best, count.high)
        before = self.counts.get((by, count.role))
        self.counts[by, count.role] = given
        if by is not None and before is not None and before != given:
            yield self._turn(row, Step.REVISED, f"{count.role}: {_range(before)}, then {_range(given)}")

    def _turn(self, row: Voiced, what: Step, why: str, id_: str | None = None) -> Turn:
        document = row.mention.document
        who = self.groups.speakers[id_] if id_ is not None else row.speaker
        name = who.name if who is not None else document.outlet
        origin = who.id if who is not None else None
        return Turn(
            document.published, what, name, origin, document.outlet, document.id, row.mention.key,
            (Ground(what.value, why),),
        )  # fmt: skip


def _range(given: tuple[int | None, ...]) -> str:
    low, best, high = given
    if best is not None:
        return str(best)
    return f"{'' if low is None else low} to {'' if high is None else high}".strip()
