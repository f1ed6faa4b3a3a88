"""Nouns that may name an actor, read with the words around them: "rebel fighters", "Assad's forces".

In come a paragraph, the names on its stage and the lexicon; out come phrases: the noun, whose it is (a
demonym, a name, a possessive), on which side it stands ("pro-government", "anti-regime"), and what the
words before it make of it ("rebel forces" are no state's). Who is meant is for `bodies`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reportedly.actors import Actor, Body, NameKind
from reportedly.annotate.actors.cast import Cast, Member
from reportedly.annotate.actors.known import Known
from reportedly.annotate.actors.sightings import Sighting
from reportedly.shapes import EntityKind

if TYPE_CHECKING:
    from reportedly.annotate.parse import Token

STATE_BODIES = frozenset({"government", "military", "equipment", "police"})
PERSONS = frozenset({EntityKind.PERSON})
BODIED = frozenset(EntityKind) - {EntityKind.PERSON, EntityKind.PEOPLE, EntityKind.MEDIA}
POSSESSIVES = {"his": PERSONS, "her": PERSONS, "its": BODIED, "their": BODIED}
_NOUNS = {"NOUN", "PROPN"}
_MODIFIERS = {"compound", "amod", "nmod"}
_LOYAL = {"government", "regime", "state", "loyalist", "federal", "national"}
_AGAINST = {"anti", "anti-government", "anti-regime", "antigovernment"}
_SIDES = ("anti", "pro", "non")
_STOPS = {"ADP", "SCONJ", "AUX", "PUNCT"}
_INSIDE = {"-", ",", "'", '"', "'s"}


@dataclass(slots=True)
class Phrase:
    """A noun that may name an actor, with what stands before it: tokens `[first, head]`."""

    paragraph: int
    head: int
    first: int
    lemma: str
    body: Body
    owners: list[tuple[Sighting, Actor | None]] = field(default_factory=list)
    owner: Member | None = None
    loyal: bool = False
    against: bool = False
    definite: bool = False
    country: str | None = None


class Nouns:
    """Reads the nouns of one document."""

    def __init__(self, cast: Cast, known: Known) -> None:
        """Take the stage, on which those with names stand already, and the names as decided."""
        self.cast, self.known = cast, known
        self.lexicons = known.lexicons

    def read(self, k: int) -> list[Phrase]:
        """Return the phrases of a paragraph that may name an actor, in reading order."""
        page, heads = self.cast.paragraphs[k], self.lexicons.actor_words.heads
        words = [t.lower_ for t in page.tokens]
        owners = {
            s.last: s
            for s in self.known.seen[k]
            if s.name.kind is NameKind.DEMONYM or self.known.actor(k, s) is not None
        }
        found, last = [], -1
        for i, word in enumerate(words):
            joined = f"{words[i - 1]} {word}" if i else word
            lemma = joined if joined in heads else word
            if lemma not in heads or (k, i) in self.cast.heads or i <= last:
                continue
            token = page.tokens[i]
            if token.pos_ not in _NOUNS or not self._is_head(k, token):
                continue
            phrase = Phrase(k, i, i - (" " in lemma), lemma, heads[lemma])
            self._left(token, phrase, words, owners)
            self._settle(token, phrase, owners)
            found.append(phrase)
        return found

    def _is_head(self, k: int, token: Token) -> bool:
        """Whether a noun names by itself: no title of a person, no apposition, no part of a longer phrase."""
        head = token.head
        if token.i + 1 < len(token.doc) and token.nbor(1).lower_.strip(".") in self.lexicons.titles:
            return False  # "Army Lt. Gen. Orin"
        after = self.cast.at(k, token.i + 1)
        if after is not None and after.kind is EntityKind.PERSON and token.dep_ != "appos":
            return False  # "Prime Minister Orin", however it is parsed
        if any(c.dep_ == "appos" and self._named(k, c.i) for c in token.children):
            return False  # "a militant group, Hezbollah"
        if token.dep_ in ("appos", "attr") and not token.tag_.endswith("S"):
            return False
        if token.dep_ not in _MODIFIERS or head.i < token.i:
            return True
        if head.lower_ in self.lexicons.actor_words.heads and head.pos_ in _NOUNS:
            return False
        body = self.lexicons.actor_words.heads.get(token.lower_)
        if body not in ("armed_group", "government", "military") or token.lower_ == "military":
            return False
        if body == "government" and token.lower_ not in ("government", "regime"):
            return False
        return not (head.pos_ == "PROPN" and head.ent_type_ in ("PERSON", "ORG", "FAC"))

    def _named(self, k: int, i: int) -> bool:
        """Whether a token is part of the name of an actor that is no people."""
        member = self.cast.at(k, i)
        return member is not None and member.kind is not EntityKind.PEOPLE

    def _left(self, token: Token, phrase: Phrase, words: list[str], owners: dict[int, Sighting]) -> None:
        """Read the words before the head, the nearest first."""
        tokens = self.cast.paragraphs[phrase.paragraph].tokens
        i, edge = phrase.first - 1, token.left_edge.i
        if token.dep_ in _MODIFIERS and token.head.i > token.i:
            edge = min(edge, token.head.left_edge.i)
        coordinated = False
        while i >= edge:
            word = words[i]
            if tokens[i].pos_ in _STOPS and word not in _INSIDE and i not in owners:
                break
            coordinated |= word in ("and", "or", ",")
            if i in owners:
                if coordinated and not self._shares(tokens[i], phrase.paragraph, owners[i]):
                    break
                i = self._owner(tokens[i], phrase, owners[i], words)
            else:
                i = self._word(tokens[i], phrase, words)
            i -= 1

    def _shares(self, token: Token, paragraph: int, sighting: Sighting) -> bool:
        """Whether a name before "and" shares the noun: "Velanian and Orinian troops"."""
        return token.dep_ in (*_MODIFIERS, "conj") and not self._is_person(paragraph, sighting)

    def _owner(self, token: Token, phrase: Phrase, sighting: Sighting, words: list[str]) -> int:
        """Note a name before the head as its owner, unless it is part of "pro-X" or "X-backed"."""
        first, i = sighting.first, token.i
        if first > 1 and words[first - 1] == "-" and words[first - 2] in _SIDES:
            phrase.against |= words[first - 2] == "anti"
            return first - 2
        if words[i + 1] == "-" or self._led(token):
            return i
        phrase.owners.append((sighting, self.known.actor(phrase.paragraph, sighting)))
        if token.dep_ != "poss":
            phrase.first = min(phrase.first, first)
        return first

    def _word(self, token: Token, phrase: Phrase, words: list[str]) -> int:
        """Note what one word before the head says; return the position of the first word read."""
        i, word = token.i, words[token.i]
        if word in ("the", "this", "these", "those"):
            phrase.definite = True
        elif token.dep_ == "poss":
            if word in POSSESSIVES:
                phrase.owner = self.cast.before(phrase.paragraph, i, POSSESSIVES[word])
            else:
                phrase.owner = self.cast.at(phrase.paragraph, i) or phrase.owner
        elif word in _LOYAL and words[i + 1] != "-":
            side = words[i - 2] if i > 1 and words[i - 1] == "-" else ""
            phrase.against |= side == "anti"
            phrase.loyal |= side not in ("anti", "non")
            i -= 2 if side in _SIDES else 0
            phrase.first = i
        elif word in _AGAINST:
            phrase.against, phrase.first = True, i
        elif word != "own" and not self._kind(token, phrase, word, words[i + 1] == "-"):
            adjoins = token.dep_ in _MODIFIERS and token.pos_ in ("ADJ", *_NOUNS) and phrase.first == i + 1
            phrase.first = i if adjoins else phrase.first
        return i

    def _kind(self, token: Token, phrase: Phrase, word: str, compound: bool) -> bool:
        """Take from a noun before the head what the phrase is ("rebel forces"); say whether it did."""
        body = self.lexicons.actor_words.heads.get(word)
        if word == "opposition" and phrase.body not in ("military", "equipment", "armed_group"):
            phrase.body = "people"
        elif body == "armed_group" or word == "opposition":
            if phrase.body != "people":
                phrase.body, phrase.lemma = "armed_group", word
        elif body == "people" and phrase.body == "group" and token.dep_ in _MODIFIERS:
            phrase.body, phrase.lemma = "people", word
        elif body in ("military", "police") and not compound and phrase.body in ("group", "government"):
            phrase.body = body
        else:
            return False
        phrase.first = token.i
        return True

    def _settle(self, token: Token, phrase: Phrase, owners: dict[int, Sighting]) -> None:
        """Let the side decide what the phrase is, and look for an owner behind the head."""
        if phrase.against and phrase.body in STATE_BODIES:
            phrase.body = "armed_group"
        elif phrase.loyal and phrase.body == "armed_group" and phrase.lemma.startswith(("fighter", "milit")):
            phrase.body = "military"
        if not phrase.owners and phrase.owner is None:
            self._of(token, phrase, owners)

    def _is_person(self, paragraph: int, sighting: Sighting) -> bool:
        actor = self.known.actor(paragraph, sighting)
        return actor is not None and actor.kind is EntityKind.PERSON

    def _led(self, token: Token) -> bool:
        """Whether a name is one word with a participle, "U.S.-led", and so no owner."""
        return "-" in token.text and token.text[-1:].islower()

    def _of(self, token: Token, phrase: Phrase, owners: dict[int, Sighting]) -> None:
        """An owner behind the head: "the government of Velania", "militants of the Orin Front"."""
        if phrase.body in ("armed_group", "group"):
            self._group_of(token, phrase, owners)
        if phrase.body not in STATE_BODIES:
            return
        loyal = [c for c in token.children if c.lower_ == "loyal" and c.i > token.i]
        for prep in [*token.children, *(c for one in loyal for c in one.children)]:
            if prep.dep_ == "prep" and (prep.lower_ == "of" or (loyal and prep.lower_ == "to")):
                for below in prep.children:
                    if below.dep_ == "pobj" and below.i in owners:
                        sighting = owners[below.i]
                        phrase.owners.append((sighting, self.known.actor(phrase.paragraph, sighting)))

    def _group_of(self, token: Token, phrase: Phrase, owners: dict[int, Sighting]) -> None:
        """The armed group whose people the noun names: "fighters from the so-called Orin Front group"."""
        for prep in token.children:
            if prep.lower_ not in ("of", "from") or prep.dep_ != "prep":
                continue
            for below in prep.children:
                if below.dep_ != "pobj":
                    continue
                named = [below.i, *(c.i for c in below.children if c.dep_ == "appos")]
                for seen in owners.values():
                    here = below.left_edge.i <= seen.last <= below.i
                    actor = self.known.actor(phrase.paragraph, seen)
                    if actor is None or actor.kind is not EntityKind.ARMED_GROUP:
                        continue
                    if here or any(seen.first <= i <= seen.last for i in named):
                        phrase.owners.append((seen, actor))
                        return
