"""How well copies are found: in the dossiers, in FA-KES articles judged by hand, in generated corpora.

    python benchmarks/copies.py --data ../shared/data            # all, with documents per second
    python benchmarks/copies.py --data ../shared/data --show     # what is missed and made up (never of test)

A pair of documents is found where a passage that is no background joins them, or where both have one from the
same third document (of FA-KES: the same words of it). Versions of one address make no pair. `whole` asks for
the source as well, in dossiers. In generated corpora sentences are made of few patterns, so that independent
reports share words, too: there the truth is asked only for the copies that it names, and how many articles
that are no copies are held to be copies as a whole. docs/copies.md tells how the FA-KES pairs were judged.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path
from typing import TypeAlias

if not __package__:  # Run as a file: the packages lie beside the folder.
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks import corpus
from benchmarks.dossiers import SPLITS, Dossier, dossiers
from reportedly import lexicon
from reportedly.claim import Copied, Item
from reportedly.lexicon import Lexicons
from reportedly.link.copies import copies
from reportedly.link.story import Story
from reportedly.read.document import read_document
from reportedly.shapes import Capture, Span

JUDGED = Path(__file__).with_name("origins_fakes_copies.json")
FLOOD = 10_000

SHARED = 60
"""Characters of a common source that two documents must both hold to be a pair."""

Pair: TypeAlias = frozenset[str]
Row: TypeAlias = Mapping[str, str | None]


@dataclass(slots=True)
class Count:
    """How many pairs are right, found and wanted; and the pairs missed and made up, to be shown."""

    right: int = 0
    found: int = 0
    wanted: int = 0

    def add(self, found: set[Pair], wanted: set[Pair]) -> None:
        """Count one more set."""
        self.right += len(found & wanted)
        self.found += len(found)
        self.wanted += len(wanted)

    @property
    def precision(self) -> float:
        """The share of pairs found that are right."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """The share of right pairs that are found."""
        return self.right / self.wanted if self.wanted else 0.0

    def __str__(self) -> str:
        numbers = f"{self.right:6} right {self.found:6} found {self.wanted:6} wanted"
        return f"{numbers}   precision {self.precision:.3f}   recall {self.recall:.3f}"


def sources(found: Iterable[Copied]) -> dict[str, set[str]]:
    """Return of each document those from which it has passages that are no background."""
    out = {}
    for row in found:
        of = {passage.of for passage in row.passages if not passage.background}
        out[row.document] = of | ({row.whole} if row.whole is not None else set())
    return out


def pairs(taken: Mapping[str, set[str]], stories: Sequence[Story]) -> set[Pair]:
    """Return the pairs joined directly or over a common source, but for versions of one address."""
    groups: dict[str, set[str]] = {}
    for document, of in taken.items():
        for source in of:
            groups.setdefault(source, {source}).add(document)
    url = {story.item.id: story.item.url or story.item.id for story in stories}
    return {
        frozenset(pair)
        for group in groups.values()
        for pair in combinations(sorted(group), 2)
        if url[pair[0]] != url[pair[1]]
    }


def overlapping(found: Mapping[str, Copied], stories: Sequence[Story]) -> set[Pair]:
    """Return the pairs joined directly, or by the same words of a common source."""
    url = {story.item.id: story.item.url or story.item.id for story in stories}
    taken: dict[str, list[tuple[str, int, int]]] = {}
    out = set()
    for copied in found.values():
        for p in copied.passages:
            if not p.background:
                out.add(frozenset((copied.document, p.of)))
                for other, start, end in taken.setdefault(p.of, []):
                    if min(end, p.of_end) - max(start, p.of_start) >= SHARED:
                        out.add(frozenset((copied.document, other)))
                taken[p.of].append((copied.document, p.of_start, p.of_end))
    return {pair for pair in out if len({url[name] for name in pair}) == 2}


def story(name: str, row: Row, lexicons: Lexicons) -> Story:
    """Return the story of a row of batch input, by a name of its own."""
    capture = Capture(
        name,
        (row["text"] or "").encode(),
        "text",
        url=row["url"],
        outlet=row["outlet"],
        title=row["title"],
        published=row["published"],
    )
    told = Story.told(*read_document(capture, lexicons, force=True))
    return replace(told, item=replace(told.item, id=name))


def score_dossier(dossier: Dossier, lexicons: Lexicons) -> tuple[set[Pair], set[Pair], set[Pair], set[Pair]]:
    """Return a dossier's pairs found and wanted, and those of whole copies found and wanted."""
    rows = [article.model_dump(mode="json") for article in dossier.articles]
    stories = [story(row["id"], row, lexicons) for row in rows]
    found = copies(stories)
    taken: dict[str, set[str]] = {}
    whole: dict[str, str] = {}
    for copy in dossier.gold.copies:  # They are in the order of publication: a copy of a copy comes later.
        of = whole.get(copy.of, copy.of)
        taken.setdefault(copy.article, set()).add(of)
        if copy.parts == "whole":
            whole[copy.article] = of
    got = {copied.document: {copied.whole} for copied in found.values() if copied.whole is not None}
    return (
        pairs(sources(found.values()), stories),
        pairs(taken, stories),
        {frozenset((k, of)) for k, ofs in got.items() for of in ofs},
        {frozenset(pair) for pair in whole.items()},
    )


