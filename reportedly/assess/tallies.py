"""Numbers as they were given: by whom, when first, side by side, never averaged."""

from __future__ import annotations

from collections.abc import Sequence

from reportedly.assess.voices import Voiced
from reportedly.claim import Tally


def tallies(rows: Sequence[Voiced]) -> tuple[Tally, ...]:
    """Return each number once for each origin, as first given, in the order of publication."""
    found: dict[tuple[object, ...], Tally] = {}
    for row in rows:
        by = row.speaker.id if row.speaker is not None else None
        for count in row.mention.counts:
            key = (count.low, count.best, count.high, count.role, by)
            tally = Tally(
                count.low, count.best, count.high, count.of, count.role, by, row.mention.document.published
            )
            found.setdefault(key, tally)
    return tuple(found.values())
