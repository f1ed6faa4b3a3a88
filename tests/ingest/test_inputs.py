"""Inputs of every kind: one capture or problem a document, in order, whatever is wrong with one."""

from __future__ import annotations

import io
import json
import os
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.ingest.files import MAX_BYTES
from reportedly.ingest.inputs import Given, captures, is_batch
from reportedly.shapes import Capture, Problem
from tests.ingest.archives import Answer, wacz, warc

NOTHING = Given()


def items(*inputs: str | Path, given: Given = NOTHING, stdin: bytes = b"") -> list[Capture | Problem]:
    return list(captures([str(name) for name in inputs], given, stdin=io.BytesIO(stdin)))


def one(*inputs: str | Path, given: Given = NOTHING, stdin: bytes = b"") -> Capture:
    (item,) = items(*inputs, given=given, stdin=stdin)
    assert isinstance(item, Capture)
    return item


def problem(*inputs: str | Path, stdin: bytes = b"") -> str:
    (item,) = items(*inputs, stdin=stdin)
    assert isinstance(item, Problem)
    assert item.schema == "reportedly/problem/1"
    assert "\n" not in item.problem
    assert item.problem.startswith(f"{item.input}: ")
    assert ";" in item.problem  # what is wrong; what to do
    return item.problem.removeprefix(f"{item.input}: ")


def write(path: Path, rows: Sequence[object]) -> Path:
    path.write_text("\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows), "utf-8")
    return path


def test_a_file_is_one_capture_with_its_bytes_untouched(tmp_path: Path) -> None:
    path = tmp_path / "boat.txt"
    path.write_bytes(b"\xef\xbb\xbfA boat sank.\r\nNobody\xa0died.")
    given = Given(published="2031-05-03", outlet="Coastal Post", url="https://post.example/boat")
    assert one(path, given=given) == Capture(
        input=str(path),
        data=b"\xef\xbb\xbfA boat sank.\r\nNobody\xa0died.",
        media="text",
        url="https://post.example/boat",
        outlet="Coastal Post",
        published="2031-05-03",
    )


def test_html_is_known_by_name_and_by_sight(tmp_path: Path) -> None:
    (tmp_path / "a.htm").write_bytes(b"A boat sank.")
    (tmp_path / "b").write_bytes(b"<!doctype html><p>A boat sank.")
    assert [one(tmp_path / name).media for name in ("a.htm", "b")] == ["html", "html"]


def test_standard_input_is_text_html_or_rows() -> None:
    assert one("-", stdin=b"A boat sank.") == Capture("-", b"A boat sank.", "text")
    assert one("-", stdin=b"<html><p>A boat sank.").media == "html"
    rows = items("-", stdin=b'\n {"text": "A boat sank."}\n\n{"html": "<p>Another"}\n')
    assert [(row.input, row.data, row.media) for row in rows if isinstance(row, Capture)] == [
        ("-:2", b"A boat sank.", "text"),
        ("-:4", b"<p>Another", "html"),
    ]


def test_a_pipe_is_looked_into_without_being_used_up() -> None:
    read, write_end = os.pipe()
    os.write(write_end, b'{"text": "A boat sank."}\n')
    os.close(write_end)
    with os.fdopen(read, "rb") as stdin:
        assert is_batch(["-"], stdin=stdin)
        (item,) = captures(["-"], stdin=stdin)
    assert isinstance(item, Capture)
    assert item.data == b"A boat sank."


def test_a_row_outranks_what_is_given_and_the_given_fills_gaps(tmp_path: Path) -> None:
    row = {"url": "https://a.example/1", "outlet": None, "title": "Boat", "published": "2031-05-03"}
    path = write(tmp_path / "news.jsonl", [{**row, "text": "x", "slots": {"ignored": 1}}])
    assert one(path, given=Given(published="2001-01-01", outlet="Coastal Post")) == Capture(
        f"{path}:1", b"x", "text", "https://a.example/1", "Coastal Post", "Boat", "2031-05-03"
    )


def test_text_is_read_where_a_row_has_html_too(tmp_path: Path) -> None:
    rows = [{"html": "<p>page", "text": "tëxt\r\n"}, {"html": "<p>ö", "text": None}]
    path = write(tmp_path / "a.ndjson", rows)
    first, second = items(path)
    assert isinstance(first, Capture)
    assert isinstance(second, Capture)
    assert (first.data, first.media) == ("tëxt\r\n".encode(), "text")
    assert (second.data, second.media) == ("<p>ö".encode(), "html")


def test_a_lone_surrogate_is_replaced_one_for_one(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", ['{"text": "a\\ud800b \\ud83d\\ude00"}'])
    assert one(path).data.decode() == "a\ufffdb 😀"


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("{not json", "is not JSON (Expecting property name enclosed in double quotes)"),
        ("[1, 2]", "is JSON but no object"),
        ('{"text": 5}', "text is neither a string nor null"),
        ('{"url": "https://a.example"}', "has neither text nor html"),
        ('{"text": null, "html": null}', "has neither text nor html"),
        ('{"text": " \\n "}', "is empty"),
        ('{"text": "x", "published": 20310503}', "published is neither a string nor null"),
        ("[" * 100_000, "is not JSON"),
    ],
)
def test_a_bad_row_is_a_problem_and_does_not_stop_the_rest(tmp_path: Path, row: str, why: str) -> None:
    path = write(tmp_path / "news.jsonl", [{"text": "before"}, "", row, {"text": "after"}])
    before, bad, after = items(path)
    assert isinstance(bad, Problem)
    assert bad.input == f"{path}:3"
    assert bad.problem.startswith(f"{path}:3: {why}")
    assert [item.data for item in (before, after) if isinstance(item, Capture)] == [b"before", b"after"]


