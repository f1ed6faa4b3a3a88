"""How surely a word is presented inside a content: the way from it to the main verb, and what it meets.

In come a token and the content it stands in; out comes a `Standing`: the FactBank value that marks and
embedding words give it, those words, and whether it hangs on the main proposition or is taken for granted
(a relative or temporal clause, a definite event noun): then a denial of the main proposition leaves it as
it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from reportedly.annotate.events.predicates import infinitive, lemma, lender, outer, with_particle
from reportedly.annotate.factuality import bears_on, is_would
from reportedly.annotate.subjects import child
from reportedly.forms import Hedge
from reportedly.lexicon import Lexicons
from reportedly.shapes import FactualityValue, MarkKind

if TYPE_CHECKING:
    from reportedly.annotate.parse import Token

V = FactualityValue
_ORDER = {"CT": 3, "PR": 2, "PS": 1, "Uu": 0, "U": 0}
_CONDITIONS = {"if", "unless", "whether", "provided", "should"}
_HAPPENS = {
    "happen",
    "occur",
    "place",
    "begin",
    "start",
    "continue",
    "follow",
    "break",
    "erupt",
    "come",
    "be",
}
_POS: dict[str, Literal["verb", "noun", "adjective"]] = {
    "VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adjective",
}  # fmt: skip
_DEFINITE = {"the", "this", "that", "these", "those"}
_LEADS = ("of", "for", "to", "against", "on", "about", "at", "from", "over", "with", "that")
"""Prepositions by which a verb or noun takes what it is about; others say when, where or how."""
_BORNE = {"responsibility", "blame", "credit"}
_TURNS_DOWN = {"reject", "decline", "refuse", "deny", "scotch"}


def composed(outer_value: V, inner_value: V) -> V:
    """Return the value of what is embedded: the lesser certainty, the product of the polarities."""
    if V.UNKNOWN in (outer_value, inner_value) or V.CERTAIN_UNKNOWN in (outer_value, inner_value):
        return V.UNKNOWN
    certainty = min(outer_value.value[:2], inner_value.value[:2], key=lambda c: _ORDER[c])
    same = outer_value.value[-1] == inner_value.value[-1]
    return V(certainty + ("+" if same else "-"))


@dataclass(slots=True)
class Standing:
    """What a word meets on its way up; `hangs`: it reaches the content's top, for which the source stands."""

    value: V = V.CERTAIN
    marks: list[tuple[MarkKind, tuple[Token, ...]]] = field(default_factory=list)
    hangs: bool = False

    def meet(self, value: V, kind: MarkKind, *tokens: Token) -> None:
        """Take in a mark or an embedding word, once."""
        if any(t.i == m.i for t in tokens for _, met in self.marks for m in met):
            return
        self.value = composed(value, self.value)
        self.marks.append((kind, tokens))


