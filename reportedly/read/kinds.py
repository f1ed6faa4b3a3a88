"""Which blocks of an item are page matter, judged by where they stand as well as by their words.

In come the blocks of a text with what the page's markup calls them; out comes, for each, the kind
of furniture that it is, or None for the story's own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from reportedly.lexicon import Lexicons
from reportedly.read.furniture import furniture
from reportedly.read.markup import Role
from reportedly.shapes import FurnitureKind

_PROSE = 12
"""Words above which a block is taken for a paragraph of the story, when its place is judged."""

_FOOT = 4
"""Among how many blocks from the last a note on the author is looked for."""

_FIGURE = re.compile(r"\d")
_QUOTED = re.compile(r"[\"“”]")
_NOTE = re.compile(r"\s+(?:\([^)]{1,40}\)\s+)?[a-z]+\b")


def kinds_of(
    rows: Sequence[str], roles: Mapping[int, Role], bylines: Sequence[str], lexicons: Lexicons
) -> list[FurnitureKind | None]:
    """Say of each block what furniture it is.

    `rows` are the blocks' texts, `roles` what markup calls some of them (by index), `bylines` the
    authors as the page names them.
    """
    kinds = [furniture(row, lexicons) for row in rows]
    for index, role in roles.items():
        if role is Role.LINK and kinds[index] is None:
            kinds[index] = FurnitureKind.RELATED_LINK
    _drop_names_inside(rows, kinds)
    _mark_author_notes(rows, kinds, bylines)
    _mark_link_lists(kinds, roles)
    return kinds


def _drop_names_inside(rows: Sequence[str], kinds: list[FurnitureKind | None]) -> None:
    """Let names alone ("Jane Doe in Beirut") count only at the story's head and foot."""
    story = [i for i, row in enumerate(rows) if kinds[i] is None and len(row.split()) > _PROSE]
    if not story:
        return
    for index in range(story[min(2, len(story) - 1)], story[-1]):
        if kinds[index] is FurnitureKind.BYLINE and not _FIGURE.search(rows[index]):
            kinds[index] = None


def _mark_author_notes(
    rows: Sequence[str], kinds: list[FurnitureKind | None], bylines: Sequence[str]
) -> None:
    """Mark notes on the author at the foot: a block that begins with a byline's name, and quotes nobody."""
    for index in range(max(1, len(rows) - _FOOT), len(rows)):
        for name in bylines:
            note = rows[index].startswith(name) and _NOTE.match(rows[index], len(name))
            if note and " " in name and not _QUOTED.search(rows[index]) and kinds[index] is None:
                kinds[index] = FurnitureKind.BYLINE


def _mark_link_lists(kinds: list[FurnitureKind | None], roles: Mapping[int, Role]) -> None:
    """Mark what follows a heading like "More from this outlet", if it is all headings with a line each."""
    for index, kind in enumerate(kinds):
        if kind is not FurnitureKind.RELATED_LINK or roles.get(index) is not Role.HEADING:
            continue
        rest = range(index + 1, len(kinds))
        titles = sum(1 for i in rest if roles.get(i) is Role.HEADING)
        if titles >= 2 and titles >= 0.8 * (len(rest) - titles):
            for i in rest:
                kinds[i] = kinds[i] or FurnitureKind.RELATED_LINK
