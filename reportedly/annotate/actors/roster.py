"""Who a word or a noun phrase means: the look-up from the parse to the entities of a document.

`at` answers for a token that names somebody; `of` for the head of a noun phrase, through relative pronouns,
pronouns that can mean one only, "hundreds of troops" and appositions; `near` also for things that are
somebody's ("rebel positions").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.annotate.actors.cast import Cast, Member
from reportedly.annotate.subjects import antecedent, child
from reportedly.shapes import Entity, EntityKind

if TYPE_CHECKING:
    from reportedly.annotate.parse import Token

_PERSON = frozenset({EntityKind.PERSON})
_BODIES = frozenset(EntityKind) - {EntityKind.PERSON, EntityKind.PEOPLE, EntityKind.MEDIA}
_MANY = frozenset(EntityKind) - {EntityKind.PERSON, EntityKind.MEDIA, EntityKind.OTHER}
PRONOUNS = {
    "he": _PERSON, "she": _PERSON, "him": _PERSON, "his": _PERSON, "her": _PERSON, "himself": _PERSON,
    "it": _BODIES, "its": _BODIES, "they": _MANY, "them": _MANY, "their": _MANY,
}  # fmt: skip
_QUANTITIES = {
    *("hundreds", "dozens", "scores", "thousands", "tens", "number", "group", "groups", "members", "member"),
    *("one", "two", "three", "some", "many", "most", "several", "none", "majority", "fleet", "wave", "all"),
    *(
        "convoy",
        "contingent",
        "column",
        "team",
        "crowd",
        "crowds",
        "faction",
        "factions",
        "kind",
        "series",
        "part",
    ),
}
_OWNED = ("poss", "compound", "amod", "nmod")


class Roster:
    """The entities of one document in order of their first mention, and who a token means."""

    def __init__(self, cast: Cast) -> None:
        """Freeze a stage on which everybody stands."""
        self._cast = cast
        self._frozen = cast.freeze()
        self.entities: tuple[Entity, ...] = tuple(dict.fromkeys(self._frozen.values()))

    def at(self, paragraph: int, token: int) -> Entity | None:
        """Return the entity that a token of a paragraph names, or null."""
        return self._entity(self._cast.at(paragraph, token))

    def of(self, paragraph: int, head: Token, depth: int = 0) -> Entity | None:
        """Return the entity that the noun phrase of a head means, or null."""
        found = self._cast.at(paragraph, head.i)
        if found is not None:
            return self._entity(found)
        if depth > 3:
            return None
        real = antecedent(head)
        if real.i != head.i:
            return self.of(paragraph, real, depth + 1)
        if head.lower_ in PRONOUNS and head.tag_ in ("PRP", "PRP$"):
            return self._entity(self._meant(paragraph, head))
        if head.lower_ in _QUANTITIES or head.pos_ == "NUM":
            inner = next(
                (p for c in head.children if c.lower_ == "of" and (p := child(c, "pobj")) is not None), None
            )
            if inner is not None:
                return self.of(paragraph, inner, depth + 1)
        for below in head.children:
            if below.dep_ == "appos" and (named := self.at(paragraph, below.i)) is not None:
                return named
        if head.dep_ in ("appos", "attr") and head.dep_ == "appos":
            return self.of(paragraph, head.head, depth + 1)
        return None

    def near(self, paragraph: int, head: Token) -> Entity | None:
        """Return whom a noun phrase means, else whose thing it is ("rebel positions"), or null."""
        found = self.of(paragraph, head)
        if found is not None:
            return found
        for below in [*head.lefts][::-1]:
            if below.dep_ in _OWNED and (owner := self.of(paragraph, below, 2)) is not None:
                return owner
        return None

    def _entity(self, member: Member | None) -> Entity | None:
        return self._frozen.get(id(member)) if member is not None else None

    def _meant(self, paragraph: int, pronoun: Token) -> Member | None:
        """Whom a pronoun means: the subject of its sentence or of the one before, if it can be; else nobody.

        A possessive may also mean the last one named before it in its sentence, if there is only one.
        """
        kinds = PRONOUNS[pronoun.lower_]
        doc, sentence = pronoun.doc, pronoun.sent
        here = self._subject(paragraph, sentence.start, pronoun.i, kinds)
        if here is not None:
            return here
        named = [
            m.member
            for m in self._cast.mentions[paragraph]
            if sentence.start <= m.first and m.last < pronoun.i and m.member.kind in kinds
        ]
        if len(set(map(id, named))) == 1:
            return named[0]
        if named:
            return None
        if sentence.start > 0:
            before = doc[sentence.start - 1].sent
            return self._subject(paragraph, before.start, before.end, kinds)
        if paragraph > 0 and kinds is _PERSON:
            tokens = self._cast.paragraphs[paragraph - 1].tokens
            if tokens:
                last = tokens[-1].sent
                return self._subject(paragraph - 1, last.start, last.end, kinds)
        return None

    def _subject(self, paragraph: int, start: int, end: int, kinds: frozenset[EntityKind]) -> Member | None:
        for token in self._cast.paragraphs[paragraph].tokens[start:end]:
            if token.dep_ in ("nsubj", "nsubjpass"):
                member = self._cast.at(paragraph, token.i)
                if member is not None and member.kind in kinds:
                    return member
        return None