def score_dossiers(split: str, lexicons: Lexicons, show: bool = False) -> tuple[Count, Count]:
    """Return how the pairs of one split are found, and those of whole copies."""
    joined, whole = Count(), Count()
    for dossier in dossiers(split):
        found, wanted, got, asked = score_dossier(dossier, lexicons)
        joined.add(found, wanted)
        whole.add(got, asked)
        if show and split != "test":
            _show(dossier.name, found, wanted)
            _show(f"{dossier.name} whole", got, asked)
    return joined, whole


def score_fakes(data: Path, lexicons: Lexicons, show: bool = False) -> Count:
    """Return how the pairs of FA-KES articles that were judged to be copies are found."""
    rows: dict[str, Row] = {}
    for line in (data / "fakes" / "dev.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        rows.setdefault(row["url"].rpartition(":")[2], row)
    stories = [story(name, row, lexicons) for name, row in rows.items()]
    judged = json.loads(JUDGED.read_text(encoding="utf-8"))
    wanted = {frozenset(pair) for pair in judged["copies"]}
    found = copies(stories)
    got = overlapping(found, stories)
    count = Count()
    count.add(got, wanted)
    if show:
        _show("fakes", got, wanted)
    return count


def _show(name: str, found: set[Pair], wanted: set[Pair]) -> None:
    for what, rows in (("missed", wanted - found), ("made up", found - wanted)):
        for pair in sorted(sorted(row) for row in rows):
            print(f"{name} {what}: {' '.join(pair)}")


def of_article(article: corpus.Article) -> Story:
    """Return the story of a generated article, its furniture known."""
    spans, at = [], 0
    for paragraph in article.paragraphs:
        if paragraph.furniture is None:
            spans.append(Span(at, at + len(paragraph.text)))
        at += len(paragraph.text) + 2
    row = article.row()
    item = Item(article.id, row["url"], row["outlet"], row["title"], row["published"])
    return Story(item, article.text, tuple(spans))


def score_generated(articles: Sequence[corpus.Article]) -> str:
    """Return how many copies of each kind are found with their source, and how fast."""
    stories = [of_article(article) for article in articles]
    start = time.process_time()
    found = copies(stories)
    seconds = time.process_time() - start
    by_id = {article.id: article for article in articles}
    asked, right = Counter[str](), Counter[str]()
    for article in articles:
        copied = found.get(article.id)
        if article.copy is None:
            asked["no copy held to be whole"] += 1
            right["no copy held to be whole"] += copied is not None and copied.whole is not None
            continue
        source = by_id[article.copy.of]
        urls = {source.url}
        while source.copy is not None:
            source = by_id[source.copy.of]
            urls.add(source.url)
        of = {passage.of for passage in copied.passages} if copied else set()
        asked[article.copy.how] += 1
        right[article.copy.how] += bool(urls & {by_id[name].url for name in of})
    kinds = ", ".join(f"{kind} {right[kind]} of {asked[kind]}" for kind in sorted(asked))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    speed = f"{seconds:.1f} s, {len(articles) / seconds:.0f} documents/s, peak of the process {peak:.0f} MB"
    return f"{kinds}; {speed}"


def floods(size: int) -> list[tuple[str, list[corpus.Article]]]:
    """Return a flood of whole copies with up to 5 % of words changed, and one of copies of 40 %."""
    article = next(a for a in corpus.articles(200, seed=3, copies=0.0) if len(a.text) > 1200)
    return [
        ("flood, 5 % changed", [article, *corpus.flood(article, size, changed=0.05)]),
        ("flood, 40 % taken", [article, *corpus.flood(article, size, share=0.4, seed=1)]),
    ]


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="folder of the shared data")
    parser.add_argument("--articles", type=int, default=10_000, help="size of the generated corpus (10000)")
    parser.add_argument("--flood", type=int, default=FLOOD, help=f"copies in a flood ({FLOOD})")
    parser.add_argument("--show", action="store_true", help="print what is missed and made up")
    given = parser.parse_args()
    lexicons = lexicon.load()
    for split in SPLITS:
        joined, whole = score_dossiers(split, lexicons, given.show)
        print(f"dossiers {split}, pairs: {joined}")
        print(f"dossiers {split}, whole: {whole}")
    print(f"fakes, pairs: {score_fakes(given.data, lexicons, given.show)}")
    if given.flood:
        for name, articles in floods(given.flood):
            print(f"{name}: {score_generated(articles)}")
    if given.articles:
        articles = list(corpus.articles(given.articles, copies=0.5))
        print(f"{given.articles} generated: {score_generated(articles)}")


if __name__ == "__main__":
    main()
