"""Text to blocks: the lines of it, and which of them belong together as one paragraph.

Pages saved as text come in two forms: every line a paragraph, or lines wrapped at some 72 columns
with paragraphs parted by blank lines. In comes text; out come spans in order, trimmed of white
space, that together hold every character that is not white space.
"""

from __future__ import annotations

import re
from itertools import pairwise

from reportedly.shapes import Span

_LINE = re.compile(r"[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_BLANK = frozenset("\u200b\ufeff\u2060")
_CLOSED = re.compile(r"""[.!?…:;][\s"'”’»)\]]*$""")
_WRAP_MAX = 100
"""Lines wider than this, in characters, are not wrapped ones."""


def is_blank(character: str) -> bool:
    """Whether a character is white space, or an invisible mark that stands for none."""
    return character.isspace() or character in _BLANK


def trimmed(text: str, start: int, end: int) -> Span:
    """Shrink `[start, end)` until neither end is blank; may become empty."""
    while start < end and is_blank(text[start]):
        start += 1
    while end > start and is_blank(text[end - 1]):
        end -= 1
    return Span(start, end)


def lines(text: str) -> list[list[Span]]:
    """Return the lines that are not blank, trimmed, in runs parted by blank lines."""
    runs: list[list[Span]] = []
    last = -1
    for match in _LINE.finditer(text):
        span = trimmed(text, *match.span())
        if span.start == span.end:
            continue
        gap = text[last : match.start()] if last >= 0 else ""
        if last < 0 or _breaks(gap) > 1:
            runs.append([])
        runs[-1].append(span)
        last = match.end()
    return runs


def blocks(text: str) -> list[Span]:
    """Return the paragraphs: single lines, or runs of wrapped lines."""
    runs = lines(text)
    if not _wrapped(text, runs):
        return [line for run in runs for line in run]
    return [block for run in runs for block in _joined(text, run)]


def _breaks(gap: str) -> int:
    """Count the line breaks in a gap, a carriage return with its line feed as one."""
    return len(re.findall(r"\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]", gap))


def _wrapped(text: str, runs: list[list[Span]]) -> bool:
    """Whether lines are wrapped: most lines but the last of a run are full and end in mid-sentence."""
    inner = [(line, following) for run in runs for line, following in pairwise(run)]
    if len(inner) < 2:
        return False
    widths = sorted(line.end - line.start for line, _ in inner)
    if widths[-1] > _WRAP_MAX or widths[len(widths) // 2] < 40:
        return False
    open_ended = sum(1 for line, _ in inner if not _CLOSED.search(text[line.start : line.end]))
    lower = sum(1 for _, following in inner if text[following.start].islower())
    return open_ended * 2 > len(inner) and lower * 4 > len(inner)


def _joined(text: str, run: list[Span]) -> list[Span]:
    """Join the wrapped lines of a run; a short line that ends a sentence ends a paragraph."""
    width = max(line.end - line.start for line in run)
    joined: list[Span] = []
    open_ended = False
    for line in run:
        words = text[line.start : line.end]
        if joined and open_ended:
            joined[-1] = Span(joined[-1].start, line.end)
        else:
            joined.append(line)
        short = line.end - line.start < 0.7 * width
        open_ended = not (short and _CLOSED.search(words))
    return joined
