"""A story as numbers: its words, where they stand, which are inside quotation marks, and its fingerprints.

In comes a `Story`; out come `Words`, whose arrays take 14 bytes a word, so that the text itself need not be
kept. Words are compared by a 32-bit hash of their letters and digits: case, punctuation, the shape of
quotation marks and apostrophes do not matter, numbers do. Fingerprints are winnowed hashes of `SHINGLE` words
(Schleimer, Wilkerson and Aiken, "Winnowing", SIGMOD 2003): of any `WINDOW` that follow each other at least
one is taken, so that two stories with `SHINGLE + WINDOW - 1` words in common share a fingerprint for certain.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TypeAlias
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from reportedly.link.story import Story

Flags: TypeAlias = NDArray[np.bool_]
Numbers: TypeAlias = NDArray[np.int32]
Hashes: TypeAlias = NDArray[np.uint64]

SHINGLE, WINDOW = 5, 4
"""Words in a fingerprint, and how many shingles in a row give at least one. Eight common words are found."""

_TOKEN = re.compile(r"\w+(?:[.,'’]\w+)*|[\"“”«»„‘’]")
_OPEN, _CLOSE = "“«„‘", "”»’"
_IN_WORD = re.compile(r"[.,'’_]")
_MIX, _FOLD = np.uint64(0x9E3779B97F4A7C15), np.uint64(29)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a story in order; `starts` and `ends` are offsets in its text.

    `body` are those of paragraphs (not of headlines), `quoted` those inside quotation marks.
    """

    codes: NDArray[np.uint32]
    starts: Numbers
    ends: Numbers
    quoted: Flags
    body: Flags


class Codes(dict[str, int]):
    """The code of each word as it is written, computed once; the same in every run."""

    def __missing__(self, word: str) -> int:
        plain = _IN_WORD.sub("", unicodedata.normalize("NFKC", word)).casefold()
        self[word] = code = crc32(plain.encode())
        return code


def words_of(story: Story, codes: Codes) -> Words:
    """Return the words of a story's headlines and paragraphs."""
    found: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    quoted: list[bool] = []
    body: list[bool] = []
    spans = [(span, True) for span in story.paragraphs] + [(span, False) for span in story.headlines]
    for (start, end), paragraph in sorted(spans):
        inside = False
        for match in _TOKEN.finditer(story.text, start, end):
            word = match.group()
            if word[0] in '"“”«»„‘’':
                inside = not inside if word == '"' else word in _OPEN or (inside and word not in _CLOSE)
                continue
            found.append(codes[word])
            starts.append(match.start())
            ends.append(match.end())
            quoted.append(inside)
            body.append(paragraph)
    return Words(
        np.array(found, np.uint32),
        np.array(starts, np.int32),
        np.array(ends, np.int32),
        np.array(quoted, np.bool_),
        np.array(body, np.bool_),
    )


def fingerprints(words: Words) -> tuple[Hashes, Numbers]:
    """Return the winnowed fingerprints of a story, and the index of the word at which each begins."""
    count = len(words.codes) - SHINGLE + 1
    if count < 1:
        return np.empty(0, np.uint64), np.empty(0, np.int32)
    codes = words.codes.astype(np.uint64)
    hashes = np.zeros(count, np.uint64)
    for k in range(SHINGLE):
        hashes = (hashes + codes[k : k + count]) * _MIX
        hashes ^= hashes >> _FOLD
    width = min(WINDOW, count)
    windows = np.lib.stride_tricks.sliding_window_view(hashes, width)
    least = windows.argmin(axis=1) + np.arange(len(windows))
    at = least[np.flatnonzero(np.diff(least, prepend=-1))]
    return hashes[at], at.astype(np.int32)
