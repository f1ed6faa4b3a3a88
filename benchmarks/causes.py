"""Whether the places that a trace names are those that the text was read from: change them, and read again.

`python -m benchmarks.causes --data DIR`, where DIR holds `html_fundus_eval`: in every page one letter
of each line is changed where the trace says that the line stands, and the page is read anew. A line
whose place is its own comes out with its letter changed; one that was traced to another spot with the
same words comes out as before, and is printed. The headline is left out: it is traced to the heading
that readers see, while the reading may have taken it from metadata. (So are lines without a small letter.)
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.offsets import captures
from reportedly.lexicon import load
from reportedly.read.document import read_document
from reportedly.read.html import read_page
from reportedly.read.original import trace
from reportedly.read.text import decode
from reportedly.trace import Trace

SMALL = frozenset("abcdefghijklmnopqrstuvwxyz")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page's story, and whether it changed with its place."""

    page: str
    text: str
    moved: bool


def changes(found: Trace) -> dict[int, int]:
    """Choose a small letter of each line: its place in the text, and in the page."""
    chosen: dict[int, int] = {}
    for piece in found.pieces or ():
        for text, page in piece.runs:
            small = [at for at in range(*text) if found.text[at] in SMALL]
            if small and text.end - text.start == page.end - page.start:
                at = small[len(small) // 2]
                chosen[at] = page.start + at - text.start
                break
    return chosen


def lines(data: Path) -> Iterator[Line]:
    """Change and read anew every page, and yield its lines but the headline."""
    lexicons = load()
    for capture in captures(data):
        document, _ = read_document(capture, lexicons, force=True)
        page, text = list(decode(capture.data, html=True)), list(document.text)
        for at, place in changes(trace(capture, document)).items():
            page[place] = text[at] = "z" if text[at] == "q" else "q"
        again = Counter(block.text for block in read_page("".join(page), capture.url).blocks)
        pairs = zip(document.text.split("\n\n"), "".join(text).split("\n\n"), strict=True)
        for before, after in list(pairs)[1:]:
            if before != after:
                yield Line(capture.input, before, moved=again[after] > 0)
                again[after] -= 1


def main() -> None:
    """Print the lines that did not change, and the share of those that did."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--data", type=Path, required=True, help="folder that holds html_fundus_eval")
    rows = list(lines(parser.parse_args().data))
    for row in rows:
        if not row.moved:
            print(f"- {row.page}: {row.text}")
    moved = sum(row.moved for row in rows)
    print(f"{moved} of {len(rows)} lines changed with their place ({moved / len(rows):.2%})")


if __name__ == "__main__":
    main()
