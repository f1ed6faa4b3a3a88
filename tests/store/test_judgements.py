"""Judgements are kept once, withdrawn and never erased, merged, covered, and all of it verifies."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from reportedly.claim import Judgement, Withdrawal
from reportedly.errors import LedgerError
from reportedly.store.judgements import keep, take_in, withdraw
from reportedly.store.redaction import TAKEN_OUT, Redactor
from reportedly.store.verify import verify
from reportedly.store.view import View
from reportedly.store.writer import Writer
from tests.store.samples import clock, item, ledger, verdicts

GONE = Withdrawal("Ada Moll", "2031-05-05T12:00:00Z", "a slip")


def kept(path: Path) -> list[Judgement]:
    """Return what a ledger holds, as another program sees it."""
    with View(path) as view:
        return list(view.judgements().values())


def test_what_was_kept_comes_back_and_verifies(tmp_path: Path) -> None:
    path = ledger(tmp_path / "x", [item(1)])
    with Writer(path, now=clock) as writer:
        assert [keep(writer, judgement) for judgement in verdicts()] == [(1, True), (2, True), (3, True)]
    assert kept(path) == verdicts()
    assert verify(path).clean


def test_the_same_verdict_of_one_person_is_kept_once(tmp_path: Path) -> None:
    first = verdicts()[0]
    again = replace(first, id="j_later", at="2031-06-01T00:00:00Z", reason="still so")
    other = replace(first, id="j_other", by="Ada Moll")
    with Writer(ledger(tmp_path / "x", []), now=clock) as writer:
        assert keep(writer, first) == (1, True)
        assert keep(writer, again) == (1, False)
        assert keep(writer, other) == (2, True)
        withdraw(writer, 1, GONE)
        assert keep(writer, again) == (3, True), "a verdict that was withdrawn can be given anew"


def test_a_withdrawn_judgement_stays_to_be_seen(tmp_path: Path) -> None:
    path = ledger(tmp_path / "x", [])
    with Writer(path, now=clock) as writer:
        keep(writer, verdicts()[0])
        withdraw(writer, 1, GONE)
        with pytest.raises(LedgerError, match="judgement 1 was withdrawn already, at 2031-05-05T12:00:00Z"):
            withdraw(writer, 1, GONE)
        with pytest.raises(LedgerError, match="has no judgement 2"):
            withdraw(writer, 2, GONE)
    assert kept(path) == [replace(verdicts()[0], withdrawn=GONE)]
    assert verify(path).clean


def test_two_ledgers_are_merged_in_either_order(tmp_path: Path) -> None:
    ours, theirs = verdicts()[:2], [replace(verdicts()[1], withdrawn=GONE), verdicts()[2]]
    found = []
    for name, parts in (("a", (ours, theirs)), ("b", (theirs, ours))):
        path = ledger(tmp_path / name, [])
        with Writer(path, now=clock) as writer:
            came = [take_in(writer, part) for part in parts]
            assert take_in(writer, [*ours, *theirs]) == (0, 0, 4), "a second time nothing is new"
        assert came == ([(2, 0, 0), (1, 1, 0)] if name == "a" else [(2, 0, 0), (1, 0, 1)])
        found.append({judgement.id: judgement for judgement in kept(path)})
        assert verify(path).clean
    assert found[0] == found[1]
    assert found[0][verdicts()[1].id].withdrawn == GONE


def test_a_name_is_taken_out_of_judgements_too(tmp_path: Path) -> None:
    path = ledger(tmp_path / "x", [item(1)])
    named = replace(verdicts()[2], value="Zoran Quist", reason="Zoran Quist told me")
    with Writer(path, now=clock) as writer:
        keep(writer, named)
    with Redactor(path, now=clock) as redactor:
        assert redactor.name(["Zoran Quist"], "source at risk", "L. Karst").changed == 1
    assert kept(path) == [replace(named, value="█" * 11, reason="█" * 11 + " told me")]
    assert verify(path).clean
    assert b"Zoran" not in path.read_bytes()


def test_a_document_that_is_taken_out_takes_the_words_of_judgements_along(tmp_path: Path) -> None:
    path = ledger(tmp_path / "x", [item(1), item(2)])
    with Writer(path, now=clock) as writer:
        for judgement in verdicts():
            keep(writer, judgement)
    with Redactor(path, now=clock) as redactor:
        redactor.documents([item(1)[1].document.id], "court order", "L. Karst")
    claim, actor, reading = kept(path)
    assert (claim.reason, reading.value, reading.reason) == (TAKEN_OUT, TAKEN_OUT, TAKEN_OUT)
    assert actor == verdicts()[1]
    assert verify(path).clean
