"""What kind of happening a mention tells of: event, predicate and words in, weighted kinds out."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from reportedly.claim import Mention
from reportedly.lexicon import Lexicons
from reportedly.link.contraries import Contraries
from reportedly.link.parties import Parties
from reportedly.shapes import Aspect, CountRole, Event, EventType

_EVENT, _MODE, _BROAD = 2.0, 2.5, 0.9
_PREDICATE, _WORD, _SEVERAL, _THING, _TOLL = 2.0, 1.0, 2.2, 0.4, 0.5
SURE = 0.9
"""From this weight on a kind is told, not only hinted at by what takes part."""
_WIDE = {EventType.ASSAULT, EventType.MOBILIZE}
"""Types that say little of what happened without their mode."""
HARM = "harm"
"""The kind of deaths and wounds, which belong to what did the harm."""
_TOLLS = {CountRole.KILLED, CountRole.WOUNDED, CountRole.MISSING}
_WORDS = re.compile(r"[\w'-]+")


class Kinds:
    """The lexicon's kinds of happening, by their words."""

    def __init__(self, lexicons: Lexicons) -> None:
        """Index the words; a word may belong to several kinds."""
        rows = lexicons.happenings
        self.part_of = {kind: frozenset(row.part_of) for kind, row in rows.items()}
        self.akin: dict[str, frozenset[str]] = {kind: frozenset() for kind in rows}
        self.states = frozenset(kind for kind, row in rows.items() if row.aspect == Aspect.STATE.value)
        self._words: dict[str, list[str]] = defaultdict(list)
        self._verbs: dict[str, list[str]] = defaultdict(list)
        self._things: dict[str, list[str]] = defaultdict(list)
        self._several: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
        self._events: dict[str, str] = {}
        self._bodies: dict[str, str] = dict(lexicons.actor_words.heads)
        self._weapons = lexicons.events.things["weapons"] | lexicons.events.things["forces"]
        self.parties = Parties(lexicons)
        self.contraries = Contraries(lexicons)
        self._accounts = lexicons.accounts
        for kind, row in rows.items():
            for other in row.akin:
                self.akin[kind] |= {other}
                self.akin[other] = self.akin.get(other, frozenset()) | {kind}
            for word in row.words:
                first, *rest = word.split()
                if rest:
                    self._several[first].append((tuple(rest), kind))
                else:
                    self._words[word].append(kind)
            for word in row.verbs:
                self._verbs[word].append(kind)
            for word in row.things:
                self._things[word].append(kind)
            for event in row.events:
                self._events.setdefault(event, kind)

    def body(self, word: str) -> str | None:
        """Return the body that a noun stands for by itself: "military" for "soldier"."""
        return self._bodies.get(word)

    def weapon(self, word: str) -> bool:
        """Return whether a noun is of what harm is done with, or of who does it for a state."""
        return word in self._weapons

    def account(self, word: str) -> bool:
        """Return whether a noun stands for what somebody has said: "version", "charge"."""
        return word in self._accounts

    def of_word(self, word: str) -> str | None:
        """Return the kind of happening of which a word alone is a sign, the first in the lexicon, or null."""
        kinds = self._words.get(word)
        return kinds[0] if kinds else None

    def of(self, mention: Mention) -> dict[str, float]:
        """Return the kinds that a mention may be of, with their weights."""
        out: dict[str, float] = defaultdict(float)
        event = mention.event
        if isinstance(event, Event):
            exact = self._events.get(f"{event.type.value}/{event.mode}")
            broad = self._events.get(event.type.value)
            if exact is not None:
                out[exact] += _MODE
            elif broad is not None:
                out[broad] += _BROAD if event.type in _WIDE else _EVENT
        lemmas = [*mention.predicate.split()[:1], *mention.words]
        several = self._by_several(lemmas, mention.text)
        for kind in several.values():
            out[kind] += _SEVERAL
        heads = {*self._words.get(mention.predicate, ()), *self._verbs.get(mention.predicate, ())}
        for kind in sorted(heads) if mention.predicate not in several else ():
            out[kind] += _PREDICATE
        for word in mention.words:
            for kind in self._words.get(word, ()) if word not in several else ():
                out[kind] += _WORD
            for kind in self._things.get(word, ()):
                out[kind] += _THING
        if any(count.role in _TOLLS for count in mention.counts):
            out[HARM] += _TOLL
        return dict(out)

    def _by_several(self, lemmas: Iterable[str], text: str) -> dict[str, str]:
        """The kinds of which several words are a sign that stand in a clause, by the first of these words.

        That word is no sign of anything else then: those who lose their lives lose no election.
        """
        own = set(lemmas)
        here: Collection[str] = own
        found: dict[str, str] = {}
        for first in sorted(own):
            for rest, kind in self._several.get(first, ()):
                if here is own:
                    here = own | set(_WORDS.findall(text.casefold()))
                if all(word in here for word in rest):
                    found.setdefault(first, kind)
        return found


def chief(weights: Mapping[str, float]) -> str | None:
    """Return the kind with the most weight, the first by name where several have it."""
    return max(sorted(weights), key=lambda kind: weights[kind], default=None)
