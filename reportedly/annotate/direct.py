"""Direct quotations: who speaks the words between the marks.

In come a paragraph's quotations, its cue words and the relations that the parse gave; out come the
relations with quotations taken in. A quotation belongs to the clause that covers it, else to the cue
that stands next to it outside the marks, else it runs on from the quotation before it. The order of
words decides, not the parse, which is at its worst around quotation marks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from reportedly.annotate.cues import Hit
from reportedly.annotate.parse import Paragraph
from reportedly.annotate.quotes import Quote, inside
from reportedly.annotate.relations import COLON, Relation
from reportedly.annotate.subjects import agent, child, passive, phrase, subject
from reportedly.lexicon import Lexicons
from reportedly.shapes import Span
from reportedly.spans import overlap, size

if TYPE_CHECKING:
    from reportedly.annotate.parse import Token

_REACH = 32
"""How many tokens a cue may stand from its quotation; measured on PolNeAR train."""
_STOP = {".", "!", "?", ";"}


def direct_relations(
    text: str, index: int, paragraph: Paragraph, quotes: Sequence[Quote], cues: Sequence[Hit],
    clausal: Sequence[Relation], lexicons: Lexicons,
) -> list[Relation]:  # fmt: skip
    """Return the paragraph's relations with its quotations in them, in no particular order.

    A quotation without a cue of its own joins the relation of the quotation before it in the same
    paragraph; what runs on from an earlier paragraph is `continuations`' to find.
    """
    relations = [r for relation in clausal if (r := _widen(relation, paragraph, quotes)).content]
    latest: int | None = None
    for quote in quotes:
        covered = _covering(relations, quote, paragraph, quotes)
        if covered is not None:
            if covered in _speech(relations, quote, paragraph, quotes):
                latest = covered
            continue
        if not speech_like(text, quote):
            continue
        found = _after(text, index, paragraph, quotes, quote, cues) or _before(
            index, paragraph, quotes, quote, cues, lexicons
        )
        if found is not None:
            twin = next((k for k, r in enumerate(relations) if r.head.i == found.head.i), None)
            if twin is None:
                relations.append(found)
                latest = len(relations) - 1
            else:
                relations[twin] = _join(relations[twin], found)
                latest = twin
        elif latest is not None and _sentence_like(text, quote, paragraph):
            old = relations[latest]
            relations[latest] = replace(old, content=(*old.content, quote.outer), direct=True)
    return relations


def speech_like(text: str, quote: Quote) -> bool:
    """Whether a quotation may be speech by itself, not a title, nickname or scare quote."""
    inner = text[quote.inner.start : quote.inner.end].strip()
    if not inner:
        return False
    ends = inner[-1] in ".,!?\u2026\u2014-" or not quote.closed
    return ends or len(inner.split()) >= 4


def _sentence_like(text: str, quote: Quote, paragraph: Paragraph) -> bool:
    """Whether a quotation stands as a sentence of its own."""
    inner = text[quote.inner.start : quote.inner.end].strip()
    before = text[paragraph.segment.start : quote.outer.start].rstrip()
    starts = not before or before[-1] in ".!?\u201d\"\u2019'"
    return starts and (inner[-1] in ".!?\u2026" or not quote.closed) and (inner[0].isupper() or not before)


def _widen(relation: Relation, paragraph: Paragraph, quotes: Sequence[Quote]) -> Relation:
    """Let contents take in whole quotations that they touch from outside."""
    if inside(quotes, paragraph.start(relation.head)) is not None:
        return _clip(relation, paragraph, quotes)
    spans: list[Span] = []
    direct = relation.direct
    for part in relation.content:
        start, end = part
        for quote in quotes:
            follows = end <= quote.outer.start <= end + 1 and quote.outer.start > paragraph.start(
                relation.head
            )
            if follows or (quote.outer.start < end and start < quote.outer.end):
                start, end = min(start, quote.outer.start), max(end, quote.outer.end)
                direct = direct or (start, end) == quote.outer
        cut = [c for c in (*relation.cue, *relation.source) if start < c.end and c.start < end]
        spans.append(part if cut else Span(start, end))
    return replace(relation, content=tuple(dict.fromkeys(spans)), direct=direct)


def _clip(relation: Relation, paragraph: Paragraph, quotes: Sequence[Quote]) -> Relation:
    """Keep what is attributed inside a quotation inside it."""
    quote = inside(quotes, paragraph.start(relation.head))
    assert quote is not None
    spans = tuple(
        Span(max(s.start, quote.inner.start), min(s.end, quote.inner.end))
        for s in relation.content
        if s.start < quote.inner.end and quote.inner.start < s.end
    )
    return replace(relation, content=spans)


def _covering(
    relations: Sequence[Relation], quote: Quote, paragraph: Paragraph, quotes: Sequence[Quote]
) -> int | None:
    """The relation that has a quotation in its content, by a cue outside all quotations."""
    for k, relation in enumerate(relations):
        shared = overlap([quote.outer], relation.content)
        if 2 * shared >= size([quote.outer]) and inside(quotes, paragraph.start(relation.head)) is None:
            return k
    return None


def _speech(
    relations: Sequence[Relation], quote: Quote, paragraph: Paragraph, quotes: Sequence[Quote]
) -> list[int]:
    """Relations whose cue stands outside all quotations and whose content holds this one."""
    return [
        k
        for k, r in enumerate(relations)
        if overlap([quote.outer], r.content) and inside(quotes, paragraph.start(r.head)) is None
        and "quote" in r.group.frames
    ]  # fmt: skip


def _join(old: Relation, new: Relation) -> Relation:
    """One cue, both a clause and a quotation: the quotation joins the clause's relation."""
    content = [span for span in old.content if not overlap([span], new.content)]
    return replace(old, content=tuple(sorted({*content, *new.content})), direct=True)


