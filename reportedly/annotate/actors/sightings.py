"""Names that the lexicon of actors knows, found in a parsed paragraph.

In come a paragraph and a `Directory`; out come sightings in reading order, whole words, the longest
name first, none inside another. Words are compared without accents and without regard to hyphens and
apostrophes ("Jabhat al-Nusra", "Jabhat Al Nusra"); capitals must be those of the name.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from reportedly.actors import WORD, Directory, Name, NameKind, fold
from reportedly.annotate.parse import Paragraph

_JOINTS = {" ", "-", "'", ".", "", "  ", "/"}
"""What may stand between two words of one name."""
_ABBREVIATIONS = {"st", "mt", "dr", "gen", "col", "jr"}


@dataclass(frozen=True, slots=True)
class Sighting:
    """A name in a paragraph: its tokens `[first, last]`, its characters in the document, and the entry."""

    first: int
    last: int
    start: int
    end: int
    name: Name


def sightings(paragraph: Paragraph, text: str, directory: Directory) -> list[Sighting]:
    """Return the names that a paragraph of these words holds, what only looks like an actor left out."""
    words = [(m.group(), m.start(), m.end()) for m in WORD.finditer(text)]
    folded = [fold(w) for w, _, _ in words]
    names, begins, found, i = directory.names, directory.begins, [], 0
    while i < len(words):
        if folded[i] not in begins:
            i += 1
            continue
        name = None
        for key in (f"{folded[i]} {folded[i + 1]}" if i + 1 < len(words) else "", folded[i]):
            entries = names.get(key)
            if entries is not None:
                name = _longest(entries, words, folded, i, text, paragraph.headline)
                if name is not None:
                    break
        if name is None:
            i += 1
            continue
        size = len(name.folded)
        if name.kind is not NameKind.NONE:
            start, end = paragraph.base + words[i][1], paragraph.base + words[i + size - 1][2]
            first = bisect_right(paragraph.starts, start) - 1
            last = bisect_left(paragraph.starts, end) - 1
            if paragraph.end(paragraph.tokens[last]) == end + 1 and text[end - paragraph.base] == ".":
                end += 1  # "U.S.": the stop is the name's
            found.append(Sighting(first, last, start, end, name))
        i += size
    return found


def _longest(
    entries: list[Name],
    words: list[tuple[str, int, int]],
    folded: list[str],
    i: int,
    text: str,
    headline: bool,
) -> Name | None:
    for name in entries:
        size = len(name.folded)
        if size > 1 and (i + size > len(words) or tuple(folded[i : i + size]) != name.folded):
            continue
        run = words[i : i + size]
        if size > 1 and not all(_joined(a, b, text) for a, b in itertools.pairwise(run)):
            continue
        if name.fits([w for w, _, _ in run], headline):
            return name
    return None


def _joined(left: tuple[str, int, int], right: tuple[str, int, int], text: str) -> bool:
    """Whether two words may belong to one name by what stands between them."""
    between = text[left[2] : right[1]]
    if len(left[0]) == 1 == len(right[0]):
        return between in (".", ". ", "")  # initials: "U.N.", not "a U"
    if between in _JOINTS:
        return True
    return between in (". ", "' ", ", ") and (
        (between == ". " and (len(left[0]) == 1 or left[0].lower() in _ABBREVIATIONS)) or between == "' "
    )
