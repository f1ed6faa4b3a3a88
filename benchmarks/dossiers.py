"""The gold of `benchmarks/origins/`: dossiers of invented articles, their claims and who stands behind them.

In comes the folder; out come `Dossier`s, frozen and checked by type. What must agree between rows is
checked in `benchmarks/dossier_checks.py`; the card, `benchmarks/origins/README.md`, says how each
decision was made. `python -m benchmarks.dossiers` checks all and prints what they hold.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from reportedly.errors import InputError
from reportedly.lexicon import Lexicons, load
from reportedly.shapes import CountRole, EventType, SourceKind, Span, TieType

ROOT = Path(__file__).parent / "origins"
SPLITS = ("dev", "later", "test")

Stance = Literal["supports", "denies", "unsure"]
Aspect = Literal["occurrence", "responsibility", "state", "intent"]
Side = Literal["actor", "recipient", "ally_of_actor", "ally_of_recipient", "third", "unknown"]
Standing = Literal["withdrawn", "contested", "corroborated", "single-origin", "unsourced"]


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Article(_Row):
    """One item as published. `id` is unique in its dossier; the other fields are those of a batch row."""

    id: str
    url: str
    outlet: str
    title: str
    published: datetime
    text: str


class Happening(_Row):
    """The event or tie that a claim is about; `type` null where PLOVER has none (an accident)."""

    type: EventType | TieType | None
    mode: str | None
    actor: str | None
    recipient: str | None
    place: str | None
    time: str | None


class Said(_Row):
    """One statement of a claim: exact words of one article, and the way they came.

    `occurrence` counts from 0 where the words stand more than once. `origin` is null for the outlet's own
    voice and for "reports say"; the latter's chain starts with "unknown".
    """

    article: str
    quote: str
    occurrence: int = 0
    stance: Stance
    origin: str | None
    chain: tuple[str, ...]

    def span(self, text: str) -> Span:
        """Return where the words stand; raise `ValueError` where they do not."""
        start = -1
        for _ in range(self.occurrence + 1):
            start = text.index(self.quote, start + 1)
        return Span(start, start + len(self.quote))


class Origin(_Row):
    """One speaker behind a claim; speakers of one `group` are one origin.

    `generic`: a crowd without a name ("residents"), which does not count apart from others of the kind.
    `undecided_with`: speakers of whom the text does not show whether they are the same. `withdrawn`: the
    article that tells that it took its word back, or null.
    """

    id: str
    name: str
    kind: SourceKind
    named: bool
    group: str
    generic: bool = False
    undecided_with: tuple[str, ...] = ()
    stance: Stance
    withdrawn: str | None = None
    side: Side
    against_interest: bool


class Independent(_Row):
    """How many origins stand each way: undecided pairs taken as one, and (`max`) as two."""

    for_: int
    for_max: int
    against: int
    against_max: int

    model_config = ConfigDict(
        frozen=True, extra="forbid", alias_generator=lambda name: name if name != "for_" else "for"
    )


class Tally(_Row):
    """A number as somebody gave it: `said_by` an origin's id, or null, `published` when first given."""

    low: int | None
    best: int | None
    high: int | None
    of: str
    role: CountRole
    said_by: str | None
    published: datetime


class Claim(_Row):
    """One proposition of one aspect, with all that is said of it in the dossier."""

    id: str
    aspect: Aspect
    text: str
    event: Happening
    statements: tuple[Said, ...]
    origins: tuple[Origin, ...]
    independent_origins: Independent
    standing: Standing
    counts: tuple[Tally, ...] = ()

    def origin(self, name: str) -> Origin:
        """Return the origin of an id."""
        return next(origin for origin in self.origins if origin.id == name)


class Passage(_Row):
    """A stretch of the copying article, by its first and last words."""

    first: str
    last: str


class Copy(_Row):
    """An article that reprints another one of the dossier: all of its story, or the passages named."""

    article: str
    of: str
    parts: Literal["whole"] | tuple[Passage, ...]


class Revision(_Row):
    """An article that mends, updates or takes back another of the same outlet or agency."""

    article: str
    of: str
    kind: Literal["correction", "update", "withdrawal"]
    what: str


class Apart(_Row):
    """Two claims that must not be merged, and why."""

    claims: tuple[str, str]
    why: str


class Credit(_Row):
    """The one agency that an article's dateline, byline or credit line puts into all its chains, or null."""

    article: str
    agency: str | None


class Gold(_Row):
    """What is to be found in a dossier."""

    schema_: Literal["reportedly/origins-gold/1"]
    title: str
    notes: str
    phenomena: tuple[str, ...]
    credits: tuple[Credit, ...]
    claims: tuple[Claim, ...]
    copies: tuple[Copy, ...]
    revisions: tuple[Revision, ...]
    incidents_apart: tuple[Apart, ...]

    model_config = ConfigDict(
        frozen=True, extra="forbid", alias_generator=lambda name: name if name != "schema_" else "schema"
    )


