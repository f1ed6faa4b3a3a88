"""One reading as one self-contained HTML page: the article with its voices marked, who speaks beside it.

A reading goes in, the whole page comes out as a string that asks for nothing from anywhere. Style and
script are ours alone and named by their hashes in the page's own security policy, so that no words of
an article can ever act.
"""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from reportedly.export.marked import Block, marked
from reportedly.export.roster import Roster, Speaker, Told, roster
from reportedly.export.wording import (
    ACTS,
    DATE_FOUND,
    QUOTATIONS,
    SURENESS,
    clipped,
    date,
    harmless,
    number,
    sentence,
    web_address,
)
from reportedly.shapes import Form, MarkKind, Reading, SegmentKind, Source, Statement, Voice
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


@dataclass(frozen=True, slots=True)
class Page:
    """Everything that the template shows."""

    reading: Reading
    title: str
    headline: bool
    language: str | None
    published: str | None
    date_found: str
    url: str | None
    live_blog: bool
    summary: str
    blocks: list[Block]
    entries: list[Entry]
    voices: list[Voices]
    tones: list[str]
    marks: list[str]
    furniture: bool


def page(reading: Reading) -> str:
    """Return the reading as one HTML page, the same for the same reading."""
    shown = _page(reading)
    style, script = _asset("article.css"), _asset("article.js")
    still = Markup("".join(map(_still, shown.entries)))  # noqa: S704 (numbers and our own words only)
    policy = (
        f"default-src 'none'; style-src {_hash(style)} {_hash(still)}; script-src {_hash(script)}; "
        "base-uri 'none'; form-action 'none'"
    )
    template = _templates().get_template("article.html.jinja")
    return template.render(page=shown, style=style, still=still, script=script, policy=policy)


def _page(reading: Reading) -> Page:
    document = reading.document
    cast = roster(reading)
    headlines = [s for s in reading.segments if s.kind is SegmentKind.HEADLINE]
    headline = clipped(document.text[headlines[0].start : headlines[0].end], 300) if headlines else ""
    entries = _entries(reading, cast)
    kinds = {mark.kind for told in cast.told for mark in told.statement.factuality.marks}
    return Page(
        reading=reading,
        title=headline or document.title or document.outlet or "An article",
        headline=bool(headline),
        language=document.language,
        published=date(document.published) if document.published else None,
        date_found=DATE_FOUND.get(document.published_evidence or "", document.published_evidence or ""),
        url=web_address(document.url),
        live_blog=document.form is Form.LIVE_BLOG,
        summary=_summary(cast),
        blocks=marked(reading, cast),
        entries=entries,
        voices=[_voices(speaker, cast, len(document.text)) for speaker in cast.speakers],
        tones=list(dict.fromkeys(told.tone for told in cast.told)),
        marks=[kind.value for kind in MarkKind if kind in kinds],
        furniture=any(s.kind is SegmentKind.FURNITURE for s in reading.segments),
    )


def _summary(cast: Roster) -> str:
    """Say in words who speaks: the answer before the reading."""
    spoken = [told for told in cast.told if told.statement.voice is Voice.SOURCE]
    origins = [speaker for speaker in cast.speakers if speaker.says]
    unnamed = sum(not speaker.source.named for speaker in origins)
    nobody = sum(told.statement.voice is Voice.UNKNOWN for told in cast.told)
    denials = sum(told.tone == "deny" for told in cast.told)
    own = sum(told.tone == "own" for told in cast.told)
    by = f"by {number(len(origins), 'source')}" + (f", {number(unnamed, 'unnamed', 'unnamed')}" if unnamed else "")
    parts = [f"{number(len(spoken), 'statement')} {by}" if spoken else "no statement by any source"]
    if denials:
        parts.append(number(denials, "denial"))
    if nobody:
        parts.append(f"{number(nobody, 'statement')} that nobody is named for")
    if own:
        parts.append(f"{number(own, 'sentence')} in the outlet’s own voice")
    return " ".join(sentence(part) for part in parts)


def _entries(reading: Reading, cast: Roster) -> list[Entry]:
    text = reading.document.text
    sources = {source.id: source for source in reading.sources}
    told = {row.statement.id: row for row in cast.told}
    return [_entry(text, row, sources, told) for row in cast.told]


def _entry(text: str, row: Told, sources: dict[str, Source], told: dict[str, Told]) -> Entry:
    statement = row.statement
    act = ACTS[statement.act]
    listener = sources.get(statement.addressee or "")
    to = f"to {listener.name}" if listener and listener.id not in statement.chain else ""
    how = (act, QUOTATIONS[statement.quotation], to)
    marks = [(clipped(text[mark.start : mark.end], 60), mark.kind.value) for mark in statement.factuality.marks]
    value = statement.factuality.value
    links = []
    for verb, id in ((f"{act} what", statement.about), ("within what", statement.within)):
        other = told.get(id or "")
        if other is not None:
            links.append(Link(verb, other.n, f"{other.who} {ACTS[other.statement.act]}"))
    return Entry(
        told=row,
        how=tuple(part for part in how if part),
        sure=SURENESS[value],
        value=value.value,
        marks=tuple(dict.fromkeys(marks)),
        words=clipped(words(text, statement.content), 150),
        links=tuple(links),
        reached=_has_words(text, statement),
    )


def _has_words(text: str, statement: Statement) -> bool:
    spans = statement.content or statement.cue or statement.source
    return any(text[max(0, start) : max(0, end)].strip() for start, end in spans)


def _voices(speaker: Speaker, cast: Roster, length: int) -> Voices:
    source = speaker.source
    kind = source.kind.value
    evidence = source.evidence_kind.value.replace("_", " ") if source.evidence_kind else ""
    role = ", ".join(part for part in (source.role, source.affiliation) if part)
    facts = (
        kind,
        "" if evidence == kind else evidence,
        "named" if source.named else "" if kind == "anonymous" else "not named",
        f"{source.count} in number" if source.count is not None else "",
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


def _still(entry: Entry) -> str:
    """The rule that lights a statement where scripts are off: hover, focus and target only."""
    n, tone = entry.told.n, entry.told.tone
    own = ":has(#own:checked)" if tone == "own" else ""
    touched = f"#s{n}:hover,#s{n}:focus-within,#s{n}:target,#t{n}:focus,#t{n}:target,[data-i='{n}']:hover"
    parts = f"[data-s~='{n}'],#s{n}"
    return f":root{own}:has({touched}) :is({parts}){{background-color:var(--{tone}-lit)}}\n"


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


@cache
def _asset(name: str) -> Markup:
    """Style or script of our own: part of the page as it is, never escaped, lines ended by newlines."""
    loader = _templates().loader
    assert loader is not None
    text, _, _ = loader.get_source(_templates(), name)
    return Markup("\n".join(text.splitlines()) + "\n")  # noqa: S704 (a file of this package)


@cache
def _templates() -> Environment:
    return Environment(
        loader=PackageLoader("reportedly.export"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_finalize,
    )


def _finalize(value: object) -> object:
    """The one door through which words reach the page: what is not our own markup is made harmless."""
    if isinstance(value, Markup):
        return value
    return harmless(str(value))
