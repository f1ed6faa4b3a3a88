"""What is compared when copies are looked for: a document's story, without the page's furniture.

In comes a `Reading`, or a document's text with its segments; out comes a `Story`. `earliness` puts stories
into the order in which their words were first published.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from reportedly.claim import Item
from reportedly.shapes import Document, Reading, Segment, SegmentKind, Span

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Story:
    """A document's text and the stretches of it that are the story: `paragraphs`, and apart `headlines`.

    Spans are in order and do not overlap. What is in neither is furniture or a dateline and never counts.
    """

    item: Item
    text: str
    paragraphs: tuple[Span, ...]
    headlines: tuple[Span, ...] = ()

    @staticmethod
    def of(reading: Reading) -> Story:
        """Return the story of a reading."""
        return Story.told(reading.document, reading.segments)

    @staticmethod
    def told(document: Document, segments: Iterable[Segment]) -> Story:
        """Return the story of a document that has been taken apart into segments."""
        spans: dict[SegmentKind, list[Span]] = {kind: [] for kind in SegmentKind}
        for segment in segments:
            spans[segment.kind].append(Span(segment.start, segment.end))
        item = Item(
            document.id,
            document.url,
            document.outlet,
            document.title,
            document.published,
            document.retrieved,
        )
        return Story(
            item, document.text, tuple(spans[SegmentKind.PARAGRAPH]), tuple(spans[SegmentKind.HEADLINE])
        )


def earliness(item: Item) -> tuple[bool, str, bool, str, str]:
    """Return a key that sorts items by publication, undated last, then by retrieval, then by id.

    A bare date stands at the end of its day, a month at the end of the month: whoever gives the hour, and
    on that day, was first as far as is known.
    """
    return (
        item.published is None,
        _moment(item.published or ""),
        item.retrieved is None,
        _moment(item.retrieved or ""),
        item.id,
    )


def day_of(item: Item) -> int | None:
    """Return the ordinal number of the day of publication, or null where no day is known."""
    found = _DAY.match(item.published or "")
    try:
        return date.fromisoformat(found.group()).toordinal() if found else None
    except ValueError:  # 31 June: EDTF by its form, and no day.
        return None


def _moment(edtf: str) -> str:
    """Return text that sorts as the moment: UTC for a date-time, after all of its hours for a date."""
    if "T" in edtf:
        try:
            moment = datetime.fromisoformat(edtf)
        except ValueError:
            return edtf
        aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return aware.astimezone(UTC).isoformat(timespec="seconds")
    return re.sub(r"[^0-9-].*", "", edtf) + "~"
