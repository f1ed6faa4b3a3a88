"""Clauses that only answer what somebody else has said: "denied it", "the charge is baseless", "a lie".

In come the assertions of an article, each with the words that head it, and its statements; out come the same
assertions, those that say nothing of their own telling what they answer: its event, its doer, its aspects.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reportedly.annotate.subjects import child
from reportedly.ids import row_id
from reportedly.lexicon import Lexicons
from reportedly.shapes import Act, Aspect, Assertion, FactualityValue, Statement, Voice
from reportedly.spans import covers

if TYPE_CHECKING:
    from reportedly.annotate.parse import Token

_BACK = {"it", "this", "that", "these", "those", "them", "which", "so", "such", "nothing"}
_GENERIC = {
    "kind",
    "sort",
    "thing",
    "anything",
    "such",
    "happen",
    "occur",
    "place",
    "case",
    "take place",
    "true",
}
_PAPERS = {
    "document", "contract", "paper", "letter", "video", "footage", "photograph", "photo", "picture",
    "recording", "tape", "memo", "memorandum", "email", "e-mail", "certificate", "invoice", "image",
    "clip", "audio", "transcript", "cable", "manuscript", "signature", "diary", "waybill", "manifest",
    "receipt", "screenshot",
}  # fmt: skip
"""Things that can be forged."""
_THEY = {"they", "them", "it", "these", "those", "none", "all", "both", "which"}
_GENUINE = {"genuine", "authentic", "real"}
_FORGED = {
    "forgery", "forge", "forged", "fake", "faked", "fabricate", "fabricated", "fabrication",
    "counterfeit", "doctor", "doctored", "bogus", "hoax", "false",
}  # fmt: skip
_WIDER = {"real", "false", "fabricate", "fabricated", "fabrication", "bogus", "hoax", "doctor", "doctored"}
"""Of these it is certain only beside a document's name that they are said of one."""
_PROVING = {"be", "prove", "remain"}
_TRUTH = {"truth", "substance", "basis", "foundation", "merit"}
_US = {"we", "i"}
_PERSONS = {"we", "us", "i", "me", "he", "him", "she", "her", "they", "them", "ours", "mine", "theirs"}
_NEAR = 12
"""Within so many characters behind a question words answer it."""
_MATTER = {"of", "about", "against", "from", "to", "for", "regarding", "concerning", "over"}
"""Prepositions by which a noun of saying tells what was said."""
ACTS = {Act.DENY, Act.CONFIRM, Act.DOUBT}


@dataclass(frozen=True, slots=True)
class Answer:
    """How words answer: the nouns that "such" goes with; `empty`: they have no matter of their own."""

    nouns: tuple[str, ...] = ()
    empty: bool = True


class Kin:
    """Which words tell of one kind of happening: "sale" and "sell"."""

    def __init__(self, lexicons: Lexicons) -> None:
        """Index the lexicon's kinds of happening by their words."""
        self._kinds: dict[str, set[str]] = {}
        for kind, entry in lexicons.happenings.items():
            for word in (*entry.words, *entry.verbs):
                self._kinds.setdefault(word, set()).add(kind)

    def akin(self, one: str, other: str) -> bool:
        """Whether two words may tell of one happening."""
        return bool(self._kinds.get(one, set()) & self._kinds.get(other, set()))


def calls_untrue(tokens: Sequence[Token], lexicons: Lexicons) -> bool:
    """Whether words call something untrue: "a lie", "without foundation"."""
    words = [str(t.lemma_).lower() for t in tokens]
    forms = [t.lower_ for t in tokens]
    single = any({w, f} & lexicons.untrue_words for w, f in zip(words, forms, strict=True))
    return single or any(" ".join(forms[at : at + 2]) in lexicons.untrue_words or
                         " ".join(forms[at : at + 3]) in lexicons.untrue_words
                         for at in range(len(forms)))  # fmt: skip


