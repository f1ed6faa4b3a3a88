"""The article's own text as marked runs: what is a source, a cue, a content, a hedge, and whose.

With them stand the words that say what happened, where, when, how many.
A reading and its roster go in; out come blocks (headline, paragraphs, furniture) in reading order, made
of runs that never nest. Together the runs hold every character of the text that is not white space
between blocks.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from reportedly.export.facts import Fact, FactKind, facts
from reportedly.export.leaves import Leaf, Role, Stretch, leaves
from reportedly.export.roster import Roster, Told
from reportedly.export.wording import ACTS, SURENESS, furniture
from reportedly.shapes import Mark, Reading, Segment, SegmentKind, Source, Span, Statement


@dataclass(frozen=True, slots=True)
class Marker:
    """The point in the text where a statement begins: the one place where it takes the focus."""

    told: Told
    label: str


@dataclass(frozen=True, slots=True)
class Run:
    """Words that share all their marks; `statements` innermost first, as numbers parted by blanks.

    `anchor` is the id by which links find the words of a fact that begins with them, or empty.
    """

    anchor: str
    text: str
    look: str
    statements: str
    title: str
    markers: tuple[Marker, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """Part of a block: `furniture` names its kind in words, or is empty for the story's own text."""

    furniture: str
    dateline: bool
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """One line of the page: `tag` is the HTML element that holds it; `matter` is all furniture."""

    tag: str
    matter: bool
    pieces: tuple[Piece, ...]


def marked(reading: Reading, roster: Roster) -> list[Block]:
    """Cut the text into blocks of runs; text outside all segments is shown as a paragraph."""
    text = reading.document.text
    starts = _starts(text, roster.told)
    lines = list(_lines(text, reading.segments))
    edges = [edge for line in lines for part in line for edge in (part.start, part.end)]
    told = facts(reading)
    found = [*_stretches(roster.told), *_fact_stretches(told)]
    pieces = leaves(len(text), found, (*edges, *starts))
    names = {source.id: source for source in reading.sources}
    write = _Writer(text, roster, starts, names, told)
    out: list[Block] = []
    at = 0
    for line in lines:
        end = line[-1].end
        while at < len(pieces) and pieces[at].start < line[0].start:
            at += 1
        until = at
        while until < len(pieces) and pieces[until].start < end:
            until += 1
        first = not any(block.tag == "h1" for block in out)
        out.append(write.block(line, pieces[at:until], first))
        at = until
    return out


class _Writer:
    """Turns leaves into runs: knows the text, who says what, and where each statement begins."""

    def __init__(
        self,
        text: str,
        roster: Roster,
        starts: dict[int, list[Told]],
        names: dict[str, Source],
        found: Sequence[Fact],
    ) -> None:
        self.text = text
        self.told = {told.n: told for told in roster.told}
        self.starts = starts
        self.names = names
        self.facts = found
        self.marks = {told.n: tuple(_marks(told.statement)) for told in roster.told}

    def block(self, line: Sequence[Segment], pieces: Sequence[Leaf], first: bool) -> Block:
        headline = line[0].kind is SegmentKind.HEADLINE
        tag = ("h1" if first else "h2") if headline else "p"
        out = []
        for part in line:
            inside = [leaf for leaf in pieces if part.start <= leaf.start < part.end]
            kind = furniture(part.furniture) if part.kind is SegmentKind.FURNITURE else ""
            runs = tuple(self._run(leaf) for leaf in inside)
            out.append(Piece(kind, part.kind is SegmentKind.DATELINE, runs))
        return Block(tag, all(part.furniture for part in out), tuple(out))

    def _run(self, leaf: Leaf) -> Run:
        stretches = [s for s in leaf.stretches if s.role is not Role.FACT]
        found = [self.facts[s.row] for s in leaf.stretches if s.role is Role.FACT]
        contents = [self.told[s.row] for s in stretches if s.role is Role.CONTENT]
        spoken = [told for told in contents if told.tone != "own"]
        roles = {s.role for s in stretches}
        marks = [
            (told, mark)
            for told in dict.fromkeys(self.told[s.row] for s in stretches if s.role is Role.MARK)
            for mark in self.marks[told.n]
            if mark.start <= leaf.start and leaf.end <= mark.end
        ]
        look = []
        if contents:
            look += ["c", contents[0].tone]
        if len(spoken) > 1:
            look.append("deep")
        if any(told.tone == "deny" for told in contents):
            look.append("denied")
        look += [name for role, name in ((Role.SOURCE, "src"), (Role.CUE, "cue")) if role in roles]
        look += ["mk", *dict.fromkeys(mark.kind.value for _, mark in marks)] if marks else []
        look += _fact_looks(found, leaf)
        numbers = dict.fromkeys(str(s.row) for s in stretches)
        titles = (*(self._title(told, mark) for told, mark in marks), *(fact.title for fact in found))
        return Run(
            anchor=f"w{leaf.start}" if any(max(0, fact.start) == leaf.start for fact in found) else "",
            text=self.text[leaf.start : leaf.end],
            look=" ".join(look),
            statements=" ".join(numbers),
            title="; ".join(dict.fromkeys(title for title in titles if title)),
            markers=tuple(Marker(told, _label(told)) for told in self.starts.get(leaf.start, ())),
        )

    def _title(self, told: Told, mark: Mark) -> str:
        by = self.names.get(mark.by) if mark.by else None
        value = told.statement.factuality.value
        tail = f"a relayer’s, {by.name}" if by else f"{SURENESS[value]}, {value}"
        return f"{mark.kind.value}: {tail}"