def _outside(paragraph: Paragraph, quotes: Sequence[Quote], hit: Hit) -> bool:
    return inside(quotes, paragraph.start(hit.head)) is None


def _after(
    text: str, index: int, paragraph: Paragraph, quotes: Sequence[Quote], quote: Quote, cues: Sequence[Hit]
) -> Relation | None:
    """`"...," she said` and `"...," said Ann Lee, an analyst`."""
    inner = text[quote.inner.start : quote.inner.end].rstrip()
    ended = inner[-1:] in _STOP
    follows = text[quote.outer.end : quote.outer.end + 40].lstrip(" \u00a0\n")
    joined = inner[-1:] in ",?!\u2014-\u2026" or follows[:1] in ",\u2014\u2013-" or follows[:1].islower()
    region = _region_after(paragraph, quotes, quote)
    if not region:
        return None
    for hit in cues:
        if hit.head.i not in {t.i for t in region} or "quote" not in hit.group.frames:
            continue
        if hit.group.pos != "verb" or not _outside(paragraph, quotes, hit):
            continue
        if any(c.lower_ == "as" and c.dep_ == "prep" for c in hit.head.children):
            continue  # "was quoted as saying": the saying comes next
        outer = _quoted(hit)
        first = outer.i - 1 if outer is not None else hit.tokens[0].i
        lead = [t for t in region if t.i < first]
        if any(t.tag_ in ("VBD", "VBZ", "MD") and t.i not in {c.i for c in hit.tokens} for t in lead):
            return None
        if not joined and (ended and not _bare(lead)):
            return None
        if ended and not joined and not _ends_clause(hit):
            return None
        if outer is not None:
            speaker = child(outer, "nsubjpass")
            source = phrase(speaker, [outer]) if speaker is not None else []
            relays = (by,) if (by := agent(outer)) is not None else ()
        else:
            (speaker, source), relays = _speaker_after(hit, lead, region), ()
        if speaker is None:
            return None
        made = _made("direct-after", index, paragraph, hit, speaker, source, quote)
        return replace(made, relays=relays) if outer is not None else made
    return None


def _quoted(hit: Hit) -> Token | None:
    """The verb of "was quoted as saying", by its participle."""
    prep = hit.head.head
    if hit.head.dep_ != "pcomp" or prep.lower_ != "as" or not passive(prep.head):
        return None
    return prep.head


def _bare(lead: Sequence[Token]) -> bool:
    return len([t for t in lead if not t.is_punct]) <= 6


def _ends_clause(hit: Hit) -> bool:
    """Whether nothing is said after the cue by the cue itself: "Lee said." but not "Lee said she ..."."""
    return not any(c.dep_ in ("ccomp", "xcomp", "dobj") and c.i > hit.head.i for c in hit.head.children)


def _region_after(paragraph: Paragraph, quotes: Sequence[Quote], quote: Quote) -> list[Token]:
    region: list[Token] = []
    for token in paragraph.tokens:
        start = paragraph.start(token)
        if start < quote.outer.end or token.is_space:
            continue
        if inside(quotes, start) is not None or len(region) >= _REACH:
            break
        if token.text in _STOP and region:
            break
        region.append(token)
    return region


def _speaker_after(
    hit: Hit, lead: Sequence[Token], region: Sequence[Token]
) -> tuple[Token | None, list[Token]]:
    words = [t for t in lead if not t.is_punct and t.dep_ not in ("advmod", "cc")]
    verb = hit.head
    if words:
        mine = subject(verb)
        if mine is None or mine.i not in {t.i for t in lead}:
            nominal = [t for t in words if t.pos_ in ("NOUN", "PROPN", "PRON", "NUM", "DET")]
            mine = _top(nominal, lead) if nominal else None
        if mine is None:
            return None, []
        allowed = {t.i for t in lead}
        return mine, [t for t in phrase(mine, hit.tokens) if t.i in allowed] or [mine]
    if passive(verb):
        speaker = agent(verb)
        return speaker, phrase(speaker, hit.tokens) if speaker is not None else []
    after = [t for t in region if t.i > hit.tokens[-1].i]
    speaker = child(verb, "nsubj")
    if speaker is None or speaker.i < verb.i:
        taken_for = ("dobj", "attr", "oprd", "nsubjpass", "npadvmod", "ccomp", "dep", "dative")
        speaker = next((c for c in verb.children if c.i > verb.i and c.dep_ in taken_for), None)
    if speaker is None or speaker.pos_ not in ("NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ"):
        speaker = next((t for t in after if t.pos_ in ("NOUN", "PROPN", "PRON")), None)
        if speaker is None or speaker.i > hit.tokens[-1].i + 6:
            return None, []
    allowed = {t.i for t in after}
    return speaker, [t for t in phrase(speaker, hit.tokens) if t.i in allowed] or [speaker]


