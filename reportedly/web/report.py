"""A page to send to an editor: one file that holds its looks and its pictures, and loads and runs nothing.

Claims go in; HTML comes out. A claim's report is all that its page shows, with each statement's place in its
article; a ledger's is a short page for each claim that matters. Nothing in it depends on the day it is made.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from markupsafe import Markup

from reportedly.claim import Claim, Saying, Standing
from reportedly.export.wording import clipped, number, web_address
from reportedly.version import __version__
from reportedly.web import wording
from reportedly.web.claimpage import ClaimPage, Look, Spoken, claim_page
from reportedly.web.figures.tree import tree
from reportedly.web.moments import told
from reportedly.web.outlines import Country
from reportedly.web.rendering import rendered, static_text

_ORDER = (
    Standing.CONTESTED, Standing.WITHDRAWN, Standing.CORROBORATED, Standing.SINGLE_ORIGIN, Standing.UNSOURCED,
)  # fmt: skip
_WORDS = 4
"""So many different statements a short page quotes."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """A statement with where its words stand: the article's address, document, and characters."""

    row: Spoken
    outlet: str
    url: str | None
    document: str
    text_at: str
    page_at: str


@dataclass(frozen=True, slots=True)
class Told:
    """A claim and its page, with the statements that are quoted of it."""

    claim: Claim
    page: ClaimPage
    quoted: tuple[Quoted, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """Of what a report was made: the ledger's name, where its log ends, the date of looking or ""."""

    ledger: str
    head: str
    as_of: str = ""


def of_claim(claim: Claim, made: Made, outlines: Sequence[Country] = ()) -> str:
    """Return the report of one claim, with every statement's words."""
    page = claim_page(claim, Look(made.as_of, whole=True), outlines)
    quoted = tuple(map(_quoted, claim.statements, page.words))
    return _page(clipped(claim.text, 80), [Told(claim, page, quoted)], made, whole=True)


def of_ledger(claims: Sequence[Claim], made: Made, limit: int, outlines: Sequence[Country] = ()) -> str:
    """Return the report of what matters in a ledger: at most `limit` claims, a short page each."""
    chosen = matters(claims)
    shown = [_short(claim, made.as_of, outlines) for claim in chosen[:limit]]
    title = f"What is claimed in {made.ledger}"
    return _page(title, shown, made, whole=False, total=len(chosen), all_claims=len(claims))


def matters(claims: Sequence[Claim]) -> list[Claim]:
    """Return the claims that matter: contested, taken back, or told by two outlets or more.

    Contested ones come first, then those taken back, corroborated, of one origin, of none; within these
    what most outlets carry, then the earliest.
    """
    found = [c for c in claims if c.standing in _ORDER[:2] or c.outlets > 1]
    return sorted(found, key=lambda c: (_ORDER.index(c.standing), -c.outlets, c.first_reported or "~", c.id))


def _short(claim: Claim, as_of: str, outlines: Sequence[Country]) -> Told:
    """A claim with the first of its different statements: who denies, too, where somebody does."""
    page = replace(
        claim_page(claim, Look(as_of, whole=True), outlines),
        tree=tree(claim), tree_narrow=tree(claim, narrow=True),
    )  # fmt: skip
    rows = list(zip(claim.statements, page.words, strict=True))
    seen: dict[tuple[str, str], tuple[Saying, Spoken]] = {}
    for saying, row in rows:
        seen.setdefault((saying.origin or "", saying.stance), (saying, row))
    return Told(claim, page, tuple(_quoted(*pair) for pair in list(seen.values())[:_WORDS]))


def _quoted(saying: Saying, row: Spoken) -> Quoted:
    start, end = saying.span
    page = saying.original
    return Quoted(
        row, saying.outlet or "outlet not known", web_address(saying.url), saying.document[:12],
        f"characters {start:,} to {end:,} of its text",
        f"{page.start:,} to {page.end:,} of the archived page" if page is not None else "",
    )  # fmt: skip


def _page(
    title: str, shown: Sequence[Told], made: Made, *, whole: bool, total: int = 1, all_claims: int = 1
) -> str:
    style = "\n".join(static_text(name) for name in ("figures.css", "app.css", "report.css"))
    digest = b64encode(sha256(style.encode()).digest()).decode()
    mended = sum(bool(s.mended) for one in shown for s in one.claim.statements)
    judged = number(mended, "statement was", "statements were") if mended else ""
    return rendered(
        "report.html.jinja", title=title, shown=shown, made=made, whole=whole, total=total,
        version=__version__, all_claims=all_claims, style=Markup(style), digest=digest, judged=judged,
        as_of=told(made.as_of) if made.as_of else "", aspects=wording.ASPECTS,
    )  # fmt: skip
