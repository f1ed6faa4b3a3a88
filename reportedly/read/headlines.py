"""Whether the first line of a story is its headline.

In comes the line, the paragraphs after it, and the title where one is known; out comes yes or no.
With a title known, resemblance decides. Without, the shape does: one line, no full stop, followed
by prose; a full stop is let pass after a line in title case, as some archives add one,
or before a dateline.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from reportedly.lexicon import Lexicons
from reportedly.read.datelines import Place, dateline

_LONGEST = 30  # words: the longest headlines of the tabloids
_WORD = re.compile(r"[^\W_][\w'’.-]*")
_ENDS = re.compile(r"""[.…][\s"'”’»)\]]*$""")
_INNER = re.compile(r"""[.!?…]["'”’»)]*\s+["'“‘«(]*[A-ZÀ-ÞА-Я]""")
_PROSE = re.compile(r"""[.!?…]["'”’»)\]]*(?:\s|$)""")


def is_headline(line: str, following: Sequence[str], title: str | None, lexicons: Lexicons) -> bool:
    """Whether a story's first line is its headline, given the few paragraphs after it."""
    words = _WORD.findall(line)
    if title and _alike(line, title):
        return True
    if not 1 < len(words) <= _LONGEST or "\n" in line.strip() or not any(map(_is_prose, following)):
        return False
    if title or line.rstrip().endswith((":", ",")) or following[0].lstrip()[:1].islower():
        return False
    if _ENDS.search(line):
        filed = dateline(following[0], lexicons, Place.HEAD) > 0
        return (in_title_case(words, strict=True) or filed) and not _INNER.search(line)
    if line.rstrip("\"'”’» ").endswith(("?", "!")):
        return in_title_case(words) or len(words) <= 15
    return not _INNER.search(line)


def in_title_case(words: Sequence[str], *, strict: bool = False) -> bool:
    """Whether most words of four letters and more, the first apart, begin with a capital or figure.

    Strictly: three such words or more, and nearly all of them; names alone do not make a title.
    """
    long = [word for word in words[1:] if len(word) > 3]
    capitals = sum(1 for word in long if not word[0].islower())
    return capitals > 0.85 * len(long) and len(long) > 2 if strict else capitals > 0.7 * len(long)


def _alike(line: str, title: str) -> bool:
    """Whether a line and a title share most of their words."""
    left = {word.lower() for word in _WORD.findall(line)}
    right = {word.lower() for word in _WORD.findall(title)}
    if not left or not right:
        return False
    shared = len(left & right)
    return shared >= 0.6 * max(len(left), len(right)) or (shared == len(left) and len(left) > 3)


def _is_prose(paragraph: str) -> bool:
    return len(paragraph.split()) > 4 and bool(_PROSE.search(paragraph))
