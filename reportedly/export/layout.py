"""Where things stand on the lines of a terminal: margins, bars, ends of lines, places in the text.

Styled lines go in; they leave wrapped to the terminal's width, behind a margin that names the
paragraph and shows how deep a statement is nested. Nothing here knows what a line means.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from reportedly.shapes import Segment, SegmentKind, Statement

LABEL = 5
"""Columns for the paragraph's number in the margin."""

WIDEST = 110
"""Longer lines than this are hard to read, however wide the terminal is."""

DEEPEST = 4
"""Statements nested deeper than this are not moved further to the right."""

NAMES = 34
"""Columns at most for the left of two columns; what is longer has the line to itself."""

GREY, RED, BLUE, AMBER = "color(244)", "color(167)", "color(68)", "color(172)"
"""Middle tones of the 256 colours, legible on light and on dark grounds."""

PLAIN = str.maketrans(
    {
        "┃": "|", "╎": ":", "·": "-", "¶": "#", "…": "...", "→": ">", "▸": "*", "–": "-", "“": '"', "”": '"',
        "├": "|", "└": "`", "│": "|", "─": "-",
    }
)  # fmt: skip
"""Our own signs, for a stream that cannot write them."""


class Layout:
    """Lines on a console, behind the current margin."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self.width = min(console.width, WIDEST)
        self._first: Text | None = None
        self._rest = Text()

    def margin(self, label: str, depth: int) -> None:
        """Set the margin: the label stands on its first line only."""
        indent = " " * (2 + 3 * min(depth, DEEPEST))
        self._first = Text(f"{label:>{LABEL}}{indent}", style="color(244)")
        self._rest = Text(" " * LABEL + indent)

    def bar(self, dashed: bool, style: str) -> None:
        """Draw a bar at the margin's right edge."""
        sign = "╎ " if dashed else "┃ "
        self._first = (self._first or self._rest.copy()).append(sign, style=style)
        self._rest = self._rest.copy().append(sign, style=style)

    def line(self, content: Text) -> None:
        """Print a line, wrapped, every part of it behind the margin."""
        for part in content.wrap(self.console, max(20, self.width - cell_len(self._rest.plain))):
            part.rstrip()
            self._print(part)

    def item(self, bullet: str, content: Text, style: str) -> None:
        """Print a line behind a bullet, all its further parts behind blanks of the same width."""
        indent = cell_len(bullet)
        width = max(20, self.width - cell_len(self._rest.plain) - indent)
        for number, part in enumerate(content.wrap(self.console, width)):
            part.rstrip()
            self._print(Text.assemble((" " * indent, "") if number else (bullet, style), part))

    def cut(self, content: Text) -> None:
        """Print as much of a line as fits on one."""
        content.truncate(max(20, self.width - cell_len(self._rest.plain)), overflow="ellipsis")
        self._print(content)

    def ends(self, left: Text, right: Text) -> bool:
        """Print one thing at each end of a line, or the left one only; return whether both found room."""
        room = self.width - cell_len(self._rest.plain) - left.cell_len - right.cell_len
        if room < 2:
            self.line(left)
            return False
        self._print(Text.assemble(left, " " * room, right))
        return True

    def table(self, entries: Sequence[tuple[Text, Text]]) -> None:
        """Print pairs in two columns, the right one wrapped."""
        self.margin("", 0)
        edge = self._rest
        left = min(NAMES, self.width // 2 - LABEL, max((name.cell_len for name, _ in entries), default=0)) + 2
        for name, facts in entries:
            self._rest = edge.copy().append(" " * left)
            if name.cell_len + 2 > left:
                self._first = edge
                self._print(name)
                self._first = self._rest
            else:
                self._first = Text.assemble(edge, name, " " * (left - name.cell_len))
            self.line(facts)

    def blank(self) -> None:
        """Print an empty line and end the margin."""
        self._first, self._rest = None, Text()
        self.console.print()

    def _print(self, content: Text) -> None:
        self.console.print(Text.assemble(self._first or self._rest, content), soft_wrap=True)
        self._first = None

    def encodable(self, output: str) -> str:
        """Put plain signs for ours where the console's encoding lacks them."""
        try:
            "".join(chr(sign) for sign in PLAIN).encode(self.console.encoding)
        except UnicodeEncodeError:
            return output.translate(PLAIN)
        return output


class Where:
    """Says where in the text a statement stands: paragraph, line, character offsets."""

    def __init__(self, text: str, segments: Sequence[Segment]) -> None:
        self._lines = [match.end() for match in re.finditer(r"\r\n|\r|\n", text)]
        self._segments = [segment for segment in segments if segment.kind is not SegmentKind.FURNITURE]
        self._starts = [segment.start for segment in self._segments]
        paragraphs = [s for s in self._segments if s.kind is SegmentKind.PARAGRAPH]
        self._number = {segment.start: n for n, segment in enumerate(paragraphs, 1)}

    def label(self, statement: Statement) -> str:
        """Name the segment in which the statement begins: ¶ and its number, or "head"."""
        at = bisect_right(self._starts, start_of(statement)) - 1
        if at < 0:
            return ""
        segment = self._segments[at]
        if segment.kind is SegmentKind.PARAGRAPH:
            return f"¶{self._number[segment.start]}"
        return str(segment.kind)[:4]

    def offsets(self, statement: Statement) -> str:
        """Give the line (from 1) and the offsets of the content's parts, in code points."""
        line = bisect_right(self._lines, start_of(statement)) + 1
        parts = ", ".join(f"{start}–{end}" for start, end in statement.content[:3])
        return f"line {line}: {parts}" + (" …" if len(statement.content) > 3 else "")


def start_of(statement: Statement) -> int:
    """Return where the statement's first words are: its content's, or its cue's or source's."""
    return min((span.start for span in (*statement.content, *statement.cue, *statement.source)), default=0)


def in_reading_order(statements: Sequence[Statement]) -> Iterator[tuple[Statement, int]]:
    """Yield every statement and how deep it is nested, each after the one that it is within."""
    known = {statement.id for statement in statements}
    inner: dict[str | None, list[Statement]] = {}
    for statement in sorted(statements, key=start_of):
        inner.setdefault(statement.within if statement.within in known else None, []).append(statement)
    waiting = [(statement, 0) for statement in reversed(inner.get(None, []))]
    while waiting:
        statement, depth = waiting.pop()
        yield statement, depth
        waiting += [(child, depth + 1) for child in reversed(inner.get(statement.id, []))]
