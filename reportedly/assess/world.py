"""What is known of the world when origins are weighed: actors by their words, states, press, alliances.

In come the lexicons (a user's own included); out comes a `World`, which only answers questions.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from reportedly.actors import WORD, Actor, Alignment, fold, plurals
from reportedly.assess.identities import Identities, Names, Verdicts
from reportedly.claim import Ground
from reportedly.disguise import disguises, hides, looks_like, twins
from reportedly.forms import Outlet
from reportedly.lexicon import Lexicons
from reportedly.shapes import Disguise, EntityKind

DISGUISE = "disguise"
"""The rule of a ground that says of a name what gives it away as made to look like another."""

_ARTICLES = frozenset({"the", "a", "an", "its", "his", "her", "their", "our"})
_STATE_BODIES = frozenset({"government", "military", "police"})
_BODIES = frozenset({EntityKind.GOVERNMENT, EntityKind.MILITARY, EntityKind.ORGANIZATION})
_SMALL = frozenset({"of", "for", "and", "in"})
_ABROAD = re.compile(r"\b(?:embassy|consulate|mission|ambassador|envoy|consul|delegation)\b", re.IGNORECASE)
_POSTED = re.compile(r"\s(?:in|to|at)\s")
_NONE_JUDGED = Verdicts()
_THINGS = ("weapons", "talks", "hostilities", "mishaps")
"""Classes of nouns of what cannot speak; more are listed as `mute` among the words of origins."""
_BEHIND = re.compile(r"\b(?:of|in|at|on|from|near|for|to|with|who|by)\b")
_LONGEST = 8
"""No actor's name has more words than this."""


def _ground(row: Disguise) -> Ground:
    return Ground(DISGUISE, f"{row.name} {row.detail}")


def words(text: str) -> tuple[str, ...]:
    """Return a text's words for comparison: no accents, no capitals, no possessive endings, no articles.

    A name in disguise is one word, as it stands: cleaned, it would be the one that it is made to look like.
    """
    if hides(text):
        return (text,)
    plain = text.replace("\u2019", "'").replace("'s ", " ").removesuffix("'s")
    return tuple(word for word in map(fold, WORD.findall(plain)) if word not in _ARTICLES)


