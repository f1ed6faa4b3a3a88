"""`search`, `sources`, `actors`, `diff` and `redact` as a user meets them."""

from __future__ import annotations

import io
import json
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from reportedly.cli.main import main
from reportedly.shapes import Disguise
from tests.cli.conftest import Ran, Run
from tests.store.samples import item, ledger, of

PAGE = "https://coastalpost.example/1"


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Give a function that runs the program as it is."""
    monkeypatch.setenv("COLUMNS", "80")

    def go(*arguments: str) -> Ran:
        with pytest.raises(SystemExit) as left:
            main(arguments)
        captured = capfd.readouterr()
        assert isinstance(left.value.code, int)
        return Ran(left.value.code, captured.out, captured.err)

    return go


@pytest.fixture
def path(tmp_path: Path) -> str:
    """A ledger of two articles, one of them in two versions."""
    _, reading = item(1, published="2031-05-05")
    text = reading.document.text.replace("At least 20 civilians", "At least 24 civilians")
    later = of(replace(reading, document=replace(reading.document, text=text)))
    return str(ledger(tmp_path / "x.ledger", [item(1), item(2), later]))


def test_search_as_a_table_and_as_json(run: Run, path: str) -> None:
    ran = run("search", path, "civilians", "midday")
    assert ran.code == 0
    assert "two unnamed district officials > Harbour Wire > Coastal Post" in ran.out
    assert ran.out.splitlines()[0].split()[:2] == ["date", "document"]
    rows = [json.loads(line) for line in run("search", path, "civilians midday", "--json").out.splitlines()]
    assert {row["schema"] for row in rows} == {"reportedly/statement/1"}
    assert len(rows) == 3


def test_search_filters(run: Run, path: str) -> None:
    def found(*more: str) -> int:
        return len(run("search", path, "civilians", "--json", *more).out.splitlines())

    assert found() == 9
    assert found("--act", "deny") == 3
    assert found("--source", "ministry of defence") == 3
    assert found("--since", "2031-05-04") == 3
    assert found("--until", "2031-05-03") == 6
    assert found("--limit", "1") == 1
    assert found("--outlet", "Nowhere Times") == 0


def test_without_words_all_that_the_options_let_through(run: Run, path: str) -> None:
    rows = [json.loads(line) for line in run("search", path, "--act", "deny", "--json").out.splitlines()]
    assert [row["act"] for row in rows] == ["deny"] * 3
    assert [row["published"] for row in rows] == sorted(row["published"] for row in rows)
    pages = run("search", path, "--documents", "--since", "2031-05-04", "--json").out.splitlines()
    assert [json.loads(page)["published"] for page in pages] == ["2031-05-05"]


@pytest.mark.parametrize("listing", [("search", "civilians"), ("search",), ("sources",), ("actors",)])
def test_more_than_is_printed_is_said(run: Run, path: str, listing: tuple[str, ...]) -> None:
    command, *words = listing
    ran = run(command, path, *words, "--limit", "1")
    assert ran.err == "there is more; --limit shows it\n"
    assert len(ran.out.splitlines()) == 3
    assert run(command, path, *words, "--limit", "1000").err == ""


def test_names_of_strangers_move_no_cursor(run: Run, tmp_path: Path) -> None:
    wild = "\x1b[2J=cmd()\u202e \x9b31m"
    (capture, reading) = item(1)
    sources = tuple(replace(source, name=f"{wild} {source.name}") for source in reading.sources)
    named = replace(reading, sources=sources, document=replace(reading.document, title=wild))
    path = str(ledger(tmp_path / "x", [(replace(capture, title=wild), named)]))
    for listing in (("sources",), ("search", "civilians"), ("search", "--documents")):
        ran = run(listing[0], path, *listing[1:])
        assert "\\x1b[2J=cmd()" in ran.out
        assert not set(ran.out) & set("\x1b\x9b\u202e")


def test_search_of_documents(run: Run, path: str) -> None:
    (row, *more) = run("search", path, "bread", "--documents", "--json").out.splitlines()
    assert json.loads(row)["schema"] == "reportedly/document/1"
    assert len(more) == 2
    ran = run("search", path, "bread", "--documents", "--act", "deny")
    assert ran.code == 2
    assert "leave out --documents" in ran.err


def test_nothing_found_is_said_where_it_disturbs_nobody(run: Run, path: str) -> None:
    ran = run("search", path, '"nowhere to be found')
    assert (ran.code, ran.out, ran.err) == (0, "", "nothing found\n")


def test_sources_and_actors(run: Run, path: str) -> None:
    ran = run("sources", path, "--kind", "person")
    assert ran.out.splitlines()[0].split() == [
        "says", "denies", "relays", "docs", "outlets", "first", "last", "source",
    ]  # fmt: skip
    assert "Mira Olen (person)" in ran.out
    assert json.loads(run("sources", path, "--name", "olen", "--json").out)["statements"] == 6
    assert json.loads(run("actors", path, "--json", "--limit", "1").out)["schema"] == "reportedly/actor/1"


def test_diff_by_address_and_by_document(run: Run, path: str) -> None:
    by_address = run("diff", path, PAGE)
    assert "was  At least 20 civilians" in by_address.out
    assert "is   At least 24 civilians" in by_address.out
    rows = [json.loads(line) for line in run("diff", path, PAGE, "--json").out.splitlines()]
    assert [row["kind"] for row in rows] == ["changed"]
    old, new = item(1)[1].document.id, json.loads(run("search", path, '"24 civilians"', "--json").out)
    assert run("diff", path, new["document"][:10]).out == by_address.out
    assert run("diff", path, old, new["document"]).out == by_address.out


def test_diff_of_what_has_no_version_before(run: Run, path: str) -> None:
    for page in (item(2)[1].document.id, "https://coastalpost.example/2"):
        ran = run("diff", path, page)
        assert ran.code == 2
        assert "version" in ran.err
    assert "is no document id" in run("diff", path, "https://nowhere.example/").err


def test_redact_asks_what_and_why(run: Run, path: str) -> None:
    assert "one of the two" in run("redact", path).err
    assert "one of the two" in run("redact", path, "aa", "--name", "b").err
    ran = run("redact", path, "--name", "Mira Olen")
    assert ran.code == 2
    assert "--reason and --by" in ran.err


def test_redact_a_name(run: Run, path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("n\n"))
    why = ("--reason", "at risk", "--by", "L. Karst")
    dry = run("redact", path, "--name", "Mira Olen", "--dry-run")
    assert dry.out.startswith("3 documents: 3 originals and 3 rows would be taken out")
    unasked = run("redact", path, "--name", "Mira Olen", *why)
    assert unasked.code == 2
    assert "nothing is taken out" in unasked.err
    assert json.loads(run("sources", path, "--name", "olen", "--json").out)
    done = run("redact", path, "--name", "Mira Olen", *why, "--yes")
    assert done.code == 0
    assert "3 originals and 3 rows were taken out" in done.out
    assert run("sources", path, "--name", "olen").out == ""
    assert run("verify", path).code == 0


def test_redact_a_document(run: Run, path: str) -> None:
    id = item(2)[1].document.id
    ran = run("redact", path, id[:10], "--reason", "court order", "--by", "L. Karst", "--yes")
    assert ran.code == 0
    assert id in ran.out
    assert run("verify", path).code == 0
    assert "there is no" not in run("search", path, "civilians").err


def test_a_source_in_disguise_is_flagged(run: Run, tmp_path: Path) -> None:
    _, reading = item(1)
    name, why = reading.sources[0].name, "holds U+200B, which cannot be seen"
    path = str(ledger(tmp_path / "y", [of(replace(reading, disguises=(Disguise(name, "invisible", why),)))]))
    rows = [json.loads(line) for line in run("sources", path, "--json").out.splitlines()]
    assert {row["name"]: row["disguises"] for row in rows if row["disguises"]} == {name: [f"{name} {why}"]}
    assert f"in disguise: {name} {why}" in " ".join(run("sources", path, "--name", name).out.split())
