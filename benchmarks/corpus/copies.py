"""Articles that repeat others: agency copy under a new head, parts of it, words changed, and corrections.

In comes an article; out comes another that holds its paragraphs, with the share of its own words that are
taken.
"""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import datetime

from benchmarks.corpus.edits import changes, edited, kept
from benchmarks.corpus.history import figure
from benchmarks.corpus.pieces import Article, Copy, Paragraph, Toll
from benchmarks.corpus.stories import SHORTEST, Desk, Story, headline
from benchmarks.corpus.telling import Page
from benchmarks.corpus.templates import phrases
from benchmarks.corpus.world import Outlet, world
from reportedly.shapes import FurnitureKind

WHOLE, PART = 0.55, 0.3
"""How many copies are whole, and how many hold a part; the rest have words changed."""

CHANGED = 0.05
"""The largest share of words that a copy with small changes has changed."""


def address(outlet: Outlet, title: str, moment: datetime, name: str) -> str:
    """Make an article's URL of its outlet's domain, day, title and id."""
    slug = "-".join("".join(c if c.isalnum() else " " for c in title.lower()).split()[:9])
    return f"https://{outlet.domain}/{moment:%Y/%m/%d}/{slug}-{name}"


def copied(source: Article, name: str, publisher: Outlet, moment: datetime, rng: random.Random) -> Article:
    """Return a copy of an article by another publisher, with a head of its own."""
    saying = next((s for s in source.incident.sayings if s.toll is not None), source.incident.sayings[0])
    title = headline(source.incident, saying, moment.date(), rng, says=False)
    roll = rng.random()
    if roll < WHOLE:
        paragraphs, share, how = source.paragraphs, 1.0, "whole"
    elif roll < WHOLE + PART:
        paragraphs, share = _part(source, publisher, moment, rng)
        how = "part"
    else:
        paragraphs, share = reworded(source.paragraphs, CHANGED, rng)
        how = "changed"
    return Article(
        name,
        address(publisher, title, moment, name),
        publisher,
        title,
        moment,
        paragraphs,
        source.incident,
        "copy",
        source.agency if any(p.dateline for p in paragraphs) else None,
        Copy(source.id, round(share, 3), how),
    )


def reworded(
    rows: tuple[Paragraph, ...], most: float, rng: random.Random
) -> tuple[tuple[Paragraph, ...], float]:
    """Change at most so many of all words; return the paragraphs and the share left as it was."""
    found = [
        (k, edit)
        for k, row in enumerate(rows)
        if row.furniture is None
        for edit in changes(row.text, 1.0, rng, kept(row))
    ]
    total = sum(len(row.text.split()) for row in rows)
    chosen = rng.sample(found, min(int(most * total), len(found)))
    out = [edited(row, sorted(edit for k, edit in chosen if k == n)) for n, row in enumerate(rows)]
    return tuple(out), 1 - len(chosen) / total


def _part(
    source: Article, publisher: Outlet, moment: datetime, rng: random.Random
) -> tuple[tuple[Paragraph, ...], float]:
    """Keep the first paragraphs of a story and add others of the publisher's own."""
    story = [p for p in source.paragraphs if p.furniture is None]
    wanted = rng.uniform(0.4, 0.85)
    keep = max(1, round(len(story) * rng.uniform(0.4, 0.9)))
    taken = story[:keep]
    words = sum(len(p.text.split()) for p in taken)
    desk = Desk(world(), publisher, moment.date(), "copy", None, (), None)
    own = Story(source.incident, (), desk, rng)
    own.used = {
        k[4:].rpartition(":")[0] for p in source.paragraphs for _, _, k in p.sentences if k[:4] == "own:"
    }
    for _ in range(20):
        if own.words() >= max(words * (1 - wanted) / wanted, SHORTEST - words):
            break
        own.filler()
    rest = own.paragraphs
    return tuple(taken + rest), words / (words + own.words()) if rest else 1.0


def corrected(article: Article, name: str, moment: datetime, rng: random.Random) -> Article:
    """Return a later version of an article at the same URL, with one number corrected.

    Where it has no number that can be, it comes again with a paragraph of background more.
    """
    found = _number(article)
    if found is None:
        desk = Desk(world(), article.outlet, moment.date(), "copy", None, (), None)
        more = Story(article.incident, (), desk, rng)
        more.filler()
        return replace(
            article,
            id=name,
            published=moment,
            paragraphs=(*article.paragraphs, *more.paragraphs),
            copy=None,
            corrects=article.id,
            genre="correction",
        )
    before, after = found.best or 0, (found.best or 0) + rng.choice((1, 2, 3))
    new = Toll(found.words.replace(figure(before), figure(after)), after, after, found.high and after)
    rows = tuple(_recounted(p, found, new) for p in article.paragraphs)
    page = Page(rng, moment.date(), False)
    template = rng.choice(phrases("colour")["correction"])
    words = template.format(before=figure(before), after=figure(after), today=f"{moment:%B} {moment.day}")
    page.own(words.replace("[", "("), {}, "own:correction")
    note = replace(page.done(), said=(), sentences=(), furniture=FurnitureKind.NOTICE)
    title = article.title.replace(figure(before), figure(after)).replace(
        figure(before).capitalize(), figure(after).capitalize()
    )
    return replace(
        article,
        id=name,
        published=moment,
        title=title,
        paragraphs=(*rows, note),
        copy=None,
        corrects=article.id,
        genre="correction",
    )


def _number(article: Article) -> Toll | None:
    """The first number of the incident that the article gives exactly or with a floor."""
    for paragraph in article.paragraphs:
        for said in paragraph.said:
            told = said.told
            if (
                told is not None
                and told.incident is article.incident
                and told.toll is not None
                and told.toll.best
            ):
                return told.toll
    return None


def _recounted(paragraph: Paragraph, old: Toll, new: Toll) -> Paragraph:
    """Write the new number wherever the old one stands."""
    edits, said = [], []
    for row in paragraph.said:
        told = row.told
        if told is not None and told.toll == old and told.count is not None:
            start = paragraph.text.lower().index(old.words, told.count[0])
            words = paragraph.text[start : start + len(old.words)]
            fresh = new.words.capitalize() if words[:1].isupper() else new.words
            edits.append((start, start + len(old.words), fresh))
            row = replace(row, told=replace(told, toll=new))
        said.append(row)
    return edited(replace(paragraph, said=tuple(said)), edits)
