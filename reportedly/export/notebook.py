"""Readings, claims and provenance trees as pieces of HTML for a notebook: no script, no request, any theme.

Rows go in; HTML comes out in which words of strangers are escaped and harmless. The whole marked article is
in a frame of its own that can reach nothing outside.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from reportedly import spans
from reportedly.claim import Claim, Saying, Standing
from reportedly.export.page import page
from reportedly.export.provenance import tree
from reportedly.export.wording import ACTS, SURENESS, clipped, date, harmless, number, web_address
from reportedly.shapes import Reading, Voice

MOST = 200
"""Rows of a table: a notebook that keeps thousands opens no more."""

_CELL = "text-align:left;vertical-align:top;padding:2px 12px 2px 0"
_TONES = {Standing.CONTESTED: "#b3261e", Standing.CORROBORATED: "#1b6e3c", Standing.WITHDRAWN: "#6b6b6b"}


@dataclass(frozen=True, slots=True)
class Tree:
    """By which way a claim came, to be shown: as lines of text, in a notebook as HTML."""

    claim: Claim

    def __str__(self) -> str:
        return "\n".join(_lines(self.claim))

    def _repr_html_(self) -> str:
        text = escape(harmless("\n".join(_lines(self.claim))))
        return f'<pre style="line-height:1.35;overflow-x:auto">{text}</pre>'


def _lines(claim: Claim) -> Iterable[str]:
    for twig in tree(claim):
        told = ", ".join(map(_report, twig.reports))
        yield f"{twig.lines}{clipped(twig.name, 80)}{f'  ({told})' if told else ''}"


def _report(saying: Saying) -> str:
    parts = (saying.published and date(saying.published), saying.stance.value, saying.copy_of and "reprinted")
    return ", ".join(part for part in parts if part)


def reading_html(reading: Reading) -> str:
    """Return a reading: what it is, its statements, and the article with everything marked."""
    document = reading.document
    names = {source.id: source.name for source in reading.sources}
    rows = [
        (
            " > ".join(names[id] for id in s.chain) if s.voice is not Voice.UNKNOWN else "nobody named",
            ACTS[s.act], SURENESS[s.factuality.value], clipped(spans.words(document.text, s.content), 300),
        )
        for s in reading.statements
    ]  # fmt: skip
    framed = escape(page(reading), quote=True)
    return _box(
        _title(document.title or document.outlet or "Untitled article", document.url),
        _line(document.outlet, document.published and date(document.published),
              number(len(rows), "statement"), number(len(reading.events), "event")),
        _table(("who, through whom", "does", "how surely", "words"), rows),
        '<details><summary>the article, marked</summary><iframe sandbox="allow-scripts"'
        f' style="width:100%;height:32rem;border:1px solid #8888" srcdoc="{framed}"></iframe></details>',
    )  # fmt: skip


def claim_html(claim: Claim) -> str:
    """Return a claim: its words and standing with every reason, its origins, by which way it came."""
    tone = _TONES.get(claim.standing, "inherit")
    many = claim.independent_origins
    origins = [
        (o.name, o.kind.value, o.stance.value, o.side.value.replace("_", " "),
         "" if o.group == o.id else "counts with another", str(o.statements))
        for o in claim.origins
    ]  # fmt: skip
    return _box(
        _title(claim.text, None),
        f'<div><b style="color:{tone}">{escape(claim.standing.value)}</b>'
        f" · {many.for_} for, {many.against} against · {escape(number(claim.documents, 'document'))}"
        f" · <code>{escape(claim.id)}</code></div>",
        "<ul>" + "".join(f"<li>{_safe(reason.detail)}</li>" for reason in claim.reasons) + "</ul>",
        _table(("origin", "is", "stance", "side", "", "statements"), origins),
        Tree(claim)._repr_html_(),
    )


def _box(*parts: str) -> str:
    return f'<div style="max-width:64rem">{"".join(parts)}</div>'


def _title(words: str, url: str | None) -> str:
    link = web_address(url)
    shown = _safe(clipped(words, 200))
    if link is not None:
        shown = f'<a href="{escape(link, quote=True)}" rel="noreferrer">{shown}</a>'
    return f'<div style="font-size:115%;font-weight:600">{shown}</div>'


def _line(*parts: str | None) -> str:
    return f"<div>{' · '.join(_safe(part) for part in parts if part)}</div>"


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    told = list(rows)
    cells = "".join(f'<th style="{_CELL}">{_safe(name)}</th>' for name in head)
    body = ""
    for row in told[:MOST]:
        body += "<tr>" + "".join(f'<td style="{_CELL}">{_safe(value)}</td>' for value in row) + "</tr>"
    more = f"<div>and {len(told) - MOST} more</div>" if len(told) > MOST else ""
    return f"<table><tr>{cells}</tr>{body}</table>{more}" if told else ""


def _safe(words: str) -> str:
    return escape(harmless(words), quote=True)
