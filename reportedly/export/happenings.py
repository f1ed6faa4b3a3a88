"""What a statement says has happened, one line an event or tie: what, who, to whom, where, when, how many.

A reading goes in; out come lines of words, each word with its goal on a page: where it stands in the
article, or the actor's line in the list of actors. Events that the text names twice in the same way
("attacks", "killed") share a line, and so do those that one word names ("killed" soldiers and civilians).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from reportedly.export.facts import goals
from reportedly.export.inwords import TIES, code, how_many, kind, when, where
from reportedly.export.wording import SURENESS, clipped
from reportedly.shapes import Event, Factuality, FactualityValue, Reading, Statement, Tie

UNKNOWN = "unknown"

Column = Literal["right", "left", "triggers"]

COLUMNS: tuple[Column, ...] = ("right", "left", "triggers")
"""Lines are joined in this order: whom one word has done to, whom it has doing, words that name the same."""

LONGEST = 48
"""Characters at most of the words that name an event; the whole is in the article."""

_TURNED = (FactualityValue.CERTAINLY_NOT, FactualityValue.PROBABLY_NOT, FactualityValue.POSSIBLY_NOT)


@dataclass(frozen=True, slots=True)
class Shown:
    """Words, and the place on the page that they lead to; the goal is empty where there is none."""

    words: str
    goal: str = ""


@dataclass(frozen=True, slots=True)
class Happening:
    """One event, or where `tie` is set one tie: `left` and `right` then stand around `lead`.

    `left` alone is whoever did it, and is unknown where only `right` is read. `facts` say where, when and
    how many. `value` is FactBank's, `sure` the same in words, `turned` that it is said not to be; `marks`
    are the words that make it so, empty where they are the statement's own.
    """

    tie: bool
    lead: str
    code: str
    triggers: tuple[Shown, ...]
    left: tuple[Shown, ...]
    right: tuple[Shown, ...]
    facts: tuple[Shown, ...]
    sure: str
    value: str
    turned: bool
    marks: tuple[tuple[str, str], ...]


class Happenings:
    """Puts the propositions of statements in words; rows that are not there are left out."""

    def __init__(self, reading: Reading) -> None:
        """Put every row in words and find its goal, once."""
        self._text = reading.document.text
        self._goals = goals(reading)
        self._rows: dict[str, Event | Tie] = {event.id: event for event in reading.events}
        self._rows |= {tie.id: tie for tie in reading.ties}
        self._words = {entity.id: entity.name for entity in reading.entities}
        self._words |= {place.id: where(place) for place in reading.places}
        self._words |= {time.id: when(time, self._cut(time.start, time.end)) for time in reading.times}
        self._words |= {
            count.id: how_many(count, self._cut(count.start, count.end)) for count in reading.counts
        }

    def of(self, statement: Statement) -> tuple[Happening, ...]:
        """Return the statement's events and ties, in the order of its propositions."""
        lines = []
        for proposition in statement.propositions:
            row = self._rows.get(proposition.id)
            if row is None:
                continue
            same = proposition.factuality == statement.factuality
            line = self._tie(row) if isinstance(row, Tie) else self._event(row)
            lines.append(self._surely(line, proposition.factuality, marked=not same))
        for column in COLUMNS:
            lines = _joined(lines, column)
        return tuple(lines)

    def said(self, statement: Statement) -> Shown | None:
        """Return when the statement was said, or null where the text does not say."""
        return self._shown(statement.said)

    def _event(self, event: Event) -> Happening:
        facts = (event.place, event.time, *event.counts)
        left, right = self._sides(event.actor), self._sides(event.recipient)
        return _bare(
            lead=kind(event),
            code=code(event),
            triggers=(Shown(self._cut(*event.trigger), self._goals.get(event.id, "")),),
            left=left or ((Shown(UNKNOWN),) if right else ()),
            right=right,
            facts=tuple(fact for fact in map(self._shown, facts) if fact),
        )

    def _tie(self, tie: Tie) -> Happening:
        return _bare(
            tie=True,
            lead=TIES[tie.type],
            code=f"tie/{tie.type.value}",
            triggers=(Shown(self._cut(*tie.span), self._goals.get(tie.id, "")),),
            left=self._sides(tie.left) or (Shown(UNKNOWN),),
            right=self._sides(tie.right) or (Shown(UNKNOWN),),
        )

    def _surely(self, line: Happening, factuality: Factuality, marked: bool) -> Happening:
        marks = [(self._cut(mark.start, mark.end), mark.kind.value) for mark in factuality.marks]
        value = factuality.value
        return replace(
            line,
            sure=SURENESS[value],
            value=value.value,
            turned=value in _TURNED,
            marks=tuple(dict.fromkeys(marks)) if marked else (),
        )

    def _shown(self, id: str | None) -> Shown | None:
        words = self._words.get(id or "")
        return Shown(words, self._goals.get(id or "", "")) if words else None

    def _sides(self, id: str | None) -> tuple[Shown, ...]:
        found = self._shown(id)
        return (found,) if found else ()

    def _cut(self, start: int, end: int) -> str:
        return clipped(self._text[max(0, start) : max(0, end)], LONGEST)


def _joined(lines: Iterable[Happening], column: Column) -> list[Happening]:
    """Put lines that differ in one column alone into one; ties stay apart."""
    found: dict[tuple[Happening, int], tuple[Shown, ...]] = {}
    for number, line in enumerate(lines):
        key = _put(line, column, ()), number if line.tie else -1
        cells: tuple[Shown, ...] = getattr(line, column)
        found[key] = tuple(dict.fromkeys((*found.get(key, ()), *cells)))
    return [_put(line, column, cells) for (line, _), cells in found.items()]


def _put(line: Happening, column: Column, cells: tuple[Shown, ...]) -> Happening:
    if column == "triggers":
        return replace(line, triggers=cells)
    return replace(line, right=cells) if column == "right" else replace(line, left=cells)


def _bare(
    *,
    lead: str,
    code: str,
    triggers: tuple[Shown, ...],
    left: tuple[Shown, ...],
    right: tuple[Shown, ...],
    facts: Sequence[Shown] = (),
    tie: bool = False,
) -> Happening:
    """A line before its sureness is known."""
    return Happening(tie, lead, code, triggers, left, right, tuple(facts), "", "", False, ())
