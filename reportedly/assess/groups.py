"""Which speakers are one origin: a union of those who speak for the same, and of those who cite each other.

In come voiced mentions; out comes, for each speaker, the group that he counts with and why. What people
have judged comes first: pairs that they hold the same are joined, pairs that they hold apart never are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from reportedly.assess.identities import Pairs
from reportedly.assess.speakers import Speaker, held_apart, speaker
from reportedly.assess.voices import Voiced, fits, relayed
from reportedly.assess.world import World
from reportedly.claim import Ground


@dataclass(frozen=True, slots=True)
class Judgements:
    """Pairs of origin ids that people hold to be one origin, or two, each with who decided it and why.

    `now`: the mention (its key) on whose words an id was judged, by which an origin that is known by
    another id since is found again.
    """

    same: Pairs = field(default_factory=dict)
    apart: Pairs = field(default_factory=dict)
    now: Mapping[str, str] = field(default_factory=dict)

    def among(self, rows: Sequence[Voiced], speakers: Mapping[str, Speaker], world: World) -> Judgements:
        """Return the pairs of some speakers, by their ids now, with those that are two actors."""
        if not (self.same or self.apart or world.identities):
            return self
        under = {row.mention.key: row.speaker.id for row in rows if row.speaker is not None}

        def now(id: str) -> str:
            return id if id in speakers else under.get(self.now.get(id, ""), "")

        def here(pairs: Pairs) -> dict[frozenset[str], str]:
            found = ((frozenset(map(now, pair)), why) for pair, why in pairs.items())
            return {pair: why for pair, why in found if len(pair) == 2 and pair <= speakers.keys()}

        two = {
            frozenset((left, right)): why
            for left in speakers
            for right in speakers
            if left < right and (why := held_apart(speakers[left], speakers[right], world)) is not None
        }
        return Judgements(here(self.same), {**two, **here(self.apart)})


@dataclass(slots=True)
class Groups:
    """Speakers by id in order of first speaking, each one's group (an id), why, and who may be the same."""

    speakers: dict[str, Speaker]
    group: dict[str, str]
    grounds: dict[str, list[Ground]] = field(default_factory=dict)
    undecided: set[frozenset[str]] = field(default_factory=set)

    def members(self, group: str) -> tuple[str, ...]:
        """Return the ids of a group's speakers."""
        return tuple(id_ for id_ in self.speakers if self.group[id_] == group)


def grouped(rows: Sequence[Voiced], world: World, judgements: Judgements) -> Groups:
    """Return the speakers of a claim and their groups."""
    speakers = {row.speaker.id: row.speaker for row in rows if row.speaker is not None}
    grounds = {id_: list(who.grounds) for id_, who in speakers.items()}
    out = Groups(speakers, {id_: id_ for id_ in speakers}, grounds)
    judgements = judgements.among(rows, speakers, world)
    for pair, why in sorted(judgements.same.items(), key=lambda row: sorted(row[0])):
        left, right = sorted(pair)
        _join(out, left, right, Ground("judged", f"judged to be one origin: {why}"), judgements)
    for pair, why in judgements.apart.items():
        for id_ in pair:
            out.grounds[id_].append(Ground("judged", f"judged to be another origin: {why}"))
    for left, right, ground in (*_for_one(out, world), *_citing(rows, world, out)):
        _join(out, left, right, ground, judgements)
    for left, right in _pairs(out):
        both = frozenset((left, right))
        open_ = both not in judgements.apart and out.group[left] != out.group[right]
        if open_ and _undecided(out, left, right, world):
            out.undecided.add(both)
    return out


def _join(out: Groups, left: str, right: str, why: Ground, judgements: Judgements) -> None:
    """Make two groups one, under the id of whoever spoke first, unless people hold members of them apart."""
    one, two = out.group[left], out.group[right]
    if one == two:
        return
    both = set(out.members(one)) | set(out.members(two))
    if any(pair <= both for pair in judgements.apart):
        return
    first = next(id_ for id_ in out.speakers if id_ in (one, two))
    for id_ in both:
        out.group[id_] = first
    for id_ in {left, right}:
        out.grounds[id_].append(why)


def _pairs(out: Groups) -> Iterator[tuple[str, str]]:
    ids = list(out.speakers)
    return ((left, right) for n, left in enumerate(ids) for right in ids[n + 1 :])


def _for_one(out: Groups, world: World) -> Iterator[tuple[str, str, Ground]]:
    """Yield pairs of those who speak for one: the same state, force, party or organisation."""
    for left, right in _pairs(out):
        one, two = out.speakers[left], out.speakers[right]
        if one.root is not None and one.root == two.root:
            whom = world.actors[one.root].name
            why = f"{one.name} and {two.name} are one: both speak for {whom}"
            yield left, right, Ground("one-voice", why)
        elif _office(one, two) or _office(two, one):
            why = f"{one.name} and {two.name} are one: office and organisation"
            yield left, right, Ground("one-voice", why)


def _office(holder: Speaker, body: Speaker) -> bool:
    """Whether somebody speaks for a body that is no actor of the lexicon."""
    if not holder.of or body.key[0] != "name" or holder.key == body.key or body.of:
        return False
    own = set(body.key[1:])
    return own <= set(holder.of) or (len(holder.of) > 1 and set(holder.of) <= own)


def _citing(rows: Sequence[Voiced], world: World, out: Groups) -> Iterator[tuple[str, str, Ground]]:
    """Yield pairs of those of whom one has it from the other."""
    for row in rows:
        if row.speaker is None:
            continue
        for mention in relayed(row, world):
            link = speaker(mention, world)
            if link is None or link.generic:
                continue
            known = next((id_ for id_, s in out.speakers.items() if s.key == link.key), None)
            if known is not None and known != row.speaker.id:
                yield row.speaker.id, known, Ground("cites", f"{link.name} cites {row.speaker.name}")


def _undecided(out: Groups, left: str, right: str, world: World) -> bool:
    """Whether the text does not show that two unnamed sources differ."""
    one, two = out.speakers[left], out.speakers[right]
    if one.anonymous and two.anonymous:
        return one.root is None and two.root is None and fits(one, two, world)
    if {one.key[0], two.key[0]} == {"anonymous", "crowd"}:
        return one.head.removesuffix("s") == two.head.removesuffix("s")
    return False
