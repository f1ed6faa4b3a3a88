"""Words that name events, and the index by which a text's words are looked up among them.

In come entries of the lexicon (`EventWords`) and classes of nouns; out comes `EventIndex`, by the word that
heads an entry. Words are split as the parser splits them, at spaces and hyphens.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel, ConfigDict

from reportedly.alternation import alternation
from reportedly.shapes import EventType, FactualityValue

Party = Literal["actor", "recipient", "none"]

_PIECES = re.compile(r"[^\s-]+|-")


class EventWords(BaseModel):
    """Words that make an event of one type, and what must stand by them.

    `pos` noun: the last word is the head, or the first where an "of" follows. `objects`, `subjects`: heads
    one of which must be there (`@name`: a class of nouns; `@actor`, `@place`, `@any`, `@none`);
    `not_objects` must not. `prepositions`: one must follow, and objects are looked for in its phrase too.
    `frames`: infinitive, clause, object, gerund, or a preposition; one must be there. `intransitive` means
    no object. `complement`: lemmas of the infinitive. `near`: words one of which stands in the sentence.
    `recipient`: prepositions that lead to the recipient first. `of`, `owner`: who a noun's of-phrase and
    possessive are. `intent`: the type follows from what is intended (AGREE or THREATEN). `consumes`:
    complement and object are part of the act. `own`: an event only where what is warned of is one's own
    doing; `of_event`: only where an event is meant; `whom`: only where somebody is named who is to do it.
    `persons`: the actor is a person or a delegation. `adverbs`: one must stand by.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    type: EventType
    mode: str | None = None
    context: tuple[str, ...] = ()
    pos: Literal["verb", "noun", "adjective"]
    words: tuple[str, ...]
    objects: tuple[str, ...] = ()
    not_objects: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    not_subjects: tuple[str, ...] = ()
    adverbs: tuple[str, ...] = ()
    prepositions: tuple[str, ...] = ()
    frames: tuple[str, ...] = ()
    complement: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    of: Party = "recipient"
    owner: Party = "actor"
    intent: bool = False
    consumes: bool = False
    own: bool = False
    of_event: bool = False
    whom: bool = False
    persons: bool = False


class Embedding(BaseModel):
    """Words whose complement is less than asserted: "threatened to", "a plan for", "tried to"."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    value: FactualityValue
    pos: Literal["verb", "noun", "adjective"]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pattern:
    """An entry under one of its wordings: the words before its head and those after."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    entry: EventWords
    order: int

    @property
    def rank(self) -> tuple[int, int, int]:
        """Longer wordings first, then those that ask for more, then the order of the file."""
        e = self.entry
        asks = sum(
            map(bool, (e.objects, e.prepositions, e.frames, e.subjects, e.adverbs, e.complement, e.near))
        )
        loose = any(o in ("@any", "@actor", "@none") for o in e.objects)
        return -len(self.before) - len(self.after), -2 * asks + loose, self.order


MATERIAL = frozenset(
    {
        EventType.AID, EventType.RETREAT, EventType.MOBILIZE, EventType.PROTEST, EventType.COERCE,
        EventType.ASSAULT,
    }
)  # fmt: skip
"""Types of event that are done and not said."""


class EventIndex:
    """Entries by part of speech and head word, and the classes of nouns by name.

    `deeds`: verbs of events that are done and not said.
    """

    def __init__(
        self,
        entries: Iterable[EventWords],
        things: Mapping[str, Iterable[str]],
        support: Iterable[str],
        effects: Iterable[str],
        accidents: Iterable[str],
        contexts: Mapping[str, Iterable[str]],
        embeddings: Iterable[Embedding],
    ) -> None:
        """Split the wordings and sort the patterns of each head."""
        self.things = {name: frozenset(words) for name, words in things.items()}
        self.patterns: dict[tuple[str, str], list[Pattern]] = {}
        self.wordings = 0
        for order, entry in enumerate(entries):
            for words in entry.words:
                self.wordings += 1
                before, head, after = _split(words, entry.pos == "noun")
                self.patterns.setdefault((entry.pos, head), []).append(Pattern(before, after, entry, order))
        for patterns in self.patterns.values():
            patterns.sort(key=lambda p: p.rank)
        self.heads = {
            pos: frozenset(head for p, head in self.patterns if p == pos)
            for pos in ("verb", "noun", "adjective")
        }
        self.deeds = frozenset(
            head for (pos, head), group in self.patterns.items()
            if pos == "verb" and any(pattern.entry.type in MATERIAL for pattern in group)
        )  # fmt: skip
        self.support = frozenset(support)
        self.effects = frozenset(effects)
        self.accidents = frozenset(accidents)
        named = [(word, name) for name, group in contexts.items() for word in group]
        self.context_of = dict(named)
        joined = alternation(w for w, _ in sorted(named, key=lambda w: -len(w[0])))
        self.context_pattern = re.compile(rf"\b({joined})s?\b", re.IGNORECASE)
        self.embeddings = {(e.pos, word): e.value for e in embeddings for word in e.words}


def _split(words: str, noun: bool) -> tuple[tuple[str, ...], str, tuple[str, ...]]:
    chunks = words.split(" ")
    k = len(chunks) - 1 if noun and not {"of", "for"} & set(chunks) else 0
    head = _PIECES.findall(chunks[k])
    before = [p for c in chunks[:k] for p in _PIECES.findall(c)] + head[:-1]
    after = [p for c in chunks[k + 1 :] for p in _PIECES.findall(c)]
    return tuple(before), head[-1], tuple(after)
