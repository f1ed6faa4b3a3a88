"""PolNeAR (Newell, Margolin and Ruths 2018) read from brat standoff: news articles and their attributions.

In comes the corpus folder; out come `Article`s with gold `Relation`s. Whatever an annotation file
holds that cannot be understood, or whose words differ from the text, is kept in `problems`.

Decisions: of several annotators of one article the first by file name counts (as in the learned
tagger whose figures stand beside ours). Exact span figures take every marked span, whether it was
tied into a relation or not; relations need a content. Line ends are not translated, since offsets
count them. "Discard" marks page matter that was not to be annotated; "Discuss" is a note among
annotators and is ignored.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.score import Part, Relation
from reportedly.shapes import Span

_LABELS = {"Source": Part.SOURCE, "Cue": Part.CUE, "Content": Part.CONTENT}
_IGNORED = {"Attribution", "Attribution-no-source", "Discuss"}


@dataclass(frozen=True, slots=True)
class Article:
    """One article: its bytes and text, all marked spans by part, relations, and what is to be left out."""

    name: str
    outlet: str | None
    data: bytes
    text: str
    spans: dict[Part, tuple[Span, ...]]
    relations: tuple[Relation, ...]
    discard: tuple[Span, ...]
    problems: tuple[str, ...]


def read_polnear(folder: Path, split: str) -> Iterator[Article]:
    """Yield the articles of one split ("dev" or "train") in the order of their names."""
    outlets = _outlets(folder / "metadata.tsv")
    for path, marked in _files(folder / split):
        yield _article(path, marked, outlets.get(path.stem))


def read_annotators(folder: Path, split: str) -> Iterator[list[Article]]:
    """Yield the articles that several people annotated, each as often as it was, in that order."""
    for path, marked in _files(folder / split):
        if len(marked) > 1:
            yield [_article(path, [one], None) for one in marked]


def _files(folder: Path) -> Iterator[tuple[Path, list[Path]]]:
    marked: dict[str, list[Path]] = defaultdict(list)
    for path in sorted((folder / "attributions").glob("*.ann")):
        marked[path.stem.rpartition("_")[0]].append(path)
    for path in sorted((folder / "text").glob("*.txt")):
        yield path, marked[path.stem]


def _outlets(path: Path) -> dict[str, str]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {row["filename"]: row["publisher"] for row in rows}


def _article(path: Path, marked: list[Path], outlet: str | None) -> Article:
    data = path.read_bytes()
    text = data.decode("utf-8")
    if not marked:
        return Article(path.stem, outlet, data, text, {}, (), (), (f"{path.stem}: no annotation file",))
    lines = marked[0].read_bytes().decode("utf-8").split("\n")
    return Article(path.stem, outlet, data, text, *_parse(text, lines, marked[0].name))


def _parse(
    text: str, lines: list[str], name: str
) -> tuple[dict[Part, tuple[Span, ...]], tuple[Relation, ...], tuple[Span, ...], tuple[str, ...]]:
    bounds: dict[str, tuple[Span, ...]] = {}
    spans: dict[Part, list[Span]] = {part: [] for part in Part}
    discard: list[Span] = []
    events: list[str] = []
    problems: list[str] = []
    for number, line in enumerate(lines, 1):
        if re.match(r"T\d+\t", line):
            problem, label, found = _textbound(text, line)
            if problem:
                problems.append(f"{name}:{number}: {problem}")
            bounds[line.partition("\t")[0]] = found
            if label in _LABELS:
                spans[_LABELS[label]].extend(found)
            elif label == "Discard":
                discard.extend(found)
        elif re.match(r"E\d+\t", line):
            events.append(line)
        elif line.strip() and not line.startswith("#"):
            problems.append(f"{name}:{number}: neither a span nor an event: {line[:60]!r}")
    relations = sorted(
        (r for r in (_relation(event, bounds) for event in events) if r.content),
        key=lambda r: (r.content, r.cue),
    )
    return (
        {part: tuple(found) for part, found in spans.items()},
        tuple(relations),
        tuple(discard),
        tuple(problems),
    )


def _textbound(text: str, line: str) -> tuple[str | None, str, tuple[Span, ...]]:
    fields = line.split("\t")
    parsed = re.fullmatch(r"(\S+) (\d+ \d+(?:;\d+ \d+)*)", fields[1])
    if parsed is None:
        return f"cannot read the offsets {fields[1][:60]!r}", "", ()
    label = parsed[1]
    found = tuple(Span(*map(int, pair.split())) for pair in parsed[2].split(";"))
    if label not in _LABELS and label not in _IGNORED and label != "Discard":
        return f"unknown label {label!r}", label, found
    words = " ".join(text[start:end] for start, end in found)
    if "\t".join(fields[2:]) != words:
        return f"its words are {fields[-1][:40]!r}, the text has {words[:40]!r}", label, found
    return None, label, found


def _relation(event: str, bounds: dict[str, tuple[Span, ...]]) -> Relation:
    parts: dict[Part, list[Span]] = {part: [] for part in Part}
    for label, bound in re.findall(r"(Source|Cue|Content)\d*:(T\d+)", event):
        parts[_LABELS[label]].extend(bounds.get(bound, ()))
    source, cue, content = (tuple(sorted(parts[part])) for part in Part)
    return Relation(source, cue, content, unnamed=not source)
