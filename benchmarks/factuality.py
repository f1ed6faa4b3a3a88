"""Score the factuality of propositions on MEANTIME, whose events have certainty and polarity.

    python benchmarks/factuality.py --data ../shared/data

`--data` is the folder that holds `meantime/`. FactBank's values are mapped to the corpus's attributes: CT, PR
and PS are certain, probable and possible with the value's polarity; Uu and CTu (the source does not commit
itself, or the text does not say what it knows) are underspecified in both. Its guidelines (Tonelli and others
2014) keep certainty apart from time: what is sure to come is certain. Certainty is that of whoever is said to
say it, as in ours: what a cue of saying attributes has the certainty of the words inside it.

Scored twice: "at our events", gold words at which the program reads an event or tie, and "at all event
words", the same function applied to every gold event, wherever it stands in a statement. Words in no content
(a cue of saying: "said") are weighed in their sentence. F1 a class, and their mean; accuracy is not given,
as "always certain, positive" has most of it. `--errors N` prints errors of each sort to read.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

if not __package__:  # Run as a script: the packages lie beside this folder.
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.meantime import SENTENCES, Happening, Story, stories
from benchmarks.score import Counts
from benchmarks.show import as_row, drawn_by_sort, layer_arguments, table
from reportedly import lexicon
from reportedly.annotate.article import annotate, seen
from reportedly.annotate.events.propositions import Item, presented, weighed
from reportedly.annotate.parse import Paragraph
from reportedly.annotate.places.gazetteer import Gazetteer
from reportedly.lexicon import Lexicons
from reportedly.shapes import Document, FactualityValue, Span, Statement
from reportedly.tag import network
from reportedly.tag.tagger import Tagger

CERTAINTY = {"CT": "certain", "PR": "probable", "PS": "possible"}
POLARITY = {"+": "positive", "-": "negative"}
WRITTEN = {"pos": "positive", "neg": "negative"}
OPEN = "underspecified"
CLASSES = ("certain", "probable", "possible", OPEN)
POLES = ("positive", "negative", OPEN)
ALL, OURS, BASE = "all event words", "our events", "always certain, positive"


@dataclass(frozen=True, slots=True)
class Judgement:
    """A gold event's certainty and polarity beside those read; `ours`: an event or tie of ours is there."""

    story: Story
    gold: Happening
    wanted: tuple[str, str]
    value: FactualityValue
    ours: bool

    @property
    def read(self) -> tuple[str, str]:
        """The value read, in the corpus's terms."""
        return mapped(self.value)


def mapped(value: FactualityValue) -> tuple[str, str]:
    """Return certainty and polarity of a FactBank value as the corpus names them."""
    if value in (FactualityValue.UNKNOWN, FactualityValue.CERTAIN_UNKNOWN):
        return OPEN, OPEN
    return CERTAINTY[value.value[:2]], POLARITY[value.value[2]]


def measure(folder: Path) -> list[Judgement]:
    """Read MEANTIME and judge each event; raise `FileNotFoundError` where it is not in the folder."""
    lexicons = lexicon.load()
    tagger = Tagger(*network.load())
    return [j for story in stories(folder) for j in _judged(story, lexicons, tagger)]


def _judged(story: Story, lexicons: Lexicons, tagger: Tagger) -> list[Judgement]:
    document = Document(
        id=story.name, bytes_sha256="", url=None, outlet=None, title=None, bylines=(),
        published=story.published, language="en", text=story.text,
    )  # fmt: skip
    marked = [e for e in story.events if e.certainty in CLASSES and e.polarity]
    marked = [e for e in marked if any(s.start <= e.span.start < s.end for s in story.segments)]
    read = annotate(document, story.segments, lexicons, tagger, lexicons.made(Gazetteer))
    pages = seen(document, story.segments, lexicons, tagger).paragraphs
    spans = [p.span for s in read.statements for p in s.propositions]
    values = _values(read.statements, [e.span for e in marked], pages, lexicons)
    return [
        Judgement(
            story, e, (e.certainty, WRITTEN.get(e.polarity, OPEN)), value,
            any(s.start < e.span.end and e.span.start < s.end for s in spans),
        )
        for e, value in zip(marked, values, strict=True)
    ]  # fmt: skip


def _values(
    statements: Sequence[Statement], spans: Sequence[Span], pages: Sequence[Paragraph], lexicons: Lexicons
) -> list[FactualityValue]:
    items = [Item(str(k), span) for k, span in enumerate(spans)]
    found = {
        p.id: p.factuality.value
        for s in presented(statements, items, pages, lexicons)
        for p in s.propositions
    }
    return [found.get(item.id) or weighed(item.span, pages, lexicons) for item in items]


