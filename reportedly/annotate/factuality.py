"""How surely: FactBank values from the cue, the mood of the content, and the words that hedge it.

In come a cue's own value and the tokens of a content, out comes the value by which the nearest source
presents the main proposition, with every mark that bears on the content. A mark lowers the value
only where it stands in the main clause; hearsay ("reportedly") inside what somebody is said to have
said is the relayer's hedge and changes nothing for the source (Sauri and Pustejovsky 2009, 2012).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.annotate.parse import Paragraph
from reportedly.annotate.subjects import CLAUSAL, child
from reportedly.forms import Hedge
from reportedly.lexicon import Lexicons
from reportedly.shapes import FactualityValue, MarkKind, Span

if TYPE_CHECKING:
    from reportedly.annotate.parse import Token

_CERTAINTY = {"CT": 3, "PR": 2, "PS": 1, "Uu": 0, "U": 0}
_QUESTION = {"whether", "if"}
_GROUNDS = {
    "evidence", "proof", "indication", "sign", "suggestion", "confirmation", "reason", "hint", "trace",
}  # fmt: skip
"""Nouns of what a statement rests on: with "no", it is left open."""
_DONE = ("VBD", "VBN", "VB")
_NO_NEGATION = {
    "only", "just", "merely", "least", "alone", "all", "every", "everyone", "everybody", "always",
    "necessarily", "simply", "both",
}  # fmt: skip
"""What "not" may stand before without negating the verb."""

_CONTRASTED = {"by", "from", "because", "due", "with", "in", "at", "on"}
"""Before these "and not" sets one circumstance against another."""


@dataclass(frozen=True, slots=True)
class Found:
    """A mark in the text; `main`: it bears on the main proposition; `relayed`: it is hearsay."""

    kind: MarkKind
    span: Span
    value: FactualityValue
    main: bool
    hearsay: bool
    would: bool = False
    ability: bool = False


def marks(paragraph: Paragraph, tokens: Sequence[Token], lexicons: Lexicons) -> Iterator[Found]:
    """Yield the lexicon's marks among a content's tokens, the longest wording first."""
    yield from weighed_marks(paragraph, tokens, hedged(tokens, lexicons))


def weighed_marks(
    paragraph: Paragraph, tokens: Sequence[Token], hedges: Iterable[tuple[list[Token], Hedge]]
) -> Iterator[Found]:
    """Yield the marks of a content whose hedges are known: which of them bear on its main clause."""
    top = main_verb(tokens)
    for used, hedge in hedges:
        token = used[0]
        yield Found(
            hedge.kind, paragraph.span(used), hedge.value, top is not None and bears_on(token, top, hedge),
            hedge.hearsay, is_would(token), token.lower_ in ("could", "can", "ca"),
        )  # fmt: skip


def is_would(token: Token) -> bool:
    """Whether a word is "would"."""
    return token.lower_ in ("would", "'d") and bool(token.tag_ == "MD")


def hedged(tokens: Sequence[Token], lexicons: Lexicons) -> Iterator[tuple[list[Token], Hedge]]:
    """Yield the words among some tokens that are marks, with their entries, the longest wording first."""
    heads = lexicons.hedge_index
    taken: set[int] = set()
    for token in tokens:
        if token.i in taken:
            continue
        wordings = heads.get(token.lower_)
        if wordings is None:
            continue
        hedge, used = _longest(token, wordings)
        if hedge is None or _modal_elsewhere(token, hedge):
            continue
        taken.update(t.i for t in used)
        yield used, hedge


def _longest(token: Token, wordings: Sequence[tuple[list[str], Hedge]]) -> tuple[Hedge | None, list[Token]]:
    doc, at = token.doc, token.i
    for words, hedge in wordings:
        if len(words) == 1:
            return hedge, [token]  # it is indexed by its first word
        stretch = list(doc[at : at + len(words)])
        if [t.lower_ for t in stretch] == words:
            return hedge, stretch
    return None, []


def _modal_elsewhere(token: Token, hedge: Hedge) -> bool:
    """As in "May" the month, "will" the testament, "might" the strength: modals only where tagged so."""
    if token.tag_ in ("VBD", "VBN") and token.dep_ != "amod" and len(hedge.words.split()) == 1:
        return True  # "reported strikes", but not "they reported"
    if (
        hedge.hearsay
        and token.tag_ in ("VBD", "VBN")
        and hedge.words.endswith(" to")
        and child(token, "auxpass") is None
    ):
        return True  # "is reported to have", but not "reported to the desk"
    last = token.nbor(len(hedge.words.split()) - 1)
    if last.lower_ == "to" and last.i > token.i and last.tag_ != "TO":
        return True  # "going to the port" is no future
    if hedge.kind is MarkKind.NEGATION and token.i > 0 and token.nbor(-1).text == ",":
        return True  # "opponents of his, not militants": a contrast
    before = token.nbor(-1).lower_ if token.i > 0 else ""
    if token.lower_ == "not" and before in ("and", "but") and token.head.pos_ in ("NOUN", "PROPN"):
        return True  # "a fire, and not an attack"
    after = token.nbor(1).lower_ if token.i + 1 < len(token.doc) else ""
    if token.lower_ == "not" and before in ("and", "but") and after in _CONTRASTED:
        return True  # "by a missile, and not by a drone"
    if hedge.kind is MarkKind.NEGATION and after in _NO_NEGATION:
        return True  # "not all of them fled": some did
    if token.lower_ == "free" and last.i + 1 < len(token.doc) and last.nbor(1).lower_ in ("charge", "duty"):
        return True  # "free of charge" is for nothing
    if token.lower_ == "nearly" and (token.dep_ != "advmod" or token.head.tag_ not in _DONE):
        return True  # "nearly 300": only "was nearly killed" negates
    if token.lower_ == "no" and (after == "." or after.isdigit() or token.text == "No."):
        return True  # "No. 1"
    modal = token.lower_ in (
        "may",
        "might",
        "will",
        "can",
        "must",
        "could",
        "would",
        "should",
        "shall",
        "'ll",
    )
    return modal and token.tag_ != "MD" and hedge.words == token.lower_


def main_verb(tokens: Sequence[Token]) -> Token | None:
    """Return the verb that heads a content: the highest in the parse, the first where several are."""
    inner = {t.i for t in tokens}
    tops = [t for t in tokens if t.head.i not in inner or t.head.i == t.i]
    verbs = [t for t in tops if t.pos_ in ("VERB", "AUX")]
    if verbs:
        return verbs[0]
    return next(
        (t for t in tokens if t.pos_ in ("VERB", "AUX") and t.dep_ in CLAUSAL), tops[0] if tops else None
    )


def bears_on(token: Token, top: Token, hedge: Hedge) -> bool:
    """Whether a mark stands in the main clause, or opens a condition on it."""
    steps = 0
    if token.dep_ == "amod":
        return False  # "a reported airstrike": the thing is hedged, not what is said of it
    if token.lower_ == "nor":
        return _nor_negates(token, top)
    while token.i != top.i and steps < 12:
        # An if-clause is a clause of its own, but what it conditions is the clause above.
        conditions = hedge.kind is MarkKind.CONDITION and token.head.i == top.i
        if token.dep_ in CLAUSAL and not conditions:
            return False
        if token.head.i == token.i:
            return False
        if token.dep_ == "conj" and (token.head.i == top.i or hedge.kind is MarkKind.NEGATION):
            return False  # "no depot and no rocket": denied once
        phrase = " no " in hedge.words and token.head.i == top.i  # "at no time did they fire"
        if hedge.kind is MarkKind.NEGATION and not phrase and not _negates(token, top):
            return False
        token, steps = token.head, steps + 1
    return token.i == top.i


def _nor_negates(token: Token, top: Token) -> bool:
    """Whether "nor" negates what it joins: not after "neither", which negates both."""
    start = max(token.sent.start, token.i - 20)
    if any(t.lower_ == "neither" for t in token.doc[start : token.i]):
        return False
    joined = top.dep_ == "conj" and top.head.i == token.head.i
    return top.i > token.i and (token.head.i == top.i or joined)


def _negates(token: Token, top: Token) -> bool:
    """Negation counts on the verb itself, its subject or its object, not deeper down."""
    if token.lower_ == "not" and token.head.lower_ in ("one", "single") and token.head.i != top.i:
        token = token.head  # "not one soldier fired"
    if token.dep_ == "prep" or token.head.dep_ in ("prep", "npadvmod"):
        return False
    return token.head.i == top.i or token.head.head.i == top.i


def value_of(base: FactualityValue, found: Sequence[Found], tokens: Sequence[Token]) -> FactualityValue:
    """Combine the cue's value with the marks that bear on the main proposition."""
    if base is FactualityValue.UNKNOWN or (
        tokens and (tokens[0].lower_ in _QUESTION or _no_assertion(tokens))
    ):
        return FactualityValue.UNKNOWN
    certainty, polarity = base.value[:2], base.value[-1]
    if polarity == "u":
        return base
    for mark in found:
        if not mark.main:
            continue
        if mark.kind is MarkKind.NEGATION:
            polarity = "-" if polarity == "+" else "+"
            continue
        if mark.ability and any(m.kind is MarkKind.NEGATION and m.main for m in found):
            continue  # "could not reach the square": they did not
        if mark.value is FactualityValue.UNKNOWN:
            return FactualityValue.UNKNOWN
        if mark.value.value[-1] == "-":
            polarity = "-" if polarity == "+" else "+"
        if _CERTAINTY[mark.value.value[:2]] < _CERTAINTY[certainty]:
            certainty = mark.value.value[:2]
    return FactualityValue(certainty + polarity)


