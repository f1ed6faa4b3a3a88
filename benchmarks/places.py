"""Score the places of `reportedly` on news whose toponyms others linked to GeoNames: LGL and TR-News.

    python benchmarks/places.py --data ../shared/data

`--data` is the folder that holds `geoparsing/`. Two tables: the choice for toponyms that are given, and
reading from end to end. A choice is right within 161 km (100 miles) of the annotated point. Words for a
people ("Syrian") are left out, and so are toponyms without a point.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

if not __package__:  # Run as a script: the packages lie beside this folder.
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.score import Counts
from reportedly import lexicon
from reportedly.annotate.parse import parse
from reportedly.annotate.places.gazetteer import Gazetteer
from reportedly.annotate.places.mentions import leanings, places
from reportedly.annotate.places.names import named
from reportedly.annotate.places.resolution import Choice, Named, resolve
from reportedly.lexicon import Lexicons
from reportedly.shapes import Place, Segment, SegmentKind, Span

NEAR = 161.0
"""Kilometres within which a point is right."""

CORPORA = {"TR-News": "TR-News.xml", "LGL": "lgl.xml"}

YARDSTICKS = "yardstick, given toponyms: Mordecai 3 (Halterman 2023) TR-News .873, LGL .827"


@dataclass(frozen=True, slots=True)
class Toponym:
    """An annotated toponym: its words, place in the text, GeoNames id and point."""

    span: Span
    phrase: str
    id: int
    point: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Article:
    """An article of a corpus, with its toponyms in reading order; `people`: words for a people among them."""

    name: str
    text: str
    toponyms: tuple[Toponym, ...]
    people: tuple[Span, ...]
    unplaced: tuple[Span, ...]


@dataclass
class Scores:
    """What was measured on one corpus."""

    toponyms: int = 0
    reachable: int = 0
    right: int = 0
    same_id: int = 0
    found: Counts = field(default_factory=Counts)
    placed: Counts = field(default_factory=Counts)
    words: int = 0
    parsing: float = 0.0
    reading: float = 0.0
    faults: list[str] = field(default_factory=list)


def read_corpus(path: Path, lexicons: Lexicons) -> Iterator[Article]:
    """Yield the articles of one file; a toponym whose offsets are off is sought nearby."""
    for article in etree.parse(path).getroot():
        text = article.findtext("text") or ""
        toponyms, people, unplaced = [], [], []
        for node in article.iter("toponym"):
            phrase = node.findtext("phrase") or ""
            start = _nearest(text, phrase, int(node.findtext("start") or 0))
            span = Span(start, start + len(phrase))
            tag = node.find("gaztag")
            if start < 0:
                continue
            if phrase.lower() in lexicons.demonyms or phrase.lower().removesuffix("s") in lexicons.demonyms:
                people.append(span)
            elif tag is None:
                unplaced.append(span)
            else:
                point = (float(tag.findtext("lat") or 0), float(tag.findtext("lon") or 0))
                toponyms.append(Toponym(span, phrase, int(tag.get("geonameid") or 0), point))
        ordered = tuple(sorted(toponyms, key=lambda t: t.span))
        yield Article(str(article.get("docid")), text, ordered, tuple(people), tuple(unplaced))


def _nearest(text: str, phrase: str, start: int) -> int:
    if text.startswith(phrase, start):
        return start
    found = [i for i in range(max(0, start - 200), start + 200) if text.startswith(phrase, i)]
    return min(found, key=lambda i: abs(i - start)) if found else text.find(phrase)


def kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Return the distance of two points on the sphere."""
    lat, lon, lat2, lon2 = map(math.radians, (*a, *b))
    h = math.sin((lat2 - lat) / 2) ** 2 + math.cos(lat) * math.cos(lat2) * math.sin((lon2 - lon) / 2) ** 2
    return 12_742 * math.asin(min(1.0, math.sqrt(h)))


def score_given(article: Article, gazetteer: Gazetteer, lexicons: Lexicons, scores: Scores) -> None:
    """Resolve the annotated toponyms of an article and count the right choices."""
    names = [named(article.text, t.span, gazetteer) for t in article.toponyms]
    choices = resolve(article.text, names, leanings([article.text], lexicons, gazetteer))
    for toponym, name, choice in zip(article.toponyms, names, choices, strict=True):
        scores.toponyms += 1
        scores.reachable += any(kilometres(toponym.point, (c.lat, c.lon)) <= NEAR for c in name.candidates)
        right = choice is not None and kilometres(toponym.point, _point(choice)) <= NEAR
        scores.right += right
        scores.same_id += choice is not None and choice.candidate.id == toponym.id
        if not right:
            scores.faults.append("given  " + _fault(article, toponym, name, choice))


def _point(choice: Choice) -> tuple[float, float]:
    return choice.candidate.lat, choice.candidate.lon


def _fault(article: Article, toponym: Toponym, name: Named, choice: Choice | None) -> str:
    text = article.text
    around = text[max(0, toponym.span.start - 40) : toponym.span.end + 40].replace("\n", " ")
    best = min(name.candidates, key=lambda c: kilometres(toponym.point, (c.lat, c.lon)), default=None)
    near = best is not None and kilometres(toponym.point, (best.lat, best.lon)) <= NEAR
    got = choice.candidate if choice else None
    chosen = f"{got.name}, {got.admin1}, {got.country}" if got else "nothing"
    why = " ".join(f"{r.rule}={r.detail}" for r in choice.reasons) if choice else ""
    wanted = f"could be {best.name}, {best.admin1}, {best.country}" if near and best else "no candidate"
    return f"{article.name} {toponym.phrase!r}: {chosen} ({why}); {wanted}: …{around}…"


