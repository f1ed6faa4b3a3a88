"""Web archives: the pages of them, whatever else they hold, and whatever is damaged, cut or hostile."""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
import os
import tracemalloc
import zlib
from functools import partial
from pathlib import Path

import brotli
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.ingest.files import MAX_BYTES
from reportedly.ingest.inputs import captures, is_batch
from reportedly.ingest.warc import pages
from reportedly.shapes import Capture, Problem
from tests.ingest.archives import MOMENT, STORY, Answer, http, raw, warc

THREE = [Answer(b"<p>" + bytes([c]) * 900, f"https://post.example/{c}") for c in b"abc"]


def read(data: bytes, name: str = "a.warc") -> list[Capture | Problem]:
    found = list(pages(io.BytesIO(data), name))
    for item in found:
        if isinstance(item, Problem):
            assert item.problem.startswith(f"{item.input}: ")
            assert "\n" not in item.problem
    return found


def page(data: bytes) -> Capture:
    (item,) = read(data)
    assert isinstance(item, Capture)
    return item


def problem(data: bytes) -> str:
    (item,) = read(data)
    assert isinstance(item, Problem)
    return item.problem.removeprefix(f"{item.input}: ")


def urls(items: list[Capture | Problem]) -> str:
    """Name what came out in order: the last letter of a page's address, or `!`."""
    return "".join((item.url or "")[-1] if isinstance(item, Capture) else "!" for item in items)


@pytest.mark.parametrize("compressed", [False, True])
def test_each_page_is_a_capture_named_by_where_it_stands(compressed: bool) -> None:
    data = warc(*THREE, gzip=compressed)
    found = read(data)
    first = found[0]
    assert first == Capture(
        "a.warc:0", THREE[0].body, "html", url="https://post.example/97", retrieved=MOMENT
    )
    for item in found:
        begins = data[int(item.input.rpartition(":")[2]) :]
        assert begins.startswith(b"\x1f\x8b" if compressed else b"WARC/1.0")
    assert urls(found) == "789"


def test_what_is_no_page_is_passed_over_in_silence() -> None:
    others = [
        Answer(b"", kind="revisit"),
        Answer(kind="resource", headers=()),
        Answer(status="404 Not Found"),
        Answer(status="301 Moved"),
        Answer(b"\x89PNG", headers=[("Content-Type", "image/png")]),
        Answer(b"{}", headers=[("Content-Type", "application/json")]),
        Answer(b"User-agent: *", "https://post.example/robots.txt", headers=[("Content-Type", "text/plain")]),
        Answer(b""),
        Answer(b" \n "),
        Answer(url="dns:post.example"),
    ]
    assert read(warc(*others)) == []
    assert urls(read(warc(*others, THREE[1]))) == "8"


def test_plain_text_and_pages_without_a_type_are_read() -> None:
    assert page(warc(Answer(b"A boat sank.", headers=[("Content-Type", "text/plain")]))).media == "text"
    assert page(warc(Answer(b"<!DOCTYPE html><p>x", headers=()))).media == "html"
    assert read(warc(Answer(b"\x00\x01", headers=()))) == []


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (gzip.compress(STORY, mtime=0), ["Content-Encoding: gzip"]),
        (zlib.compress(STORY), ["Content-Encoding: deflate"]),
        (zlib.compress(STORY, wbits=-15), ["Content-Encoding: deflate"]),
        (brotli.compress(STORY), ["Content-Encoding: br"]),
        (
            b"5\r\n" + STORY[:5] + b"\r\n4c;x=1\r\n" + STORY[5:] + b"\r\n0\r\n\r\n",
            ["Transfer-Encoding: chunked"],
        ),
        (brotli.compress(gzip.compress(STORY, mtime=0)), ["Content-Encoding: gzip, br"]),
        # Archives keep headers of what they have undone already.
        (STORY, ["Content-Encoding: gzip", "Transfer-Encoding: chunked"]),
        (STORY, ["Content-Encoding: br"]),
        (STORY, ["Content-Encoding: deflate"]),
    ],
)
def test_encodings_are_undone(body: bytes, headers: list[str]) -> None:
    assert page(raw(http(body, *headers))).data == STORY


