"""The whole article loop on any text at all: it reads or refuses, and no span ever lies."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.soundness import violations
from reportedly.errors import InputError
from reportedly.export.reading_json import line
from reportedly.pipeline import read
from reportedly.shapes import Capture, Reading

PIECES = st.sampled_from(
    [
        *(
            "said",
            "told Reuters",
            "denied",
            "he",
            "reportedly",
            "if true",
            "could not",
            "as saying",
            "citing",
        ),
        *(
            "The minister",
            "two sources",
            "according to",
            "was quoted by",
            "accusations that",
            "that the bridge fell",
        ),
        *("“", "”", '"', "'", "‘", "’", "''", "«", "»", ", ", ". ", ": ", "\n", "\n\n", "\r\n"),
        *("(AP) —", "TALBA, May 3 (AFP) -", "Related: more"),
        *("\u00a0", "\u200b", "\U0001f4f0", "e\u0301", "\u202e", "Видео", "د"),
    ]
)
NEWSLIKE = st.lists(PIECES, min_size=1, max_size=40).map(" ".join)
ANYTHING = st.one_of(NEWSLIKE, st.text(max_size=300), st.tuples(NEWSLIKE, st.text(max_size=60)).map("".join))


def _capture(text: str) -> Capture:
    return Capture("any", text.encode("utf-8", "replace"), "text", outlet="Coastal Post")


def _read(text: str) -> Reading | None:
    try:
        return read(_capture(text), force=True)
    except InputError:
        return None


@settings(max_examples=120, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(ANYTHING)
def test_any_text_is_read_or_refused_and_its_spans_hold(text: str) -> None:
    reading = _read(text)
    if reading is None:
        return
    assert violations(_capture(text), reading) == []
    assert json.loads(line(reading))["document"]["text"] == reading.document.text


@pytest.mark.parametrize(
    "text", ["The minister said the bridge fell.", "“Go,” he said. “Now.”\n\n“Or never.”"]
)
def test_the_same_text_gives_the_same_bytes(text: str) -> None:
    first, second = _read(text), _read(text)
    assert first is not None
    assert second is not None
    assert line(first) == line(second)
