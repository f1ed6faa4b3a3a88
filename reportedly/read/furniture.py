"""Page matter in the text: which lines are not the story, and of what kind.

In comes one line; out comes the kind of furniture that it is, or None. The shapes are data
(`lexicons/furniture.yaml`); names of agencies come from the table of outlets.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from reportedly.alternation import whole
from reportedly.lexicon import Lexicons
from reportedly.shapes import FurnitureKind

LONGEST = 700
"""Longer lines, in characters, are never furniture: patterns are made for lines of a page."""

_PLAIN = str.maketrans({"\xa0": " ", "\u2009": " ", "\u202f": " ", "’": "'", "‘": "'", "“": '"', "”": '"'})
_PARTS = re.compile(r"\s*(?:[,;/|&·•+]|\band\b)\s*")
_TAIL = re.compile(r"(?<=[\s.!?\"”’])\([^()]{6,300}\)\.?$")
_NAMED = re.compile(
    r"(?<=[.!?\"”’])\s*(?:[-–—]{1,2}\s*|(?<=\s)[Ss]ources?:?\s+)([^\W\d_][^.!?()\n]{1,40})\.?$"
)
_CREDITED = re.compile(r"(?<=[.!?\"”’])\s+[Ss]ources?:?\s+")
_BLANKLESS = re.compile(r"\S+")
_NEAR = 80
"""Characters in which an agency's name and the label of the links after it stand."""
_SOURCE = re.compile(r"^sources?:?\s+", re.IGNORECASE)
_MONTHS = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
_DATED = re.compile(
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?\d{1,2} (?:" + _MONTHS + r")[a-z]*,? \d{4}\b"
)
_WORD = re.compile(r"[^\W_]")


def furniture(line: str, lexicons: Lexicons) -> FurnitureKind | None:
    """Return what kind of page furniture a whole line is, or None where it may be the story."""
    if not _WORD.search(line):
        return FurnitureKind.OTHER
    if len(line) > LONGEST:
        return None
    plain = re.sub(r"\s+", " ", line.translate(_PLAIN)).strip()
    if kind := _names_only(plain, lexicons):
        return kind
    kind = _shape(plain, lexicons)
    if kind is FurnitureKind.NOTICE and plain.startswith(("©", "Copyright", "(c)", "(C)")):
        return _copyright(plain, lexicons)
    return kind


def credit(line: str, lexicons: Lexicons) -> tuple[int, int] | None:
    """Return where an agency's credit with its date stands in a line that begins with the headline.

    Where a page was flattened into one line: "Ten die in raid AFP Thursday 6 Mar 2014 At least ten ...".
    """
    for match in _DATED.finditer(line, 0, LONGEST):
        before = line[: match.start()].rstrip()
        name = next(
            (n for n in _names_before(before) if (o := lexicons.outlets.get(n)) and o.kind == "agency"), None
        )
        if name is not None:
            start = len(before) - len(name)
            return (start, match.end()) if start else None
    return None


def _names_before(words: str) -> Iterator[str]:
    """Yield the last three words of some text, then the last two, then the last one."""
    parts = words.split()
    yield from (name for count in (3, 2, 1) if words.endswith(name := " ".join(parts[-count:])))


def tail(line: str, lexicons: Lexicons) -> int:
    """Return where a paragraph's last credit begins ("(Reporting by ...)", "-AFP"), or its length."""
    match = _TAIL.search(line)
    if match and match.start() > 0 and furniture(match[0], lexicons) in _CREDITS:
        return match.start()
    match = _NAMED.search(line)
    if match and match.start() > 0 and _names_only(match[1], lexicons) is FurnitureKind.AGENCY_CREDIT:
        return match.start()
    return len(line)


def sourced(line: str, lexicons: Lexicons) -> tuple[int, int] | None:
    """Return where an agency's credit stands in a line that goes on with links to other pieces.

    Where a page was flattened into one line: "... on Friday. Source AFP Related News Ten die in ...".
    """
    for match in _CREDITED.finditer(line):
        words = [word.span() for word in _BLANKLESS.finditer(line, match.end(), match.end() + _NEAR)]
        for count in range(min(3, len(words) - 1), 0, -1):
            end = words[count - 1][1]
            outlet = lexicons.outlets.get(line[match.end() : end])
            labels = (line[words[count][0] : last] for _, last in words[count : count + 2])
            agency = outlet is not None and outlet.kind == "agency"
            if agency and any(_shape(label, lexicons) is FurnitureKind.RELATED_LINK for label in labels):
                return match.start(), end
    return None


_CREDITS = {FurnitureKind.AGENCY_CREDIT, FurnitureKind.IMAGE_CREDIT}


def _shape(line: str, lexicons: Lexicons) -> FurnitureKind | None:
    """Return the kind of the first pattern that a whole line matches."""
    return next((kind for kind, matches in lexicons.made(line_patterns) if matches(line)), None)


def line_patterns(lexicons: Lexicons) -> list[tuple[FurnitureKind, Callable[[str], object]]]:
    """Return the patterns of whole lines, in file order: the kind, and what matches one."""
    entries = (entry for file in lexicons.files for entry in file.furniture)
    return [(entry.kind, re.compile(entry.pattern, re.IGNORECASE).fullmatch) for entry in entries]


def _names_only(line: str, lexicons: Lexicons) -> FurnitureKind | None:
    """Recognise a line of nothing but known outlets: "Reuters", "(AP)", "Source: AFP, Reuters"."""
    parts = [part for part in _PARTS.split(_SOURCE.sub("", line.strip(" ().[]—–-"), 1)) if part]
    known = [lexicons.outlets.get(part) or lexicons.outlets.get(f"The {part}") for part in parts]
    if not parts or not all(known):
        return None
    if any(_shape(part, lexicons) is FurnitureKind.IMAGE_CREDIT for part in parts):
        return FurnitureKind.IMAGE_CREDIT  # sellers of pictures: "AFP/Getty Images"
    if any(outlet and outlet.kind == "agency" for outlet in known):
        return FurnitureKind.AGENCY_CREDIT
    return FurnitureKind.BYLINE


def _copyright(line: str, lexicons: Lexicons) -> FurnitureKind:
    """A copyright line that names an agency is a credit to it; any other is a notice."""
    if lexicons.made(_agency_names).search(line):
        return FurnitureKind.AGENCY_CREDIT
    return FurnitureKind.NOTICE


def _agency_names(lexicons: Lexicons) -> re.Pattern[str]:
    names = (name for name, outlet in lexicons.outlets.items() if outlet.kind == "agency")
    return whole(names)
