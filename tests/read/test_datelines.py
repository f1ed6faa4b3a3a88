"""Datelines: the shapes that agencies file under, and words before a dash or colon that are none."""

from __future__ import annotations

import pytest

from reportedly.lexicon import Lexicons
from reportedly.read.datelines import Place, dateline

STORY = (
    " Government jets struck the harbour of the southern port for a third day on Friday, residents and "
    "two aid groups said, and at least nine people were killed."
)


@pytest.mark.parametrize(
    "line",
    [
        "BEIRUT, Oct 1 (Reuters) -",
        "MOSCOW (AP) —",
        "PORT SARN, Kestria (AP) —",
        "PORT SARN, May 3, 2031 (AFP) -",
        "Port Sarn (AFP) –",
        "Damascus, Syria (CNN) --",
        "(Reuters) -",
        "BEIRUT/MOSCOW, Oct 1 (Reuters) -",
        "BEIRUT (Reuters):",
        "NEW TALBA, Kestria —",
        "TALBA --",
        "TALBA -",
        "ST. ARN, Kestria –",
        "DAMASCUS, Syria —",
        "TALBA, 3 May (Reuters) -",
        "Beirut:",
        "Port Sarn:",
        "TALBA:",
        "Talba, Kestria:",
        "MOSCOW, October 1. /TASS/.",
    ],
)
def test_a_dateline_ends_where_the_story_begins(line: str, lexicons: Lexicons) -> None:
    assert dateline(line + STORY, lexicons, Place.FIRST) == len(line)


def test_an_agency_in_brackets_may_touch_the_story(lexicons: Lexicons) -> None:
    assert dateline("(CNN)" + STORY.strip(), lexicons, Place.FIRST) == len("(CNN)")


@pytest.mark.parametrize(
    "line",
    [
        "EXCLUSIVE:",
        "UPDATE —",
        "BREAKING:",
        "Analysis:",
        "The governor —",
        "It was over:",
        "He said:",
        "A man (35) -",
        "Five soldiers —",
        "THE ARMY, WHICH HAD PROMISED TO LEAVE BY FRIDAY NIGHT, STAYED —",
        "(Photo) -",
        "Lena Cole (Photo: Jonas Ebel, Reuters)",
        "Kestria (the largest of three states) —",
        "F-16s —",
    ],
)
def test_other_words_before_a_dash_or_colon_are_story(line: str, lexicons: Lexicons) -> None:
    assert dateline(line + STORY, lexicons, Place.FIRST) == 0


def test_a_place_without_its_agency_counts_only_at_the_head(lexicons: Lexicons) -> None:
    assert dateline("TALBA —" + STORY, lexicons, Place.HEAD) == len("TALBA —")
    assert dateline("TALBA —" + STORY, lexicons, Place.BODY) == 0
    assert dateline("Talba:" + STORY, lexicons, Place.HEAD) == 0
    assert dateline("TALBA (Reuters) -" + STORY, lexicons, Place.BODY) == len("TALBA (Reuters) -")


def test_a_speaker_before_a_colon_is_no_place(lexicons: Lexicons) -> None:
    quote = 'Vale: "We hold the bridge and shall hold it until the talks."'
    assert dateline(quote + STORY, lexicons, Place.FIRST) == 0
    assert dateline("Talba: A short line.", lexicons, Place.FIRST) == 0