def class_counts(pairs: Iterable[tuple[str, str]], classes: Sequence[str]) -> dict[str, Counts]:
    """Return the counts of each class from pairs of gold and read classes."""
    tally = Counter(pairs)
    return {
        c: Counts(
            tally[c, c],
            sum(n for (gold, read), n in tally.items() if read == c != gold),
            sum(n for (gold, read), n in tally.items() if gold == c != read),
        )
        for c in classes
    }


def scores(judged: Sequence[Judgement]) -> dict[str, dict[str, Counts]]:
    """Return the counts a class: of our events, of all event words, and of the baseline on these."""
    ours = [j for j in judged if j.ours]
    return {
        OURS: _both([(j.wanted, j.read) for j in ours]),
        ALL: _both([(j.wanted, j.read) for j in judged]),
        BASE: _both([(j.wanted, ("certain", "positive")) for j in judged]),
    }


def _both(pairs: Sequence[tuple[tuple[str, str], tuple[str, str]]]) -> dict[str, Counts]:
    certainty = class_counts([(gold[0], read[0]) for gold, read in pairs], CLASSES)
    polarity = class_counts([(gold[1], read[1]) for gold, read in pairs], POLES)
    return certainty | {f"polarity {name}": c for name, c in polarity.items()}


def macro(counts: dict[str, Counts]) -> dict[str, float]:
    """Return the mean F1 of the classes of certainty and of polarity."""
    return {
        "certainty, macro-F1": sum(counts[c].f1 for c in CLASSES) / len(CLASSES),
        "polarity, macro-F1": sum(counts[f"polarity {c}"].f1 for c in POLES) / len(POLES),
    }


def figures(folder: Path) -> dict[str, float]:
    """Return F1 by class and the means, of all event words."""
    counts = scores(measure(folder))[ALL]
    return {name: c.f1 for name, c in counts.items()} | macro(counts)


def report(judged: Sequence[Judgement]) -> str:
    """Lay out the tables."""
    documents, ours = len({j.story.name for j in judged}), sum(j.ours for j in judged)
    lines = [
        f"MEANTIME, sentences 0 to {SENTENCES - 1}: {documents} documents, {len(judged)} events, "
        f"at {ours} of them ({100 * ours / max(1, len(judged)):.0f} %) an event or tie of ours"
    ]
    for title, counts in scores(judged).items():
        lines += ["", table(title, counts)]
        lines.append("; ".join(f"{name} {value:.3f}" for name, value in macro(counts).items()))
    for title, side, classes in (("certainty", 0, CLASSES), ("polarity", 1, POLES)):
        tally = Counter((j.wanted[side], j.read[side]) for j in judged)
        lines += ["", f"{f'{title}: gold down, read across':32}" + "".join(f"{c:>15}" for c in classes)]
        lines += [f"{g:32}" + "".join(f"{tally[g, r]:15}" for r in classes) for g in classes]
    return "\n".join(lines)


def errors(judged: Iterable[Judgement]) -> list[str]:
    """Return one line for each event that is read otherwise, its sort first."""
    out = []
    for j in judged:
        if j.wanted != j.read:
            start, end = j.gold.span
            text = j.story.text
            left, right = text.rfind("\n", 0, start) + 1, text.find("\n", end)
            right = right if right >= 0 else len(text)
            sentence = f"{text[left:start]}[{text[start:end]}]{text[end:right]}"
            out.append(
                f"{'/'.join(j.wanted)} read {'/'.join(j.read)}{' at an event of ours' if j.ours else ''}, "
                f"{j.gold.time}: {sentence}"
            )
    return out


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; return its exit status."""
    wanted = layer_arguments(__doc__ or "", "meantime/").parse_args(argv)
    try:
        judged = measure(wanted.data)
    except FileNotFoundError as error:
        print(error, file=sys.stderr)
        return 2
    if wanted.json:
        both = {
            title: {name: as_row(c) for name, c in counts.items()} | {"means": macro(counts)}
            for title, counts in scores(judged).items()
        }
        print(json.dumps(both, indent=1))
        return 0
    print(report(judged))
    lines = errors(judged)
    print("\n".join(drawn_by_sort(lines, lambda line: line.split(",")[0], wanted.errors, wanted.seed)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