class Alignment(_Row):
    """How two actors stood to each other, from and to which date (EDTF; null: as far back or on as known)."""

    left: str
    relation: Literal["ally_of", "opposes", "part_of"]
    right: str
    start: str | None = None
    end: str | None = None


class Aside(_Row):
    """A clause that is of none of the listed claims: from and to which character of which article."""

    article: str
    start: int
    end: int
    quote: str


_ASIDES = TypeAdapter(tuple[tuple[Aside, ...], ...])


@dataclass(frozen=True, slots=True)
class Dossier:
    """One small story: its articles by time of publication, and its gold.

    `asides`: clauses of none of the listed claims that say the same, a group each; null where nobody judged
    them. What overlaps with neither these nor a listed statement says what nothing else says.
    """

    name: str
    split: str
    articles: tuple[Article, ...]
    gold: Gold
    asides: tuple[tuple[Aside, ...], ...] | None = None

    def article(self, name: str) -> Article:
        """Return the article of an id."""
        return next(article for article in self.articles if article.id == name)


@dataclass(frozen=True, slots=True)
class World:
    """The invented world: lexicons with its outlets, places and actors, and who stands with whom."""

    lexicons: Lexicons
    alignments: tuple[Alignment, ...]

    def allied(self, left: str, right: str, date: str) -> bool:
        """Return whether two actors stood together on an EDTF date, whichever of them was written first."""
        return any(
            row.relation == "ally_of"
            and {row.left, row.right} == {left, right}
            and (row.start is None or row.start <= date)
            and (row.end is None or date <= row.end or date.startswith(row.end))
            for row in self.alignments
        )


def dossiers(split: str, root: Path = ROOT) -> Iterator[Dossier]:
    """Yield the dossiers of a split, by name; raise `InputError` naming the file and the fault."""
    for folder in sorted(path for path in (root / split).iterdir() if path.is_dir()):
        yield read(folder)


def read(folder: Path) -> Dossier:
    """Read one dossier's `articles.jsonl` and `gold.json`."""
    rows = folder / "articles.jsonl"
    gold = folder / "gold.json"
    try:
        lines = rows.read_text(encoding="utf-8").splitlines()
        articles = tuple(Article.model_validate_json(line) for line in lines)
        read_gold = Gold.model_validate_json(gold.read_text(encoding="utf-8"))
        beside = folder / "asides.json"
        asides = _ASIDES.validate_json(beside.read_text(encoding="utf-8")) if beside.exists() else None
    except (OSError, ValidationError) as error:
        reason = " ".join(str(error).split())
        raise InputError(str(folder), f"{folder}: no dossier of this form: {reason}") from error
    return Dossier(folder.name, folder.parent.name, articles, read_gold, asides)


def world(root: Path = ROOT) -> World:
    """Read the world's lexicons, those of all splits together, and their alignments."""
    paths = [root / "world.yaml", root / "alignments.yaml", *worlds("later", root)[1:]]
    read_all = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in paths]
    rows = [row for one in read_all for row in one.get("alignments", ())]
    dated = [{key: str(value) for key, value in row.items()} for row in rows]
    alignments = tuple(Alignment.model_validate(row) for row in dated)
    return World(load(paths), alignments)


def worlds(split: str, root: Path = ROOT) -> list[Path]:
    """Return the lexicons that a split's articles are read with: the common world, then its own."""
    return [root / "world.yaml", *sorted((root / split).glob("*.yaml"))]


def main() -> int:
    """Check every dossier, print its faults and one line of what each split holds."""
    from benchmarks.dossier_checks import faults

    bad = 0
    known = world()
    for split in SPLITS:
        read_all = list(dossiers(split))
        found = [f"{split}/{d.name}: {fault}" for d in read_all for fault in faults(d, known)]
        bad += len(found)
        for fault in found:
            sys.stderr.write(fault + "\n")
        claims = [claim for d in read_all for claim in d.gold.claims]
        said = [row for claim in claims for row in claim.statements]
        counts = {
            "dossiers": len(read_all),
            "articles": sum(len(d.articles) for d in read_all),
            "words": sum(len(a.text.split()) for d in read_all for a in d.articles),
            "claims": len(claims),
            "statements": len(said),
            "denials": sum(row.stance == "denies" for row in said),
            "copies": sum(len(d.gold.copies) for d in read_all),
            "apart": sum(len(d.gold.incidents_apart) for d in read_all),
        }
        sys.stdout.write(json.dumps({"split": split} | counts) + "\n")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
