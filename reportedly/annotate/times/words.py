"""Text as words of time: each word or phrase with what the grammar of times calls it.

In come a stretch of text and the lexicons; out come `Words`: tokens with their places, kinds and
values, and the kinds once more as a string of one character a token, on which the grammar's
patterns run. A word that says nothing of time is an "x".
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from reportedly.forms import Holiday
from reportedly.lexicon import Lexicons

_TOKEN = re.compile(
    r"""
    (?P<iso>\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?)?(?![\w-]))
    |(?P<slash>\d{1,2}/\d{1,2}/(?:\d{4}|\d\d)(?![\w/])|\d{1,2}\.\d{1,2}\.(?:19|20)\d\d(?!\w))
    |(?P<clock>\d{1,2}(?:[:.]\d\d(?::\d\d)?)?\s?[AaPp](?:\.\s?[Mm]\.|[Mm]\b)|\d{1,2}:\d\d(?::\d\d)?(?![\w:]))
    |(?P<decade>(?:['\u2019]?\d0|1\d\d0|20\d0)['\u2019]?s\b)
    |(?P<nth>\d{1,3}(?:st|nd|rd|th)\b)
    |(?P<fy>FY\s?['\u2019]?(?:\d{4}|\d\d)\b)
    |(?P<short>['\u2019]\d\d\b(?!['\u2019]))
    |(?P<number>\d+(?:,\d{3})*(?:\.\d+)?(?![^\W_]))
    |(?P<word>[^\W_]+)
    |(?P<s>['\u2019]s\b)
    |(?P<mark>[^\w\s])
    """,
    re.VERBOSE,
)

_MARKS = {
    ",": "comma",
    "-": "hyphen",
    "\u2010": "hyphen",
    "\u2011": "hyphen",
    "\u2013": "dash",
    "\u2014": "dash",
}
_MARKS |= {".": "stop", "!": "stop", "?": "stop", ";": "stop", "(": "paren", ")": "close", "/": "slashmark"}
_MARKS |= {"$": "money", "\u00a3": "money", "\u20ac": "money", "#": "money", "%": "counted"}
LEMMAS = ("prospective", "timetable")
"""Kinds of entries that hold lemmas of verbs, not words of the text."""


class Word(NamedTuple):
    """A word or phrase: its text and place (in the stretch), what kind it is, and its value."""

    text: str
    start: int
    end: int
    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch's words, and their kinds as one character each."""

    words: tuple[Word, ...]
    kinds: str


class Table:
    """The lexicons' words of time, indexed by their first word, or first two for phrases."""

    def __init__(self, lexicons: Lexicons) -> None:
        self.sha256 = lexicons.sha256
        self.holidays: dict[str, Holiday] = lexicons.holidays
        self.single: dict[str, tuple[str, str]] = {}
        self.lemmas: dict[str, frozenset[str]] = {kind: frozenset() for kind in LEMMAS}
        self.phrases: dict[tuple[str, str], list[tuple[tuple[str, ...], str, str]]] = {}
        self.cased: set[str] = set()
        for entry in lexicons.time_words:
            if entry.kind in LEMMAS:
                self.lemmas[entry.kind] |= frozenset(entry.words)
                continue
            for word in entry.words:
                self._add(word if entry.cased else word.lower(), entry.kind, entry.value or "", entry.cased)
        for name in self.holidays:
            self._add(name, "holiday", name, True)
        for found in self.phrases.values():
            found.sort(key=lambda phrase: -len(phrase[0]))

    def _add(self, word: str, kind: str, value: str, cased: bool) -> None:
        parts = tuple(m.group() for m in _TOKEN.finditer(word))
        if len(parts) == 1:
            self.single[word] = (kind, value)
            return
        self.phrases.setdefault((parts[0], parts[1]), []).append((parts, kind, value))


CHARACTERS: dict[str, str] = {"x": "x"}
"""One character for each kind of word, in the private use area."""


def character(kind: str) -> str:
    """Return the character that stands for a kind of word."""
    found = CHARACTERS.get(kind)
    if found is None:
        found = CHARACTERS[kind] = chr(0xE000 + len(CHARACTERS))
    return found


def words(text: str, table: Table) -> Words:
    """Cut a stretch of text into words, phrases joined."""
    tokens = [(m.group(), m.start(), m.lastgroup or "") for m in _TOKEN.finditer(text)]
    exact = [t[0] for t in tokens]
    lower = [t.lower() for t in exact]
    out: list[Word] = []
    at, phrases = 0, table.phrases
    last = len(tokens) - 1
    while at <= last:
        word, start, group = tokens[at]
        if at < last:
            found = phrases.get((lower[at], lower[at + 1]))
            joined = _joined(found, lower, at) if found else None
            if (joined is None and word[0].isupper()) or group == "number":
                found = phrases.get((word, exact[at + 1]))
                joined = (_joined(found, exact, at) if found else None) or joined
            if joined:
                length, kind, value = joined
                end = tokens[at + length - 1][1] + len(exact[at + length - 1])
                out.append(Word(text[start:end], start, end, kind, value))
                at += length
                continue
        kind, value = _kind(word, lower[at], group, table)
        if kind == "hyphen" and text[start - 1 : start + 2].strip() != text[start - 1 : start + 2]:
            kind = "dash"
        out.append(Word(word, start, start + len(word), kind, value))
        at += 1
    return Words(tuple(out), "".join([CHARACTERS.get(word.kind) or character(word.kind) for word in out]))


def _joined(
    found: Iterable[tuple[tuple[str, ...], str, str]], tokens: list[str], at: int
) -> tuple[int, str, str] | None:
    for parts, kind, value in found:
        if tuple(tokens[at : at + len(parts)]) == parts:
            return len(parts), kind, value
    return None


def _kind(word: str, lower: str, group: str, table: Table) -> tuple[str, str]:
    if group == "word":
        return table.single.get(word) or table.single.get(lower) or ("x", "")
    if group == "mark":
        return _MARKS.get(word, "mark"), ""
    if group == "number":
        return _number(word)
    if group == "nth":
        return ("ordinal", re.sub(r"\D", "", word))
    if group == "s":
        return "possessive", ""
    return group, word


def _number(word: str) -> tuple[str, str]:
    digits = word.replace(",", "")
    if len(word) == 4 and word.isdigit() and "1000" <= word <= "2199":
        return "year", word
    if len(word) <= 2 and word.isdigit() and 1 <= int(word) <= 31:
        return "day", str(int(word))
    return "number", digits


def count(run: Iterable[Word]) -> str:
    """Return the number that a run of number words says ("twenty-five", "2.5", "two hundred"), as digits."""
    total, current = 0.0, 0.0
    for word in run:
        if word.kind not in ("numberword", "number", "day", "year"):
            continue
        value = float(word.value)
        if word.kind == "numberword" and value in (100, 1000):
            current = (current or 1) * value
            if value == 1000:
                total, current = total + current, 0.0
        elif current and value >= 1000:
            total, current = total + current, value
        else:
            current += value
    total += current
    return str(int(total)) if total == int(total) else f"{total:g}"
