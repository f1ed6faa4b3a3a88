"""Words that say what was done: a parsed paragraph and the lexicon in, triggers out, in reading order.

A trigger is a verb, an event noun or an adjective with the entry that it matched and the words that belong
to it. At each word the longest wording wins, then the entry that asks for more (an object, a preposition).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reportedly.annotate.actors.roster import Roster
from reportedly.annotate.events.predicates import (
    complement,
    conjuncts,
    doer,
    infinitive,
    inner,
    lemma,
    outer,
    patient,
    phrases,
)  # fmt: skip
from reportedly.annotate.parse import Paragraph
from reportedly.annotate.subjects import child
from reportedly.eventwords import EventIndex, EventWords, Pattern
from reportedly.shapes import EntityKind, EventType

if TYPE_CHECKING:
    from reportedly.annotate.parse import Token

_OBLIGED = EventWords(type=EventType.REQUEST, pos="verb", words=("must",), consumes=True)
_POS = {"VERB": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adjective", "AUX": "verb"}
_KINDS = {
    "@person": {EntityKind.PERSON},
    "@armed": {EntityKind.MILITARY, EntityKind.ARMED_GROUP},
    "@state": {EntityKind.STATE, EntityKind.GOVERNMENT, EntityKind.BLOC, EntityKind.PERSON},
}
_PLACES = {"GPE", "LOC", "FAC"}
_TOOLS = {"ADP", "PART", "DET", "PUNCT"}


@dataclass(slots=True)
class Trigger:
    """A word of an event: its entry, its words in order, and the object that made it that event.

    `speaker`: the verb of saying by whose subject it is asked for ("said the army must leave").
    """

    paragraph: int
    token: Token
    entry: EventWords
    words: tuple[Token, ...]
    thing: Token | None = None
    used: set[int] = field(default_factory=set)
    speaker: Token | None = None


class Finder:
    """Finds the triggers of one paragraph."""

    def __init__(
        self, k: int, page: Paragraph, roster: Roster, index: EventIndex, saying: frozenset[str],
        places: frozenset[int] = frozenset(),
    ) -> None:  # fmt: skip
        """`places`: the tokens that name places, by their index."""
        self.k, self.page, self.roster, self.index, self.saying = k, page, roster, index, saying
        self.places = places

    def find(self) -> dict[int, Trigger]:
        """Return the triggers by the index of their token."""
        heads, out = self.index.heads, dict[int, Trigger]()
        verbs, nouns, adjectives = heads["verb"], heads["noun"], heads["adjective"]
        for token in self.page.tokens:
            word = token.lemma_.lower()
            if word not in verbs and word not in nouns and word not in adjectives:
                word = token.lower_
                if word not in nouns:
                    continue
            pos = _POS.get(token.pos_)
            if token.i and token.nbor(-1).text == "-" and word in nouns and pos != "verb":
                pos = "noun"
            if pos is None or word not in heads[pos]:
                continue
            found = self._match(token, pos, word)
            if found is not None:
                out[token.i] = found
        out = self._longest(out)
        out.update({t.token.i: t for t in self._obliged()})
        return out

    def _obliged(self) -> Iterator[Trigger]:
        """What somebody says that another must do: a request."""
        for token in self.page.tokens:
            verb = token.head
            if token.tag_ != "MD" or token.lower_ not in ("must", "should") or verb.dep_ != "ccomp":
                continue
            who = child(verb, "nsubj")
            if (
                who is not None
                and lemma(verb.head) in self.saying
                and self.roster.of(self.k, who) is not None
                and who.tag_ != "PRP"
            ):
                yield Trigger(self.k, verb, _OBLIGED, (token, verb), None, {verb.i}, verb.head)

    def _match(self, token: Token, pos: str, word: str) -> Trigger | None:
        if pos == "verb" and token.dep_ in ("aux", "auxpass"):
            return None
        if token.dep_ == "amod" or (pos == "verb" and token.dep_ == "compound"):
            return None  # "the ousted president", "the occupied bank": a state
        if token.pos_ == "PROPN" and not self.page.headline and self.roster.at(self.k, token.i) is not None:
            return None  # "Economic Cooperation Forum": part of a name
        for pattern in self.index.patterns[pos, word]:
            words = self._wording(token, pattern)
            if words is None:
                continue
            thing, fits = self._fits(token, pattern.entry, words)
            if fits:
                used = {t.i for t in words} | (
                    {thing.i} if thing is not None and pattern.entry.objects else set()
                )
                return Trigger(
                    self.k, token, pattern.entry, words, thing if pattern.entry.objects else None, used
                )
        return None

    def _longest(self, found: dict[int, Trigger]) -> dict[int, Trigger]:
        """Drop triggers that are words of another one's wording: "suicide bombing" is not a bombing too."""
        inside = {i for t in found.values() for i in (w.i for w in t.words) if i != t.token.i}
        return {i: t for i, t in found.items() if i not in inside}

    def _wording(self, token: Token, pattern: Pattern) -> tuple[Token, ...] | None:
        """The tokens of an entry's wording around its head, or null where they are not there."""
        tokens, i = self.page.tokens, token.i
        n = len(pattern.before)
        if n:
            left = tokens[i - n : i] if i >= n else ()
            if len(left) != n or any(
                t.lower_ != w and t.lemma_.lower() != w for t, w in zip(left, pattern.before, strict=True)
            ):
                return None
            words = (*left, token)
        else:
            words = (token,)
        m = len(pattern.after)
        if not m:
            return words
        right = tokens[i + 1 : i + 1 + m]
        if len(right) == m and all(t.lower_ == w for t, w in zip(right, pattern.after, strict=True)):
            return (*words, *right)
        if m == 1:
            for below in token.children:
                if below.lower_ == pattern.after[0] and below.dep_ in (
                    "prt",
                    "advmod",
                    "oprd",
                    "acomp",
                    "dobj",
                    "xcomp",
                    "ccomp",
                ):
                    return (*words, below) if below.i > i else None
            # "took twelve people hostage": the word after the object.
            thing = child(token, "dobj")
            if thing is not None and thing.right_edge.i + 1 < len(tokens):
                after = tokens[thing.right_edge.i + 1]
                if after.lower_ == pattern.after[0] and after.head.i == token.i and after.pos_ not in _TOOLS:
                    return (*words, after)
                if pattern.after[0] in ("dead", "wounded", "injured"):
                    # "left twelve dead", by whatever parse
                    return next(
                        (
                            (*words, t)
                            for t in thing.subtree
                            if t.lower_ == pattern.after[0] and t.i > thing.i
                        ),
                        None,
                    )
                if thing.lower_ == pattern.after[0]:
                    return (*words, thing)
        return None

    def _fits(self, token: Token, entry: EventWords, words: Sequence[Token]) -> tuple[Token | None, bool]:
        """The object that an entry asks for, and whether all that it asks for is there."""
        if entry.near and not any(t.lower_ in entry.near for t in token.sent):
            return None, False
        if entry.adverbs and not any(c.lower_ in entry.adverbs for c in token.children):
            return None, False
        found = list(phrases((token,), entry.prepositions)) if entry.prepositions else []
        if entry.prepositions and not found and "" not in entry.prepositions:
            return None, False
        after = [t for _, t in found]
        if words[-1].i > token.i and words[-1].dep_ == "prep":
            # "hacked into the computers": the wording's own preposition.
            after += [t for _, t in phrases((token,), (words[-1].lower_,))]
        thing = self._thing(token, entry, after)
        if entry.objects and thing is None and "@none" not in entry.objects:
            return None, False
        if entry.not_objects:
            whom = patient(token) if entry.pos == "verb" else None
            if whom is not None and self._among(whom, entry.not_objects):
                return None, False
        if entry.subjects or entry.not_subjects:
            who = doer(token)
            if entry.subjects and (
                who is None or not any(self._among(t, entry.subjects) for t in conjuncts(who))
            ):
                return None, False
            if entry.not_subjects and who is not None and self._among(who, entry.not_subjects):
                return None, False
        if entry.whom and not self._asked(token):
            return None, False
        return thing, not entry.frames or any(self._frame(token, f, entry) for f in entry.frames)

    def _thing(self, token: Token, entry: EventWords, after: list[Token]) -> Token | None:
        """The object of a verb, or of a noun ("the capture of the town"), that is of a wanted class."""
        if not entry.objects:
            return None
        if entry.pos == "verb":
            heads = [p] if (p := patient(token)) is not None and not entry.prepositions else after
            if entry.prepositions and "" in entry.prepositions and p is not None:
                heads = [*after, p]
            if not heads:
                heads = [p] if p is not None else after
        else:
            heads = [t for _, t in phrases((token,), ("of", "on", "against"))]
            heads += [c for c in token.lefts if c.dep_ in ("compound", "nmod", "poss", "amod")]
            if "@none" in entry.objects and not heads:
                return None
        for head in heads:
            for one in conjuncts(head):
                if self._among(one, entry.objects):
                    return one
        return None

    def _among(self, head: Token, classes: Iterable[str]) -> bool:
        """Whether a noun, or what it is a quantity of, is of one of some classes."""
        real = inner(head)
        if head.lower_ in ("hundreds", "dozens", "thousands", "scores") and "@forces" in classes:
            real = inner(head)
        names = {lemma(real), real.lower_}
        if real.i:
            before = real.nbor(-1)
            sep = real.nbor(-2).lower_ + "-" + real.lower_ if before.text == "-" and real.i > 1 else None
            names |= {f"{before.lower_} {lemma(real)}", f"{before.lower_} {real.lower_}"}
            if sep is not None:
                names |= {sep, real.nbor(-2).lower_ + "-" + lemma(real)}
        for name in classes:
            if name == "@any":
                return True
            if name == "@actor":
                if real.ent_type_ != "DATE" and self.roster.near(self.k, real) is not None:
                    return True
            elif name in _KINDS:
                whom = self.roster.of(self.k, real)
                if whom is not None and whom.kind in _KINDS[name]:
                    return True
            elif name == "@place":
                named = real.i in self.places and real.dep_ in ("dobj", "pobj", "nsubjpass", "conj")
                if (
                    named
                    or real.ent_type_ in _PLACES
                    or (
                        real.pos_ == "PROPN"
                        and self.roster.of(self.k, real) is None
                        and real.ent_type_ in ("", "PERSON", "ORG")
                    )
                ):
                    return True
            elif name.startswith("@"):
                if not names.isdisjoint(self.index.things.get(name[1:], ())):
                    return True
            elif name in names:
                return True
        return False

    def _asked(self, token: Token) -> bool:
        """Whether somebody is named who is asked: "ordered them to leave", "was told to leave"."""
        verb = complement(token)
        return patient(token) is not None or (verb is not None and child(verb, "nsubj") is not None)

    def _frame(self, token: Token, frame: str, entry: EventWords) -> bool:
        if frame in ("object", "intransitive"):
            return (patient(token) is not None) == (frame == "object")
        if frame in ("infinitive", "gerund", "clause", "wished"):
            verb = complement(token)
            if verb is None:
                return False
            if entry.complement and lemma(verb) not in entry.complement:
                return False
            if frame == "infinitive":
                return infinitive(verb)
            if frame == "gerund":
                return bool(verb.tag_ == "VBG")
            if frame == "wished":
                # "agreed that they should meet", not "agreed that it was late"
                modal = any(
                    c.tag_ == "MD" and c.lower_ not in ("could", "can", "may", "might") for c in verb.children
                )
                return modal or (verb.tag_ == "VB" and not infinitive(verb))
            return not infinitive(verb) and verb.tag_ != "VBG"
        return any(True for _ in phrases((token,), (frame,)))


def ordered(triggers: Iterable[Trigger]) -> Iterator[Trigger]:
    """Yield triggers in reading order."""
    yield from sorted(triggers, key=lambda t: t.token.i)


def node(trigger: Trigger) -> Token:
    """The token from which an event noun hangs in its sentence: that of its quantity, if it has one."""
    return outer(trigger.token) if trigger.entry.pos == "noun" else trigger.token