class Scale:
    """Weighs the words of one content in one paragraph."""

    def __init__(
        self, tokens: Sequence[Token], main: Token | None, hedges: Sequence[tuple[list[Token], Hedge]],
        lexicons: Lexicons, hearsay: bool, backshift: bool,
    ) -> None:  # fmt: skip
        """`hearsay`: whether hearsay lowers certainty; `backshift`: whether "would" reports a future."""
        self.inside = {t.i for t in tokens}
        self.main, self.hedges, self.lexicons = main, hedges, lexicons
        self.hearsay, self.backshift = hearsay, backshift

    def weigh(self, token: Token) -> Standing:
        """Return the standing of a word that says an event or a tie."""
        out = Standing()
        start = self._from_noun(token, out) if token.pos_ not in ("VERB", "AUX") else token
        if start is not None:
            self._climb(start, out)
        return out

    def governs(self, token: Token) -> bool:
        """Whether a word is part of a mark on its own complement: "failed", in "failed to"."""
        return any(token.i in {t.i for t in used} for used, _ in self.hedges)

    def _from_noun(self, noun: Token, out: Standing) -> Token | None:
        """Go from an event noun to the verb on which it hangs; null where it is taken for granted."""
        for used, hedge in self.hedges:
            if (
                used[0].head.i == noun.i
                and used[0].dep_ in ("amod", "det", "advmod", "neg")
                and (self.hearsay or not hedge.hearsay)
            ):
                out.meet(hedge.value, hedge.kind, *used)
        if self._is_main(noun, out):
            return None
        support = self.lexicons.events.support
        top = outer(noun)
        if taken_for_granted(noun):
            return None
        verb = lender(top, support)
        if verb is not None and verb.dep_ not in ("acl", "relcl"):
            return verb
        head = top.head
        if top.dep_ == "pobj":
            over = head.head
            if head.lower_ == "without":
                out.meet(V.CERTAINLY_NOT, MarkKind.NEGATION, head)
            elif over.i in self.inside:
                value = self._embedding(over)
                if value is not None and head.lower_ in _LEADS:
                    out.meet(value, _kind(value), over)
            else:
                out.hangs = True  # the cue is above: "fears of an attack"
            return None
        if top.dep_ in ("dobj", "nsubjpass", "attr") and head.i in self.inside:
            value = self._embedding(head)
            # A claim, an offer or a plan that is rejected was made.
            if value is not None and not (lemma(head) in _TURNS_DOWN and self._embedding(noun) is not None):
                out.meet(value, _kind(value), head)
                return None
            return None if self._definite(top) and top.dep_ != "attr" else head
        if top.dep_ == "nsubj" and head.i in self.inside:
            return head if lemma(head) in _HAPPENS or not self._definite(top) else None
        if top.dep_ == "ROOT" or head.i not in self.inside:
            out.hangs = True
        return None

    def _definite(self, noun: Token) -> bool:
        return any(
            c.dep_ == "poss" or c.lower_ in _DEFINITE or c.ent_type_ in ("GPE", "NORP", "ORG")
            for c in noun.lefts
        )

    def _is_main(self, token: Token, out: Standing) -> bool:
        if self.main is not None and token.i == self.main.i:
            out.hangs = True
            self._marked(token, out)
            return True
        return False

    def _climb(self, verb: Token, out: Standing) -> None:
        """Go from a verb up through the clauses that it is embedded in."""
        for _ in range(10):
            if self._is_main(verb, out):
                return
            self._marked(verb, out)
            above = self._above(verb, out)
            if above is None:
                return
            verb = above

    def _marked(self, verb: Token, out: Standing) -> None:
        """Take in the marks of a verb's own clause."""
        found = [
            (u, h)
            for u, h in self.hedges
            # "failed to" says nothing of the failing, but of what follows.
            if verb.i not in {t.i for t in u} and bears_on(u[0], verb, h) and (self.hearsay or not h.hearsay)
        ]
        negated = any(h.kind is MarkKind.NEGATION for _, h in found)
        for used, hedge in found:
            if self.backshift and is_would(used[0]):
                out.meet(V.CERTAIN, MarkKind.FUTURE, *used)
            elif negated and used[0].lower_ in ("could", "can", "ca"):
                out.meet(V.CERTAIN, hedge.kind, *used)  # "could not reach it": they did not
            else:
                out.meet(hedge.value, hedge.kind, *used)

    def _above(self, verb: Token, out: Standing) -> Token | None:
        """The verb above a clause, if what is said of it bears on the clause; null at the end of the way."""
        head, dep = verb.head, verb.dep_
        if head.i == verb.i or head.i not in self.inside:
            out.hangs = True
            return None
        if dep == "conj":
            own = child(verb, "nsubj", "nsubjpass") is not None
            if own or child(verb, "aux") is not None or _stands_alone(verb, head):
                if not self._is_main(head, Standing()):
                    return self._above(head, out)
                out.hangs = True  # a second main clause: the marks of the first are not its own
                return None
            return head
        if dep in ("xcomp", "ccomp", "csubj", "csubjpass", "oprd"):
            if dep == "ccomp" and verb.i < head.i and any(t.text == ";" for t in verb.doc[verb.i : head.i]):
                out.hangs = True  # two main clauses
                return None
            return self._governed(head, dep, out)
        if dep in ("relcl", "acl"):
            if infinitive(verb) or child(verb, "mark") is not None:
                value = self._embedding(head)
                to = [c for c in verb.children if c.lower_ == "to" and c.dep_ == "aux"]
                if value is None and to:
                    out.meet(V.UNKNOWN, MarkKind.FUTURE, *to)  # "a battle to retake it": what it is for
                else:
                    value = value if value is not None else V.UNKNOWN
                    out.meet(value, _kind(value), head)
            return None
        if dep == "pcomp":
            over = head.head
            for used, hedge in self.hedges:
                if head.i in {t.i for t in used} and (self.hearsay or not hedge.hearsay):
                    out.meet(hedge.value, hedge.kind, *used)  # "stopped short of attacking"
                    return over if over.pos_ in ("VERB", "AUX") else over.head
            if (
                over.pos_ in ("NOUN", "PROPN", "PRON")
                and over.dep_ in ("dobj", "nsubjpass")
                and self._embedding(over.head) is not None
            ):
                over = over.head  # "accused the rebels of killing"
            value = V.CERTAINLY_NOT if head.lower_ == "without" else self._embedding(over)
            if over.i not in self.inside:
                out.hangs = True  # the cue is above: "accused the rebels of killing"
            elif value is not None and head.lower_ in (*_LEADS, "without"):
                out.meet(value, _kind(value), head if head.lower_ == "without" else over)
            return None
        if dep == "advcl":
            opens = {c.lower_ for c in verb.children if c.dep_ in ("mark", "aux", "advmod")}
            if opens & _CONDITIONS:
                out.value = V.UNKNOWN
            elif infinitive(verb):
                out.meet(V.UNKNOWN, MarkKind.FUTURE, *(c for c in verb.children if c.lower_ == "to"))
            elif verb.tag_ == "VBG" and child(verb, "mark") is None:
                return head if head.pos_ in ("VERB", "AUX") else None
            return None
        return head if head.pos_ in ("VERB", "AUX") and dep not in ("parataxis", "dep") else None

    def _governed(self, head: Token, dep: str, out: Standing) -> Token | None:
        """Take in the word that governs a complement."""
        spoken = any(used[-1].i == head.i or head.i in {t.i for t in used} for used, _ in self.hedges)
        value = self._embedding(head)
        if value is None and dep == "ccomp":
            cue = self.lexicons.cues.get(("verb", with_particle(head))) or self.lexicons.cues.get(
                ("verb", lemma(head))
            )
            value = cue.value if cue is not None else None
            if cue is not None and value is not None:
                if value is not V.CERTAIN:
                    out.meet(value, MarkKind.DENIAL if value is V.CERTAINLY_NOT else MarkKind.HEDGE, head)
                return None
        if spoken:
            # "failed to", "planned to": the lexicon's mark, which stands in the clause above.
            for used, hedge in self.hedges:
                if head.i in {t.i for t in used} and (self.hearsay or not hedge.hearsay):
                    out.meet(hedge.value, hedge.kind, *used)
        elif value is not None:
            out.meet(value, _kind(value), head)
        if head.pos_ == "ADJ":
            return head.head if head.head.pos_ in ("VERB", "AUX") and head.head.i in self.inside else None
        return head if head.pos_ in ("VERB", "AUX") else None

    def _embedding(self, token: Token) -> V | None:
        pos = _POS.get(token.pos_)
        if pos is None:
            return None
        table = self.lexicons.events.embeddings
        return table.get((pos, with_particle(token) if pos == "verb" else lemma(token))) or table.get(
            (pos, lemma(token))
        )


def taken_for_granted(noun: Token) -> bool:
    """As in "nobody claimed responsibility for the raid": there was one."""
    top = outer(noun)
    return (
        top.dep_ == "pobj"
        and lemma(top.head.head) in _BORNE
        and any(c.lower_ in _DEFINITE or c.dep_ == "poss" for c in top.lefts)
    )


def _stands_alone(verb: Token, first: Token) -> bool:
    """Whether a verb coordinated with another shares neither its auxiliaries nor what negates it.

    "did not flee, but fought"; "did not say who it was and left": a finite verb has no auxiliary.
    """
    joined = {c.lower_ for c in first.children if c.dep_ == "cc" and first.i < c.i < verb.i}
    if joined & {"but", "yet", "instead"}:
        return True
    return verb.tag_ in ("VBD", "VBZ", "VBP") and child(first, "aux") is not None


def _kind(value: V) -> MarkKind:
    return MarkKind.NEGATION if value.value[-1] == "-" else MarkKind.HEDGE
