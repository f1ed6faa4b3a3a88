"""Clauses that tell when somebody said something are the writer's own words, and no part of what was said."""

from __future__ import annotations

import pytest

from reportedly import pipeline
from reportedly.shapes import Capture, Reading, Voice


def read(text: str) -> Reading:
    return pipeline.read(Capture("item", text.encode(), media="text", outlet="Visk Courier"), force=True)


def told(text: str, voice: Voice) -> list[str]:
    reading = read(text)
    return [
        " ".join(reading.document.text[start:end] for start, end in row.content)
        for row in reading.statements
        if row.voice is voice
    ]


@pytest.mark.parametrize(
    ("text", "said", "own"),
    [
        (
            "The minister accused the operator of negligence on Tuesday, as the death toll rose to 52.",
            "the operator of negligence on Tuesday",
            "as the death toll rose to 52",
        ),
        (
            "Two days after a drone killed 12 people in Orsk, the army denied that it had fired.",
            "that it had fired",
            "Two days after a drone killed 12 people in Orsk",
        ),
        (
            "The union called for restraint on Sunday after clashes killed nine soldiers on the border.",
            "restraint",
            "after clashes killed nine soldiers on the border",
        ),
        (
            "A driver of the convoy that failed to reach Ansel said soldiers had stopped it.",
            "soldiers had stopped it",
            "that failed to reach Ansel",
        ),
        (
            "Officials said 12 people had died there, two days after the siege began.",
            "12 people had died there",
            "two days after the siege began",
        ),
    ],
)
def test_the_writer_tells_what_stands_around(text: str, said: str, own: str) -> None:
    assert told(text, Voice.SOURCE) == [said]
    assert told(text, Voice.AUTHOR) == [own]


@pytest.mark.parametrize(
    "text",
    [
        "The army said it shelled the market after rockets were fired from it.",
        "The mayor of Orsk, who leads the party, said the bridge was safe.",
        "The army would attack if the talks failed, the minister said.",
    ],
)
def test_what_is_said_and_who_says_it_stay_whole(text: str) -> None:
    assert told(text, Voice.AUTHOR) == []


def test_what_another_says_beside_it_is_anothers() -> None:
    text = (
        "Police fired at protesters on Friday, residents said, while the interior ministry said that officers"
        " had only used tear gas."
    )
    said = told(text, Voice.SOURCE)
    assert said[0].startswith("Police fired at protesters on Friday")
    assert "tear gas" not in said[0]
    assert said[1] == "that officers had only used tear gas"


def test_who_said_one_thing_accuses_in_the_same_breath() -> None:
    text = "The army said that no missions were flown and accused the rebels of storing rockets there."
    reading = read(text)
    names = {row.id: row.name for row in reading.sources}
    assert [names[row.chain[0]] for row in reading.statements] == ["army", "army"]


def test_what_only_points_back_is_no_content_beside_another() -> None:
    text = "Videos posted online, which the agency has verified, show uniformed men firing at a crowd."
    assert "which uniformed men" not in " ".join(told(text, Voice.SOURCE))
