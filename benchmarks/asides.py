"""What a dossier's articles say beside its listed claims: which of it is one claim, by the gold's groups.

A dossier and mentions (documents and spans) go in; a name for each comes out: that of its group, one of its
own where nothing else says it, or null for what overlaps a listed statement, of which the claims tell.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from benchmarks.dossiers import Dossier
from benchmarks.ledger_gold import item
from benchmarks.ledger_scoring import BCubed, b_cubed
from reportedly.claim import Claim
from reportedly.shapes import Span
from reportedly.spans import overlap

Place = tuple[str, Span]
"""Where a mention stands: the id of its document, and its span."""


def names(dossier: Dossier, mentions: Iterable[Place]) -> list[str | None]:
    """Return what each mention is of; raise `ValueError` where nobody judged the dossier's asides."""
    if dossier.asides is None:
        raise ValueError(f"{dossier.name}: nobody judged what it says beside its claims")
    ids = {article.id: item(article).id for article in dossier.articles}
    listed: dict[str, list[Span]] = defaultdict(list)
    for claim in dossier.gold.claims:
        for said in claim.statements:
            listed[ids[said.article]].append(said.span(dossier.article(said.article).text))
    groups: dict[str, list[tuple[str, Span]]] = defaultdict(list)
    for n, group in enumerate(dossier.asides):
        for row in group:
            groups[ids[row.article]].append((f"{dossier.name} aside {n}", Span(row.start, row.end)))
    return [_name(id, span, listed[id], groups[id]) for id, span in mentions]


def _name(id: str, span: Span, listed: Sequence[Span], groups: Sequence[tuple[str, Span]]) -> str | None:
    if overlap([span], listed):
        return None
    shared = {name: overlap([span], [other]) for name, other in groups}
    best = max(sorted(shared), key=lambda name: shared[name], default=None)
    return best if best is not None and shared[best] else f"{id} {span.start} {span.end}"


def scored(dossier: Dossier, claims: Sequence[Claim]) -> BCubed:
    """Compare the program's claims with the gold's groups, over all mentions beside the listed ones."""
    said = [
        (claim.aspect, claim.id, saying.document, saying.span)
        for claim in claims
        for saying in claim.statements
    ]
    told = names(dossier, [(document, span) for _, _, document, span in said])
    gold, own = {}, {}
    for n, ((aspect, claim, _, _), name) in enumerate(zip(said, told, strict=True)):
        if name is not None:
            gold[n], own[n] = (aspect, name), claim
    return b_cubed(gold, own)
