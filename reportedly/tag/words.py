"""Words to what the network reads: word pieces and one small feature id a word.

Comes in: a paragraph of text, or words that somebody else cut. Goes out: `Words` (strings with
offsets) and `Encoded` (piece ids, the first piece of each word, feature ids). Decisions are made on
whole words, so a span can never begin inside one. The vocabulary knows no capitals, no paragraph
ends and no direction of straight quotation marks; the feature id brings those three back.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from reportedly.tag.pieces import WordPieces

MAX_PIECES_PER_WORD = 12  # a longer word is a web address, of which the beginning is enough
CLS, SEP = 101, 102

# A word: initials (U.S.), numbers (5,000.5), the two halves of "don't" and "Obama's", hyphenated
# words whole, runs of stops and dashes, else one character that is no space.
WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}"
    r"|\d+(?:[.,:]\d+)+"
    r"|\w+?(?=n['’]t\b)"
    r"|n['’]t\b"
    r"|['’](?:s|re|ve|ll|d|m)\b"
    r"|\w+(?:[-‑&]\w+)*"
    r"|\.{2,}|-{2,}|_{2,}|`{2}|'{2}"
    r"|[^\w\s]",
    re.IGNORECASE,
)
PARAGRAPH = re.compile(r"[^\n]*[^\s][^\n]*")

OPENING, CLOSING, STRAIGHT = {"“", "„", "«", "``"}, {"”", "»", "''"}, '"'
# One form for each mark, whatever the publisher's typography or a treebank's escapes.
PLAIN = {
    "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "``": '"', "''": '"', "‘": "'", "’": "'", "`": "'",
    "'''": '"', "--": "—", "---": "—", "–": "—", "…": "...", "-LRB-": "(", "-RRB-": ")", "-LSB-": "[",
    "-RSB-": "]", "-LCB-": "{", "-RCB-": "}",
}  # fmt: skip

CASES, QUOTE_STATES = 5, 4
FEATURES = CASES * QUOTE_STATES * 2


class Word(NamedTuple):
    """One word and its place `[start, end)` in the text it was cut from."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Encoded:
    """A stretch of words as the network reads it, without the two end marks.

    `pieces` and `features` have one entry a piece; `firsts` gives each word's first piece.
    """

    pieces: tuple[int, ...]
    features: tuple[int, ...]
    firsts: tuple[int, ...]


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Cut a text at line ends: the places `[start, end)` of its lines that are not blank."""
    return [match.span() for match in PARAGRAPH.finditer(text)]


def words(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """Cut `text[start:end]` into words; offsets are into the whole text."""
    stop = len(text) if end is None else end
    return [Word(m.group(), m.start(), m.end()) for m in WORD.finditer(text, start, stop)]


def plain(word: str) -> str:
    """Give a word's usual form: straight quotation marks, one dash, brackets for a treebank's escapes."""
    return PLAIN.get(word) or word.replace("’", "'").replace("‑", "-")


def case_of(word: str) -> int:
    """Say how a word is written: 0 small, 1 capital first, 2 all capitals, 3 with a digit, 4 no letter."""
    if any(char.isdigit() for char in word):
        return 3
    if not any(char.isalpha() for char in word):
        return 4
    if word.isupper() and len(word) > 1:
        return 2
    return 1 if word[0].isupper() else 0


def spaced_before(cut: Sequence[Word]) -> list[bool]:
    """Say of each word whether it begins the text or has space (or an opening bracket) before it."""
    flags = []
    for index, word in enumerate(cut):
        previous = cut[index - 1] if index else None
        flags.append(previous is None or previous.end < word.start or previous.text in {"(", "[", "—", "--"})
    return flags


def quote_states(tokens: Sequence[str], spaced: Sequence[bool]) -> list[int]:
    """Follow double quotation marks through one paragraph.

    Gives 0 outside, 1 inside, 2 an opening mark, 3 a closing mark for each word. A mark that is not plainly
    opening opens where nothing is open, space stands before it and words follow. What is never closed runs to
    the paragraph's end.
    """
    states, inside = [], False
    for index, (token, apart) in enumerate(zip(tokens, spaced, strict=True)):
        # A treebank's closing mark that in truth opens has space before it and words after it.
        opens = token in OPENING or (not inside and apart and index + 1 < len(tokens))
        if opens and (token in OPENING or token in CLOSING or token == STRAIGHT):
            states.append(2)
            inside = True
        elif token in CLOSING or token == STRAIGHT:
            states.append(3)
            inside = False
        else:
            states.append(int(inside))
    return states


def features(tokens: Sequence[str], spaced: Sequence[bool]) -> list[int]:
    """Give each word of one paragraph its feature id, in `[0, FEATURES)`."""
    states = quote_states(tokens, spaced)
    return [
        (case_of(token) * QUOTE_STATES + state) * 2 + int(index == 0)
        for index, (token, state) in enumerate(zip(tokens, states, strict=True))
    ]


def encode(vocabulary: WordPieces, tokens: Sequence[str], feature_ids: Sequence[int]) -> Encoded:
    """Turn words into pieces; every word has at least one, so that every word can be decided on."""
    pieces: list[int] = []
    per_piece: list[int] = []
    firsts: list[int] = []
    for feature, token in zip(feature_ids, tokens, strict=True):
        ids = vocabulary.of(plain(token))[:MAX_PIECES_PER_WORD] or (vocabulary.unknown,)
        firsts.append(len(pieces))
        pieces.extend(ids)
        per_piece.extend([feature] * len(ids))
    return Encoded(tuple(pieces), tuple(per_piece), tuple(firsts))
