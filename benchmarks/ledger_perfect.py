"""The gold of a dossier as `Claim`s: what a program without a mistake would print.

In come a `Dossier` and the `World`; out comes one `Claim` a gold claim, to try presentations on and to
see that the scorer gives full marks where they are due.
"""

from __future__ import annotations

from benchmarks import dossiers as gold
from benchmarks.dossiers import Dossier, World
from benchmarks.ledger_gold import item, mentions, passage
from reportedly.claim import (
    Claim,
    Copied,
    Ground,
    Happening,
    Independent,
    Mention,
    Origin,
    Party,
    Passage,
    Saying,
    Side,
    Stance,
    Standing,
    Tally,
    Where,
)
from reportedly.ids import row_id
from reportedly.shapes import Aspect, Entity, Place, SourceKind, Span

_GIVEN = (Ground("gold", "given"),)


def perfect(dossier: Dossier, world: World) -> list[Claim]:
    """Return the gold's claims as the program's, in the order of the gold."""
    rows = mentions(dossier, world)
    return [_claim(dossier, claim, rows[claim.id]) for claim in dossier.gold.claims]


def copied(dossier: Dossier) -> list[Copied]:
    """Return what the gold says that each article reprints."""
    out: dict[str, Copied] = {}
    for copy in dossier.gold.copies:
        article, of = dossier.article(copy.article), dossier.article(copy.of)
        ids, text, whole = (item(article).id, item(of).id), article.text, copy.parts == "whole"
        spans = [Span(0, len(text))] if copy.parts == "whole" else [passage(p, text) for p in copy.parts]
        rows = tuple(Passage(*span, ids[1], 0, len(of.text)) for span in spans)
        before = out.get(ids[0], Copied(ids[0], None, 0.0, ()))
        share = min(1.0, before.share + sum(end - start for start, end in spans) / len(text))
        out[ids[0]] = Copied(ids[0], ids[1] if whole else before.whole, share, before.passages + rows)
    return list(out.values())


def origin_id(dossier: Dossier, claim: gold.Claim, origin: str) -> str:
    """Return the id that an origin of a gold claim has in the claim made of it."""
    return row_id("or", dossier.name, claim.id, origin)


def _claim(dossier: Dossier, claim: gold.Claim, rows: list[Mention]) -> Claim:
    first = rows[0]
    dates = sorted(row.document.published for row in rows if row.document.published is not None)
    given = claim.independent_origins
    return Claim(
        id=row_id("cl", dossier.name, claim.id),
        aliases=(),
        aspect=Aspect(claim.aspect),
        text=claim.text,
        event=Happening(
            type=claim.event.type.value if claim.event.type else None,
            mode=claim.event.mode,
            actor=_party(first.actor),
            recipient=_party(first.recipient),
            place=_where(first.place),
            time=claim.event.time,
        ),
        standing=Standing(claim.standing),
        reasons=_GIVEN,
        origins=tuple(_origin(dossier, claim, origin) for origin in claim.origins),
        independent_origins=Independent(
            for_=given.for_,
            for_max=given.for_max,
            against=given.against,
            against_max=given.against_max,
        ),
        documents=len({row.document.id for row in rows}),
        outlets=len({row.document.outlet for row in rows}),
        statements=tuple(
            _saying(dossier, claim, said, row)
            for said, row in zip(claim.statements, rows, strict=True)
        ),
        counts=tuple(_tally(dossier, claim, tally) for tally in claim.counts),
        first_reported=dates[0] if dates else None,
        last_reported=dates[-1] if dates else None,
    )


def _party(entity: Entity | None) -> Party | None:
    return Party(entity.name, entity.actor, entity.kind, entity.country) if entity is not None else None


def _where(place: Place | None) -> Where | None:
    if place is None:
        return None
    return Where(
        place.name, place.geonames_id, place.country, place.admin1, place.lat, place.lon, place.precision
    )


def _origin(dossier: Dossier, claim: gold.Claim, origin: gold.Origin) -> Origin:
    said = [row for row in claim.statements if row.origin == origin.id]
    first = next(row.id for row in claim.origins if row.group == origin.group)
    told = origin.withdrawn
    return Origin(
        id=origin_id(dossier, claim, origin.id),
        name=origin.name,
        kind=SourceKind(origin.kind),
        named=origin.named,
        stance=Stance(origin.stance),
        side=Side(origin.side),
        against_interest=origin.against_interest,
        statements=len(said),
        documents=len({row.article for row in said}),
        group=origin_id(dossier, claim, first),
        generic=origin.generic,
        withdrawn=item(dossier.article(told)).id if told is not None else None,
        undecided_with=tuple(origin_id(dossier, claim, other) for other in origin.undecided_with),
        grounds=_GIVEN,
    )


def _saying(dossier: Dossier, claim: gold.Claim, said: gold.Said, row: Mention) -> Saying:
    return Saying(
        id=row.key,
        statement=row.statement.id,
        url=row.document.url,
        document=row.document.id,
        outlet=row.document.outlet,
        published=row.document.published,
        chain=said.chain,
        origin=origin_id(dossier, claim, said.origin) if said.origin is not None else None,
        act=row.statement.act,
        stance=row.stance,
        factuality=row.factuality,
        copy_of=row.copied,
        text=row.text,
        span=row.span,
        original=None,
        grounds=_GIVEN,
    )


def _tally(dossier: Dossier, claim: gold.Claim, tally: gold.Tally) -> Tally:
    said_by = origin_id(dossier, claim, tally.said_by) if tally.said_by is not None else None
    published = next(
        item(article).published for article in dossier.articles if article.published == tally.published
    )
    return Tally(tally.low, tally.best, tally.high, tally.of, tally.role, said_by, published)

