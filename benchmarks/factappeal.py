"""FactAppeal (Mor-Lan et al. 2025): sentences of news whose facts appeal to sources of seven kinds.

In comes a CSV of sentences annotated with XML-style tags; out come items with the places of facts
that appeal to a source and of the sources, and counts by token, by overlap, and by kind of source.
Only facts are marked there, so an attributed opinion counts against precision; each sentence is
read on its own.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.readings import Read
from benchmarks.score import Counts, exact, token_counts
from reportedly.shapes import EvidenceKind, Span

KINDS = {
    "Official": EvidenceKind.OFFICIAL,
    "Expert": EvidenceKind.EXPERT,
    "Witness": EvidenceKind.WITNESS,
    "Active_Participant": EvidenceKind.PARTICIPANT,
    "Expert_Document": EvidenceKind.DOCUMENT,
    "News_Report": EvidenceKind.NEWS_REPORT,
    "Direct_Evidence": EvidenceKind.DIRECT_EVIDENCE,
}
"""FactAppeal's names of source kinds; its "null", that no kind could be told, stands for none."""

_TAG = re.compile(r"<(/?)([A-Z][A-Za-z_]*)((?::[A-Za-z_]+)*)>")


@dataclass(frozen=True, slots=True)
class Item:
    """A sentence, its facts that appeal to a source, and its sources with their kinds (or none)."""

    name: str
    text: str
    appeals: tuple[Span, ...]
    sources: tuple[tuple[Span, EvidenceKind | None], ...]


def read_items(path: Path) -> Iterator[Item]:
    """Yield the items of a CSV; raise `ValueError` for tags that do not close or change the sentence."""
    with path.open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file), 1):
            item = _item(f"{path.stem}:{number}", row["annotation"])
            if item.text != row["sentence"]:
                raise ValueError(f"{item.name}: the annotated words are not those of the sentence")
            yield item


def _item(name: str, annotation: str) -> Item:
    text, at = "", 0
    opened: list[tuple[str, str, int]] = []
    appeals, sources = [], []
    for tag in _TAG.finditer(annotation):
        text += annotation[at : tag.start()]
        at = tag.end()
        closing, label, modifiers = tag.groups()
        if not closing:
            opened.append((label, modifiers, len(text)))
            continue
        found = next((o for o in reversed(opened) if o[0] == label), None)
        if found is None:
            raise ValueError(f"{name}: </{label}> closes nothing")
        opened.remove(found)
        span = Span(found[2], len(text))
        if label == "Fact_Appeal":
            appeals.append(span)
        elif label == "Source":
            sources.append((span, KINDS.get(modifiers.rpartition(":")[2])))
    if opened:
        raise ValueError(f"{name}: <{opened[-1][0]}> is not closed")
    return Item(name, text + annotation[at:], tuple(appeals), tuple(sources))


def item_counts(item: Item, read: Read) -> dict[str, Counts]:
    """Count one sentence: sources and appeals by token and exactly, and each kind of source.

    A kind is right where a predicted source of this kind shares half of its tokens (IoU) with a gold one.
    """
    named = [(r, kind) for r, kind in zip(read.relations, read.evidence, strict=True) if not r.unnamed]
    contents = [span for relation, _ in named for span in relation.content]
    sources = [span for relation, _ in named for span in relation.source]
    gold_sources = [span for span, _ in item.sources]
    counts = {
        "sources_tokens": token_counts(item.text, gold_sources, sources),
        "sources_exact": exact(item.text, gold_sources, sources),
        "appeals_tokens": token_counts(item.text, item.appeals, contents),
        "appeals_exact": exact(item.text, item.appeals, contents),
    }
    predicted = {(span, kind) for relation, kind in named for span in relation.source}
    for kind in EvidenceKind:
        gold = [span for span, k in item.sources if k is kind]
        got = sorted(span for span, k in predicted if k is kind)
        hits = _paired(item.text, gold, got)
        counts[f"kind_{kind}"] = Counts(hits, len(got) - hits, len(gold) - hits)
    return counts


def _paired(text: str, gold: list[Span], got: list[Span]) -> int:
    left = list(got)
    hits = 0
    for span in gold:
        for other in left:
            shared = token_counts(text, [span], [other])
            if 2 * shared.tp >= shared.tp + shared.fp + shared.fn and shared.tp:
                left.remove(other)
                hits += 1
                break
    return hits


def macro_f1(counts: dict[str, Counts]) -> float:
    """Mean F1 over the kinds of source that occur in gold."""
    kinds = [c for name, c in counts.items() if name.startswith("kind_") and c.tp + c.fn]
    return sum(c.f1 for c in kinds) / len(kinds) if kinds else 0.0
