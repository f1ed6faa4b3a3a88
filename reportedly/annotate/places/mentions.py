"""Places named in a document: parsed paragraphs in, `Place` rows in reading order out.

Names are found (`toponyms`), each gets the place that it means here (`resolution`), names that stand for
who acts are left out (`actors`), and each row says how exactly its words say where: "near X", "northern
X", "the border with X" are less exact than X.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from reportedly.alternation import alternation
from reportedly.annotate.parse import Paragraph
from reportedly.annotate.places.acting import acts
from reportedly.annotate.places.countryside import parts
from reportedly.annotate.places.gazetteer import Candidate, Gazetteer, Level
from reportedly.annotate.places.resolution import Choice, resolve
from reportedly.annotate.places.toponyms import toponyms
from reportedly.ids import row_id
from reportedly.lexicon import Lexicons
from reportedly.shapes import Place, Span

_DIRECTION = (
    r"(?:far\s+|the\s+)?(?:(?:north|south|east|west)(?:-?(?:east|west))?(?:ern)?|central|upper|lower|rural)"
)
_PART_BEFORE = re.compile(rf"\b{_DIRECTION}(?:\s+parts?\s+of)?\s+$", re.IGNORECASE)
_PART_OF_BEFORE = re.compile(
    r"\b(?:the\s+)?(?:(?:far\s+)?(?:north|south|east|west)(?:-?(?:east|west))?(?:ern)?(?:\s+(?:coast|part|parts|half|edge|side|"
    r"outskirts|countryside))?|coast|countryside|interior|centre|center|heart)\s+of\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_PART_AFTER = re.compile(
    r"'s\s+(?:(?:far|remote|central)\s+)?(?:(?:north|south|east|west)\w*|coast|countryside|interior|coastline|border\w*|frontier)\b"
    r"(?:\s+(?:coast|border|region|provinces?))?",
    re.IGNORECASE,
)
_BORDER_BEFORE = re.compile(
    r"\b(?:the\s+)?(?:border|frontier|boundary)\s+(?:with|between|of)\s+(?:the\s+)?$", re.IGNORECASE
)
_BORDER_AFTER = re.compile(r"(?:-\w+)?\s+(?:border|frontier)\b", re.IGNORECASE)
_NEAR_BEFORE = re.compile(
    r"\b(?:near(?:by)?|close\s+to|outside|around|outskirts\s+of|surroundings?\s+of|vicinity\s+of|not\s+far\s+from|just\s+off"
    r"|(?:kilomet(?:er|re)s?|km|miles?)\s+(?:\(\d[^)]{1,20}\)\s+)?(?:north|south|east|west|from|away|outside)[\w-]*(?:\s+(?:of|from))?"
    r"|(?:north|south|east|west)\w*\s+of|between)\s+(?:the\s+)?(?:(?:town|city|village|capital)\s+(?:of\s+)?)?$",
    re.IGNORECASE,
)
_JOINED = re.compile(r"(?:,|,?\s+and|\s+or)\s+(?:the\s+)?")
SIGN = 1 / 3
"""What one word of public life says for its country, where the name of its people says 1."""

_CAPITALISED = re.compile(r"\b[A-Z]\w+")


def places(
    paragraphs: Sequence[Paragraph],
    lexicons: Lexicons,
    gazetteer: Gazetteer,
    actors: bool = False,
    home: str | None = None,
) -> tuple[Place, ...]:
    """Return the places named in the paragraphs of one document.

    `actors`: also names that stand for who acts: countries and capitals for governments ("Moscow denied"),
    places inside the names of bodies ("Homs Police"). `home`: the publisher's country (ISO 3166-1
    alpha-3), where known.
    """
    texts = [p.doc.text for p in paragraphs]
    found = toponyms(paragraphs, texts, lexicons, gazetteer)
    if not found:
        return ()
    text = _canvas(paragraphs, texts)
    leans = leanings(texts, lexicons, gazetteer)
    choices = resolve(text, [name for _, name in found], leans, home)
    rows: list[Place] = []
    near_before: Span | None = None
    for (number, name), choice in zip(found, choices, strict=True):
        if choice is None or choice.lonely or (name.guessed and not _at_home(choice, leans, choices)):
            continue
        whole = _widened(text, name.span)
        if not actors and (
            name.embedded or (whole == name.span and acts(paragraphs[number], choice, lexicons))
        ):
            continue
        near = bool(_NEAR_BEFORE.search(text, max(0, name.span.start - 60), name.span.start)) or (
            near_before is not None and bool(_JOINED.fullmatch(text[near_before.end : name.span.start]))
        )
        near_before = name.span if near else None
        part = choice.named.part or whole != choice.named.span
        rows.append(_row(text, choice.candidate, whole, near, part))
    for span, country in parts(text, rows):
        land = gazetteer.country(country)
        rows += [_row(text, land, span, False, True)] if land is not None else []
    return tuple(sorted(rows, key=lambda row: row.start))


def leanings(texts: Iterable[str], lexicons: Lexicons, gazetteer: Gazetteer) -> dict[str, float]:
    """Return what speaks for each country before any place is named, by alpha-3 code: 0 to 2.

    Words for a people ("Syrian") count one, whatever their number; words of public life that are at
    home in one country ("sheriff") a third each, one at most.
    """
    folk: set[str] = set()
    signs: set[str] = set()
    for text in texts:
        folk.update(w for w in _CAPITALISED.findall(text) if w.lower() in lexicons.demonyms)
        plain = text.replace("\u2019", "'")
        signs.update(m.lower() for m in lexicons.made(_country_signs).findall(plain))
    out: dict[str, float] = {}
    for sign in sorted(signs):
        for country in sorted(lexicons.country_signs[sign]):
            out[country] = min(1.0, out.get(country, 0.0) + SIGN)
    for name in sorted({lexicons.demonyms[word.lower()] for word in folk}):
        place = next((c.country for c in gazetteer.find(name) if c.level is Level.COUNTRY), None)
        if place:
            out[place] = out.get(place, 0.0) + 1.0
    return out


def _country_signs(lexicons: Lexicons) -> re.Pattern[str]:
    """A pattern that finds any of the country signs as whole words, whatever their case."""
    words = sorted(lexicons.country_signs, key=lambda word: (-len(word), word))
    return re.compile(rf"(?<!\w)(?:{alternation(words)})(?!\w)", re.IGNORECASE)


def _canvas(paragraphs: Sequence[Paragraph], texts: Sequence[str]) -> str:
    """Return the paragraphs' words at their offsets in the document, line breaks between."""
    parts, at = [], 0
    for paragraph, text in zip(paragraphs, texts, strict=True):
        parts.append("\n" * (paragraph.base - at) + text)
        at = paragraph.base + len(text)
    return "".join(parts)


