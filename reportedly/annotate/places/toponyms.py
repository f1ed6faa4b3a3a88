"""Names of places in parsed paragraphs: the parser's places, and those that it takes for something else.

In come paragraphs; out come `Named`, in reading order, every one with candidates of the gazetteer. The
parser's own label is believed where the gazetteer knows the name. Other capitalised words count only
where the words around them speak of a place (`surroundings`): "in", "near", "the town of", "X province",
"X, Texas", a dateline; or where the same name is a place elsewhere in the document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from reportedly.actors import NameKind
from reportedly.annotate.actors.sightings import sightings
from reportedly.annotate.parse import Paragraph
from reportedly.annotate.places.gazetteer import Gazetteer, Level
from reportedly.annotate.places.names import DIRECTION, named
from reportedly.annotate.places.resolution import Named
from reportedly.annotate.places.spelling import key
from reportedly.annotate.places.surroundings import can_name, embedded, located, spoken_of
from reportedly.lexicon import Lexicons
from reportedly.shapes import EntityKind, Span

_PLACES = frozenset(["GPE", "LOC", "FAC"])
_NEVER = frozenset(["LANGUAGE", "LAW", "MONEY", "PERCENT"])
"""Labels that no place ever bears."""

_CALENDAR = re.compile(
    r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?|January|February|March|April|May|June|July|August|September"
    r"|October|November|December|Christmas|Easter|Ramadan|Eid|Today|Yesterday|Tomorrow|Spring|Summer|Autumn|Winter|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b"
)
_ARTICLE = r"(?:(?:(?:al|el|as|es|ar|ad|az|ez|at|an|ash|Al|El|As|Ar|Ad|Az|Ez|At|An|Ash)-|(?:al|el|Al|El) ))?"
_WORD = rf"{_ARTICLE}(?:St\.|Mt\.|Ft\.|[A-Z][\w'`-]*(?<!'s)(?<!'))"
_RUN = re.compile(
    rf"(?<![\w.@/-])(?:(?:[A-Z]\.\s?){{2,}}|{_WORD}(?:\s(?:(?:de|del|la|le|les|los|las|du|da|dos|di|of|the|and|bin|sur|upon|on)\s){{0,2}}{_WORD})*)"
)
_LEADING = re.compile(
    r"(?:In|At|On|From|Near|To|Into|Inside|Outside|Around|Across|Throughout|Through|Toward|Towards|Over|Around|Between"
    r"|The|A|An|And|But|As|For|With|When|While|After|Before|Since|If|Of|By|That|This|Now|Meanwhile|Also)\s+"
)
_DATELINE = re.compile(
    r"\s*([A-Z][A-Z.'-]+(?:\s[A-Z][A-Z.'-]+)*)(?:,\s*([A-Z][\w.]+(?:\s[A-Z][\w.]+)?))?\s*(?:\([^)]{2,30}\)\s*)?(?:-{1,2}|[\u2013\u2014])\s"
)
_PIECES = re.compile(r",\s*|\s+(?:and|or|in|near|with)\s+|/|\s*[\u2013\u2014]\s*")
_SHORT_FORM = re.compile(r",\s+((?:[A-Z][a-z]{0,4}\.)(?:\s?[A-Z][a-z]{0,3}\.)?|[A-Z]{2}\b)")
_LETTERS = re.compile(r"[A-Z]{2}")
_OF = re.compile(r"\s+of\s+(?:the\s+)?")
_DANGLING = re.compile(r"(?:\s+(?:de|del|la|le|les|los|las|du|da|dos|di|of|the|and|bin|sur|upon|on))+\s*$")
"""Small words that a stretch ends with where a day was cut off it: "Homs on [Monday]"."""
_LOST_APOSTROPHE = re.compile(r"\b([A-Z][\w-]+)s\s+(?=[A-Z])")
_NEXT_WORD = re.compile(rf"[ -]{_WORD}")
_LIST = re.compile(r",?\s+(?:and|or|to)\s+(?:the\s+)?|,\s+|/")

Entity = tuple[int, int, str]
"""Where the parser sees a name, in characters of the paragraph, and its label."""


def toponyms(
    paragraphs: Sequence[Paragraph], texts: Sequence[str], lexicons: Lexicons, gazetteer: Gazetteer
) -> list[tuple[int, Named]]:
    """Return the names with the number of their paragraph; `texts` are the paragraphs' words."""
    entities = [_entities(p) for p in paragraphs]
    people = _people(texts, entities)
    found: list[tuple[int, Named]] = []
    maybe: list[tuple[int, Named]] = []
    for number, (paragraph, text, seen) in enumerate(zip(paragraphs, texts, entities, strict=True)):
        for name, sure in _Search(paragraph, text, seen, people, lexicons, gazetteer).names():
            (found if sure else maybe).append((number, name))
    known = {key(name.name) for _, name in found}
    found += [(number, name) for number, name in maybe if key(name.name) in known and name.name not in people]
    return sorted(found, key=lambda entry: entry[1].span)


