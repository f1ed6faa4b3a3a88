"""Who did what to whom (PLOVER): paragraphs, roster and lexicon in, events in reading order out.

Triggers are found by words and parse, those that are part of another act dropped; each gets its actor,
recipient, time, place and counts from its own clause. What nature or an accident does is no event.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from reportedly.annotate.actors.roster import Roster
from reportedly.annotate.events.arguments import Parties, Reader
from reportedly.annotate.events.circumstances import Rows, counted
from reportedly.annotate.events.intents import settled
from reportedly.annotate.events.predicates import inner, lemma, phrases
from reportedly.annotate.events.triggers import Finder, Trigger, ordered
from reportedly.annotate.events.wherever import places_of
from reportedly.annotate.parse import Paragraph
from reportedly.annotate.subjects import child
from reportedly.eventwords import EventIndex
from reportedly.ids import row_id
from reportedly.lexicon import Lexicons
from reportedly.shapes import Count, EntityKind, Event, EventType, Place, Span, Tie, TieType, Time

if TYPE_CHECKING:
    from reportedly.annotate.parse import Token

_NEEDS_ACTOR = {
    EventType.CONSULT, EventType.SUPPORT, EventType.COOPERATE, EventType.ACCUSE, EventType.REQUEST,
    EventType.REJECT, EventType.AGREE, EventType.CONCEDE, EventType.THREATEN, EventType.SANCTION,
}  # fmt: skip
_OPINION = {EventType.SUPPORT, EventType.REJECT, EventType.ACCUSE}
_FAR = 40
"""Code points between a verb and its object within which both are the trigger."""


def events(
    paragraphs: Sequence[Paragraph],
    roster: Roster,
    lexicons: Lexicons,
    times: Iterable[Time] = (),
    places: Iterable[Place] = (),
    counts: Iterable[Count] = (),
) -> tuple[Event, ...]:
    """Return the events of a document, those of one trigger in the order of their parties.

    Two actors, recipients or places of one trigger are two events with the same words and the same counts:
    who reads them as one happening puts together those of the same type and trigger.
    """
    index = lexicons.events
    times, places, counts = tuple(times), tuple(places), tuple(counts)
    out: list[Event] = []
    for k, page in enumerate(paragraphs):
        rows = Rows(page, times), Rows(page, places), Rows(page, counts)
        found = Finder(k, page, roster, index, lexicons.saying, rows[1].heads()).find()
        if not found:
            continue
        reader = Reader(k, roster, index, found)
        # What is no event of its own takes no other along: "the threat of an attack" by nobody.
        idle = [i for i, t in found.items() if t.entry.consumes and not _holds(t, reader.parties(t), index)]
        kept = settled({i: t for i, t in found.items() if i not in idle}, index)
        for trigger in ordered(kept.values()):
            parties = reader.parties(trigger)
            if _holds(trigger, parties, index):
                out += _rows(page, trigger, parties, index, *rows)
    return tuple(out)


def _rows(
    page: Paragraph, trigger: Trigger, parties: Parties, index: EventIndex,
    times: Rows[Time], places: Rows[Place], counts: Rows[Count],
) -> Iterator[Event]:  # fmt: skip
    entry = trigger.entry
    span = _span(page, trigger)
    time, where = times.near(trigger, parties.lender), places_of(places, trigger, parties.lender)
    how_many = counted(counts, trigger, entry.type, parties.lender)
    for actor in parties.actors or (None,):
        for recipient in parties.recipients or (None,):
            who, whom = actor.id if actor else None, recipient.id if recipient else None
            for k, place in enumerate(where or (None,)):
                further = [place.id] if k and place else []
                yield Event(
                    id=row_id("ev", entry.type.value, entry.mode, *span, who, whom, *further),
                    type=entry.type, mode=entry.mode, context=_context(trigger, index), trigger=span,
                    actor=who, recipient=whom, place=place.id if place else None,
                    time=time.id if time else None, counts=how_many,
                )  # fmt: skip


def _span(page: Paragraph, trigger: Trigger) -> Span:
    """The words of a trigger, with the object that makes it this event where that is near."""
    whole = page.span(trigger.words)
    if trigger.thing is None or trigger.thing.pos_ == "PRON" or trigger.thing.i < trigger.token.i:
        return whole
    wide = page.span((*trigger.words, trigger.thing))
    return wide if wide.end - wide.start <= _FAR + (whole.end - whole.start) else whole


def _context(trigger: Trigger, index: EventIndex) -> tuple[str, ...]:
    """The entry's contexts, then those of words in the sentence."""
    words = index.context_pattern.findall(trigger.token.sent.text)
    return tuple(dict.fromkeys((*trigger.entry.context, *(index.context_of[w.lower()] for w in words))))


