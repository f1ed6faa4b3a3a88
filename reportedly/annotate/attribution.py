"""Attribution over the parse: who says what, as relations of cue, source and content.

In come parsed paragraphs and the lexicons, out come relations in reading order. Each rule is one
function with a name of its own, which is kept with what it finds: verbs that govern a clause, an
infinitive or an object; passives that name a speaker or none; nouns and adjectives; phrases like
"according to"; headline colons. Direct quotations have a module of their own (`direct`).

The relations are those of PARC and PolNeAR (Pareti 2012; Newell, Margolin and Ruths 2018): a source,
a cue, and a content, each possibly in several pieces.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from reportedly.annotate import phrases
from reportedly.annotate.contents import content_tokens, rest_of_sentence, to_spans
from reportedly.annotate.cues import Hit, hits
from reportedly.annotate.direct import direct_relations
from reportedly.annotate.parse import Paragraph
from reportedly.annotate.quotes import Quote, inside
from reportedly.annotate.relations import Relation
from reportedly.annotate.subjects import agent, antecedent, child, passive, phrase, subject
from reportedly.lexicon import Lexicons
from reportedly.shapes import Span

if TYPE_CHECKING:
    from reportedly.annotate.parse import Token

_SELF = {"i", "we", "me", "us"}
_EXPLETIVE = {"it", "there"}


def attribute(
    text: str, paragraphs: Sequence[Paragraph], quotes: Sequence[Sequence[Quote]], lexicons: Lexicons
) -> tuple[Relation, ...]:
    """Return the relations of an article; `quotes` holds each paragraph's quotations."""
    found: list[Relation] = []
    for index, (paragraph, marks) in enumerate(zip(paragraphs, quotes, strict=True)):
        cues = list(hits(paragraph, lexicons))
        clausal = [r for hit in cues for r in _by_cue(index, paragraph, hit, marks, lexicons)]
        clausal += phrases.according(index, paragraph, lexicons)
        clausal += phrases.colon(index, paragraph, text, marks, lexicons)
        found += direct_relations(text, index, paragraph, marks, cues, clausal, lexicons)
    return tuple(_unique(found))


def _unique(relations: Sequence[Relation]) -> Iterator[Relation]:
    """Drop relations that say again what one with the same cue says; keep the order of the text."""
    seen: set[tuple[object, ...]] = set()
    for relation in sorted(relations, key=lambda r: (r.paragraph, r.content[0].start, r.cue or ((0, 0),))):
        key = (relation.cue, relation.content)
        if key not in seen:
            seen.add(key)
            yield relation


def _by_cue(
    index: int, paragraph: Paragraph, hit: Hit, quotes: Sequence[Quote], lexicons: Lexicons
) -> Iterator[Relation]:
    if hit.group.pos == "verb":
        relation = _verb(index, paragraph, hit, quotes, lexicons)
    elif hit.group.pos == "noun":
        relation = _noun(index, paragraph, hit)
    elif hit.group.pos == "adjective":
        relation = _adjective(index, paragraph, hit)
    else:
        relation = None
    if relation is not None and not _self_hedge(relation, paragraph, quotes):
        yield relation


def _self_hedge(relation: Relation, paragraph: Paragraph, quotes: Sequence[Quote]) -> bool:
    """Whether this is a speaker's own "I think" inside his quotation: a hedge, not a second voice."""
    head = relation.source_head
    if head is None or head.lower_ not in _SELF:
        return False
    return inside(quotes, paragraph.start(relation.head)) is not None


def _verb(
    index: int, paragraph: Paragraph, hit: Hit, quotes: Sequence[Quote], lexicons: Lexicons
) -> Relation | None:
    verb = hit.head
    quoted = _quoted_as(index, paragraph, hit, lexicons)
    if quoted is not None:
        return quoted
    rule = "verb"
    if passive(verb):
        speaker, rule = agent(verb), "passive-agent"
        told = child(verb, "nsubjpass")
        if speaker is None and not hit.group.raising:
            return None
        source = phrase(speaker, hit.tokens) if speaker is not None else []
        if speaker is None:
            return _unnamed(index, paragraph, hit)
        content = content_tokens(hit, source)
        return _relation(rule, index, paragraph, hit, speaker, source, content, told)
    speaker = subject(verb)
    if speaker is None:
        speaker = _inverted(hit)
        rule = "verb-inverted"
    if speaker is None:
        return None
    if speaker.lower_ in _EXPLETIVE and speaker.dep_ == "expl":
        return None
    clause = content_tokens(hit, [speaker])
    source = phrase(speaker, [*hit.tokens, *_heads(clause, speaker)])
    content = [t for t in clause if t.i not in {s.i for s in source}]
    if not content and set(hit.group.frames) & {"clause"} and not _has_object(hit):
        content = rest_of_sentence(hit, _sentence_end(verb), source)
        rule = f"{rule}-rest"
    return _relation(rule, index, paragraph, hit, speaker, source, content, _told(hit, content))


def _heads(content: Sequence[Token], speaker: Token) -> list[Token]:
    """Content tokens that must not be swallowed by a source phrase which the parse wraps round them."""
    return [t for t in content if speaker.i not in {a.i for a in t.ancestors}] if content else []


def _has_object(hit: Hit) -> bool:
    return any(c.dep_ in ("dobj",) and c.i > hit.head.i for c in hit.head.children) and (
        "object" in hit.group.frames
    )


def _sentence_end(token: Token) -> int:
    return int(token.sent.end)


