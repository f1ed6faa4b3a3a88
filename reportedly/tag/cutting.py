"""Long paragraphs cut into windows that the network can take, at stops where one is in reach."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportedly.tag.words import Encoded

LONGEST = 250  # pieces, of the 256 that the starting model was trained on, less its two end marks
STOPS = {".", "?", "!"}


def cuts(texts: Sequence[str], encoded: Encoded, longest: int) -> Iterator[tuple[int, int]]:
    """Cut words into stretches of at most `longest` pieces, each ending at a stop where one is in reach."""
    ends = [*encoded.firsts[1:], len(encoded.pieces)]
    start = 0
    while start < len(texts):
        stop, last_stop = start, -1
        while stop < len(texts) and ends[stop] - encoded.firsts[start] <= longest:
            if texts[stop] in STOPS:
                last_stop = stop + 1
                if stop + 1 < len(texts) and texts[stop + 1] in {'"', "”", "''"}:
                    last_stop = stop + 2
            stop += 1
        if start < last_stop < stop < len(texts):
            stop = last_stop
        yield start, stop
        start = stop


def part(encoded: Encoded, first: int, last: int) -> Encoded:
    """Take words `[first, last)` of an encoded stretch."""
    a = encoded.firsts[first]
    b = encoded.firsts[last] if last < len(encoded.firsts) else len(encoded.pieces)
    firsts = tuple(place - a for place in encoded.firsts[first:last])
    return Encoded(encoded.pieces[a:b], encoded.features[a:b], firsts)
