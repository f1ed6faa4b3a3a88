"""Every noun of the ledger loop: claims, who stands behind them, and what is linked to make them.

As `shapes` is for one article, so is this for many. Field names and their order are those of
`reportedly claims --json`. Offsets are half-open, in Unicode code points of the document's text.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from reportedly.shapes import (
    Act,
    Aspect,
    Count,
    CountRole,
    Entity,
    EntityKind,
    Event,
    FactualityValue,
    Place,
    Source,
    SourceKind,
    Span,
    Statement,
    Tie,
    Time,
)


class Stance(StrEnum):
    """How a statement, or an origin as it last spoke, stands to a claim."""

    SUPPORTS = "supports"
    DENIES = "denies"
    UNSURE = "unsure"


class Side(StrEnum):
    """Where an origin stands toward a claim's event."""

    ACTOR = "actor"
    RECIPIENT = "recipient"
    ALLY_OF_ACTOR = "ally_of_actor"
    ALLY_OF_RECIPIENT = "ally_of_recipient"
    THIRD = "third"
    UNKNOWN = "unknown"


class Standing(StrEnum):
    """What the origins of a claim come to; the first that holds."""

    WITHDRAWN = "withdrawn"
    CONTESTED = "contested"
    CORROBORATED = "corroborated"
    SINGLE_ORIGIN = "single-origin"
    UNSOURCED = "unsourced"


class ReadingField(StrEnum):
    """What of a mention a person can put right: who said it first, or through whom, and what is said."""

    SOURCE = "source"
    CHAIN = "chain"
    ACTOR = "actor"
    RECIPIENT = "recipient"
    PLACE = "place"
    TIME = "time"
    COUNT = "count"
    FACTUALITY = "factuality"


@dataclass(frozen=True, slots=True)
class Mended:
    """What a person put right in a reading, which itself stays as it was: what was read, what is right.

    `was` and `now` are null where there is nothing. `by`, `at` (ISO 8601, UTC) and `reason` are those of the
    judgement.
    """

    field: ReadingField
    was: str | None
    now: str | None
    by: str
    at: str
    reason: str


