"""The nouns of the corpus: what happened, who says so, and the paragraphs that tell it, with spans.

Spans are half-open, in code points of a paragraph's text; `Article.text` puts paragraphs together.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias

from benchmarks.corpus.world import Actor, Country, Outlet, Town
from reportedly.shapes import (
    Act,
    CountRole,
    EntityKind,
    EventType,
    EvidenceKind,
    FurnitureKind,
    Quotation,
    SourceKind,
    Voice,
)

Pair: TypeAlias = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of incident, and the templates that tell it (`phrases/kinds.yaml`)."""

    name: str
    type: EventType
    mode: str | None
    context: tuple[str, ...]
    who: tuple[str, ...]
    role: CountRole
    of: tuple[str, ...]
    size: tuple[int, int]
    hurt: bool
    force: tuple[str, ...]
    targets: tuple[str, ...]
    full: tuple[str, ...]
    bare: tuple[str, ...]
    act: tuple[str, ...]
    deny: tuple[str, ...]
    gerund: tuple[str, ...]
    noun: tuple[str, ...]
    heads: tuple[str, ...]
    toll: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Toll:
    """How many, in words and as a range; None where a side is open."""

    words: str
    low: int | None
    best: int | None
    high: int | None


@dataclass(frozen=True, slots=True, eq=False)
class Speaker:
    """Whoever is said to say it: how it is called at first and later, and whose voice it counts as.

    `group` is the key by which origins are told apart, None for an outlet's reporter. `head` is what a
    headline calls it, `entity` the actor that it is. Names of `full` that end in an apposition hold a
    comma.
    """

    name: str
    kind: SourceKind
    evidence: EvidenceKind | None
    group: str
    full: tuple[str, ...]
    later: tuple[str, ...]
    head: str
    role: str | None = None
    affiliation: str | None = None
    named: bool = True
    count: int | None = None
    descriptors: tuple[str, ...] = ()
    entity: tuple[str, EntityKind, str | None, str | None] | None = None
    quotes: str = "official"
    pronoun: str = "they"


@dataclass(frozen=True, slots=True, eq=False)
class Saying:
    """What a speaker says of an incident, when, and to whom; `names`: it says who did it.

    `how` is the table of frames that tells it: say, accuse, deny, confirm, verify, or toll (a number grown).
    """

    speaker: Speaker
    at: datetime
    via: Outlet | None
    how: str
    names: bool
    toll: Toll | None


@dataclass(frozen=True, slots=True, eq=False)
class Incident:
    """What happened, where and when, by whom, and all that is said of it, in the order of saying."""

    id: str
    kind: Kind
    country: Country
    town: Town
    other: Town
    actor: Actor
    actor_country: Country
    force: str
    blamed: str
    target: str
    of: str
    happened: datetime
    final: int
    sayings: tuple[Saying, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """An incident as one clause tells it; spans are None where it is silent; `denied`: it is denied."""

    incident: Incident
    trigger: Pair
    fate: Pair | None
    actor: Pair | None
    place: Pair | None
    time: Pair | None
    day: date | None
    count: Pair | None
    toll: Toll | None
    denied: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """One statement in a paragraph; `chain` is the part of it that the paragraph gives, origin first."""

    voice: Voice
    act: Act
    quotation: Quotation
    content: tuple[Pair, ...]
    cue: tuple[Pair, ...] = ()
    source: tuple[Pair, ...] = ()
    chain: tuple[Speaker | Outlet, ...] = ()
    told: Told | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph with its rows; `dateline` is the length of what stands before the story, 0 for none.

    `sentences` are (start, end, key of meaning), `names` every place where a speaker or outlet is named.
    """

    text: str
    said: tuple[Said, ...] = ()
    sentences: tuple[tuple[int, int, str], ...] = ()
    names: tuple[tuple[int, int, Speaker | Outlet], ...] = ()
    dateline: int = 0
    furniture: FurnitureKind | None = None


@dataclass(frozen=True, slots=True)
class Copy:
    """That an article repeats another's paragraphs: `share` of its own words are taken from there."""

    of: str
    share: float
    how: str


@dataclass(frozen=True, slots=True)
class Article:
    """One item of the corpus, with what is true of it."""

    id: str
    url: str
    outlet: Outlet
    title: str
    published: datetime
    paragraphs: tuple[Paragraph, ...]
    incident: Incident
    genre: str
    agency: Outlet | None = None
    copy: Copy | None = None
    corrects: str | None = None

    @property
    def text(self) -> str:
        """The story as it is given to a reader: paragraphs with an empty line between them."""
        return "\n\n".join(p.text for p in self.paragraphs)

    def row(self) -> dict[str, str]:
        """The item as a row of batch input."""
        return {
            "url": self.url,
            "outlet": self.outlet.name,
            "title": self.title,
            "published": self.published.isoformat(timespec="seconds") + "Z",
            "text": self.text,
        }
