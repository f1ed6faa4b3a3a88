"""One claim as its page shows it: the answer in words, pictures, origins, and every statement's words.

A claim and the date of looking go in; a frozen page comes out, for the template and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from reportedly.claim import Claim, Ground, Origin, Saying, Stance
from reportedly.export.claim_words import mended
from reportedly.export.wording import ACTS, SURENESS, clipped, number
from reportedly.shapes import Act, FactualityValue
from reportedly.web import wording
from reportedly.web.addresses import query as query_of
from reportedly.web.addresses import quoted
from reportedly.web.figures.map import Pin, place_map
from reportedly.web.figures.provenance import Node, provenance
from reportedly.web.figures.timeline import timeline
from reportedly.web.figures.toll import tolls
from reportedly.web.figures.tree import drawn
from reportedly.web.moments import told
from reportedly.web.outlines import Country, world

SHOWN, MANY = 200, 1000
"""How many statements a page shows at once, and how many where as many as can be are asked for."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a claim is looked at: as of a date, which page of its words, whose alone (an origin's id).

    `whole` shows as many statements at once as a page can hold.
    """

    as_of: str = ""
    page: int = 1
    by: str = ""
    whole: bool = False

    def address(self, claim: str, **changes: object) -> str:
        """Return the address of a claim looked at so, with changes."""
        other = replace(self, **changes)  # type: ignore[arg-type]
        pairs = [("as_of", other.as_of), ("by", other.by), ("page", other.page if other.page > 1 else "")]
        pairs.append(("all", "1" if other.whole else ""))
        asked = query_of([(key, value) for key, value in pairs if value])
        return f"/claim/{quoted(claim)}{'?' if asked else ''}{asked}"


@dataclass(frozen=True, slots=True)
class Stood:
    """An origin as a row of the table."""

    id: str
    name: str
    address: str
    look: str
    stance: str
    line: str
    said: str
    words: str
    why: str


@dataclass(frozen=True, slots=True)
class Spoken:
    """A statement as a row of the table; `tags` are how it is said, each with its look."""

    id: str
    when: str
    who: str
    via: tuple[str, ...]
    text: str
    tags: tuple[tuple[str, str], ...]
    mended: tuple[str, ...]
    article: str
    original: str


@dataclass(frozen=True, slots=True)
class ClaimPage:
    """Everything that the template shows of a claim."""

    kicker: str
    happened: str
    first: str
    standing: str
    why: str
    for_: str
    against: str
    supporters: str
    deniers: str
    repeats: str
    reasons: tuple[str, ...]
    tree: Markup
    tree_narrow: Markup
    tolls: list[tuple[str, tuple[Markup, Markup]]]
    timeline: Markup
    timeline_narrow: Markup
    map: Markup | None
    map_narrow: Markup | None
    where: str
    origins: tuple[Stood, ...]
    words: tuple[Spoken, ...]
    of: int
    only: str
    pages: tuple[tuple[int, str], ...]
    page: int
    all_address: str
    most: int
    every_address: str


def claim_page(claim: Claim, look: Look, outlines: Sequence[Country] = ()) -> ClaimPage:
    """Return the page of a claim, looked at in one way; maps show `outlines` beside the world's."""
    names = {origin.id: origin.name for origin in claim.origins}
    for_, against = wording.independent(claim.independent_origins)
    said = [s for s in claim.statements if not look.by or s.origin == look.by]
    size = MANY if look.whole else SHOWN
    pages = max(1, -(-len(said) // size))
    page = min(max(look.page, 1), pages)
    shown = said[(page - 1) * size : page * size]
    query = {"as_of": look.as_of} if look.as_of else {}
    of_page = {s.id: n // size + 1 for n, s in enumerate(claim.statements)}
    here = {s.id for s in shown}
    roots = provenance(claim)

    def address(node: Node) -> str:
        first = next(node.all_sayings()).id
        there = "" if first in here else look.address(claim.id, by="", page=of_page[first])
        return f"{there}#s-{first}"

    parties = wording.parties(claim)
    return ClaimPage(
        kicker=wording.kicker(claim) + (f" · {parties}" if parties else ""),
        happened=told(claim.event.time) if claim.event.time else "time not told",
        first=told(claim.first_reported),
        standing=wording.STANDINGS[claim.standing],
        why=wording.standing(claim),
        for_=for_,
        against=against,
        supporters=_named(claim, Stance.SUPPORTS),
        deniers=_named(claim, Stance.DENIES),
        repeats=_repeats(claim),
        reasons=tuple(map(ground, claim.reasons)),
        tree=drawn(claim, roots, narrow=False, address=address),
        tree_narrow=drawn(claim, roots, narrow=True, address=address),
        tolls=tolls(claim),
        timeline=timeline(claim),
        timeline_narrow=timeline(claim, narrow=True),
        map=claim_map(claim, outlines),
        map_narrow=claim_map(claim, outlines, narrow=True),
        where=wording.where(claim.event.place),
        origins=tuple(
            _stood(origin, names, query, look.address(claim.id, by=origin.id, page=1))
            for origin in claim.origins
        ),
        words=tuple(_spoken(saying, names, query) for saying in shown),
        of=len(said),
        only=names.get(look.by, look.by),
        pages=tuple((n, look.address(claim.id, page=n)) for n in range(1, pages + 1)),
        page=page,
        all_address="" if look.whole else look.address(claim.id, whole=True, page=1),
        most=MANY,
        every_address=look.address(claim.id, by="", page=1),
    )


def claim_map(claim: Claim, outlines: Sequence[Country], *, narrow: bool = False) -> Markup | None:
    """Return the map of where it is said to have happened, or null where no place with a point is told."""
    if claim.event.place is None:
        return None
    size, look = ((380, 300), "narrow") if narrow else ((560, 380), "wide")
    return place_map([Pin(claim.event.place)], (*world(), *outlines), size, look)


def ground(reason: Ground) -> str:
    """Return a reason in words: what was seen, and the rule that says so."""
    rule = reason.rule.replace("_", " ")
    return f"{rule}: {reason.detail}" if reason.detail else rule


def passage_address(room: str, saying: Saying, query: dict[str, str]) -> str:
    """Return where a statement's words are shown: in its article or in the archived original."""
    at = {**query, "start": str(saying.span.start), "end": str(saying.span.end)}
    return f"/{room}/{quoted(saying.document)}?{query_of(at)}#passage"


def _named(claim: Claim, stance: Stance) -> str:
    standing = [o for o in claim.origins if o.stance is stance and o.withdrawn is None]
    if not standing:
        return "nobody known" if stance is Stance.SUPPORTS else "no denial is known"
    leads = list({origin.group: origin for origin in reversed(standing)}.values())[::-1]
    shown = [clipped(o.name, 60) + ("" if o.named else " (not named)") for o in leads[:4]]
    rest = [f"{len(leads) - 4} more"] if len(leads) > 4 else []
    return " · ".join(shown + rest)


def _repeats(claim: Claim) -> str:
    copies = sum(saying.copy_of is not None for saying in claim.statements)
    said = f"{number(len(claim.statements), 'statement')} in {number(claim.documents, 'document')}"
    return f"{said}, {copies} of them in copied text" if copies else said


def _stood(origin: Origin, names: dict[str, str], query: dict[str, str], words: str) -> Stood:
    return Stood(
        id=origin.id,
        name=origin.name,
        address=f"/source?{query_of({'name': origin.name, **query})}",
        look={Stance.SUPPORTS: "for", Stance.DENIES: "against"}.get(origin.stance, ""),
        stance="took it back" if origin.withdrawn else wording.STANCES[origin.stance],
        line=wording.origin_line(origin, names),
        said=f"{origin.statements} in {number(origin.documents, 'document')}",
        words=f"{words}#words",
        why="; ".join(map(ground, origin.grounds)),
    )


def _spoken(saying: Saying, names: dict[str, str], query: dict[str, str]) -> Spoken:
    first, *via = saying.chain or (saying.outlet or "unknown",)
    return Spoken(
        id=saying.id,
        when=told(saying.published),
        who=names.get(saying.origin or "", first),
        via=tuple(via),
        text=saying.text,
        tags=tuple(_tags(saying)),
        mended=tuple(map(mended, saying.mended)),
        article=passage_address("article", saying, query),
        original=passage_address("original", saying, query),
    )


def _tags(saying: Saying) -> Iterator[tuple[str, str]]:
    if saying.stance is Stance.DENIES:
        yield "denies", "denies"
    elif saying.act is not Act.ASSERT:
        yield "", ACTS[saying.act]
    if saying.stance is Stance.UNSURE:
        yield "", "leaves it open"
    if saying.factuality not in (FactualityValue.CERTAIN, FactualityValue.CERTAINLY_NOT):
        yield "", SURENESS[saying.factuality]
    if saying.copy_of is not None:
        yield "", "copied"
    if saying.origin is None:
        yield "", "adds no origin"


def rows(sayings: Sequence[Saying], as_of: str) -> tuple[Spoken, ...]:
    """Return statements as rows of a table, outside a claim's page."""
    query = {"as_of": as_of} if as_of else {}
    return tuple(_spoken(saying, {}, query) for saying in sayings)
