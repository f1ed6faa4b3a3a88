"""`reportedly report` writes one page, and says in one line what is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportedly.claim import Claim
from reportedly.ledger import Ledger
from tests.claims_sample import CLAIMS
from tests.cli.conftest import Run
from tests.store.samples import ledger


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return a ledger whose claims are the sample's."""

    def claims(self: Ledger, asked: object = None, **given: object) -> list[Claim]:
        return list(CLAIMS)

    monkeypatch.setattr(Ledger, "claims", claims)
    return str(ledger(tmp_path / "x.ledger", []))


def test_a_page_is_written_or_printed(run: Run, path: str, tmp_path: Path) -> None:
    out = tmp_path / "out.html"
    ran = run("report", path, "cl_str", "-o", str(out))
    assert (ran.code, ran.out, ran.err) == (0, "", f"written: {out}\n")
    assert "Velanian jets bombed the market in Maruh" in out.read_text(encoding="utf-8")
    printed = run("report", path, "cl_strike", "-o", "-")
    assert (printed.code, printed.err) == (0, "")
    assert printed.out == out.read_text(encoding="utf-8")
    whole = run("report", path, "-o", "-", "--limit", "1", "--as-of", "2031-05-06")
    assert whole.code == 0
    assert "as it stood at the end of 6 May 2031" in whole.out
    assert whole.out.count("<article") == 1


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("nowhere", "-o", "-"), "no claim's id begins with 'nowhere'"),
        (("cl_", "-o", "-"), "several claims' ids begin with 'cl_'"),
        (("cl_strike",), "Missing option '-o' / '--out'"),
        (("-o", "/nowhere/at/all.html"), "cannot be written"),
        (("-o", "-", "--as-of", "soon"), "is not a date"),
        (("-o", "-", "--limit", "0"), "--limit"),
    ],
)
def test_what_cannot_be_written_is_one_line(run: Run, path: str, words: tuple[str, ...], told: str) -> None:
    ran = run("report", path, *words)
    assert (ran.code, ran.err.count("\n"), told in ran.err) == (2, 1, True), ran.err