def _no_assertion(tokens: Sequence[Token]) -> bool:
    """Whether a content is a question or a command: neither is said to be so."""
    words = [t for t in tokens if not t.is_punct and not t.is_space]
    last = tokens[-1] if tokens[-1].text not in ('"', "'") or len(tokens) < 2 else tokens[-2]
    after = last.nbor(1) if last.i + 1 < len(last.doc) else last
    if "?" in (last.text, after.text):
        return True
    command = bool(words) and words[0].tag_ == "VB" and child(words[0], "nsubj", "aux") is None
    return command and tokens[0].text in ('"', "'")


def backshifted(found: Sequence[Found], cue: Token | None) -> list[Found]:
    """Read "would" after a cue in the past as the future it reports, unless a condition stands by."""
    if cue is None or (cue.tag_ not in ("VBD", "VBN", "VBG") and cue.pos_ != "NOUN"):
        return list(found)
    if any(m.kind is MarkKind.CONDITION for m in found):
        return list(found)
    return [
        Found(MarkKind.FUTURE, m.span, FactualityValue.CERTAIN, m.main, False) if m.would else m
        for m in found
    ]


def negated(head: Token) -> Token | None:
    """Return the word that negates a cue ("did not say", "there is no evidence"), if any."""
    own = child(head, "neg")
    if own is not None:
        return own
    nouns = [head, *(t for t in head.children if t.dep_ in ("dobj", "attr", "nsubjpass"))]
    return next(
        (
            c
            for noun in nouns
            if noun.pos_ == "NOUN" and noun.lemma_.lower() in _GROUNDS
            for c in noun.children
            if c.dep_ == "det" and c.lower_ == "no"
        ),
        None,
    )
