"""Actors named by what they are: "Russian warplanes", "Assad's forces", "the regime", "rebels".

In come the nouns of a document that may name an actor; each is read with the words before it: whose it
is (a demonym, a name, a possessive), and what kind ("rebel fighters"). A state's troops are its military, a
leader's forces are those of what he leads, a movement's fighters are the movement. Without an owner,
"the government" is the one that is clear, "rebels" are a group without a name.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reportedly.actors import Actor, Body, NameKind
from reportedly.annotate.cast import Cast, Member
from reportedly.annotate.known import Known
from reportedly.annotate.sightings import Sighting
from reportedly.shapes import EntityKind, SourceKind, Span

if TYPE_CHECKING:
    from reportedly.annotate.parse import Paragraph, Token

KINDS = {
    "government": EntityKind.GOVERNMENT, "military": EntityKind.MILITARY, "equipment": EntityKind.MILITARY,
    "police": EntityKind.GOVERNMENT, "armed_group": EntityKind.ARMED_GROUP, "people": EntityKind.PEOPLE,
    "bloc": EntityKind.BLOC, "institution": EntityKind.ORGANIZATION, "group": EntityKind.ARMED_GROUP,
}  # fmt: skip
STATE_BODIES = {"government", "military", "equipment", "police"}
BODIED = frozenset(EntityKind) - {EntityKind.PERSON, EntityKind.PEOPLE, EntityKind.MEDIA}
PERSONS = frozenset({EntityKind.PERSON})
_NOUNS = {"NOUN", "PROPN"}
_MODIFIERS = {"compound", "amod", "nmod"}
_LOYAL = {"government", "regime", "state", "loyalist", "federal", "national"}
_AGAINST = {"anti", "anti-government", "anti-regime", "antigovernment"}
_STAFF = {
    "observer",
    "monitor",
    "inspector",
    "worker",
    "activist",
    "aid worker",
    "relief worker",
    "employee",
    "crew",
}
_CLEAR = {
    *("government", "regime", "authorities", "army", "military", "forces", "troops", "air force", "navy"),
    *(
        "security forces",
        "soldiers",
        "armed forces",
        "police",
        "warplanes",
        "helicopters",
        "aircraft",
        "jets",
    ),
}
"""What, after "the", is a state's own where one state is clear."""
_STOPS = {"ADP", "SCONJ", "AUX", "PUNCT"}
_INSIDE = {"-", ",", "'", '"', "'s"}
_MASSES = {
    "opposition",
    "population",
    "family",
    "mob",
    "crowd",
    "minority",
    "community",
    "tribe",
    "crew",
    "people",
}
_POSSESSIVES = {"his": PERSONS, "her": PERSONS, "its": BODIED, "their": BODIED}


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


