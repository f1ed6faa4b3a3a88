"""How well a story is got out of a page of HTML: paragraphs found, and page matter kept out.

`python -m benchmarks.reading --data DIR`, where DIR is the `dataset` folder, or the folder above it,
of the Fundus evaluation (Dallabetta et al., ACL 2024 demos): pages with the paragraphs that people
marked, optional ones in brackets. Two measures over all pages, each with precision and recall:
paragraphs found word for word, and words found whatever the paragraph. What counts as read are
paragraphs, each with its dateline, and headings inside the story, which the set marks too. Optional
paragraphs cost nothing when found and nothing when missed.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from reportedly.errors import InputError
from reportedly.lexicon import Lexicons, load
from reportedly.read.document import read_document
from reportedly.shapes import Capture, SegmentKind


@dataclass(slots=True)
class Tally:
    """Counts of what was found, wanted, and both, in one unit."""

    right: int = 0
    found: int = 0
    recalled: int = 0
    wanted: int = 0

    def add(self, right: int, found: int, recalled: int, wanted: int) -> None:
        """Add one page's counts."""
        self.right += right
        self.found += found
        self.recalled += recalled
        self.wanted += wanted

    def row(self, name: str) -> str:
        """Say precision, recall and F1 as one line of the table."""
        precision = self.right / self.found if self.found else 0.0
        recall = self.recalled / self.wanted if self.wanted else 0.0
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        return f"{name:<12} {precision:9.3f} {recall:9.3f} {f1:9.3f}"


@dataclass(frozen=True, slots=True)
class Page:
    """One page's paragraphs as read and as marked; `required` leaves optional ones out."""

    name: str
    read: tuple[str, ...]
    marked: tuple[str, ...]
    required: tuple[str, ...]
    problem: str | None


def pages(data: Path, lexicons: Lexicons) -> Iterator[Page]:
    """Read every page of the set and yield it beside what people marked."""
    folder = data if (data / "ground_truth.json").exists() else data / "dataset"
    truth = json.loads((folder / "ground_truth.json").read_text(encoding="utf-8"))
    for name, row in truth.items():
        html = gzip.decompress((folder / "html" / name).read_bytes())
        marked = [(line(text.strip("[]")), text.startswith("[")) for text in row["body"]]
        read, problem = _read(Capture(name, html, "html", url=row["url"]), lexicons)
        yield Page(
            name,
            read,
            tuple(text for text, _ in marked),
            tuple(text for text, optional in marked if not optional),
            problem,
        )


def _read(capture: Capture, lexicons: Lexicons) -> tuple[tuple[str, ...], str | None]:
    try:
        document, segments = read_document(capture, lexicons, force=True)
    except InputError as error:
        return (), str(error)
    out: list[str] = []
    dateline = ""
    headlines = 0
    for row in segments:
        words = line(document.text[row.start : row.end])
        if row.kind is SegmentKind.DATELINE:
            dateline = words + " "
        headlines += row.kind is SegmentKind.HEADLINE
        if row.kind is SegmentKind.PARAGRAPH or (row.kind is SegmentKind.HEADLINE and headlines > 1):
            out.append(dateline + words)
            dateline = ""
    return tuple(out), None


def line(text: str) -> str:
    """Make white space plain, so that paragraphs can be compared word for word."""
    return re.sub(r"\s+", " ", text).strip()


def tally(rows: list[Page]) -> tuple[Tally, Tally]:
    """Count paragraphs and words over all pages."""
    paragraphs, words = Tally(), Tally()
    for page in rows:
        read, marked, required = Counter(page.read), Counter(page.marked), Counter(page.required)
        paragraphs.add(
            (read & marked).total(), read.total(), (read & required).total(), required.total()
        )
        read, marked, required = (
            Counter(" ".join(texts).split()) for texts in (page.read, page.marked, page.required)
        )
        words.add((read & marked).total(), read.total(), (read & required).total(), required.total())
    return paragraphs, words


def main() -> None:
    """Print the table, and with `--misses` what was lost and what was let in."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--data", type=Path, required=True, help="folder of the Fundus evaluation set")
    parser.add_argument("--misses", action="store_true", help="print lost (-) and extra (+) paragraphs")
    arguments = parser.parse_args()
    rows = list(pages(arguments.data, load()))
    if arguments.misses:
        for page in rows:
            for text in (Counter(page.required) - Counter(page.read)).elements():
                print(f"- {page.name}: {text}")
            for text in (Counter(page.read) - Counter(page.marked)).elements():
                print(f"+ {page.name}: {text}")
    paragraphs, words = tally(rows)
    print(f"{len(rows)} pages, {sum(1 for page in rows if page.problem)} refused")
    for page in rows:
        if page.problem:
            print(f"  {page.problem}")
    print(f"{'':<12} {'precision':>9} {'recall':>9} {'F1':>9}")
    print(paragraphs.row("paragraphs"))
    print(words.row("words"))


if __name__ == "__main__":
    main()