def authenticity(head: Token, tokens: Sequence[Token], act: Act) -> int:
    """1 where a clause calls a document genuine, -1 where it calls it forged, else 0.

    "The contracts are genuine", "the letter was forged", "dismissed the papers as fakes".
    """
    if _no_such_paper(head):
        return 1
    if head.pos_ not in ("VERB", "AUX"):
        words = {str(t.lemma_).lower() for t in tokens}
        return -int(act in ACTS and str(head.lemma_).lower() in _PAPERS and bool(words & _FORGED))
    own = child(head, "nsubj", "nsubjpass")
    if own is None or (str(own.lemma_).lower() not in _PAPERS and own.lower_ not in _THEY):
        return 0
    being = str(head.lemma_).lower() == "be"
    said = child(head, "acomp", "attr", "oprd") if being else head
    word = str(said.lemma_).lower() if said is not None else ""
    certain = own.lower_ not in _THEY or word not in _WIDER
    if word in _GENUINE and certain:
        return 1
    said_of = being or child(head, "auxpass") is not None
    return -int(word in _FORGED and said_of and (certain or own.lower_ in ("they", "them")))


def _no_such_paper(head: Token) -> bool:
    """Whether a clause says whether there is such a document: "there is no such letter"."""
    word = str(head.lemma_).lower()
    paper = child(head, "attr", "dobj") if word == "be" else child(head, "nsubj") if word == "exist" else None
    there = word == "exist" or child(head, "expl") is not None
    return (
        there and paper is not None and str(paper.lemma_).lower() in _PAPERS
        and any(t.lower_ == "such" for t in paper.lefts)
    )  # fmt: skip


def is_refusal(head: Token, tokens: Sequence[Token], lexicons: Lexicons) -> bool:
    """Whether somebody refuses in his own words what is said: "We reject that", "I deny this charge"."""
    own, thing = child(head, "nsubj"), child(head, "dobj")
    if thing is None and head.i + 1 < len(head.doc):
        thing = head.nbor(1)  # a lone "that", which a parse may take for a conjunction
    if own is None or thing is None or own.lower_ not in _US:
        return False
    group = lexicons.cues.get(("verb", str(head.lemma_).lower()))
    if group is None or group.act is not Act.DENY:
        return False
    return thing.lower_ in _BACK or str(thing.lemma_).lower() in lexicons.accounts


def is_verdict(head: Token, tokens: Sequence[Token], lexicons: Lexicons) -> int:
    """-1 where a clause calls an account untrue, 1 where it calls it true, else 0.

    "The allegations are without foundation", "that is a lie": its subject points at what was said.
    """
    if is_refusal(head, tokens, lexicons):
        return -1
    if head.pos_ not in ("VERB", "AUX"):
        return -1 if calls_untrue(tokens, lexicons) and is_answer(tokens, lexicons) else 0
    if not _proves(head):
        return 0
    own = child(head, "nsubj", "expl")
    if own is None or (own.lower_ not in _BACK and str(own.lemma_).lower() not in lexicons.accounts):
        return 0
    after = [t for t in tokens if t.i > head.i]
    if calls_untrue(after, lexicons):
        return -1
    said = child(head, "acomp", "attr")
    return int(said is not None and str(said.lemma_).lower() in lexicons.true_words)


def _proves(head: Token) -> bool:
    """Whether a verb says what an account is: "is a lie", "turned out to be false", "proved unfounded"."""
    word = str(head.lemma_).lower()
    return word in _PROVING or (word == "turn" and any(c.lower_ == "out" for c in head.children))


def judged_untrue(head: Token, lexicons: Lexicons) -> Token | None:
    """Return the account of which a clause tells and that the words around it call untrue, or null.

    "Claims that the army fired are a lie", "there is no truth in the report that it fired".
    """
    account = head.head
    if head.dep_ not in ("acl", "ccomp", "relcl") or str(account.lemma_).lower() not in lexicons.accounts:
        return None
    above = account.head
    truth = above.head
    if child(head, "mark") is None:
        return None
    if account.dep_ == "nsubj" and _proves(above):
        last = max((c.i for c in account.subtree), default=account.i)
        untrue = calls_untrue([t for t in above.subtree if t.i > last], lexicons)
    else:
        none = str(truth.lemma_).lower() in _TRUTH and any(c.lower_ == "no" for c in truth.lefts)
        untrue = account.dep_ == "pobj" and none
    return account if untrue else None