def test_a_row_that_is_not_utf_8_is_a_problem(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"text": "caf\xe9"}\n{"text": "after"}')
    bad, after = items(path)
    assert isinstance(bad, Problem)
    assert "not UTF-8" in bad.problem
    assert isinstance(after, Capture)


def test_a_row_over_the_limit_is_a_problem_and_the_next_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    long = b'{"text": "' + b"x" * (2 * MAX_BYTES + 10) + b'"}'
    middle = b'{"text": "' + b"x" * (MAX_BYTES + 1) + b'"}'
    path.write_bytes(long + b"\n" + middle + b'\n{"text": "after"}')
    huge, large, after = items(path)
    assert isinstance(huge, Problem)
    assert "over the limit of 10 MB" in huge.problem
    assert isinstance(large, Problem)
    assert large.input == f"{path}:2"
    assert isinstance(after, Capture)
    assert after.input == f"{path}:3"


def test_a_folder_is_read_in_sorted_order_hidden_files_left_out(tmp_path: Path) -> None:
    for name in ("b.txt", "a.html", "c/d.TXT", "c/e.jpg", ".hidden.txt", ".git/x.txt", "z.md", "a.gz"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("A boat sank.")
    write(tmp_path / "c" / "rows.jsonl", [{"text": "1"}, {"text": "2"}])
    (tmp_path / "bad.txt").write_bytes(b"\x89PNG\r\n\x1a\n")
    (tmp_path / "crawl.WARC.gz").write_bytes(warc(Answer(), gzip=True))
    (tmp_path / "d.wacz").write_bytes(wacz(("archive/a.warc", warc(Answer()))))
    names = [item.input.removeprefix(f"{tmp_path}/") for item in items(tmp_path)]
    assert names == ["a.html", "b.txt", "bad.txt", "c/d.TXT", "c/rows.jsonl:1", "c/rows.jsonl:2",
                     "crawl.WARC.gz:0", "d.wacz/archive/a.warc:0"]  # fmt: skip
    assert [type(item) for item in items(tmp_path)] == [Capture, Capture, Problem, *[Capture] * 5]


def test_inputs_come_in_the_order_given(tmp_path: Path) -> None:
    for name in "ba":
        (tmp_path / name).write_text(name)
    found = items(tmp_path / "b", "-", tmp_path / "none", tmp_path / "a", stdin=b"words")
    assert [type(item) for item in found] == [Capture, Capture, Problem, Capture]


def test_nothing_is_opened_before_it_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("A boat sank.")
    found = captures([str(tmp_path / "a"), str(tmp_path / "late")])
    next(found)
    (tmp_path / "late").write_text("Another sank.")
    assert isinstance(next(found), Capture)


def test_what_is_wrong_is_said_in_one_line_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "blank.txt").write_bytes(b"\xef\xbb\xbf \n\t")
    (tmp_path / "empty.jsonl").write_bytes(b"\n")
    (tmp_path / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n\x00")
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4")
    (tmp_path / "folder").mkdir()
    assert problem(tmp_path / "none.txt") == "no such file or folder; check the path"
    assert problem(tmp_path / "empty.txt").startswith("is empty; ")
    assert problem(tmp_path / "blank.txt").startswith("is empty; ")
    assert problem(tmp_path / "empty.jsonl").startswith("is empty; ")
    assert problem("-", stdin=b"").startswith("is empty; ")
    assert problem(tmp_path / "a.png") == "is a PNG image; give the article as text or HTML"
    assert problem(tmp_path / "a.pdf").startswith("is a PDF file; save the article as plain text")
    (tmp_path / "a.zip").write_bytes(b"PK\x03\x04")
    assert problem(tmp_path / "a.zip").startswith("is a ZIP archive or an office document; save the article")
    (tmp_path / "empty.warc").write_bytes(b"")
    assert problem(tmp_path / "empty.warc").startswith("holds no page of HTML or text")
    (tmp_path / "a.json").write_bytes(b"{}")
    formats = "text, HTML, JSON Lines, a feed, WARC, WACZ or a folder"
    assert problem(tmp_path / "a.json") == f"is a JSON file, not JSON Lines; give {formats}"
    assert problem(tmp_path / "folder").startswith("is a folder with nothing to read in it; ")
    assert problem("x" * 5000).startswith("no such file: the name is too long")


def test_a_name_with_a_nul_in_it_is_a_problem() -> None:
    (item,) = items("a\0b")
    assert item == Problem("a\0b", r"'a\x00b': is no path; check it")
    assert not is_batch(["a\0b"])


def test_a_file_of_50_mb_is_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    assert problem(path).startswith("is 50 MB, over the limit of 10 MB an article; ")
    assert problem("-", stdin=b"x" * (MAX_BYTES + 1)).startswith("is more than 10 MB, over the limit")


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="needs a user whom permissions bind")
def test_a_file_that_may_not_be_read_is_a_problem(tmp_path: Path) -> None:
    path = tmp_path / "secret.txt"
    path.write_text("x")
    path.chmod(0)
    assert problem(path).startswith("permission denied")


