"""CofeNet's protocol (Wang et al., COLING 2022): exact spans of source, cue and content in passages.

In comes a file of passages, one JSON object a line with `tokens` and BIO `labels`; out come
passages as running text with the place of every token, and counts of exact token spans.

What is assumed: a span is a B- label with the I- labels of its kind after it (in the file every I-
continues a span). Contents hold their quotation marks, and a closing mark's comma or stop where it
stands inside. The tokens are the Penn Treebank's, so running text is made by its rules; where a
passage has closing marks only, they open and close in turn. A predicted span takes every token
that it touches. Each passage is read on its own, so a speaker named before it cannot be known.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.readings import Read
from benchmarks.score import Counts, Part, span_counts
from reportedly.shapes import Span

PUBLISHED = """\
published, on the test file of the same form (source / cue / content):
  CRF .506 / .534 / .286   BiLSTM+Cofe .712 / .670 / .622
  BERT .811 / .740 / .689   BERT+Cofe .832 / .753 / .729"""

_SHOWN = {"-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "-LCB-": "{", "-RCB-": "}",
          "``": "“", "''": "”", "`": "‘", "'": "’", "'''": "’”"}  # fmt: skip
_NO_SPACE_BEFORE = {",", ".", ";", ":", "?", "!", "%", ")", "]", "}", "”", "’", "’”"}
_NO_SPACE_AFTER = {"(", "[", "{", "“", "‘", "$"}
_CLITICS = {"n't", "'s", "'re", "'ve", "'ll", "'m", "'d"}
_OUTER = {"``", "''", "'''", ",", "."}


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage as running text, the place of each token in it, and the labelled token spans."""

    name: str
    tokens: tuple[str, ...]
    text: str
    places: tuple[Span, ...]
    gold: dict[Part, frozenset[Span]]


def read_passages(path: Path) -> Iterator[Passage]:
    """Yield the passages of a file in order; raise `ValueError` naming the line that is malformed."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        row = json.loads(line)
        tokens, labels = row["tokens"], row["labels"]
        if len(tokens) != len(labels):
            raise ValueError(f"{path.name}:{number}: {len(tokens)} tokens but {len(labels)} labels")
        text, places = running_text(tokens)
        gold = {part: frozenset(labelled(labels, part)) for part in Part}
        yield Passage(f"{row['id']}:{number}", tuple(tokens), text, places, gold)


def labelled(labels: Sequence[str], part: Part) -> Iterator[Span]:
    """Yield the spans of tokens that BIO labels give to one part."""
    start = None
    for at, label in enumerate([*labels, "O"]):
        if start is not None and label != f"I-{part}":
            yield Span(start, at)
            start = None
        if label == f"B-{part}":
            start = at


def running_text(tokens: Sequence[str]) -> tuple[str, tuple[Span, ...]]:
    """Join Treebank tokens as they are printed; return the text and where each token lies in it."""
    text = ""
    places = []
    tight = True  # Nothing stands before the first token.
    for token, shown in zip(tokens, _printed(tokens), strict=True):
        if not tight and shown not in _NO_SPACE_BEFORE and token.lower() not in _CLITICS:
            text += " "
        places.append(Span(len(text), len(text) + len(shown)))
        text += shown
        tight = shown in _NO_SPACE_AFTER
    return text, tuple(places)


def _printed(tokens: Sequence[str]) -> list[str]:
    shown = [_SHOWN.get(token, token) for token in tokens]
    closing = [at for at, token in enumerate(tokens) if token == "''"]
    if closing and "``" not in tokens:
        first_opens = closing[0] == 0 or len(closing) % 2 == 0
        for at in closing[0 if first_opens else 1 :: 2]:
            shown[at] = "“"
    return shown


def passage_counts(passage: Passage, read: Read) -> dict[str, Counts]:
    """Count exact token spans by part, as labelled and with outer quotes, commas and stops dropped."""
    counts = {}
    for part in Part:
        spans = [span for relation in read.relations for span in relation.part(part)]
        predicted = frozenset(_token_spans(passage, spans))
        gold = passage.gold[part]
        counts[part.value] = span_counts(gold, predicted)
        counts[f"{part.value}_trimmed"] = span_counts(_inner(passage, gold), _inner(passage, predicted))
    return counts


def _token_spans(passage: Passage, spans: Iterable[Span]) -> Iterator[Span]:
    for span in spans:
        places = enumerate(passage.places)
        touched = [at for at, place in places if place.start < span.end and span.start < place.end]
        if touched:
            yield Span(touched[0], touched[-1] + 1)


def _inner(passage: Passage, spans: Iterable[Span]) -> frozenset[Span]:
    kept = []
    for start, end in spans:
        words = [at for at in range(start, end) if passage.tokens[at] not in _OUTER]
        kept.append(Span(words[0], words[-1] + 1) if words else Span(start, end))
    return frozenset(kept)