class World:
    """Lexicons and alignments as questions: who is this, to whom does he belong, who stood with whom."""

    def __init__(self, lexicons: Lexicons, verdicts: Verdicts = _NONE_JUDGED) -> None:
        """Keep the lexicons and what people decided on actors; indexes are made when first asked for."""
        self.lexicons = lexicons
        self._verdicts = verdicts
        self._listed: dict[str, frozenset[str]] = {}
        self._disguised: dict[str, tuple[Ground, ...]] = {}

    @property
    def actors(self) -> dict[str, Actor]:
        """Actors by id."""
        return self.lexicons.actors.actors

    @cached_property
    def _states(self) -> dict[str, str]:
        return {
            actor.country: actor.id
            for actor in self.actors.values()
            if actor.kind is EntityKind.STATE and actor.country and actor.part_of is None
        }

    @cached_property
    def _full(self) -> dict[tuple[str, ...], str]:
        """Actors by the words of names that mean them anywhere: names, aliases and metonyms."""
        found: dict[tuple[str, ...], str] = {}
        for alias, metonym in self.lexicons.metonyms.items():
            if metonym.country in self._states:
                found[words(alias)] = f"{self._states[metonym.country]}-gov"
        for actor in self.actors.values():
            for name in (*actor.aliases, actor.name):
                found[words(name)] = actor.id
        found.pop((), None)
        return found

    @cached_property
    def _short(self) -> dict[tuple[str, ...], tuple[str, ...]]:
        """Actors by the words of names that may mean them: surnames, "the Front"."""
        found: dict[tuple[str, ...], tuple[str, ...]] = {}
        for actor in self.actors.values():
            for name in actor.short:
                known = found.get(words(name), ())
                # "Chávez" and "Chavez" are one; "the Council", "Council" may be any, and stay undecided.
                same = actor.id in known and actor.kind is EntityKind.PERSON
                found[words(name)] = known if same else (*known, actor.id)
        found.pop((), None)
        return found

    @cached_property
    def _nations(self) -> dict[str, str]:
        """States by demonym."""
        by_name = {actor.name: actor.id for actor in self.actors.values() if actor.kind is EntityKind.STATE}
        nations = self.lexicons.demonyms.items()
        return {fold(word): by_name[name] for word, name in nations if name in by_name}

    @cached_property
    def identities(self) -> Identities:
        """Which actors people hold to be one, or two."""
        return Identities(self._verdicts, self.names)

    @cached_property
    def names(self) -> Names:
        """How actors are known here by name."""

        def chief(id: str) -> str | None:
            return " ".join(words(self.actors[id].name)) if id in self.actors else None

        return Names(lambda text: " ".join(words(text)), lambda text: self._full.get(words(text)), chief)

    def actor(self, text: str) -> str | None:
        """Return the actor whom a name means: wholly, by a short name, or by the longest name inside it.

        What people decided comes first: a name may be held to be an actor's, or not to be.
        """
        found, judged = self._actor(text), self.identities
        if not judged:
            return found
        one = judged.one(self.names.token(text))
        if one in self.actors and judged.why(one) is not None:
            return one
        if found is None or judged.two(self.names.folded(text), found) is not None:
            return None
        return judged.one(found)

    def _actor(self, text: str) -> str | None:
        said = () if self.disguised(text) else words(text)
        if said in self._full:
            return self._full[said]
        short = self._short.get(said, ())
        if len(short) == 1:
            return short[0]
        for size in range(min(_LONGEST, len(said) - 1), 0, -1):
            for start in range(len(said) - size + 1):
                found = self._full.get(said[start : start + size])
                if found is not None:
                    return found
        return None

    def is_name(self, actor: str, text: str) -> bool:
        """Whether words are a whole name of an actor, and not only hold one."""
        row = self.actors[actor]
        return words(text) in {words(name) for name in (row.name, *row.aliases, *row.short)}

    def nation(self, text: str) -> str | None:
        """Return the state that words name, by its name, a seat of its government or its people's name."""
        if self.abroad(text):
            text = _POSTED.split(text)[0]  # "the Russian ambassador to Turkey"
            people = next((self._nations[word] for word in words(text) if word in self._nations), None)
            if people is not None:
                return people
        named = self.state(self.actor(text))
        if named is not None:
            return named
        return next((self._nations[word] for word in words(text) if word in self._nations), None)

    def abroad(self, text: str) -> bool:
        """Whether words name those whom a state sends to another: a place beside them is where they are."""
        return _ABROAD.search(text) is not None

    def state(self, actor: str | None) -> str | None:
        """Return the state that an actor is or is a body of, or null."""
        found = self.lexicons.actors.state(actor)
        return found.id if found is not None else None

    @cached_property
    def _bodies(self) -> dict[tuple[str, frozenset[str]], str]:
        """Bodies of states by state and the words that say which: "ministry", "defence"."""
        found: dict[tuple[str, frozenset[str]], str] = {}
        for actor in self.actors.values():
            state = self.state(actor.id) if actor.kind in _BODIES else None
            if state is not None and state != actor.id:
                for name in (actor.name, *actor.aliases):
                    found.setdefault((state, self._which(name)), actor.id)
        return {key: id_ for key, id_ in found.items() if key[1]}

    def _which(self, name: str) -> frozenset[str]:
        """The words of a body's name but for those that say of which state: in one spelling, in any order."""
        states = {word for actor in self._states.values() for word in words(self.actors[actor].name)}
        kept = (word for word in words(name) if word not in self._nations and word not in states)
        return frozenset(word.replace("defense", "defence") for word in kept if word not in _SMALL)

    def body_of(self, state: str, name: str) -> str | None:
        """Return the body of a state that words name without it ("the defence ministry"), or null."""
        return self._bodies.get((state, self._which(name)))

    def country(self, code: str | None) -> str | None:
        """Return the state of an ISO 3166-1 alpha-3 code, or null."""
        return self._states.get(code or "")

    def root(self, actor: str, date: str | None) -> str:
        """Return for whom an actor speaks in the end: a person's office, a body's state, bloc or group."""
        *_, root = self._upward(actor, date)
        return root

    def _upward(self, actor: str, date: str | None, *, judged: bool = True) -> Iterator[str]:
        """Yield an actor and for whom he speaks, step by step, as far as people hold none of them apart."""
        seen: set[str] = set()
        barred: set[str] = set()
        step: str | None = self.identities.one(actor) if judged else actor
        while step is not None and step not in seen and step not in barred:
            yield step
            seen.add(step)
            if step not in self.actors:
                return
            if judged:
                barred |= self._barred(step, date)
            row = self.actors[step]
            led = self.lexicons.actors.led(step, date) if row.kind is EntityKind.PERSON else None
            above = next((r.right for r in self._parts if r.left == step and r.held(date)), None)
            step = led.id if led is not None else row.part_of or above
            step = self.identities.one(step) if judged and step is not None else step

    def _barred(self, actor: str, date: str | None) -> set[str]:
        """For whom an actor does not speak: those held apart from him, and for whom these speak."""
        out: set[str] = set()
        for pair in self.identities.apart:
            if actor in pair and len(pair) == 2:
                (other,) = pair - {actor}
                above = set(self._upward(other, date, judged=False))
                out |= set() if actor in above else above
        return out

    @cached_property
    def alignments(self) -> tuple[Alignment, ...]:
        """Who stood how to whom, and when; a later row with the same ends, relation and start replaces."""
        rows = [row for file in self.lexicons.files for row in file.alignments]
        return tuple({(row.left, row.relation, row.right, row.start): row for row in rows}.values())

    @cached_property
    def _parts(self) -> tuple[Alignment, ...]:
        return tuple(row for row in self.alignments if row.relation == "part_of")

    def allied(self, left: str, right: str, date: str | None) -> bool:
        """Return whether two actors stood together on an EDTF date, whichever was written first."""
        return any(
            row.relation == "ally_of" and {row.left, row.right} == {left, right} and row.held(date)
            for row in self.alignments
        )

    def disguised(self, name: str) -> tuple[Ground, ...]:
        """Return what gives a name away as one that is made to look like another; nothing for most."""
        if name not in self._disguised:
            self._disguised[name] = tuple(map(_ground, disguises(name, self.lexicons.known_names)))
        return self._disguised[name]

    def twins(self, names: Iterable[str]) -> dict[str, tuple[Ground, ...]]:
        """Return what gives away those of some names that look like each other, all else being well."""
        found = twins(name for name in names if not self.disguised(name))
        return {name: (_ground(looks_like(name, other)),) for name, other in found.items()}

    def press(self, name: str | None) -> Outlet | None:
        """Return the outlet or agency of a name as printed, with or without its article or "agency"."""
        if name is None or self.disguised(name):
            return None
        found = self.lexicons.outlets.get(name)
        if found is not None or not any(word[:1].isupper() for word in name.split()):
            return found
        said = words(name)
        mediums = self.lexicons.press_nouns | {"news"}
        while said and said not in self._press and said[-1] in mediums:
            said = said[:-1]  # "the Harbour Wire news agency"
        while said and said not in self._press and said[0] in mediums:
            said = said[1:]  # "the newspaper Coastal Post"
        return self._press.get(said)

    @cached_property
    def _press(self) -> dict[tuple[str, ...], Outlet]:
        return {words(name): outlet for name, outlet in self.lexicons.outlets.items()}

    @cached_property
    def heads(self) -> dict[str, str]:
        """What nouns stand for ("army": military), by folded form, of one word or several."""
        return {fold(form): body for form, body in self.lexicons.actor_words.heads.items()}

    def body(self, text: str) -> str | None:
        """Return government, military or police where words name such a body or an officer of one."""
        said = words(text)
        phrases = [" ".join(said[i : i + n]) for n in (3, 2, 1) for i in range(len(said) - n + 1)]
        return next((self.heads[p] for p in phrases if self.heads.get(p) in _STATE_BODIES), None)

    def thing(self, text: str) -> bool:
        """Whether words describe things or happenings, which say nothing: "the raids", "jets", "talks"."""
        *_, last = words(_BEHIND.split(text)[0]) or ("",)
        lemma = self.lexicons.actor_words.lemmas.get(last, last)
        return last in self._mute and lemma not in self.lexicons.roles

    @cached_property
    def _mute(self) -> frozenset[str]:
        events = self.lexicons.events.things
        things = {word for name in _THINGS for word in events[name]} - {*events["people"], *events["forces"]}
        things |= self.listed("mute")
        return frozenset(form for word in things for form in plurals(word)) - self.heads.keys()

    def listed(self, name: str) -> frozenset[str]:
        """Return a list of `origin_words`, those of all files, with their plurals."""
        if name not in self._listed:
            own = {word.lower() for file in self.lexicons.files for word in file.origin_words.get(name, ())}
            self._listed[name] = frozenset(form for word in own for form in plurals(word))
        return self._listed[name]