def _inverted(hit: Hit) -> Token | None:
    """"..., points out Ann Lee, editor of ...": the parser takes the speaker for an object."""
    verb = hit.head
    if not {"quote", "clause"} & set(hit.group.frames) or verb.tag_ not in ("VBD", "VBZ", "VBP"):
        return None
    thing = child(verb, "dobj", "attr", "dative")
    after = hit.tokens[-1].i + 1
    if thing is None or thing.left_edge.i != after or child(verb, "nsubj") is not None:
        return None
    before = verb.doc[hit.tokens[0].i - 1].text if hit.tokens[0].i > 0 else ""
    return thing if before in (",", '"', "'", "?", "!") and thing.pos_ in ("PROPN", "NOUN", "PRON") else None


def _told(hit: Hit, content: Sequence[Token]) -> Token | None:
    taken = {t.i for t in content}
    for below in hit.head.children:
        if below.dep_ in ("dobj", "dative") and below.i > hit.head.i and below.i not in taken:
            return child(below, "pobj") if below.pos_ == "ADP" else below
    # "told Reuters Thursday": the parser reads a name and a day as one name.
    return None


def _unnamed(index: int, paragraph: Paragraph, hit: Hit) -> Relation | None:
    """"is believed to have killed", "it is alleged that": somebody says it, nobody is named."""
    patient = child(hit.head, "nsubjpass")
    clause = content_tokens(hit, [], frames=("clause", "infinitive"))
    if not clause:
        return None
    if patient is not None and patient.lower_ not in _EXPLETIVE:
        clause = sorted({t.i: t for t in [*patient.subtree, *clause]}.values(), key=lambda t: t.i)
    return _relation("passive-unnamed", index, paragraph, hit, None, [], clause, None)


def _quoted_as(index: int, paragraph: Paragraph, hit: Hit, lexicons: Lexicons) -> Relation | None:
    """"State television quoted the army as saying ...": the one quoted says it, the other relays."""
    verb = hit.head
    outer = verb.head.head if verb.dep_ == "pcomp" and verb.head.lower_ == "as" else None
    if outer is None or verb.tag_ != "VBG" or outer.pos_ != "VERB":
        return None
    if passive(outer):
        speaker, relay = child(outer, "nsubjpass"), agent(outer)
        if outer.dep_ == "acl" and speaker is None:
            speaker = outer.head
    else:
        speaker, relay = child(outer, "dobj"), subject(outer)
    if speaker is None:
        return None
    content = content_tokens(hit, []) or rest_of_sentence(hit, _sentence_end(verb), [])
    source = phrase(speaker, [*hit.tokens, *content, outer])
    relation = _relation("quoted-as", index, paragraph, hit, speaker, source, content, None)
    if relation is None:
        return None
    cue = (paragraph.span([outer]), *relation.cue)
    relays = (relay,) if relay is not None else ()
    return _replace(relation, cue=tuple(sorted(cue)), relays=relays)


def _noun(index: int, paragraph: Paragraph, hit: Hit) -> Relation | None:
    """"accusations that ...", "her claim that ...", "raised concerns that ..."."""
    noun = hit.head
    content = content_tokens(hit, [], frames=[f for f in hit.group.frames if f in ("clause", "infinitive")])
    if not content:
        return None
    owner = child(noun, "poss")
    rule = "noun-owner"
    if owner is None:
        prep = next((c for c in noun.children if c.dep_ == "prep" and c.lower_ in ("by", "from", "of")), None)
        owner = child(prep, "pobj") if prep is not None and prep.i < content[0].i else None
    tokens = list(hit.tokens)
    if owner is None and noun.dep_ == "dobj" and noun.head.pos_ == "VERB":
        owner, rule = subject(noun.head), "noun-light-verb"
        tokens = [noun.head, *tokens]
    source = phrase(owner, [*tokens, *content]) if owner is not None else []
    light = Hit(noun, tuple(tokens), hit.group)
    if owner is None:
        rule = "noun-unnamed"
    return _relation(rule, index, paragraph, light, owner, source, content, None)


def _adjective(index: int, paragraph: Paragraph, hit: Hit) -> Relation | None:
    """"is confident that ...", "adamant that ..."."""
    word = hit.head
    if word.dep_ not in ("acomp", "ROOT", "conj", "attr"):
        return None
    be = word.head if word.dep_ == "acomp" else word
    speaker = child(be, "nsubj") or child(word, "nsubj")
    content = content_tokens(hit, [])
    if speaker is None or speaker.lower_ in _EXPLETIVE or not content:
        return None
    tokens = (be, *hit.tokens) if be.i != word.i and be.i < word.i else hit.tokens
    wide = Hit(word, tokens, hit.group)
    source = phrase(speaker, [*tokens, *content])
    return _relation("adjective", index, paragraph, wide, speaker, source, content, None)


def _relation(
    rule: str, index: int, paragraph: Paragraph, hit: Hit, speaker: Token | None,
    source: Sequence[Token], content: Sequence[Token], told: Token | None,
) -> Relation | None:  # fmt: skip
    spans = to_spans(paragraph, content)
    if not spans:
        return None
    told = antecedent(told) if told is not None else None
    named: tuple[Span, ...] = (paragraph.span(source),) if source else ()
    return Relation(
        rule=rule, paragraph=index, group=hit.group, cue=_pieces(paragraph, hit.tokens), head=hit.head,
        source=named, source_head=speaker, content=spans, addressee=told,
    )  # fmt: skip


def _pieces(paragraph: Paragraph, tokens: Sequence[Token]) -> tuple[Span, ...]:
    runs: list[list[Token]] = []
    for token in sorted(tokens, key=lambda t: t.i):
        if runs and token.i == runs[-1][-1].i + 1:
            runs[-1].append(token)
        else:
            runs.append([token])
    return tuple(paragraph.span(run) for run in runs)


def _replace(relation: Relation, *, cue: tuple[Span, ...], relays: tuple[Token, ...]) -> Relation:
    from dataclasses import replace

    return replace(relation, cue=cue, relays=relays)
