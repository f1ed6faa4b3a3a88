"""Where a dispatch was filed: "BEIRUT, Oct 1 (Reuters) -" before the first words of a story.

In comes one paragraph; out comes how many of its characters are its dateline. The shapes are those
of the agencies' style books: a place in capitals or beside an agency, perhaps a region and a day, a
dash or a colon. Names of agencies come from the table of outlets.
"""

from __future__ import annotations

import re
from enum import Enum

from reportedly.lexicon import Lexicons
from reportedly.read.furniture import line_patterns

_LONGEST = 120
_GAP = "[ \xa0]"
_CAPITALS = r"(?:[A-ZÀ-Þ][A-ZÀ-Þ'’.\-]*[A-ZÀ-Þ.](?:[ \xa0/](?:[A-ZÀ-Þ][A-ZÀ-Þ'’.\-]*|[dD][eE][lL]?)){0,3})"
_NAME = r"(?:[A-ZÀ-Þ][\w'’.\-]+(?:[ \xa0](?:[A-ZÀ-Þ][\w'’.\-]*|of|de|del|el|al|the)){0,4})"
_DAY = rf"(?:[A-Z][a-z]{{2,8}}\.?{_GAP}\d{{1,2}}|\d{{1,2}}{_GAP}[A-Z][a-z]{{2,8}}\.?)(?:,?{_GAP}\d{{4}})?"
_MORE = rf"(?:,?{_GAP}(?:and|&){_GAP}{_CAPITALS}|/{_CAPITALS}|,{_GAP}{_NAME}|,?{_GAP}{_DAY})"
_DASH = rf"{_GAP}*(?:--+|[—–―‒]|-(?={_GAP})){_GAP}*"
_CREDIT = rf"{_GAP}*[(\[](?P<credit>[^()\[\]]{{2,60}})[)\]]"
_OPENING = '[A-Z"“‘]'

_IN_CAPITALS = re.compile(rf"{_CAPITALS}(?P<more>{_MORE}{{0,4}}),?(?:{_CREDIT})?(?P<dash>{_DASH})")
_BESIDE_AGENCY = re.compile(
    rf"(?:{_CAPITALS}|{_NAME}){_MORE}{{0,4}},?{_CREDIT}(?:{_DASH}|{_GAP}*:{_GAP}*|{_GAP}*$|{_GAP}+(?={_OPENING}))"
)
_AGENCY_ONLY = re.compile(rf"{_CREDIT}(?:{_DASH}|{_GAP}*:{_GAP}*|{_GAP}*(?={_OPENING}))")
_SLASHED = re.compile(
    rf"(?:{_CAPITALS}|{_NAME}){_MORE}{{0,4}}[,.]?{_GAP}*/(?P<credit>[^/\n]{{2,40}})/(?:\.|{_DASH})?"
)
_COLON = re.compile(
    rf"(?P<place>{_CAPITALS}|[A-ZÀ-Þ][\w'’\-]+(?:[ \xa0][A-ZÀ-Þ][\w'’\-]+){{0,2}})"
    rf"(?:,{_GAP}{_NAME})?:{_GAP}+(?=[A-ZÀ-Þ])"
)
_ENDED = re.compile(r"[.!?\"”’\w]\s+(?=[A-ZÀ-Þ]{2})")
_DECK = 400
"""Characters that headline and deck take at most."""
_INITIALS = re.compile(r"[A-Z]{2,6}")


class Place(Enum):
    """Where in the story a paragraph stands: first of all, among the first few, or further on."""

    FIRST = 1
    HEAD = 2
    BODY = 3


def dateline(line: str, lexicons: Lexicons, place: Place) -> int:
    """Return the length of the dateline that a paragraph begins with, its dash included, or 0.

    Further on in a story only a place with a known agency beside it counts, and a place before a
    colon only in the first paragraph.
    """
    head = line[:_LONGEST]
    for pattern in (_BESIDE_AGENCY, _SLASHED, _AGENCY_ONLY):
        match = pattern.match(head)
        loose = place is not Place.BODY and pattern is not _AGENCY_ONLY
        if match and _is_credit(match["credit"], lexicons, loose=loose):
            return len(match[0].rstrip())
    if place is Place.BODY:
        return 0
    match = _IN_CAPITALS.match(head)
    if match and (match["more"] or match["dash"] != "--") and not _is_label(match[0], lexicons):
        return len(match[0].rstrip())
    if place is Place.FIRST and len(line.split()) >= 15:
        match = _COLON.match(head)
        if match and not _is_label(match["place"], lexicons):
            return len(match[0].rstrip())
    return 0


def behind(line: str, lexicons: Lexicons) -> tuple[int, int] | None:
    """Return where a dateline with an agency stands in a line that begins with headline and deck.

    Where a page was flattened into one line: "Ten die. BEIRUT October 1 (Reuters) - At least ten ...".
    """
    for start in (match.end() for match in _ENDED.finditer(line, 0, _DECK)):
        match = _BESIDE_AGENCY.match(line, start, start + _LONGEST)
        if match and _IN_CAPITALS.match(match[0]) and _is_credit(match["credit"], lexicons, loose=False):
            return start, start + len(match[0].rstrip())
    return None


def _is_credit(words: str, lexicons: Lexicons, *, loose: bool) -> bool:
    """Whether words in brackets name an outlet, or look like an agency's initials."""
    parts = [part for part in re.split(r"\s*[/,;&|-]\s*|\s+and\s+", words.strip()) if part]
    if ":" in words or not parts:
        return False
    if any(part in lexicons.outlets or part.title() in lexicons.outlets for part in [words.strip(), *parts]):
        return True
    return loose and all(_INITIALS.fullmatch(part) or part.endswith(("News", "Press")) for part in parts)


def _is_label(words: str, lexicons: Lexicons) -> bool:
    """Whether words are a label of page furniture ("EXCLUSIVE:", "UPDATE —") and no place."""
    label = words.strip(" \xa0:—–―-")
    return any(matches(label) for _, matches in lexicons.made(line_patterns))
