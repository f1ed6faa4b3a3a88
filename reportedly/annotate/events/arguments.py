"""Who did it and to whom: a trigger and the roster in, the entities of its actors and recipients out.

Parties come from the trigger's own clause alone: its subject, object and phrases; for an event noun also
its possessor, the names before it, the verb that lends it a subject, and the verb by which it strikes
somebody.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reportedly.annotate.actors.roster import Roster
from reportedly.annotate.events.aims import TOWARD, aimed
from reportedly.annotate.events.behind import blamed, harmed, leading, misread, sender
from reportedly.annotate.events.predicates import (
    MODIFIERS,
    complement,
    conjuncts,
    doer,
    doer_or_patient,
    inner,
    is_passive,
    lemma,
    lender,
    outer,
    patient,
    phrases,
)  # fmt: skip
from reportedly.annotate.events.triggers import Trigger
from reportedly.annotate.subjects import agent, antecedent, child
from reportedly.eventwords import EventIndex
from reportedly.shapes import Entity, EntityKind, EventType

if TYPE_CHECKING:
    from reportedly.annotate.parse import Token

T = EventType
_MUTUAL = {T.CONSULT, T.COOPERATE, T.AGREE, T.SUPPORT, T.REJECT, T.RETREAT, T.SANCTION}
_DOING = {
    EntityKind.STATE,
    EntityKind.GOVERNMENT,
    EntityKind.MILITARY,
    EntityKind.ARMED_GROUP,
    EntityKind.BLOC,
}
_GIVEN = {T.REQUEST, T.AGREE, T.THREATEN, T.SUPPORT, T.AID, T.ACCUSE, T.REJECT}
"""What comes from whoever does it: "an appeal from the king", "aid from Iran"."""
_OWN_LAND = {"country", "nation", "homeland", "land", "soil"}
"""Whose it is says little of who is meant: "action against his country"."""


@dataclass(frozen=True, slots=True)
class Parties:
    """The entities that act and those acted upon; `doer`: somebody acts, known to the roster or not."""

    actors: tuple[Entity, ...] = ()
    recipients: tuple[Entity, ...] = ()
    doer: Token | None = None
    patient: Token | None = None
    lender: Token | None = None


class Reader:
    """Reads the parties of the triggers of one paragraph."""

    def __init__(self, k: int, roster: Roster, index: EventIndex, triggers: Mapping[int, Trigger]) -> None:
        self.k, self.roster, self.index, self.triggers = k, roster, index, triggers
        self.states = {e.name: e for e in roster.entities if e.kind is EntityKind.STATE}

    def parties(self, trigger: Trigger, depth: int = 0) -> Parties:
        """Return who acts and who is acted upon in a trigger."""
        owner = misread(trigger.token)
        noun = trigger.entry.pos == "noun" or owner is not None
        found = self._noun(trigger, depth) if noun else self._verb(trigger, depth)
        if owner is not None:
            found = replace(found, actors=self._entities(owner, near=True))
        gone = {e.id for e in found.actors}
        recipients = tuple(e for e in found.recipients if e.id not in gone)
        # A dateline's agency may look like a subject; papers attack nobody.
        papers = trigger.entry.type is T.ASSAULT
        actors = tuple(e for e in found.actors if not (papers and e.kind is EntityKind.MEDIA))
        if not recipients and len(actors) > 1 and trigger.entry.type in _MUTUAL:
            actors, recipients = actors[:1], actors[1:]  # "Velania and Orland held talks"
        return Parties(actors[:2], recipients[:2], found.doer, found.patient, found.lender)

    def _verb(self, trigger: Trigger, depth: int) -> Parties:
        verb, entry = trigger.token, trigger.entry
        if entry.pos == "adjective":
            return self._adjective(trigger)
        if trigger.speaker is not None:
            asker, asked = doer(trigger.speaker), doer_or_patient(verb)
            return Parties(
                self._entities(asker, near=True) if asker is not None else (),
                self._entities(asked) if asked is not None else (), asker, asked,
            )  # fmt: skip
        who, whom = doer(verb) or child(verb, "csubj"), patient(verb)
        if whom is None and (hurt := harmed(verb, self.index.things)) is not None:
            who, whom = None, antecedent(hurt)
        actors = self._entities(who, near=True) if who is not None else ()
        if verb.dep_ in ("pcomp", "csubj") and whom is None and (hand := agent(verb)) is not None:
            # "fled after shelling by the army": a noun in all but its tag
            who, actors = hand, self._entities(hand, near=True) or actors
        if (who is not None and not actors) or (who is not None and who.i in self.triggers):
            actors = self._by_event(who, depth) or actors
        if who is not None and not actors and (hand := sender(verb, inner(who))) is not None:
            actors = self._entities(hand, near=True)  # "bombs dropped by jets killed twelve"
        if who is None and depth < 3:
            actors = self._instrument(verb, depth)
        recipients: tuple[Entity, ...] = ()
        toward = dict.fromkeys((*entry.recipient, *TOWARD[entry.type]))
        heads = [*([whom, inner(whom)] if whom is not None else []), verb, *self._below(trigger)]
        given = child(verb, "dative")
        if given is not None and given.pos_ != "ADP":
            recipients = self._entities(given)
        moved = whom is not None and entry.type in (T.MOBILIZE, T.RETREAT) and self._force(whom)
        if moved and whom is not None and not actors and who is None:
            actors = self._entities(whom, near=True)  # "troops were sent": they move
        direct = whom is not None and whom.i not in self.triggers and not entry.recipient and not moved
        if not recipients and whom is not None and direct:
            recipients = self._entities(whom)
        last = trigger.words[-1]
        if not recipients and last.dep_ == "prep" and last.lower_ not in ("for", "of"):
            recipients = self._toward([verb], {last.lower_: None}, set())
        if not recipients:
            recipients = self._spoken_to(trigger, whom)
        if (
            entry.type in (T.ACCUSE, T.SUPPORT, T.REJECT)
            and whom is not None
            and inner(whom).i in self.triggers
            and depth < 3
        ):
            # "condemned the army's raid", "rejected an offer from the rebels": whose it is, not whom it hit
            by = self.parties(self.triggers[inner(whom).i], depth + 1).actors
            return Parties(actors, recipients or by, who, whom)
        if not recipients and entry.consumes:
            recipients = self._embedded(trigger, whom, {e.id for e in actors}, depth)
        if not recipients:
            recipients = self._toward(heads, toward, {e.id for e in actors})
        if not recipients and whom is not None and not moved and not self._arena(inner(whom)):
            recipients = self._entities(whom, near=True) or self._named_before(inner(whom))
        if not recipients and whom is not None and whom.i not in self.triggers:
            recipients = self._toward([whom], {"by": None, "from": None, "of": None}, {e.id for e in actors})
        if not recipients and entry.type in (T.PROTEST, T.THREATEN):
            recipients = aimed(verb, self._party, {e.id for e in actors})
        if not recipients and whom is None and entry.type is T.CONSULT:
            recipients = self._toward([verb], {"in": None, "with": None}, {e.id for e in actors})
        return Parties(actors, recipients, who, whom)

    def _force(self, head: Token) -> bool:
        return lemma(inner(head)) in self.index.things.get("forces", ())

    def _adjective(self, trigger: Trigger) -> Parties:
        token = trigger.token
        verb = token.head if token.dep_ in ("acomp", "attr", "oprd") else token
        who = doer_or_patient(verb)
        found = complement(token)
        actors = self._entities(who, near=True) if who is not None else ()
        heads = [token, *([found, *self._objects(found)] if found is not None else [])]
        recipients: tuple[Entity, ...] = ()
        for head in heads[2:]:
            recipients = recipients or self._entities(head)
        toward = dict.fromkeys(("to", "with", "against", "on", "for"))
        return Parties(actors, recipients or self._toward(heads, toward, {e.id for e in actors}), who, None)

    def _objects(self, verb: Token) -> list[Token]:
        whom = patient(verb) if not is_passive(verb) else None
        return [whom] if whom is not None else []

    def _below(self, trigger: Trigger) -> list[Token]:
        """The complement that is part of the act, its object, and the nouns between: their phrases count."""
        out: list[Token] = []
        found = complement(trigger.token) if trigger.entry.consumes or trigger.entry.intent else None
        if found is not None:
            out += [found, *self._objects(found)]
        whom = patient(trigger.token)
        if whom is not None and trigger.entry.consumes:
            # "suspended part of a programme for the islands"
            out += [t for _, t in phrases((whom,), ("of", "for", "in"))]
            inside = complement(whom)
            out += [inside] if inside is not None else []
        return out

    def _spoken_to(self, trigger: Trigger, whom: Token | None) -> tuple[Entity, ...]:
        """Whom a demand, a threat or a promise is made to: the subject or object of what it is about."""
        verb, kind = trigger.token, trigger.entry.type
        found = complement(verb)
        if found is None:
            return ()
        own = child(found, "nsubj", "nsubjpass")
        if kind is T.REQUEST and own is not None:
            return self._entities(antecedent(own), near=True)
        if kind in (T.AGREE, T.THREATEN, T.REJECT) and own is None:
            for thing in self._objects(found):
                entities = self._entities(thing)
                if entities:
                    return entities
            given = child(found, "dative")
            if given is not None and given.pos_ != "ADP":
                return self._entities(given)
        if kind is T.ACCUSE and whom is None and own is not None:
            return self._entities(antecedent(own))
        return ()

    def _embedded(
        self, trigger: Trigger, whom: Token | None, gone: set[str], depth: int
    ) -> tuple[Entity, ...]:
        """The party of what is asked, promised, threatened or refused: who is to do it, or whom it hits."""
        for head in (
            complement(trigger.token),
            whom,
            *(t for _, t in phrases((trigger.token,), ("for", "on", "to"))),
        ):
            if (
                head is None
                or inner(head).i not in self.triggers
                or inner(head).i == trigger.token.i
                or depth > 2
            ):
                continue
            found = self.parties(self.triggers[inner(head).i], depth + 1)
            sides = (
                (found.actors, found.recipients)
                if trigger.entry.type is T.REQUEST
                else (found.recipients, ())
            )
            for side in sides:
                kept = tuple(e for e in side if e.id not in gone)
                if kept:
                    return kept
        return ()

    def _instrument(self, verb: Token, depth: int) -> tuple[Entity, ...]:
        """Who stands behind "were killed in an army raid"."""
        for _, thing in phrases((verb,), ("in", "by", "during", "from")):
            after = self.triggers.get(thing.i + 1)
            event = after if after is not None and misread(after.token) is not None else None
            if event is not None or (event := self.triggers.get(thing.i)) is not None:
                return self.parties(event, depth + 1).actors
        return ()

    def _by_event(self, who: Token, depth: int) -> tuple[Entity, ...]:
        """Who stands behind a subject that is itself an event: "the army's raid killed twelve"."""
        real = inner(who)
        if real.i in self.triggers and depth < 3:
            return self.parties(self.triggers[real.i], depth + 1).actors
        return ()

    def _noun(self, trigger: Trigger, depth: int) -> Parties:
        noun, entry = trigger.token, trigger.entry
        heads = list({t.i: t for t in (noun, outer(noun))}.values())
        actors: tuple[Entity, ...] = ()
        recipients: tuple[Entity, ...] = ()
        between = [t for _, t in phrases(heads, ("between",))]
        if between:
            sides = self._entities(between[0])
            return Parties(sides[:1], sides[1:], None, None, lender(noun, self.index.support))
        verb = lender(noun, self.index.support)
        who: Token | None = None
        if verb is not None:
            who = doer(verb)
            actors = self._entities(who, near=True) if who is not None else ()
        if not actors:
            givers = ("by", "from") if entry.type in _GIVEN else ("by",)
            actors = self._entities_of(t for _, t in phrases(heads, givers))
        actors = actors or self._entities_of(blamed(heads)) or self._entities_of(leading(heads))
        owned, turned = self._owners(heads, noun, entry.owner)
        if entry.owner == "actor" and not actors:
            actors, recipients = owned, turned
        elif entry.owner == "recipient":
            recipients, actors = owned, actors or turned
        elif not actors:
            actors = turned
        of = self._entities_of(t for _, t in phrases(heads, ("of",)) if t.i not in {h.i for h in heads})
        if entry.of == "actor":
            actors = actors or of
        elif entry.of == "recipient":
            recipients = recipients or of
        gone = {e.id for e in actors}
        toward = dict.fromkeys((*entry.recipient, *TOWARD[entry.type]))
        toward.pop("of", None)
        places = [noun, *heads, *([verb] if verb is not None else [])]
        recipients = recipients or self._toward(places, toward, gone)
        effect = self._effect(heads)
        whom = None
        if effect is not None:
            whom = patient(effect)
            if not recipients and whom is not None and depth < 3:
                recipients = self._entities(whom, near=True)
        if not recipients:
            of_things = (
                [t for _, t in phrases(heads, ("of", "on", "against"))] if entry.of == "recipient" else []
            )
            for thing in of_things:
                recipients = recipients or self._entities(thing, near=True)
                whom = whom or thing
        if not recipients and entry.type is T.PROTEST:
            over = verb or (outer(noun).head if outer(noun).head.pos_ == "VERB" else None)
            aims = [*heads, *([over] if over is not None else [])]
            recipients = next((found for h in aims if (found := aimed(h, self._party, gone))), ())
        return Parties(actors, recipients, who, whom, verb or effect)

    def _party(self, head: Token) -> tuple[Entity, ...]:
        """The entities of a noun phrase, or of what stands before its noun."""
        return self._entities(head) or self._entities(head, near=True) or self._named_before(head)

    def _effect(self, heads: list[Token]) -> Token | None:
        """The verb of striking that has an event for its subject: "the strikes hit rebels"."""
        for head in heads:
            verb = head.head
            if head.dep_ == "nsubj" and verb.pos_ == "VERB" and lemma(verb) in self.index.effects:
                return verb
            for below in head.children:
                if below.dep_ == "relcl" and lemma(below) in self.index.effects:
                    own = child(below, "nsubj")
                    if own is not None and own.lower_ in ("that", "which"):
                        return below
        return None

    def _owners(
        self, heads: list[Token], noun: Token, owner: str
    ) -> tuple[tuple[Entity, ...], tuple[Entity, ...]]:
        """The entities of the possessor and of the names before a noun: of the owner, and of the others."""
        possessors: list[Entity] = []
        before: list[Entity] = []
        for head in heads:
            for left in head.lefts:
                if left.dep_ not in MODIFIERS or (left.dep_ != "poss" and self._arena(head)):
                    continue
                entity = (
                    self.roster.of(self.k, left, 2) if left.dep_ == "poss" else self.roster.at(self.k, left.i)
                )
                if entity is None:
                    continue
                (possessors if left.dep_ == "poss" else before).append(entity)
        before = list(dict.fromkeys(before))
        possessors = list(dict.fromkeys(possessors))
        if owner == "recipient":
            # "his arrest", but "Israeli killings": a name before is who does it.
            return tuple(possessors), tuple(e for e in before if e.kind in _DOING)
        if owner == "none":
            return (), tuple(e for e in before if e.kind in _DOING)
        if possessors:
            return tuple(possessors[:1]), tuple(e for e in before if e.id != possessors[0].id)
        return tuple(before[:1]), tuple(before[1:])

    def _arena(self, noun: Token) -> bool:
        """Whether a noun is a fight that others join: "the Syrian offensive" is then fought in Syria."""
        if lemma(noun) not in self.index.things["arenas"]:
            return False
        above = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "in" else noun.head
        return noun.dep_ in ("dobj", "pobj") and lemma(above) in self.index.things["joins"]

    def _named_before(self, head: Token) -> tuple[Entity, ...]:
        """The first entity among the names before a noun ("rebel-held positions")."""
        if self._arena(head):
            return ()
        for left in head.lefts:
            entity = self.roster.at(self.k, left.i) if left.dep_ in MODIFIERS else None
            if entity is not None:
                return (entity,)
        return ()

    def _toward(
        self, heads: Iterable[Token], prepositions: Mapping[str, None], gone: set[str]
    ) -> tuple[Entity, ...]:
        unique = list({h.i: h for h in heads}.values())
        for near in (False, True):
            for _, thing in phrases(unique, prepositions):
                found = tuple(e for e in self._entities(thing, near) if e.id not in gone)
                if found:
                    return found
                named = self.states.get(thing.text)
                if near and named is not None and named.id not in gone:
                    return (named,)  # "food to Lebanon": a place there, but a party elsewhere in the text
        return ()

    def _entities_of(self, tokens: Iterable[Token]) -> tuple[Entity, ...]:
        for token in tokens:
            found = self._entities(token)
            if found:
                return found
        return ()

    def _entities(self, head: Token, near: bool = False) -> tuple[Entity, ...]:
        """The entities of a noun phrase and of those coordinated with it."""
        out: dict[str, Entity] = {}
        for one in conjuncts(head):
            found = self.roster.of(self.k, one)
            if found is None:
                real = inner(one)
                found = self.roster.of(self.k, real) if real.i != one.i else None
                owned = lemma(real) in _OWN_LAND and child(real, "poss") is not None
                if found is None and near and not owned:
                    found = self.roster.near(self.k, real)
            if found is not None:
                out.setdefault(found.id, found)
        return tuple(out.values())
