"""The grammar of times: how a rule is written, and what a rule sees and gives.

A rule is a pattern over kinds of words (`timewords`) and a function that says what a match means.
In a pattern `[month|maymonth]` stands for one word of one of these kinds, capitals for a macro
below, spaces for nothing; all else is a regular expression. The group `t`, where there is one, is
what the time expression covers; else the whole match is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from reportedly.annotate.times.values import FINENESS, UNKNOWN, Point
from reportedly.annotate.times.words import Table, Word, Words, character, count
from reportedly.shapes import TimexType

_MACROS = {
    "NUM": "(?:[numberword|number|day|year](?:[hyphen]?[numberword])*)",
    "MONTH": "[month|maymonth]",
    "DAYNO": "[day|ordinal]",
    "UNIT": "[unit|fortnight]",
    "EDGE": "(?:[the]?[edge|earlier|later][of|in|on|hyphen]?)",
    "RELATIVE": "[last|past|next|this|that|previous|following|coming]",
    "LINK": "[hyphen|dash|to|and]",
    "SEASON": "[season|fall]",
}
_MACRO = re.compile("|".join(_MACROS))
_KINDS = re.compile(r"\[(\^?)([a-z|]+)\]")


@dataclass(frozen=True, slots=True)
class Sense:
    """What an expression means; `point` is what it leaves behind for later ones to go by.

    `clock` is what follows the day in a time of day ("T17:30", "TMO"), until the day is known.
    `given` says that the text itself names the year.
    """

    type: TimexType
    value: str
    edtf: str | None = None
    point: Point | None = None
    clock: str = ""
    given: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A sense and the words that it covers, as places in the paragraph's words, half-open."""

    first: int
    last: int
    sense: Sense


@dataclass(slots=True)
class View:
    """What a rule sees: the words, today, the last time mentioned, and which way the verb looks.

    `now` is the publication date and `exact` its unit; `narrative` says that the text tells of the past
    throughout, so that a date without a year goes by the last mentioned. `direction` looks up the
    tense of the verb that governs a word: 1 future, -1 past, 0 unknown.
    """

    table: Table
    now: date | None
    exact: str
    narrative: bool
    direction: Callable[[Word], int]
    words: Sequence[Word] = ()
    last: Point | None = None
    given: tuple[Point, int] | None = None
    recent: dict[str, Point] = field(default_factory=dict)

    def note(self, sense: Sense) -> None:
        """Remember the time just mentioned; after one that nothing anchors there is none to go by."""
        if sense.point is None and (sense.value.startswith(("X", "BC"))):
            self.last = None
            self.recent.clear()
        if sense.point is not None:
            self.last = sense.point
            self.recent.pop(sense.point.unit, None)
            self.recent[sense.point.unit] = sense.point

    def given_near(self, at: int) -> Point | None:
        """Return a date of an earlier year that the text gives in full earlier in the sentence of a place."""
        if self.given is None or any(word.kind == "stop" for word in self.words[self.given[1] : at]):
            return None
        return self.given[0]

    def mentioned(self, unit: str) -> Point | None:
        """Return the time last mentioned that is at least as fine as a unit (a day, for days)."""
        return next(
            (p for u, p in reversed(self.recent.items()) if FINENESS[u] <= FINENESS.get(unit, 0)), None
        )

    def kind(self, at: int) -> str:
        """Return the kind of the word at a place, "" outside."""
        return self.words[at].kind if 0 <= at < len(self.words) else ""

    def lower(self, at: int) -> str:
        """Return the word at a place in lower case, "" outside."""
        return self.words[at].text.lower() if 0 <= at < len(self.words) else ""

    def today(self, unit: str) -> date | None:
        """Return the publication date where it is known as finely as a unit."""
        return self.now if self.now and FINENESS[self.exact] <= FINENESS.get(unit, 0) else None

    def value(self, match: re.Match[str], group: str) -> str:
        """Return the value of a group's first word, "" where the group is not there."""
        at = match.start(group) if group in match.re.groupindex else -1
        return self.words[at].value if at >= 0 else ""

    def number(self, match: re.Match[str], group: str) -> str:
        """Return the number that a group's words say, "X" for "several"."""
        run = self.words[match.start(group) : match.end(group)]
        if run and run[0].kind in ("vague", "some"):
            return "X"
        return count(run)

    def towards(self, at: int) -> int:
        """Return which way the verb that governs the word at a place looks."""
        return self.direction(self.words[at])


