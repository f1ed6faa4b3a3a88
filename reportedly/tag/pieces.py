"""Words to word pieces: BERT's normalisation, then the longest piece first (Wu et al. 2016).

Comes in: one word at a time. Goes out: the ids of its pieces, the same as the `tokenizers` library gives;
written here because that library brings a client of a model hub, which an offline program has no use for.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path

UNKNOWN = "[UNK]"
LONGEST = 100  # characters of a part beyond which it is unknown
_CJK = (
    (0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0x20000, 0x2A6DF), (0x2A700, 0x2B73F), (0x2B740, 0x2B81F),
    (0x2B820, 0x2CEAF), (0xF900, 0xFAFF), (0x2F800, 0x2FA1F),
)  # fmt: skip


class WordPieces:
    """A vocabulary of word pieces; `of(word)` gives the ids of a word's pieces, none for what has no form."""

    def __init__(self, pieces: Iterable[str]) -> None:
        self._ids: Mapping[str, int] = {piece: number for number, piece in enumerate(pieces)}
        self.unknown = self._ids[UNKNOWN]
        self.of = lru_cache(maxsize=65536)(self._of)

    @classmethod
    def read(cls, path: Path) -> WordPieces:
        """Read a vocabulary of one piece a line, its line number the id."""
        return cls(path.read_text("utf-8").splitlines())

    def _of(self, word: str) -> tuple[int, ...]:
        return tuple(number for part in parts(word) for number in self._pieces(part))

    def _pieces(self, part: str) -> list[int]:
        if len(part) > LONGEST:
            return [self.unknown]
        out: list[int] = []
        start = 0
        while start < len(part):
            for end in range(len(part), start, -1):
                number = self._ids.get(part[start:end] if start == 0 else f"##{part[start:end]}")
                if number is not None:
                    out.append(number)
                    start = end
                    break
            else:
                return [self.unknown]
        return out


def parts(word: str) -> Iterator[str]:
    """Normalise a word and cut it at spaces and at each mark of punctuation."""
    current = ""
    for char in _normal(word):
        if char.isspace() or _stands_alone(char):
            if current:
                yield current
            current = ""
            if not char.isspace():
                yield char
        else:
            current += char
    if current:
        yield current


def _normal(word: str) -> str:
    """Drop control characters, lower the case, strip accents."""
    kept = "".join(
        " " if char.isspace() else char
        for char in word
        if char not in "\x00\ufffd" and (char.isspace() or not unicodedata.category(char).startswith("C"))
    )
    bare = (c for c in unicodedata.normalize("NFD", kept) if unicodedata.category(c) != "Mn")
    return "".join(bare).lower()


def _stands_alone(char: str) -> bool:
    code = ord(char)
    if code < 128:
        return not char.isalnum() and not char.isspace()
    return unicodedata.category(char).startswith("P") or any(a <= code <= b for a, b in _CJK)
