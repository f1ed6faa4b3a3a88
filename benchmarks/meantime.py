"""MEANTIME as the benchmarks read it: the annotated sentences, times and events of its English documents.

In comes the corpus's folder (Minard and others, LREC 2016); out come stories in order of their names. Only
the headline and the first sentences of a document are annotated; creation times and empty tags are left
out, and the line that holds a creation time is no part of the story.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from reportedly.shapes import Segment, SegmentKind, Span

SENTENCES = 6
"""Only the headline and the first sentences of a document are annotated."""

_CLOSE = frozenset(".,;:!?)]}%'")


@dataclass(frozen=True, slots=True)
class Expression:
    """A time expression: its place, TIMEX3 type and value."""

    span: Span
    type: str
    value: str


@dataclass(frozen=True, slots=True)
class Happening:
    """An event's words with the attributes of its factuality, as the corpus writes them, in lower case.

    `certainty`: certain, probable, possible, underspecified; `polarity`: pos, neg, underspecified; `time`:
    future, non_future, underspecified. Empty where the annotators left it empty.
    """

    span: Span
    certainty: str
    polarity: str
    time: str


@dataclass(frozen=True, slots=True)
class Story:
    """A document's annotated part: its text, segments, creation time, gold expressions and events."""

    name: str
    text: str
    segments: tuple[Segment, ...]
    published: str | None
    gold: tuple[Expression, ...]
    events: tuple[Happening, ...]


def stories(folder: Path) -> list[Story]:
    """Return the documents of `folder/meantime`; raise `FileNotFoundError` where there are none."""
    found = list(read_meantime(folder / "meantime"))
    if not found:
        raise FileNotFoundError(f"no documents in {folder / 'meantime'}: is --data right?")
    return found


def read_meantime(folder: Path) -> Iterator[Story]:
    """Yield the annotated parts of MEANTIME's English documents, in order of their names."""
    for path in sorted((folder / "intra-doc_annotation").rglob("*.xml")):
        yield _story(path)


def _story(path: Path) -> Story:
    root = etree.parse(str(path)).getroot()
    text, segments, spans = _laid_out(root)
    created = _creation(root, spans)
    story = tuple(
        Segment(SegmentKind.PARAGRAPH if number else SegmentKind.HEADLINE, None, first, last)
        for number, first, last in segments
        if last > first and not any(c.start >= first and c.end <= last for c in created)
    )
    gold, published = [], None
    for mark in root.iter("TIMEX3"):
        if mark.get("functionInDocument") == "CREATION_TIME":
            published = _day(mark.get("value") or "")
        elif (span := _anchored(mark, spans)) is not None:
            gold.append(Expression(span, mark.get("type") or "", mark.get("value") or ""))
    events = [
        Happening(span, *((mark.get(name) or "").lower() for name in ("certainty", "polarity", "time")))
        for mark in root.iter("EVENT_MENTION")
        if (span := _anchored(mark, spans)) is not None
    ]
    return Story(
        path.stem, text, story, published, tuple(sorted(gold, key=lambda e: e.span)),
        tuple(sorted(events, key=lambda e: e.span)),
    )  # fmt: skip


def _laid_out(root: etree._Element) -> tuple[str, list[tuple[int, int, int]], dict[str | None, Span]]:
    """The text, a blank line between sentences; each sentence's number and place; each token's place."""
    text, spans, segments, sentence, start = "", {}, [], 0, 0
    for token in root.iter("token"):
        number, words = int(token.get("sentence") or 0), token.text or ""
        if number >= SENTENCES:
            continue
        if number != sentence:
            segments.append((sentence, start, len(text)))
            text += "\n\n"
            sentence, start = number, len(text)
        elif text and text[-1] not in "(\n" and not (words[0] in _CLOSE and len(words) < 3):
            text += " "
        spans[token.get("t_id")] = Span(len(text), len(text) + len(words))
        text += words
    return text, [*segments, (sentence, start, len(text))], spans


def _anchored(mark: etree._Element, spans: dict[str | None, Span]) -> Span | None:
    """Where a mark's words stand, from the first to the last of them; null without words that are read."""
    places = [spans[a.get("t_id")] for a in mark.iter("token_anchor") if a.get("t_id") in spans]
    return Span(min(p.start for p in places), max(p.end for p in places)) if places else None


def _day(value: str) -> str:
    """Return a creation time as ISO 8601; one document has it as day-month-year."""
    parts = value.split("-")
    return "-".join(reversed(parts)) if len(parts[0]) == 2 else value


def _creation(root: etree._Element, spans: dict[str | None, Span]) -> list[Span]:
    """Return where the creation time stands in the text: a line of its own, which is no part of the story."""
    marks = [m for m in root.iter("TIMEX3") if m.get("functionInDocument") == "CREATION_TIME"]
    places = [spans[a.get("t_id")] for m in marks for a in m.iter("token_anchor") if a.get("t_id") in spans]
    return [Span(min(places).start, max(places).end)] if places else []
