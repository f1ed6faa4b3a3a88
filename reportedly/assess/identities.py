"""Which actors people hold to be one, or two: pairs of lexicon ids or names in, one identity for each out.

Whoever compares actors asks here under which id or name one stands. Pairs held apart are never made one by
way of others.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

Pairs = Mapping[frozenset[str], str]
"""Pairs that people decided on, each with who did, when and why."""


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What people decided on pairs of actors, each a lexicon id or a name as it was typed."""

    same: Pairs = field(default_factory=dict)
    apart: Pairs = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Whether anybody decided anything."""
        return bool(self.same or self.apart)


@dataclass(frozen=True, slots=True)
class Names:
    """How a world knows actors: `folded` words of a name, the lexicon `id` of one that is wholly
    somebody's, and the folded `chief` name of an id (null for what is none).
    """

    folded: Callable[[str], str]
    id: Callable[[str], str | None]
    chief: Callable[[str], str | None]

    def token(self, typed: str) -> str:
        """Return what an actor is compared by: a lexicon id, or folded words where it has none."""
        if self.chief(typed) is not None:
            return typed
        return self.id(typed) or self.folded(typed)


class Identities:
    """Under which token (`Names.token`) each actor stands, and which are held apart."""

    def __init__(self, verdicts: Verdicts, names: Names) -> None:
        """Join what is held to be one, as far as nothing in it is held apart."""
        self._names = names
        self.apart = {
            pair: why for typed, why in verdicts.apart.items() for pair in self._apart(sorted(typed))
        }
        self._called: dict[str, str] = {}
        self._why: dict[str, str] = {}
        members: dict[str, frozenset[str]] = {}
        for pair, why in sorted(verdicts.same.items(), key=lambda row: sorted(row[0])):
            left, right = map(names.token, sorted(pair))
            self._called |= {names.token(typed): typed for typed in sorted(pair)}
            both = members.get(left, frozenset({left})) | members.get(right, frozenset({right}))
            if left == right or any(held <= both for held in self.apart):
                continue
            members |= dict.fromkeys(both, both)
            self._why = {**dict.fromkeys(both, why), **self._why}
        self._one = {token: self._chief(both) for token, both in members.items()}

    def _apart(self, typed: list[str]) -> list[frozenset[str]]:
        """The pairs of tokens; of two names of one entry, the one that is not its chief name leaves."""
        names = self._names
        tokens = frozenset(map(names.token, typed))
        if len(tokens) == 2:
            return [tokens]
        (one,) = tokens
        leaving = {names.folded(name) for name in typed if name != one} - {names.chief(one)}
        return [frozenset((name, one)) for name in sorted(leaving)]

    def _chief(self, tokens: frozenset[str]) -> str:
        """The one under which all stand: a lexicon id, else the fullest name."""
        return min(tokens, key=lambda t: (self._names.chief(t) is None, -len(self.called(t)), t))

    def __bool__(self) -> bool:
        """Whether anybody decided anything."""
        return bool(self._one or self.apart)

    def one(self, token: str) -> str:
        """Return the token under which an actor stands."""
        return self._one.get(token, token)

    def called(self, token: str) -> str:
        """Return a token as it was typed."""
        return self._called.get(token, token)

    def why(self, token: str) -> str | None:
        """Return who says that an actor is one with another, when and why; null where nobody does."""
        return self._why.get(token)

    def two(self, left: str, right: str) -> str | None:
        """Return who holds two tokens apart, when and why; null where nobody does."""
        return self.apart.get(frozenset((left, right)))
