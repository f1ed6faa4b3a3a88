"""What each rule of attribution pays beside the tagger: PolNeAR dev read again without it.

    python benchmarks/ablation.py --data ../shared/data

Every article is parsed and tagged once; then its statements are made anew for each family of rules left out,
and for the tags alone and the rules alone. Prints the found-with-the-right-source figures and the exact F1s,
and how many of the cases in `tests/cases/` are then read wrongly that were read rightly with all rules.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

if not __package__:  # Run as a script: the packages lie beside this folder.
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.judge import judge, total
from benchmarks.polnear import Article, read_polnear
from benchmarks.readings import reduce
from benchmarks.score import Counts
from reportedly import lexicon
from reportedly.annotate.article import Seen, seen, stated
from reportedly.annotate.relations import Relation
from reportedly.lexicon import Lexicons
from reportedly.read.document import read_document
from reportedly.shapes import Capture, Document, MadeBy, Reading, Segment
from reportedly.tag import network
from reportedly.tag.tagger import Tagger
from tests.casecheck import report
from tests.caseform import CASES, Case, load_cases

FAMILIES = {
    "clauses, infinitives, gerunds": r"verb-(clause|infinitive|gerund)",
    "objects and prepositions": r"verb-(object|preposition)",
    "order of words, no clause parsed": r"verb-.*(around|aside|that|rest)$",
    "passives": r"passive-",
    "quoted as saying": r"quoted-as",
    "learned from": r".*-from$",
    "nouns": r"noun-",
    "adjectives": r"adjective-",
    "phrases (according to)": r"phrase",
    "colons": r"colon",
    "quotations by the order of words": r"direct-",
}
"""Families of rules, as patterns of the names that `attribution` and its modules give."""

Keep = Callable[[Relation], bool]


@dataclass(frozen=True, slots=True)
class Parsed:
    """One article or case ready to be stated again and again."""

    gold: Article | Case
    document: Document
    segments: tuple[Segment, ...]
    seen: Seen
    lexicons: Lexicons


def parsed(gold: Article | Case, capture: Capture, lexicons: Lexicons, tagger: Tagger) -> Parsed:
    """Parse and tag one article, whatever its language is taken for."""
    document, segments = read_document(capture, lexicons, force=True)
    return Parsed(gold, document, segments, seen(document, segments, lexicons, tagger), lexicons)


def reading(item: Parsed, keep: Keep, tags: bool = True) -> Reading:
    """State an article with the rules' relations that `keep` lets through, with or without the tags."""
    sources, statements = stated(
        item.document, item.segments, item.seen, item.lexicons, keep=keep, tags=tags
    )
    return Reading(MadeBy("", "", ""), item.document, item.segments, sources, statements)


def figures(articles: Sequence[Parsed], keep: Keep, tags: bool = True) -> dict[str, Counts]:
    """Score articles of PolNeAR."""
    judged = [
        judge(a.gold, reduce(reading(a, keep, tags))) for a in articles if isinstance(a.gold, Article)
    ]
    return total(judged)


def wrong(cases: Iterable[Parsed], keep: Keep, tags: bool = True) -> set[str]:
    """Name the cases that are read wrongly."""
    return {
        c.gold.id for c in cases if isinstance(c.gold, Case) and report(c.gold, reading(c, keep, tags))
    }


def row(name: str, counts: dict[str, Counts], lost: int) -> str:
    """Lay out one line."""
    right = counts["right_source"]
    exact = "  ".join(f"{counts[part].f1:.3f}" for part in ("source", "cue", "content"))
    return f"{name:36} {right.precision:.3f}  {right.recall:.3f}  {right.f1:.3f}   {exact}  {lost:5}"


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; return its exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="folder that holds polnear/")
    parser.add_argument("--limit", type=int, help="read only the first N articles")
    wanted = parser.parse_args(argv)
    tagger, ours = Tagger(*network.load()), lexicon.load()
    found = list(read_polnear(wanted.data / "polnear", "dev"))[: wanted.limit]
    if not found:
        print(f"no articles in {wanted.data / 'polnear'}: is --data right?", file=sys.stderr)
        return 2
    articles = [parsed(a, Capture(a.name, a.data, "text", outlet=a.outlet), ours, tagger) for a in found]
    theirs = lexicon.load([CASES / "lexicon.yaml"])
    cases = [parsed(c, c.capture(), theirs, tagger) for c in load_cases()]
    before = wrong(cases, lambda r: True)
    print(f"{'':36} P      R      F1      source cue    content  cases lost")
    print(row("tags and rules", figures(articles, lambda r: True), 0), flush=True)
    for name, pattern in FAMILIES.items():
        family = re.compile(pattern)

        def keep(relation: Relation, family: re.Pattern[str] = family) -> bool:
            return family.match(relation.rule) is None

        print(row(f"without {name}", figures(articles, keep), len(wrong(cases, keep) - before)), flush=True)
    none, every = (lambda r: False), (lambda r: True)
    print(row("tags alone", figures(articles, none), len(wrong(cases, none) - before)))
    print(row("rules alone", figures(articles, every, False), len(wrong(cases, every, False) - before)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
