"""Passages: what the characters of a paragraph alone decide, and so need not be made twice.

In come the stretches of a story; out go their parses and tags. A parse, tags and sentence vectors depend
on no other paragraph and on no article: with a `Shelf` they are made once and taken from it wherever the
same characters stand again. Names, chains and times depend on the article and are never kept.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from reportedly.annotate.parse import Paragraph, doc_of, parsed, version
from reportedly.annotate.tokens import Columns
from reportedly.shapes import EvidenceKind, Segment, Span
from reportedly.tag.tagger import Tag, Tagged, Tagger
from reportedly.version import __version__


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of the story as parsed and tagged."""

    paragraph: Paragraph
    tagged: Tagged


class Shelf(Protocol):
    """Where passages are kept, by a key that holds all that they depend on."""

    def get(self, keys: Sequence[bytes]) -> Mapping[bytes, bytes]:
        """Return those that are there."""
        ...

    def put(self, passages: Mapping[bytes, bytes]) -> None:
        """Keep passages."""
        ...


def read_passages(
    text: str, story: Sequence[tuple[Segment, str]], tagger: Tagger, shelf: Shelf | None = None
) -> tuple[Passage, ...]:
    """Parse and tag the story's segments, each with its text as the parser gets it.

    What is on the shelf is taken from there, and what is not is put there.
    """
    keys = [key(text[s.start : s.end], cased, tagger) for s, cased in story]
    kept = shelf.get(keys) if shelf is not None else {}
    parses = iter(parsed([cased for (_, cased), k in zip(story, keys, strict=True) if k not in kept]))
    out: list[Passage] = []
    made: dict[bytes, bytes] = {}
    for (segment, cased), k in zip(story, keys, strict=True):
        if k in kept:
            out.append(unpack(kept[k], segment, cased))
            continue
        found = next(parses)
        paragraph = Paragraph.of(segment, doc_of(cased, found))
        tagged = tagger.read(text, Span(segment.start, segment.end), paragraph.sentences())
        out.append(Passage(paragraph, tagged))
        if shelf is not None:
            made[k] = pack(out[-1], found)
    if shelf is not None and made:
        shelf.put(made)
    return tuple(out)


def key(raw: str, cased: str, tagger: Tagger) -> bytes:
    """Return what a passage is kept under: its characters, and all that made something of them."""
    return hashlib.sha256(
        json.dumps([__version__, tagger.network.sha256, *version(), raw, cased]).encode()
    ).digest()


def pack(passage: Passage, found: Columns) -> bytes:
    """Write a passage down; offsets count from its beginning."""
    base, vectors = passage.paragraph.base, passage.tagged.vectors
    tags = [
        [t.role, t.span.start - base, t.span.end - base, t.source, t.cue, t.evidence, t.named]
        for t in passage.tagged.tags
    ]
    head = json.dumps([found, tags, vectors.shape]).encode()
    return zlib.compress(head + b"\n" + vectors.tobytes(), 1)


def unpack(data: bytes, segment: Segment, cased: str) -> Passage:
    """Read a passage that was written down, at its place in another document."""
    head, _, body = zlib.decompress(data).partition(b"\n")
    found, tags, shape = json.loads(head)
    vectors = np.frombuffer(body, np.float32).reshape(shape)
    base = segment.start
    tagged = tuple(
        Tag(
            role, Span(base + start, base + stop), source, cue,
            None if evidence is None else EvidenceKind(evidence), named,
        )
        for role, start, stop, source, cue, evidence, named in tags
    )  # fmt: skip
    return Passage(Paragraph.of(segment, doc_of(cased, Columns(*found))), Tagged(tagged, vectors))
