"""Denials in a relative clause: "was accused of killing ten, which it denied", "a charge that it denies".

In come an article's relations, before and after the tags were joined in; out come the same, the clause cut
out of what was said before, as a relation of its own. A tagging gives each word one place and the parse hangs
the clause on the nearest noun, so that both lose who says what. What is denied, confirmed or doubted is the
statement before: the content is the noun that names it, or the pronoun alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reportedly.annotate.answers import calls_untrue
from reportedly.annotate.cues import Hit, hits
from reportedly.annotate.parse import Paragraph
from reportedly.annotate.relations import Relation
from reportedly.annotate.subjects import child, passive, phrase
from reportedly.lexicon import Lexicons
from reportedly.shapes import Act, FactualityValue, Span
from reportedly.spans import merge, overlap, subtract, trim

if TYPE_CHECKING:
    from reportedly.annotate.parse import Token

ACTS = frozenset({Act.DENY, Act.CONFIRM, Act.DOUBT})
_PRONOUNS = {"which", "that"}
_NAMING = {
    "call",
    "label",
    "brand",
    "term",
    "describe",
    "characterize",
    "characterise",
    "denounce",
    "decry",
    "deem",
    "slam",
}
_NAMED = {"it", "this", "that", "them", "these", "those"}
_FEW = 8
_STANDS_FOR = {"it", "they", "he", "she"}


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause that takes up a statement: its cue, its subject, what names that statement, its words."""

    hit: Hit
    speaker: Token
    named: tuple[Token, ...]
    span: Span


def taken_up(
    relations: Sequence[Relation], parsed: Sequence[Relation], paragraphs: Sequence[Paragraph],
    lexicons: Lexicons,
) -> tuple[Relation, ...]:  # fmt: skip
    """Return the relations with those of such clauses made; `parsed`: what the parse alone gave."""
    out = list(relations)
    for index, paragraph in enumerate(paragraphs):
        for clause in _clauses(paragraph, lexicons):
            before = [r for r in out if r.paragraph == index and r.head.i < clause.hit.head.i]
            if not before:
                continue
            out = [r for r in out if r.paragraph != index or not overlap(r.cue, [clause.span])]
            out = [_cut(r, clause.span, parsed, paragraph) if r.paragraph == index else r for r in out]
            out = [r for r in out if r.content]
            out.append(_relation(index, paragraph, clause, before))
    return tuple(sorted(out, key=lambda r: (r.paragraph, r.content[0].start, r.cue)))


def _clauses(paragraph: Paragraph, lexicons: Lexicons) -> Iterator[Clause]:
    for hit in hits(paragraph, lexicons):
        verb = hit.head
        if hit.group.pos != "verb" or hit.group.act not in ACTS or verb.dep_ != "relcl" or passive(verb):
            continue
        speaker, thing = child(verb, "nsubj"), child(verb, "dobj")
        if speaker is None or speaker.lower_ in (*_PRONOUNS, "who") or child(verb, "ccomp", "xcomp"):
            continue
        noun = verb.head
        names = noun.pos_ == "NOUN" and ("noun", noun.lemma_.lower()) in lexicons.cues
        if thing is None and not names:
            continue
        if thing is not None and thing.lower_ not in (_PRONOUNS if names else {"which"}):
            continue
        if thing is not None and not names and noun.pos_ not in ("VERB", "AUX") and not _comma(thing):
            continue  # "the wing which it denied": the thing, not what is said of it
        named = tuple(phrase(noun, verb.subtree)) if names else (thing,) if thing is not None else ()
        yield Clause(hit, speaker, named, paragraph.span([*named, *verb.subtree]))


def _comma(token: Token) -> bool:
    return token.i > 0 and token.nbor(-1).text in (",", "-", "--", "\u2013", "\u2014")


def _cut(relation: Relation, clause: Span, parsed: Sequence[Relation], paragraph: Paragraph) -> Relation:
    """A relation without the clause: with the content and source that the parse gave it, if any."""
    own = next(
        (
            r
            for r in parsed
            if r.paragraph == relation.paragraph
            and r.head.i == relation.head.i
            and (overlap(r.content, [clause]) or overlap(relation.source, [clause]))
        ),
        relation,
    )
    content = _without(own.content, clause, paragraph)
    source, head = own.source, own.source_head
    if overlap(source, [clause]):
        source, head = (), None
    return replace(relation, content=content, source=source, source_head=head)


