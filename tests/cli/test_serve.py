"""`reportedly serve` shows the ledger that is named, and says in one line what is wrong."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from reportedly.ledger import Ledger
from reportedly.web import server
from reportedly.web.shelf import Shelf
from tests.cli.conftest import Run
from tests.store.samples import item, ledger


def test_it_serves_the_ledger_and_prints_what_it_is_told(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: dict[str, Any] = {}

    def serve(shelf: Shelf, *, port: int, browser: bool, tell: Any, desk: Ledger) -> None:
        seen.update(name=shelf.name, port=port, browser=browser, judgements=desk.judgements())
        tell("http://127.0.0.1:9000/claims?token=x")

    monkeypatch.setattr(server, "serve", serve)
    path = str(ledger(tmp_path / "x.ledger", [item(1)]))
    ran = run("serve", path, "--port", "9000", "--no-browser")
    assert (ran.code, ran.out) == (0, "http://127.0.0.1:9000/claims?token=x\n"), ran.err
    assert seen == {"name": "x.ledger", "port": 9000, "browser": False, "judgements": []}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("absent",), "no such ledger"),
        (("absent", "--port", "0"), "--port"),
        (("x", "--host", "0.0.0.0"), "--host"),
    ],
)
def test_what_cannot_be_served_is_one_line(run: Run, words: tuple[str, ...], told: str) -> None:
    ran = run("serve", *words)
    assert (ran.code, ran.err.count("\n"), told in ran.err) == (2, 1, True), ran.err