def _top(nominal: Sequence[Token], lead: Sequence[Token]) -> Token:
    """The highest of some tokens in the parse, the earliest where several are."""
    inner = {t.i for t in lead}
    return next((t for t in nominal if t.head.i not in inner), nominal[0])


def _before(
    index: int,
    paragraph: Paragraph,
    quotes: Sequence[Quote],
    quote: Quote,
    cues: Sequence[Hit],
    lexicons: Lexicons,
) -> Relation | None:
    """`She said: "..."`, `Lee told reporters, "..."`, `he called it "..."`."""
    region = _region_before(paragraph, quotes, quote)
    if not region:
        return None
    here = {t.i for t in region}
    near = region[-1]
    introduced = near.text in (":", ",") or near.lower_ == "that"
    for hit in reversed(cues):
        if hit.head.i not in here or "quote" not in hit.group.frames or hit.group.pos != "verb":
            continue
        if hit.head.tag_ == "VB" and any(c.lower_ == "to" for c in hit.head.children):
            continue  # "vowed to answer ...": not said, only promised
        between = [t for t in region if t.i > hit.tokens[-1].i and not t.is_punct]
        if not introduced and len(between) > 3:
            continue
        if near.text != ":" and any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in between):
            continue
        speaker = agent(hit.head) if passive(hit.head) else subject(hit.head)
        if speaker is None:
            continue
        source = phrase(speaker, [*hit.tokens, *between])
        return _made("direct-before", index, paragraph, hit, speaker, source, quote)
    return _after_colon(index, paragraph, region, quote, lexicons)


def _after_colon(
    index: int, paragraph: Paragraph, region: Sequence[Token], quote: Quote, lexicons: Lexicons
) -> Relation | None:
    """`The minister was blunt: "..."`: the subject of the sentence that the colon ends."""
    if region[-1].text != ":":
        return None
    verb = next((t for t in region if t.dep_ == "ROOT" and t.pos_ in ("VERB", "AUX")), None)
    speaker = child(verb, "nsubj") if verb is not None else None
    if speaker is None or speaker not in region or (
        speaker.ent_type_ != "PERSON" and speaker.lemma_.lower() not in lexicons.roles
        and speaker.lower_ not in ("he", "she", "they")
    ):  # fmt: skip
        return None
    hit = Hit(region[-1], (region[-1],), COLON)
    return _made("direct-colon", index, paragraph, hit, speaker, phrase(speaker, [region[-1]]), quote)


def _region_before(paragraph: Paragraph, quotes: Sequence[Quote], quote: Quote) -> list[Token]:
    """The tokens of the sentence that leads up to a quotation, back to the last full stop or mark."""
    region: list[Token] = []
    tokens = [t for t in paragraph.tokens if paragraph.end(t) <= quote.outer.start and not t.is_space]
    for token in reversed(tokens):
        if len(region) >= _REACH or inside(quotes, paragraph.start(token)) is not None:
            break
        if token.text in _STOP or (token.is_sent_start and token.i == 0):
            if token.text not in _STOP:
                region.append(token)
            break
        region.append(token)
    return region[::-1]


def _made(
    rule: str,
    index: int,
    paragraph: Paragraph,
    hit: Hit,
    speaker: Token,
    source: Sequence[Token],
    quote: Quote,
) -> Relation:
    told = next((c for c in hit.head.children if c.dep_ in ("dobj", "dative") and c.i > hit.head.i), None)
    if told is not None and (told.i == speaker.i or told.i in {t.i for t in source}):
        told = None
    if told is not None and told.pos_ == "ADP":
        told = child(told, "pobj")
    return Relation(
        rule=rule, paragraph=index, group=hit.group, cue=(hit.span(paragraph),), head=hit.head,
        source=(paragraph.span(source),), source_head=speaker, content=(quote.outer,), direct=True,
        addressee=told,
    )  # fmt: skip


def opens_run_on(text: str, paragraph: Paragraph, quotes: Sequence[Quote]) -> Quote | None:
    """Return the quotation that a paragraph opens with, if it does."""
    if not quotes:
        return None
    lead = text[paragraph.segment.start : quotes[0].outer.start]
    return quotes[0] if re.fullmatch(r"[\s\u2026.]*", lead) else None