def _at_home(choice: Choice, leans: dict[str, float], choices: Sequence[Choice | None]) -> bool:
    """Whether a guess at a spelling lies in a country that the document speaks of anyway."""
    country = choice.candidate.country or ""
    others = [c.candidate.country for c in choices if c and not c.named.guessed]
    return others.count(country) * 5 >= len(others) if others else country in leans


def _widened(text: str, span: Span) -> Span:
    """Return a name's span with the words that make it a part or a border of the place: "the west of X"."""
    start, end = span
    for pattern in (_PART_BEFORE, _PART_OF_BEFORE, _BORDER_BEFORE):
        before = pattern.search(text, max(0, start - 60), start)
        start = before.start() if before else start
    for pattern in (_PART_AFTER, _BORDER_AFTER):
        after = pattern.match(text, end)
        end = after.end() if after else end
    return Span(start, end)


def _row(text: str, place: Candidate, whole: Span, near: bool, part: bool) -> Place:
    start, end = whole
    precision = place.precision
    if precision == 1 and (near or part):
        precision = 2
    elif precision == 6 and part:
        precision = 5
    return Place(
        id=row_id("pl", start, end, place.id, place.name),
        start=start,
        end=end,
        name=text[start:end] if part else place.name,
        geonames_id=place.id,
        country=place.country,
        admin1=place.admin1,
        lat=round(place.lat, 4),
        lon=round(place.lon, 4),
        precision=precision,
    )
