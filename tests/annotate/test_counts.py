"""Counts: how many, of whom, what became of them; and what is no count."""

from __future__ import annotations

import pytest

from reportedly import lexicon
from reportedly.annotate.counts.numerals import amounts
from reportedly.annotate.counts.quantities import counts
from reportedly.annotate.counts.words import count_words
from reportedly.annotate.parse import parse
from reportedly.shapes import Count, Segment, SegmentKind

LEXICONS = lexicon.load()

Row = tuple[str, int | None, int | None, int | None, str | None, str]
"""The words, low, best, high, of whom, and the role."""


def _counts(text: str, kind: SegmentKind = SegmentKind.PARAGRAPH, start: int = 0) -> tuple[Count, ...]:
    paragraphs = parse(text, [Segment(kind, None, start, len(text))], LEXICONS.headline_words)
    return counts(paragraphs, LEXICONS)


def _rows(text: str) -> list[Row]:
    return [(text[c.start : c.end], c.low, c.best, c.high, c.of, c.role.value) for c in _counts(text)]


CASES: list[tuple[str, list[Row]]] = [
    # Numerals.
    ("The raid killed 36 civilians.", [("36 civilians", 36, 36, 36, "civilians", "killed")]),
    ("The quake killed 1,200 people.", [("1,200 people", 1200, 1200, 1200, "people", "killed")]),
    (
        "The flood displaced 2.5 million people.",
        [("2.5 million people", 2_500_000, 2_500_000, 2_500_000, "people", "displaced")],
    ),
    ("Thirty-six miners were killed.", [("Thirty-six miners", 36, 36, 36, "miners", "killed")]),
    (
        "A hundred and ten prisoners were freed.",
        [("A hundred and ten prisoners", 110, 110, 110, "prisoners", "detained")],
    ),
    (
        "Two thousand five hundred soldiers were deployed.",
        [("Two thousand five hundred soldiers", 2500, 2500, 2500, "soldiers", "force")],
    ),
    # Vague words.
    (
        "Hundreds of Velanian ground troops have reportedly arrived.",
        [("Hundreds of Velanian ground troops", 200, None, 999, "Velanian ground troops", "force")],
    ),
    ("Dozens of activists were detained.", [("Dozens of activists", 24, None, 99, "activists", "detained")]),
    ("Scores of villagers were hurt.", [("Scores of villagers", 40, None, 99, "villagers", "wounded")]),
    (
        "Tens of thousands of people have been displaced.",
        [("Tens of thousands of people", 20_000, None, 99_999, "people", "displaced")],
    ),
    (
        "Several hundred refugees came.",
        [("Several hundred refugees", 300, None, 999, "refugees", "displaced")],
    ),
    ("Several soldiers were killed.", [("Several soldiers", 3, None, 9, "soldiers", "killed")]),
    ("A handful of rebels surrendered.", [("A handful of rebels", 3, None, 5, "rebels", "other")]),
    ("A couple of guards were wounded.", [("A couple of guards", 2, 2, 2, "guards", "wounded")]),
    ("Two dozen fighters were killed.", [("Two dozen fighters", 24, 24, 24, "fighters", "killed")]),
    ("Half a dozen tanks were destroyed.", [("Half a dozen tanks", 6, 6, 6, "tanks", "other")]),
    ("Many civilians were killed.", [("Many civilians", None, None, None, "civilians", "killed")]),
    # Bounds and ranges.
    ("At least 36 civilians were killed.", [("At least 36 civilians", 36, 36, None, "civilians", "killed")]),
    ("No fewer than 20 men died.", [("No fewer than 20 men", 20, 20, None, "men", "killed")]),
    ("More than 200 people fled.", [("More than 200 people", 200, 200, None, "people", "displaced")]),
    ("More than a dozen guards died.", [("More than a dozen guards", 12, 12, None, "guards", "killed")]),
    ("Up to 300 fighters were killed.", [("Up to 300 fighters", None, 300, 300, "fighters", "killed")]),
    ("As many as 33 men were hurt.", [("As many as 33 men", None, 33, 33, "men", "wounded")]),
    ("Fewer than 40 troops remain.", [("Fewer than 40 troops", None, 40, 40, "troops", "force")]),
    ("Nearly 50 women were arrested.", [("Nearly 50 women", 45, 50, 50, "women", "detained")]),
    ("Some 300 students were arrested.", [("Some 300 students", 270, 300, 330, "students", "detained")]),
    ("An estimated 70 rebels died.", [("An estimated 70 rebels", 63, 70, 77, "rebels", "killed")]),
    ("Between 30 and 40 rebels died.", [("Between 30 and 40 rebels", 30, None, 40, "rebels", "killed")]),
    ("The blast hurt 30 to 40 men.", [("30 to 40 men", 30, None, 40, "men", "wounded")]),
    ("The blast hurt 30-40 men.", [("30-40 men", 30, None, 40, "men", "wounded")]),
    ("Two or three guards were killed.", [("Two or three guards", 2, None, 3, "guards", "killed")]),
    ("A 300-strong force arrived.", [("300-strong force", 300, 300, 300, "force", "force")]),
    ("Fifty or more sailors drowned.", [("Fifty or more sailors", 50, 50, None, "sailors", "killed")]),
    # Roles by verb, state and noun.
    ("Six people were shot dead.", [("Six people", 6, 6, 6, "people", "killed")]),
    ("The bodies of 12 men were found.", [("12 men", 12, 12, 12, "men", "killed")]),
    ("The killing of 12 men shocked all.", [("12 men", 12, 12, 12, "men", "killed")]),
    ("The war claimed the lives of 30 people.", [("30 people", 30, 30, 30, "people", "killed")]),
    ("The war has claimed 30,000 lives.", [("30,000 lives", 30_000, 30_000, 30_000, "lives", "killed")]),
    ("At least 50 people lost their lives.", [("At least 50 people", 50, 50, None, "people", "killed")]),
    ("About 40 people sustained injuries.", [("About 40 people", 36, 40, 44, "people", "wounded")]),
    (
        "Police held 12 wounded protesters.",
        [("12 wounded protesters", 12, 12, 12, "wounded protesters", "detained")],
    ),
    (
        "The 20 civilians killed in the raid were buried.",
        [("20 civilians", 20, 20, 20, "civilians", "killed")],
    ),
    ("The 20 civilians who were killed were buried.", [("20 civilians", 20, 20, 20, "civilians", "killed")]),
    ("Nearly two dozen miners are missing.", [("Nearly two dozen miners", 21, 24, 24, "miners", "missing")]),
    ("Eleven fishermen have disappeared.", [("Eleven fishermen", 11, 11, 11, "fishermen", "missing")]),
    ("He was killed along with two other people.", [("two other people", 2, 2, 2, "people", "killed")]),
    (
        "Some 60 people are believed to have been killed.",
        [("Some 60 people", 54, 60, 66, "people", "killed")],
    ),
    ("They hold 15 hostages.", [("15 hostages", 15, 15, 15, "hostages", "detained")]),
    (
        "Around 41 rebels were rounded up and executed.",
        [("Around 41 rebels", 36, 41, 46, "rebels", "killed")],
    ),
    ("Rebels fired 26 rockets.", [("26 rockets", 26, 26, 26, "rockets", "other")]),
    ("The army carried out 13 raids.", [("13 raids", 13, 13, 13, "raids", "other")]),
    ("The jets destroyed 12 houses.", [("12 houses", 12, 12, 12, "houses", "other")]),
    # Bare numbers.
    ("The death toll rose to 58.", [("58", 58, 58, 58, None, "killed")]),
    ("The attack left 58 dead.", [("58 dead", 58, 58, 58, None, "killed")]),
    ("Officials said 36 had died.", [("36", 36, 36, 36, None, "killed")]),
    (
        "The blast killed 12 and wounded 30.",
        [("12", 12, 12, 12, None, "killed"), ("30", 30, 30, 30, None, "wounded")],
    ),
    (
        "58 people dead and 200 injured in blast",
        [("58 people", 58, 58, 58, "people", "killed"), ("200 injured", 200, 200, 200, "people", "wounded")],
    ),
    ("The number of fighters killed there has risen to 39.", [("39", 39, 39, 39, None, "killed")]),
    # Wholes, parts and lists.
    (
        "The strikes killed 36 people, including five children.",
        [("36 people", 36, 36, 36, "people", "killed"), ("five children", 5, 5, 5, "children", "killed")],
    ),
    (
        "It gave 59 people killed in May alone, including 41 civilians and 18 members of the guard.",
        [
            ("59 people", 59, 59, 59, "people", "killed"),
            ("41 civilians", 41, 41, 41, "civilians", "killed"),
            ("18 members", 18, 18, 18, "members of the guard", "killed"),
        ],
    ),
    (
        "The raid killed 36 people, 12 of them women.",
        [("36 people", 36, 36, 36, "people", "killed"), ("12 of them women", 12, 12, 12, "women", "killed")],
    ),
    (
        "Four soldiers and two civilians were killed.",
        [("Four soldiers", 4, 4, 4, "soldiers", "killed"), ("two civilians", 2, 2, 2, "civilians", "killed")],
    ),
    (
        "Six children were among 19 dead in the raid.",
        [("Six children", 6, 6, 6, "children", "killed"), ("19 dead", 19, 19, 19, None, "killed")],
    ),
    (
        "One civilian was killed and two others were wounded.",
        [("One civilian", 1, 1, 1, "civilian", "killed"), ("two others", 2, 2, 2, "others", "wounded")],
    ),
    ("A family of five was killed.", [("five", 5, 5, 5, "family", "killed")]),
    # None and one.
    ("No civilians were killed.", [("No civilians", 0, 0, 0, "civilians", "killed")]),
    ("None of the passengers was hurt.", [("None of the passengers", 0, 0, 0, "passengers", "wounded")]),
    ("A Velanian soldier was killed.", [("A Velanian soldier", 1, 1, 1, "Velanian soldier", "killed")]),
    ("A 12-year-old boy was killed.", [("A 12-year-old boy", 1, 1, 1, "boy", "killed")]),
    ("The army killed a sniper.", [("a sniper", 1, 1, 1, "sniper", "killed")]),
    # The agent is no victim; text without punctuation.
    (
        "Two bombers killed 12 people.",
        [("Two bombers", 2, 2, 2, "bombers", "force"), ("12 people", 12, 12, 12, "people", "killed")],
    ),
    (
        "Mon Jun 20 2016 23 Militants Killed in Orin Report.",
        [("23 Militants", 23, 23, 23, "Militants", "killed")],
    ),
    (
        "Six citizens killed 22 injured in attacks",
        [("Six citizens", 6, 6, 6, "citizens", "killed"), ("22 injured", 22, 22, 22, "citizens", "wounded")],
    ),
]