def _lines(text: str, segments: Iterable[Segment]) -> Iterator[list[Segment]]:
    """Group what stands on one line of the text, with the white space between as text of its own."""
    line: list[Segment] = []
    for part in _parts(text, segments):
        gap = text[line[-1].end : part.start] if line else ""
        if line and _parted(line[-1], gap, part):
            yield line
            line = []
        elif gap:
            line.append(Segment(SegmentKind.PARAGRAPH, None, line[-1].end, part.start))
        line.append(part)
    if line:
        yield line


def _parts(text: str, segments: Iterable[Segment]) -> Iterator[Segment]:
    """The segments in order, and as paragraphs whatever words they leave out."""
    at = 0
    for segment in sorted(segments, key=lambda s: (s.start, s.end)):
        yield from _left_out(text, at, segment.start)
        start, end = max(at, segment.start), min(segment.end, len(text))
        if text[start:end].strip():
            yield Segment(segment.kind, segment.furniture, start, end)
        at = max(at, end)
    yield from _left_out(text, at, len(text))


def _left_out(text: str, start: int, end: int) -> Iterator[Segment]:
    for found in re.compile(r"\S(?:[^\r\n]*\S)?").finditer(text, start, end):
        yield Segment(SegmentKind.PARAGRAPH, None, *found.span())


def _parted(before: Segment, gap: str, after: Segment) -> bool:
    return "\n" in gap or "\r" in gap or SegmentKind.HEADLINE in (before.kind, after.kind)


def _stretches(rows: Iterable[Told]) -> Iterator[Stretch]:
    for told in rows:
        statement = told.statement
        depth = -1 if told.tone == "own" else told.depth
        marks = tuple(Span(mark.start, mark.end) for mark in _marks(statement))
        spans = (
            (Role.CONTENT, statement.content),
            (Role.CUE, statement.cue),
            (Role.SOURCE, statement.source),
            (Role.MARK, marks),
        )
        for role, found in spans:
            for start, end in found:
                yield Stretch(start, end, role, told.n, depth)


def _fact_stretches(found: Iterable[Fact]) -> Iterator[Stretch]:
    for row, fact in enumerate(found):
        yield Stretch(fact.start, fact.end, Role.FACT, row)


def _fact_looks(found: Iterable[Fact], leaf: Leaf) -> Iterator[str]:
    """The kinds of fact, and where the words of one begin its kind with a 1: there stands its sign."""
    shown = [fact for fact in found if fact.kind is not FactKind.NAME]
    yield from dict.fromkeys(fact.kind.value for fact in shown)
    yield from dict.fromkeys(f"{fact.kind}1" for fact in shown if max(0, fact.start) == leaf.start)


def _marks(statement: Statement) -> Iterator[Mark]:
    every = [statement.factuality, *(p.factuality for p in statement.propositions)]
    yield from dict.fromkeys(mark for factuality in every for mark in factuality.marks)


def _starts(text: str, rows: Iterable[Told]) -> dict[int, list[Told]]:
    """Where each statement's marker stands: before its first words and the quote mark that opens them."""
    out: defaultdict[int, list[Told]] = defaultdict(list)
    for told in rows:
        statement = told.statement
        spans = sorted(statement.content or statement.cue or statement.source)
        clipped = [(max(0, start), min(end, len(text))) for start, end in spans]
        inked = [(start, end) for start, end in clipped if text[start:end].strip()]
        if not inked:
            continue
        start, end = inked[0]
        start += len(text[start:end]) - len(text[start:end].lstrip())
        if start and _opens(text, start - 1):
            start -= 1
        out[start].append(told)
    return dict(out)


def _opens(text: str, at: int) -> bool:
    before = text[at - 1] if at else " "
    quote = text[at] in "\"'`" or unicodedata.category(text[at]) in ("Pi", "Ps")
    return quote and (before.isspace() or unicodedata.category(before)[0] == "P")


def _label(told: Told) -> str:
    act = ACTS[told.statement.act]
    return f"Statement {told.n}: {told.who} {act}"