def _holds(trigger: Trigger, parties: Parties, index: EventIndex) -> bool:
    """Whether a trigger is somebody's act: not an accident's, and with the parties that its type needs."""
    entry = trigger.entry
    if _accident(trigger, parties, index):
        return False
    if (
        entry.persons
        and parties.actors
        and parties.actors[0].kind in (EntityKind.MILITARY, EntityKind.ARMED_GROUP)
    ):
        return False
    if entry.type in _NEEDS_ACTOR and not parties.actors and not _somebody(parties, index):
        return entry.type is not EventType.CONSULT and bool(parties.recipients)
    if not parties.actors and not parties.recipients and entry.owner == "none":
        return _breaks_out(trigger, index)
    if (
        entry.pos == "verb"
        and not parties.actors
        and not parties.recipients
        and _figure(trigger, parties, index)
    ):
        return False
    if entry.pos == "noun" and entry.type is EventType.SUPPORT and not parties.recipients:
        return False
    if entry.pos == "noun" and not parties.actors and not parties.recipients:
        return parties.lender is not None or parties.patient is not None or _bound(trigger)
    return True


def _breaks_out(trigger: Trigger, index: EventIndex) -> bool:
    """Whether fighting by nobody named is said to happen somewhere: "fighting broke out in the town"."""
    token = trigger.token
    return (
        trigger.entry.type is EventType.ASSAULT
        and token.dep_ == "nsubj"
        and lemma(token.head) in index.things["outbreaks"]
        and any(True for _ in phrases((token, token.head), ("in", "near", "at", "outside", "around")))
    )


def _figure(trigger: Trigger, parties: Parties, index: EventIndex) -> bool:
    """Whether a verb of violence without known parties has an indefinite subject: "everyone battles"."""
    who = parties.doer
    return (
        trigger.entry.type is EventType.ASSAULT
        and who is not None
        and who.tag_ in ("PRP", "NN")
        and lemma(who) not in index.things["people"]
        and (parties.patient is None)
    )


def _somebody(parties: Parties, index: EventIndex) -> bool:
    """Whether somebody acts whom the roster does not know: "a minister"."""
    return parties.doer is not None and lemma(inner(parties.doer)) in index.things.get("people", ())


def _bound(trigger: Trigger) -> bool:
    """Whether an event noun without parties is at least one that happened, by its place or verb."""
    token = trigger.token
    if trigger.entry.owner == "none" or trigger.entry.type in _NEEDS_ACTOR:
        return False
    verb = token.head if token.dep_ == "nsubj" else None
    return any(True for _ in phrases((token,), ("in", "near", "at", "outside"))) or (
        verb is not None
        and lemma(verb) in ("kill", "wound", "injure", "hit", "begin", "start", "erupt", "continue", "leave")
    )


def _accident(trigger: Trigger, parties: Parties, index: EventIndex) -> bool:
    """Whether a killing or wounding is nature's or chance's doing."""
    if trigger.entry.type is not EventType.ASSAULT or trigger.entry.pos != "verb":
        return False
    if _mishap(trigger.token, index):
        return True
    if parties.actors:
        return False
    suspects: list[Token] = [inner(parties.doer)] if parties.doer is not None else []
    suspects += [inner(t) for _, t in phrases((trigger.token,), ("in", "by", "when", "from"))]
    return any(lemma(t) in index.accidents or t.lower_ in index.accidents for t in suspects)


def _mishap(verb: Token, index: EventIndex) -> bool:
    """Whether a killing follows from what befell a thing: "a bus overturned, killing nine"."""
    over = verb.head if verb.dep_ == "advcl" and verb.tag_ == "VBG" else None
    under = [c for c in verb.children if c.dep_ == "advcl" and c.tag_ == "VBD"]
    return any(
        lemma(t) in index.things["mishaps"] and child(t, "dobj") is None
        for t in (*([over] if over is not None else []), *under)
    )


def apart(events: Iterable[Event], ties: Iterable[Tie]) -> tuple[Event, ...]:
    """Return the events without those that only say a tie: "a group backed by Iran" is no act.

    What has a time is an act: "Iran backed the rebels on Monday".
    """
    standing = [t for t in ties if t.type in (TieType.BACKS, TieType.OPPOSES, TieType.ALLY_OF)]

    def tied(event: Event) -> bool:
        return (event.type in _OPINION and event.time is None) and any(
            t.span.start < event.trigger.end
            and event.trigger.start < t.span.end
            and {event.actor, event.recipient} == {t.left, t.right}
            for t in standing
        )

    return tuple(event for event in events if not tied(event))
