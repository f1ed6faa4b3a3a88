"""What is said to have happened, for a terminal: a line an event or tie, and short lists at the end.

Happenings and the register go in; styled lines come out. What happened leads, how surely follows
the facts, PLOVER's name stands last and quietest. Words of strangers are made fit on the way.
"""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from reportedly.export.happenings import Happening, Shown
from reportedly.export.layout import AMBER, GREY, RED, Layout
from reportedly.export.printable import printable
from reportedly.export.register import Actor, Line, register
from reportedly.shapes import Reading


def found(reading: Reading) -> str:
    """Say how much is said to have happened."""
    parts = [(len(reading.events), "event"), (len(reading.ties), "tie")]
    counted = (f"{count} {noun}" + ("" if count == 1 else "s") for count, noun in parts if count)
    return "Said to have happened: " + ", ".join(counted)


def happening(line: Happening) -> Text:
    """Return the line of an event or a tie."""
    out = _tie(line) if line.tie else _event(line)
    for fact in line.facts:
        out.append(" · ", style=GREY).append(printable(fact.words))
    out.append(" · ", style=GREY).append(line.sure, style=RED if line.turned else "")
    if line.marks:
        out.append(" (", style=GREY)
        for number, (words, kind) in enumerate(line.marks):
            out.append(f"{'; ' if number else ''}{kind} ", style=GREY)
            out.append(f"“{printable(words)}”", style=AMBER)
        out.append(")", style=GREY)
    return out.append(f" · {printable(line.code)}", style=GREY)


def _event(line: Happening) -> Text:
    out = Text().append(printable(line.lead), style="bold")
    words = ", ".join(f"“{printable(trigger.words)}”" for trigger in line.triggers)
    out.append(f" {words}")
    if line.left:
        by = "" if line.right else "by "
        out.append(f" · {by}", style=GREY).append(_sides(line.left))
    if line.right:
        out.append(" → ", style=GREY).append(_sides(line.right))
    return out


def _tie(line: Happening) -> Text:
    out = Text(f"{_sides(line.left)} ").append(line.lead, style="bold")
    return out.append(f" {_sides(line.right)}")


def _sides(sides: Sequence[Shown]) -> str:
    return ", ".join(printable(side.words) for side in sides)


def register_tables(reading: Reading, lay: Layout) -> None:
    """Print the actors that have a part in something, and all places, times and numbers."""
    listed = register(reading)
    _table("Who acts", [_actor(actor) for actor in listed.actors], lay)
    _table("Where", [_row(line) for line in listed.places], lay)
    _table("When", [_row(line) for line in listed.times], lay)
    _table("How many", [_row(line) for line in listed.counts], lay)


def _table(title: str, entries: Sequence[tuple[Text, Text]], lay: Layout) -> None:
    if not entries:
        return
    lay.margin("", 0)
    lay.line(Text(title, style="bold"))
    lay.table(entries)
    lay.blank()


def _actor(actor: Actor) -> tuple[Text, Text]:
    facts = (actor.kind, actor.country, actor.lexicon, *actor.parts)
    return Text(printable(actor.shown.words)), _facts(facts)


def _row(line: Line) -> tuple[Text, Text]:
    times = f" ({len(line.mentions)} times)" if len(line.mentions) > 1 else ""
    return Text(printable(line.mentions[0].words) + times), _facts(line.gist)


def _facts(facts: Sequence[str]) -> Text:
    return Text(" · ".join(printable(fact) for fact in facts if fact), style=GREY)
