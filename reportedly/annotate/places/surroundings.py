"""What the words in and around a name say: whether it is a place at all, or a body that is at a place.

In come a paragraph's text, a stretch of it and what the gazetteer knows of it; out come yes or no, or the
part of the stretch that is the place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportedly.annotate.places.gazetteer import Candidate, Gazetteer, Level
from reportedly.annotate.places.resolution import Named
from reportedly.lexicon import Lexicons
from reportedly.shapes import Span

_BREAK = re.compile(r"(?<=\w)(?=\s)")
_OF = re.compile(r"\s+of\s+(?:the\s+)?")
_LOCATIVE = re.compile(
    r"\b(?:in|near|into|outside|inside|around|across|throughout|through|towards?|from|at|to|outskirts of|of"
    r"|north of|south of|east of|west of|leaving|entering|reached|reaching|visited|visiting|between)\s+"
    r"(?:(?:the\s+)?(?:(?:\w+ern|central|greater|downtown|nearby|rural|rebel-held|besieged|government-held"
    r"|opposition-held)\s+)*(?:(?:towns?|cit(?:y|ies)|villages?|suburbs?|districts?|provinces?|neighbou?rhoods?|areas?"
    r"|governorates?|regions?|count(?:y|ies)|ports?|capital)\s+(?:of\s+)?)?)$",
    re.IGNORECASE,
)
_STRICT = re.compile(
    r"(?:\b(?:in|near|into|outside|inside|around|across|throughout|towns? of|cit(?:y|ies) of"
    r"|villages? of|suburbs? of|outskirts of|residents of|battle for"
    r"|(?:strikes|airstrikes|raids?|bombardment|shelling) on"
    r"|(?:bombing|bombardment|shelling|siege) of)|,\s+of)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_COMMA = re.compile(r",\s+([A-Z][\w.]*(?:\s[A-Z][\w.]*)?)")

SMALL_TOWN = 1000
"""A name that the parser takes for no place must be that of a place of more people, or be held."""


@dataclass(frozen=True, slots=True)
class _Patterns:
    """The lexicon's words: bodies after a place's name, bodies before "of", words that mean no place."""

    body: re.Pattern[str]
    body_of: re.Pattern[str]
    hollow: re.Pattern[str]


def _patterns(lexicons: Lexicons) -> _Patterns:
    names = ("bodies", "body_kinds", "bodies_of", "hollow", "hollow_after")
    words = ((name, lexicons.place_words[name]) for name in names)
    one = {name: "|".join(sorted(map(re.escape, some), key=lambda w: (-len(w), w))) for name, some in words}
    title = {
        name: re.sub(r"(?<![a-z])[a-z]", lambda m: m.group().upper(), some) for name, some in one.items()
    }
    bodies = "|".join([title["bodies"], *(w.upper() for w in one["bodies"].split("|") if len(w) <= 3)])
    return _Patterns(
        re.compile(rf"\s+(?:(?:{title['body_kinds']})\s+)*(?:{bodies})\b"),
        re.compile(rf"\b(?<!Old )(?:{title['bodies_of']})\s+of\s+(?:the\s+)?$"),
        re.compile(rf"(?:the\s+)?(?:{one['hollow']})(?:\s+(?:{one['hollow_after']}))?", re.IGNORECASE),
    )


def can_name(name: Named, lexicons: Lexicons) -> bool:
    """Whether the words can name a place: no people, no outlet, no hollow word, no "Us" for "US"."""
    words = name.name
    if len(words) < 2 or not name.candidates or lexicons.made(_patterns).hollow.fullmatch(words):
        return False
    first = name.candidates[0]
    if len(words) <= 3 and not words.isupper() and "." not in words and len(first.name) > 4 and first.listed:
        return False
    if words.lower() in lexicons.demonyms and not (first.listed and words.isupper()):
        return False
    return words not in lexicons.outlets and any(letter.isupper() for letter in words[:4])


def embedded(text: str, span: Span, lexicons: Lexicons) -> Iterator[Span]:
    """Yield what may be the place in a body's name, longest first: "Glasgow Police Department"."""
    start, end = span
    patterns = lexicons.made(_patterns)
    for stop in reversed(list(_BREAK.finditer(text[start:end]))):
        if patterns.body.match(text, start + stop.start(), end + 20):
            yield Span(start, start + stop.start())
    of = _OF.search(text, start, end)
    if of and patterns.body_of.search(text, start, of.end()):
        yield Span(of.end(), end)


def spoken_of(text: str, span: Span, label: str, name: Named, gazetteer: Gazetteer) -> bool:
    """Whether the words around a capitalised name speak of a place."""
    start, end = span
    listed = any(c.listed for c in name.candidates)
    if listed:
        return True
    held = _held(text, end, name.candidates, gazetteer)
    if held or name.said:
        return True
    known = any(c.population > SMALL_TOWN or c.listed or c.unsure for c in name.candidates)
    return known and located(text, start, strict=label in ("PERSON", "ORG", "NORP"))


def located(text: str, start: int, strict: bool = False) -> bool:
    """Whether the words before lead to a place: "in", "the outskirts of"; `strict`: to nothing else."""
    pattern = _STRICT if strict else _LOCATIVE
    return bool(pattern.search(text, max(0, start - 60), start))


def _held(text: str, end: int, candidates: Sequence[Candidate], gazetteer: Gazetteer) -> bool:
    """Whether ", X" follows, and X is a country or first-level area that holds one of the candidates."""
    match = _COMMA.match(text, end)
    if not match:
        return False
    words = match.group(1)
    short = gazetteer.short_form(words) or gazetteer.short_form(words.split()[0])
    holders = (short,) if short else gazetteer.find(words) or gazetteer.find(words.split()[0])
    return any(
        (h.level is Level.COUNTRY and c.level > Level.COUNTRY and c.country == h.country)
        or (h.level is Level.FIRST and c.level > Level.FIRST and c.first == h.id)
        for h in holders
        for c in candidates
    )
