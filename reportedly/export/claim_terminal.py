"""One claim as a person reads it in a terminal: its standing with every reason, who says so and by which way.

A claim goes in; text comes out: standing and reasons, origins each way with what they said, the tree of
provenance, counts side by side, and each statement with its document, date and exact words.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TextIO

from rich.console import Console
from rich.text import Text

from reportedly.claim import Claim, Ground, Origin, Saying, Stance
from reportedly.export.claim_list import COLOURS
from reportedly.export.claim_words import (
    MEANINGS,
    STANCES,
    STANDINGS,
    about,
    counted,
    each_way,
    happening,
    mended,
    when,
)
from reportedly.export.layout import AMBER, BLUE, GREY, NAMES, RED, Layout
from reportedly.export.printable import printable
from reportedly.export.provenance import tree
from reportedly.history import Moment, Turn, number

_WAYS = {Stance.SUPPORTS: "Who says so", Stance.DENIES: "Who denies it", Stance.UNSURE: "Who is not sure"}
_STYLES = {Stance.SUPPORTS: BLUE, Stance.DENIES: RED, Stance.UNSURE: AMBER}

_TURNS = {
    Turn.FIRST: "first said by",
    Turn.ORIGIN: "also said, independently, by",
    Turn.UNSOURCED: "first reported, with nobody named",
    Turn.DENIED: "denied by",
    Turn.DOUBTED: "put in doubt by",
    Turn.TURNED: "mind changed by",
    Turn.COUNTED: "number given by",
    Turn.WITHDRAWN: "taken back by",
}


def show(claim: Claim, stream: TextIO, width: int | None = None) -> str:
    """Return the view of a claim, fit for the stream: its width, colours and encoding."""
    console = Console(file=stream, width=width, highlight=False, markup=False, emoji=False)
    lay = Layout(console)
    with console.capture() as capture:
        _head(claim, lay)
        _origins(claim, lay)
        _provenance(claim, lay)
        _counts(claim, lay)
        _statements(claim, lay)
    return lay.encodable(capture.get())


def short(claim: Claim, stream: TextIO, width: int | None = None) -> str:
    """Return a claim's standing, the numbers given and by which way it came, fit for the stream."""
    console = Console(file=stream, width=width, highlight=False, markup=False, emoji=False)
    lay = Layout(console)
    with console.capture() as capture:
        _head(claim, lay)
        _counts(claim, lay)
        _provenance(claim, lay)
    return lay.encodable(capture.get())


def told(claim: Claim, moments: Sequence[Moment], stream: TextIO, width: int | None = None) -> str:
    """Return what was known of a claim when, fit for the stream."""
    console = Console(file=stream, width=width, highlight=False, markup=False, emoji=False)
    lay = Layout(console)
    with console.capture() as capture:
        lay.line(Text(printable(claim.text), style="bold"))
        lay.line(Text(f"{claim.aspect.value} · {when(claim)} · {claim.id}", style=GREY))
        for moment in moments:
            lay.blank()
            _moment(moment, lay)
    return lay.encodable(capture.get())


def _head(claim: Claim, lay: Layout) -> None:
    lay.line(Text(printable(claim.text), style="bold"))
    what = " · ".join(part for part in (claim.aspect.value, happening(claim.event), claim.id) if part)
    lay.line(Text(printable(what), style=GREY))
    lay.blank()
    standing = STANDINGS[claim.standing].capitalize()
    lay.line(Text.assemble((standing, f"bold {COLOURS[claim.standing]}"), f": {MEANINGS[claim.standing]}."))
    for_, against = each_way(claim.independent_origins)
    lay.line(Text(
        f"Independent origins: {for_} for, {against} against. "
        f"{counted(claim.outlets, 'outlet')}, {counted(claim.documents, 'document')}, {when(claim)}."
    ))  # fmt: skip
    _grounds(claim.reasons, lay, "")


def _grounds(grounds: Sequence[Ground], lay: Layout, indent: str) -> None:
    for ground in grounds:
        lay.item(f"{indent}▸ ", Text(printable(f"{ground.rule}: {ground.detail}"), style=GREY), GREY)


def _origins(claim: Claim, lay: Layout) -> None:
    names = {origin.id: origin.name for origin in claim.origins}
    for stance, title in _WAYS.items():
        rows = [origin for origin in claim.origins if origin.stance is stance]
        if not rows:
            continue
        _title(title, lay)
        # Those who count as one stand together, the one who gives the group its id first.
        groups = {origin.group: place for place, origin in reversed(list(enumerate(rows)))}
        for origin in sorted(rows, key=lambda o: (groups[o.group], o.id != o.group)):
            _origin(origin, claim, names, lay)


