"""Whether an item is a live blog: many entries, each with its clock time, by many hands.

In come its title, its lines and what its markup says; out comes its form.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from reportedly.shapes import Form

_ENTRY = re.compile(
    r"(?:\W{0,3}(?:[A-Z][a-z]+\.? \d{1,2},?\s+|\d{1,2} [A-Z][a-z]+\s+)?)"
    r"(?:[01]?\d|2[0-3])[:.h][0-5]\d\s*(?:[ap]\.?m\.?)?\s*(?:\(?[A-Z]{2,4}\)?)?(?=\W|$)",
)
_TITLE = re.compile(
    r"\blive(?: ?blog| updates?\b|:)|\bas it happened\b|\bminute by minute\b|[–-] live\b", re.IGNORECASE
)
_MANY, _SOME = 8, 3
"""Entries that make a live blog by themselves, and beside a title that says so."""


def form_of(title: str | None, lines: Iterable[str], marked: bool) -> Form:
    """Say how an item is written; `marked` where its markup calls it a schema.org LiveBlogPosting."""
    entries = sum(1 for line in lines if _ENTRY.match(line))
    named = bool(title and _TITLE.search(title))
    live = entries >= _MANY or (entries >= _SOME and (named or marked)) or (named and marked) or marked
    return Form.LIVE_BLOG if live else Form.ARTICLE
