"""What the network sees at once: windows of whole paragraphs, and batches of like length; no torch.

Half of the articles of an epoch are read paragraph by paragraph (as CofeNet's passages are), half packed
into windows of several paragraphs (as the article loop reads them); which half changes each epoch.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.tag.cutting import LONGEST, cuts, part
from reportedly.tag.words import Encoded, encode
from training.data import Article, Passage

if TYPE_CHECKING:
    from reportedly.tag.pieces import WordPieces

PACKED = (120, 160, 200, 250)
POOL = 24  # batches' worth of windows among which neighbours in length are sought


@dataclass(frozen=True, slots=True)
class Chunk:
    """A paragraph, or a stretch of one too long for a window: words `[first, last)` of the article."""

    passage: Passage
    encoded: Encoded
    first: int
    last: int
    offset: int  # of the chunk's first word within its passage
    key: tuple[int, int]  # of the paragraph: (article, paragraph)


Window = tuple[Chunk, ...]


def pieces_of(window: Window) -> int:
    """Count a window's word pieces."""
    return sum(len(chunk.encoded.pieces) for chunk in window)


def chunks(tokenizer: WordPieces, articles: Sequence[Article], longest: int = LONGEST) -> list[list[Chunk]]:
    """Encode every article's paragraphs, cutting those longer than `longest` pieces, at a stop if any."""
    out = []
    for number, article in enumerate(articles):
        mine: list[Chunk] = []
        base = 0
        for para, passage in enumerate(article.passages):
            encoded = encode(tokenizer, [w.text for w in passage.words], passage.features)
            texts = [w.text for w in passage.words]
            for a, b in cuts(texts, encoded, longest):
                mine.append(Chunk(passage, part(encoded, a, b), base + a, base + b, a, (number, para)))
            base += len(passage.words)
        out.append(mine)
    return out


def packed(article: Sequence[Chunk], room: int) -> Iterator[Window]:
    """Pack an article's chunks, in order, into windows of at most `room` pieces; a larger one stays alone."""
    window: list[Chunk] = []
    size = 0
    for chunk in article:
        length = len(chunk.encoded.pieces)
        if window and size + length > room:
            yield tuple(window)
            window, size = [], 0
        window.append(chunk)
        size += length
    if window:
        yield tuple(window)


def epoch(articles: Sequence[Sequence[Chunk]], tokens: int, chance: random.Random) -> list[list[Window]]:
    """Lay out one epoch: batches of windows of like length, at most `tokens` padded pieces each, shuffled."""
    windows: list[Window] = []
    for article in articles:
        alone = len(article) == 1 or chance.random() < 0.5
        windows.extend(((chunk,) for chunk in article) if alone else packed(article, chance.choice(PACKED)))
    chance.shuffle(windows)
    average = sum(map(pieces_of, windows)) / len(windows)
    pool = int(POOL * tokens / average)
    batches: list[list[Window]] = []
    for start in range(0, len(windows), pool):
        batches.extend(bucketed(windows[start : start + pool], tokens))
    chance.shuffle(batches)
    return batches


def bucketed(windows: Sequence[Window], tokens: int) -> list[list[Window]]:
    """Group windows by length so that each batch, padded, holds at most `tokens` pieces."""
    batches: list[list[Window]] = []
    for window in sorted(windows, key=pieces_of):
        longest = pieces_of(window) + 2
        if not batches or (len(batches[-1]) + 1) * longest > tokens:
            batches.append([])
        batches[-1].append(window)
    return batches
