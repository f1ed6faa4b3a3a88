"""How well attribution relations read from a text agree with those that annotators marked.

In come gold and predicted `Relation`s over the same text; out come counts from which precision,
recall and F1 follow. Pure: no files, no pipeline. Offsets are Unicode code points of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from enum import StrEnum

from reportedly.shapes import Span
from reportedly.spans import merge, overlap, size

FOUND_IOU = 0.5
"""A gold attribution is found when a prediction shares at least this much of its content."""


class Part(StrEnum):
    """The three parts of an attribution relation, in the order in which papers print them."""

    SOURCE = "source"
    CUE = "cue"
    CONTENT = "content"


@dataclass(frozen=True, slots=True)
class Relation:
    """One attribution: who (`source`, empty where nobody is named), by which words, saying what.

    `unnamed`: predicted with voice "unknown". `why`: the rules that made a prediction, for reading
    errors by hand.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    unnamed: bool = False
    why: str = ""

    def part(self, part: Part) -> tuple[Span, ...]:
        """Return the spans of one part."""
        return {Part.SOURCE: self.source, Part.CUE: self.cue, Part.CONTENT: self.content}[part]


@dataclass(frozen=True, slots=True)
class Counts:
    """True positives, false positives and false negatives of one measure; they add up."""

    tp: int = 0
    fp: int = 0
    fn: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.tp + other.tp, self.fp + other.fp, self.fn + other.fn)

    @property
    def precision(self) -> float:
        """Share of what was predicted that is gold; 0 where nothing was predicted."""
        return self.tp / (self.tp + self.fp) if self.tp + self.fp else 0.0

    @property
    def recall(self) -> float:
        """Share of gold that was predicted; 0 where there is no gold."""
        return self.tp / (self.tp + self.fn) if self.tp + self.fn else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; 0 where both are."""
        return 2 * self.tp / (2 * self.tp + self.fp + self.fn) if self.tp else 0.0


@dataclass(frozen=True, slots=True)
class Pair:
    """A gold relation and the prediction that found it, by their places in their lists."""

    gold: int
    predicted: int
    iou: float
    overlapping_source: bool
    right_source: bool


def trimmed(text: str, span: Span) -> Span:
    """Drop outer quotes, spaces, commas and a final full stop: annotators place these at whim.

    The characters are those of the learned tagger whose figures stand beside ours (no single
    typographic quotes). A span of such characters only is returned as it is.
    """
    start, end = span
    words = text[start:end]
    start += len(words) - len(words.lstrip(" \n“”\"',"))
    end -= len(words) - len(words.rstrip(" \n“”\"',."))
    return Span(start, end) if start < end else span


def span_counts(gold: Set[Span], predicted: Set[Span]) -> Counts:
    """Count exact agreements of two sets of spans."""
    return Counts(len(gold & predicted), len(predicted - gold), len(gold - predicted))


def exact(text: str, gold: Iterable[Span], predicted: Iterable[Span]) -> Counts:
    """Count exact agreements after trimming; every contiguous stretch is one span, doubles count once."""
    return span_counts({trimmed(text, s) for s in gold}, {trimmed(text, s) for s in predicted})


def token_counts(text: str, gold: Iterable[Span], predicted: Iterable[Span]) -> Counts:
    """Count tokens (words, and each mark that is no word) that lie wholly in gold and in predicted spans."""
    marked = merge(gold), merge(predicted)
    first, second = (_tokens_in(text, spans) for spans in marked)
    return Counts(len(first & second), len(second - first), len(first - second))


def _tokens_in(text: str, spans: Sequence[Span]) -> set[int]:
    return {
        token.start()
        for start, end in spans
        for token in re.compile(r"\w+|[^\w\s]").finditer(text, start, end)
    }


def content_iou(text: str, left: Relation, right: Relation) -> float:
    """Intersection over union of two contents in code points, all parts taken together."""
    a = merge(trimmed(text, s) for s in left.content)
    b = merge(trimmed(text, s) for s in right.content)
    shared = overlap(a, b)
    return shared / (size(a) + size(b) - shared) if shared else 0.0


def match(text: str, gold: Sequence[Relation], predicted: Sequence[Relation]) -> list[Pair]:
    """Pair gold and predicted relations one to one, best content IoU first, down to `FOUND_IOU`.

    Of predictions with equal content (an accusation and its denial share theirs) the one whose cue
    overlaps the gold cue is taken, then the earlier. Pairs come in the order of gold.
    """
    candidates = []
    for g, wanted in enumerate(gold):
        for p, got in enumerate(predicted):
            iou = content_iou(text, wanted, got)
            if iou >= FOUND_IOU:
                candidates.append((-iou, -int(overlap(wanted.cue, got.cue) > 0), g, p))
    pairs: dict[int, Pair] = {}
    taken: set[int] = set()
    for negative, _, g, p in sorted(candidates):
        if g in pairs or p in taken:
            continue
        taken.add(p)
        wanted, got = gold[g], predicted[p]
        near = same_source(text, wanted, got, strict=False)
        pairs[g] = Pair(g, p, -negative, near, same_source(text, wanted, got))
    return [pairs[g] for g in sorted(pairs)]


def same_source(text: str, gold: Relation, predicted: Relation, strict: bool = True) -> bool:
    """Whether a prediction names the source that the annotators marked.

    Strictly: the two overlap, and share half of their words (IoU of tokens) or are equal after
    trimming. Otherwise overlapping is enough. Where no source is marked, none may be predicted; words
    that name nobody ("reports say") may be marked by either side.
    """
    if not gold.source:
        return predicted.unnamed or not predicted.source
    if not overlap(merge(gold.source), merge(predicted.source)):
        return False
    if not strict:
        return True
    ends = [Span(min(s.start for s in r.source), max(s.end for s in r.source)) for r in (gold, predicted)]
    if trimmed(text, ends[0]) == trimmed(text, ends[1]):
        return True
    shared = token_counts(text, gold.source, predicted.source)
    return shared.tp / (shared.tp + shared.fp + shared.fn or 1) >= 0.5


def mostly_inside(spans: Sequence[Span], area: Iterable[Span]) -> bool:
    """Whether at least half of the spans' code points lie in the area."""
    joined = merge(spans)
    return bool(joined) and 2 * overlap(joined, merge(area)) >= size(joined)
