"""Acts of speech about acts: what is vowed, offered, demanded or refused is one verbal event.

In come triggers; out come the same with the types that intent gives them, without those that are part of
another's act: "agreed to send aid" is AGREE and no AID, "vowed to strike" is THREATEN, "refused to
withdraw" is REJECT.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from reportedly.annotate.events.predicates import (
    complement,
    infinitive,
    inner,
    is_passive,
    lemma,
    lender,
    patient,
)
from reportedly.annotate.events.triggers import Trigger
from reportedly.annotate.subjects import child
from reportedly.eventwords import EventIndex
from reportedly.shapes import EventType as T

if TYPE_CHECKING:
    from reportedly.annotate.parse import Token

PEACEFUL = {T.AID, T.COOPERATE, T.CONSULT, T.CONCEDE, T.RETREAT, T.SUPPORT, T.AGREE}
HOSTILE = {T.ASSAULT, T.COERCE, T.SANCTION, T.PROTEST, T.MOBILIZE, T.THREATEN}
_VERBAL = {T.AGREE, T.REQUEST, T.REJECT, T.THREATEN}
_FUTURE = {"will", "'ll", "shall", "wo"}
_THREATS = {
    T.ASSAULT: "violence", T.MOBILIZE: "violence", T.COERCE: "restrict", T.SANCTION: "relations",
    T.PROTEST: "relations",
}  # fmt: skip
_ASKED = {
    T.AID: "assist", T.COOPERATE: "assist", T.SUPPORT: "assist", T.CONSULT: "meet", T.AGREE: "meet",
    T.RETREAT: "yield", T.CONCEDE: "change",
}  # fmt: skip


def settled(triggers: Mapping[int, Trigger], index: EventIndex) -> dict[int, Trigger]:
    """Return the triggers that are events of their own, with their types as intended."""
    out = dict(triggers)
    for i in sorted(triggers):
        trigger = out.get(i)
        if trigger is None:
            continue
        what = _about(trigger, triggers, index)
        if trigger.entry.own and (what is None or what.entry.type not in HOSTILE or not _own(trigger, what)):
            del out[i]
            continue
        if trigger.entry.of_event and what is None:
            del out[i]
            continue
        out[i] = _typed(trigger, what)
        for gone in _consumed(trigger, what, triggers, index):
            out.pop(gone, None)
    for i, trigger in out.items():
        out[i] = _intended(trigger)
    return out


def _about(trigger: Trigger, triggers: Mapping[int, Trigger], index: EventIndex) -> Trigger | None:
    """What a verbal act is about: the trigger in its complement or its object, if any."""
    entry, token = trigger.entry, trigger.token
    if not (entry.consumes or entry.intent or entry.own):
        return None
    verb = complement(token)
    for head in (verb, trigger.thing, _thing(token)):
        if head is None:
            continue
        if head.i in triggers and head.i != token.i:
            return triggers[head.i]
        inside = patient(head) if head.pos_ == "VERB" else None
        if (
            inside is not None
            and inner(inside).i in triggers
            and lender(inner(inside), index.support) is not None
        ):
            return triggers[inner(inside).i]
    return None


def _thing(token: Token) -> Token | None:
    """The object of a verb, or what follows "for" ("called for a ceasefire")."""
    whom = patient(token) if token.pos_ == "VERB" else None
    if whom is not None:
        return inner(whom)
    for prep in token.children:
        if prep.dep_ == "prep" and prep.lower_ in ("for", "to", "on", "of"):
            found = child(prep, "pobj")
            if found is not None:
                return inner(found)
    return None


def _own(trigger: Trigger, what: Trigger) -> bool:
    """Whether somebody warns of his own doing."""
    subject = child(what.token, "nsubj")
    return subject is not None and subject.lower_ in ("it", "they", "he", "she", "we", "i")


def _typed(trigger: Trigger, what: Trigger | None) -> Trigger:
    entry = trigger.entry
    if what is None:
        return trigger
    kind, mode, context = entry.type, entry.mode, entry.context
    about = what.entry.type
    if entry.intent:
        kind = T.THREATEN if about in HOSTILE else T.AGREE
    if kind is T.THREATEN:
        mode = mode or _THREATS.get(about)
    elif kind in (T.REQUEST, T.REJECT):
        mode = mode or _ASKED.get(about, "change" if about in HOSTILE else None)
    context = tuple(dict.fromkeys((*what.entry.context, *context)))
    return replace(trigger, entry=entry.model_copy(update={"type": kind, "mode": mode, "context": context}))


def _consumed(
    trigger: Trigger, what: Trigger | None, triggers: Mapping[int, Trigger], index: EventIndex
) -> set[int]:
    """The triggers that are part of an act: words of its wording, its object, its complement."""
    gone = set(trigger.used)
    if trigger.thing is not None:
        gone.add(inner(trigger.thing).i)
    if trigger.entry.consumes:
        if what is not None:
            gone.add(what.token.i)
        gone |= {t.i for t in _parts(trigger.token, 0)}
        if trigger.thing is not None:
            gone |= {t.i for t in _parts(inner(trigger.thing), 1)}
    gone.discard(trigger.token.i)
    return gone & set(triggers)


def _parts(head: Token, depth: int) -> Iterator[Token]:
    """What a verbal act is about, down to what is done: "rejected an appeal for a halt to the shelling"."""
    if depth > 3:
        return
    verb = complement(head)
    for one in (verb, _thing(head) if depth < 3 else None):
        if one is not None and (one.dep_ != "ccomp" or infinitive(one) or _wished(one) or depth == 0):
            yield one
            yield from _parts(one, depth + 1)
            yield from (c for c in one.children if c.dep_ == "conj" and c.pos_ == "VERB" and infinitive(one))
    if depth:
        for prep in head.children:
            if prep.dep_ == "prep" and prep.lower_ in ("for", "of", "to"):
                yield from (c for c in prep.children if c.dep_ in ("pobj", "pcomp"))


def _wished(verb: Token) -> bool:
    """Whether a clause says what is to be, not what is: "demanded that the army leave"."""
    return verb.tag_ == "VB"


def _intended(trigger: Trigger) -> Trigger:
    """A thing that somebody will do is a promise or a threat; that he will not do, a refusal."""
    verb, entry = trigger.token, trigger.entry
    kind = entry.type
    if entry.pos != "verb" or kind in _VERBAL or is_passive(verb):
        return trigger
    future = _future(verb)
    if future is None:
        return trigger
    no = child(verb, "neg") is not None
    if any(c.lower_ == "unless" for t in verb.children if t.dep_ == "advcl" for c in t.children):
        return replace(trigger, entry=entry.model_copy(update={"type": T.THREATEN, "mode": "relations"}))
    if kind in PEACEFUL:
        meant = T.REJECT if no else T.AGREE
        mode = _ASKED.get(kind) if no else None
    elif kind in HOSTILE and not no:
        meant, mode = T.THREATEN, _THREATS.get(kind)
    elif kind is T.ACCUSE or kind in HOSTILE:
        return trigger
    else:
        return trigger
    return replace(trigger, entry=entry.model_copy(update={"type": meant, "mode": mode}))


def _future(verb: Token) -> Token | None:
    """The word that puts a verb into a future that its subject means: will, or would after saying."""
    for below in verb.children:
        if below.dep_ != "aux":
            continue
        if below.lower_ in _FUTURE:
            return below
        if below.lower_ in ("would", "'d"):
            said = verb.dep_ == "ccomp" and verb.head.tag_ in ("VBD", "VBN", "VBG")
            perfect = any(c.dep_ == "aux" and c.lower_ == "have" for c in verb.children)
            subject = child(verb, "nsubj")
            # "they would strike", said by themselves: what others would do is no vow of theirs.
            if said and not perfect and subject is not None and subject.tag_ == "PRP":
                return below
    if (
        verb.dep_ == "xcomp"
        and infinitive(verb)
        and lemma(verb.head) in ("go", "plan", "intend")
        and verb.head.tag_ != "VBN"
    ):
        return verb.head if lemma(verb.head) != "go" or verb.head.tag_ == "VBG" else None
    return None
