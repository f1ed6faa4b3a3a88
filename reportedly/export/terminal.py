"""An article's statements as a person reads them in a terminal, in reading order.

A reading goes in; text comes out, with colours only where the stream is a terminal that has them.
Who says it comes first, through whom after it, the words below. The outlet's own sentences are set
quieter, a denial is red, a confirmation blue, and what nobody is named for has a dashed bar.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TextIO

from rich.console import Console
from rich.text import Text

from reportedly.export.facts import stated
from reportedly.export.happenings import Happenings
from reportedly.export.layout import AMBER, BLUE, GREY, RED, Layout, Where, in_reading_order
from reportedly.export.printable import printable
from reportedly.export.terminal_facts import found, happening, register_tables
from reportedly.export.wording import ACTS, DATE_FOUND, IN_DISGUISE, SURENESS, disguises, furniture
from reportedly.shapes import (
    Act,
    FactualityValue,
    Form,
    Mark,
    Reading,
    SegmentKind,
    Source,
    SourceKind,
    Statement,
    Voice,
)

STANCE = {Act.DENY: RED, Act.CONFIRM: BLUE, Act.DOUBT: AMBER}


def view(reading: Reading, stream: TextIO, width: int | None = None) -> str:
    """Return the view of one reading, fit for the stream: its width, colours and encoding."""
    console = Console(file=stream, width=width, highlight=False, markup=False, emoji=False)
    lay = Layout(console)
    reading = stated(reading)
    with console.capture() as capture:
        _head(reading, lay)
        _Statements(reading, lay).show()
        _sources(reading, lay)
        register_tables(reading, lay)
    return lay.encodable(capture.get())


def _head(reading: Reading, lay: Layout) -> None:
    document = reading.document
    lay.line(Text(printable(document.title or "Untitled"), style="bold"))
    about = [printable(document.outlet or "outlet unknown")]
    if document.published:
        evidence = document.published_evidence
        about.append(document.published + (f" ({DATE_FOUND.get(evidence, evidence)})" if evidence else ""))
    else:
        about.append("date unknown")
    about.append(f"language {document.language or 'unknown'}")
    if document.bylines:
        about.append("by " + ", ".join(printable(name) for name in document.bylines))
    lay.line(Text(" · ".join(about), style=GREY))
    if document.form is Form.LIVE_BLOG:
        lay.line(Text("Live blog: many entries of many times and hands", style=AMBER))
    for line in disguises(reading):
        lay.line(Text(printable(line), style=AMBER))
    lay.line(Text(_counted(reading)))
    if reading.events or reading.ties:
        lay.line(Text(found(reading)))
    left_out = Counter(furniture(s.furniture) for s in reading.segments if s.kind is SegmentKind.FURNITURE)
    if left_out:
        kinds = (kind + (f" ({count} times)" if count > 1 else "") for kind, count in left_out.items())
        lay.line(Text("Left out, not the story: " + ", ".join(kinds), style=GREY))
    lay.blank()


def _counted(reading: Reading) -> str:
    voices = Counter(statement.voice for statement in reading.statements)
    origins = {s.chain[0] for s in reading.statements if s.voice is Voice.SOURCE and s.chain}
    parts = [f"{_number(voices[Voice.SOURCE], 'statement')} by {_number(len(origins), 'source')}"]
    if voices[Voice.UNKNOWN]:
        parts.append(f"{voices[Voice.UNKNOWN]} by nobody named")
    if voices[Voice.AUTHOR]:
        parts.append(f"{voices[Voice.AUTHOR]} in the outlet's own voice")
    return ", ".join(parts)


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}" + ("" if count == 1 else "s")


class _Statements:
    """The statements of one reading, laid out one after another."""

    def __init__(self, reading: Reading, lay: Layout) -> None:
        self.reading = reading
        self.text = reading.document.text
        self.lay = lay
        self.where = Where(self.text, reading.segments)
        self.sources = {source.id: source for source in reading.sources}
        self.statements = {statement.id: statement for statement in reading.statements}
        self.happenings = Happenings(reading)
        self.label = ""
        self.author_chain: tuple[str, ...] | None = None

    def show(self) -> None:
        for statement, depth in in_reading_order(self.reading.statements):
            label = self.where.label(statement)
            self.lay.margin(label if label != self.label else "", depth)
            self.label = label
            if statement.voice is Voice.AUTHOR:
                self._own_voice(statement)
            else:
                self._attributed(statement)
            for line in self.happenings.of(statement):
                self.lay.item("▸ ", happening(line), GREY)
            self.lay.blank()

    def _own_voice(self, statement: Statement) -> None:
        """The outlet's own sentence: quiet, and headed only where the line of chain changes."""
        if statement.chain != self.author_chain:
            chain = " > ".join(self._name(link) for link in statement.chain)
            self.lay.line(Text(f"{chain or 'the outlet'}, in its own voice", style=GREY))
            self.author_chain = statement.chain
        self.lay.line(self._words(statement, GREY))
        plain = statement.factuality.value is FactualityValue.CERTAIN and not statement.factuality.marks
        tail = Text("" if plain else " · ", style=GREY)
        if not plain:
            tail = Text.assemble(self._sureness(statement), tail)
        self.lay.line(tail.append(self.where.offsets(statement), style=GREY))

    def _attributed(self, statement: Statement) -> None:
        self.author_chain = None
        colour = STANCE.get(statement.act, "")
        self.lay.bar(dashed=statement.voice is Voice.UNKNOWN, style=colour or GREY)
        place = Text(self.where.offsets(statement), style=GREY)
        told = self.lay.ends(self._chain(statement, colour), place)
        how = Text(ACTS[statement.act], style=colour or GREY)
        if statement.quotation != "none":
            how.append(f" · {statement.quotation}", style=GREY)
        how.append(" · ", style=GREY).append_text(self._sureness(statement))
        if statement.addressee:
            how.append(f" · to {self._name(statement.addressee)}", style=GREY)
        said = self.happenings.said(statement)
        if said:
            how.append(f" · said {printable(said.words)}", style=GREY)
        self.lay.line(how)
        self.lay.line(self._words(statement, ""))
        if not told:
            self.lay.line(place)
        if statement.about in self.statements:
            self._about(statement, self.statements[statement.about], colour or GREY)

    def _about(self, statement: Statement, other: Statement, colour: str) -> None:
        verb = ACTS[statement.act] if statement.act in STANCE else "about"
        line = Text(f"{verb}: ", style=colour).append_text(self._chain(other, "", bold=False))
        line.append(": ").append_text(self._words(other, ""))
        line.stylize(GREY, len(verb) + 1)
        self.lay.cut(line)

    def _chain(self, statement: Statement, colour: str, bold: bool = True) -> Text:
        """The chain, origin first; an unknown origin is said to be unknown."""
        links = [self._name(link) for link in statement.chain]
        first = self.sources.get(statement.chain[0]) if len(statement.chain) > 1 else None
        if statement.voice is Voice.UNKNOWN and (first is None or first.kind is not SourceKind.UNKNOWN):
            links.insert(0, "nobody named")
        line = Text().append(links[0] if links else "unknown", f"{'bold' if bold else ''} {colour}".strip())
        for link in links[1:]:
            line.append(f" > {link}", style=GREY)
        return line

    def _name(self, id: str) -> str:
        source = self.sources.get(id)
        return _source_name(source) if source else "unknown"

    def _sureness(self, statement: Statement) -> Text:
        value = statement.factuality.value
        line = Text(f"{SURENESS[value]} {value}", style=GREY)
        marks = [self._mark(mark) for mark in statement.factuality.marks]
        if marks:
            joined = Text("; ", style=GREY).join(marks)
            line.append(" (", style=GREY).append_text(joined).append(")", style=GREY)
        return line

    def _mark(self, mark: Mark) -> Text:
        line = Text(f"{mark.kind} ", style=GREY)
        line.append(f"“{printable(self.text[mark.start : mark.end])}”", style=AMBER)
        return line.append(f" by {self._name(mark.by)}", style=GREY) if mark.by else line

    def _words(self, statement: Statement, style: str) -> Text:
        """The content's words, its hedges coloured."""
        line = Text(style=style)
        for number, (start, end) in enumerate(statement.content):
            line.append(" … " if number else "", style=GREY)
            for piece_start, piece_end, marked in _pieces(start, end, statement.factuality.marks):
                piece = self.text[piece_start:piece_end]
                shown = printable(piece)
                if piece[:1].isspace() and not line.plain.endswith(" "):
                    line.append(" ")
                line.append(shown, style=AMBER if marked else None)
                if shown and piece[-1:].isspace():
                    line.append(" ")
        line.rstrip()
        return line


