"""Persons and organisations that the lexicon does not know: from the parser's names and from the sources.

A surname joins the full name of the document, a shorter name of an organisation its longer one, an acronym
what it stands for ("Coastal Defence Council (CDC)"). A headline alone names nobody, as its capitals mislead.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.actors import fold
from reportedly.annotate.actors.cast import Cast, Member
from reportedly.annotate.actors.known import Known
from reportedly.lexicon import Lexicons
from reportedly.shapes import EntityKind, Source, SourceKind, Span

if TYPE_CHECKING:
    from reportedly.annotate.parse import Token

_SMALL = {"the", "a", "an", "'s", "\u2019s", "'", "mr", "mrs", "ms", "dr", "sir"}
_LINKS = {
    "of",
    "for",
    "and",
    "the",
    "to",
    "in",
    "al",
    "el",
    "de",
    "bin",
    "ibn",
    "van",
    "von",
    "-",
    "&",
    "'s",
    "on",
}
_WHERE = {"in", "near", "at", "inside", "outside", "around", "from", "into"}
_ARMED = {"military", "armed_group"}


@dataclass(frozen=True, slots=True)
class _Found:
    paragraph: int
    tokens: tuple[Token, ...]
    person: bool

    def start(self, cast: Cast) -> int:
        """Return the offset of the name's first character."""
        return cast.paragraphs[self.paragraph].start(self.tokens[0])

    def end(self, cast: Cast) -> int:
        """Return the offset after the name's last character."""
        return cast.paragraphs[self.paragraph].end(self.tokens[-1])

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(fold(t.text) for t in self.tokens)


def meet(cast: Cast, known: Known, sources: Sequence[Source], places: Sequence[Span] = ()) -> None:
    """Put those on stage whom the parser or a source names and the lexicon does not know.

    Names that overlap one of `places` are left out, and those that the text uses as places.
    """
    lexicons = known.lexicons
    lands = _used_as_places(cast, lexicons)
    named = [
        f
        for f in _named(cast, lexicons)
        if not known.covers(f.paragraph, f.tokens[0].i, f.tokens[-1].i)
        and f.words not in lands
        and not any(p.start < f.end(cast) and f.start(cast) < p.end for p in places)
    ]
    full = {f.words[-1] for f in named if f.person and len(f.words) > 1}
    acting = {
        f.words
        for f in named
        if len(f.words) > 1 or f.words[0] in full or _acts(f.tokens[0], f.person, lexicons)
    }
    found = [*(f for f in named if f.words in acting), *_sources(cast, sources)]
    found.sort(
        key=lambda f: (cast.paragraphs[f.paragraph].headline, -len(f.tokens), f.paragraph, f.tokens[0].i)
    )
    people: dict[str, list[Member]] = {}
    bodies: list[tuple[tuple[str, ...], Member]] = []
    acronyms: dict[str, Member] = {}
    for one in found:
        first, last = one.tokens[0], one.tokens[-1]
        if any(cast.at(one.paragraph, t.i) for t in one.tokens):
            continue
        member = _joined(one, people, bodies, acronyms)
        if member is None and cast.paragraphs[one.paragraph].headline:
            continue
        if member is None:
            member = _new(cast, one, lexicons)
            if one.person:
                people.setdefault(one.words[-1], []).append(member)
            else:
                bodies.append((one.words, member))
                acronyms[_initials(one.tokens)] = member
        cast.mention(member, one.paragraph, first.i, last.i, last.i)
    _again(cast, people, acronyms)


def _used_as_places(cast: Cast, lexicons: Lexicons) -> set[tuple[str, ...]]:
    """Names that are more often a place than somebody: to the parser, or after "in" and "near"."""
    votes: Counter[tuple[str, ...]] = Counter()
    for page in cast.paragraphs:
        for ent in page.doc.ents:
            if ent.label_ not in ("PERSON", "ORG", "GPE", "LOC", "FAC"):
                continue
            tokens = _trimmed(page.tokens[ent.start : ent.end], lexicons)
            if not tokens:
                continue
            words = tuple(fold(t.text) for t in tokens)
            votes[words] += 1 if ent.label_ in ("GPE", "LOC", "FAC") else -1
            last = tokens[-1]
            if last.dep_ == "pobj" and last.head.lower_ in _WHERE and not tokens[0].text.isupper():
                votes[words] += 2
    return {words for words, vote in votes.items() if vote >= 0}


def _acts(token: Token, person: bool, lexicons: Lexicons) -> bool:
    """Whether a name of one word is somebody's by its place in the sentence, or an acronym."""
    if token.text.isupper() and len(token.text) > 2:
        return not person
    if token.i and token.nbor(-1).lower_.strip(".") in lexicons.titles | lexicons.roles.keys():
        return person
    if any(c.isdigit() for c in token.text):
        return False
    return token.dep_ in ("nsubj", "poss") and token.pos_ == "PROPN" and (
        token.dep_ == "poss" or token.head.lemma_.lower() in lexicons.cue_verbs
    )  # fmt: skip