@pytest.mark.parametrize(
    ("body", "headers", "why"),
    [
        (gzip.compress(STORY, mtime=0)[:40], ["Content-Encoding: gzip"], "its compressed bytes are cut"),
        (brotli.compress(STORY)[:40], ["Content-Encoding: br"], "its compressed bytes are cut"),
        (b"\x1f\x8b\x08" + STORY, ["Content-Encoding: gzip"], "its compressed bytes are damaged"),
        (b"5\r\n<html\r\nff\r\nrest", ["Transfer-Encoding: chunked"], "its last chunk is cut"),
        (b"5\r\n<html\r\n", ["Transfer-Encoding: chunked"], "its last chunk is missing"),
        (STORY, ["Content-Encoding: snappy"], "it is compressed as 'snappy'"),
    ],
)
def test_what_cannot_be_decoded_is_said(body: bytes, headers: list[str], why: str) -> None:
    assert problem(raw(http(body, *headers))).startswith(f"cannot be decoded, {why}")


@pytest.mark.parametrize(
    ("pack", "name"),
    [(gzip.compress, "gzip"), (zlib.compress, "deflate"), (partial(brotli.compress, quality=2), "br")],
)
@pytest.mark.parametrize("outer", [False, True])
def test_a_bomb_is_a_problem_and_takes_little_memory(pack: object, name: str, outer: bool) -> None:
    assert callable(pack)
    body = pack(b"<html>" + b" " * 100_000_000)
    data = raw(http(body, f"Content-Encoding: {name}"))
    data = gzip.compress(data, mtime=0) if outer else data
    tracemalloc.start()
    try:
        said = problem(data)
        assert tracemalloc.get_traced_memory()[1] < 8 * MAX_BYTES
    finally:
        tracemalloc.stop()
    assert said.startswith("is a page of more than 10 MB (https://post.example/boat), over the limit")


def test_a_member_that_expands_far_too_much_is_a_problem_and_the_next_is_read() -> None:
    bomb = gzip.compress(raw(http(b" " * 70_000_000)), 9)
    first, *rest = read(bomb + warc(*THREE, gzip=True))
    assert isinstance(first, Problem)
    assert "expands to over 200 times its size" in first.problem
    assert urls(rest) == "789"


def test_a_large_page_is_a_problem_and_other_large_records_are_passed_over() -> None:
    large = os.urandom(1_000_000) * 11
    assert urls(read(warc(THREE[0], Answer(large), THREE[1], gzip=True))) == "7!8"
    video = Answer(large, headers=[("Content-Type", "video/mp4")])
    for compressed in (False, True):
        assert urls(read(warc(THREE[0], video, THREE[1], gzip=compressed))) == "78"


@pytest.mark.parametrize("compressed", [False, True])
def test_every_cut_is_reported_and_all_before_it_read(compressed: bool) -> None:
    data = warc(*THREE, gzip=compressed)
    starts = [int(item.input.rpartition(":")[2]) for item in read(data)]
    for at in range(1, len(data)):
        whole = sum(start < at for start in starts) - 1 if at not in starts else starts.index(at)
        found = read(data[:at], "a.warc.gz" if compressed else "a.warc")
        expected = "789"[:whole] + ("" if at in starts else "!")
        # Of a record without its blank lines nothing is missing.
        assert urls(found) in {expected, f"{'789'[: whole + 1]}!"}, at


@pytest.mark.parametrize("compressed", [False, True])
def test_a_damaged_record_costs_only_itself(compressed: bool) -> None:
    data = warc(*THREE, gzip=compressed)
    middle = int(read(data)[1].input.rpartition(":")[2])
    for at in (middle + 1, middle + 40, middle + 120):
        hurt = bytearray(data)
        hurt[at : at + 8] = bytes(8)
        found = read(bytes(hurt))
        assert urls(found) == "7!9"
        assert found[1].input == f"a.warc:{middle}"


def test_damage_at_the_very_beginning_is_survived() -> None:
    for compressed in (False, True):
        data = bytes(4) + warc(*THREE, gzip=compressed)[4:]
        found = read(data)
        assert urls(found) == "!89"
        assert isinstance(found[0], Problem)
        assert "is damaged from here to byte" in found[0].problem


@pytest.mark.parametrize(
    "data",
    [b"not a WARC", warc(*THREE)[:100], warc(*THREE, gzip=True)[:100], b"WARC/1.0", b"\x1f\x8b"],
    ids=["text", "cut", "cut gzip", "first line", "first bytes of gzip"],  # records have random ids
)
def test_a_file_without_a_whole_record_is_one_problem(data: bytes) -> None:
    assert problem(data).startswith("holds no whole WARC record (")


