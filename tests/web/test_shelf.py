"""What a shelf gives a page: the claims that are meant, and the lists of who, where and with whom."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reportedly.claim import Party, Standing
from reportedly.store.claims import Of
from tests.web.samples import claim, origin, shelf

STRIKE = claim()
RAID = claim(
    "cl_raid", aliases=(), standing=Standing.UNSOURCED, last_reported="2031-05-09",
    event=replace(STRIKE.event, actor=Party("Talba police"), recipient=Party("defence ministry"), place=None),
    origins=(origin("o9", "Lena Moor"),),
    statements=(replace(STRIKE.statements[0], outlet="Coastal Post", chain=("Lena Moor", "Coastal Post")),),
)  # fmt: skip


@pytest.mark.parametrize(
    ("of", "found"),
    [
        (Of(), ["cl_raid", "cl_strike"]),
        (Of(party="defence ministry"), ["cl_raid", "cl_strike"]),
        (Of(actor="defence ministry"), ["cl_strike"]),
        (Of(actor="defence ministry", recipient="defence ministry"), []),
        (Of(place="Talba"), ["cl_strike"]),
        (Of(source="Lena Moor"), ["cl_raid"]),
        (Of(relay="Coastal Post"), ["cl_raid", "cl_strike"]),
        (Of(relay="Lena Moor"), []),
        (Of(outlets=("Harbour Wire", "Daily Star")), ["cl_strike"]),
        (Of(outlets=("Harbour Wire", "Radio Sarn")), []),
    ],
)
def test_claims_of_somebody_or_somewhere(of: Of, found: list[str]) -> None:
    some = shelf(STRIKE, RAID).claims_of(of, None)
    assert ([one.id for one in some.rows], some.total) == (found, len(found))


def test_a_list_says_how_many_it_has() -> None:
    some = shelf(STRIKE, RAID).claims_of(Of(), None, limit=1)
    assert ([one.id for one in some.rows], some.total) == (["cl_raid"], 2)


def test_pairs_say_who_did_what_to_whom() -> None:
    rows = shelf(STRIKE, RAID, claim("cl_other")).pairs(None).rows
    told = [(row.actor.name, row.recipient.name, row.type, row.claims, row.contested) for row in rows]
    assert told == [
        ("defence ministry", "civilians", "ASSAULT", 2, 2),
        ("Talba police", "defence ministry", "ASSAULT", 1, 0),
    ]
    assert rows[1].last == "2031-05-09"


def test_places_count_their_claims() -> None:
    (row,) = shelf(STRIKE, RAID, claim("cl_other", standing=Standing.CORROBORATED)).places(None).rows
    assert (row.where.name, row.claims, row.contested) == ("Talba", 2, 1)
