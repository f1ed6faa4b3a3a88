"""The parties that a story names as those who did it: its plain accusations in, a party for words out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import pairwise

from reportedly.claim import Mention, Stance
from reportedly.link.agreement import key
from reportedly.link.blame import agents
from reportedly.link.kinds import Kinds
from reportedly.link.mentions import Frame
from reportedly.shapes import Entity, EntityKind

_BODIES = {EntityKind.STATE, EntityKind.GOVERNMENT, EntityKind.MILITARY}
_FIGHTERS = EntityKind.ARMED_GROUP
_PARTIES = {*_BODIES, _FIGHTERS, EntityKind.ORGANIZATION, EntityKind.PERSON, EntityKind.BLOC}
_NAMED = re.compile(r"[A-Z]")
_WORD = re.compile(r"[^\W_][\w'’-]*")
_PRISONERS = dict.fromkeys(("prisoner", "inmate", "convict", "detainee", "cellmate", "captive"), "prisoner")
_ANYBODY = {
    "people", "person", "man", "woman", "child", "boy", "girl", "civilian", "resident", "villager",
    "inhabitant", "population", "citizen", "family", "victim", "survivor", "relative", "mother", "father",
    "national", "elder", "youth", "teenager", "passenger", "bystander", "patient", "community", "men",
    "women", "children", "persons",
}  # fmt: skip
"""Nouns of people that tell no party."""
_LEADS = re.compile(
    r"(?:^(?:\W*(?:when|if|that|which|what|as|because|and|but|while|where|after|before|so)\b)*|\b(?:by|from|of|was|were|is|are|be|been|with|had|have|has|used|no|nor|neither|not|any|"
    r"another))\s*(?:(?:a|an|the|any|another|one|two|three|some|several|stray|second|first)\s+)*$",
    re.IGNORECASE,
)
"""What stands before "an Estrian drone" where it is who acts."""
_WHERE = re.compile(r"(?<=\w)\s+(?:in|near|at|on|across|over|outside|inside)\s", re.IGNORECASE)
_INSIDE = re.compile(
    r"\b(?:in|near|to|into|across|over|at|on|northern|southern|eastern|western|central)\s+(?:the )?$"
)
"""What stands before a name that says where it was."""
_THINGS = {
    "side", "team", "group", "crew", "gang", "cell", "agent", "soil", "territory", "hand", "origin",
    "make", "marking", "cross", "flag", "emblem", "insignia", "one",
}  # fmt: skip
_DOINGS = {
    "doing", "work", "fault", "handiwork", "signature", "hand", "hallmark", "responsibility",
    "fingerprints",
}  # fmt: skip
MARKS = {
    "cross", "flag", "emblem", "marking", "markings", "insignia", "roundel", "uniform", "signature",
}  # fmt: skip
"""By these it is told whose something is."""
_ARTICLES = {"the", "a", "an", "of", "armed", "forces", "government", "ministry"}
_BEING = ("be", "belong", "come")


class Accused:
    """The parties that a story names as those who did it, and how often."""

    def __init__(self, frames: Iterable[Frame], kinds: Kinds) -> None:
        """Count whom the plain accusations of a story name."""
        self._kinds = kinds
        self.states: Counter[str] = Counter()
        self.fighters: Counter[str] = Counter()
        self.others: Counter[str] = Counter()
        self._told: Counter[str] = Counter()
        self.blamed: set[str] = set()
        for frame in frames:
            for entity in (frame.mention.actor, frame.speaker):
                name = own_name(entity, kinds)
                if entity is not None and name is not None:
                    acts = entity is frame.mention.actor
                    self._kind(entity)[name] += acts
                    self._told[name] += acts and frame.mention.stance is not Stance.DENIES
        self.known = sorted((*self.states, *self.fighters, *self.others))
        self.counted = self._told.most_common()
        self.blamed.update(name for name, times in self._told.items() if times > 0)

    def _kind(self, actor: Entity) -> Counter[str]:
        if actor.kind is _FIGHTERS:
            return self.fighters
        return self.states if actor.kind in _BODIES else self.others

    def named(self, actor: Entity | None, frame: Frame) -> str | None:
        """Return the party that an entity is: by its name, or the one of its kind that is blamed most."""
        if actor is None:
            return None
        name = own_name(actor, self._kinds)
        if name is not None:
            return self._behind(actor, frame) or self.fullest(name)
        if actor.kind is EntityKind.PEOPLE:
            return self._people(actor.name.rsplit(" ", 1)[-1].casefold())
        if actor.kind in _BODIES:
            return commonest(self.states) or "state"
        return commonest(self.fighters) or "fighters" if actor.kind is _FIGHTERS else None

    def _behind(self, entity: Entity, frame: Frame) -> str | None:
        """The accused as which somebody may be meant: himself, whom he serves, a body of his state."""
        day = (frame.mention.document.published or "")[:10] or None
        steps = list(self._kinds.parties.behind(entity, day))
        return next((step for step in steps if self._told[step] > 0), None)

    def _people(self, word: str) -> str | None:
        """The party that a noun of people is: "inmates"."""
        forms = (word.removesuffix("s"), word.removesuffix("es"), word)
        lemma = next((w for w in forms if self._folk(w)), None) if word not in _ANYBODY else None
        return _PRISONERS.get(lemma, lemma) if lemma is not None else None

    def _folk(self, word: str) -> bool:
        return word in _PRISONERS or (self._kinds.body(word) == "people" and word not in _ANYBODY)

    def fullest(self, name: str) -> str:
        """Return the longest name of which a name is a part: "zamba" of "dogo zamba"."""
        words = set(name.split())
        return max((k for k in self.known if words <= set(k.split())), key=len, default=name)

    def of_body(self, body: str | None) -> str | None:
        """Return the party that a noun without a name means: "soldiers", "rebels"."""
        if body == "armed_group":
            return commonest(self.fighters) or "fighters"
        return (commonest(self.states) or "state") if body in ("military", "government", "police") else None

    def by_words(self, mention: Mention) -> str | None:
        """Return the party that any noun of a clause means."""
        return next((p for word in mention.words if (p := self.of_body(self._kinds.body(word)))), None)

    def _name_in(self, words: str) -> str | None:
        """The party that is named in some words, in full or in part: "the Front" is the Upland Front."""
        found = (word for word in _WORD.findall(words) if word[0].isupper())
        names = {word.casefold().removesuffix("'s").removesuffix("’s") for word in found} - _ARTICLES
        states = (self._kinds.parties.nation(word) for word in _WORD.findall(words))
        return next((s for s in states if s is not None), None) or next(
            (k for k in self.known if names and names <= set(k.replace("-", " ").split())), None
        )

    def phrase(self, words: str, frame: Frame) -> str | None:
        """Return the party that some words of a clause name: "saboteurs from Estria", "rebels", "inmates"."""
        words = _WHERE.split(words)[0]
        tokens = _WORD.findall(words.casefold())
        for entity in frame.named:
            name = own_name(entity, self._kinds)
            own = set(_WORD.findall(entity.name.casefold())) - _ARTICLES
            if name is not None and own & set(tokens) and entity.kind is not EntityKind.PERSON:
                return self._behind(entity, frame) or self.fullest(name)
        named = self._name_in(words)
        if named is not None:
            return named
        pairs = (" ".join(two) for two in pairwise(tokens))
        for token in (*pairs, *tokens):
            lemma = token if self._kinds.body(token) else token.removesuffix("s")
            party = self.of_body(self._kinds.body(lemma)) or self._people(token)
            if party is not None:
                return party
        return None

    def speaker(self, frame: Frame) -> str | None:
        """Return the party that speaks, or for which a spokesman does."""
        speaker = frame.speaker
        source = frame.mention.chain[0] if frame.mention.chain else None
        if speaker is not None and speaker.kind in _PARTIES:
            found = self._behind(speaker, frame)
            if found is not None:
                return found
            alone = source is not None and source.affiliation is None and source.role is None
            if alone or speaker.kind is not EntityKind.PERSON:
                return self.named(speaker, frame)
            same = [
                p
                for p, _ in self.counted
                if self._kinds.parties.state(p) is not None
                and speaker.country is not None
                and self._kinds.parties.country(p) == speaker.country
            ]
            if same:
                return same[0]
        belongs = source.affiliation if source is not None else None
        told = (source.name, belongs) if source is not None else ()
        return next((p for words in told if words and (p := self._name_in(words)) in self.blamed), None)

    def acting(self, frame: Frame) -> str | None:
        """Return the accused party that a clause has act: as its doer, by its things, from its side."""
        mention = frame.mention
        party = self.named(mention.actor, frame) if mention.actor is not None else None
        if party is not None and party in self.blamed:
            return party
        for words in agents(mention.text):
            apart = words.denied and mention.stance is not Stance.DENIES
            party = None if apart else self.phrase(words.words, frame)
            if party is not None and party in self.blamed:
                return party
        return self.things(mention)

    def things(self, mention: Mention) -> str | None:
        """Return the accused whose weapon or men a clause has act, or be what did it: "an Estrian drone"."""
        for found in _WORD.finditer(mention.text):
            party = self._kinds.parties.nation(found[0])
            if party is None or party not in self.blamed:
                continue
            before, after = mention.text[: found.start()], mention.text[found.end() :]
            rest = _WORD.findall(after.casefold())
            if _INSIDE.search(before):
                continue
            last = not rest or rest[:1] in (["one"], ["doing"])
            if last and mention.predicate in _BEING:
                return party
            if found[0].endswith(("'s", "’s")) and set(rest[:2]) & _DOINGS:
                return party
            if _LEADS.search(before) and any(self._thing(word) for word in rest[:3]):
                return party
        return None

    def _thing(self, word: str) -> bool:
        lemma = word.removesuffix("s")
        return (
            lemma in _THINGS
            or self._kinds.weapon(lemma)
            or self._kinds.body(lemma) in ("military", "equipment")
        )


def own_name(actor: Entity | None, kinds: Kinds) -> str | None:
    """Return the name by which a party is told from others, null for "soldiers" and "an unknown group"."""
    if actor is None or actor.kind not in _PARTIES:
        return None
    generic = kinds.body(actor.name.rsplit(" ", 1)[-1].casefold()) is not None
    return key(actor) if actor.actor or (_NAMED.match(actor.name) and not generic) else None


def commonest(counter: Mapping[str, int]) -> str | None:
    """Return the name counted most, of several the first."""
    return max(sorted(counter), key=lambda name: counter[name], default=None)