def score_read(article: Article, gazetteer: Gazetteer, lexicons: Lexicons, scores: Scores) -> None:
    """Read an article from end to end, actors included, as the annotators marked every name."""
    start = time.perf_counter()
    paragraphs = parse(article.text, segments(article.text), lexicons.headline_words)
    middle = time.perf_counter()
    rows = places(paragraphs, lexicons, gazetteer, actors=True)
    scores.parsing += middle - start
    scores.reading += time.perf_counter() - middle
    scores.words += len(article.text.split())
    left_out = [*article.people, *article.unplaced]
    rows = tuple(r for r in rows if r.lat is not None and not any(_meet(r, s) for s in left_out))
    taken: set[str] = set()
    found = placed = 0
    for toponym in article.toponyms:
        hit = next((r for r in rows if r.id not in taken and _meet(r, toponym.span)), None)
        if hit is None:
            scores.faults.append(
                f"missed {article.name} {toponym.phrase!r}: {_around(article, toponym.span)}"
            )
            continue
        taken.add(hit.id)
        found += 1
        placed += kilometres(toponym.point, (hit.lat or 0.0, hit.lon or 0.0)) <= NEAR
    for row in rows:
        if row.id not in taken:
            around = _around(article, Span(row.start, row.end))
            scores.faults.append(f"extra  {article.name} {row.name}, {row.country}: {around}")
    total = len(article.toponyms)
    scores.found += Counts(found, len(rows) - found, total - found)
    scores.placed += Counts(placed, len(rows) - placed, total - placed)


def _around(article: Article, span: Span) -> str:
    text = article.text
    parts = (
        text[max(0, span.start - 40) : span.start],
        text[span.start : span.end],
        text[span.end : span.end + 40],
    )
    return "…{}[{}]{}…".format(*(p.replace("\n", " ") for p in parts))


def _meet(row: Place, span: Span) -> bool:
    return row.start < span.end and span.start < row.end


def segments(text: str) -> list[Segment]:
    """Cut a text into paragraphs at its line breaks."""
    out, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            out.append(Segment(SegmentKind.PARAGRAPH, None, start, start + len(line)))
        start += len(line) + 1
    return out


def measure(folder: Path, read: bool = True, limit: int | None = None) -> dict[str, Scores]:
    """Score both corpora by name; `read` false leaves out reading from end to end, which needs the parser."""
    lexicons = lexicon.load()
    gazetteer = Gazetteer(lexicons)
    out = {}
    for name, file in CORPORA.items():
        scores = out[name] = Scores()
        for article in list(read_corpus(folder / "geoparsing" / file, lexicons))[:limit]:
            score_given(article, gazetteer, lexicons, scores)
            if read:
                score_read(article, gazetteer, lexicons, scores)
    return out


def report(measured: dict[str, Scores]) -> str:
    """Lay out what was measured."""
    lines = [f"{'':10}{'toponyms':>9}{'reachable':>11}{'right':>8}{'same id':>9}"]
    for name, s in measured.items():
        shares = (s.reachable / s.toponyms, s.right / s.toponyms, s.same_id / s.toponyms)
        lines.append(f"{name:10}{s.toponyms:9}{shares[0]:11.3f}{shares[1]:8.3f}{shares[2]:9.3f}")
    lines += [YARDSTICKS, ""]
    if any(s.words for s in measured.values()):
        lines.append(f"{'end to end':24}{'precision':>10}{'recall':>8}{'F1':>8}")
        for name, s in measured.items():
            for what, counts in (("found", s.found), ("found and placed", s.placed)):
                lines.append(
                    f"{name + ' ' + what:24}{counts.precision:10.3f}{counts.recall:8.3f}{counts.f1:8.3f}"
                )
        words, parsing = sum(s.words for s in measured.values()), sum(s.parsing for s in measured.values())
        reading = sum(s.reading for s in measured.values())
        lines.append(
            f"{words} words: parsing {parsing:.1f} s, places {reading:.2f} s ({reading / parsing:.1%} of it)"
        )
    return "\n".join(lines)


def as_json(measured: dict[str, Scores]) -> dict[str, object]:
    """The same as a JSON value."""
    return {
        name: {
            "toponyms": s.toponyms,
            "reachable": round(s.reachable / s.toponyms, 4),
            "accuracy_161km": round(s.right / s.toponyms, 4),
            "same_id": round(s.same_id / s.toponyms, 4),
            **{
                key: {"precision": c.precision, "recall": c.recall, "f1": c.f1}
                for key, c in (("found", s.found), ("placed", s.placed))
            },
        }
        for name, s in measured.items()
    }


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; return its exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="folder that holds geoparsing/")
    parser.add_argument("--given", action="store_true", help="only the choice for given toponyms")
    parser.add_argument("--limit", type=int, help="only the first N articles of each corpus")
    parser.add_argument(
        "--errors", type=int, default=0, metavar="N", help="print N errors of each corpus to read"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    wanted = parser.parse_args(argv)
    try:
        measured = measure(wanted.data, not wanted.given, wanted.limit)
    except OSError as error:
        print(f"{error}: is --data right?", file=sys.stderr)
        return 2
    print(json.dumps(as_json(measured), indent=1) if wanted.json else report(measured))
    for name, scores in measured.items():
        kinds = Counter(fault.split()[0] for fault in scores.faults)
        if wanted.errors:
            print(f"\n{name}: {dict(kinds)}")
            step = max(1, len(scores.faults) // wanted.errors)
            print("\n".join(scores.faults[::step]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
