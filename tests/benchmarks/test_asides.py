"""What is said beside a dossier's claims: named by the gold's groups, and scored."""

from __future__ import annotations

from dataclasses import replace

import pytest

from benchmarks import dossiers
from benchmarks.asides import names
from benchmarks.dossiers import ROOT
from benchmarks.ledger_gold import item
from reportedly.shapes import Span


def test_mentions_beside_the_claims_have_the_name_of_their_group_or_their_own() -> None:
    dossier = dossiers.read(ROOT / "dev" / "d03-ferry")
    assert dossier.asides is not None
    ids = {article.id: item(article).id for article in dossier.articles}
    group = [(ids[row.article], Span(row.start + 2, row.end)) for row in dossier.asides[0]]
    one, *rest = names(dossier, group)
    assert one is not None
    assert set(rest) == {one}
    said = dossier.gold.claims[0].statements[0]
    span = said.span(dossier.article(said.article).text)
    assert names(dossier, [(ids[said.article], span)]) == [None]
    empty = Span(0, 1)
    left, right = names(dossier, [(ids["a1"], empty), (ids["a2"], empty)])
    assert left != right


def test_what_nobody_judged_is_not_named() -> None:
    dossier = dossiers.read(ROOT / "dev" / "d03-ferry")
    with pytest.raises(ValueError, match="nobody judged"):
        names(replace(dossier, asides=None), [])
