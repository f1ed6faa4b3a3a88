"""`custody`: what a court or an archive asks of evidence from the web, as one HTML page to print.

The headings follow the work-flow of the Berkeley Protocol on Digital Open Source Investigations (OHCHR and
Human Rights Center, Berkeley, 2022): collection, preservation, verification, analysis. The page tells what
the ledger knows: what was collected and when, hashes, the log and where it ends, what was taken out, what
was read in each document, who judged. What a person must add (who collected, by what means, on whose
authority) is left to fill in.
"""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources
from typing import BinaryIO

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from reportedly import spans
from reportedly.claim import Claim, Judgement, Standing
from reportedly.export.formats.format import Format, encoded
from reportedly.export.formats.kept import Checked, Entry, Kept, Original
from reportedly.export.wording import ACTS, DATE_FOUND, SURENESS, harmless
from reportedly.shapes import Document, Reading, Span, Voice


@dataclass(frozen=True, slots=True)
class Said:
    """A statement in words: by whom and through whom, how, and where in the text and in the original."""

    id: str
    chain: str
    how: str
    words: str
    text: str
    original: str


@dataclass(frozen=True, slots=True)
class Item:
    """One document collected: what is known of it, its bytes, the entry of the log that took it in."""

    document: Document
    original: Original
    added: Entry | None
    date_found: str
    statements: list[Said]
    made_by: str


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that the page shows; `items` come one at a time, for there may be many."""

    name: str
    version: str
    checked: Checked
    last: Entry | None
    kinds: list[tuple[str, int]]
    decided: list[Entry]
    items: Iterator[Item]
    standings: list[tuple[str, int]]
    claims: list[Claim]
    judgements: list[Judgement]


def _write(kept: Kept, out: BinaryIO) -> None:
    environment = Environment(
        loader=PackageLoader("reportedly.export"), autoescape=True, trim_blocks=True, lstrip_blocks=True,
        undefined=StrictUndefined, finalize=_shown,
    )  # fmt: skip
    template = environment.get_template("custody.html.jinja")
    style = (resources.files("reportedly.export") / "templates" / "custody.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    for part in template.generate(report=_report(kept), style=Markup(style), digest=digest):
        out.write(encoded(part))


def _shown(value: object) -> object:
    """Return words of strangers without characters that hide or turn round what stands there."""
    return harmless(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _report(kept: Kept) -> Report:
    log = list(kept.entries())
    claims = list(kept.claims())
    standing = Counter(claim.standing for claim in claims)
    return Report(
        name=kept.name,
        version=kept.version,
        checked=kept.checked(),
        last=log[-1] if log else None,
        kinds=sorted(Counter(entry.kind for entry in log).items()),
        decided=[entry for entry in log if entry.kind == "redacted"],
        items=_items(kept, {entry.subject: entry for entry in reversed(log) if entry.kind == "added"}),
        standings=[(value.value, standing[value]) for value in Standing],
        claims=claims,
        judgements=list(kept.judgements()),
    )


def _items(kept: Kept, added: dict[str, Entry]) -> Iterator[Item]:
    for reading in kept.readings():
        document, made = reading.document, reading.made_by
        yield Item(
            document=document,
            original=kept.original(document.id),
            added=added.get(document.id),
            date_found=DATE_FOUND.get(document.published_evidence or "", ""),
            statements=_said(kept, reading),
            made_by=f"reportedly {made.version}, model {made.model_sha256}, lexicons {made.lexicons_sha256}",
        )


def _said(kept: Kept, reading: Reading) -> list[Said]:
    names = {source.id: source.name for source in reading.sources}
    document = reading.document
    return [
        Said(
            id=s.id,
            chain=" > ".join(names[id] for id in s.chain)
            if s.voice is not Voice.UNKNOWN
            else "nobody named > " + " > ".join(names[id] for id in s.chain),
            how=f"{ACTS[s.act]}, {SURENESS[s.factuality.value]}",
            words=spans.words(document.text, s.content),
            text=_ranges(s.content),
            original=_ranges([kept.original_range(document.id, span) for span in s.content]),
        )
        for s in reading.statements
    ]


def _ranges(found: tuple[Span, ...] | list[Span | None]) -> str:
    return ", ".join("not found" if span is None else f"{span.start}–{span.end}" for span in found)


FORMAT = Format("custody", "a custody report after the Berkeley Protocol's headings", {"html": _write})