def _origin(origin: Origin, claim: Claim, names: dict[str, str], lay: Layout) -> None:
    head = Text.assemble(
        (printable(origin.name), _STYLES[origin.stance]), f" · {printable(about(origin))} · "
    )
    lay.item("  ", head.append(origin.id, style=GREY), "")
    if origin.group != origin.id and origin.group in names:
        lay.item("    ", Text(f"counts as one with {printable(names[origin.group])}"), "")
    for other in origin.undecided_with:
        lay.item("    ", Text(f"may be the same as {printable(names.get(other, other))}"), "")
    said = dict.fromkeys(printable(s.text) for s in claim.statements if s.origin == origin.id)
    for words in list(said)[:3]:
        lay.item("    ", Text(f"“{words}”"), "")
    if len(said) > 3:
        lay.item("    ", Text(f"and in {len(said) - 3} other wordings", style=GREY), "")
    _grounds(origin.grounds, lay, "    ")


def _provenance(claim: Claim, lay: Layout) -> None:
    _title("By which way it came", lay)
    for twig in tree(claim):
        reports = Text()
        for report in twig.reports:
            reports.append(f"  {(report.published or 'no date')[:10]}")
            if report.copy_of is not None:
                reports.append(f" copy of {report.copy_of[:8]}", style=AMBER)
            if report.stance is not Stance.SUPPORTS:
                reports.append(f" {STANCES[report.stance]}", style=_STYLES[report.stance])
        name = Text(printable(twig.name), style="" if twig.lines else "bold")
        lay.item(f"  {twig.lines}", Text.assemble(name, reports), GREY)


def _counts(claim: Claim, lay: Layout) -> None:
    if not claim.counts:
        return
    _title("Numbers, as given", lay)
    names = {origin.id: origin.name for origin in claim.origins}
    rows: list[tuple[str, str]] = []
    for tally in sorted(claim.counts, key=lambda tally: tally.published or "~"):
        who = names.get(tally.said_by or "", "nobody named")
        told_at = (tally.published or "no date")[:16].replace("T", " ")
        rows.append((printable(number(tally)), printable(f"{who}, {told_at}")))
    room = min(NAMES, max(len(much) for much, _ in rows))
    for much, who in rows:
        lay.item(f"  {much:<{room}}  ", Text(who), "")


def _statements(claim: Claim, lay: Layout) -> None:
    _title("Every statement", lay)
    for saying in sorted(claim.statements, key=lambda s: (s.published or "~", s.document, s.span)):
        _statement(saying, lay)


def _statement(saying: Saying, lay: Layout) -> None:
    day = (saying.published or "no date")[:16].replace("T", " ")
    marks = [saying.factuality.value]
    if saying.copy_of is not None:
        marks.append(f"copy of {saying.copy_of[:8]}")
    chain = " > ".join(saying.chain) or "nobody named"
    head = Text.assemble(f"{day} · {printable(chain)} · ", (STANCES[saying.stance], _STYLES[saying.stance]))
    lay.item("  ", head, "")
    lay.item("    ", Text(f"“{printable(saying.text)}”"), "")
    where = f"document {saying.document[:8]} [{saying.span.start}, {saying.span.end})"
    if saying.original is not None:
        where += f", page [{saying.original.start}, {saying.original.end})"
    lay.item("    ", Text(" · ".join((where, *marks, saying.id)), style=GREY), "")
    for done in saying.mended:
        lay.item("    ", Text(printable(mended(done)), style=AMBER), "")
    if saying.url:
        lay.item("    ", Text(printable(saying.url), style=GREY), "")


def _moment(moment: Moment, lay: Layout) -> None:
    day = (moment.published or "no date")[:16].replace("T", " ")
    if moment.turn is Turn.SPREAD:
        # The one that began the spread is counted in it.
        what = f"spread to {counted(moment.spread, 'more outlet')}, beginning with {moment.chain[-1] or ''}"
    else:
        what = " ".join(part for part in (_TURNS[moment.turn], moment.who) if part)
    style = {Turn.DENIED: RED, Turn.WITHDRAWN: RED, Turn.ORIGIN: BLUE, Turn.FIRST: BLUE}.get(moment.turn, "")
    lay.item("", Text.assemble(f"{day}  ", (printable(what), style)), "")
    if moment.turn is Turn.COUNTED:
        lay.item("    ", Text(printable(moment.text)), "")
    elif moment.turn is not Turn.SPREAD:
        lay.item("    ", Text(f"“{printable(moment.text)}”"), "")
        lay.item("    ", Text(printable(" > ".join(moment.chain)), style=GREY), "")
    after = f"{STANDINGS[moment.standing]}: {moment.for_} for, {moment.against} against"
    lay.item("    ", Text(f"{after}; {counted(moment.outlets, 'outlet')}", style=GREY), "")


def _title(words: str, lay: Layout) -> None:
    lay.blank()
    lay.line(Text(words, style="bold"))
