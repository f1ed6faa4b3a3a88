"""Through whom: the links between the source of a statement and the reader.

Origin first, publisher last (DESIGN.md). A relation's own relays come after its source ("told
Reuters", "quoted by", "in an interview with"), then the chain of the statement it stands in, then the
agency that a dateline or a single credit names, then the publisher.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from reportedly.annotate.entry import Entry
from reportedly.annotate.parse import Paragraph
from reportedly.annotate.relations import Relation
from reportedly.disguise import worn
from reportedly.forms import Outlet
from reportedly.lexicon import Lexicons
from reportedly.shapes import Document, FurnitureKind, Segment, SegmentKind, SourceKind, Span

if TYPE_CHECKING:
    from reportedly.annotate.parse import Token

_CREDITS = {FurnitureKind.AGENCY_CREDIT, FurnitureKind.BYLINE}
_BEFORE = re.compile(r"(\w[^\s.,;:]*)\s$")
_SPEAKING = ("speak", "talk", "tell")
_LONGEST = 40


def credited(document: Document, segments: Sequence[Segment], lexicons: Lexicons) -> str | None:
    """Return the agency that the document as a whole comes from, as printed, if one alone is named.

    A dateline's agency comes first; else the agencies of credits and bylines count, and several put
    none in the chain.
    """
    dateline = _agencies(_texts(document, segments, SegmentKind.DATELINE), lexicons)
    if len(dateline) == 1:
        return dateline[0]
    credits = [
        document.text[s.start : s.end]
        for s in segments
        if s.kind is SegmentKind.FURNITURE and s.furniture in _CREDITS
    ]
    named = _agencies([*credits, *document.bylines], lexicons)
    return named[0] if len(named) == 1 else None


def _texts(document: Document, segments: Sequence[Segment], kind: SegmentKind) -> list[str]:
    return [document.text[s.start : s.end] for s in segments if s.kind is kind]


def _agencies(texts: Sequence[str], lexicons: Lexicons) -> list[str]:
    found: dict[str, str] = {}
    for text in texts:
        for outlet, span in outlets_in(text, lexicons):
            if outlet.kind == "agency":
                found.setdefault(outlet.name, text[span.start : span.end])
    return list(found.values())


def outlets_in(text: str, lexicons: Lexicons) -> Iterator[tuple[Outlet, Span]]:
    """Yield the outlets and agencies that a stretch of text names, with where in it."""
    for match in lexicons.outlet_pattern.finditer(text):
        before = _BEFORE.search(text, max(match.start() - _LONGEST, 0), match.start())
        if before and worn(before[1]):
            continue  # a part of a name in disguise
        yield lexicons.outlets[match.group()], Span(match.start(), match.end())


def relays_of(relation: Relation, paragraph: Paragraph, text: str, lexicons: Lexicons) -> list[Span]:
    """Return the outlets named around a cue as those through whom it was said, in reading order.

    "in an interview with X", "speaking to X", "in remarks carried by X", "X, quoted by Y": outlets in
    what hangs on the cue, or on the source by a participle, and is neither content nor source.
    """
    found: list[Span] = []
    for token in relation.head.children:
        if token.dep_ in ("prep", "advcl", "npadvmod", "dobj", "dative", "agent", "conj") and not _in(
            paragraph, token, relation.content
        ):
            if token.dep_ == "conj" or (token.dep_ == "advcl" and token.tag_ not in ("VBG", "VBN")):
                continue
            found += _named_below(token, relation, paragraph, text, lexicons)
    if relation.source_head is not None:
        for token in relation.source_head.children:
            if (token.dep_ == "acl" and token.tag_ in ("VBN", "VBG")) or (
                token.dep_ == "relcl"
                and (token.lemma_ in _SPEAKING or any(c.dep_ == "agent" for c in token.children))
            ):
                found += _named_below(token, relation, paragraph, text, lexicons, inside_source=True)
    return sorted(set(found))


def described_relays(relation: Relation, paragraph: Paragraph, lexicons: Lexicons) -> Iterator[Token]:
    """Yield the press that got hold of what is said, by what it is: "in a report seen by the agency"."""
    beside = [t for t in relation.head.children if t.dep_ == "prep"]
    tops = beside if relation.source_head is None else [*beside, relation.source_head]
    for token in (t for top in tops for t in top.subtree):
        got = token.head.head if token.dep_ == "pobj" and token.head.lower_ in ("by", "to") else None
        if got is None or got.tag_ != "VBN" or got.dep_ != "acl" or _in(paragraph, token, relation.content):
            continue
        if token.lemma_.lower() in lexicons.press_nouns and any(c.lower_ == "the" for c in token.children):
            yield token


def _named_below(
    token: Token, relation: Relation, paragraph: Paragraph, text: str, lexicons: Lexicons,
    *, inside_source: bool = False,
) -> list[Span]:  # fmt: skip
    stretch = paragraph.span(token.subtree)
    out = []
    for _, span in outlets_in(text[stretch.start : stretch.end], lexicons):
        here = Span(span.start + stretch.start, span.end + stretch.start)
        blocked = relation.content if inside_source else (*relation.content, *relation.source)
        if not any(here.start < b.end and b.start < here.end for b in blocked):
            out.append(here)
    return out


def _in(paragraph: Paragraph, token: Token, spans: Sequence[Span]) -> bool:
    at = paragraph.start(token)
    return any(s.start <= at < s.end for s in spans)


def is_link(entry: Entry) -> bool:
    """Whether somebody told is a link: an outlet, an agency, or a journalist who is somebody."""
    if entry.kind in (SourceKind.OUTLET, SourceKind.AGENCY):
        return True
    return entry.journalist and (entry.named or entry.affiliation is not None) and not entry.plural


def link_up(*parts: Sequence[Entry]) -> tuple[Entry, ...]:
    """Join the parts of a chain, origin first; a link that repeats the one before it is left out."""
    chain: list[Entry] = []
    for entry in (e for part in parts for e in part):
        if chain and chain[0].witness_for is entry:
            continue  # the outlet whose reporter saw it is where it begins
        if entry in chain:
            # The later place counts: what is said in an agency's name and carried under its
            # credit came through it once, last.
            if entry is chain[-1] or entry is not chain[0]:
                chain.remove(entry)
            else:
                continue
        chain.append(entry)
    return tuple(chain)
