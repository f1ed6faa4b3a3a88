"""How good a tagging is: exact F1 by kind of span, in CofeNet's protocol and over whole articles."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from reportedly.tag.decode import Floats, Steps, best_path
from reportedly.tag.tags import ATTRIBUTION, TagSet
from reportedly.tag.words import Word
from training.data import Article, CofePassage, Passage
from training.windows import Chunk, Window, bucketed, packed

# Reads a batch of windows; gives for each window the scores `[words, tags]` of its words.
Reader = Callable[[Sequence[Window]], list[Floats]]
EDGE_BEFORE, EDGE_AFTER = " \n“”\"',", " \n“”\"',."


@dataclass(slots=True)
class Tally:
    """Hits, false alarms and misses."""

    hit: int = 0
    extra: int = 0
    missed: int = 0

    def add(self, gold: Iterable[object], found: Iterable[object]) -> None:
        """Count one passage's spans."""
        wanted, given = set(gold), set(found)
        self.hit += len(wanted & given)
        self.extra += len(given - wanted)
        self.missed += len(wanted - given)

    @property
    def f1(self) -> float:
        """Give the harmonic mean of precision and recall, 0 where nothing is found."""
        return 2 * self.hit / max(1, 2 * self.hit + self.extra + self.missed)


@dataclass(slots=True)
class Tallies:
    """One tally a kind of span."""

    kinds: tuple[str, ...]
    by_kind: list[Tally] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.by_kind = [Tally() for _ in self.kinds]

    def f1(self) -> dict[str, float]:
        """Give each kind's F1, rounded to four places."""
        return {kind: round(tally.f1, 4) for kind, tally in zip(self.kinds, self.by_kind, strict=True)}


def scores_of(windows: Sequence[Window], reader: Reader, tokens: int = 4096) -> dict[tuple[int, int], Floats]:
    """Read windows and gather each paragraph's scores, of however many chunks, under its key."""
    parts: dict[tuple[int, int], list[tuple[int, Floats]]] = {}
    for batch in bucketed(windows, tokens):
        for window, scores in zip(batch, reader(batch), strict=True):
            at = 0
            for chunk in window:
                size = len(chunk.encoded.firsts)
                parts.setdefault(chunk.key, []).append((chunk.offset, scores[at : at + size]))
                at += size
    return {
        key: np.concatenate([scores for _, scores in sorted(found, key=lambda part: part[0])])
        for key, found in parts.items()
    }


def as_articles(passages: Sequence[CofePassage]) -> list[Article]:
    """Dress CofeNet's passages as articles of one paragraph, so that they are read like any other."""
    out = []
    for number, passage in enumerate(passages):
        tokens = tuple(Word(token, 0, 0) for token in passage.tokens)
        tags = (0,) * len(tokens)
        blank = (-1,) * len(tokens)
        para = Passage("attribution", tokens, passage.features, tags, blank, blank)
        out.append(Article(str(number), "", (para,)))
    return out


def cofenet_f1(
    passages: Sequence[CofePassage], cut: Sequence[Sequence[Chunk]], reader: Reader, steps: Steps
) -> dict[str, float]:
    """Score in CofeNet's protocol: exact spans over its tokens, each passage read on its own."""
    windows = [(chunk,) for article in cut for chunk in article]
    scores = scores_of(windows, reader)
    tallies = Tallies(ATTRIBUTION.kinds)
    for number, passage in enumerate(passages):
        found = ATTRIBUTION.read(best_path(scores[number, 0], steps))
        for kind, tally in enumerate(tallies.by_kind):
            tally.add((s for s in passage.gold if s.kind == kind), (s for s in found if s.kind == kind))
    return tallies.f1()


def article_f1(
    articles: Sequence[Article],
    cut: Sequence[Sequence[Chunk]],
    reader: Reader,
    steps: Steps,
    tagset: TagSet = ATTRIBUTION,
    room: int = 200,
) -> dict[str, float]:
    """Score over whole articles, packed: exact character spans, marks and space at their edges aside."""
    windows = [window for article in cut for window in packed(article, room)]
    scores = scores_of(windows, reader)
    tallies = Tallies(tagset.kinds)
    for number, article in enumerate(articles):
        found: list[tuple[int, int, int]] = []
        for order, passage in enumerate(article.passages):
            for kind, first, last in tagset.read(best_path(scores[number, order], steps)):
                found.append((passage.words[first].start, passage.words[last].end, kind))
        for kind, tally in enumerate(tallies.by_kind):
            tally.add(_trimmed(article.text, article.gold, kind), _trimmed(article.text, found, kind))
    return tallies.f1()


def _trimmed(text: str, spans: Iterable[tuple[int, int, int]], wanted: int) -> set[tuple[int, int]]:
    out = set()
    for start, end, kind in spans:
        if kind == wanted:
            words = text[start:end]
            out.add((end - len(words.lstrip(EDGE_BEFORE)), start + len(words.rstrip(EDGE_AFTER))))
    return out
