"""Days counted from another event: what anchors "a day after", and which event then has the day."""

from __future__ import annotations

import pytest

from reportedly import lexicon
from reportedly.pipeline import read
from reportedly.shapes import Capture, Reading

LEXICONS = lexicon.load()


def _read(text: str, published: str | None = "2031-05-08") -> Reading:
    capture = Capture(input="t", data=text.encode(), media="text", outlet="Coastal Post", published=published)
    return read(capture, lexicons=LEXICONS, force=True)


def _days(text: str, published: str | None = "2031-05-08") -> dict[str, str | None]:
    got = _read(text, published)
    return {got.document.text[t.start : t.end]: t.edtf for t in got.times if t.timex3.type.value == "DATE"}


@pytest.mark.parametrize(
    ("text", "words", "day"),
    [
        ("The claim comes a day after warplanes began striking camps.", "a day after", "2031-05-07"),
        ("The vote comes two days after the army shelled the port.", "two days after", "2031-05-06"),
        ("The talks come three days before the vote.", "three days before", "2031-05-11"),
        ("The offer has come a month after the truce.", "a month after", "2031-04"),
        (
            "On 2 May 2031 the army shelled the port, two days after rebels had seized the dam.",
            "two days after", "2031-04-30",
        ),
        ("The offer comes three days after rebels seized the dam, he said Monday.", "three days after",
         "2031-05-02"),
    ],
)  # fmt: skip
def test_the_day_is_counted_from_what_the_verb_tells(text: str, words: str, day: str) -> None:
    assert _days(text)[words] == day


def test_a_past_verb_without_a_day_anchors_nothing() -> None:
    assert _days("The attack came a day after the truce.") == {}


def test_no_publication_date_anchors_nothing() -> None:
    assert _days("The vote comes two days after the army shelled the port.", None) == {}


def test_the_event_after_the_preposition_has_the_day() -> None:
    got = _read("The claim comes a day after warplanes began striking rebel camps near Maruh.")
    (event,) = got.events
    (day,) = (t for t in got.times if t.id == event.time)
    assert (day.edtf, got.document.text[day.start : day.end]) == ("2031-05-07", "a day after")
