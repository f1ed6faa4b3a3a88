"""Claims as lists, views, histories and JSON."""

from __future__ import annotations

import io
import json
from dataclasses import replace

import pytest

from reportedly.export.claim_list import listing, short_ids
from reportedly.export.claim_terminal import show, told
from reportedly.export.claim_words import each_way
from reportedly.export.provenance import tree
from reportedly.export.reading_json import line
from reportedly.history import history
from tests.claims_sample import CLAIMS, COPY, FIRST, RUMOUR, STRIKE


@pytest.mark.parametrize("width", [60, 80, 120])
def test_lines_fit_the_terminal(width: int) -> None:
    out = listing(CLAIMS, io.StringIO(), width) + show(STRIKE, io.StringIO(), width)
    out += told(STRIKE, history(STRIKE), io.StringIO(), width)
    assert max(len(line) for line in out.splitlines() if "https://" not in line) <= width
    for words in ("contested", "unsourced", "cl_strike", "denied by Velanian army", "two rescue workers"):
        assert words in out


def test_a_narrow_list_has_two_lines_a_claim_and_a_wide_one_a_table() -> None:
    narrow, wide = (listing(CLAIMS, io.StringIO(), width) for width in (80, 120))
    assert narrow.splitlines()[:2] == [
        "contested · 2 for, 1 against · 4 outlets · 2031-05-03 to 2031-05-05 · cl_strik",
        "    Velanian jets bombed the market in Maruh",
    ]
    assert wide.splitlines()[0].split() == [
        "standing", "for", "against", "outlets", "first", "last", "id", "claim",
    ]  # fmt: skip
    assert "Velanian jets bombed the market in Maruh" in wide


def test_short_ids_tell_claims_apart() -> None:
    rows = [replace(RUMOUR, id=id) for id in ("cl_0123456789", "cl_0123456abc", "cl_9")]
    assert short_ids(rows) == {
        "cl_0123456789": "cl_01234567", "cl_0123456abc": "cl_0123456a", "cl_9": "cl_9",
    }  # fmt: skip


def test_the_tree_leads_from_the_origin_to_the_outlets() -> None:
    drawn = [f"{twig.lines}{twig.name}" for twig in tree(STRIKE)]
    assert drawn == [
        "two rescue workers", "└─ Harbour Wire", "   └─ Coastal Post",
        "Velanian army", "└─ Orsa TV",
        "Lena Moor", "└─ Daily Lantern",
    ]  # fmt: skip
    assert [f"{twig.lines}{twig.name}" for twig in tree(RUMOUR)] == ["nobody named", "└─ Radio Sarn"]


def test_two_ways_are_two_branches() -> None:
    direct = replace(COPY, document="f" * 64, chain=("two rescue workers", "Radio Sarn"))
    claim = replace(STRIKE, statements=(FIRST, COPY, direct))
    assert [f"{twig.lines}{twig.name}" for twig in tree(claim)] == [
        "two rescue workers", "├─ Harbour Wire", "│  └─ Coastal Post", "└─ Radio Sarn",
    ]  # fmt: skip


def test_a_claim_is_shown_with_every_reason() -> None:
    out = show(STRIKE, io.StringIO(), 100)
    for words in (
        "Contested: somebody known says so, and somebody known denies it.",
        "Independent origins: 2 for, 1 against. 4 outlets, 4 documents",
        "each way: two origins say so, one denies it",
        "same agency: Harbour Wire's two rescue workers of 3 May",
        "Coastal Post  2031-05-03 copy of aaaaaaaa",
        "36 people killed           two rescue workers, 2031-05-03 12:00",
        "document cccccccc [10, 44) · CT- · mn_c",
    ):
        assert words in out, words


def test_origins_that_count_as_one_or_may_be_one_say_so() -> None:
    workers, nurse, army = STRIKE.origins
    one = replace(STRIKE, origins=(workers, replace(nurse, group=workers.id), army))
    assert "counts as one with two rescue workers" in show(one, io.StringIO(), 100)
    unsure = replace(nurse, undecided_with=(workers.id,), against_interest=True)
    out = show(replace(STRIKE, origins=(workers, unsure, army)), io.StringIO(), 100)
    assert "may be the same as two rescue workers" in out
    assert "against its own interest" in out


def test_undecided_numbers_are_a_range() -> None:
    assert each_way(replace(STRIKE.independent_origins, for_max=3)) == ("2–3", "1")


def test_words_of_strangers_do_not_move_the_cursor() -> None:
    claim = replace(STRIKE, text="a\x1b[2Jb", statements=(replace(FIRST, text="c\x1b[2Jd"),))
    for out in (listing([claim], io.StringIO(), 80), show(claim, io.StringIO(), 80)):
        assert "\x1b" not in out


def test_the_json_is_what_the_design_says() -> None:
    row = json.loads(line(STRIKE))
    assert list(row) == [
        "schema", "id", "aliases", "aspect", "text", "event", "standing", "reasons", "origins",
        "independent_origins", "documents", "outlets", "statements", "counts", "first_reported",
        "last_reported",
    ]  # fmt: skip
    assert row["independent_origins"] == {"for": 2, "for_max": 2, "against": 1, "against_max": 1}
    assert list(row["event"]) == ["type", "mode", "actor", "recipient", "place", "time"]
    assert {
        "id", "url", "document", "outlet", "published", "chain", "origin", "act", "stance", "factuality",
        "copy_of", "text", "span", "original",
    } <= row["statements"][0].keys()  # fmt: skip
    assert {"id", "name", "kind", "named", "stance", "side", "against_interest", "statements",
            "documents"} <= row["origins"][0].keys()  # fmt: skip
    assert row["statements"][0]["span"] == [10, 50]
