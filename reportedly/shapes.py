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


class TimexType(StrEnum):
    """TIMEX3's kinds of time expression (Pustejovsky et al. 2003)."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


class CountRole(StrEnum):
    """What is said to have become of those who are counted."""

    KILLED = "killed"
    WOUNDED = "wounded"
    MISSING = "missing"
    DISPLACED = "displaced"
    DETAINED = "detained"
    FORCE = "force"
    OTHER = "other"


class EntityKind(StrEnum):
    """What an entity is."""

    STATE = "state"
    GOVERNMENT = "government"
    MILITARY = "military"
    ARMED_GROUP = "armed_group"
    ORGANIZATION = "organization"
    PERSON = "person"
    PEOPLE = "people"
    BLOC = "bloc"
    MEDIA = "media"
    OTHER = "other"


class EventType(StrEnum):
    """PLOVER's root types of event (Open Event Data Alliance, 2021 manual)."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    COOPERATE = "COOPERATE"
    AID = "AID"
    CONCEDE = "CONCEDE"
    RETREAT = "RETREAT"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"


class TieType(StrEnum):
    """A standing relation between two entities, or of one to a place."""

    ALLY_OF = "ally_of"
    BACKS = "backs"
    OPPOSES = "opposes"
    PART_OF = "part_of"
    LEADS = "leads"
    ADVISES = "advises"
    CONTROLS = "controls"


class Aspect(StrEnum):
    """What a claim is about: that it happened, who did it, what is the case, or what is planned."""

    OCCURRENCE = "occurrence"
    RESPONSIBILITY = "responsibility"
    STATE = "state"
    INTENT = "intent"


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

    `media` is "text" or "html". `published` is an EDTF date, or null where none was given;
    `retrieved` an ISO 8601 date-time, when an archive or we ourselves got the bytes, or null.
    """

    input: str
    data: bytes
    media: str
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    published: str | None = None
    retrieved: str | None = None


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
    (`given`, `url`, `markup`, `text`). `retrieved` is when the bytes were got, where that is known; it is
    no part of the identity. `bytes_sha256` and `id` are lower-case hexadecimal.
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
    retrieved: str | None = None


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
class Timex3:
    """The TIMEX3 type and value of a time expression."""

    type: TimexType
    value: str


@dataclass(frozen=True, slots=True)
class Time:
    """Words that say when, how long or how often; `edtf` is null where nothing anchors them."""

    id: str
    start: int
    end: int
    timex3: Timex3
    edtf: str | None


@dataclass(frozen=True, slots=True)
class Place:
    """Words that name a place; `precision` is UCDP's `where_prec`, 1 (exact) to 7 (unknown).

    `country` is ISO 3166-1 alpha-3; `lat` and `lon` are degrees (WGS 84), null where nothing was found.
    """

    id: str
    start: int
    end: int
    name: str
    geonames_id: int | None
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    precision: int


@dataclass(frozen=True, slots=True)
class Count:
    """Words that say how many, as a range; null where a side is open; of whom, and what became of them."""

    id: str
    start: int
    end: int
    low: int | None
    best: int | None
    high: int | None
    of: str | None
    role: CountRole


@dataclass(frozen=True, slots=True)
class Entity:
    """Whoever acts in the document, once, with all the places that name it.

    `country` is ISO 3166-1 alpha-3; `actor` the id of an entry of the lexicon of actors, or null.
    """

    id: str
    name: str
    kind: EntityKind
    country: str | None
    actor: str | None
    mentions: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """Who did what to whom (PLOVER), with the words that say what was done."""

    id: str
    type: EventType
    mode: str | None
    context: tuple[str, ...]
    trigger: Span
    actor: str | None
    recipient: str | None
    place: str | None
    time: str | None
    counts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tie:
    """A standing relation as said, between two entities, or between one and a place (controls)."""

    id: str
    type: TieType
    left: str
    right: str
    span: Span


@dataclass(frozen=True, slots=True)
class Assertion:
    """One clause of a statement's own content: what may be claimed, and under which aspects.

    `event` is the event or tie that it tells of, null where it tells of neither ("the mine collapsed");
    `actor` and `recipient` are who does it to whom; `predicate` is the lemma that heads it, with its
    particle, and `words` all lemmas that say what is said.
    """

    id: str
    statement: str
    start: int
    end: int
    aspects: tuple[Aspect, ...]
    factuality: FactualityValue
    event: str | None
    actor: str | None
    recipient: str | None
    place: str | None
    time: str | None
    counts: tuple[str, ...]
    predicate: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Disguise:
    """A name that is written to look like another (UTS 39): which, the rule that saw it, and what it saw."""

    name: str
    rule: str
    detail: str


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
    """Everything read from one article.

    `vectors` are for programs that link statements; the JSON of a reading leaves them out.
    """

    made_by: MadeBy
    document: Document
    segments: tuple[Segment, ...]
    sources: tuple[Source, ...]
    statements: tuple[Statement, ...]
    events: tuple[Event, ...] = ()
    ties: tuple[Tie, ...] = ()
    entities: tuple[Entity, ...] = ()
    times: tuple[Time, ...] = ()
    places: tuple[Place, ...] = ()
    counts: tuple[Count, ...] = ()
    assertions: tuple[Assertion, ...] = ()
    disguises: tuple[Disguise, ...] = ()
    vectors: tuple[SentenceVector, ...] = field(default=(), metadata={"json": False})
    schema: str = "reportedly/reading/1"
