"""What must hold of every reading, whatever was read: offsets, order, references, furniture.

In comes a `Reading`; out come one-line violations, none for a sound reading. Nothing here asks
whether the reading is right.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from itertools import pairwise

from reportedly.shapes import Capture, Reading, SegmentKind, Span, Voice
from reportedly.spans import overlap


def violations(capture: Capture, reading: Reading) -> list[str]:
    """Return every violation found in a reading of the capture."""
    return [*_text(capture, reading), *_offsets(reading), *_segments(reading), *_statements(reading)]


def _text(capture: Capture, reading: Reading) -> Iterator[str]:
    """Plain text in UTF-8 stays what was given, newlines and a byte order mark apart."""
    if capture.media != "text":
        return
    given = capture.data.decode("utf-8", "replace")
    if reading.document.text not in (given, given.removeprefix("\ufeff")):
        yield "the text is not the text that was given"


def _offsets(reading: Reading) -> Iterator[str]:
    length = len(reading.document.text)
    for where, start, end in _places(reading, "reading"):
        if not 0 <= start < end <= length:
            yield f"{where}: [{start}, {end}) is empty or lies outside the text of {length} code points"


def _places(value: object, where: str) -> Iterator[tuple[str, int, int]]:
    """Every span and every row with `start` and `end`, wherever it lies in the reading."""
    if isinstance(value, Span):
        yield where, value.start, value.end
    elif isinstance(value, tuple):
        for at, item in enumerate(value):
            yield from _places(item, f"{where}[{at}]")
    elif is_dataclass(value):
        start, end = getattr(value, "start", None), getattr(value, "end", None)
        if isinstance(start, int) and isinstance(end, int):
            yield where, start, end
        for field in fields(value):
            yield from _places(getattr(value, field.name), f"{where}.{field.name}")


def _segments(reading: Reading) -> Iterator[str]:
    for before, after in pairwise(reading.segments):
        if after.start < before.end:
            yield f"segments overlap or are out of order at {after.start}"
    for segment in reading.segments:
        if (segment.furniture is None) == (segment.kind is SegmentKind.FURNITURE):
            yield f"segment at {segment.start}: kind {segment.kind} with furniture {segment.furniture}"


def _statements(reading: Reading) -> Iterator[str]:
    statements = {s.id: s for s in reading.statements}
    sources = {s.id for s in reading.sources}
    if len(statements) < len(reading.statements):
        yield "two statements have one id"
    if len(sources) < len(reading.sources):
        yield "two sources have one id"
    furniture = [Span(s.start, s.end) for s in reading.segments if s.kind is SegmentKind.FURNITURE]
    for s in reading.statements:
        if not s.content:
            yield f"{s.id}: no content"
        if list(s.content) != sorted(s.content) or any(a.end > b.start for a, b in pairwise(s.content)):
            yield f"{s.id}: content out of order or overlapping itself"
        if overlap((*s.content, *s.cue, *s.source), furniture):
            yield f"{s.id}: words of furniture"
        if s.voice is Voice.AUTHOR and (s.source or s.cue):
            yield f"{s.id}: the author's voice with a source or a cue"
        if not s.chain:
            yield f"{s.id}: no chain"
        unknown = {*s.chain, *([s.addressee] if s.addressee else [])} - sources
        unknown |= {i for i in (s.within, s.about) if i is not None} - set(statements)
        unknown |= {m.by for m in s.factuality.marks if m.by is not None} - sources
        if unknown:
            yield f"{s.id}: refers to {', '.join(sorted(unknown))}, which is not there"
        seen, outer = {s.id}, s.within
        while outer is not None and outer in statements and outer not in seen:
            seen.add(outer)
            outer = statements[outer].within
        if outer in seen:
            yield f"{s.id}: lies within itself"