Rule = Callable[[View, re.Match[str]], Sense | list[Found] | None]


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled rule."""

    expression: re.Pattern[str]
    rule: Rule


def compiled(pattern: str) -> str:
    """Return a pattern over kinds as a regular expression over their characters."""
    whole = _MACRO.sub(lambda m: _MACROS[m.group()], pattern.replace(" ", ""))

    def characters(match: re.Match[str]) -> str:
        return f"[{match[1]}{''.join(character(kind) for kind in match[2].split('|'))}]"

    return _KINDS.sub(characters, whole)


class Grammar:
    """Rules in the order in which they were added; of those that match at a place the longest wins."""

    def __init__(self) -> None:
        self.patterns: list[Pattern] = []
        self._sources: list[str] = []
        self._any: re.Pattern[str] | None = None

    def rule(self, *patterns: str) -> Callable[[Rule], Rule]:
        """Add a function as the meaning of patterns."""

        def add(function: Rule) -> Rule:
            for pattern in patterns:
                source = compiled(pattern)
                self._sources.append(re.sub(r"\?P<\w+>", "?:", source))
                self.patterns.append(Pattern(re.compile(source), function))
            return function

        return add

    def include(self, other: Grammar) -> None:
        """Add another grammar's rules after one's own."""
        self.patterns += other.patterns
        self._sources += other._sources

    def read(self, view: View, words: Words) -> Iterator[Found]:
        """Yield what the rules find, in order and not overlapping."""
        if self._any is None:
            self._any = re.compile("(?!x)(?:" + "|".join(self._sources) + ")")
        view.words = words.words
        at, kinds = 0, words.kinds
        while match := self._any.search(kinds, at):
            at = match.start()
            found = self._best(view, kinds, at)
            yield from found
            at = max((f.last for f in found), default=at + 1)

    def _best(self, view: View, kinds: str, at: int) -> list[Found]:
        matches = [(m, p.rule) for p in self.patterns if (m := p.expression.match(kinds, at))]
        matches.sort(key=lambda pair: -pair[0].end())
        for match, rule in matches:
            try:
                sense = rule(view, match)
            except (ValueError, OverflowError):
                # A day outside the calendar (years 1 to 9999) is none: "the next day" after 9999-12-31.
                sense = None
            if sense is None:
                continue
            if isinstance(sense, list):
                return sense
            group = "t" if "t" in match.re.groupindex else 0
            return [Found(match.start(group), match.end(group), sense)]
        return []


ENDING = frozenset(["stop", "comma", "close", "and", "", "mark", "dash", "by", "in", "on", "at"])
"""Kinds of words after which "the day before" has no event that it would be before."""


def base(view: View, unit: str) -> date | None:
    """Return the day that "the next day" goes by: of the time last mentioned, else of publication."""
    if mentioned := view.mentioned(unit):
        return mentioned.start
    return view.today(unit) if not view.narrative else None


def dated(point: Point | None, unknown: str, given: bool = False) -> Sense:
    """Return the sense of a date: its point, or a value with unknown parts and no EDTF."""
    if point is None:
        return Sense(TimexType.DATE, unknown)
    return Sense(TimexType.DATE, point.timex(), point.edtf(), point, given=given)


def unknown(unit: str) -> Sense:
    """Return the sense of a date of a unit that nothing anchors."""
    return Sense(TimexType.DATE, UNKNOWN[unit])


def within(sense: Sense, part: str) -> Sense:
    """Return the part of a day ("MO") that a sense of a day has, or the sense itself for no part."""
    if not part:
        return sense
    return replace(sense, type=TimexType.TIME, value=f"{sense.value}T{part}", clock=f"T{part}")
