"""Who is meant to have done it: the frames of a story in, a party for each mention of responsibility out.

A party is named by its lexicon id (bodies of one state are one), by its own name where the lexicon lacks
it, or by what the story tells: "the army" is the army that is blamed, "we" are those who speak, and where a
clause names nobody, who was named before it in its article is meant.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from reportedly.claim import Stance
from reportedly.link.agreement import key
from reportedly.link.kinds import Kinds
from reportedly.link.mentions import Frame
from reportedly.shapes import Aspect, Entity, EntityKind

_BODIES = {EntityKind.STATE, EntityKind.GOVERNMENT, EntityKind.MILITARY}
_FIGHTERS = EntityKind.ARMED_GROUP
_PARTIES = {*_BODIES, _FIGHTERS, EntityKind.ORGANIZATION, EntityKind.PERSON, EntityKind.BLOC}
_SELF = re.compile(r"\b(?:we|our|ours|us|my|its)\b", re.IGNORECASE)
_NAMED = re.compile(r"[A-Z]")


class _Parties:
    """The parties that a story names as those who did it, and how often."""

    def __init__(self, frames: Iterable[Frame], kinds: Kinds) -> None:
        self._kinds = kinds
        self.states: Counter[str] = Counter()
        self.fighters: Counter[str] = Counter()
        self.others: Counter[str] = Counter()
        for frame in frames:
            for entity in (frame.mention.actor, frame.speaker):
                name = _own_name(entity, kinds)
                if entity is not None and name is not None:
                    self._kind(entity)[name] += entity is frame.mention.actor
        self.known = sorted((*self.states, *self.fighters, *self.others))

    def _kind(self, actor: Entity) -> Counter[str]:
        if actor.kind is _FIGHTERS:
            return self.fighters
        return self.states if actor.kind in _BODIES else self.others

    def named(self, actor: Entity | None) -> str | None:
        """The party that an entity is: by its name, or the one of its kind that is blamed most."""
        if actor is None:
            return None
        name = _own_name(actor, self._kinds)
        if name is not None:
            return self.fullest(name)
        if actor.kind in _BODIES:
            return commonest(self.states) or "state"
        return commonest(self.fighters) or "fighters" if actor.kind is _FIGHTERS else None

    def fullest(self, name: str) -> str:
        """The longest name of which a name is a part: "zamba" of "dogo zamba"."""
        words = set(name.split())
        return max((k for k in self.known if words <= set(k.split())), key=len, default=name)

    def of_body(self, body: str | None) -> str | None:
        """The party that a noun without a name means: "soldiers", "rebels"."""
        if body == "armed_group":
            return commonest(self.fighters) or "fighters"
        return (commonest(self.states) or "state") if body in ("military", "government", "police") else None


def doers(documents: Sequence[Sequence[Frame]], kinds: Kinds) -> dict[str, str | None]:
    """Return who is meant to have done it, for each mention of a story that says who did it, by its key."""
    told = [f for own in documents for f in own if f.mention.aspect is Aspect.RESPONSIBILITY]
    parties = _Parties(told, kinds)
    found = {f.mention.key: _doer(f, parties, kinds) for f in told}
    most = commonest(Counter(name for name in found.values() if name is not None))
    out: dict[str, str | None] = {}
    for own in documents:
        keys = [f.mention.key for f in own if f.mention.key in found]
        last = next((found[name] for name in keys if found[name] is not None), most)
        for name in keys:
            last = found[name] or last
            out[name] = last
    return out


def _doer(frame: Frame, parties: _Parties, kinds: Kinds) -> str | None:
    mention = frame.mention
    found = parties.named(mention.actor)
    if found is not None:
        return found
    answers = mention.stance is Stance.DENIES and mention.actor is None
    if answers or _SELF.search(mention.text):
        found = _speakers(frame, parties)
    return found or next((p for word in mention.words if (p := parties.of_body(kinds.body(word)))), None)


def _speakers(frame: Frame, parties: _Parties) -> str | None:
    """The party that speaks, or for which a spokesman does."""
    speaker = frame.speaker
    source = frame.mention.chain[0] if frame.mention.chain else None
    alone = source is not None and source.affiliation is None and source.role is None
    if speaker is not None and speaker.kind in _PARTIES and (alone or speaker.kind is not EntityKind.PERSON):
        return parties.named(speaker)
    belongs = source.affiliation if source is not None else None
    name = belongs.casefold().removeprefix("the ") if belongs else None
    return next((k for k in parties.known if name and name == k.replace("-", " ")), None)


def _own_name(actor: Entity | None, kinds: Kinds) -> str | None:
    """The name by which a party is told from others, null for "soldiers" and "an unknown group"."""
    if actor is None or actor.kind not in _PARTIES:
        return None
    generic = kinds.body(actor.name.rsplit(" ", 1)[-1].casefold()) is not None
    return key(actor) if actor.actor or (_NAMED.match(actor.name) and not generic) else None


def commonest(counter: Mapping[str, int]) -> str | None:
    """Return the name counted most, of several the first."""
    return max(sorted(counter), key=lambda name: counter[name], default=None)
