"""Statements put together: relations given names, chains, nesting, acts and factuality.

In come a document, its segments, its parse and its relations; out come the sources and statements of
the reading, in reading order, each with the rules that made it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from reportedly.annotate import factuality, nesting
from reportedly.annotate.author import Assertion, assertions
from reportedly.annotate.chains import described_relays, is_link, link_up, outlets_in, relays_of
from reportedly.annotate.entry import Entry
from reportedly.annotate.mentions import PRESS, mention
from reportedly.annotate.met import Met, met
from reportedly.annotate.naming import Naming
from reportedly.annotate.parse import Paragraph
from reportedly.annotate.press import eyewitness, press, publishers, reporter_saw
from reportedly.annotate.quotes import Quote, inside
from reportedly.annotate.relations import Relation
from reportedly.annotate.released import issuer
from reportedly.annotate.subjects import antecedent, author, phrase
from reportedly.annotate.writers import goes_on, writer
from reportedly.ids import Canonical, row_id
from reportedly.lexicon import Lexicons
from reportedly.shapes import (
    Act,
    Document,
    Factuality,
    FactualityValue,
    Mark,
    MarkKind,
    Quotation,
    Reason,
    Segment,
    Source,
    SourceKind,
    Span,
    Statement,
    Voice,
)
from reportedly.spans import merge, overlap, size

if TYPE_CHECKING:
    from reportedly.annotate.parse import Token


@dataclass(slots=True)
class Draft:
    """A statement being put together; spans and entries, no ids yet."""

    voice: Voice
    content: tuple[Span, ...]
    cue: tuple[Span, ...]
    source: tuple[Span, ...]
    quotation: Quotation
    act: Act
    base: FactualityValue
    paragraph: int
    reasons: list[Reason]
    origin: Entry | None = None
    own: tuple[Entry, ...] = ()
    addressee: Entry | None = None
    relation: Relation | None = None
    parent: Draft | None = None
    about: Draft | None = None
    tokens: list[Token] = field(default_factory=list)


def build(
    document: Document, segments: Sequence[Segment], paragraphs: Sequence[Paragraph],
    quotes: Sequence[Sequence[Quote]], relations: Sequence[Relation], orphans: Sequence[Span],
    lexicons: Lexicons,
) -> tuple[tuple[Source, ...], tuple[Statement, ...]]:  # fmt: skip
    """Return the sources and statements of a document."""
    naming = Naming(lexicons)
    tail = publishers(document, segments, lexicons, naming)
    issued = issuer(document, lexicons, naming)
    tail = tail if issued is None else (issued, *tail)
    drafts = _named(document.text, paragraphs, quotes, relations, lexicons, naming)
    for assertion in assertions(paragraphs, relations, orphans):
        where = paragraphs[assertion.paragraph]
        seen_by = eyewitness(document.text, where, assertion, tail, lexicons, naming)
        drafts.append(_author(where, assertion, seen_by, issued, lexicons))
    drafts += [_orphan(span, paragraphs) for span in orphans]
    drafts.sort(key=lambda d: (min(d.content), -size(d.content), d.cue))
    nesting.nest(drafts)
    nesting.drop_inner_attitudes(drafts)
    nesting.link_about(drafts)
    chains = [_chain(draft, tail) for draft in drafts]
    ids = {id(entry): row_id("src", document.id, k, entry.name) for k, entry in enumerate(naming.entries)}
    return _sources(naming, chains, drafts, ids), tuple(
        _statements(document, drafts, chains, ids, paragraphs, lexicons)
    )


def _named(
    text: str, paragraphs: Sequence[Paragraph], quotes: Sequence[Sequence[Quote]],
    relations: Sequence[Relation], lexicons: Lexicons, naming: Naming,
) -> list[Draft]:  # fmt: skip
    """Draft every relation, asking for names in the order in which a reader meets them."""
    passing = [(i, m) for i, p in enumerate(paragraphs) for m in met(text, p, lexicons)]
    turns: list[tuple[int, int, Relation | tuple[int, Met]]] = [
        (m.mention.span.start, 1, (i, m)) for i, m in passing
    ]
    sources = [s for r in relations for s in r.source]
    said = [s for r in relations for s in r.content if r.source]
    turns = [t for t in turns if not any(s.start <= t[0] < s.end for s in sources)]
    for relation in relations:
        at = relation.source[0].start if relation.source else relation.cue[0].start
        turns.append((at, 0, relation))
    drafts: list[Draft] = []
    for at, _, turn in sorted(turns, key=lambda t: (t[0], t[1])):
        if isinstance(turn, Relation):
            nested = bool(turn.source) and any(s.start <= at < s.end for s in said)
            nested = nested or any(c.dep_ == "mark" and c.lower_ == "as" for c in turn.head.children)
            drafts.append(_draft(text, paragraphs, quotes, turn, drafts, nested, lexicons, naming))
        else:
            where, who = turn
            naming.introduce(who.mention, where, any(s.start <= at < s.end for s in said), who.passing)
    return drafts


def _draft(
    text: str, paragraphs: Sequence[Paragraph], quotes: Sequence[Sequence[Quote]], relation: Relation,
    before: Sequence[Draft], nested: bool, lexicons: Lexicons, naming: Naming,
) -> Draft:  # fmt: skip
    index = relation.paragraph
    paragraph = paragraphs[index]
    speaker = _utterer(relation, paragraph, before)
    origin, vague = None, False
    if relation.source_head is not None and relation.source:
        origin, vague = _entry(text, paragraph, index, relation, relation.source_head, relation.source[0],
                               speaker, nested, lexicons, naming)  # fmt: skip
        if origin.kind is SourceKind.DOCUMENT and not origin.named and origin.affiliation is None:
            maker = _other(text, paragraph, index, author(relation.source_head), speaker, lexicons, naming)
            maker = maker or writer(origin.head, relation, before)
            known = maker is not None and maker.kind is not SourceKind.UNKNOWN
            origin.affiliation = maker.name if maker is not None and known else None
    elif relation.source_head is None:
        origin = goes_on(relation, paragraph, before)
    said = [t for s in relation.content for t in paragraph.within(s)]
    addressee = _other(text, paragraph, index, relation.addressee, speaker, lexicons, naming, said)
    relays = [
        e for t in relation.relays if (e := _other(text, paragraph, index, t, speaker, lexicons, naming))
    ]
    nearest: list[Entry] = []
    for span in relays_of(relation, paragraph, text, lexicons):
        entry = press(text[span.start : span.end], lexicons, naming)
        if span not in entry.mentions:
            entry.mentions.append(span)
        if entry not in relays:
            (nearest if overlap([span], relation.source) else relays).append(entry)
    for token in described_relays(relation, paragraph, lexicons):
        got = _other(text, paragraph, index, token, speaker, lexicons, naming)
        if got is not None and got.kind in PRESS and got not in (*nearest, *relays):
            nearest.append(got)
    relays = [*nearest, *relays]  # "a recording obtained by X" came through X first
    if addressee is not None and is_link(addressee) and not (addressee.journalist and relays):
        relays.insert(0, addressee)
    relays = _carried(origin, relays, addressee, index)
    witness = reporter_saw(text, relation, lexicons, naming)
    if witness is not None:
        origin, vague, relays = witness, False, []
    voice = Voice.SOURCE if origin is not None and not vague else Voice.UNKNOWN
    own = link_up([origin] if origin is not None else [], [r for r in relays if r is not origin])
    negation = factuality.negated(relation.head)
    return Draft(
        voice=voice, content=merge(relation.content), cue=merge(relation.cue), source=merge(relation.source),
        quotation=_quotation(relation, quotes), act=relation.group.act, base=_base(relation, negation),
        paragraph=index, reasons=_reasons(relation, witness), origin=origin,
        own=own, addressee=addressee, relation=relation,
        tokens=[t for s in merge(relation.content) for p in paragraphs if p.meets(s) for t in p.within(s)],
    )  # fmt: skip


def _reasons(relation: Relation, witness: Entry | None) -> list[Reason]:
    found = [Reason(relation.rule, relation.head.lemma_.lower())]
    return found if witness is None else [Reason("reporter-saw", witness.name), *found]


def _carried(origin: Entry | None, relays: list[Entry], told: Entry | None, paragraph: int) -> list[Entry]:
    """Go on with the outlet that a source spoke to: "The sources added ..." came through it too.

    An unnamed source is known through that outlet alone; somebody named may speak to others, so for
    him it holds in the next words only, and only where he is not said to tell somebody else.
    """
    if origin is None:
        return relays
    if relays:
        origin.relays, origin.relayed = tuple(relays), paragraph
    elif origin.relays and told is None and (not origin.named or paragraph - origin.relayed <= 1):
        return list(origin.relays)
    return relays


def _base(relation: Relation, negation: Token | None) -> FactualityValue:
    base = relation.group.value
    if negation is None or base.value[-1] == "u":
        return base
    if base.value.startswith("CT") and relation.group.act is not Act.DENY:
        return FactualityValue.UNKNOWN
    return FactualityValue(base.value[:2] + ("-" if base.value[-1] == "+" else "+"))


def _entry(
    text: str, paragraph: Paragraph, index: int, relation: Relation, head: Token, span: Span,
    speaker: Entry | None, nested: bool, lexicons: Lexicons, naming: Naming,
) -> tuple[Entry, bool]:  # fmt: skip
    meant = relation.means or antecedent(head)
    if meant.i != head.i:
        whole = paragraph.span(phrase(meant, [head]))
        seen = mention(text, paragraph, meant, whole, lexicons)
        seen = replace(seen, span=span)
    else:
        seen = mention(text, paragraph, head, span, lexicons)
    seen = replace(seen, evidence_kind=seen.evidence_kind or relation.evidence)
    entry = naming.resolve(seen, index, speaker, nested)
    if entry is None:
        unknown = replace(seen, pronoun=None, kind=SourceKind.UNKNOWN)
        return naming.introduce(unknown, index), seen.vague
    return entry, entry.vague


def _other(
    text: str, paragraph: Paragraph, index: int, head: Token | None, speaker: Entry | None,
    lexicons: Lexicons, naming: Naming, barred: Sequence[Token] = (),
) -> Entry | None:  # fmt: skip
    """The entry of an addressee or relayer, by the head of the phrase that names it."""
    if head is None or head.pos_ not in ("NOUN", "PROPN", "PRON"):
        return None
    tokens = phrase(head, barred)
    seen = mention(text, paragraph, head, paragraph.span(tokens), lexicons)
    if seen.outlet is None and head.pos_ == "PROPN":
        # "told Reuters Thursday": a day read as part of the name.
        first = next(iter(outlets_in(seen.words, lexicons)), None)
        if first is not None and first[1].start == 0:
            span = Span(seen.span.start, seen.span.start + first[1].end)
            kind = SourceKind.AGENCY if first[0].kind == "agency" else SourceKind.OUTLET
            words = text[span.start : span.end]
            seen = replace(seen, outlet=first[0], name=first[0].name, kind=kind, span=span, words=words)
    return naming.resolve(seen, index, speaker, aside=True)


def _utterer(relation: Relation, paragraph: Paragraph, before: Sequence[Draft]) -> Entry | None:
    """Whose words a cue stands in: "I" there is he."""
    at = Span(paragraph.start(relation.head), paragraph.end(relation.head))
    around = [d for d in before if d.origin is not None and d.content[0].start < at.end
              and at.start < d.content[-1].end and overlap([at], d.content)]  # fmt: skip
    return min(around, key=lambda d: size(d.content)).origin if around else None


def _quotation(relation: Relation, quotes: Sequence[Sequence[Quote]]) -> Quotation:
    marks = [q.outer for row in quotes for q in row]
    quoted, whole = overlap(relation.content, marks), size(relation.content)
    if quoted == 0 or inside(
        [q for row in quotes for q in row], relation.cue[0].start if relation.cue else -1
    ):
        return Quotation.INDIRECT
    return Quotation.DIRECT if quoted >= whole - 2 * len(relation.content) else Quotation.MIXED


def _author(
    paragraph: Paragraph, assertion: Assertion, seen_by: tuple[Entry, ...], issued: Entry | None,
    lexicons: Lexicons,
) -> Draft:  # fmt: skip
    found = list(factuality.marks(paragraph, assertion.tokens, lexicons))
    hearsay = [m for m in found if m.hearsay and m.main]
    reason = Reason("hearsay" if hearsay else "author", "reportedly and its like" if hearsay else "no source")
    voice = Voice.UNKNOWN if hearsay else Voice.AUTHOR if issued is None else Voice.SOURCE
    if issued is not None and not hearsay:
        reason = Reason("released", issued.name)
    return Draft(
        voice=voice, content=assertion.content,
        cue=tuple(m.span for m in hearsay[:1]), source=(), quotation=Quotation.NONE, act=Act.ASSERT,
        base=FactualityValue.CERTAIN, paragraph=assertion.paragraph, own=seen_by,
        reasons=[Reason("reporter-saw", seen_by[0].name)] if seen_by else [reason],
        tokens=list(assertion.tokens),
    )  # fmt: skip


def _orphan(span: Span, paragraphs: Sequence[Paragraph]) -> Draft:
    index = next(i for i, p in enumerate(paragraphs) if p.segment.start <= span.start < p.segment.end)
    return Draft(
        voice=Voice.UNKNOWN, content=(span,), cue=(), source=(), quotation=Quotation.DIRECT,
        act=Act.ASSERT, base=FactualityValue.CERTAIN, paragraph=index,
        reasons=[Reason("quotation-unattributed", "nobody is named as its speaker")],
        tokens=list(paragraphs[index].within(span)),
    )  # fmt: skip


def _chain(draft: Draft, tail: tuple[Entry, ...]) -> tuple[Entry, ...]:
    parts: list[Sequence[Entry]] = []
    at: Draft | None = draft
    while at is not None:
        parts.append(at.own)
        at = at.parent
    return link_up(*parts, tail)


def _sources(
    naming: Naming, chains: Sequence[tuple[Entry, ...]], drafts: Sequence[Draft], ids: dict[int, str]
) -> tuple[Source, ...]:
    used = {id(entry) for chain in chains for entry in chain}
    used |= {id(d.addressee) for d in drafts if d.addressee is not None}
    return tuple(
        Source(
            id=ids[id(e)], name=e.name, kind=e.kind, evidence_kind=e.evidence_kind, named=e.named,
            count=e.count, descriptors=e.descriptors, role=e.role, affiliation=e.affiliation, entity=None,
            mentions=tuple(sorted(e.mentions)),
        )
        for e in naming.entries
        if id(e) in used
    )  # fmt: skip


def _statements(
    document: Document, drafts: Sequence[Draft], chains: Sequence[tuple[Entry, ...]], ids: dict[int, str],
    paragraphs: Sequence[Paragraph], lexicons: Lexicons,
) -> Iterator[Statement]:  # fmt: skip
    names = {id(d): _statement_id(document, d) for d in drafts}
    for draft, chain in zip(drafts, chains, strict=True):
        yield Statement(
            id=names[id(draft)], voice=draft.voice, content=draft.content, cue=draft.cue,
            source=draft.source, quotation=draft.quotation, chain=tuple(ids[id(e)] for e in chain),
            addressee=ids[id(draft.addressee)] if draft.addressee is not None else None,
            within=names[id(draft.parent)] if draft.parent is not None else None,
            about=names[id(draft.about)] if draft.about is not None else None, act=draft.act,
            factuality=_factuality(draft, chain, ids, paragraphs, lexicons), said=None, propositions=(),
            reasons=tuple(draft.reasons),
        )  # fmt: skip


def _statement_id(document: Document, draft: Draft) -> str:
    parts = (draft.content, draft.cue, draft.source)
    spans: list[Canonical] = [[[s.start, s.end] for s in part] for part in parts]
    return row_id("st", document.id, draft.voice.value, *spans)


def _factuality(
    draft: Draft,
    chain: Sequence[Entry],
    ids: dict[int, str],
    paragraphs: Sequence[Paragraph],
    lexicons: Lexicons,
) -> Factuality:
    """The statement's value and marks; the relayer of a hearsay mark is the next link of the chain."""
    found = []
    for k, paragraph in enumerate(paragraphs):
        if not any(paragraph.meets(span) for span in draft.content):
            continue
        own = [t for t in draft.tokens if t.doc is paragraph.doc]
        marks = list(factuality.marks(paragraph, own, lexicons))
        if draft.quotation is not Quotation.DIRECT and draft.relation is not None:
            marks = factuality.backshifted(marks, draft.relation.head)
        found += [m if k == draft.paragraph else replace(m, main=False) for m in marks]
    relayed = draft.voice is Voice.SOURCE and draft.quotation is not Quotation.DIRECT
    mine = [m for m in found if not (relayed and m.hearsay)]
    value = factuality.value_of(draft.base, mine, draft.tokens)
    writer = ids[id(chain[-1])]
    rows = [Mark(m.kind, m.span.start, m.span.end, writer if relayed and m.hearsay else None) for m in found]
    if draft.act is Act.DENY:
        rows += [Mark(MarkKind.DENIAL, s.start, s.end, None) for s in draft.cue]
    negation = factuality.negated(draft.relation.head) if draft.relation is not None else None
    if negation is not None:
        at = paragraphs[draft.paragraph]
        rows.append(Mark(MarkKind.NEGATION, at.start(negation), at.end(negation), None))
    return Factuality(value, tuple(sorted(set(rows), key=lambda m: (m.start, m.end, m.kind))))
