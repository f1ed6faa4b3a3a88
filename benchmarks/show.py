"""What a person reads of a measurement: tables, errors with their marks in the text, cues by error.

In come counts and faults; out come lines of text. Nothing is decided here.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from benchmarks.judge import ErrorKind, Fault, Judged, faults
from benchmarks.score import Counts, Part, Relation, same_source
from reportedly.shapes import Span
from reportedly.spans import merge, overlap

LONGEST = 160
"""Unmarked or marked stretches longer than this are shown by their two ends."""

CONTEXT = 120
"""Code points of context on either side of an error."""

T = TypeVar("T")


def table(title: str, rows: Mapping[str, Counts], precision_only: Iterable[str] = ()) -> str:
    """Lay out measures as precision, recall, F1 and the counts that they come from."""
    lone = set(precision_only)
    lines = [title, f"{'':32}{'P':>7}{'R':>7}{'F1':>7}{'hits':>8}{'read':>8}{'gold':>8}"]
    for name, c in rows.items():
        rest = f"{c.recall:7.3f}{c.f1:7.3f}" if name not in lone else f"{'':14}"
        gold = f"{c.tp + c.fn:8}" if name not in lone else ""
        lines.append(f"{name:32}{c.precision:7.3f}{rest}{c.tp:8}{c.tp + c.fp:8}{gold}")
    return "\n".join(lines)


def sample(
    judged: Iterable[Judged], kinds: Sequence[ErrorKind], number: int, seed: int, cue: str | None = None
) -> list[Fault]:
    """Draw errors of the kinds at random; the same seed draws the same, in reading order.

    `cue`: only errors whose gold or predicted cue holds these words.
    """
    everything = [fault for one in judged for kind in kinds for fault in faults(one, kind)]
    if cue:
        everything = [fault for fault in everything if _has_cue(fault, cue.lower())]
    return drawn(everything, number, seed)


def drawn(items: Sequence[T], number: int, seed: int) -> list[T]:
    """Draw items at random; the same seed draws the same, in their order."""
    if len(items) <= number:
        return list(items)
    return [items[i] for i in sorted(random.Random(seed).sample(range(len(items)), number))]


def drawn_by_sort(
    lines: Iterable[str], sort: Callable[[str], str], number: int, seed: int
) -> Iterator[str]:
    """Yield up to `number` lines of each sort, sorts in the order in which they first come."""
    sorts: dict[str, list[str]] = {}
    for line in lines:
        sorts.setdefault(sort(line), []).append(line)
    for of_sort in sorts.values():
        yield from drawn(of_sort, number, seed)


def as_row(c: Counts) -> dict[str, float]:
    """Return a measure as a JSON object."""
    return {"precision": c.precision, "recall": c.recall, "f1": c.f1, "tp": c.tp, "fp": c.fp, "fn": c.fn}


def layer_arguments(purpose: str, data: str) -> argparse.ArgumentParser:
    """Return the options that the layers' benchmarks share; `data` says what `--data` must hold."""
    parser = argparse.ArgumentParser(description=purpose.split("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help=f"folder that holds {data}")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="print N errors of each sort")
    parser.add_argument("--seed", type=int, default=0, help="which errors are drawn")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    return parser


def _has_cue(fault: Fault, cue: str) -> bool:
    sides = (fault.gold, fault.predicted)
    return any(cue in _words(fault.article.text, side) for side in sides if side is not None)


def fault_text(fault: Fault, judged: Judged) -> str:
    """Show one error: the gold marks and the marks as read, in the same stretch of text.

    Where one side has no such relation, those of its relations that touch the stretch are shown.
    """
    gold = [fault.gold] if fault.gold else _touching(fault.predicted, judged.article.relations)
    read = [fault.predicted] if fault.predicted else _touching(fault.gold, judged.predicted)
    shown = [r for r in (fault.gold, fault.predicted) if r is not None]
    text = judged.article.text
    window = _window(text, [span for r in shown for span in (*r.source, *r.cue, *r.content)])
    lines = [f"--- {fault.kind} · {fault.article.name}:{window.start}"]
    for side, relations in (("GOLD", gold), ("READ", read)):
        if not relations:
            lines.append(f"{side}  nothing here")
        for relation in relations:
            lines.append(f"{side}  {_marked(text, window, relation)}")
            if relation.why or relation.unnamed:
                lines.append(f"      {'unnamed ' if relation.unnamed else ''}{relation.why}".rstrip())
    return "\n".join(lines)


def _touching(relation: Relation | None, others: Sequence[Relation]) -> list[Relation]:
    """Other relations that share the relation's cue or half-share its content; nothing for nothing."""
    if relation is None:
        return []
    own = merge((*relation.cue, *relation.content))
    return [o for o in others if overlap(merge((*o.cue, *o.content)), own)][:3]


def _window(text: str, spans: Sequence[Span]) -> Span:
    start = max(0, min((s.start for s in spans), default=0) - CONTEXT)
    end = min(len(text), max((s.end for s in spans), default=0) + CONTEXT)
    return Span(start, end)


def _marked(text: str, window: Span, relation: Relation) -> str:
    """The window's words with [SOURCE …], [CUE …] and [CONTENT …] around the relation's parts."""
    spans = sorted((s.start, s.end, part) for part in Part for s in relation.part(part))
    out, at = [], window.start
    for start, end, part in spans:
        if start > at:
            out.append(_short(text[at:start]))
        out.append(f"[{part.upper()} {_short(text[start:end])}]")
        at = max(at, end)
    out.append(_short(text[at : window.end]))
    return "".join(out)


def _short(words: str) -> str:
    words = re.sub(r"\s*\n\s*", " ¶ ", words)
    half = LONGEST // 2
    return words if len(words) <= LONGEST else f"{words[:half]} … {words[-half:]}"


def cue_table(judged: Sequence[Judged], lemmas: Callable[[list[str]], list[str]], rows: int = 40) -> str:
    """Count by cue what was missed, found, found with the wrong source, and read without being there.

    `lemmas` brings cue words to one form. Misses count under the gold cue, the rest under the cue read.
    """
    tallies: dict[str, list[str]] = defaultdict(list)
    for one in judged:
        text, gold, predicted = one.article.text, one.article.relations, one.predicted
        for pair in one.pairs:
            wanted, got = gold[pair.gold], predicted[pair.predicted]
            tallies["found"].append(_words(text, wanted))
            if not same_source(text, wanted, got):
                tallies["wrong source"].append(_words(text, wanted))
        tallies["missed"] += [_words(text, f.gold) for f in faults(one, ErrorKind.MISSED) if f.gold]
        spurious = (f.predicted for f in faults(one, ErrorKind.SPURIOUS))
        tallies["spurious"] += [_words(text, r) for r in spurious if r]
    counts = {column: Counter(lemmas(words)) for column, words in tallies.items()}
    out = []
    for worst in ("missed", "spurious"):
        out.append(f"\ncues by {worst:20}{'found':>8}{'missed':>8}{'spurious':>10}{'wrong source':>14}")
        ranked = sorted(counts.get(worst, Counter()).items(), key=lambda item: (-item[1], item[0]))
        for cue, _ in ranked[:rows]:
            numbers = [counts.get(c, Counter())[cue] for c in ("found", "missed", "spurious", "wrong source")]
            widths = zip(numbers, (8, 8, 10, 14), strict=True)
            out.append(f"{cue[:27]:28}" + "".join(f"{n:{w}}" for n, w in widths))
    return "\n".join(out)


def _words(text: str, relation: Relation) -> str:
    return " ".join(text[start:end] for start, end in relation.cue).lower() or "(no cue)"
