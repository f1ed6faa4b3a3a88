"""`reportedly demo` as a new user meets it: the tables beside the ledger, and what is worth seeing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from reportedly.claim import Standing
from reportedly.cli.demo import telling
from tests.claims_sample import RUMOUR, STRIKE
from tests.cli.conftest import Run


def test_the_most_telling_claim_of_each_standing_is_shown() -> None:
    one = replace(STRIKE, id="cl_one", standing=Standing.SINGLE_ORIGIN, outlets=3)
    one = replace(one, independent_origins=replace(one.independent_origins, for_=1, against=0))
    more = replace(one, id="cl_more", outlets=12)
    gone = replace(RUMOUR, id="cl_gone", standing=Standing.WITHDRAWN)
    shown = {claim.id: title for title, claim in telling([RUMOUR, one, STRIKE, more, gone])}
    assert list(shown) == ["cl_more", STRIKE.id, "cl_gone"]
    assert "one origin" in shown["cl_more"]
    assert not list(telling([RUMOUR]))


def test_a_name_that_is_taken_is_refused(run: Run, tmp_path: Path) -> None:
    taken = tmp_path / "demo.ledger"
    taken.write_bytes(b"mine")
    ran = run("demo", str(taken))
    assert ran.code == 2
    assert "is there already" in ran.err
    assert taken.read_bytes() == b"mine"
    assert list(tmp_path.iterdir()) == [taken]
