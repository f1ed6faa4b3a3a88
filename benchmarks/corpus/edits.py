"""Words of a paragraph changed without losing where its statements stand.

In come a paragraph and edits (start, end, new words); out comes the paragraph with every span moved. An
edit takes whole words, so that no span begins or ends inside one.
"""

from __future__ import annotations

import random
import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache

from benchmarks.corpus.pieces import Pair, Paragraph, Said, Told
from benchmarks.corpus.templates import phrases

Edit = tuple[int, int, str]


def applied(text: str, edits: Sequence[Edit]) -> str:
    """Return a text with its edits, which are in order and do not overlap, carried out."""
    parts, at = [], 0
    for start, end, words in edits:
        parts += [text[at:start], words]
        at = end
    return "".join(parts) + text[at:]


def edited(paragraph: Paragraph, edits: Sequence[Edit]) -> Paragraph:
    """Return a paragraph with edits carried out and all spans moved with their words."""
    if not edits:
        return paragraph
    ends, shifts, total = [], [], 0
    for start, end, words in edits:
        total += len(words) - (end - start)
        ends.append(end)
        shifts.append(total)

    def moved(at: int) -> int:
        k = bisect_right(ends, at)
        return at + (shifts[k - 1] if k else 0)

    def pair(span: Pair | None) -> Pair | None:
        return None if span is None else (moved(span[0]), moved(span[1]))

    return Paragraph(
        applied(paragraph.text, edits),
        tuple(_said(s, pair) for s in paragraph.said),
        tuple((moved(a), moved(b), key) for a, b, key in paragraph.sentences),
        tuple((moved(a), moved(b), party) for a, b, party in paragraph.names),
        moved(paragraph.dateline),
        paragraph.furniture,
    )


def _said(said: Said, pair: Callable[[Pair | None], Pair | None]) -> Said:
    def every(spans: tuple[Pair, ...]) -> tuple[Pair, ...]:
        return tuple(moved for span in spans if (moved := pair(span)) is not None)

    told = said.told
    return replace(
        said,
        content=every(said.content),
        cue=every(said.cue),
        source=every(said.source),
        told=_told(told, pair) if told is not None else None,
    )


def _told(told: Told, pair: Callable[[Pair | None], Pair | None]) -> Told:
    trigger = pair(told.trigger)
    assert trigger is not None
    return replace(
        told,
        trigger=trigger,
        fate=pair(told.fate),
        actor=pair(told.actor),
        place=pair(told.place),
        time=pair(told.time),
        count=pair(told.count),
    )


@cache
def _synonyms() -> tuple[dict[str, str], re.Pattern[str]]:
    table: dict[str, str] = {}
    for row in phrases("synonyms")["synonyms"]:
        one, other = row[0], row[1]
        table.setdefault(one, other)
        table.setdefault(other, one)
    words = "|".join(sorted(table, key=len, reverse=True))
    return table, re.compile(rf"(?<![\w'’-])(?:{words})(?![\w'’-])")


def changes(text: str, share: float, rng: random.Random, barred: Sequence[Pair] = ()) -> list[Edit]:
    """Choose words to change, at most `share` of all words; none in the stretches that are barred."""
    table, pattern = _synonyms()
    found = [
        (m.start(), m.end(), table[m.group()])
        for m in pattern.finditer(text)
        if not any(a < m.end() and m.start() < b for a, b in barred)
    ]
    most = int(share * len(text.split()))
    return sorted(rng.sample(found, min(most, len(found))))


def kept(paragraph: Paragraph) -> list[Pair]:
    """The stretches that no change of words may touch: who, cue, event, place, time, number."""
    out: list[Pair] = [(0, paragraph.dateline)] if paragraph.dateline else []
    for said in paragraph.said:
        out += [*said.cue, *said.source]
        if said.told is not None:
            told = said.told
            out += [s for s in (told.trigger, told.fate, told.actor, told.place, told.time, told.count) if s]
    return out + [(a, b) for a, b, _ in paragraph.names]
