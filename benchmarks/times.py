"""Score the times of `reportedly` on MEANTIME, which others annotated with TIMEX3.

    python benchmarks/times.py --data ../shared/data

`--data` is the folder that holds `meantime/`. The annotated sentences (0 to 5) of each document are
read as the program reads text, with the document's creation time as its publication date. A hit is an
overlapping span with the same value; creation times and empty tags are left out. `--errors N` prints
errors to read.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

if not __package__:  # Run as a script: the packages lie beside this folder.
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.score import Counts
from benchmarks.show import table
from reportedly import lexicon
from reportedly.annotate.parse import parse
from reportedly.annotate.times.expressions import times
from reportedly.shapes import Segment, SegmentKind, Span

SENTENCES = 6
"""Only the headline and the first sentences of a document are annotated."""

YARDSTICK = "HeidelTime on TempEval-3 platinum, value F1 end to end: .776 (Strötgen and others 2013)"
_CLOSE = frozenset(".,;:!?)]}%'")


@dataclass(frozen=True, slots=True)
class Expression:
    """A time expression: its place, TIMEX3 type and value."""

    span: Span
    type: str
    value: str


@dataclass(frozen=True, slots=True)
class Story:
    """A document's annotated part: its text, segments, creation time and gold expressions."""

    name: str
    text: str
    segments: tuple[Segment, ...]
    published: str | None
    gold: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Measured:
    """What was read, and counts by measure; `typed` of the `paired` overlapping spans share a type."""

    stories: tuple[tuple[Story, tuple[Expression, ...]], ...]
    counts: dict[str, Counts]
    typed: int
    paired: int
    seconds: float


def read_meantime(folder: Path) -> Iterator[Story]:
    """Yield the annotated parts of MEANTIME's English documents, in order of their names."""
    for path in sorted((folder / "intra-doc_annotation").rglob("*.xml")):
        yield _story(path)


def _story(path: Path) -> Story:
    root = etree.parse(str(path)).getroot()
    text, spans, segments, sentence, start = "", {}, [], 0, 0
    for token in root.iter("token"):
        number, words = int(token.get("sentence") or 0), token.text or ""
        if number >= SENTENCES:
            continue
        if number != sentence:
            segments.append((sentence, start, len(text)))
            text += "\n\n"
            sentence, start = number, len(text)
        elif text and text[-1] not in "(\n" and not (words[0] in _CLOSE and len(words) < 3):
            text += " "
        spans[token.get("t_id")] = Span(len(text), len(text) + len(words))
        text += words
    segments.append((sentence, start, len(text)))
    gold, published = [], None
    for mark in root.iter("TIMEX3"):
        if mark.get("functionInDocument") == "CREATION_TIME":
            published = _day(mark.get("value") or "")
            continue
        places = [spans[a.get("t_id")] for a in mark.iter("token_anchor") if a.get("t_id") in spans]
        if places:
            span = Span(min(p.start for p in places), max(p.end for p in places))
            gold.append(Expression(span, mark.get("type") or "", mark.get("value") or ""))
    created = [Span(p.start, p.end) for p in _creation(root, spans)]
    story = tuple(
        Segment(SegmentKind.PARAGRAPH if number else SegmentKind.HEADLINE, None, first, last)
        for number, first, last in segments
        if last > first and not any(c.start >= first and c.end <= last for c in created)
    )
    return Story(path.stem, text, story, published, tuple(sorted(gold, key=lambda e: e.span)))


def _day(value: str) -> str:
    """Return a creation time as ISO 8601; one document has it as day-month-year."""
    parts = value.split("-")
    return "-".join(reversed(parts)) if len(parts[0]) == 2 else value


def _creation(root: etree._Element, spans: dict[str | None, Span]) -> list[Span]:
    """Return where the creation time stands in the text: a line of its own, which is no part of the story."""
    marks = [m for m in root.iter("TIMEX3") if m.get("functionInDocument") == "CREATION_TIME"]
    places = [spans[a.get("t_id")] for m in marks for a in m.iter("token_anchor") if a.get("t_id") in spans]
    return [Span(min(places).start, max(places).end)] if places else []


def measure(folder: Path) -> Measured:
    """Read MEANTIME and score it; raise `FileNotFoundError` where it is not in the folder."""
    stories = list(read_meantime(folder / "meantime"))
    if not stories:
        raise FileNotFoundError(f"no documents in {folder / 'meantime'}: is --data right?")
    lexicons = lexicon.load()
    parsed = [parse(s.text, s.segments, lexicons.headline_words) for s in stories]
    start = time.perf_counter()
    rows = [times(p, s.published, lexicons) for s, p in zip(stories, parsed, strict=True)]
    seconds = time.perf_counter() - start
    read = [
        tuple(Expression(Span(t.start, t.end), t.timex3.type.value, t.timex3.value) for t in found)
        for found in rows
    ]
    pairs = tuple(zip(stories, read, strict=True))
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
    if len(out) > number:
        out = [out[i] for i in sorted(random.Random(seed).sample(range(len(out)), number))]
    return out


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
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="folder that holds meantime/")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="print N errors to read")
    parser.add_argument("--seed", type=int, default=0, help="which errors are drawn")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    wanted = parser.parse_args(argv)
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
