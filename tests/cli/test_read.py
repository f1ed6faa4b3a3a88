"""`reportedly read`: its forms of output, its exit codes, and one line for everything that goes wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.ingest.archives import STORY, Answer, wacz, warc
from tests.ingest.wires import ARTICLE as PAGE
from tests.ingest.wires import Wires, answer, fetcher

ARTICLE = "The army left Talba on Monday, two residents said. Nobody could confirm it.\n" * 5


@pytest.fixture(autouse=True)
def _files(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(f"{name}: {ARTICLE}")
    (tmp_path / "foreign.txt").write_text("foreign words " * 20)
    (tmp_path / "bug.txt").write_text("bug here " * 20)
    (tmp_path / "wait.txt").write_text("wait here " * 20)
    rows: list[dict[str, str | None]] = [
        {"text": f"row {n}: {ARTICLE}", "outlet": f"Outlet {n}"} for n in range(3)
    ]
    rows.insert(1, {"text": None, "outlet": "none"})
    (tmp_path / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))


def test_one_input_gives_one_object(run: Run) -> None:
    ran = run(
        "a.txt",
        "--json",
        "--outlet",
        "Coastal Post",
        "--published",
        "2031-05-03",
        "--url",
        "http://x.example/",
    )
    assert (ran.code, ran.err) == (0, "")
    row = json.loads(ran.out)
    assert ran.out.count("\n") == 1
    assert row["schema"] == "reportedly/reading/1"
    assert row["document"]["outlet"] == "Coastal Post"
    assert row["document"]["published"] == "2031-05-03"
    assert row["document"]["url"] == "http://x.example/"


def test_several_inputs_give_a_line_each_in_order_the_refused_too(run: Run) -> None:
    ran = run("b.txt", "gone.txt", "foreign.txt", "a.txt", "--json")
    rows = [json.loads(line) for line in ran.out.splitlines()]
    assert ran.code == 0
    assert [row["schema"].split("/")[1] for row in rows] == ["reading", "problem", "problem", "reading"]
    assert rows[0]["document"]["text"].startswith("b.txt")
    assert list(rows[1]) == ["schema", "input", "problem"]
    assert rows[2]["input"] == "foreign.txt"
    assert [line.split(": ")[:2] for line in ran.err.splitlines()] == [
        ["reportedly", "gone.txt"],
        ["reportedly", "foreign.txt"],
    ]


def test_a_batch_gives_a_line_a_row(run: Run) -> None:
    ran = run("rows.jsonl", "--json")
    rows = [json.loads(line) for line in ran.out.splitlines()]
    assert [row["schema"].split("/")[1] for row in rows] == ["reading", "problem", "reading", "reading"]
    assert rows[3]["document"]["outlet"] == "Outlet 2"


def test_a_person_gets_a_view_of_each(run: Run) -> None:
    ran = run("a.txt", "b.txt", "gone.txt", "--outlet", "Coastal Post")
    assert ran.code == 0
    assert ran.out.count("Coastal Post · date unknown") == 2
    assert "\x1b" not in ran.out
    assert ran.err.startswith("reportedly: gone.txt: ")


def test_nothing_read_is_exit_code_2_and_a_bug_1(run: Run) -> None:
    assert run("gone.txt", "foreign.txt", "--json").code == 2
    assert run("gone.txt").code == 2
    ran = run("bug.txt")
    assert ran.code == 1
    assert ran.err == (
        "reportedly: bug.txt: internal fault: ZeroDivisionError: a bug of ours;"
        " please report it with the traceback that REPORTEDLY_DEBUG=1 prints\n"
    )
    assert run("bug.txt", "a.txt", "--json").code == 0


def test_a_single_refused_input_is_one_line_and_no_output(run: Run) -> None:
    ran = run("foreign.txt", "--json")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "reportedly: foreign.txt: is in French; --force reads it all the same\n"
    assert run("foreign.txt", "--json", "--force").code == 0


def test_debug_shows_the_traceback(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REPORTEDLY_DEBUG", "1")
    ran = run("bug.txt")
    assert ran.code == 1
    assert "Traceback" in ran.err


def test_interruption_is_one_line_and_130(run: Run) -> None:
    ran = run("wait.txt")
    assert ran.code == 130
    assert ran.err.strip() == "reportedly: interrupted"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("a.txt", "b.txt", "--html", "out.html"), "--html makes one page of one article"),
        (("rows.jsonl", "--html", "out.html"), "--html makes one page of one article"),
        (("a.txt", "--html", "-", "--json"), "name a file"),
        (("a.txt", "b.txt", "--url", "http://x.example/"), "--url is the address of one article"),
        (("a.txt", "--published", "yesterday"), "is not a date"),
        (("a.txt", "--published", "2031-02-30"), "is not a date"),
        (("a.txt", "--jobs", "0"), "x>=1"),
        (("a.txt", "--nonsense"), "--nonsense"),
        (("read",), "Missing argument"),
        (("a.txt", "--lexicon", "gone.yaml"), "gone.yaml: cannot read this lexicon"),
    ],
)
def test_wrong_usage_is_one_line_and_2(run: Run, arguments: tuple[str, ...], says: str) -> None:
    ran = run(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("reportedly: ")
    assert ran.err.count("\n") == 1
    assert says in ran.err


@pytest.mark.parametrize(
    "date", ["2031", "2031-05", "2031-05-03", "2031-05-03T14:52Z", "2031-05-03T14:52+02:00"]
)
def test_dates_that_are_taken(run: Run, date: str) -> None:
    assert json.loads(run("a.txt", "--json", "--published", date).out)["document"]["published"] == date


def test_a_date_and_time_may_stand_apart(run: Run) -> None:
    row = json.loads(run("a.txt", "--json", "--published", "2031-05-03 14:52").out)
    assert row["document"]["published"] == "2031-05-03T14:52"


def test_a_page_is_written_and_said(run: Run, tmp_path: Path) -> None:
    ran = run("a.txt", "--html", "out.html")
    assert (ran.code, ran.out) == (0, "")
    assert (tmp_path / "out.html").read_text(encoding="utf-8").lower().startswith("<!doctype html>")
    assert run("a.txt", "--html", "-").out.lower().startswith("<!doctype html>")
    ran = run("a.txt", "--html", "no/such/folder.html")
    assert ran.code == 2
    assert "cannot write there (No such file or directory); name another file" in ran.err


def test_a_hostile_file_name_is_shown_escaped(run: Run) -> None:
    assert "\x1b" not in run("gone\x1b[31m.txt").err


def test_standard_input(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with (tmp_path / "a.txt").open() as stream:
        monkeypatch.setattr("sys.stdin", stream)
        ran = run("-", "--json")
    assert json.loads(ran.out)["document"]["text"].startswith("a.txt")


def test_an_address_is_read_and_may_make_a_page(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    entry = b"<item><title>a</title><description>A boat sank.</description></item>"
    feed = b"<rss><channel><title>Post</title>" + entry * 2 + b"</channel></rss>"
    wires = Wires({"post.example/boat": answer(), "post.example/feed": answer(feed, media="text/xml")})
    monkeypatch.setattr("reportedly.ingest.fetch.Fetcher", lambda: fetcher(wires))
    document = json.loads(run("https://post.example/boat", "--json").out)["document"]
    assert (document["text"], document["url"]) == (PAGE.decode(), "https://post.example/boat")
    assert document["retrieved"] == "2031-05-03T14:52:00Z"
    assert run("https://post.example/boat", "--html", "out.html").code == 0
    assert (tmp_path / "out.html").exists()
    ran = run("https://post.example/feed", "--html", "out.html")
    assert (ran.code, "is a feed of several" in ran.err) == (2, True)
    ran = run("https://127.0.0.1/", "--json")
    assert ran.code == 2
    assert json.loads(ran.out)["problem"].startswith("https://127.0.0.1/: is not fetched: ")


def test_archives_and_feeds_are_batches(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.warc.gz").write_bytes(warc(Answer(), gzip=True)[:-9])
    (tmp_path / "b.wacz").write_bytes(wacz(("archive/b.warc", warc(Answer()))))
    (tmp_path / "c.rss").write_text("<rss><channel><item><description>A boat sank.</description></item>")
    ran = run("a.warc.gz", "b.wacz", "c.rss", "--json")
    rows = [json.loads(row) for row in ran.out.splitlines()]
    assert [row.get("input") or row["document"]["text"][-12:] for row in rows] == [
        "a.warc.gz", STORY.decode()[-12:], "A boat sank.", "c.rss",
    ]  # fmt: skip
    assert ran.err.count("\n") == 2
    assert "--html makes one page of one article" in run("b.wacz", "--html", "x.html").err
