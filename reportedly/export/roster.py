"""Who speaks in a reading, numbered for a page: every statement in reading order, every source once.

A reading goes in. Out come statements with their place, depth, tone and the sign of who says it, and
sources with a number that they keep all over the page: origins first, by their first statement, then
relays, then the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from reportedly.export.wording import tone
from reportedly.shapes import Reading, Source, SourceKind, Span, Statement, Voice

NOBODY = "nobody named"


@dataclass(frozen=True, slots=True)
class Sign:
    """A source's sign: its number in a circle, in a square for the press; hollow where unnamed."""

    label: str
    look: str


@dataclass(frozen=True, slots=True)
class Told:
    """One statement on the page: `n` counts from 1 in reading order; `via` names who it came through.

    `happens`: it says that something happened or holds, one event or tie at least.
    """

    n: int
    statement: Statement
    depth: int
    tone: str
    sign: Sign
    who: str
    via: tuple[str, ...]
    happens: bool


@dataclass(frozen=True, slots=True)
class Speaker:
    """One source on the page, with the numbers of the statements that start with it and pass through it."""

    n: int
    source: Source
    sign: Sign
    says: tuple[int, ...]
    relays: tuple[int, ...]
    own: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Roster:
    """All statements and sources of a reading, in the order of the page."""

    told: tuple[Told, ...]
    speakers: tuple[Speaker, ...]


def roster(reading: Reading) -> Roster:
    """Number statements and sources; links to rows that are not there are left out."""
    sources = {source.id: source for source in reading.sources}
    depths = _depths(reading.statements)
    ordered = sorted(
        enumerate(reading.statements), key=lambda pair: (_place(pair[1]), depths[pair[1].id], pair[0])
    )
    statements = [statement for _, statement in ordered]
    numbers = {id: n for n, id in enumerate(_appearing(statements, sources), start=1)}
    rows = {event.id for event in reading.events} | {tie.id for tie in reading.ties}
    told = tuple(
        replace(
            _told(n, statement, depths[statement.id], sources, numbers),
            happens=any(proposition.id in rows for proposition in statement.propositions),
        )
        for n, statement in enumerate(statements, start=1)
    )
    speakers = tuple(_speaker(n, sources[id], told) for id, n in numbers.items())
    return Roster(told, speakers)


def sign(source: Source | None, n: int | None) -> Sign:
    """Return the sign of a source; a question mark where there is none."""
    if source is None or n is None:
        return Sign("?", "round open")
    press = source.kind in (SourceKind.OUTLET, SourceKind.AGENCY)
    shape = "square" if press else "round"
    return Sign(str(n), f"{shape} {'named' if source.named else 'unnamed'}")


def _told(
    n: int, statement: Statement, depth: int, sources: Mapping[str, Source], numbers: Mapping[str, int]
) -> Told:
    chain = [sources[id] for id in statement.chain if id in sources]
    if statement.voice is Voice.UNKNOWN:
        first = chain[0] if len(chain) > 1 and chain[0].kind is SourceKind.UNKNOWN else None
        who = f"{NOBODY} (“{first.name}”)" if first else NOBODY
        via = tuple(source.name for source in chain[1 if first else 0 :])
        return Told(n, statement, depth, tone(statement), sign(None, None), who, via, False)
    origin = chain[0] if chain else None
    if statement.voice is Voice.AUTHOR:
        look = Sign(str(numbers[origin.id]) if origin else "–", "square own")
    else:
        look = sign(origin, numbers[origin.id] if origin else None)
    via = tuple(source.name for source in chain[1:])
    return Told(n, statement, depth, tone(statement), look, origin.name if origin else NOBODY, via, False)


def _speaker(n: int, source: Source, told: Sequence[Told]) -> Speaker:
    says, relays, own = [], [], []
    for row in told:
        chain = row.statement.chain
        if source.id not in chain:
            continue
        if row.statement.voice is Voice.AUTHOR:
            own.append(row.n)
        elif row.statement.voice is Voice.SOURCE and chain[0] == source.id:
            says.append(row.n)
        else:
            relays.append(row.n)
    return Speaker(n, source, sign(source, n), tuple(says), tuple(relays), tuple(own))


def _appearing(statements: Sequence[Statement], sources: Mapping[str, Source]) -> Iterable[str]:
    origins = [s.chain[0] for s in statements if s.voice is Voice.SOURCE and s.chain]
    relays = [id for s in statements for id in s.chain]
    return dict.fromkeys(id for id in (*origins, *relays, *sources) if id in sources)


def _place(statement: Statement) -> int:
    spans: Sequence[Span] = statement.content or statement.cue or statement.source
    return min((span.start for span in spans), default=0)


def _depths(statements: Sequence[Statement]) -> dict[str, int]:
    """How deep each statement lies in others; a ring of `within` ends where it began."""
    parents = {statement.id: statement.within for statement in statements}
    depths = {}
    for id in parents:
        seen = {id}
        parent = parents[id]
        while parent in parents and parent not in seen:
            seen.add(parent)
            parent = parents[parent]
        depths[id] = len(seen) - 1
    return depths
