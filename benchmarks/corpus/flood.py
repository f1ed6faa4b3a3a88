"""One article on thousands of domains: whole, with words changed, or in part, as a flood of copies looks.

In comes an article; out come copies of it, each by an outlet and on a domain of its own, deterministic.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import timedelta

from benchmarks.corpus.copies import address, reworded
from benchmarks.corpus.pieces import Article, Copy, Paragraph
from benchmarks.corpus.stories import Desk, Story
from benchmarks.corpus.world import Outlet, world

_NAMES = ("Daily", "Online", "Today", "Report", "Wire", "Insider", "Update", "Watch", "Live", "Bulletin")


def flood(
    article: Article, copies: int, changed: float = 0.05, share: float = 1.0, seed: int = 0
) -> Iterator[Article]:
    """Yield so many copies of an article, one a domain.

    `changed` is the largest share of words that a copy has changed (each has between none and so many),
    `share` how much of each copy is taken from the article: the rest is background of its own, about the
    same place.
    """
    if not 0 < share <= 1 or not 0 <= changed < 1:
        raise ValueError(f"share {share} must lie in (0, 1], changed {changed} in [0, 1)")
    for k in range(copies):
        rng = random.Random(f"flood {seed} {article.id} {k}")
        name = f"{rng.choice(world().family)} {_NAMES[k % len(_NAMES)]} {k}"
        outlet = Outlet(name, f"{name.lower().replace(' ', '')}.example", False)
        moment = article.published + timedelta(minutes=rng.randrange(5, 4320))
        rows, kept = reworded(article.paragraphs, changed * (1 - rng.random() ** 2), rng)
        how = "changed" if kept < 1 else "whole"
        if share < 1:
            rows, how = _part(rows, article, outlet, share, rng), "part"
            kept *= share
        agency = article.agency if any(p.dateline for p in rows) else None
        name = f"{article.id}-f{k:05}"
        yield Article(
            name,
            address(outlet, article.title, moment, name),
            outlet,
            article.title,
            moment,
            rows,
            article.incident,
            "copy",
            agency,
            Copy(article.id, round(kept, 3), how),
        )


def _part(
    rows: tuple[Paragraph, ...], article: Article, outlet: Outlet, share: float, rng: random.Random
) -> tuple[Paragraph, ...]:
    """Keep the first paragraphs of a story, and fill it up with others until so much of it is taken."""
    story = [p for p in rows if p.furniture is None]
    taken = story[: max(1, round(len(story) * share))]
    words = sum(len(p.text.split()) for p in taken)
    own = Story(
        article.incident, (), Desk(world(), outlet, article.published.date(), "copy", None, (), None), rng
    )
    own.used = {
        k[4:].rpartition(":")[0] for p in article.paragraphs for _, _, k in p.sentences if k[:4] == "own:"
    }
    for _ in range(60):
        if own.words() >= words * (1 - share) / share:
            break
        own.filler()
    return (*taken, *own.paragraphs)