def _without(content: Sequence[Span], clause: Span, paragraph: Paragraph) -> tuple[Span, ...]:
    text, base = paragraph.doc.text, paragraph.base
    out = []
    for piece in merge(content):
        for left in subtract(piece, [clause]) if overlap([piece], [clause]) else (piece,):
            kept = trim(text, Span(left.start - base, left.end - base), " ,-\u2013\u2014")
            if kept.start < kept.end:
                out.append(Span(kept.start + base, kept.end + base))
    return tuple(out)


def _relation(index: int, paragraph: Paragraph, clause: Clause, before: Sequence[Relation]) -> Relation:
    speaker = clause.speaker
    nearest = max(before, key=lambda r: r.head.i)
    accused = child(nearest.head, "nsubjpass", "dobj") if nearest.group.act is Act.ACCUSE else None
    source = phrase(speaker, [*clause.hit.tokens])
    return Relation(
        rule="verb-relative", paragraph=index, group=clause.hit.group,
        cue=(paragraph.span(clause.hit.tokens),), head=clause.hit.head, source=(paragraph.span(source),),
        source_head=speaker, content=(paragraph.span(clause.named),),
        means=accused if speaker.lower_ in _STANDS_FOR else None,
    )  # fmt: skip


def called_untrue(
    relations: Sequence[Relation], paragraphs: Sequence[Paragraph], lexicons: Lexicons
) -> tuple[Relation, ...]:
    """Return the relations, those by which an account is named a falsehood as denials: "called it a lie".

    Those by which an account is taken back are doubts: "is withdrawing its report that".
    """
    out = []
    for relation in relations:
        paragraph = paragraphs[relation.paragraph]
        if _calls_untrue(relation, paragraph, lexicons):
            thing = _before(relation, paragraph)
            if thing and _is_named(thing, lexicons):
                relation = replace(relation, content=merge([paragraph.span(thing), *relation.content]))
            relation = _as(relation, Act.DENY, FactualityValue.CERTAINLY_NOT)
        elif _takes_back(relation, paragraph, lexicons):
            relation = _as(relation, Act.DOUBT, FactualityValue.UNKNOWN)
        out.append(relation)
    return tuple(out)


def _as(relation: Relation, act: Act, value: FactualityValue) -> Relation:
    return replace(relation, group=relation.group.model_copy(update={"act": act, "value": value}))


def _takes_back(relation: Relation, paragraph: Paragraph, lexicons: Lexicons) -> bool:
    """Whether a cue is the noun of an account under a verb of taking back, or holds both."""
    cue = [t for span in relation.cue for t in paragraph.within(span)]
    words = {str(t.lemma_).lower() for t in (*cue, *(t.head for t in cue))}
    return bool(words & lexicons.retracting_verbs) and bool(words & lexicons.accounts)


def _calls_untrue(relation: Relation, paragraph: Paragraph, lexicons: Lexicons) -> bool:
    """Whether a cue of naming has for its content an account, or what points back at one, and a falsehood."""
    if relation.group.act not in (Act.OPINE, Act.ASSERT) or str(relation.head.lemma_).lower() not in _NAMING:
        return False
    said = [t for span in relation.content for t in paragraph.within(span)]
    named = _is_named([*_before(relation, paragraph), *said], lexicons)
    return named and calls_untrue(said, lexicons)


def _is_named(tokens: Sequence[Token], lexicons: Lexicons) -> bool:
    """Whether an account is among some words, or what points back at one."""
    return any(t.lower_ in _NAMED or str(t.lemma_).lower() in lexicons.accounts for t in tokens)


def _before(relation: Relation, paragraph: Paragraph) -> tuple[Token, ...]:
    """The few words between a cue and the quotation that is its content: "called the report “a lie”"."""
    first = relation.content[0].start
    between = paragraph.within(Span(relation.cue[-1].end, first)) if relation.cue[-1].end < first else ()
    words = tuple(t for t in between if not t.is_punct and not t.is_space)
    near = bool(words) and len(words) <= _FEW and words[0].sent.start == relation.head.sent.start
    return words if near and all(t.pos_ not in ("VERB", "AUX") for t in words) else ()
