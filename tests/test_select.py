"""Every filter takes what is asked for and leaves the rest; every order is one."""

from __future__ import annotations

import pytest

from reportedly.claim import Standing
from reportedly.select import Asked, Order, select
from reportedly.shapes import Aspect
from tests.claims_sample import CLAIMS, RUMOUR, STRIKE

BOTH = [RUMOUR, STRIKE]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (Asked(), BOTH),
        (Asked(about="bomb MARKET"), [STRIKE]),
        (Asked(about="shot down"), [RUMOUR]),
        (Asked(about="omb"), []),
        (Asked(actor="velanian"), [STRIKE]),
        (Asked(actor="vel-mil"), [STRIKE]),
        (Asked(actor="KES"), []),
        (Asked(place="maruh"), [STRIKE]),
        (Asked(place="kes"), [STRIKE]),
        (Asked(place="sarhan"), [STRIKE]),
        (Asked(place="Talba"), []),
        (Asked(since="2031-05-06"), [RUMOUR]),
        (Asked(until="2031-05-03"), [STRIKE]),
        (Asked(since="2031-05-04", until="2031-05-04"), [STRIKE]),
        (Asked(since="2031-06"), []),
        (Asked(until="2031-05"), BOTH),
        (Asked(standing=Standing.UNSOURCED), [RUMOUR]),
        (Asked(min_origins=2), [STRIKE]),
        (Asked(min_origins=3), []),
        (Asked(said_by="lena"), [STRIKE]),
        (Asked(said_by="or_army"), [STRIKE]),
        (Asked(said_by="Radio Sarn"), []),
        (Asked(aspect=Aspect.OCCURRENCE), [RUMOUR]),
        (Asked(limit=1), [RUMOUR]),
    ],
    ids=str,
)
def test_filters(asked: Asked, found: list[object]) -> None:
    assert select(CLAIMS, asked) == found
    assert select(reversed(CLAIMS), asked) == found, "the order of claims does not matter"


@pytest.mark.parametrize("order", list(Order))
def test_orders(order: Order) -> None:
    first = RUMOUR if order is Order.LATEST else STRIKE
    assert select(CLAIMS, Asked(order=order))[0] is first
