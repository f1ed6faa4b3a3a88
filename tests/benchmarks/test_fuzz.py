"""Readers and offset maps on mutated files: those that once went wrong, and some made at random."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.hostile.fuzz import check, mutated, seeds
from reportedly import lexicon
from reportedly.lexicon import Lexicons

FOUND = {
    "the directory of a WACZ that lost what stands before it": 1000078,
    "half a surrogate pair in an Atom feed": 2000765,
    "half a surrogate pair at the start of a feed's text": 2003018,
    "a tag that is no name": 2003229,
    "a title that is never closed": 2001574,
    "a declaration within an end tag": 2007562,
    "an end tag without a name": 2014541,
    "an end tag broken by a declaration": 2008402,
}
"""Numbers of mutated files that readers or the check of the offset maps once failed on."""


@pytest.fixture(scope="module")
def lexicons() -> Lexicons:
    return lexicon.load()


@pytest.mark.parametrize("number", FOUND.values(), ids=FOUND)
def test_what_once_went_wrong_is_read_or_refused(lexicons: Lexicons, number: int) -> None:
    check(*mutated(Random(number)), lexicons)


@pytest.mark.parametrize("name", seeds())
def test_an_undamaged_file_is_read(lexicons: Lexicons, name: str) -> None:
    read, refused = check(name, seeds()[name], lexicons)
    assert (read > 0, refused) == (True, 0)


@settings(deadline=None, derandomize=True, max_examples=60)
@given(st.integers(0, 2**32))
def test_any_mutated_file_is_read_or_refused(lexicons: Lexicons, number: int) -> None:
    check(*mutated(Random(number)), lexicons)


@settings(deadline=None, derandomize=True, max_examples=150)
@given(st.sampled_from(["a.txt", "a.html", "a.jsonl", "a.warc", "a.wacz", "a.xml"]), st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(lexicons: Lexicons, name: str, data: bytes) -> None:
    check(name, data, lexicons)
