"""The product's functions as the ledger's benchmark calls them; `claims`, `assess` and `same` by their names.

In comes "module:function"; out comes a callable of the form that the parts of the benchmark need. This is the
one place that knows the product's signatures.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import yaml

from benchmarks import corpus
from benchmarks.dossiers import ROOT, World
from benchmarks.ledger_dossiers import Assess, Copier, Program, function
from benchmarks.ledger_ecb import Same
from reportedly import lexicon
from reportedly.claim import Claim, Copied, Happening, Mention, Saying
from reportedly.shapes import Reading

CLAIMS = "reportedly.claiming:claims"
ASSESS = "reportedly.assess.assessing:assess"
WORLD = "reportedly.assess.world:World"
SAME = "benchmarks.ledger_ecb:head_lemmas"
COPIES = "reportedly.link.copies:copies"
STORY_OF = "reportedly.link.story:Story.of"


def program(name: str) -> Program:
    """Return `claims(readings, lexicons=..., alignments=...)` as the dossiers need it."""
    claims = function(name)

    def run(readings: Sequence[Reading], world: World) -> list[Claim]:
        return list(claims(readings, lexicons=world.lexicons, alignments=world.alignments))

    return run


def assess(name: str) -> Assess:
    """Return `assess(mentions, World)` as what makes one claim of each group of mentions."""
    judged, world_of = function(name), function(WORLD)

    def run(groups: Sequence[Sequence[Mention]], world: World) -> list[Claim]:
        asked = world_of(lexicon.load([ROOT / "world.yaml", ROOT / "alignments.yaml"]))
        return [_claim(group, judged(group, asked)) for group in groups]

    return run


def _claim(group: Sequence[Mention], judged: Any) -> Claim:
    """Return a group as a claim; of what it is about only its aspect and first words are told."""
    first = group[0]
    return Claim(
        id=first.key,
        aliases=(),
        aspect=first.aspect,
        text=first.text,
        event=Happening(None, None, None, None, None, None),
        standing=judged.standing,
        reasons=judged.reasons,
        origins=judged.origins,
        independent_origins=judged.independent,
        documents=len({row.document.id for row in group}),
        outlets=len({row.document.outlet for row in group}),
        statements=tuple(_saying(row, judged.origin_of[row.key]) for row in group),
        counts=judged.counts,
        first_reported=None,
        last_reported=None,
    )


def _saying(row: Mention, origin: str | None) -> Saying:
    return Saying(
        id=row.key,
        statement=row.statement.id,
        url=row.document.url,
        document=row.document.id,
        outlet=row.document.outlet,
        published=row.document.published,
        chain=tuple(source.name for source in row.chain),
        origin=origin,
        act=row.statement.act,
        stance=row.stance,
        factuality=row.factuality,
        copy_of=row.copied,
        text=row.text,
        span=row.span,
        original=None,
    )


def of_corpus(name: str) -> Callable[[Sequence[Reading]], list[Claim]]:
    """Return the same function over readings of the generated corpus, with the lexicon of its world."""
    claims = function(name)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "world.yaml"
        path.write_text(yaml.safe_dump(corpus.world().lexicon(), allow_unicode=True), encoding="utf-8")
        lexicons = lexicon.load([path])
    return lambda readings: list(claims(readings, lexicons=lexicons))


def same(name: str) -> Same:
    """Return what clusters the mentions of ECB+."""
    return function(name)


def copier() -> Copier:
    """Return what finds copies among readings."""
    copies, story = function(COPIES), function(STORY_OF)

    def run(readings: Sequence[Reading]) -> list[Copied]:
        return list(copies(story(reading) for reading in readings).values())

    return run
