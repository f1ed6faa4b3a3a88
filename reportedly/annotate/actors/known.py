"""Actors that the lexicon knows by name, put on stage: who a sighting means in this document.

A full name means its actor; a short one ("Hadi", "the coalition") only where the document names its
actor in full, or a title before it says so; a place name only where it acts. Acronyms that the text itself
spells out mean what it says.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from reportedly.actors import Actor, NameKind, fold
from reportedly.annotate.actors.cast import Cast, Member
from reportedly.annotate.actors.sightings import Sighting, sightings
from reportedly.annotate.actors.whereabouts import acts
from reportedly.lexicon import Lexicons
from reportedly.shapes import EntityKind, Span

if TYPE_CHECKING:
    from reportedly.annotate.parse import Paragraph, Token

_NOMINAL = {"ADJ", "NOUN", "PROPN"}
_LANDS = {EntityKind.STATE, EntityKind.OTHER}


def _dateline(token: Token) -> bool:
    """Whether a capital in capitals opens a dateline amid the text: "MOSCOW, May 3 (Agency) -"."""
    if not token.text.isupper():
        return False
    for after in token.doc[token.i + 1 : token.i + 7]:
        if after.text == "(":
            return True
        if after.text != "," and after.tag_ not in ("CD", "NNP"):
            return False
    return False


class Known:
    """The sightings of one document, decided: `seen[paragraph]` in reading order."""

    def __init__(self, paragraphs: Sequence[Paragraph], lexicons: Lexicons, published: str | None) -> None:
        """Find all names first, since a surname on top may be explained further down."""
        self.paragraphs, self.lexicons, self.published = paragraphs, lexicons, published
        self.directory = lexicons.actors
        self.texts = [p.doc.text for p in paragraphs]
        self.seen: list[list[Sighting]] = [
            sightings(p, text, self.directory) for p, text in zip(paragraphs, self.texts, strict=True)
        ]
        self.seen = [
            [s for s in seen if not self._part_of_other_name(p, s)]
            for p, seen in zip(paragraphs, self.seen, strict=True)
        ]
        full = [s for seen in self.seen for s in seen if s.name.kind is NameKind.FULL]
        self.named = {actor for s in full for actor in s.name.actors}
        self.lands: Counter[str] = Counter()
        for seen in self.seen:
            for s in seen:
                state = self.directory.state(s.name.actors[0]) if len(s.name.actors) == 1 else None
                if state is not None and s.name.kind is not NameKind.SHORT:
                    self.lands[state.id] += 1

    def actor(self, paragraph: int, sighting: Sighting) -> Actor | None:
        """Return the actor that a sighting means, or null; a demonym means its state."""
        name = sighting.name
        if name.kind is NameKind.SHORT:
            return self._short(paragraph, sighting)
        return self.directory.actors[name.actors[0]] if len(name.actors) == 1 else None

    def covers(self, paragraph: int, first: int, last: int) -> bool:
        """Whether tokens are part of a name of the lexicon, be it a mention or not."""
        return any(s.first <= last and first <= s.last for s in self.seen[paragraph])

    def play(self, cast: Cast) -> None:
        """Put everybody on stage whose name by itself is a mention; demonyms wait for their noun."""
        for k, (page, seen) in enumerate(zip(self.paragraphs, self.seen, strict=True)):
            for s in seen:
                if s.name.kind is NameKind.OUTLET:
                    outlet = self.lexicons.outlets.get(s.name.label)
                    country = outlet.country if outlet is not None else None
                    member = cast.member(
                        f"media:{s.name.label}", s.name.label, EntityKind.MEDIA, country, None
                    )
                elif s.name.kind is NameKind.DEMONYM:
                    continue
                else:
                    actor = self.actor(k, s)
                    token = page.tokens[s.last]
                    if actor is None or not self._acts(actor, s, token):
                        continue
                    member = self.join(cast, actor)
                cast.mention(member, k, s.first, s.last, s.last, Span(s.start, s.end))

    def join(self, cast: Cast, actor: Actor) -> Member:
        """Return the member that an actor of the lexicon is."""
        return cast.member(actor.id, actor.name, actor.kind, actor.country, actor.id)

    def _acts(self, actor: Actor, sighting: Sighting, token: Token) -> bool:
        if sighting.name.kind is NameKind.PLACE:
            if _dateline(token):
                return False
            return acts(token, True, self.lexicons)
        return actor.kind not in _LANDS or acts(token, False, self.lexicons)

    def _short(self, paragraph: int, sighting: Sighting) -> Actor | None:
        actors = [self.directory.actors[a] for a in sighting.name.actors]
        token = self.paragraphs[paragraph].tokens[sighting.first]
        common = sighting.name.words[0].lower() == "the" or not any(
            w[:1].isupper() for w in sighting.name.words
        )
        if common and not self._plain(paragraph, sighting):
            return None
        named = [a for a in actors if a.id in self.named]
        if len(named) > 1 and self.published:
            named = [a for a in named if self._in_office(a)] or named
        if len(named) == 1:
            return named[0]
        titled = [a for a in actors if self._titled(a, token)]
        return titled[0] if len(titled) == 1 and not named else None

    def _in_office(self, actor: Actor) -> bool:
        return any(self.published and role.held(self.published) for role in actor.roles)

    def _titled(self, actor: Actor, token: Token) -> bool:
        """Whether the word before a name is an office that the actor held then ("President Hadi")."""
        if token.i == 0:
            return False
        for size in (2, 1):
            title = " ".join(t.lower_ for t in token.doc[max(0, token.i - size) : token.i])
            roles = self.directory.titles.get(title, ())
            if self.published and title.strip(".") in self.lexicons.titles and self._in_office(actor):
                return True
            if any(r.role in roles and (not self.published or r.held(self.published)) for r in actor.roles):
                return True
        return False

    def _plain(self, paragraph: int, sighting: Sighting) -> bool:
        """Whether a common noun stands for its actor: no other noun before it, nor a government after it."""
        tokens = self.paragraphs[paragraph].tokens
        last = tokens[sighting.last]
        before = tokens[sighting.first - 1] if sighting.first else None
        if last.head.lower_ == "government" or (before is not None and before.pos_ in _NOMINAL):
            return False
        after = tokens[sighting.last + 1].lower_ if sighting.last + 1 < len(tokens) else ""
        return after not in ("of", "on", "for")

    def _part_of_other_name(self, page: Paragraph, sighting: Sighting) -> bool:
        """Whether a short name is part of a longer one that is somebody else's: "Jordan Smith"."""
        name = sighting.name
        if len(name.words) > 2 or not name.actors or name.kind is NameKind.DEMONYM:
            return False
        person = self.directory.actors[name.actors[0]].kind is EntityKind.PERSON
        first, last = page.tokens[sighting.first], page.tokens[sighting.last]
        if first.i and first.ent_iob_ == "I" and first.ent_type_ == "PERSON":
            before = first.nbor(-1)
            if before.text == "-" and before.i:
                before = before.nbor(-1)
                before = before.nbor(-1) if before.lower_ in ("al", "el") and before.i else before
            known = fold(before.text.strip(".")) in self.lexicons.titles | self.lexicons.roles.keys()
            demonym = before.lower_ in self.lexicons.demonyms
            if before.ent_type_ == "PERSON" and before.text[:1].isupper() and not known and not demonym:
                return True
        if last.i + 1 < len(page.tokens):
            after = last.nbor(1)
            inside = after.ent_iob_ == "I" and after.text[:1].isupper() and after.pos_ == "PROPN"
            if inside and after.ent_type_ == "PERSON":
                return True
            return person and inside and after.lower_ not in self.lexicons.actor_words.heads
        return False
