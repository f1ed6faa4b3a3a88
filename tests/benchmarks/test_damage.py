"""The benchmark of damaged archives: it damages what it says, and counts what is lost."""

from __future__ import annotations

import io
from collections.abc import Iterator
from random import Random
from typing import BinaryIO

import pytest

from benchmarks import damage
from benchmarks.damage import KINDS, Tally, archive, line, trial
from reportedly.ingest.warc import pages
from reportedly.shapes import Capture, Problem

NAMED = [(f"{n}.html", b"<html><p>" + Random(n).randbytes(3_000).hex().encode()) for n in range(6)]


@pytest.mark.parametrize("compressed", [False, True])
def test_an_archive_is_the_same_every_time_and_names_its_pages(compressed: bool) -> None:
    whole = archive(NAMED, compressed=compressed)
    assert whole == archive(NAMED, compressed=compressed)
    found = list(pages(io.BytesIO(whole.data), "a"))
    assert [(item.url, item.data) for item in found if isinstance(item, Capture)] == [
        (kept.url, kept.data) for kept in whole.pages
    ]
    assert [item.input for item in found] == [f"a:{kept.start}" for kept in whole.pages]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("compressed", [False, True])
def test_all_damage_is_reported_and_the_rest_read(kind: str, compressed: bool) -> None:
    whole, tally = archive(NAMED, compressed=compressed), Tally()
    for seed in range(30):
        trial(whole, KINDS[kind], f"{kind} {seed}", tally)
    assert tally.well, line(kind, tally)
    assert tally.reported > 25


def test_a_reader_that_keeps_silent_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    def silent(stream: BinaryIO, name: str) -> Iterator[Capture | Problem]:
        yield from (item for item in pages(stream, name) if isinstance(item, Capture))

    monkeypatch.setattr(damage, "pages", silent)
    tally = Tally()
    trial(archive(NAMED, compressed=True), KINDS["stretch zeroed"], "x", tally)
    assert not tally.well
    assert "1 unreported" in line("x", tally)
