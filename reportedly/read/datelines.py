"""Where a dispatch was filed: "BEIRUT, Oct 1 (Reuters) -" before the first words of a story.

In comes one paragraph; out comes how many of its characters are its dateline. The shapes are those
of the agencies' style books: a place in capitals or beside an agency, perhaps a region and a day, a
dash or a colon. Names of agencies come from the table of outlets.
"""

from __future__ import annotations

import re

from reportedly.lexicon import Lexicons

_LONGEST = 120
_PLACE = r"(?:[A-ZÀ-Þ][A-ZÀ-Þ'’.\-]*[A-ZÀ-Þ.](?:[ \xa0/-](?:[A-ZÀ-Þ][A-ZÀ-Þ'’.\-]*|[dD][eE][lL]?|AL|EL))*)"
_NAME = r"(?:[A-ZÀ-Þ][\w'’.\-]+(?:[ \xa0-](?:[A-ZÀ-Þ][\w'’.\-]*|of|de|del|el|al|the)){0,4})"
_MORE = (
    rf"(?:,? (?:and|&) {_PLACE}|/{_PLACE}|,[ \xa0]{_NAME}|,?[ \xa0][A-Z][a-z]{{2,8}}\.?[ \xa0]\d{{1,2}}(?:,?[ \xa0]\d{{4}})?"
    r"|,?[ \xa0]\d{1,2}[ \xa0][A-Z][a-z]{2,8}\.?(?:[ \xa0]\d{4})?)"
)
_DASH = r"[ \xa0]*(?:--+|[—–―‒]|-(?=[ \xa0]))[ \xa0]*"
_CREDIT = r"[ \xa0]*[(\[](?P<credit>[^()\[\]]{2,60})[)\]]"
_IN_CAPITALS = re.compile(rf"{_PLACE}{_MORE}{{0,4}}(?:,)?(?:{_CREDIT})?{_DASH}")
_BESIDE_AGENCY = re.compile(rf"(?:{_PLACE}|{_NAME}){_MORE}{{0,4}}(?:,)?{_CREDIT}(?:{_DASH}|[ \xa0]*:[ \xa0]*|[ \xa0]*$|[ \xa0]+(?=[A-Z\"“]))")
_CREDIT_ONLY = re.compile(rf"{_CREDIT}(?:{_DASH}|[ \xa0]*:[ \xa0]*|(?=[A-Z\"“‘])|[ \xa0]+(?=[A-Z\"“‘]))")
_SLASHED = re.compile(rf"(?:{_PLACE}|{_NAME})[ \xa0]*/(?P<credit>[^/\n]{{2,40}})/[ \xa0]*(?:{_DASH})?")
_COLON = re.compile(rf"(?P<place>{_PLACE}|[A-ZÀ-Þ][\w'’.\-]+(?:[ \xa0-][A-ZÀ-Þ][\w'’.\-]+){{0,2}})(?:,[ \xa0]{_NAME})?:[ \xa0]+(?=[A-Z\"“‘À-Þ\d])")
_NAMED = re.compile(rf"{_NAME}(?:,[ \xa0]{_NAME})?[ \xa0](?:--+|[—–―])[ \xa0]")
_CAPITALS = re.compile(r"[A-Z]{2,6}")


def dateline(line: str, lexicons: Lexicons, *, first: bool) -> int:
    """Return the length of the dateline that a paragraph begins with, its dash included, or 0.

    `first` says that it is the story's first paragraph; only there do a place without its agency,
    or one before a colon, count.
    """
    head = line[:_LONGEST]
    for pattern in (_BESIDE_AGENCY, _SLASHED, _CREDIT_ONLY):
        match = pattern.match(head)
        if match and _is_credit(match["credit"], lexicons, loose=pattern is not _CREDIT_ONLY and first):
            return len(match[0].rstrip())
    match = _IN_CAPITALS.match(head)
    if match and (first or match["credit"]) and not _is_label(match[0], lexicons):
        return len(match[0].rstrip())
    if first and len(line.split()) >= 12:
        match = _COLON.match(head)
        if match and not _is_label(match["place"], lexicons) and _is_placelike(match["place"], line):
            return len(match[0].rstrip())
    return 0


def _is_credit(words: str, lexicons: Lexicons, *, loose: bool) -> bool:
    """Whether words in brackets name an outlet, or look like an agency's initials."""
    parts = [part for part in re.split(r"\s*[/,;&|-]\s*|\s+and\s+", words.strip()) if part]
    if any(part in lexicons.outlets or part.title() in lexicons.outlets for part in [words.strip(), *parts]):
        return True
    return loose and all(_CAPITALS.fullmatch(part) or part.endswith(("News", "Press")) for part in parts)


def _is_label(words: str, lexicons: Lexicons) -> bool:
    """Whether words are a label of page furniture ("EXCLUSIVE:", "UPDATE —") and no place."""
    label = words.strip(" \xa0:—–―-")
    return any(pattern.fullmatch(label) for _, pattern in lexicons.furniture)


def _is_placelike(words: str, line: str) -> bool:
    """Whether "Xxx:" at a paragraph's start reads as a place: nobody speaks, and no list begins."""
    rest = line[len(words) :]
    return len(words.split()) <= 3 and not re.match(r":\s*[\"“‘'\d]", rest) and "?" not in words