@settings(deadline=None, derandomize=True, max_examples=300)
@given(
    st.sampled_from(
        [b"", b"WARC/1.0\r\n", b"\x1f\x8b\x08\x00", b"PK\x03\x04archive/a.warc", b"<rss>", b'{"', b"<html>"]
    ),
    st.binary(max_size=200),
)
def test_any_bytes_give_captures_and_problems_only(head: bytes, rest: bytes) -> None:
    for item in captures(["-"], stdin=io.BytesIO(head + rest)):
        assert isinstance(item, (Capture, Problem))


def test_batches_are_known_beforehand(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    assert not is_batch([str(tmp_path / "a.txt")])
    assert not is_batch([str(tmp_path / "none")])
    assert not is_batch(["-"], stdin=io.BytesIO(b"A boat sank."))
    assert is_batch(["-"], stdin=io.BytesIO(b'{"text": "x"}'))
    assert is_batch([str(tmp_path)])
    assert is_batch([str(tmp_path / "rows.jsonl")])
    assert is_batch(["a", "b"])
    assert is_batch(["https://post.example/boat"])
    for name in ("a.warc", "a.warc.gz", "b.WACZ", "a.rss", "a.atom", "a.xml"):
        assert is_batch([name])
    (tmp_path / "crawl").write_bytes(warc(Answer(), gzip=True))
    (tmp_path / "feed").write_bytes(b"<rss>")
    (tmp_path / "rows").write_text('{"text": "x"}')
    assert is_batch([str(tmp_path / "crawl")])
    assert is_batch([str(tmp_path / "feed")])
    assert not is_batch([str(tmp_path / "rows")])
