"""For whom somebody acts or speaks, and of whom a word tells: the lexicon's actors in, parties by key out."""

from __future__ import annotations

from collections.abc import Iterator

from reportedly.lexicon import Lexicons
from reportedly.link.agreement import key
from reportedly.shapes import Entity, EntityKind

_LETTERS = 2
"""A name of so few letters is one in capitals alone."""


class Parties:
    """The lexicon's actors as parties to a dispute: bodies of one state are one, unless a body is accused."""

    def __init__(self, lexicons: Lexicons) -> None:
        """Index the states by what their people and things are called."""
        self._directory = lexicons.actors
        states = {a.name: a.id for a in self._directory.actors.values() if a.kind is EntityKind.STATE}
        self._nations = {word: states[name] for word, name in lexicons.demonyms.items() if name in states}
        self._nations |= {name.casefold(): id for name, id in states.items()}

    def nation(self, word: str) -> str | None:
        """Return the state of which a word tells, or null: of "Estrian" and "US", not of "us"."""
        if len(word) == _LETTERS and not word.isupper():
            return None
        return self._nations.get(word.casefold().removesuffix("'s").removesuffix("’s"))

    def behind(self, entity: Entity, day: str | None) -> Iterator[str]:
        """Yield as which parties somebody may be meant, the nearest first: himself, whom he serves."""
        yield key(entity)
        step, seen = entity.actor, set[str]()
        while step is not None and step not in seen:
            seen.add(step)
            row = self._directory.actors.get(step)
            led = (
                self._directory.led(step, day) if row is not None and row.kind is EntityKind.PERSON else None
            )
            step = led.id if led is not None else row.part_of if row is not None else None
            above = self._directory.actors.get(step or "")
            if above is not None:
                yield key(Entity("", above.name, above.kind, above.country, above.id, ()))
        state = self._directory.state(entity.actor) if entity.kind is not EntityKind.PERSON else None
        if state is not None:
            yield state.id

    def state(self, party: str) -> str | None:
        """Return the state of which a party is a body, null where it is of none."""
        found = self._directory.state(party)
        return found.id if found is not None else None

    def country(self, party: str) -> str | None:
        """Return the ISO 3166-1 alpha-3 code of a party's country, or null."""
        row = self._directory.actors.get(party)
        return row.country if row is not None else None