def such(tokens: Sequence[Token], denied: bool) -> tuple[str, ...]:
    """Return the nouns by which words deny what was said before: "no such letter had been registered".

    Where all of it is `denied`, "such a letter" does so, too.
    """
    after = {"a", "an"} if denied else set()
    return tuple(
        str(t.head.lemma_).lower() for t in tokens
        if t.lower_ == "such" and t.head.i > t.i and t.head.pos_ == "NOUN" and t.i + 1 < len(t.doc)
        and ((t.i > 0 and t.nbor(-1).lower_ in ("no", "any")) or t.nbor(1).lower_ in after)
    )  # fmt: skip


def stands_for(head: Token, lexicons: Lexicons) -> bool:
    """Whether a noun stands for what somebody has said and tells nothing of it: "Estria's version"."""
    return str(head.lemma_).lower() in lexicons.accounts and not any(
        c.dep_ in ("acl", "relcl", "ccomp", "compound", "nmod", "appos")
        or (c.dep_ == "prep" and c.lower_ in _MATTER)
        for c in head.children
    )


def on_what(head: Token, lexicons: Lexicons) -> Token | None:
    """Return the account that a verdict is on where it tells what was said: "claims of fraud are a lie"."""
    own = child(head, "nsubj") if head.pos_ in ("VERB", "AUX") else None
    told = own is not None and str(own.lemma_).lower() in lexicons.accounts and not stands_for(own, lexicons)
    return own if told else None


def is_answer(tokens: Sequence[Token], lexicons: Lexicons) -> bool:
    """Whether words have no matter of their own: pronouns, nouns of saying, words of truth."""
    empty = lexicons.accounts | lexicons.untrue_words | lexicons.true_words | _GENERIC
    for token in tokens:
        word = str(token.lemma_).lower()
        if token.pos_ == "PROPN" and token.dep_ == "poss":
            continue  # "Kyiv's version"
        if token.pos_ in ("NOUN", "PROPN", "VERB", "NUM") and word not in empty:
            return False
        if token.pos_ == "ADJ" and token.dep_ not in ("amod",) and word not in empty:
            return False
        if token.lower_ in _PERSONS and token.dep_ in ("attr", "acomp"):
            return False  # "it was us"
    return any(t.lower_ in _BACK or str(t.lemma_).lower() in empty for t in tokens)


def answered(
    rows: Sequence[Assertion], answers: Mapping[str, Answer], statements: Sequence[Statement], kin: Kin
) -> tuple[Assertion, ...]:
    """Return the rows, in order, those named in `answers` telling what they answer where that is found."""
    by_id = {statement.id: statement for statement in statements}
    rows = [*rows, *_governed(rows, statements, by_id)]
    rows.sort(key=lambda row: (row.start, row.end, row.id))
    own: dict[str, list[Assertion]] = {}
    for row in rows:
        if row.id not in answers:
            own.setdefault(row.statement, []).append(row)
    out = []
    for row in rows:
        answer = answers.get(row.id)
        target = _target(row, answer, by_id, own, kin) if answer is not None else None
        if answer is None or target is None:
            out.append(row)
            continue
        accused = by_id[target.statement].act is Act.ACCUSE
        taken = _taking_up(row, target, accused)
        out.append(replace(taken, factuality=row.factuality) if answer.nouns else taken)
    return tuple(out)


def _governed(
    rows: Sequence[Assertion], statements: Sequence[Statement], by_id: Mapping[str, Statement]
) -> Iterator[Assertion]:
    """What is denied or doubted of an account in the same words: "rejected the charge that it shelled".

    The charge is nobody's, and stands; the denial is the speaker's, of the same words.
    """
    has = {row.statement for row in rows}
    for by in statements:
        inner = by_id.get(by.about or "")
        if by.act not in ACTS or inner is None or by.id in has or not covers(by.content, inner.content):
            continue
        for row in rows:
            if row.statement == inner.id:
                value = _answering(row.factuality, by)
                id = row_id("as", by.id, row.start, row.end)
                yield replace(row, id=id, statement=by.id, factuality=value)