def _entities(paragraph: Paragraph) -> list[Entity]:
    """Return the parser's names."""
    return [(name[0].idx, name[-1].idx + len(name[-1].text), name.label_) for name in paragraph.doc.ents]


def _people(texts: Sequence[str], entities: Sequence[Sequence[Entity]]) -> frozenset[str]:
    """Return the first and last names of the people whom the document calls by both."""
    names = [
        text[start:end].split()
        for text, seen in zip(texts, entities, strict=True)
        for start, end, label in seen
        if label == "PERSON"
    ]
    return frozenset(part for name in names if len(name) > 1 for part in (name[0], name[-1]))


@dataclass(slots=True)
class _Search:
    """The search through one paragraph; offsets are its own.

    `taken` marks the characters that are spoken for, `ends` where the places found so far end.
    """

    paragraph: Paragraph
    text: str
    entities: Sequence[Entity]
    people: frozenset[str]
    lexicons: Lexicons
    gazetteer: Gazetteer
    taken: bytearray = field(default_factory=bytearray)
    ends: set[int] = field(default_factory=set)

    def names(self) -> Iterator[tuple[Named, bool]]:
        """Yield the names, and whether they are places whatever the rest of the document says."""
        self.taken = bytearray(len(self.text))
        for start, end, label in self.entities:
            if label in _NEVER:
                self._take(Span(start, end))
        for match in _CALENDAR.finditer(self.text):
            self._take(Span(*match.span()))
        for span in self._groups():
            self._take(span)
        yield from self._labelled()
        yield from self._short_forms()
        for span, label in self._runs():
            for piece in self._pieces(span):
                if self._free(piece):
                    yield from self._unlabelled(piece, label)

    def _groups(self) -> Iterator[Span]:
        """Yield the names of armed groups: what they hold names no place ("Islamic State in Iraq", "IS")."""
        directory, base = self.lexicons.actors, self.paragraph.base
        for seen in sightings(self.paragraph, self.text, directory):
            actors = [directory.actors[a] for a in seen.name.actors]
            if seen.name.kind is NameKind.FULL and any(a.kind is EntityKind.ARMED_GROUP for a in actors):
                yield Span(seen.start - base, seen.end - base)

    def _labelled(self) -> Iterator[tuple[Named, bool]]:
        """Yield what the parser takes for places, and datelines."""
        dateline = _DATELINE.match(self.text)
        spans = [Span(*dateline.span(group)) for group in (1, 2) if dateline.group(group)] if dateline else []
        spans += [Span(start, end) for start, end, label in self.entities if label in _PLACES]
        for span in spans:
            for piece in self._pieces(span):
                piece = self._longest(_directed(self.text, piece))
                name = self._read(piece) if self._free(piece) else None
                if name is None or not can_name(name, self.lexicons):
                    continue
                if name.guessed and not located(self.text, piece.start):
                    continue
                if _LETTERS.fullmatch(name.name) and not (
                    name.candidates[0].listed or self.text[: piece.start].endswith(", ")
                ):
                    continue  # "NE" is Nebraska in "Omaha, NE" only.
                self._take(piece)
                self.ends.add(piece.end)
                person = name.name in self.people
                yield name, not person or spoken_of(self.text, piece, "PERSON", name, self.gazetteer)

    def _short_forms(self) -> Iterator[tuple[Named, bool]]:
        """Yield the states that follow towns: "Barrie, Ont."."""
        for match in _SHORT_FORM.finditer(self.text):
            area = Span(*match.span(1))
            if match.start() in self.ends and self._free(area):
                name = self._read(area, guess=False)
                if name.candidates:
                    self._take(area)
                    yield name, True

    def _unlabelled(self, piece: Span, label: str) -> Iterator[tuple[Named, bool]]:
        """Yield a place among other capitalised words, or inside the name of a body that is there."""
        text = self.text
        guess = label not in ("", "NORP") and located(text, piece.start, strict=True)
        name = self._read(piece, guess)
        if not can_name(name, self.lexicons):
            for part in embedded(text, piece, self.lexicons):
                name = self._read(part, guess=False)
                if can_name(name, self.lexicons):
                    sure = name.candidates[0].level < Level.TOWN or bool(name.said)
                    yield replace(name, embedded=True), sure
                    return
            tail = _OF.search(text, piece.start, piece.end)  # "Residents of X", where X is no body's.
            if tail:
                yield from self._unlabelled(Span(tail.end(), piece.end), label)
            return
        label = "PERSON" if name.name in self.people else label
        if label or self._is_name(name.span):
            sure = spoken_of(text, piece, label, name, self.gazetteer)
            sure = sure or (label != "PERSON" and self._listed_after(piece.start))
            if sure:
                self.ends.add(piece.end)
            yield name, sure

    def _listed_after(self, start: int) -> bool:
        """Whether the name stands in a list behind a place: "Hama, X and Y"."""
        return any(
            end in self.ends and _LIST.fullmatch(self.text, end, start) for end in range(start - 10, start)
        )

    def _runs(self) -> Iterator[tuple[Span, str]]:
        """Yield the longest stretches of capitalised words and their labels, without "The", "In" and days."""
        text, number, last = self.text, 0, len(self.entities)
        for match in _RUN.finditer(text):
            start, end = match.span()
            while leading := _LEADING.match(text, start, end):
                start = leading.end()
            for day in _CALENDAR.finditer(text, start, end):
                if day.start() > start:
                    end = day.start()
                    break
                start = day.end()
            if dangling := _DANGLING.search(text, start, end):
                end = dangling.start()
            span = _trimmed(text, Span(start, end))
            while number < last and self.entities[number][1] <= span.start:
                number += 1
            s, e, label = self.entities[number] if number < last else (0, 0, "")
            if s >= span.end or e <= span.start:
                label = ""
            if span.start < span.end and not (label == "PERSON" and (s < span.start or e > span.end)):
                yield span, label

    def _pieces(self, span: Span) -> Iterator[Span]:
        """Yield a stretch that the gazetteer knows; else its parts."""
        whole = self.text[span.start : span.end]
        for lost in _LOST_APOSTROPHE.finditer(self.text, span.start, span.end):
            if self._is_country(lost.group(1)) and not self.gazetteer.find(lost.group().strip()):
                yield from self._pieces(Span(span.start, lost.end(1)))
                yield from self._pieces(Span(lost.end(), span.end))
                return
        if not _PIECES.search(whole) or named(self.text, span, self.gazetteer, guess=False).candidates:
            yield span
            return
        start = span.start
        for part in _PIECES.split(whole):
            at = self.text.find(part, start)
            if part.strip():
                yield Span(at, at + len(part))
            start = at + len(part)

    def _longest(self, piece: Span) -> Span:
        """Return a name with the word after it where the lexicon lists both as one: "Tal" of "Tal Abyad"."""
        after = _NEXT_WORD.match(self.text, piece.end)
        if after is None:
            return piece
        known = self.gazetteer.find(self.text[piece.start : after.end()])
        return Span(piece.start, after.end()) if known and known[0].listed else piece

    def _is_country(self, words: str) -> bool:
        return any(c.level is Level.COUNTRY for c in self.gazetteer.find(words))

    def _read(self, span: Span, guess: bool = True) -> Named:
        name = named(self.text, span, self.gazetteer, guess)
        start, end = _trimmed(self.text, span)
        if self.text[end - 2 : end] == "'s":
            end -= 2
        if self.text[start : start + 4].lower() == "the ":
            start += 4
        base = self.paragraph.base
        return replace(name, span=Span(base + start, base + end), name=self.text[start:end])

    def _is_name(self, span: Span) -> bool:
        """Whether the parser takes the last word for a name, or for no word that it knows."""
        tokens = self.paragraph.within(span)
        return not tokens or tokens[-1].pos_ in ("PROPN", "X", "ADJ", "NOUN")

    def _free(self, span: Span) -> bool:
        return self.taken.find(1, span.start, span.end) < 0

    def _take(self, span: Span) -> None:
        self.taken[span.start : span.end] = b"\x01" * (span.end - span.start)


def _directed(text: str, piece: Span) -> Span:
    """A name without a direction in small letters that the parser took into it: "northeast Nigeria"."""
    found = DIRECTION.match(text[piece.start : piece.end])
    return Span(piece.start + found.end(), piece.end) if found and text[piece.start].islower() else piece


def _trimmed(text: str, span: Span) -> Span:
    words = text[span.start : span.end]
    return Span(span.end - len(words.lstrip()), span.start + len(words.rstrip()))
