"""One article's gold attributions set against what was read from it.

In come an `Article` and its `Read`; out comes a `Judged` with counts by measure, which add up over
articles, and the errors one by one. PolNeAR is flat, so nested statements neither count against
precision nor find anything; statements in page matter that was not annotated are left out too.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from benchmarks.polnear import Article
from benchmarks.readings import Read
from benchmarks.score import (
    Counts,
    Pair,
    Part,
    Relation,
    exact,
    match,
    mostly_inside,
    token_counts,
    trimmed,
)
from reportedly.spans import merge, overlap

MEASURES = {
    **{f"{part} spans, exact": part.value for part in Part},
    "content, by token": "content_tokens",
    "attributions found": "found",
    "  with an overlapping source": "overlapping_source",
    "  with the right source": "right_source",
    "  voice source, found": "source_voice",
    "  voice source, right source": "source_voice_right",
    "  voice unknown, found": "unknown_voice",
    "  voice unknown, right source": "unknown_voice_right",
}
"""Measures by their line in the table."""


class ErrorKind(StrEnum):
    """What can be wrong with one attribution; the last three are of attributions that were found."""

    MISSED = "missed"
    SPURIOUS = "spurious"
    SOURCE = "source"
    CONTENT = "content"
    CUE = "cue"


@dataclass(frozen=True, slots=True)
class Judged:
    """An article, the predictions that count, the pairs that were matched, and counts by measure."""

    article: Article
    predicted: tuple[Relation, ...]
    nested: tuple[Relation, ...]
    in_discard: int
    pairs: tuple[Pair, ...]
    counts: dict[str, Counts]
    problem: str | None

    @property
    def found_by_nested(self) -> int:
        """Gold attributions that only a nested statement would have found."""
        found = {pair.gold for pair in self.pairs}
        missed = [r for i, r in enumerate(self.article.relations) if i not in found]
        return len(match(self.article.text, missed, self.nested))


    @property
    def missed_with_cue(self) -> int:
        """Gold attributions that were missed although a prediction's cue overlaps theirs."""
        found = {pair.gold for pair in self.pairs}
        cues = merge(span for relation in self.predicted for span in relation.cue)
        missed = (r for i, r in enumerate(self.article.relations) if i not in found)
        return sum(overlap(r.cue, cues) > 0 for r in missed)


@dataclass(frozen=True, slots=True)
class Fault:
    """One error: its kind, the article, and the two sides, either of which may be absent."""

    kind: ErrorKind
    article: Article
    gold: Relation | None
    predicted: Relation | None


def judge(article: Article, read: Read) -> Judged:
    """Score one article."""
    text, gold = article.text, article.relations
    predicted = tuple(r for r in read.relations if not mostly_inside(r.content, article.discard))
    counts: dict[str, Counts] = {}
    for part in Part:
        spans = (span for relation in predicted for span in relation.part(part))
        counts[part.value] = exact(text, article.spans.get(part, ()), spans)
    contents = [span for relation in predicted for span in relation.content]
    counts["content_tokens"] = token_counts(text, article.spans.get(Part.CONTENT, ()), contents)
    pairs = match(text, gold, predicted)
    for name, hits in (
        ("found", pairs),
        ("overlapping_source", [p for p in pairs if p.overlapping_source]),
        ("right_source", [p for p in pairs if p.right_source]),
    ):
        counts[name] = Counts(len(hits), len(predicted) - len(hits), len(gold) - len(hits))
    counts |= _by_voice(predicted, pairs)
    left_out = len(read.relations) - len(predicted)
    return Judged(article, predicted, read.nested, left_out, tuple(pairs), counts, read.problem)


def _by_voice(predicted: tuple[Relation, ...], pairs: list[Pair]) -> dict[str, Counts]:
    """Split precision by the voice of the prediction; gold has no voices, so there is no recall."""
    counts = {}
    for name, unnamed in (("source_voice", False), ("unknown_voice", True)):
        made = sum(r.unnamed == unnamed for r in predicted)
        hits = [p for p in pairs if predicted[p.predicted].unnamed == unnamed]
        right = [p for p in hits if p.right_source]
        counts[name] = Counts(len(hits), made - len(hits))
        counts[f"{name}_right"] = Counts(len(right), made - len(right))
    return counts


def total(judged: Iterable[Judged]) -> dict[str, Counts]:
    """Add up counts over articles."""
    sums = dict.fromkeys(MEASURES.values(), Counts())
    for one in judged:
        for name, counts in one.counts.items():
            sums[name] += counts
    return sums


def faults(judged: Judged, kind: ErrorKind) -> list[Fault]:
    """Return an article's errors of one kind, in reading order."""
    text, gold, predicted = judged.article.text, judged.article.relations, judged.predicted
    if kind is ErrorKind.MISSED:
        found = {p.gold for p in judged.pairs}
        return [Fault(kind, judged.article, r, None) for i, r in enumerate(gold) if i not in found]
    if kind is ErrorKind.SPURIOUS:
        used = {p.predicted for p in judged.pairs}
        return [Fault(kind, judged.article, None, r) for i, r in enumerate(predicted) if i not in used]

    def differs(pair: Pair) -> bool:
        if kind is ErrorKind.SOURCE:
            return not pair.right_source
        part = Part(kind.value)
        sides = (gold[pair.gold].part(part), predicted[pair.predicted].part(part))
        wanted, got = ({trimmed(text, span) for span in spans} for spans in sides)
        return wanted != got

    return [
        Fault(kind, judged.article, gold[pair.gold], predicted[pair.predicted])
        for pair in judged.pairs
        if differs(pair)
    ]
