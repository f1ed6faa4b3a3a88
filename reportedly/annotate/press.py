"""The press in a document: who publishes it, which agency it is from, which outlets it names, what they saw.

In come the document with its segments, and the naming of its sources; out come entries of the press. The
publisher is known before anything is read, so that "this newspaper" and "told us" mean it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reportedly.annotate import factuality
from reportedly.annotate.author import Assertion
from reportedly.annotate.chains import credited, outlets_in
from reportedly.annotate.entry import Entry
from reportedly.annotate.mentions import PRESS
from reportedly.annotate.naming import Naming
from reportedly.annotate.parse import Paragraph
from reportedly.annotate.relations import Relation
from reportedly.annotate.subjects import child, phrase
from reportedly.lexicon import Lexicons
from reportedly.shapes import Document, EvidenceKind, Segment, SourceKind, Span

if TYPE_CHECKING:
    from reportedly.annotate.parse import Token

_SELF = {"i", "we"}


def publishers(
    document: Document, segments: Sequence[Segment], lexicons: Lexicons, naming: Naming
) -> tuple[Entry, ...]:
    """Return what every chain of the document ends with: the credited agency, the publisher."""
    publisher = press(document.outlet, lexicons, naming)
    naming.publisher = publisher
    credit = credited(document, segments, lexicons)
    agency = press(credit, lexicons, naming) if credit is not None else publisher
    return (publisher,) if agency is publisher else (agency, publisher)


def press(name: str | None, lexicons: Lexicons, naming: Naming) -> Entry:
    """Return the entry of an outlet or agency named in the text, in a credit, or as the publisher."""
    known = lexicons.outlets.get(name) if name is not None else None
    if known is None:
        return naming.press(name, SourceKind.OUTLET if name is not None else SourceKind.UNKNOWN)
    kind = SourceKind.AGENCY if known.kind == "agency" else SourceKind.OUTLET
    return naming.press(name, kind, known.name)


def eyewitness(
    text: str, paragraph: Paragraph, assertion: Assertion, tail: Sequence[Entry], lexicons: Lexicons,
    naming: Naming,
) -> tuple[Entry, ...]:  # fmt: skip
    """Return the outlet whose own reporter saw what a sentence tells ("I watched as ..."): its origin."""
    verb = factuality.main_verb(assertion.tokens)
    seer = child(verb, "nsubj") if verb is not None else None
    if verb is None or seer is None or verb.lemma_.lower() not in lexicons.seeing_verbs:
        return ()
    if seer.lower_ in _SELF:
        return (_witness(tail[0], naming),)
    span = paragraph.span(phrase(seer, [verb]))
    found = _reporter(text, seer, span, lexicons, naming)
    return (found,) if found is not None else ()


def reporter_saw(text: str, relation: Relation, lexicons: Lexicons, naming: Naming) -> Entry | None:
    """Return the outlet whose reporter a relation says to have seen it ("A Courier reporter counted ...")."""
    head = relation.source_head
    if head is None or not relation.source or relation.head.lemma_.lower() not in lexicons.seeing_verbs:
        return None
    return _reporter(text, head, relation.source[0], lexicons, naming)


def _reporter(text: str, head: Token, span: Span, lexicons: Lexicons, naming: Naming) -> Entry | None:
    if head.lemma_.lower() not in lexicons.journalists:
        return None
    words = text[span.start : span.end]
    first = next(iter(outlets_in(words, lexicons)), None)
    if first is not None:
        at = Span(span.start + first[1].start, span.start + first[1].end)
        entry = press(text[at.start : at.end], lexicons, naming)
        entry.mentions.append(at)
        return _witness(entry, naming)
    own = naming.publisher
    if own is None:
        return None
    before = words.split()
    ours = words.lower().startswith(("this ", "our ")) or own.name in words
    if ours or (own.named and own.name.split()[-1] in before):
        return _witness(own, naming)  # "A Courier reporter" in the Mirefort Courier
    return None


def _witness(outlet: Entry, naming: Naming) -> Entry:
    """The entry of an outlet as one that saw for itself."""
    for entry in naming.entries:
        if entry.witness_for is outlet:
            return entry
    kind = outlet.kind if outlet.kind in PRESS else SourceKind.OUTLET
    entry = Entry(
        name=outlet.name, kind=kind, evidence_kind=EvidenceKind.DIRECT_EVIDENCE, named=outlet.named, head="",
        plural=False, outlet=outlet.outlet, witness_for=outlet, mentions=list(outlet.mentions),
    )  # fmt: skip
    naming.entries.append(entry)
    return entry
