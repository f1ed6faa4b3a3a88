"""Attributions at the end of a sentence whose commas are lost."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from reportedly import lexicon, pipeline
from reportedly.shapes import Capture, Reading, Voice

LEXICONS = lexicon.load([Path(__file__).parents[1] / "cases" / "lexicon.yaml"])


@cache
def _read(text: str) -> Reading:
    return pipeline.read(Capture("a test", text.encode(), media="text"), lexicons=LEXICONS, force=True)


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("The bridge and three homes were destroyed in the shelling of the village a monitor said on Monday.",
         "a monitor", "were destroyed in the shelling of the village"),
        ("A bomber struck a wedding killing nine people and wounding dozens a doctor and witnesses said.",
         "a doctor and witnesses", "killing nine people and wounding dozens"),
        ("The militia regained the village a day after it was seized by rebels said the Orsk-based group.",
         "the Orsk-based group", "regained the village a day after it was seized by rebels"),
    ],
)  # fmt: skip
def test_who_says_it_at_the_end_is_found_without_a_comma(text: str, source: str, content: str) -> None:
    (said,) = [s for s in _read(text).statements if s.voice is Voice.SOURCE]
    assert [text[s.start : s.end] for s in said.source] == [source]
    assert text[said.content[0].start : said.content[-1].end].endswith(content)


def test_what_somebody_said_is_no_such_end() -> None:
    text = "The council of the town had read what the minister said."
    found = [text[s.content[0].start : s.content[-1].end] for s in _read(text).statements if s.source]
    assert not [words for words in found if words.startswith("The council of the town had read")]
