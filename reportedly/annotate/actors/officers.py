"""Persons and peoples named without a name: "the Russian president", "Turkey's prime minister", "Iranians".

An office names its holder on the day of publication, by the dated roles of the lexicon; where that is not
known, a person without a name. The word for a people alone means the people; before a noun of doing
("Russian strikes") it means the state.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reportedly.actors import Actor, NameKind
from reportedly.annotate.actors.cast import Cast, Member
from reportedly.annotate.actors.known import Known
from reportedly.annotate.actors.sightings import Sighting
from reportedly.annotate.actors.whereabouts import acts
from reportedly.shapes import EntityKind, Span

if TYPE_CHECKING:
    from reportedly.annotate.parse import Paragraph, Token

_PERSON = frozenset({EntityKind.PERSON})
_MODIFIERS = {"compound", "amod", "nmod"}


class Officers:
    """Reads the offices and peoples of one document onto its stage."""

    def __init__(self, cast: Cast, known: Known) -> None:
        """Take the stage, on which those with names stand already, and the names as decided."""
        self.cast, self.known = cast, known
        self.lexicons, self.directory = known.lexicons, known.directory

    def offices(self) -> None:
        """Put holders of offices on stage."""
        for k, page in enumerate(self.cast.paragraphs):
            self._offices(k, page, {s.last: s for s in self.known.seen[k]})

    def peoples(self) -> None:
        """Put peoples on stage, and states that stand before a title or a noun of doing."""
        for k, page in enumerate(self.cast.paragraphs):
            for sighting in self.known.seen[k]:
                if sighting.name.kind is NameKind.DEMONYM:
                    self._people(k, page, sighting)

    def _offices(self, k: int, page: Paragraph, owners: dict[int, Sighting]) -> None:
        words = [t.lower_ for t in page.tokens]
        for i, word in enumerate(words):
            if not self._ends_title(word) or (k, i) in self.cast.heads:
                continue
            title, first = self._title(words, i)
            token = page.tokens[i]
            if title is None or token.pos_ not in ("NOUN", "PROPN") or self._before_name(k, page, token):
                continue
            owner, start = self._owner(page, token, first, owners, k)
            if owner is None:
                self._again(k, token, title, first)
                continue
            holders = self.directory.holders(title, owner.id, self.known.published)
            if self.known.published is None:
                holders = [h for h in holders if h.id in self.known.named]
            if len(holders) == 1:
                member = self.known.join(self.cast, holders[0])
            else:
                span = page.span(page.tokens[min(start, first) : i + 1])
                name = self.cast.words(k, span)
                member = self.cast.member(
                    f"office:{title}:{owner.id}", name, EntityKind.PERSON, owner.country, None
                )
            self.cast.mention(member, k, min(start, first), i, i)

    def _ends_title(self, word: str) -> bool:
        return word in self.directory.title_ends

    def _title(self, words: list[str], i: int) -> tuple[str | None, int]:
        """The longest office that ends at a word ("secretary of state"), and where it begins."""
        for size in (3, 2, 1):
            title = " ".join(words[max(0, i - size + 1) : i + 1])
            if i - size + 1 >= 0 and title in self.directory.titles:
                return title, i - size + 1
        return None, i

    def _before_name(self, k: int, page: Paragraph, token: Token) -> bool:
        """Whether an office is the title of a person whose name follows, or an apposition to one."""
        if token.dep_ in _MODIFIERS and token.head.i > token.i:
            return True
        after = token.nbor(1) if token.i + 1 < len(token.doc) else None
        if after is not None and (after.ent_type_ == "PERSON" or self._is_person(k, after.i)):
            return True
        return token.dep_ in ("appos", "attr") or any(c.dep_ == "appos" for c in token.children)

    def _is_person(self, k: int, i: int) -> bool:
        member = self.cast.at(k, i)
        return member is not None and member.kind is EntityKind.PERSON

    def _owner(
        self, page: Paragraph, token: Token, first: int, owners: dict[int, Sighting], k: int
    ) -> tuple[Actor | None, int]:
        """Whose office it is: the name before it, or behind "of"."""
        for i in range(first - 1, max(-1, first - 4), -1):
            if i in owners and page.tokens[i].dep_ in (*_MODIFIERS, "poss"):
                return self.known.actor(k, owners[i]), owners[i].first
            if page.tokens[i].pos_ == "VERB" or page.tokens[i].text in ",;":
                break
        for prep in token.children:
            if prep.dep_ == "prep" and prep.lower_ == "of":
                for below in prep.children:
                    if below.i in owners:
                        return self.known.actor(k, owners[below.i]), first
        return None, first

    def _again(self, k: int, token: Token, title: str, first: int) -> None:
        """ "The president" is the person last named who holds such an office."""
        if first == 0 or token.doc[first - 1].lower_ != "the" or not token.tag_.endswith(("NN", "NNP")):
            return
        roles = self.directory.titles[title]
        last = self.cast.before(k, token.i, _PERSON, 1)
        actor = self.directory.actors[last.actor] if last is not None and last.actor is not None else None
        date = self.known.published
        if last is not None and actor is not None and any(
            r.role in roles and (date is None or r.held(date)) for r in actor.roles
        ):  # fmt: skip
            self.cast.mention(last, k, first, token.i, token.i)
        elif token.doc[first].text[:1].isupper() and first < token.i:
            name = " ".join(t.text for t in token.doc[first : token.i + 1])
            member = self.cast.member(f"office:{title}", name, EntityKind.PERSON, None, None)
            self.cast.mention(member, k, first, token.i, token.i)

    def _people(self, k: int, page: Paragraph, sighting: Sighting) -> None:
        token = page.tokens[sighting.last]
        if any((k, i) in self.cast.heads for i in range(sighting.first, sighting.last + 1)):
            return
        state = self.known.actor(k, sighting)
        span = Span(sighting.start, sighting.end)
        if token.dep_ in _MODIFIERS and token.head.i > token.i:
            top = token.head
            while top.dep_ in _MODIFIERS and top.head.i > top.i:
                top = top.head
            between = page.tokens[token.i + 1 : top.i]
            person = self.cast.at(k, top.i)
            if state is not None and self._is_person(k, top.i) and any(
                t.lower_ in self.lexicons.roles or t.lower_ in self.directory.titles for t in between
            ):  # fmt: skip
                # "Velanian President Orin": the state whose president he is.
                if person is not None and person.actor is None and person.country is None:
                    person.country = state.country
                member = self.known.join(self.cast, state)
                self.cast.mention(member, k, sighting.first, sighting.last, sighting.last, span)
            elif (
                state is not None
                and acts(token, False, self.lexicons)
                and (k, token.head.i) not in self.cast.heads
            ):
                member = self.known.join(self.cast, state)
                self.cast.mention(member, k, sighting.first, sighting.last, sighting.last, span)
            return
        if (
            token.i + 1 < len(page.tokens)
            and token.nbor(1).lower_ in self.lexicons.demonyms
            and token.dep_ in _MODIFIERS
        ):
            return
        if state is not None and sighting.last + 2 < len(page.tokens) and token.nbor(1).text == "-":
            if token.nbor(2).tag_ in ("VBN", "VBD"):  # "Velanian-backed"
                self.cast.mention(
                    self.known.join(self.cast, state), k, sighting.first, sighting.last, sighting.last, span
                )
            return
        article = sighting.first > 0 and page.tokens[sighting.first - 1].lower_ == "the"
        plural = token.tag_ in ("NNS", "NNPS") or (article and token.tag_ in ("NNP", "NN", "JJ", "NNPS"))
        if not plural or (token.dep_ in ("pobj",) and token.head.lower_ in ("in", "into", "at")):
            return
        label = sighting.name.label
        country = state.country if state is not None else None
        before = [s for s in self.known.seen[k] if s.last == sighting.first - 1]
        if (
            before
            and before[0].name.kind is NameKind.DEMONYM
            and (own := self.known.actor(k, before[0])) is not None
        ):
            # "Velanian Kurds" are of Velania, whatever people they are.
            country, label = own.country, f"{own.name} {label}"
            sighting = replace(sighting, first=before[0].first, start=before[0].start)
            span = Span(sighting.start, sighting.end)
        self._mention_people(k, sighting, label, country, span)

    def _mention_people(self, k: int, s: Sighting, label: str, country: str | None, span: Span) -> Member:
        name = self.cast.words(k, span)
        member = self.cast.member(f"people:of:{label}", name, EntityKind.PEOPLE, country, None)
        self.cast.mention(member, k, s.first, s.last, s.last, span)
        return member
