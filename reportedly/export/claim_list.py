"""Claims as a list for a terminal: standing, how many origins each way, outlets, days, and what is claimed.

Claims go in; a table comes out where there is room for one, else two lines a claim.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TextIO

from rich.console import Console
from rich.text import Text

from reportedly.claim import Claim, Standing
from reportedly.export.claim_words import STANDINGS, counted, each_way, when
from reportedly.export.layout import AMBER, BLUE, GREY, RED, Layout
from reportedly.export.printable import printable
from reportedly.export.tables import table

ROOMY = 100
"""Columns from which on a table leaves enough room for the words of a claim."""

SHORTEST = 8
"""Characters of an id that are shown at least."""

COLOURS = {
    Standing.WITHDRAWN: GREY,
    Standing.CONTESTED: RED,
    Standing.CORROBORATED: BLUE,
    Standing.SINGLE_ORIGIN: AMBER,
    Standing.UNSOURCED: GREY,
}


def listing(claims: Sequence[Claim], stream: TextIO, width: int | None = None) -> str:
    """Return the list, fit for the stream: its width (`width` goes before it), colours and encoding."""
    console = Console(file=stream, width=width, highlight=False, markup=False, emoji=False)
    short = short_ids(claims)
    if width is None and not stream.isatty():
        return table(_HEADINGS, (_cells(claim, short[claim.id]) for claim in claims), stream)
    if console.width >= ROOMY:
        return table(_HEADINGS, (_cells(claim, short[claim.id]) for claim in claims), stream, console.width)
    lay = Layout(console)
    with console.capture() as capture:
        for claim in claims:
            head = Text.assemble(
                (STANDINGS[claim.standing], COLOURS[claim.standing]),
                f" · {_origins(claim)} · {counted(claim.outlets, 'outlet')} · {when(claim)} · ",
                (short[claim.id], GREY),
            )
            lay.line(head)
            lay.item("    ", Text(printable(claim.text)), "")
    return lay.encodable(capture.get())


_HEADINGS = ("standing", "for", "against", "#outlets", "first", "last", "id", "claim")


def _cells(claim: Claim, id: str) -> tuple[object, ...]:
    for_, against = each_way(claim.independent_origins)
    first, last = ((moment or "")[:10] for moment in (claim.first_reported, claim.last_reported))
    return STANDINGS[claim.standing], for_, against, claim.outlets, first, last, id, claim.text


def _origins(claim: Claim) -> str:
    for_, against = each_way(claim.independent_origins)
    return f"{for_} for" + (f", {against} against" if against != "0" else "")


def short_ids(claims: Sequence[Claim]) -> dict[str, str]:
    """Return for each id as much of its beginning as tells it from the others."""
    ids = sorted(claim.id for claim in claims)
    out = {}
    for place, id in enumerate(ids):
        beside = [ids[n] for n in (place - 1, place + 1) if 0 <= n < len(ids)]
        shared = max((_common(id, other) for other in beside), default=0)
        out[id] = id[: max(SHORTEST, shared + 1)]
    return out


def _common(one: str, other: str) -> int:
    return next(
        (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