def _answering(value: FactualityValue, by: Statement) -> FactualityValue:
    """How surely one presents what another presents so, whose words he takes up."""
    if by.act is Act.DOUBT or by.factuality.value.value.endswith("u"):
        return FactualityValue.UNKNOWN
    return turned(value) if by.factuality.value.value.endswith("-") else value


def turned(value: FactualityValue) -> FactualityValue:
    """The value of the contrary; what is unknown stays so."""
    other = {"+": "-", "-": "+"}.get(value.value[-1])
    return FactualityValue(value.value[:2] + other) if other else value


def _taking_up(row: Assertion, of: Assertion, accused: bool) -> Assertion:
    value = turned(row.factuality) if of.factuality.value.endswith("-") else row.factuality
    alone = (accused and Aspect.RESPONSIBILITY in of.aspects) or of.aspects[0] is Aspect.RESPONSIBILITY
    return replace(
        row, aspects=(Aspect.RESPONSIBILITY,) if alone else of.aspects, factuality=value,
        event=of.event, actor=of.actor, recipient=of.recipient, place=of.place, time=of.time,
        predicate=of.predicate, words=of.words,
    )  # fmt: skip


def _target(
    row: Assertion, answer: Answer, statements: Mapping[str, Statement],
    own: Mapping[str, list[Assertion]], kin: Kin,
) -> Assertion | None:  # fmt: skip
    """What is answered: what "such" names, what the statement is about, the last that another said before."""
    by = statements[row.statement]
    if answer.nouns:
        told = _telling([r for rows in own.values() for r in rows if r.end <= row.start], answer.nouns, kin)
        if told:
            return max(told, key=lambda r: (not r.factuality.value.endswith("-"), r.end, r.start))
        if not answer.empty:
            return None
    if by.about is not None and (rows := own.get(by.about)):
        return _main(rows)
    before = _others_before(row, by, statements, own)
    return _main(before[-1]) if before else None


def _telling(rows: Sequence[Assertion], nouns: Sequence[str], kin: Kin) -> list[Assertion]:
    """The rows that tell of a thing, or else of a happening, that a noun names."""
    words = [{*row.words, *row.predicate.split()} for row in rows]
    named = [row for row, own in zip(rows, words, strict=True) if own & set(nouns)]
    return named or [
        row for row, own in zip(rows, words, strict=True)
        if any(kin.akin(noun, word) for noun in nouns for word in own)
    ]  # fmt: skip


def _others_before(
    row: Assertion, by: Statement, statements: Mapping[str, Statement], own: Mapping[str, list[Assertion]]
) -> list[list[Assertion]]:
    """What others say before a row, or its article asks just before, in text order; of three, who accuses."""
    found = []
    for name, rows in own.items():
        other = statements[name]
        told = [r for r in rows if r.end <= row.start]
        theirs = other.voice is not Voice.AUTHOR and other.chain[:1] != by.chain[:1]
        asked = [r for r in told if r.factuality.value.endswith("u") and row.start - r.end < _NEAR]
        if other.voice is Voice.AUTHOR and asked:
            found.append(asked)
        elif told and theirs and other.act not in ACTS:
            found.append(told)
    found.sort(key=lambda rows: rows[-1].end)
    accused = [rows for rows in found[-3:] if statements[rows[0].statement].act is Act.ACCUSE]
    return accused[-1:] or found


def _main(rows: Sequence[Assertion]) -> Assertion:
    """The row that tells most: who did it, before what happened; what is said to be so before what is not."""
    rows = [row for row in rows if not row.factuality.value.endswith("-")] or rows
    blamed = [row for row in rows if Aspect.RESPONSIBILITY in row.aspects]
    told = [row for row in rows if row.event is not None]
    return (blamed or told or list(rows))[0]