def _pieces(start: int, end: int, marks: Sequence[Mark]) -> Iterator[tuple[int, int, bool]]:
    """Cut a span at the marks inside it; yield start, end and whether it is marked."""
    for mark in sorted(marks, key=lambda mark: mark.start):
        if start <= mark.start < mark.end <= end:
            yield start, mark.start, False
            yield mark.start, mark.end, True
            start = mark.end
    yield start, end, False


def _source_name(source: Source) -> str:
    return printable(source.name) or "unknown"


def _sources(reading: Reading, lay: Layout) -> None:
    """The list of sources: what each is, how much it says first-hand, how much it passes on."""
    if not reading.sources:
        return
    says = Counter(s.chain[0] for s in reading.statements if s.chain and s.voice is Voice.SOURCE)
    own = Counter(s.chain[0] for s in reading.statements if s.chain and s.voice is Voice.AUTHOR)
    relays = Counter(link for s in reading.statements for link in s.chain[1:-1])
    publishers = {s.chain[-1] for s in reading.statements if s.chain}
    lay.margin("", 0)
    lay.line(Text("Sources", style="bold"))
    entries = []
    worn = {row.name for row in reading.disguises}
    for source in reading.sources:
        facts = [*([IN_DISGUISE] if source.name in worn else []), *_facts(source)]
        facts += [_number(says[source.id], "statement")] if says[source.id] else []
        facts += [f"{own[source.id]} in its own voice"] if own[source.id] else []
        facts += ["publisher"] if source.id in publishers else []
        facts += [f"relays {relays[source.id]}"] if relays[source.id] else []
        entries.append((Text(_source_name(source)), Text(" · ".join(facts), style=GREY)))
    lay.table(entries)
    lay.blank()


def _facts(source: Source) -> list[str]:
    """What a source is, in a few words each."""
    facts = [str(source.kind)]
    if source.evidence_kind:
        facts.append(str(source.evidence_kind).replace("_", " "))
    if not source.named and source.kind is not SourceKind.ANONYMOUS:
        facts.append("unnamed")
    if source.count is not None and source.count > 1:
        facts.append(f"{source.count} of them")
    standing = ", ".join(printable(part) for part in (source.role, source.affiliation) if part)
    return [*facts, standing] if standing else facts
