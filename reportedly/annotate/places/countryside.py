"""Parts of a country that is not named: "the northeast of the country".

In come the paragraphs' words and the places found so far; out come the stretches that name a part of "the
country", with the place that is meant: the country that the text named last, or whose place it named last.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reportedly.shapes import Place, Span

_PART = re.compile(
    r"\b(?:the\s+)?(?:far\s+)?(?:(?:north|south|east|west)(?:-?(?:east|west))?(?:ern)?(?:\s+(?:coast|part|parts|half))?"
    r"|cent(?:re|er)|coast|interior)\s+of\s+the\s+country\b",
    re.IGNORECASE,
)


def parts(text: str, rows: Sequence[Place]) -> Iterator[tuple[Span, str]]:
    """Yield the stretches with the country (ISO 3166-1 alpha-3) that each means; `rows`: in reading order."""
    for match in _PART.finditer(text):
        before = [row.country for row in rows if row.end <= match.start() and row.country]
        if before and not any(r.start < match.end() and match.start() < r.end for r in rows):
            yield Span(*match.span()), before[-1]
