"""Copies hold the share of words that they say, floods stay in bounds, pages hold the story."""

from __future__ import annotations

import random
from difflib import SequenceMatcher

import pytest

from benchmarks.corpus import Article, articles, as_page, flood
from benchmarks.corpus.edits import changes, edited, kept
from benchmarks.corpus.pages import LAYOUTS
from benchmarks.corpus.pieces import Paragraph
from benchmarks.corpus.truth import placed
from reportedly import lexicon
from reportedly.read.document import read_document
from reportedly.shapes import Capture, SegmentKind

CORPUS = list(articles(800, seed=5))
BY_ID = {a.id: a for a in CORPUS}
LONG = max((a for a in CORPUS if a.genre == "report"), key=lambda a: len(a.text))


def shared(one: Article, other: Article) -> float:
    """The share of an article's words that stand in the other, in the same order, six or more together."""
    mine, theirs = one.text.split(), other.text.split()
    blocks = SequenceMatcher(None, mine, theirs, autojunk=False).get_matching_blocks()
    return sum(b.size for b in blocks if b.size >= 6) / len(mine)


def test_about_the_share_asked_for_are_copies() -> None:
    for wanted in (0.0, 0.5, 0.9):
        rows = list(articles(2000, seed=2, copies=wanted))
        later = sum(a.copy is not None for a in rows) / len(rows)
        assert wanted * 0.75 <= later <= wanted + 0.01


def test_copies_hold_the_share_that_they_say() -> None:
    copies = [a for a in CORPUS if a.copy is not None]
    assert {a.copy.how for a in copies if a.copy} == {"whole", "part", "changed"}
    for article in copies[:120]:
        assert article.copy is not None
        source = BY_ID[article.copy.of]
        assert source.published <= article.published
        assert source.outlet is not article.outlet
        if article.copy.how == "whole":
            assert article.text == source.text
            assert article.title != source.title or article.url != source.url
        else:
            rough = (
                0.05 if article.copy.how == "part" else 0.25
            )  # a changed word parts a short stretch from the rest
            assert shared(article, source) == pytest.approx(article.copy.share, abs=rough)


def test_changed_words_leave_the_spans_at_their_words() -> None:
    changed = 0
    for article in CORPUS[:300]:
        for paragraph in article.paragraphs:
            edits = changes(paragraph.text, 0.05, random.Random(1), kept(paragraph))
            after = edited(paragraph, edits)
            changed += len(edits)
            assert len(edits) <= 0.05 * len(paragraph.text.split())
            for old, new in zip(paragraph.said, after.said, strict=True):
                for part in ("cue", "source"):
                    was = [paragraph.text[a:b] for a, b in getattr(old, part)]
                    assert was == [after.text[a:b] for a, b in getattr(new, part)]
    assert changed > 100


def test_a_paragraph_without_edits_is_itself() -> None:
    paragraph = Paragraph("Nothing here.")
    assert edited(paragraph, []) is paragraph


def test_a_flood_is_on_as_many_domains_and_nearly_the_same() -> None:
    rows = list(flood(LONG, 400))
    assert len({a.url.split("/")[2] for a in rows}) == len({a.outlet.name for a in rows}) == 400
    assert [a.row() for a in flood(LONG, 400)] == [a.row() for a in rows]
    assert len({a.text for a in rows}) > 300
    assert min(a.copy.share for a in rows if a.copy) < 0.965
    for article in rows[:60]:
        assert shared(article, LONG) >= 0.8
        assert article.copy is not None
        assert article.copy.of == LONG.id


def test_a_flood_of_parts_holds_forty_per_cent() -> None:
    for article in flood(LONG, 40, changed=0.0, share=0.4):
        assert 0.25 <= shared(article, LONG) <= 0.55


def test_a_flood_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="share"):
        next(flood(LONG, 1, share=0.0))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_pages_hold_the_story_and_more(layout: str) -> None:
    tables = lexicon.load()
    for article in CORPUS[:12]:
        page = as_page(article, layout)
        assert page == as_page(article, layout)
        document, segments = read_document(Capture("page.html", page, "html", url=article.url), tables)
        story = {document.text[s.start : s.end] for s in segments if s.kind is not SegmentKind.FURNITURE}
        wanted = [p.text[p.dateline :] for _, p in placed(article) if p.furniture is None]
        assert sum(p in story for p in wanted) / len(wanted) > 0.9
        assert document.title == article.title
