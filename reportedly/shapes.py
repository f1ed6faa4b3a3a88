"""Every noun of the article loop: what an article is taken apart into, as frozen rows.

Nothing of ours is imported here; every other module may import this one. Offsets are half-open
`[start, end)` in Unicode code points of `Document.text`, and every row that points at words does
so with a `Span`. Field names and their order are those of the JSON reading (`reportedly/reading/1`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple


class Span(NamedTuple):
    """A half-open stretch `[start, end)` of a document's text, in Unicode code points."""

    start: int
    end: int


class SegmentKind(StrEnum):
    """What a stretch of the page is to the story."""

    HEADLINE = "headline"
    DATELINE = "dateline"
    PARAGRAPH = "paragraph"
    FURNITURE = "furniture"


class FurnitureKind(StrEnum):
    """What a stretch of page matter is that is not the story."""

    AGE_NOTICE = "age_notice"
    IMAGE_CREDIT = "image_credit"
    RELATED_LINK = "related_link"
    SOCIAL = "social"
    NEWSLETTER = "newsletter"
    BYLINE = "byline"
    AGENCY_CREDIT = "agency_credit"
    NOTICE = "notice"
    OTHER = "other"


class Form(StrEnum):
    """How an item is written: one piece, or a live blog of many entries by many hands."""

    ARTICLE = "article"
    LIVE_BLOG = "live_blog"


class Voice(StrEnum):
    """Who is said to say it: somebody, the outlet itself, or nobody in particular."""

    SOURCE = "source"
    AUTHOR = "author"
    UNKNOWN = "unknown"


class SourceKind(StrEnum):
    """What a source is."""

    PERSON = "person"
    ORGANIZATION = "organization"
    OUTLET = "outlet"
    AGENCY = "agency"
    GROUP = "group"
    ANONYMOUS = "anonymous"
    DOCUMENT = "document"
    ACCOUNT = "account"
    UNKNOWN = "unknown"


class EvidenceKind(StrEnum):
    """On what footing a source is quoted (the source kinds of FactAppeal)."""

    OFFICIAL = "official"
    EXPERT = "expert"
    WITNESS = "witness"
    PARTICIPANT = "participant"
    DOCUMENT = "document"
    NEWS_REPORT = "news_report"
    DIRECT_EVIDENCE = "direct_evidence"


class Quotation(StrEnum):
    """How the content is given: in quotation marks, in the writer's words, both, or not quoted."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"
    NONE = "none"


class Act(StrEnum):
    """What the source does in saying it."""

    ASSERT = "assert"
    DENY = "deny"
    CONFIRM = "confirm"
    DOUBT = "doubt"
    ACCUSE = "accuse"
    PREDICT = "predict"
    PROMISE = "promise"
    THREATEN = "threaten"
    REQUEST = "request"
    OPINE = "opine"


class FactualityValue(StrEnum):
    """FactBank's values (Sauri and Pustejovsky 2009): certainty crossed with polarity."""

    CERTAIN = "CT+"
    CERTAINLY_NOT = "CT-"
    PROBABLE = "PR+"
    PROBABLY_NOT = "PR-"
    POSSIBLE = "PS+"
    POSSIBLY_NOT = "PS-"
    CERTAIN_UNKNOWN = "CTu"
    UNKNOWN = "Uu"


class MarkKind(StrEnum):
    """What kind of words make a proposition less, or otherwise, than asserted."""

    HEDGE = "hedge"
    NEGATION = "negation"
    CONDITION = "condition"
    DENIAL = "denial"
    FUTURE = "future"


@dataclass(frozen=True, slots=True)
class Capture:
    """One item as received: its bytes, what it was called, and what was said about it apart from them.

    `media` is "text" or "html". `published` is an EDTF date, or null where none was given.
    """

    input: str
    data: bytes
    media: str
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """An item that was refused: which input, and one line that says why and what to do."""

    input: str
    problem: str
    schema: str = "reportedly/problem/1"


@dataclass(frozen=True, slots=True)
class Document:
    """One item as kept: identity, what is known of its publication, and its text, never changed.

    `published` is an EDTF date or date-time or null; `published_evidence` says where it was found
    (`given`, `url`, `markup`, `text`). `bytes_sha256` and `id` are lower-case hexadecimal.
    """

    id: str
    bytes_sha256: str
    url: str | None
    outlet: str | None
    title: str | None
    bylines: tuple[str, ...]
    published: str | None
    language: str | None
    text: str
    published_evidence: str | None = None
    form: Form = Form.ARTICLE


@dataclass(frozen=True, slots=True)
class Segment:
    """A typed stretch of a document's text; segments are in order and do not overlap."""

    kind: SegmentKind
    furniture: FurnitureKind | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Source:
    """Whoever is said to say something, once per document, with all the places that name it."""

    id: str
    name: str
    kind: SourceKind
    evidence_kind: EvidenceKind | None
    named: bool
    count: int | None
    descriptors: tuple[str, ...]
    role: str | None
    affiliation: str | None
    entity: str | None
    mentions: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """Words that bear on factuality; `by` is the source id of the relayer whose hedge it is, or null."""

    kind: MarkKind
    start: int
    end: int
    by: str | None


@dataclass(frozen=True, slots=True)
class Factuality:
    """How surely the nearest source presents a proposition, with the words that make it so."""

    value: FactualityValue
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Proposition:
    """One event or tie as presented in one statement."""

    id: str
    span: Span
    factuality: Factuality


@dataclass(frozen=True, slots=True)
class Reason:
    """The rule that made a row, and what it saw."""

    rule: str
    detail: str


@dataclass(frozen=True, slots=True)
class Statement:
    """One attribution relation: a source, its cue and all the content they govern."""

    id: str
    voice: Voice
    content: tuple[Span, ...]
    cue: tuple[Span, ...]
    source: tuple[Span, ...]
    quotation: Quotation
    chain: tuple[str, ...]
    addressee: str | None
    within: str | None
    about: str | None
    act: Act
    factuality: Factuality
    said: str | None
    propositions: tuple[Proposition, ...]
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class SentenceVector:
    """What a sentence of the story means: a unit vector of the model's trunk, 384 numbers."""

    start: int
    end: int
    values: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class MadeBy:
    """What made a reading: version, and the SHA-256 of the model's manifest and of the lexicons."""

    version: str
    model_sha256: str
    lexicons_sha256: str


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything read from one article; events, ties, times, places and counts are empty so far.

    `vectors` are for programs that link statements; the JSON of a reading leaves them out.
    """

    made_by: MadeBy
    document: Document
    segments: tuple[Segment, ...]
    sources: tuple[Source, ...]
    statements: tuple[Statement, ...]
    events: tuple[object, ...] = ()
    ties: tuple[object, ...] = ()
    entities: tuple[object, ...] = ()
    times: tuple[object, ...] = ()
    places: tuple[object, ...] = ()
    counts: tuple[object, ...] = ()
    vectors: tuple[SentenceVector, ...] = field(default=(), metadata={"json": False})
    schema: str = "reportedly/reading/1"
