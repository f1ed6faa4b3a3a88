"""The lists beside the article: every statement in words, what it says has happened, every source.

A reading and its roster go in; out come lines ready for the template, all words and no markup.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from reportedly.export.happenings import Happening, Happenings, Shown
from reportedly.export.roster import Roster, Speaker, Told
from reportedly.export.wording import ACTS, IN_DISGUISE, QUOTATIONS, SURENESS, clipped, number
from reportedly.shapes import Reading, Source, Statement
from reportedly.spans import words


@dataclass(frozen=True, slots=True)
class Link:
    """A statement that another one is about or within: its number and its words."""

    verb: str
    n: int
    words: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the list of statements."""

    told: Told
    how: tuple[str, ...]
    sure: str
    value: str
    marks: tuple[tuple[str, str], ...]
    words: str
    links: tuple[Link, ...]
    reached: bool
    said: Shown | None
    happened: tuple[Happening, ...]


@dataclass(frozen=True, slots=True)
class Tick:
    """A stretch of the article in thousandths of its length, and whose statement it is."""

    x: int
    width: int
    told: Told


@dataclass(frozen=True, slots=True)
class Voices:
    """One line of the list of sources, with where in the article it is heard."""

    speaker: Speaker
    facts: tuple[str, ...]
    ticks: tuple[Tick, ...]


def entries(reading: Reading, cast: Roster) -> list[Entry]:
    """Return a line for each statement, in the order of the page."""
    text = reading.document.text
    sources = {source.id: source for source in reading.sources}
    told = {row.statement.id: row for row in cast.told}
    happenings = Happenings(reading)
    return [_entry(text, row, sources, told, happenings) for row in cast.told]


def _entry(
    text: str, row: Told, sources: Mapping[str, Source], told: Mapping[str, Told], happenings: Happenings
) -> Entry:
    statement = row.statement
    act = ACTS[statement.act]
    listener = sources.get(statement.addressee or "")
    to = f"to {listener.name}" if listener and listener.id not in statement.chain else ""
    how = (act, QUOTATIONS[statement.quotation], to)
    factuality = statement.factuality
    marks = [(clipped(text[mark.start : mark.end], 60), mark.kind.value) for mark in factuality.marks]
    links = []
    for verb, id in ((act, statement.about), ("within", statement.within)):
        other = told.get(id or "")
        if other is not None:
            said = clipped(words(text, other.statement.content), 44)
            links.append(Link(verb, other.n, f"{other.who}: {said}"))
    return Entry(
        told=row,
        how=tuple(part for part in how if part),
        sure=SURENESS[factuality.value],
        value=factuality.value.value,
        marks=tuple(dict.fromkeys(marks)),
        words=clipped(words(text, statement.content), 150),
        links=tuple(links),
        reached=_has_words(text, statement),
        said=happenings.said(statement),
        happened=happenings.of(statement),
    )


def _has_words(text: str, statement: Statement) -> bool:
    spans = statement.content or statement.cue or statement.source
    return any(text[max(0, start) : max(0, end)].strip() for start, end in spans)


def voices(speaker: Speaker, cast: Roster, reading: Reading) -> Voices:
    """Return the line of a source."""
    source, length = speaker.source, len(reading.document.text)
    kind = source.kind.value
    evidence = source.evidence_kind.value.replace("_", " ") if source.evidence_kind else ""
    role = ", ".join(part for part in (source.role, source.affiliation) if part)
    facts = (
        IN_DISGUISE if any(row.name == source.name for row in reading.disguises) else "",
        kind,
        "" if evidence == kind else evidence,
        "named" if source.named else "" if kind == "anonymous" else "not named",
        number(source.count, "in number", "in number") if source.count is not None else "",
        role,
        ", ".join(source.descriptors),
        number(len(speaker.says), "statement") if speaker.says else "",
        f"relays {len(speaker.relays)}" if speaker.relays else "",
        f"{number(len(speaker.own), 'sentence')} of the story’s own" if speaker.own else "",
    )
    rows = {told.n: told for told in cast.told}
    heard = [rows[n] for n in speaker.says or speaker.relays]
    ticks = tuple(
        Tick(1000 * start // length, max(4, 1000 * (end - start) // length), told)
        for told in heard
        for start, end in told.statement.content
        if 0 <= start < end <= length
    )
    return Voices(speaker, tuple(fact for fact in facts if fact), ticks)
