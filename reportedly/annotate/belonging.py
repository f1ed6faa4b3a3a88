"""Whose a state's body is that is named without its state: "the defence ministry", "a ministry spokesman".

In come finished sources with the places and entities of the document; out come the same, `affiliation` filled
in with the state where the words around tell it: the phrase itself, another mention of the same body, the
publisher's country, what was last spoken of. The press of a country leaves out its own.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reportedly.actors import fold
from reportedly.annotate.chains import credited
from reportedly.annotate.mentions import PRESS
from reportedly.annotate.parse import Paragraph
from reportedly.annotate.places.gazetteer import Gazetteer
from reportedly.lexicon import Lexicons
from reportedly.shapes import Document, Entity, Place, Segment, SegmentKind, Source, SourceKind, Span

_WORD = re.compile(r"[^\W\d_]+")
_OWNER = re.compile(r"([^\W\d_]+)(?:'s|\u2019s)?\s+$")
_NEAR = 160
"""Characters before a body within which a country spoken of is the one whose body it is."""
_POSTS = {
    *("minister", "ministers", "deputy", "deputies", "lawmaker", "lawmakers", "mayor", "governor", "prefect"),
    *("prosecutor", "prosecutors", "judge", "magistrate", "senator"),
}
_LINKING = frozenset({"of", "for", "the", "and", "in", "a", "an", "its", "his", "her", "their"})


@dataclass(frozen=True, slots=True)
class Origin:
    """Whence a document comes: the agency that it credits, the country (ISO 3166-1) of its dateline."""

    credit: str | None
    country: str | None


def origin(
    document: Document, segments: Sequence[Segment], lexicons: Lexicons, gazetteer: Gazetteer
) -> Origin:
    """Return whence a document comes, as far as it says."""
    lines = [document.text[s.start : s.end] for s in segments if s.kind is SegmentKind.DATELINE]
    country = next((found for line in lines if (found := _country(line, lexicons, gazetteer))), None)
    return Origin(credited(document, segments, lexicons), country)


def _country(line: str, lexicons: Lexicons, gazetteer: Gazetteer) -> str | None:
    """The country of a dateline: the one it names, else that of its town."""
    names = [part.strip() for part in re.split(r"[,/(\u2013\u2014]|\s-", line)]
    countries = lexicons.made(_Lands).countries
    named = next((countries[name.lower()] for name in names if name.lower() in countries), None)
    if named is not None or not names[0]:
        return named
    town = names[0].title() if names[0].isupper() else names[0]
    found = gazetteer.find(town)
    best = [place for place in found if place.listed] or [place for place in found if place.own] or found
    return max(best, key=lambda place: place.population).country if best else None


@dataclass(frozen=True, slots=True)
class _Sign:
    """A stretch of text that names a state, by its name, its people, a seat of its government or a place."""

    at: int
    state: str


def belonging(
    document: Document, sources: Sequence[Source], paragraphs: Sequence[Paragraph], places: Sequence[Place],
    entities: Sequence[Entity], origin: Origin, lexicons: Lexicons,
) -> tuple[Source, ...]:  # fmt: skip
    """Return the sources, those that are bodies or officers of a state with its name as affiliation."""
    bodies = [source for source in sources if _state_body(source, lexicons)]
    if not bodies:
        return tuple(sources)
    home = _Home(document, paragraphs, places, entities, origin, lexicons)
    found = {source.id: home.state(source) for source in bodies}
    return tuple(_owned(source, found.get(source.id)) for source in sources)


def _owned(source: Source, state: str | None) -> Source:
    if state is None:
        return source
    own = source.affiliation or ""
    # "Justice" of "Justice Minister" says no more than the post does.
    part = set(_words(own)) <= set(_words(source.role or "")) and " " not in own
    return replace(source, affiliation=state if part else f"{own} of {state}")


def _words(text: str) -> list[str]:
    return [fold(word) for word in _WORD.findall(text.replace("\u2019", "'").replace("'s", ""))]


def _about(source: Source) -> str:
    return " ".join((source.name, source.role or "", source.affiliation or ""))


def _state_body(source: Source, lexicons: Lexicons) -> bool:
    """Whether a source is a body or an officer of some state, by its words."""
    if source.kind in PRESS or source.kind is SourceKind.ACCOUNT:
        return False
    paper = source.kind is SourceKind.DOCUMENT  # a statement is that of its maker
    said = set(_words((source.affiliation or "") if paper else _about(source)))
    return bool(said & (lexicons.state_nouns | _POSTS)) and "source" not in said and "sources" not in said


class _Lands:
    """The lexicons' states: by country (ISO 3166-1 alpha-3) and by name, and words of what is no state's."""

    def __init__(self, lexicons: Lexicons) -> None:
        directory = lexicons.actors
        states = [a for a in directory.actors.values() if directory.state(a.id) is a]
        self.states: dict[str | None, str] = {a.country: a.name for a in states if a.country}
        self.known = frozenset(self.states.values())
        self.names = {fold(name): name for name in self.states.values()}
        self.countries = {a.name.lower(): a.country for a in states}
        self.outside = {w for file in lexicons.files for w in file.origin_words.get("elsewhere", ())}


class _Home:
    """What a document tells of whose bodies its bodies are."""

    def __init__(
        self, document: Document, paragraphs: Sequence[Paragraph], places: Sequence[Place],
        entities: Sequence[Entity], origin: Origin, lexicons: Lexicons,
    ) -> None:  # fmt: skip
        self.text, self.lexicons = document.text, lexicons
        self.entities = {entity.id: entity for entity in entities}
        self.lands = lexicons.made(_Lands)
        self.states = self.lands.states
        surest: dict[int, _Sign] = {}
        for sign in self._signs(paragraphs, places):
            surest.setdefault(sign.at, sign)
        self.signs = [surest[at] for at in sorted(surest)]
        self.starts = [sign.at for sign in self.signs]
        outlets = [lexicons.outlets.get(name or "") for name in (origin.credit, document.outlet)]
        first = next((outlet for outlet in outlets if outlet is not None), None)
        self.press = self.states.get(first.country) if first is not None else None
        self.dateline = self.states.get(origin.country)
        self.blocks = [Span(p.segment.start, p.segment.end) for p in paragraphs]

    def _signs(self, paragraphs: Sequence[Paragraph], places: Sequence[Place]) -> Iterator[_Sign]:
        """Yield what names a state, the surest first: a president may bear the name of a town elsewhere."""
        for paragraph in paragraphs:
            for token in paragraph.tokens:
                state = self._named(token.text)
                if state is not None:
                    yield _Sign(paragraph.start(token), state)
        for entity in self.entities.values():
            state = self.states.get(entity.country)
            yield from (_Sign(span.start, state) for span in entity.mentions if state is not None)
        for place in places:
            state = self.states.get(place.country)
            if state is not None:
                yield _Sign(place.start, state)

    def _named(self, word: str) -> str | None:
        """The state that a word names: by its own name, its people's, or a seat of its government."""
        if not word[:1].isupper() or word == "Us":
            return None
        plain = fold(word)
        state = self.lexicons.demonyms.get(plain) or self.lands.names.get(plain)
        metonym = self.lexicons.metonyms.get(word)
        if state is None and metonym is not None:
            state = self.states.get(metonym.country)
        return state if state in self.lands.known else None

    def state(self, source: Source) -> str | None:
        """Return the state of a source's body, or null where it is named with it, or nothing tells."""
        about = _about(source)
        if any(self._named(word) for word in _WORD.findall(about)) or self._foreign(about):
            return None
        return (
            self._behind(source) or self._elsewhere(source) or self.press or self._entity(source)
            or self._before(source) or self.dateline or self._most()
        )  # fmt: skip

    def _foreign(self, about: str) -> bool:
        """Whether words name an actor that is no state's, or one whose state the lexicon knows."""
        words = _words(about)
        return bool(self.lands.outside & set(words)) or self.lexicons.actors.official(about.strip())

    def _behind(self, source: Source) -> str | None:
        """As in "the economy ministry in Zelenik": a place within the phrase."""
        for span in source.mentions:
            inside = [s for s in self.signs if span.start <= s.at < span.end]
            if inside:
                return inside[0].state
        return None

    def _elsewhere(self, source: Source) -> str | None:
        """The one state whose body of the same words the document names."""
        own = [w for w in _words(source.name) if w not in _LINKING]
        if len(own) < 2:
            return None
        form = r"(?:'s|\u2019s)?\s+".join(map(re.escape, own))
        bodies = (m.start() for m in re.finditer(form, self.text, re.IGNORECASE))
        owners = (_OWNER.search(self.text, max(0, at - _NEAR), at) for at in bodies)
        found = {self._named(m.group(1)) for m in owners if m is not None} - {None}
        return found.pop() if len(found) == 1 else None

    def _entity(self, source: Source) -> str | None:
        entity = self.entities.get(source.entity or "")
        return self.states.get(entity.country) if entity is not None else None

    def _before(self, source: Source) -> str | None:
        """The state last spoken of before the first mention, in its paragraph."""
        first = min((span.start for span in source.mentions), default=None)
        if first is None:
            return None
        block = next((b for b in self.blocks if b.start <= first < b.end), None)
        place = bisect_left(self.starts, first)
        if block is None or place == 0:
            return None
        last = self.signs[place - 1]
        return last.state if last.at >= max(block.start, first - _NEAR) else None

    def _most(self) -> str | None:
        """The state of which most is said, if it is more than half."""
        count = Counter(sign.state for sign in self.signs)
        top = count.most_common(1)
        return top[0][0] if top and top[0][1] > max(1, count.total() / 2) else None
