"""A document's words with passages marked: its reading view, and the archived original as it was sent.

A reading, the claims that its statements belong to, or a capture go in; runs of text come out. An original is
shown as the characters that it is made of; it is never given to a browser as a page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportedly.claim import Claim, Passage, Saying
from reportedly.export.leaves import Role, Stretch, leaves
from reportedly.read.original import trace
from reportedly.read.text import decode
from reportedly.shapes import Capture, Reading, SegmentKind, Span

AROUND = 3000
"""How many characters of an original are shown before and after a passage."""


@dataclass(frozen=True, slots=True)
class Said:
    """A statement of a document, with the claim that it is of."""

    claim: Claim
    saying: Saying


@dataclass(frozen=True, slots=True)
class Run:
    """Words that share their marks; `said` is the statement they lead to, `here` what is asked for.

    `copied` words stand in an earlier document; `taken` is the number of the passage that begins here.
    """

    text: str
    said: Said | None
    here: bool
    copied: bool
    first: bool
    taken: int | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A segment of the document: the element that holds it, page matter or story."""

    tag: str
    furniture: str
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Part of an original: before the passage, in it and after it, and how much is cut off."""

    before: str
    passage: str
    after: str
    cut_before: int
    cut_after: int


def said_in(claims: Sequence[Claim], document: str) -> list[Said]:
    """Return the statements of a document that are of a claim, in the order of the text."""
    out = [Said(claim, s) for claim in claims for s in claim.statements if s.document == document]
    return sorted(out, key=lambda said: (said.saying.span, said.claim.id))


def blocks(
    reading: Reading, said: Sequence[Said], asked: Span | None, taken: Sequence[Passage] = ()
) -> Iterator[Block]:
    """Yield the document's segments with statements, copied passages and the one that is asked for marked."""
    text = reading.document.text
    stretches = [Stretch(*item.saying.span, Role.CONTENT, row) for row, item in enumerate(said)]
    # Where words come from: the passages of other documents that stand here too.
    stretches += [Stretch(p.start, p.end, Role.SOURCE, row) for row, p in enumerate(taken)]
    begins = {p.start: row for row, p in enumerate(taken)}
    if asked is not None:
        stretches.append(Stretch(*asked, Role.MARK, 0))
    cuts = [edge for segment in reading.segments for edge in (segment.start, segment.end)]
    pieces = leaves(len(text), stretches, cuts)
    begun = False
    headline = False
    for segment in reading.segments:
        runs = []
        for leaf in pieces:
            if segment.start <= leaf.start < segment.end:
                rows = [s.row for s in leaf.stretches if s.role is Role.CONTENT]
                here = any(s.role is Role.MARK for s in leaf.stretches)
                item = said[rows[0]] if rows else None
                copied = any(s.role is Role.SOURCE for s in leaf.stretches)
                copied = copied or (item is not None and item.saying.copy_of is not None)
                words = text[leaf.start : leaf.end]
                runs.append(Run(words, item, here, copied, here and not begun, begins.get(leaf.start)))
                begun = begun or here
        is_headline = segment.kind is SegmentKind.HEADLINE
        tag = ("h2" if headline else "h1") if is_headline else "p"
        headline = headline or is_headline
        matter = segment.kind is SegmentKind.FURNITURE
        name = (segment.furniture or "page matter").replace("_", " ") if matter else ""
        yield Block(tag, name, tuple(runs))


def excerpt(capture: Capture, reading: Reading, asked: Span | None, whole: bool) -> tuple[Excerpt, bool]:
    """Return the original around a passage, and whether the passage was found there."""
    page = decode(capture.data, html=capture.media == "html")
    found = trace(capture, reading.document).range(asked) if asked is not None else None
    start, end = found or Span(0, 0)
    first = 0 if whole else max(0, start - AROUND)
    last = len(page) if whole else min(len(page), end + AROUND)
    cut = Excerpt(page[first:start], page[start:end], page[end:last], first, len(page) - last)
    return cut, found is not None


def around(text: str, span: Span, most: int = 220) -> tuple[str, str]:
    """Return the words before and after a span of a text, as far as its paragraph or `most` characters go."""
    before = text[max(0, span.start - most) : span.start].rpartition("\n")[2]
    after = text[span.end : span.end + most].partition("\n")[0]
    first, last = span.start - len(before) > 0, len(after) == most
    return ("…" if first and len(before) == most else "") + before, after + ("…" if last else "")