@dataclass(frozen=True, slots=True)
class Item:
    """What the ledger loop needs to know of a document.

    `published` is an EDTF date or date-time or null, `retrieved` when the bytes were got, or null.
    """

    id: str
    url: str | None
    outlet: str | None
    title: str | None
    published: str | None
    retrieved: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """One proposition of one aspect, as one statement of one document gives it: what is linked.

    `key` is its identity, the same whatever else the ledger holds. `chain` is the statement's chain as
    sources, origin first, publisher last. `actor` and `recipient` are who did it to whom, if told;
    `event` is the event or tie it speaks of, null for a clause of neither. `predicate` is the lemma that
    heads it, `words` are the lemmas that say what is said, `vector` is the meaning of its sentence (384
    numbers) or null. `copied` is the document from which its words are reprinted, or null. `mended` is what
    a person put right in it.
    """

    key: str
    aspect: Aspect
    stance: Stance
    document: Item
    statement: Statement
    chain: tuple[Source, ...]
    span: Span
    text: str
    factuality: FactualityValue
    event: Event | Tie | None
    actor: Entity | None
    recipient: Entity | None
    place: Place | None
    time: Time | None
    counts: tuple[Count, ...]
    predicate: str
    words: tuple[str, ...]
    vector: tuple[float, ...] | None = None
    copied: str | None = None
    mended: tuple[Mended, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a document whose words are those of a stretch of an earlier one.

    `background`: its words stand in documents of many weeks or were first printed weeks ago (an agency's
    standing paragraph); they are reprinted, and no sign that one story is taken from the other.
    """

    start: int
    end: int
    of: str
    of_start: int
    of_end: int
    background: bool = False


@dataclass(frozen=True, slots=True)
class Copied:
    """What a document reprints: its passages, and the document of which it is a copy as a whole, or null.

    `share` is the part of the story's words that stands in passages, 0 to 1.
    """

    document: str
    whole: str | None
    share: float
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Ground:
    """Why something was linked, counted or set apart: the rule, and what it saw."""

    rule: str
    detail: str


@dataclass(frozen=True, slots=True)
class Party:
    """A party of a claim's event: its name, and its lexicon id, kind and country where known."""

    name: str
    actor: str | None = None
    kind: EntityKind | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Where:
    """Where a claim's event is said to have happened; as `Place`, without the words."""

    name: str
    geonames_id: int | None
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    precision: int


@dataclass(frozen=True, slots=True)
class Happening:
    """The event or tie that a claim is about; `type` is null where PLOVER has none (an accident).

    `time` is an EDTF interval or null.
    """

    type: str | None
    mode: str | None
    actor: Party | None
    recipient: Party | None
    place: Where | None
    time: str | None


@dataclass(frozen=True, slots=True)
class Origin:
    """Whoever stands at the beginning of statements of a claim, as he last spoke.

    `group` is the id of the origin that he counts with (his own where he counts alone, or first);
    `generic` are crowds without a name. `withdrawn` is the document that tells that the word was taken
    back, or null; `undecided_with` are origins of whom the text does not show whether they are the same.
    """

    id: str
    name: str
    kind: SourceKind
    named: bool
    stance: Stance
    side: Side
    against_interest: bool
    statements: int
    documents: int
    group: str
    generic: bool = False
    withdrawn: str | None = None
    undecided_with: tuple[str, ...] = ()
    grounds: tuple[Ground, ...] = ()


@dataclass(frozen=True, slots=True)
class Independent:
    """How many origins stand each way: undecided pairs taken as one, and (`max`) as two."""

    for_: int = field(metadata={"json": "for"})
    for_max: int
    against: int
    against_max: int


NOBODY = "unknown"
"""How a chain begins that goes back to nobody named: "reports say", "is alleged to"."""


@dataclass(frozen=True, slots=True)
class Saying:
    """One statement of a claim. `id` is the mention's key, `statement` the id in its reading.

    `chain` has the names of its links, origin first; "unknown" where it is said by nobody named.
    `origin` is an origin's id, or null; `copy_of` the document whose words these are, or null;
    `original` the character range in the archived page, or null; `grounds` why it is of this claim;
    `mended` what a person put right in how it was read.
    """

    id: str
    statement: str
    url: str | None
    document: str
    outlet: str | None
    published: str | None
    chain: tuple[str, ...]
    origin: str | None
    act: Act
    stance: Stance
    factuality: FactualityValue
    copy_of: str | None
    text: str
    span: Span
    original: Span | None
    grounds: tuple[Ground, ...] = ()
    mended: tuple[Mended, ...] = ()

    @property
    def relays(self) -> tuple[str, ...]:
        """The names through which it came: its origin's, or nobody's, left out."""
        known = self.origin is not None or self.chain[:1] == (NOBODY,)
        return self.chain[1:] if known else self.chain


@dataclass(frozen=True, slots=True)
class Tally:
    """A number as somebody gave it: `said_by` an origin's id or null, `published` when first given."""

    low: int | None
    best: int | None
    high: int | None
    of: str | None
    role: CountRole
    said_by: str | None
    published: str | None


@dataclass(frozen=True, slots=True)
class Claim:
    """One proposition of one aspect, said in any number of documents.

    `id` is that of its earliest proposition; `aliases` are ids of claims merged into it. `documents` and
    `outlets` are how many. Statements are in the order of publication. `first_reported` and
    `last_reported` are EDTF, or null where no document is dated.
    """

    id: str
    aliases: tuple[str, ...]
    aspect: Aspect
    text: str
    event: Happening
    standing: Standing
    reasons: tuple[Ground, ...]
    origins: tuple[Origin, ...]
    independent_origins: Independent
    documents: int
    outlets: int
    statements: tuple[Saying, ...]
    counts: tuple[Tally, ...]
    first_reported: str | None
    last_reported: str | None
    schema: str = "reportedly/claim/1"


class JudgementKind(StrEnum):
    """What a person decided about two claims, two origins or two actors, or about one mention."""

    SAME_CLAIM = "same-claim"
    NOT_SAME_CLAIM = "not-same-claim"
    SAME_ORIGIN = "same-origin"
    NOT_SAME_ORIGIN = "not-same-origin"
    SAME_ACTOR = "same-actor"
    NOT_SAME_ACTOR = "not-same-actor"
    WRONG_READING = "wrong-reading"


@dataclass(frozen=True, slots=True)
class Anchor:
    """The words that a judgement was made on: by these it is found again after the document is read anew."""

    document: str
    aspect: Aspect
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """That a judgement no longer holds: by whom, when (ISO 8601, UTC) and why."""

    by: str
    at: str
    reason: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person decided, when (ISO 8601, UTC) and why; it outranks what the program finds.

    `left` and `right` are mention keys for claims and readings (there `right` is null), origin ids for
    origins, lexicon ids or names for actors. `left_at` and `right_at` are the words of these mentions,
    or of one statement of these origins; null for actors. `field` and `value` are what was read wrongly
    and what is right.
    """

    id: str
    kind: JudgementKind
    left: str
    right: str | None
    left_at: Anchor | None
    right_at: Anchor | None
    field: ReadingField | None
    value: str | None
    by: str
    at: str
    reason: str
    withdrawn: Withdrawal | None = None
    schema: str = "reportedly/judgement/1"
