"""One reading made by hand, of every voice, nesting, marks and hostile characters, for tests of output."""

from __future__ import annotations

from reportedly.ids import document_id, sha256
from reportedly.shapes import (
    Act,
    Document,
    EvidenceKind,
    Factuality,
    FactualityValue,
    FurnitureKind,
    MadeBy,
    Mark,
    MarkKind,
    Quotation,
    Reading,
    Reason,
    Segment,
    SegmentKind,
    Source,
    SourceKind,
    Span,
    Statement,
    Voice,
)

TEXT = """Dozens feared dead as jets strike market in Talba
This article is more than one month old.
TALBA, May 3 (Harbour Wire) - Jets struck the market in Talba on Sunday.
At least 20 civilians died when jets struck the market at midday,\
 two unnamed district officials told Harbour Wire.
"They were buying bread. There was no one armed in the square," Mira Olen, a nurse, said.\
 The toll could rise, she added.
The Ministry of Defence denied accusations that its aircraft had killed civilians.
It has reportedly opened an inquiry.\x1b[31m\u202e
"""


def span(words: str, after: int = 0) -> Span:
    """Return where the words stand in `TEXT`."""
    start = TEXT.index(words, after)
    return Span(start, start + len(words))


def mark(kind: MarkKind, words: str, by: str | None = None) -> Mark:
    """Return a mark on the first place of the words."""
    return Mark(kind, *span(words), by)


def source(id: str, name: str, kind: SourceKind, **more: object) -> Source:
    """Return a source, named and bare but for what is given."""
    empty: dict[str, object] = {
        "evidence_kind": None,
        "named": True,
        "count": None,
        "descriptors": (),
        "role": None,
        "affiliation": None,
        "entity": None,
        "mentions": (),
    }
    return Source(id=id, name=name, kind=kind, **{**empty, **more})  # type: ignore[arg-type]


def statement(id: str, content: str, chain: tuple[str, ...], **more: object) -> Statement:
    """Return a certain, indirect assertion of a source but for what is given."""
    empty: dict[str, object] = {
        "voice": Voice.SOURCE,
        "cue": (),
        "source": (),
        "quotation": Quotation.INDIRECT,
        "addressee": None,
        "within": None,
        "about": None,
        "act": Act.ASSERT,
        "factuality": Factuality(FactualityValue.CERTAIN, ()),
        "said": None,
        "propositions": (),
        "reasons": (Reason("by-hand", "made for a test"),),
    }
    return Statement(id=id, content=(span(content),), chain=chain, **{**empty, **more})  # type: ignore[arg-type]


def segments() -> tuple[Segment, ...]:
    """Return a segment for each line of `TEXT`, the dateline apart."""
    kinds = {"Dozens": SegmentKind.HEADLINE, "This": SegmentKind.FURNITURE}
    out = []
    start = 0
    for line in TEXT.splitlines(keepends=True):
        kind = kinds.get(line.split()[0], SegmentKind.PARAGRAPH)
        furniture = FurnitureKind.AGE_NOTICE if kind is SegmentKind.FURNITURE else None
        out.append(Segment(kind, furniture, start, start + len(line) - 1))
        start += len(line)
    return tuple(out)


def statements() -> tuple[Statement, ...]:
    """Return eight statements of every voice, two of them nested and one about another."""
    relayed = ("hw", "cp")
    return (
        statement(
            "s1",
            "Jets struck the market in Talba on Sunday",
            relayed,
            voice=Voice.AUTHOR,
            quotation=Quotation.NONE,
        ),
        statement(
            "s2",
            "At least 20 civilians died when jets struck the market at midday",
            ("off", *relayed),
            cue=(span("told"),),
            source=(span("two unnamed district officials"),),
            addressee="hw",
        ),
        statement(
            "s3",
            '"They were buying bread. There was no one armed in the square,"',
            ("mo", *relayed),
            cue=(span("said"),),
            source=(span("Mira Olen, a nurse"),),
            quotation=Quotation.DIRECT,
            factuality=Factuality(FactualityValue.CERTAINLY_NOT, (mark(MarkKind.NEGATION, "no one"),)),
        ),
        statement(
            "s4",
            "The toll could rise",
            ("mo", *relayed),
            cue=(span("added"),),
            source=(span("she"),),
            act=Act.PREDICT,
            factuality=Factuality(FactualityValue.POSSIBLE, (mark(MarkKind.HEDGE, "could"),)),
        ),
        statement(
            "s5",
            "accusations that its aircraft had killed civilians",
            ("mod", *relayed),
            cue=(span("denied"),),
            source=(span("The Ministry of Defence"),),
            act=Act.DENY,
            about="s6",
            factuality=Factuality(FactualityValue.CERTAINLY_NOT, (mark(MarkKind.DENIAL, "denied"),)),
        ),
        statement(
            "s6",
            "its aircraft had killed civilians",
            relayed,
            voice=Voice.UNKNOWN,
            cue=(span("accusations"),),
            act=Act.ACCUSE,
            within="s5",
        ),
        statement(
            "s7",
            "It has reportedly opened an inquiry.\x1b[31m\u202e",
            relayed,
            voice=Voice.UNKNOWN,
            cue=(span("reportedly"),),
            factuality=Factuality(FactualityValue.PROBABLE, (mark(MarkKind.HEDGE, "reportedly", "hw"),)),
        ),
    )


def sample() -> Reading:
    """Return the reading."""
    digest = sha256(TEXT.encode("utf-8", "surrogatepass"))
    document = Document(
        id=document_id(digest, None, "Coastal Post", "2031-05-03"),
        bytes_sha256=digest,
        url=None,
        outlet="Coastal Post",
        title="Dozens feared dead as jets strike market in Talba",
        bylines=("A. Veld",),
        published="2031-05-03",
        language="en",
        text=TEXT,
        published_evidence="given",
    )
    sources = (
        source(
            "off",
            "two unnamed district officials",
            SourceKind.ANONYMOUS,
            named=False,
            count=2,
            evidence_kind=EvidenceKind.OFFICIAL,
            mentions=(span("two unnamed district officials"),),
        ),
        source("hw", "Harbour Wire", SourceKind.AGENCY),
        source("mo", "Mira Olen", SourceKind.PERSON, evidence_kind=EvidenceKind.WITNESS, role="nurse"),
        source("mod", "Ministry of Defence", SourceKind.ORGANIZATION, evidence_kind=EvidenceKind.OFFICIAL),
        source("cp", "Coastal Post", SourceKind.OUTLET),
    )
    made_by = MadeBy("0.1.0", "0" * 64, "1" * 64)
    return Reading(made_by, document, segments(), sources, statements())
