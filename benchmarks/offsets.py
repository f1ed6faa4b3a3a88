"""How surely the words of a reading lead back to the archived page that they were read from.

`python -m benchmarks.offsets --data DIR`, where DIR holds `html_fundus_eval`: every page is read, and
each statement's contents, cues and sources, and each segment, is traced to its characters in the page.
A trace is checked by `readback`, which reads those characters with another parser and knows nothing
of how they were found. A span is `traced` where its ranges say its words; `in one` where one range
says them and nothing else (the story may leave out a credit in the midst of a sentence); `exact` where
that range has even its blanks. Misses are printed with their reasons. `--segments` reads no statements.
"""

from __future__ import annotations

import argparse
import gzip
import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from reportedly.errors import InputError
from reportedly.lexicon import Lexicons, load
from reportedly.pipeline import read
from reportedly.read.document import read_document
from reportedly.read.original import trace
from reportedly.read.readback import folded, says, words_at
from reportedly.read.text import decode
from reportedly.shapes import Capture, Document, Segment, Span, Statement
from reportedly.trace import Trace

FOLDER = "html_fundus_eval"


class Unit(StrEnum):
    """What kind of span is traced."""

    CONTENT = "content"
    CUE = "cue"
    SOURCE = "source"
    SEGMENT = "segment"


@dataclass(frozen=True, slots=True)
class Traced:
    """What became of one span: its words, and how they stand at the ranges it leads to."""

    page: str
    unit: Unit
    words: str
    found: bool
    traced: bool
    in_one: bool
    exact: bool


@dataclass(frozen=True, slots=True)
class Measured:
    """All spans, the seconds that making the traces took, and the pages that were refused."""

    spans: tuple[Traced, ...]
    pages: int
    seconds: float
    characters: int
    problems: tuple[str, ...]

    def share(self, unit: Unit, what: str) -> float:
        """Give the share of a unit's spans of which `what` (a field of `Traced`) is true."""
        spans = [span for span in self.spans if span.unit is unit]
        return sum(getattr(span, what) for span in spans) / len(spans) if spans else 0.0


def captures(data: Path) -> Iterator[Capture]:
    """Yield the pages of the Fundus evaluation set as they were archived."""
    folder = data / FOLDER / "dataset"
    for name, row in json.loads((folder / "ground_truth.json").read_text(encoding="utf-8")).items():
        yield Capture(name, gzip.decompress((folder / "html" / name).read_bytes()), "html", url=row["url"])


def measure(data: Path, *, statements: bool = True) -> Measured:
    """Read every page, trace its spans, and read the page back where they lead."""
    lexicons = load()
    spans: list[Traced] = []
    problems: list[str] = []
    pages = characters = 0
    seconds = 0.0
    for capture in captures(data):
        try:
            document, wanted = _read(capture, lexicons, statements)
        except InputError as error:
            problems.append(str(error))
            continue
        page = decode(capture.data, html=True)
        began = time.perf_counter()
        found = trace(capture, document)
        seconds += time.perf_counter() - began
        pages += 1
        characters += len(page)
        spans.extend(_judged(capture.input, page, found, unit, span) for unit, span in wanted)
    return Measured(tuple(spans), pages, seconds, characters, tuple(problems))


def _read(
    capture: Capture, lexicons: Lexicons, statements: bool
) -> tuple[Document, list[tuple[Unit, Span]]]:
    if not statements:
        document, segments = read_document(capture, lexicons, force=True)
        return document, list(_segments(segments))
    reading = read(capture, force=True)
    rows = [row for statement in reading.statements for row in _statement(statement)]
    return reading.document, [*_segments(reading.segments), *rows]


def _segments(segments: tuple[Segment, ...]) -> Iterator[tuple[Unit, Span]]:
    for segment in segments:
        yield Unit.SEGMENT, Span(segment.start, segment.end)


def _statement(statement: Statement) -> Iterator[tuple[Unit, Span]]:
    yield from ((Unit.CONTENT, span) for span in statement.content)
    yield from ((Unit.CUE, span) for span in statement.cue)
    yield from ((Unit.SOURCE, span) for span in statement.source)


def _judged(name: str, page: str, found: Trace, unit: Unit, span: Span) -> Traced:
    words = found.text[span.start : span.end]
    whole, parts = found.range(span), found.parts(span)
    return Traced(
        name,
        unit,
        folded(words),
        found=whole is not None,
        traced=bool(parts) and says(page, parts, words),
        in_one=whole is not None and says(page, [whole], words),
        exact=whole is not None and words_at(page, whole) == folded(words),
    )


def report(measured: Measured) -> str:
    """Lay out the table."""
    lines = [f"{'':<10} {'spans':>6} {'traced':>9} {'in one':>9} {'exact':>9}"]
    for unit in Unit:
        if count := sum(span.unit is unit for span in measured.spans):
            shares = (f"{measured.share(unit, what):9.4%}" for what in ("traced", "in_one", "exact"))
            lines.append(f"{unit.value:<10} {count:6} {' '.join(shares)}")
    lines.append(
        f"{measured.pages} pages traced at {measured.pages / measured.seconds:.0f} pages a second"
        f" ({measured.characters / measured.seconds / 1e6:.1f} million characters a second)"
    )
    return "\n".join([*lines, *measured.problems])


def misses(measured: Measured) -> Iterator[str]:
    """Say of each span that is not exact what is amiss."""
    for span in measured.spans:
        if not span.found:
            yield f"not found    {span.unit.value} of {span.page}: {span.words}"
        elif not span.traced:
            yield f"other words  {span.unit.value} of {span.page}: {span.words}"
        elif not span.in_one:
            yield f"in parts     {span.unit.value} of {span.page}: {span.words}"
        elif not span.exact:
            yield f"blanks only  {span.unit.value} of {span.page}: {span.words}"


def main() -> None:
    """Print the table and what is not exact."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--data", type=Path, required=True, help=f"folder that holds {FOLDER}")
    parser.add_argument("--segments", action="store_true", help="trace segments only, which is quick")
    arguments = parser.parse_args()
    measured = measure(arguments.data, statements=not arguments.segments)
    for line in misses(measured):
        print(line)
    print(report(measured))


if __name__ == "__main__":
    main()
