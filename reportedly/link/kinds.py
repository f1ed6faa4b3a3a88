"""What kind of happening a mention tells of: event, predicate and words in, weighted kinds out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from reportedly.claim import Mention
from reportedly.lexicon import Lexicons
from reportedly.shapes import CountRole, Event, EventType

_EVENT, _MODE, _BROAD = 2.0, 2.5, 0.9
_PREDICATE, _WORD, _THING, _TOLL = 2.0, 1.0, 0.4, 0.5
SURE = 0.9
"""From this weight on a kind is told, not only hinted at by what takes part."""
_WIDE = {EventType.ASSAULT, EventType.MOBILIZE}
"""Types that say little of what happened without their mode."""
_HARM = "harm"
_TOLLS = {CountRole.KILLED, CountRole.WOUNDED, CountRole.MISSING}


class Kinds:
    """The lexicon's kinds of happening, by their words."""

    def __init__(self, lexicons: Lexicons) -> None:
        """Index the words; a word may belong to several kinds."""
        self.part_of = {kind: frozenset(row.part_of) for kind, row in lexicons.happenings.items()}
        self._words: dict[str, list[str]] = defaultdict(list)
        self._things: dict[str, list[str]] = defaultdict(list)
        self._events: dict[str, str] = {}
        for kind, row in lexicons.happenings.items():
            for word in row.words:
                self._words[word].append(kind)
            for word in row.things:
                self._things[word].append(kind)
            for event in row.events:
                self._events.setdefault(event, kind)

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
        for kind in self._words.get(mention.predicate, ()):
            out[kind] += _PREDICATE
        for word in mention.words:
            for kind in self._words.get(word, ()):
                out[kind] += _WORD
            for kind in self._things.get(word, ()):
                out[kind] += _THING
        if any(count.role in _TOLLS for count in mention.counts):
            out[_HARM] += _TOLL
        return dict(out)


def chief(weights: Mapping[str, float]) -> str | None:
    """Return the kind with the most weight, the first by name where several have it."""
    return max(sorted(weights), key=lambda kind: weights[kind], default=None)
