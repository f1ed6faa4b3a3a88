"""Standing relations as said: "a longtime ally of", "Iran-backed", "loyal to", "the armed wing of".

In come paragraphs and the roster of their entities (and a look-up of places); out come ties in reading
order. Words come from the lexicon, who is meant from the parse. What is denied, asked or supposed
("does not back", "would support") is no tie.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from reportedly.actors import TieWords
from reportedly.annotate.actors.roster import Roster
from reportedly.annotate.parse import Paragraph
from reportedly.annotate.subjects import NOMINAL, agent, antecedent, child, passive, subject
from reportedly.ids import row_id
from reportedly.lexicon import Lexicons
from reportedly.shapes import Entity, EntityKind, Span, Tie, TieType

if TYPE_CHECKING:
    from reportedly.annotate.parse import Token

PlaceAt = Callable[[int, "Token"], str | None]
"""The id of the place that a token of a paragraph (by index) names, or null."""
Found = tuple[TieType, str, str, Span]

_MODIFIERS = {"compound", "amod", "nmod"}
_UNSURE = {"would", "could", "may", "might", "should", "can", "will", "shall", "must", "to"}
_PAST = {
    "former",
    "ex",
    "onetime",
    "one-time",
    "late",
    "then",
    "ousted",
    "deposed",
    "erstwhile",
    "would-be",
    "slain",
}
_FAR = 12
"""How many words an apposition may stand from its name."""
_LED = {EntityKind.PERSON, EntityKind.PEOPLE, EntityKind.MEDIA}


def ties(
    paragraphs: Sequence[Paragraph], roster: Roster, lexicons: Lexicons, place_at: PlaceAt | None = None
) -> tuple[Tie, ...]:
    """Return the ties that paragraphs state; those that control a place only with a look-up of places."""
    found: list[Found] = []
    for k, page in enumerate(paragraphs):
        reader = _Reader(k, page, roster, lexicons, place_at)
        found += reader.read()
    unique = sorted(dict.fromkeys(found), key=lambda f: (f[3], f[0].value))
    return tuple(
        Tie(row_id("tie", kind.value, left, right, *span), kind, left, right, span)
        for kind, left, right, span in unique
    )


class _Reader:
    """Reads one paragraph."""

    def __init__(
        self, k: int, page: Paragraph, roster: Roster, lexicons: Lexicons, place_at: PlaceAt | None
    ) -> None:
        self.k, self.page, self.roster, self.lexicons = k, page, roster, lexicons
        self.place_at = place_at

    def read(self) -> Iterator[Found]:
        """Yield the ties of the paragraph."""
        forms = self.lexicons.ties.forms
        words = [t.lower_ for t in self.page.tokens]
        for i, token in enumerate(self.page.tokens):
            word = words[i]
            if word == "-" and 0 < i < len(words) - 1:
                if words[i - 1] in forms["prefix"]:
                    yield from self._prefix(token)
                elif words[i + 1] in forms["suffix"]:
                    yield from self._suffix(page_token := self.page.tokens[i + 1], page_token.nbor(-2))
            elif "-" in word and word.rpartition("-")[2] in forms["suffix"]:
                yield from self._suffix(token, token)
            elif token.pos_ in ("NOUN", "PROPN"):
                lemma = token.lemma_.lower()
                joined = f"{words[i - 1]} {lemma}" if i else lemma
                lemma = joined if joined in forms["noun"] else lemma
                if lemma in forms["noun"]:
                    yield from self._noun(
                        token, i - (" " in lemma), self.lexicons.ties.entries["noun", lemma]
                    )
            elif token.pos_ in ("VERB", "ADJ", "AUX"):
                lemma = token.lemma_.lower()
                if lemma in forms["verb"] and token.pos_ == "VERB":
                    yield from self._verb(token, self.lexicons.ties.entries["verb", lemma])
                if lemma in forms["adjective"] or word in forms["adjective"]:
                    entries = (
                        self.lexicons.ties.entries.get(("adjective", word))
                        or self.lexicons.ties.entries["adjective", lemma]
                    )
                    yield from self._adjective(token, entries)

    def _tie(
        self, kind: TieType, left: Entity | None, right: Entity | None, *tokens: Token
    ) -> Iterator[Found]:
        if left is None or right is None or left.id == right.id:
            return
        if kind in (TieType.LEADS, TieType.PART_OF) and right.kind in _LED:
            return
        yield kind, left.id, right.id, self._span(*tokens)

    def _span(self, *tokens: Token) -> Span:
        """The words from the first to the last, names in full."""
        return self.page.span([x for t in tokens for x in (t, self._edge(t))])

    def _edge(self, token: Token) -> Token:
        """The first token of the entity's mention that a token heads."""
        whom = self.roster.at(self.k, token.i)
        i = token.i
        while whom is not None and i > 0 and self.roster.at(self.k, i - 1) is whom:
            i -= 1
        return self.page.tokens[i]

    def _place(self, token: Token | None) -> str | None:
        return self.place_at(self.k, token) if token is not None and self.place_at is not None else None

    def _controls(self, left: Entity | None, place: Token | None, *tokens: Token) -> Iterator[Found]:
        where = self._place(place)
        if left is not None and where is not None and place is not None:
            yield TieType.CONTROLS, left.id, where, self._span(*tokens, place)

    def _suffix(self, participle: Token, owner: Token) -> Iterator[Found]:
        """ "Velania-backed militias": from the name to the noun that the participle belongs to."""
        word = participle.lower_.rpartition("-")[2]
        noun = self._noun_of(participle)
        left = self.roster.at(self.k, owner.i)
        for entry in self.lexicons.ties.entries["suffix", word]:
            if entry.tie is TieType.CONTROLS:
                yield from self._controls(left, noun, owner)
                continue
            right = self.roster.of(self.k, noun) if noun is not None else None
            if noun is not None:
                ends = (right, left) if entry.turned else (left, right)
                yield from self._tie(entry.tie, *ends, owner, noun)

    def _prefix(self, hyphen: Token) -> Iterator[Found]:
        """ "pro-Velanian militias": from the noun to the name behind the hyphen."""
        tokens, i = self.page.tokens, hyphen.i + 1
        end = i
        whom = self.roster.at(self.k, i)
        while end + 1 < len(tokens) and whom is not None and self.roster.at(self.k, end + 1) is whom:
            end += 1
        noun = self._noun_of(tokens[end])
        if noun is not None and whom is not None:
            for entry in self.lexicons.ties.entries["prefix", tokens[hyphen.i - 1].lower_]:
                yield from self._tie(entry.tie, self.roster.of(self.k, noun), whom, tokens[i], noun)

    def _noun_of(self, modifier: Token) -> Token | None:
        """The noun that a modifier belongs to, a few words behind it."""
        head, steps = modifier.head, 0
        if modifier.pos_ == "NOUN" and modifier.dep_ not in (*_MODIFIERS, "npadvmod"):
            return None
        while head.dep_ in _MODIFIERS and head.head.i > modifier.i and steps < 4:
            head, steps = head.head, steps + 1
        if head.i > modifier.i and head.pos_ in NOMINAL:
            return head
        for token in self.page.tokens[modifier.i + 1 : modifier.i + 4]:
            if token.pos_ in ("NOUN", "PROPN") and token.dep_ not in _MODIFIERS:
                return token
        return None

    def _adjective(self, token: Token, entries: tuple[TieWords, ...]) -> Iterator[Found]:
        """ "loyal to Velan", "allied with the Front": from what the adjective is said of."""
        for entry in entries:
            prep = next((c for c in token.children if c.lower_ in entry.prepositions and c.i > token.i), None)
            right = child(prep, "pobj") if prep is not None else None
            bearer = self._said_of(token)
            if right is not None and bearer is not None and not self._unsure(token):
                whom = self.roster.of(self.k, right)
                yield from self._tie(entry.tie, self.roster.of(self.k, bearer), whom, bearer, right)

    def _said_of(self, token: Token) -> Token | None:
        while token.dep_ == "conj" and token.head.i < token.i:
            token = token.head
        head = token.head
        if token.dep_ in ("acomp", "attr", "oprd"):
            return antecedent(found) if (found := subject(head)) is not None else None
        if token.dep_ in ("amod", "acl", "relcl", "appos") and head.pos_ in NOMINAL:
            return head
        patient = child(token, "nsubjpass", "nsubj")
        return antecedent(patient) if patient is not None else None

    def _verb(self, token: Token, entries: tuple[TieWords, ...]) -> Iterator[Found]:
        """ "Velania backs the Front", "the Front, armed by Velania"."""
        if self._unsure(token):
            return
        first = token
        while (
            first.dep_ == "conj" and first.head.pos_ == "VERB" and child(first, "nsubj", "nsubjpass") is None
        ):
            first = first.head
        if passive(token) or (token.tag_ == "VBN" and agent(token) is not None):
            doer = agent(token)
            patient = child(token, "nsubjpass") or (token.head if token.dep_ in ("acl", "amod") else None)
            patient = patient if patient is not None else child(first, "nsubjpass")
        else:
            doer, patient = subject(token), child(token, "dobj")
            if token.lemma_ == "prop" and patient is None:
                return
        if doer is None or patient is None:
            return
        doer, patient = antecedent(doer), antecedent(patient)
        left = self.roster.of(self.k, doer)
        for entry in entries:
            if entry.tie is TieType.CONTROLS:
                yield from self._controls(left, patient, doer, token)
            elif token.lemma_ not in ("hold", "rule", "govern") or entry.tie is not TieType.LEADS:
                yield from self._tie(entry.tie, left, self.roster.of(self.k, patient), doer, patient)

    def _unsure(self, token: Token) -> bool:
        """Whether a word is negated, or what it says only supposed."""
        verb = token if token.pos_ == "VERB" else token.head
        for one in (token, verb):
            for c in one.children:
                if (
                    c.dep_ == "neg"
                    or (c.dep_ == "aux" and c.lower_ in _UNSURE)
                    or (c.dep_ == "mark" and c.lower_ in ("if", "whether"))
                ):
                    return True
        return verb.tag_ == "VB" and verb.dep_ in ("xcomp", "advcl", "acl")

    def _noun(self, token: Token, first: int, entries: tuple[TieWords, ...]) -> Iterator[Found]:
        """ "Velania, an ally of the Front", "Front leader Orin", "Orin's ally Velania"."""
        bearer = self._bearer(token)
        if bearer is None or abs(bearer.i - token.i) > _FAR or any(c.lower_ in _PAST for c in token.lefts):
            return
        left = self.roster.of(self.k, bearer)
        plural = token.tag_ in ("NNS", "NNPS")
        if (
            left is not None
            and left.kind is EntityKind.PERSON
            and plural
            and not any(True for _ in bearer.conjuncts)
        ):
            return  # "Ms Orin, officials said"
        for whom in self._whose(token, bearer, first):
            for entry in entries:
                if (
                    left is not None
                    and entry.tie in (TieType.LEADS, TieType.ADVISES)
                    and left.kind is not EntityKind.PERSON
                ):
                    continue
                yield from self._tie(entry.tie, left, self.roster.of(self.k, whom), bearer, token, whom)

    def _bearer(self, token: Token) -> Token | None:
        """Who is said to be what a noun says: an apposition's name, a subject, the name behind a title."""
        if token.dep_ in _MODIFIERS and token.head.pos_ == "PROPN" and token.head.i > token.i:
            return token.head
        if token.dep_ == "conj" and token.head.dep_ in ("appos", "attr"):
            return self._bearer(token.head)
        if token.dep_ == "appos":
            return token.head
        if token.dep_ == "attr" and not self._unsure(token.head):
            return antecedent(found) if (found := subject(token.head)) is not None else None
        below = child(token, "appos")
        return below if below is not None and self.roster.at(self.k, below.i) is not None else None

    def _whose(self, token: Token, bearer: Token, first: int) -> Iterator[Token]:
        """Of whom: behind "of", "to" or "in", a possessive, or the name before the noun."""
        for prep in token.children:
            if prep.dep_ == "prep" and prep.lower_ in ("of", "to", "for"):
                inner = child(prep, "pobj")
                if inner is not None:
                    yield inner
                    yield from (c for c in inner.conjuncts if c.i > inner.i)
        owner = child(token, "poss") or (child(bearer, "poss") if bearer.i > token.i else None)
        if owner is not None:
            yield owner
        elif first > 0 and first - 1 != bearer.i:
            before = self.page.tokens[first - 1]
            if before.dep_ in _MODIFIERS and before.head.i in (token.i, bearer.i):
                yield before
            else:
                # "senior Front commander Orin": a word between
                left = [
                    c for c in token.lefts if c.dep_ in _MODIFIERS and self.roster.at(self.k, c.i) is not None
                ]
                yield from left[-1:]