@pytest.mark.parametrize(("text", "rows"), CASES, ids=[text for text, _ in CASES])
def test_counts(text: str, rows: list[Row]) -> None:
    assert _rows(text) == rows


@pytest.mark.parametrize(
    "text",
    [
        "The boy was 12 years old.",
        "He is a 12-year-old.",
        "Vell, 34, said so.",
        "They paid $5 million for it.",
        "They paid 300 million dollars.",
        "Some 30 percent of it is gone.",
        "Two-thirds of it is gone.",
        "It happened on June 20, 2016, at 10:30 a.m.",
        "It began in 2012 and ended on 12 May.",
        "They walked 20 miles in three days.",
        "Resolution 2254 was read out.",
        "The T-72 and the Su-24 were old.",
        "Orin won 3-1.",
        "One of the sources said so.",
        "One must wonder.",
        "He saw it for the first time, on page 3.",
        "There are two ways to do it.",
        "It was the 21st of its kind.",
        "A soldier said so.",
        "A family lives there.",
        "No decision was made.",
        "They drove hundreds of miles.",
        "He met a police commander.",
        "It cost millions of dollars.",
        "A civilian aircraft was lost.",
        "A policeman killed time.",
    ],
)
def test_no_counts(text: str) -> None:
    assert _rows(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("four and two", [(4, 4, 4), (2, 2, 2)]),
        ("rose from 30 to 40", [(30, 30, 30), (40, 40, 40)]),
        ("5 to 10 million", [(5_000_000, None, 10_000_000)]),
        ("a couple of dozen", [(24, 24, 24)]),
        ("up to several hundred", [(None, None, 999)]),
        ("nearly 20 000", [(18_000, 20_000, 20_000)]),
        ("captured16 villages, 2011-2012, 3-1", []),
        ("50-plus and 50-odd", [(50, 50, None), (45, 50, 55)]),
    ],
)
def test_amounts(text: str, found: list[tuple[int | None, int | None, int | None]]) -> None:
    assert [(a.low, a.best, a.high) for a in amounts(text, LEXICONS.made(count_words))] == found


def test_offsets_are_those_of_the_document() -> None:
    text = "Raid on Orin\n\nThe raid killed “at least 36” civilians — five of them children."
    (first, *_) = _counts(text, start=14)
    assert text[first.start : first.end].startswith("at least 36")


def test_ids_are_of_content() -> None:
    text = "The raid killed 36 civilians and 36 soldiers."
    assert len({row.id for row in _counts(text)}) == 2
    assert _counts(text) == _counts(text)


def test_a_headline_counts_too() -> None:
    (row,) = _counts("Raid Kills 36 Civilians in Orin", SegmentKind.HEADLINE)
    assert (row.best, row.role.value) == (36, "killed")
