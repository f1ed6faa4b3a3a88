"""Whether a claim's words can be understood without those around them: words in, a verdict out."""

from __future__ import annotations

from reportedly.claim import Stance

_HANGING = frozenset(
    {
        "it", "they", "he", "she", "we", "this", "that", "these", "those", "i", "who", "which", "whose",
        "whom", "when", "where", "while", "because", "although", "though", "since", "until", "if", "in", "of",
        "had", "has", "have", "was", "were", "is", "are", "did", "will", "would", "to", "and", "but", "or",
    }
)  # fmt: skip
"""A clause that begins so hangs on what stands before it: a name, another clause, its own subject."""
MARKS = {Stance.DENIES: "denied: ", Stance.UNSURE: "in doubt: "}
"""What stands before a claim's words where nobody affirms it: they are those of who denies or doubts it."""
_FEW = 3
"""With fewer words than this nothing is said that can be understood alone."""


def stands_alone(text: str) -> bool:
    """Whether a claim's words can be understood without those around them: a clause with a subject."""
    words = text.removeprefix(MARKS[Stance.DENIES]).removeprefix(MARKS[Stance.UNSURE])
    return len(words.split()) >= _FEW and not hangs(words)


def hangs(text: str) -> bool:
    """Whether words hang on what stands before them."""
    return text.split(" ", 1)[0].casefold() in _HANGING
