"""One reading as one self-contained HTML page: the article with its voices marked, who speaks beside it.

Below stand the actors, places, times and numbers that it names.

A reading goes in, the whole page comes out as a string that asks for nothing from anywhere. Style and
script are ours alone and named by their hashes in the page's own security policy, so that no words of
an article can ever act.
"""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from reportedly.export.facts import stated
from reportedly.export.listed import Entry, Voices, entries, voices
from reportedly.export.marked import Block, marked
from reportedly.export.register import Register, register
from reportedly.export.roster import Roster, roster
from reportedly.export.wording import (
    DATE_FOUND,
    clipped,
    date,
    disguises,
    harmless,
    number,
    sentence,
    web_address,
)  # fmt: skip
from reportedly.shapes import Form, MarkKind, Reading, SegmentKind, Voice


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
    disguises: list[str]
    blocks: list[Block]
    entries: list[Entry]
    voices: list[Voices]
    register: Register
    tones: list[str]
    quiet: bool
    facts: bool
    marks: list[tuple[str, str]]
    furniture: bool


def page(reading: Reading) -> str:
    """Return the reading as one HTML page, the same for the same reading."""
    shown = _page(stated(reading))
    style, script = _asset("article.css"), _asset("article.js")
    still = Markup("".join(map(_still, shown.entries)))
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
    kinds = {mark.kind for told in cast.told for mark in told.statement.factuality.marks}
    return Page(
        reading=reading,
        title=headline or document.title or document.outlet or "Untitled article",
        headline=bool(headline),
        language=document.language,
        published=date(document.published) if document.published else None,
        date_found=DATE_FOUND.get(document.published_evidence or "", document.published_evidence or ""),
        url=web_address(document.url),
        live_blog=document.form is Form.LIVE_BLOG,
        summary=" ".join(part for part in (_summary(cast), _happened(reading)) if part),
        disguises=[sentence(line) for line in disguises(reading)],
        blocks=marked(reading, cast),
        entries=entries(reading, cast),
        voices=[voices(speaker, cast, reading) for speaker in cast.speakers],
        register=register(reading),
        facts=bool(reading.events or reading.places or reading.times or reading.counts),
        quiet=any(told.tone == "own" and not told.happens for told in cast.told),
        tones=list(dict.fromkeys(told.tone for told in cast.told)),
        marks=_legend(kinds),
        furniture=any(s.kind is SegmentKind.FURNITURE for s in reading.segments),
    )


def _legend(kinds: set[MarkKind]) -> list[tuple[str, str]]:
    """Marks that look alike share one entry: those that turn a statement round, and those that soften it."""
    turning = [kind for kind in MarkKind if kind in (MarkKind.NEGATION, MarkKind.DENIAL)]
    groups = ([kind for kind in MarkKind if kind not in turning], turning)
    present = [[kind.value for kind in group if kind in kinds] for group in groups]
    return [(names[0], ", ".join(names)) for names in present if names]


def _summary(cast: Roster) -> str:
    """Say in words who speaks: the answer before the reading."""
    spoken = [told for told in cast.told if told.statement.voice is Voice.SOURCE]
    origins = [speaker for speaker in cast.speakers if speaker.says]
    unnamed = sum(not speaker.source.named for speaker in origins)
    nobody = sum(told.statement.voice is Voice.UNKNOWN for told in cast.told)
    denials = sum(told.tone == "deny" for told in cast.told)
    own = sum(told.tone == "own" for told in cast.told)
    by = f"by {number(len(origins), 'source')}"
    if unnamed:
        by += f", {number(unnamed, 'unnamed', 'unnamed')}"
    parts = [f"{number(len(spoken), 'statement')} {by}" if spoken else "no statement by any source"]
    if denials:
        parts.append(number(denials, "denial"))
    if nobody:
        parts.append(f"{number(nobody, 'statement')} that nobody is named for")
    if own:
        parts.append(f"{number(own, 'sentence')} in the outlet’s own voice")
    return " ".join(sentence(part) for part in parts)


def _happened(reading: Reading) -> str:
    """Say in words how much is said to have happened."""
    parts = (
        (len(reading.events), "event", "said to have happened"),
        (len(reading.ties), "tie", "said to hold"),
    )
    counted = [f"{number(count, noun)} {how}" for count, noun, how in parts if count]
    return sentence(", ".join(counted)) if counted else ""


def _still(entry: Entry) -> str:
    """The rule that lights a statement where scripts are off: hover, focus and target only."""
    n, tone = entry.told.n, entry.told.tone
    own = ":has(#own:checked)" if tone == "own" and not entry.told.happens else ""
    touched = f"#s{n}:hover,#s{n}:focus-within,#s{n}:target,#t{n}:focus,#t{n}:target,[data-i='{n}']:hover"
    when = f":root{own}:has({touched})"
    lit = f"{when} [data-s~='{n}']{{background-color:var(--{tone}-lit)}}"
    return f"{lit}{when} #s{n}{{background-color:var(--row)}}\n"


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


@cache
def _asset(name: str) -> Markup:
    """Style or script of our own: part of the page as it is, never escaped, lines ended by newlines."""
    text = (resources.files("reportedly.export") / "templates" / name).read_text(encoding="utf-8")
    return Markup("\n".join(text.splitlines()) + "\n")


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
