"""One pattern for many words: where none of a thousand names begins, one look at a character says so.

In come words in the order in which they are to be tried; out goes the source of a regular expression that
matches what the words joined by `|` would match, word for word. Words that begin alike share what they begin
with (a prefix tree), since `re` tries the members of an alternation one after the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

NOTHING = "(?!)"
"""What matches nowhere."""


def alternation(words: Iterable[str]) -> str:
    """Return the source of a pattern for any of some words, the first that fits; for none: `NOTHING`."""
    return _branches(tuple(dict.fromkeys(words))) or NOTHING


def whole(words: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern that finds any of some words, or the names that they make up, as whole words.

    What stands before is looked at behind the first letter: only from a pattern that begins with letters
    does `re` learn which letters to look for.
    """
    groups: dict[str, list[str]] = {}
    for word in dict.fromkeys(words):
        groups.setdefault(word[:1], []).append(word[1:])
    branches = (rf"{re.escape(first)}(?<!\w.)(?:{_branches(rest)})" for first, rest in groups.items())
    return re.compile(rf"(?:{'|'.join(branches) or NOTHING})(?!\w)", re.DOTALL)


def shortest(phrases: Iterable[str]) -> tuple[str, ...]:
    """Return the phrases that hold no other: a text holds any of all where it holds any of these."""
    found: list[str] = []
    for phrase in sorted(phrases, key=lambda p: (len(p), p)):
        if not any(shorter in phrase for shorter in found):
            found.append(phrase)
    return tuple(found)


def _branches(words: Sequence[str]) -> str:
    """The alternatives of some words; those that begin with one letter, in whatever case, stay together."""
    groups: dict[str, list[str]] = {}
    for word in words:
        groups.setdefault(word[:1].casefold(), []).append(word)
    return "|".join(_branch(group) for group in groups.values())


def _branch(words: Sequence[str]) -> str:
    first = words[0][:1]
    if len(words) == 1 or not first or any(word[:1] != first for word in words):
        return "|".join(map(re.escape, words))
    return f"{re.escape(first)}(?:{_branches([word[1:] for word in words])})"