def _again(cast: Cast, people: dict[str, list[Member]], acronyms: dict[str, Member]) -> None:
    """Find surnames and acronyms again where the parser saw no name."""
    short = {name: members[0] for name, members in people.items() if len(members) == 1}
    for k, page in enumerate(cast.paragraphs):
        for i, token in enumerate(page.tokens if short or acronyms else ()):
            text = token.text
            if not text[:1].isupper():
                continue
            member = acronyms.get(text) if text.isupper() else None
            member = member or short.get(fold(text))
            if member is not None and cast.at(k, i) is None and token.pos_ == "PROPN" and not page.headline:
                alone = token.dep_ not in ("compound", "amod") or token.head.pos_ != "PROPN"
                if alone:
                    cast.mention(member, k, i, i, i)


def _named(cast: Cast, lexicons: Lexicons) -> Iterator[_Found]:
    for k, page in enumerate(cast.paragraphs):
        for ent in page.doc.ents:
            if ent.label_ not in ("PERSON", "ORG"):
                continue
            tokens = _trimmed(page.tokens[ent.start : ent.end], lexicons)
            if tokens and ent.label_ == "ORG" and _before_title(tokens[-1], lexicons):
                continue
            if tokens and _is_name(tokens, ent.label_ == "PERSON", lexicons):
                yield _Found(k, tokens, ent.label_ == "PERSON")


def _before_title(last: Token, lexicons: Lexicons) -> bool:
    """Whether a name only belongs to a title: "Defence Secretary Orin"."""
    head = last.head
    return last.dep_ == "compound" and head.pos_ == "PROPN" and last.nbor(1).lower_ in lexicons.roles


def _sources(cast: Cast, sources: Sequence[Source]) -> Iterator[_Found]:
    """Named persons and organisations among the sources, where the parser saw no name."""
    for source in sources:
        if not source.named or source.kind not in (SourceKind.PERSON, SourceKind.ORGANIZATION):
            continue
        words = [fold(w) for w in source.name.split()]
        if not words or not source.name[:1].isupper():
            continue
        for span in source.mentions:
            for k, page in enumerate(cast.paragraphs):
                if not page.segment.start <= span.start < page.segment.end:
                    continue
                tokens = [t for t in page.within(span) if fold(t.text) in words and t.text[:1].isupper()]
                run = tuple(t for t in tokens if t.i - tokens[0].i == tokens.index(t))
                if run and run[-1].pos_ == "PROPN" and fold(run[-1].text) == words[-1]:
                    yield _Found(k, run, source.kind is SourceKind.PERSON)


def _trimmed(tokens: tuple[Token, ...], lexicons: Lexicons) -> tuple[Token, ...]:
    while tokens and (
        (first := tokens[0].lower_.strip(".")) in _SMALL
        or first in lexicons.titles
        or not tokens[0].text[:1].isalnum()
    ):
        tokens = tokens[1:]
    while tokens and (tokens[-1].lower_ in _SMALL or not tokens[-1].text[-1:].isalnum()):
        tokens = tokens[:-1]
    return tokens


def _is_name(tokens: tuple[Token, ...], person: bool, lexicons: Lexicons) -> bool:
    """Whether tokens look like a name: capitals, more than the word for a people and a common head."""
    if not tokens[0].text[:1].isupper() or not tokens[-1].text[:1].isupper():
        return False
    if any(not t.text[:1].isupper() and t.lower_ not in _LINKS and t.text[:1].isalpha() for t in tokens):
        return False
    own = [
        t for t in tokens if t.lower_ not in lexicons.demonyms and t.lower_ not in lexicons.actor_words.heads
    ]
    own = [t for t in own if t.lower_ not in _LINKS and t.lower_ not in lexicons.headline_words]
    if tokens[-1].lower_ in lexicons.actor_words.papers:
        return False
    if (len(own) == 1 and len(own[0].text) < 3) or tokens[0].lower_ == "operation":
        return False
    if not own or not any(t.pos_ == "PROPN" for t in own):
        return False
    return not person or all(t.text.replace(".", "").replace("-", "").replace("'", "").isalpha() for t in own)


def _joined(
    one: _Found,
    people: dict[str, list[Member]],
    bodies: list[tuple[tuple[str, ...], Member]],
    acronyms: dict[str, Member],
) -> Member | None:
    name = one.words
    if len(one.tokens) == 1 and one.tokens[0].text.isupper() and one.tokens[0].text in acronyms:
        return acronyms[one.tokens[0].text]
    same = people.get(name[-1], []) if len(name) > 1 or one.person or name[-1] in people else []
    fitting = [m for m in same if len(name) == 1 or fold(m.name).split()[0] == name[0]]
    if len(fitting) == 1:
        return fitting[0]
    longer = [m for words, m in bodies if words == name or (words[: len(name)] == name and len(name) > 1)]
    return longer[0] if longer else None


def _new(cast: Cast, one: _Found, lexicons: Lexicons) -> Member:
    page = cast.paragraphs[one.paragraph]
    span = page.span(one.tokens)
    name = cast.words(one.paragraph, span)
    if one.person:
        kind = EntityKind.PERSON
    else:
        armed = lexicons.actor_words.heads.get(one.tokens[-1].lower_) in _ARMED
        kind = EntityKind.ARMED_GROUP if armed else EntityKind.ORGANIZATION
    return cast.member(f"{kind.value}:{fold(name)}", name, kind, None, None)


def _initials(tokens: Sequence[Token]) -> str:
    return "".join(t.text[0] for t in tokens if t.text[:1].isupper())
