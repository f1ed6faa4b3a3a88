"""Score the times of `reportedly` on MEANTIME, which others annotated with TIMEX3.

    python benchmarks/times.py --data ../shared/data

`--data` is the folder that holds `meantime/`. The annotated sentences (0 to 5) of each document are
read as the program reads text, with the document's creation time as its publication date. A hit is an
overlapping span with the same value; creation times and empty tags are left out. `--errors N` prints
errors to read.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

if not __package__:  # Run as a script: the packages lie beside this folder.
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.meantime import SENTENCES, Expression, Story, stories
from benchmarks.score import Counts
from benchmarks.show import drawn, layer_arguments, table
from reportedly import lexicon
from reportedly.annotate.parse import parse
from reportedly.annotate.times.expressions import times
from reportedly.shapes import Span

YARDSTICK = "HeidelTime on TempEval-3 platinum, value F1 end to end: .776 (Strötgen and others 2013)"


@dataclass(frozen=True, slots=True)
class Measured:
    """What was read, and counts by measure; `typed` of the `paired` overlapping spans share a type."""

    stories: tuple[tuple[Story, tuple[Expression, ...]], ...]
    counts: dict[str, Counts]
    typed: int
    paired: int
    seconds: float


def measure(folder: Path) -> Measured:
    """Read MEANTIME and score it; raise `FileNotFoundError` where it is not in the folder."""
    documents = stories(folder)
    lexicons = lexicon.load()
    parsed = [parse(s.text, s.segments, lexicons.headline_words) for s in documents]
    start = time.perf_counter()
    rows = [times(p, s.published, lexicons) for s, p in zip(documents, parsed, strict=True)]
    seconds = time.perf_counter() - start
    read = [
        tuple(Expression(Span(t.start, t.end), t.timex3.type.value, t.timex3.value) for t in row)
        for row in rows
    ]
    pairs = tuple(zip(documents, read, strict=True))
    counts, typed, paired = {}, 0, 0
    for name in ("span, overlapping", "span, strict", "value, overlapping", "value, strict"):
        total = Counts()
        for story, found in pairs:
            matched = match(story.gold, found, "strict" in name, "value" in name)
            total += Counts(len(matched), len(found) - len(matched), len(story.gold) - len(matched))
        counts[name] = total
    for story, found in pairs:
        matched = match(story.gold, found, False, False)
        paired += len(matched)
        typed += sum(story.gold[g].type == found[p].type for g, p in matched)
    return Measured(pairs, counts, typed, paired, seconds)


def match(
    gold: Sequence[Expression], found: Sequence[Expression], strict: bool, value: bool
) -> list[tuple[int, int]]:
    """Pair gold and read expressions one to one, in order; equal values go before equal types."""
    pairs = []
    for g, wanted in enumerate(gold):
        for p, got in enumerate(found):
            fits = (
                wanted.span == got.span
                if strict
                else max(wanted.span.start, got.span.start) < min(wanted.span.end, got.span.end)
            )
            if fits and (not value or wanted.value == got.value):
                pairs.append(
                    (wanted.value != got.value, wanted.span != got.span, wanted.type != got.type, g, p)
                )
    out: list[tuple[int, int]] = []
    for *_, g, p in sorted(pairs):
        if all(g != a and p != b for a, b in out):
            out.append((g, p))
    return sorted(out)


def report(measured: Measured) -> str:
    """Lay out the table."""
    words = sum(len(s.text.split()) for s, _ in measured.stories)
    title = f"MEANTIME, sentences 0 to {SENTENCES - 1}: {len(measured.stories)} documents, {words} words"
    lines = [table(title, measured.counts), ""]
    lines.append(f"type accuracy on overlapping spans: {measured.typed / max(1, measured.paired):.3f}")
    lines.append(f"read in {measured.seconds:.2f} s after the parse: {words / measured.seconds:,.0f} words/s")
    lines.append(YARDSTICK)
    return "\n".join(lines)


def errors(measured: Measured, number: int, seed: int = 0) -> list[str]:
    """Return lines that show errors of value, drawn at random, in order."""
    out = []
    for story, found in measured.stories:
        matched = match(story.gold, found, False, True)
        loose = dict(match(story.gold, found, False, False))
        hit_gold, hit_found = {g for g, _ in matched}, {p for _, p in matched}
        for g, wanted in enumerate(story.gold):
            if g not in hit_gold:
                other = found[loose[g]] if g in loose and loose[g] not in hit_found else None
                out.append(_error(story, "VALUE" if other else "MISSED", wanted, other))
        taken = {loose[g] for g in loose if g not in hit_gold}
        out += [
            _error(story, "SPURIOUS", None, got)
            for p, got in enumerate(found)
            if p not in hit_found and p not in taken
        ]
    return drawn(out, number, seed)


def _error(story: Story, kind: str, wanted: Expression | None, got: Expression | None) -> str:
    shown = wanted or got
    assert shown is not None
    start, end = shown.span
    around = f"{story.text[max(0, start - 70) : start]}[{story.text[start:end]}]{story.text[end : end + 50]}"
    values = f"gold {wanted.type} {wanted.value}" if wanted else "gold -"
    values += f", read {got.type} {got.value} {story.text[got.span.start : got.span.end]!r}" if got else ""
    return f"{kind:9}{story.published} {values}\n         {' '.join(around.split())}"


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; return its exit status."""
    wanted = layer_arguments(__doc__ or "", "meantime/").parse_args(argv)
    try:
        measured = measure(wanted.data)
    except FileNotFoundError as error:
        print(error, file=sys.stderr)
        return 2
    if wanted.json:
        scores = {n: {"p": c.precision, "r": c.recall, "f1": c.f1} for n, c in measured.counts.items()}
        scores["type accuracy"] = {"accuracy": measured.typed / max(1, measured.paired)}
        print(json.dumps(scores, indent=1))
    else:
        print(report(measured))
    if wanted.errors:
        print("\n".join(errors(measured, wanted.errors, wanted.seed)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
