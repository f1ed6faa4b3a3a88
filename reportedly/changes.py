"""What changed in an article's statements from one version of it to the next.

Two readings go in; out comes what was added, what went, and which statements stayed but say it in
other words, of somebody else, more or less surely, or with other numbers. Statements are matched by
their words alone: first the same words, then those that share most.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from reportedly.shapes import Count, Event, Reading, Span, Statement, Voice
from reportedly.spans import words

SHARED = 0.5
"""Share of their words that two statements must have in common to be the same one, reworded."""

_WORD = re.compile(r"\w+")


class ChangeKind(StrEnum):
    """What became of a statement."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Difference:
    """One respect in which a statement changed: `what`, and how it was and is, null where it was not."""

    what: str
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class Change:
    """A statement that was added, removed or changed.

    `old` and `new` are the statement's ids, `old_text` and `new_text` its words, `old_chain` and
    `new_chain` who says it through whom; null in the version that lacks it. Only what is changed has
    `differences`.
    """

    kind: ChangeKind
    old: str | None
    new: str | None
    old_chain: tuple[str, ...] | None
    new_chain: tuple[str, ...] | None
    old_text: str | None
    new_text: str | None
    differences: tuple[Difference, ...] = ()
    schema: str = "reportedly/change/1"


def changes(old: Reading, new: Reading) -> tuple[Change, ...]:
    """Return what changed, in the order of the new text, what went last."""
    before, after = _told(old), _told(new)
    pairs = _matched(before, after)
    partner = {j: i for i, j in pairs}
    out: list[Change] = []
    for j, one in enumerate(after):
        if j not in partner:
            out.append(_change(ChangeKind.ADDED, None, one))
        elif found := tuple(_differences(before[partner[j]], one)):
            out.append(_change(ChangeKind.CHANGED, before[partner[j]], one, found))
    gone = set(range(len(before))) - set(partner.values())
    return (*out, *(_change(ChangeKind.REMOVED, before[i], None) for i in sorted(gone)))


@dataclass(frozen=True, slots=True)
class _Told:
    """A statement in words."""

    statement: Statement
    text: str
    words: Counter[str]
    chain: tuple[str, ...]
    counts: tuple[str, ...]
    events: tuple[str, ...]


def _told(reading: Reading) -> list[_Told]:
    names = {source.id: source.name for source in reading.sources}
    said = _Said(reading)
    out = []
    for one in reading.statements:
        text = words(reading.document.text, one.content)
        bag = Counter(_WORD.findall(text.lower()))
        chain = tuple(names[link] for link in one.chain)
        out.append(_Told(one, text, bag, chain, said.counts(one.content), said.events(one)))
    return out


def _matched(before: Sequence[_Told], after: Sequence[_Told]) -> list[tuple[int, int]]:
    """Pair statements: the same words first, in order, then the pairs that share most."""
    same: defaultdict[str, list[int]] = defaultdict(list)
    for i, one in enumerate(before):
        same[" ".join(one.text.split())].append(i)
    pairs = []
    for j, one in enumerate(after):
        if waiting := same.get(" ".join(one.text.split())):
            pairs.append((waiting.pop(0), j))
    used_before, used_after = {i for i, _ in pairs}, {j for _, j in pairs}
    close = [
        (-share, abs(i - j), i, j)
        for i, old in enumerate(before)
        if i not in used_before
        for j, new in enumerate(after)
        if j not in used_after and (share := _shared(old, new)) >= SHARED
    ]
    for _, _, i, j in sorted(close):
        if i not in used_before and j not in used_after:
            used_before.add(i)
            used_after.add(j)
            pairs.append((i, j))
    return pairs


def _shared(old: _Told, new: _Told) -> float:
    """Dice's coefficient of the two bags of words."""
    total = old.words.total() + new.words.total()
    return 2 * (old.words & new.words).total() / total if total else 0.0


def _differences(old: _Told, new: _Told) -> Iterator[Difference]:
    for what, was, now in (
        ("words", " ".join(old.text.split()), " ".join(new.text.split())),
        ("source", _by(old), _by(new)),
        ("act", old.statement.act.value, new.statement.act.value),
        ("factuality", old.statement.factuality.value.value, new.statement.factuality.value.value),
        ("counts", _joined(old.counts), _joined(new.counts)),
        ("events", _joined(old.events), _joined(new.events)),
    ):
        if was != now:
            yield Difference(what, was, now)


def _by(told: _Told) -> str:
    chain = " > ".join(told.chain)
    return chain if told.statement.voice is Voice.SOURCE else f"{chain} ({told.statement.voice.value})"


def _joined(parts: Sequence[str]) -> str | None:
    return "; ".join(parts) or None


class _Said:
    """What a reading's statements say has happened, in words that do not depend on offsets."""

    def __init__(self, reading: Reading) -> None:
        self.all_counts = reading.counts
        self.all_events = {event.id: event for event in reading.events}
        self.names = {entity.id: entity.name for entity in reading.entities}
        self.names |= {place.id: place.name for place in reading.places}
        self.times = {time.id: time.edtf or time.timex3.value for time in reading.times}

    def counts(self, content: Sequence[Span]) -> tuple[str, ...]:
        """Return the counts among some words."""
        inside = (c for c in self.all_counts if any(s.start <= c.start and c.end <= s.end for s in content))
        return tuple(_amount(count) for count in inside)

    def events(self, statement: Statement) -> tuple[str, ...]:
        """Return the events of a statement, each with its factuality."""
        return tuple(
            f"{self._event(self.all_events[part.id])} {part.factuality.value.value}"
            for part in statement.propositions
            if part.id in self.all_events
        )

    def _event(self, event: Event) -> str:
        parts = [event.type.value, event.mode or ""]
        parts += [self.names.get(who or "", "") for who in (event.actor, event.recipient)]
        parts += [self.names.get(event.place or "", ""), self.times.get(event.time or "", "")]
        return " ".join(part for part in parts if part)


def _amount(count: Count) -> str:
    low, high = count.low, count.high
    if low is None or high is None:
        amount = f"at least {low}" if low is not None else f"at most {high}" if high is not None else ""
    else:
        amount = str(low) if low == high else f"{low} to {high}"
    return " ".join(part for part in (amount, count.of, count.role.value) if part)


def _change(
    kind: ChangeKind, old: _Told | None, new: _Told | None, differences: tuple[Difference, ...] = ()
) -> Change:
    before = (old.statement.id, old.chain, old.text) if old is not None else (None, None, None)
    after = (new.statement.id, new.chain, new.text) if new is not None else (None, None, None)
    return Change(kind, before[0], after[0], before[1], after[1], before[2], after[2], differences)
