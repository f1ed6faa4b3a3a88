"""`claims`, `show`, `history` and `judge` as a user meets them, over claims made by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from reportedly.claim import Judgement
from reportedly.cli.main import main
from reportedly.ledger import Ledger
from tests.claims_sample import CLAIMS
from tests.cli.conftest import Ran, Run
from tests.store.samples import item, ledger

WHY = ("--by", "L. Karst", "--reason", "read both")


@pytest.fixture
def asked() -> dict[str, Any]:
    """What the ledger loop was last asked for."""
    return {}


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, asked: dict[str, Any]) -> Run:
    """Give a function that runs the program over a ledger loop that always finds the same claims."""

    def claims(readings: object, **told: object) -> list[object]:
        asked.update(told)
        return list(CLAIMS)

    monkeypatch.setattr("reportedly.loop.kept.claims", claims)
    monkeypatch.setattr(Ledger, "kept_claims", lambda *_, **__: None)  # as on a disk that cannot be written

    def go(*arguments: str) -> Ran:
        with pytest.raises(SystemExit) as left:
            main(arguments)
        captured = capfd.readouterr()
        assert isinstance(left.value.code, int)
        return Ran(left.value.code, captured.out, captured.err)

    return go


@pytest.fixture
def path(tmp_path: Path) -> str:
    """A ledger of one article."""
    return str(ledger(tmp_path / "x.ledger", [item(1)]))


def test_claims_are_listed_and_filtered(run: Run, path: str, asked: dict[str, Any]) -> None:
    ran = run("claims", path, "--all")
    assert ran.code == 0
    assert "contested" in ran.out
    assert "unsourced" in ran.out
    ran = run(
        "claims", path, "--about", "market bombed", "--actor", "velanian", "--place", "Maruh", "--since",
        "2031-05-03", "--until", "2031-05-09", "--standing", "contested", "--min-origins", "2", "--said-by",
        "army", "--aspect", "responsibility", "--sort", "origins", "--limit", "5", "--as-of", "2031-05-10",
        "--json",
    )  # fmt: skip
    (row,) = map(json.loads, ran.out.splitlines())
    assert (row["schema"], row["id"]) == ("reportedly/claim/1", "cl_strike")
    assert asked["as_of"] == "2031-05-10"
    ran = run("claims", path, "--standing", "withdrawn")
    assert (ran.code, ran.out, ran.err) == (0, "", "nothing found\n")


def test_what_is_said_once_is_left_out_of_the_list_and_counted(run: Run, path: str) -> None:
    ran = run("claims", path)
    assert "contested" in ran.out
    assert "unsourced" not in ran.out
    assert ran.err == "1 more are said once, or in words that hang on others: --all lists them\n"
    assert len(run("claims", path, "--json").out.splitlines()) == len(CLAIMS)
    assert "unsourced" in run("claims", path, "--standing", "unsourced").out  # else nothing would be listed


def test_a_claim_is_shown_by_the_beginning_of_its_id(run: Run, path: str) -> None:
    assert "By which way it came" in run("show", path, "cl_s").out
    assert json.loads(run("show", path, "cl_s", "--json").out)["id"] == "cl_strike"
    ran = run("show", path, "cl_")
    assert ran.code == 2
    assert "several claims' ids begin with 'cl_'" in ran.err


def test_the_history_of_a_claim(run: Run, path: str) -> None:
    assert "denied by Velanian army" in run("history", path, "cl_s").out
    rows = [json.loads(line) for line in run("history", path, "cl_s", "--json").out.splitlines()]
    assert {row["schema"] for row in rows} == {"reportedly/moment/1"}
    assert [row["turn"] for row in rows] == ["first", "counted", "spread", "denied", "origin", "counted"]


def test_judgements_are_kept_listed_and_withdrawn(run: Run, path: str, asked: dict[str, Any]) -> None:
    assert run("judge", path, "--list").err == "no judgements\n"
    assert run("judge", path, "same-claim", "cl_s", "cl_r", *WHY).out == "judgement 1 is kept\n"
    again = run("judge", path, "same-claim", "cl_rumour", "mn_a", *WHY)
    assert again.out == "was kept before, as judgement 1\n"
    run("judge", path, "not-same-origin", "or_army", "or_nurse", *WHY)
    run("judge", path, "same-actor", "vel-mil", "Velanian army", *WHY)
    run("judge", path, "wrong-reading", "mn_a", "place", "Talba", *WHY)
    assert "stays to be seen" in run("judge", path, "withdraw", "3", *WHY).out
    listed = run("judge", path, "--list").out
    assert "same-claim mn_a mn_e" in listed
    assert "place is Talba" in listed
    assert "(withdrawn by L. Karst" in listed
    run("claims", path)
    given: list[Judgement] = asked["judgements"]
    assert [j.withdrawn is None for j in given] == [True, True, False, True]
    assert run("verify", path).code == 0


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((), "give one of"),
        (("--list", "--export", "-"), "give one of"),
        (("same-claim", "cl_s", "cl_r"), "--by and --reason"),
        (("same-claim", "cl_s", *WHY), "takes two ids"),
        (("same-claim", "cl_s", "cl_x", *WHY), "no claim's id begins with 'cl_x'"),
        (("same-claim", "cl_s", "cl_older", *WHY), "nothing to decide"),
        (("alike", "a", "b", *WHY), "is no kind of judgement"),
        (("wrong-reading", "mn_a", "mood", "glad", *WHY), "FIELD is one of source, chain"),
        (("wrong-reading", "mn_a", "factuality", "glad", *WHY), "no factuality"),
        (("withdraw", "one", *WHY), "the number of one judgement"),
        (("withdraw", "7", *WHY), "has no judgement 7"),
        (("--import", "absent.jsonl"), "cannot be read"),
    ],
)
def test_what_cannot_be_judged_is_one_line(run: Run, path: str, words: tuple[str, ...], told: str) -> None:
    ran = run("judge", path, *words)
    assert ran.code == 2
    assert told in ran.err
    assert len(ran.err.splitlines()) == 1


def test_two_reviewers_are_merged_and_compared(run: Run, path: str, tmp_path: Path) -> None:
    other = str(ledger(tmp_path / "y.ledger", [item(1)]))
    moll = ("--by", "Ada Moll", "--reason", "read both")
    run("judge", path, "same-claim", "cl_s", "cl_r", *WHY)
    run("judge", path, "not-same-origin", "or_army", "or_nurse", *WHY)
    run("judge", other, "not-same-claim", "cl_s", "cl_r", *moll)
    run("judge", other, "not-same-origin", "or_army", "or_nurse", *moll)
    out = str(tmp_path / "moll.jsonl")
    run("judge", other, "--export", out)
    assert run("judge", path, "--import", out).out == "2 new, 0 withdrawn, 0 known already\n"
    assert run("judge", path, "--import", out).out == "0 new, 0 withdrawn, 2 known already\n"
    told = run("judge", path, "--compare", "L. Karst", "Ada Moll").out
    assert "judged by both: 2; by L. Karst alone: 0" in told
    assert "agreed on 1 of 2 (50%)" in told
    assert "claim mn_a mn_e: L. Karst says same, Ada Moll not same" in told
    assert run("judge", path, "--export", "-").out.count("\n") == 4


def test_what_is_no_judgement_is_refused_whole(run: Run, path: str, tmp_path: Path) -> None:
    lines = {"a": '{"schema":"reportedly/claim/1"}', "b": "{", "c": '{"schema":"reportedly/judgement/1"}'}
    for name, line in lines.items():
        (tmp_path / name).write_text(line + "\n")
        ran = run("judge", path, "--import", str(tmp_path / name))
        assert ran.code == 2
        assert f"{name}:1:" in ran.err
    assert run("judge", path, "--list").out == ""
