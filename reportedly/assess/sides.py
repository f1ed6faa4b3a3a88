"""Where an origin stands toward a claim's event: with who did it, with whom it befell, or with neither.

In come the mentions and a speaker; out comes a `Side` and whether his word is against his own interest.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from reportedly.assess.speakers import Speaker
from reportedly.assess.voices import Voiced
from reportedly.assess.world import World, words
from reportedly.claim import Side, Stance
from reportedly.shapes import (
    Aspect,
    CountRole,
    Entity,
    EntityKind,
    Event,
    EventType,
    EvidenceKind,
    SourceKind,
)

_HARM = frozenset({EventType.ASSAULT, EventType.COERCE})
_HARMED = frozenset({CountRole.KILLED, CountRole.WOUNDED, CountRole.DETAINED, CountRole.DISPLACED})
_TOLD = frozenset({EvidenceKind.WITNESS, EvidenceKind.PARTICIPANT})
_ARMED = frozenset({EntityKind.MILITARY, EntityKind.ARMED_GROUP})


class Parties:
    """Who did what to whom in a claim, as most of its supporting mentions have it."""

    def __init__(self, rows: Sequence[Voiced], world: World) -> None:
        """Choose actor, recipient, place and date by how many mentions give them."""
        self.world = world
        told = [row.mention for row in rows]
        self.actor = _most([m.actor for m in told])
        self.recipient = _most([m.recipient for m in told])
        dates = [m.time.edtf[:10] for m in told if m.time is not None and m.time.edtf]
        published = [row.at[:10] for row in rows if row.at]
        self.date = min(dates or published, default=None)
        places = [m.place for m in told if m.place is not None]
        self.places = frozenset(word for place in places for word in words(place.name))
        countries = Counter(place.country for place in places if place.country)
        self.governs = world.country(max(countries, key=lambda c: (countries[c], c)) if countries else None)
        self.harms = any(
            (isinstance(m.event, Event) and m.event.type in _HARM) or any(c.role in _HARMED for c in m.counts)
            for m in told
        )
        self.aspect = told[0].aspect if told else Aspect.OCCURRENCE

    def side(self, who: Speaker) -> Side:
        """Return where a speaker stands; `unknown` where nothing is told of him."""
        actor, recipient = self._root(self.actor), self._root(self.recipient)
        if self._is(who, self.actor, actor):
            return Side.ACTOR
        if self._is(who, self.recipient, recipient):
            return Side.RECIPIENT
        if who.root is not None:
            if actor is not None and self.world.allied(who.root, actor, self.date):
                return Side.ALLY_OF_ACTOR
            if recipient is not None and self.world.allied(who.root, recipient, self.date):
                return Side.ALLY_OF_RECIPIENT
            if who.root == self.governs and self._befell_people():
                return Side.RECIPIENT
            return Side.THIRD
        if self._befell_people() and self._local(who):
            return Side.RECIPIENT
        described = who.named or who.generic or who.role or who.nation
        return Side.THIRD if described or (who.kind is not SourceKind.ACCOUNT and who.head) else Side.UNKNOWN

    def against_interest(self, who: Speaker, stance: Stance) -> bool:
        """Whether the actor confirms harm that it did to others than armed enemies."""
        armed = self.recipient is not None and self.recipient.kind in _ARMED
        told = self.aspect in (Aspect.OCCURRENCE, Aspect.RESPONSIBILITY) and self.recipient is not None
        own = stance is Stance.SUPPORTS and self.side(who) is Side.ACTOR
        return own and told and self.harms and not armed

    def _local(self, who: Speaker) -> bool:
        """Whether an origin is one of the people of the place, or of those whom it befell."""
        struck = set(words(self.recipient.name)) if self.recipient is not None else set()
        described = {*words(who.name), *words(who.role or ""), *who.of}
        there = bool(self.places & described) and (who.generic or bool(who.person))
        saw = bool(who.person) and not who.of and who.evidence in _TOLD
        return there or bool(struck & described) or saw

    def _befell_people(self) -> bool:
        """Whether it befell people described and not named ("civilians of Marrow")."""
        who = self.recipient
        return who is not None and who.name[:1].islower() and self._root(who) is None

    def _root(self, party: Entity | None) -> str | None:
        if party is None:
            return None
        actor = party.actor or self.world.actor(party.name)
        if actor is None or (party.actor is None and party.kind is EntityKind.OTHER):
            return None
        return self.world.root(actor, self.date)

    def _is(self, who: Speaker, party: Entity | None, root: str | None) -> bool:
        if party is None:
            return False
        if root is not None and who.root is not None:
            return root == who.root
        own = set(words(party.name))
        return (bool(who.person) and set(who.person) == own) or (bool(who.of) and own <= set(who.of))


def _most(parties: Sequence[Entity | None]) -> Entity | None:
    """The party given by most mentions: those of the lexicon before others, then the first."""
    told = [party for party in parties if party is not None]
    keys = Counter((p.actor or p.name) for p in told)
    return max(told, key=lambda p: (keys[p.actor or p.name], p.actor is not None), default=None)
