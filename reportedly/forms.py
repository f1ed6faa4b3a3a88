"""The forms of lexicon entries: what a table under `lexicons/` may hold, field by field, checked on load."""

from __future__ import annotations

import re
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from reportedly.shapes import (
    Act,
    CountRole,
    EvidenceKind,
    FactualityValue,
    FurnitureKind,
    MarkKind,
    SourceKind,
)

Frame = Literal["quote", "clause", "infinitive", "object", "gerund", "preposition"]


class Entry(BaseModel):
    """One entry of a table: frozen, with no field that is not known."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=False)


class CueGroup(Entry):
    """Cue words of one part of speech that share an act and the frames that their content takes.

    `pos`: verb, noun ("claim", "accusation"), adjective ("adamant"), or phrase ("according to").
    `frames`: quote (a quotation), clause (that, whether, how, or a bare clause), infinitive ("vowed
    to fight"), object ("criticised the plan"), gerund ("denied taking part"), preposition ("called
    for talks"; `prepositions` lists which). `value`: how surely the cue's subject stands by the
    content (FactBank). `raising`: "is said to", "is believed to" leave the source unnamed.
    """

    pos: Literal["verb", "noun", "adjective", "phrase"]
    act: Act
    frames: tuple[Frame, ...]
    lemmas: tuple[str, ...]
    value: FactualityValue = FactualityValue.CERTAIN
    prepositions: tuple[str, ...] = ()
    raising: bool = False


class Hedge(Entry):
    """Words that lower certainty. `hearsay`: they also say that somebody unnamed says it."""

    words: str
    kind: MarkKind
    value: FactualityValue
    hearsay: bool = False


class Outlet(Entry):
    """A publisher of news; `kind` agency sells to other outlets. `aliases` are as printed."""

    name: str
    kind: Literal["agency", "outlet"]
    aliases: tuple[str, ...] = ()
    country: str | None = None
    state: bool = False
    domains: tuple[str, ...] = ()


class Metonym(Entry):
    """Place or building names that stand for a government or ministry ("the Kremlin")."""

    name: str
    aliases: tuple[str, ...]
    country: str | None = None


class Role(Entry):
    """Head nouns that say what somebody is ("spokesman", "analyst", "resident")."""

    kind: SourceKind
    evidence_kind: EvidenceKind | None
    lemmas: tuple[str, ...]


class TimeWords(Entry):
    """Words of one kind that say when, how long or how often; `value` is what they stand for."""

    kind: str
    words: tuple[str, ...]
    value: str | None = None
    cased: bool = False


class Holiday(Entry):
    """A named day: a fixed date, the `nth` `weekday` (1: Monday) of a month `plus` days, or by `easter`."""

    names: tuple[str, ...]
    year: int | None = None
    month: int = 1
    day: int = 1
    weekday: int | None = None
    nth: int = 1
    plus: int = 0
    easter: int | None = None


class PlaceName(Entry):
    """A place by names that the gazetteer lacks: `geonames` points at a row of it, unless `lat` and
    `lon` say where it lies.

    `precision` is UCDP's where_prec; `sure` false: the name is more often something else.
    """

    name: str
    aliases: tuple[str, ...] = ()
    geonames: int | None = None
    country: str | None = None
    admin1: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: int = Field(default=1, ge=1, le=7)
    sure: bool = True

    @model_validator(mode="after")
    def _lies_somewhere(self) -> Self:
        if self.geonames is None and (self.lat is None or self.lon is None):
            raise ValueError(f"{self.name}: give geonames, or lat and lon")
        return self


class FurniturePattern(Entry):
    """A regular expression that a whole line of page matter matches (`re.IGNORECASE`, `fullmatch`)."""

    kind: FurnitureKind
    language: str
    pattern: str

    @model_validator(mode="after")
    def _compiles(self) -> Self:
        try:
            re.compile(self.pattern)
        except re.error as error:
            raise ValueError(f"not a regular expression: {self.pattern!r}: {error}") from error
        return self


class Quantity(Entry):
    """A vague number word and its range; `times`: a scale may follow ("several hundred")."""

    words: str
    low: int | None = None
    best: int | None = None
    high: int | None = None
    times: bool = False


class Bound(Entry):
    """Words beside a number that open or widen it; `after`: they follow it ("50 or more")."""

    kind: Literal["floor", "ceiling", "below", "about", "exact"]
    words: tuple[str, ...]
    after: bool = False


class Counted(Entry):
    """Nouns that are counted, in the singular; `role`: what the noun alone says became of them."""

    kind: Literal["civilian", "person", "fighter", "unit", "thing", "act"]
    lemmas: tuple[str, ...]
    role: CountRole = CountRole.OTHER
    plural: dict[str, str] = Field(default_factory=dict)


class Fate(Entry):
    """Words that say what became of those counted, and where their victim stands (`use`)."""

    role: CountRole
    use: Literal["object", "subject", "state", "noun", "toll", "lives", "suffer"]
    words: tuple[str, ...]


class Contrary(Entry):
    """What denies, without a word of denying, that something befell somebody."""

    told: tuple[str, ...]
    denied_by: tuple[str, ...]


class HappeningWords(Entry):
    """Words of one kind of happening, what takes part in it, and the kinds with which it may be one."""

    kind: str
    events: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    things: tuple[str, ...] = ()
    part_of: tuple[str, ...] = ()
    akin: tuple[str, ...] = ()
    aspect: Literal["occurrence", "state"] = "occurrence"
