"""The product's functions as the ledger's benchmark calls them; `claims`, `assess` and `same` by their names.

In comes "module:function"; out comes a callable of the form that the parts of the benchmark need. This is the
one place that knows the product's signatures.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import yaml

from benchmarks import corpus
from benchmarks.dossiers import World
from benchmarks.ledger_dossiers import Assess, Copier, Program, function
from benchmarks.ledger_ecb import Same
from reportedly import lexicon
from reportedly.claim import Claim, Copied, Mention
from reportedly.link.claims import Linked
from reportedly.shapes import Reading

CLAIMS = "reportedly.claiming:claims"
ASSESS = "reportedly.claiming:weighed"
SAME = "benchmarks.ledger_ecb:same_happening"
COPIES = "reportedly.link.copies:copies"
STORY_OF = "reportedly.link.story:Story.of"


def program(name: str) -> Program:
    """Return `claims(readings, lexicons=...)` as the dossiers need it."""
    claims = function(name)

    def run(readings: Sequence[Reading], world: World) -> list[Claim]:
        return list(claims(readings, lexicons=world.lexicons))

    return run


def assess(name: str) -> Assess:
    """Return `weighed(groups, lexicons=...)` over groups of mentions."""
    claims = function(name)

    def run(groups: Sequence[Sequence[Mention]], world: World) -> list[Claim]:
        return list(claims([Linked(tuple(own), {}) for own in groups], lexicons=world.lexicons))

    return run


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