class Bodies:
    """Reads the nouns of one document onto its stage."""

    def __init__(self, cast: Cast, known: Known) -> None:
        """Take the stage, on which those with names stand already, and the names as decided."""
        self.cast, self.known = cast, known
        self.lexicons, self.directory = known.lexicons, known.directory
        self.explicit: Counter[str] = Counter()
        self.singles: dict[str, Member] = {}

    def play(self) -> None:
        """Put on stage all whom a noun names: those with an owner first, as they explain the others."""
        phrases = [p for k in range(len(self.cast.paragraphs)) for p in self._phrases(k)]
        waiting = [p for p in phrases if not self._owned(p)]
        for phrase in waiting:
            self._alone(phrase)

    def _phrases(self, k: int) -> list[Phrase]:
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
            self._left(page, token, phrase, words, owners)
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

    def _left(
        self, page: Paragraph, token: Token, phrase: Phrase, words: list[str], owners: dict[int, Sighting]
    ) -> None:
        """Read the words before the head: owners, loyalty, what kind of fighters."""
        tokens, heads = page.tokens, self.lexicons.actor_words.heads
        i, edge = phrase.first - 1, token.left_edge.i
        if token.dep_ in _MODIFIERS and token.head.i > token.i:
            edge = min(edge, token.head.left_edge.i)
        coordinated = False
        while i >= edge:
            word = words[i]
            if tokens[i].pos_ in _STOPS and word not in _INSIDE and i not in owners:
                break
            coordinated |= word in ("and", "or", ",")
            if coordinated and i in owners and tokens[i].dep_ not in ("amod", "compound", "conj", "nmod"):
                break
            if coordinated and i in owners and self._is_person(phrase.paragraph, owners[i]):
                break
            compound = i + 1 < len(tokens) and words[i + 1] == "-"
            if i in owners:
                sighting = owners[i]
                first = sighting.first
                prefixed = (
                    first > 1 and words[first - 1] == "-" and words[first - 2] in ("anti", "pro", "non")
                )
                if prefixed:
                    phrase.against |= words[first - 2] == "anti"
                    i = first - 2
                elif not compound and not self._led(page, sighting):
                    phrase.owners.append((sighting, self.known.actor(phrase.paragraph, sighting)))
                    if tokens[i].dep_ != "poss":
                        phrase.first = min(phrase.first, first)
                    i = first
            elif word in ("the", "this", "these", "those"):
                phrase.definite = True
            elif word in _POSSESSIVES and tokens[i].dep_ == "poss":
                phrase.owner = self.cast.before(phrase.paragraph, i, _POSSESSIVES[word])
            elif tokens[i].dep_ == "poss" and (at := self.cast.at(phrase.paragraph, i)) is not None:
                phrase.owner = at
            elif word == "own":
                pass
            elif word == "opposition" and phrase.body not in ("military", "equipment", "armed_group"):
                phrase.body, phrase.first = "people", i
            elif heads.get(word) == "armed_group" or word == "opposition":
                if phrase.body != "people":
                    phrase.body, phrase.lemma = "armed_group", word
                phrase.first = i
            elif heads.get(word) == "people" and phrase.body == "group" and tokens[i].dep_ in _MODIFIERS:
                phrase.body, phrase.lemma, phrase.first = "people", word, i
            elif (
                heads.get(word) in ("military", "police")
                and not compound
                and phrase.body in ("group", "government")
            ):
                phrase.body, phrase.first = heads[word], i
            elif word in _LOYAL and not compound:
                side = words[i - 2] if i > 1 and words[i - 1] == "-" else ""
                phrase.against |= side == "anti"
                phrase.loyal |= side not in ("anti", "non")
                i -= 2 if side in ("anti", "pro", "non") else 0
                phrase.first = i
            elif word in _AGAINST:
                phrase.against, phrase.first = True, i
            elif (
                tokens[i].dep_ in _MODIFIERS
                and tokens[i].pos_ in ("ADJ", "NOUN", "PROPN")
                and phrase.first == i + 1
            ):
                phrase.first = i
            i -= 1
        if phrase.against and phrase.body in STATE_BODIES:
            phrase.body = "armed_group"
        elif phrase.loyal and phrase.body == "armed_group" and phrase.lemma.startswith(("fighter", "milit")):
            phrase.body = "military"
        if not phrase.owners and phrase.owner is None:
            self._of(token, phrase, owners)

    def _is_person(self, paragraph: int, sighting: Sighting) -> bool:
        actor = self.known.actor(paragraph, sighting)
        return actor is not None and actor.kind is EntityKind.PERSON

    def _led(self, page: Paragraph, sighting: Sighting) -> bool:
        """Whether a name is one with a participle, "U.S.-led", and so no owner."""
        return page.tokens[sighting.last].text[-1:].islower() and "-" in page.tokens[sighting.last].text

    def _of(self, token: Token, phrase: Phrase, owners: dict[int, Sighting]) -> None:
        """An owner behind the head: "the government of Velania"."""
        if phrase.body not in STATE_BODIES:
            return
        loyal = [c for c in token.children if c.lower_ == "loyal" and c.i > token.i]
        for prep in [*token.children, *(c for one in loyal for c in one.children)]:
            if prep.dep_ == "prep" and (prep.lower_ == "of" or (loyal and prep.lower_ == "to")):
                for below in prep.children:
                    if below.dep_ == "pobj" and below.i in owners:
                        sighting = owners[below.i]
                        phrase.owners.append((sighting, self.known.actor(phrase.paragraph, sighting)))

    def _owned(self, phrase: Phrase) -> bool:
        """Put a phrase with an owner on stage; say whether it had one."""
        for sighting, actor in reversed(phrase.owners):
            if actor is None and sighting.name.kind is not NameKind.DEMONYM:
                continue
            member = self._of_actor(phrase, actor) if actor is not None else self._generic(phrase, sighting)
            if member is None:
                continue
            own = sighting is phrase.owners[0][0]
            poss = self.cast.paragraphs[phrase.paragraph].tokens[sighting.last].dep_ == "poss"
            if own:
                start = sighting.first if sighting.first < phrase.head else phrase.first
                of = sighting.first == phrase.head + 2  # "government of X", no more between
                if not poss and (of or sighting.last < phrase.head):
                    self.cast.absorb(phrase.paragraph, sighting.first, sighting.last)
                self._mention(member, phrase, start, sighting.last if of else None)
            elif sighting.last < phrase.head:
                span = Span(sighting.start, sighting.end)
                self.cast.mention(
                    member, phrase.paragraph, sighting.first, sighting.last, sighting.last, span
                )
            if phrase.body == "government" and member.actor and member.actor.endswith("-gov"):
                self.explicit[member.actor.removesuffix("-gov")] += 1
        if phrase.owner is not None:
            actor_id = phrase.owner.actor
            owner = self.directory.actors[actor_id] if actor_id is not None else None
            member = self._of_actor(phrase, owner) if owner is not None else None
            if member is None and owner is None and phrase.owner.kind is not EntityKind.PERSON:
                member = phrase.owner if phrase.body != "people" else None
            if member is not None:
                self._mention(member, phrase, phrase.first)
                return True
        return (phrase.paragraph, phrase.head) in self.cast.heads

    def _of_actor(self, phrase: Phrase, owner: Actor) -> Member | None:
        """Return whom an owner's body is, or null where that names nobody."""
        body = phrase.body
        if owner.kind is EntityKind.PERSON:
            led = self.directory.led(owner.id, self.known.published)
            if led is None or body in ("people", "group", "police"):
                return None
            return self._of_actor(phrase, led)
        if owner.kind in (EntityKind.STATE, EntityKind.OTHER):
            found = self.directory.body(owner.id, body)
            if found is not None:
                return self.known.join(self.cast, found)
            if body == "group":
                return None
            phrase.country = owner.country
            return self._generic(phrase)
        if owner.kind is EntityKind.GOVERNMENT and body in ("military", "equipment", "police"):
            state = self.directory.state(owner.id)
            found = self.directory.body(state.id, body) if state is not None else None
            return self.known.join(self.cast, found or owner)
        if owner.kind is EntityKind.MEDIA:
            return None
        if body == "people" and (
            owner.kind is EntityKind.ARMED_GROUP
            or self.lexicons.actor_words.lemmas.get(phrase.lemma) not in _STAFF
        ):
            phrase.country = owner.country
            return self._generic(phrase)
        return self.known.join(self.cast, owner)

    def _alone(self, phrase: Phrase) -> None:
        """Put a phrase without an owner on stage, where it names somebody."""
        body = phrase.body
        if body in ("group", "equipment", "institution") and not phrase.loyal:
            return
        state = None
        bare = phrase.first == phrase.head - phrase.lemma.count(" ")
        if body in STATE_BODIES and (phrase.loyal or (phrase.definite and bare and phrase.lemma in _CLEAR)):
            state = self._clear(phrase)
        elif phrase.lemma == "administration" and phrase.definite and self.known.lands["usa"]:
            state = "usa"  # Without an owner, the word means the American government in the news.
        member = None
        if body in ("military", "equipment", "police") and phrase.definite and not phrase.loyal:
            near = self.cast.before(phrase.paragraph, phrase.head, frozenset({EntityKind.MILITARY}), 2)
            member = near if near is not None and near.actor is not None and body != "police" else None
        if member is None and state is not None:
            found = self.directory.body(state, body)
            member = self.known.join(self.cast, found) if found is not None else None
        if member is None and body == "government" and phrase.lemma not in _CLEAR:
            role = self.lexicons.roles.get(self.lexicons.actor_words.lemmas[phrase.lemma])
            if role is None or role.kind is not SourceKind.PERSON:
                return
        self._mention(member or self._generic(phrase), phrase, phrase.first)

    def _clear(self, phrase: Phrase) -> str | None:
        """The state whose government needs no name here: said before, the only one, or the document's own."""
        near = self.cast.before(phrase.paragraph, phrase.head, frozenset({EntityKind.GOVERNMENT}), 0)
        state = self.directory.state(near.actor) if near is not None else None
        if state is not None and not phrase.loyal and state.id in self.explicit:
            return state.id
        if len(self.explicit) == 1:
            return next(iter(self.explicit))
        lands = self.known.lands.most_common(1)
        return lands[0][0] if lands and lands[0][1] * 2 >= self.known.lands.total() else None

    def _generic(self, phrase: Phrase, sighting: Sighting | None = None) -> Member:
        """Return the group without a name that a phrase names, joined by its noun and its people."""
        page = self.cast.paragraphs[phrase.paragraph]
        lemma = self.lexicons.actor_words.lemmas.get(phrase.lemma, phrase.lemma)
        if (
            phrase.body == "people"
            and page.tokens[phrase.head].tag_ in ("NN", "NNP")
            and lemma not in _MASSES
        ):
            return self._single(phrase, lemma)
        people = phrase.country or (sighting.name.label if sighting is not None else "")
        kind = KINDS[phrase.body]
        key = f"{phrase.body}:{lemma}"
        if not people:
            same = [m for k, m in self.cast.members.items() if k == key or k.startswith(f"{key}:")]
            if len(same) == 1:
                return same[0]
        elif key in self.cast.members and self.cast.members[key].country in (None, phrase.country):
            self.cast.members[key].country = phrase.country
            return self.cast.members[key]
        name = self._printed(phrase, sighting)
        return self.cast.member(f"{key}:{people}" if people else key, name, kind, phrase.country, None)

    def _printed(self, phrase: Phrase, sighting: Sighting | None = None) -> str:
        """The words of a phrase, from whose it is (or the given one of several) to its head."""
        page = self.cast.paragraphs[phrase.paragraph]
        first = min([phrase.first, *(s.first for s, _ in phrase.owners if s.first < phrase.head)])
        if sighting is not None and len(phrase.owners) > 1 and sighting.first < phrase.head:
            first = sighting.first
        span = Span(page.start(page.tokens[first]), page.end(page.tokens[phrase.head]))
        return page.doc.text[span.start - page.base : span.end - page.base]

    def _single(self, phrase: Phrase, lemma: str) -> Member:
        """ "A man" is somebody new, "the man" the one last spoken of."""
        last = self.singles.get(lemma)
        if phrase.definite and last is not None:
            return last
        at = self.cast.paragraphs[phrase.paragraph].starts[phrase.head]
        made = self.cast.member(f"one:{at}", self._printed(phrase), EntityKind.PEOPLE, phrase.country, None)
        self.singles[lemma] = made
        return made

    def _mention(self, member: Member, phrase: Phrase, first: int, last: int | None = None) -> None:
        self.cast.mention(member, phrase.paragraph, first, last or phrase.head, phrase.head)