def test_a_length_that_lies_is_damage() -> None:
    good = raw(http(STORY), url="https://post.example/1")
    for length in (3, 500, 10**9, 10**15, 10**17):
        assert urls(read(good + raw(http(STORY), length=length) + good)) == "1!1"


def test_a_digest_that_does_not_fit_is_a_problem_and_one_that_is_unknown_is_not() -> None:
    block = http(STORY)
    sha1 = base64.b32encode(hashlib.sha1(block).digest()).decode()
    sha256 = hashlib.sha256(block).hexdigest()
    wrong = hashlib.sha256(b"").hexdigest()
    for stated in (
        f"sha1:{sha1}",
        f"sha1:{sha1.lower()}",
        f"sha256:{sha256}",
        f"sha-256:{sha256}",
        "crc:1",
        "?",
    ):
        assert page(raw(block, extra=f"WARC-Block-Digest: {stated}\r\n")).data == STORY
    for name in ("WARC-Block-Digest", "WARC-Payload-Digest"):
        said = problem(raw(block, extra=f"{name}: sha256:{wrong}\r\n"))
        assert said.startswith("is damaged, its bytes do not fit their sha256 digest; ")


def test_a_payload_digest_may_be_of_the_body_before_or_after_decoding() -> None:
    packed = gzip.compress(STORY, mtime=0)
    for form in (packed, STORY):
        digest = hashlib.sha256(form).hexdigest()
        extra = f"WARC-Payload-Digest: sha256:{digest}\r\n"
        assert page(raw(http(packed, "Content-Encoding: gzip"), extra=extra)).data == STORY


def test_one_gzip_member_around_all_is_read_up_to_its_damage() -> None:
    data = gzip.compress(warc(*[Answer(os.urandom(300_000).hex().encode()) for _ in range(4)]))
    found = read(data)
    assert [item.input.partition("+")[0] for item in found] == ["a.warc:0"] * 4
    hurt = data[: len(data) * 7 // 10]  # in the third of four records of nearly one size
    assert [type(item) for item in read(hurt)] == [Capture, Capture, Problem]


@pytest.mark.parametrize(
    "unit", [b"WARC/1.0\r\na:", b"a:WARC/1.0\r\n", b"WARC/1.0\r\n", b"\x1f\x8b\x08", b"\x1f\x8b\x08\x00" * 3]
)
def test_a_file_full_of_false_beginnings_costs_little_time(unit: bytes) -> None:
    found = read(raw(b"")[:-4] + unit * (4_000_000 // len(unit)))
    assert [type(item) for item in found] == [Problem]


@settings(deadline=None, derandomize=True, max_examples=150)
@given(st.binary(max_size=300), st.integers(0, 2000), st.booleans(), st.booleans())
def test_any_bytes_anywhere_give_pages_and_problems_only(
    junk: bytes, at: int, over: bool, packed: bool
) -> None:
    data = warc(*THREE, gzip=packed)
    at %= len(data)
    assert read(data[:at] + junk + data[at + (len(junk) if over else 0) :]) != []
    read(junk)
    read(raw(http(junk, "Content-Encoding: gzip, br", "Transfer-Encoding: chunked")))
    read(raw(junk))


def test_a_file_on_disk_gives_the_same(tmp_path: Path) -> None:
    lying = raw(http(STORY), length=10**15)
    for data in (warc(*THREE), warc(*THREE, gzip=True), lying, lying + raw(http(STORY))):
        path = tmp_path / "a.warc"
        path.write_bytes(data)
        found = list(captures([str(path)]))
        assert urls(found) == urls(read(data))


def test_standard_input_may_be_an_archive() -> None:
    data = warc(*THREE, gzip=True)
    assert is_batch(["-"], stdin=io.BytesIO(data))
    assert urls(list(captures(["-"], stdin=io.BytesIO(data)))) == "789"
    read_end, write_end = os.pipe()
    os.write(write_end, data)
    os.close(write_end)
    with os.fdopen(read_end, "rb") as stdin:
        assert is_batch(["-"], stdin=stdin)
        assert urls(list(captures(["-"], stdin=stdin))) == "789"
