"""Times: TIMEX3 values and EDTF intervals, anchored to publication or to the text, or to nothing."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly import lexicon
from reportedly.annotate.parse import Paragraph, columns, doc_of, load, parse
from reportedly.annotate.times.expressions import times
from reportedly.annotate.times.values import Point, easter, nth_weekday, stretch
from reportedly.shapes import Segment, SegmentKind, Time

LEXICONS = lexicon.load()
PUBLISHED = "2015-10-01"  # a Thursday


def _segments(text: str) -> list[Segment]:
    return [Segment(SegmentKind.PARAGRAPH, None, m.start(), m.end()) for m in re.finditer(r"[^\n]+", text)]


def _times(text: str, published: str | None = PUBLISHED) -> list[tuple[str, str, str | None]]:
    rows = times(parse(text, _segments(text)), published, LEXICONS)
    return [(text[t.start : t.end], t.timex3.value, t.edtf) for t in rows]


CASES = [
    # dates that go by publication
    ("He left yesterday.", "yesterday", "2015-09-30", "2015-09-30"),
    ("He will leave tomorrow.", "tomorrow", "2015-10-02", "2015-10-02"),
    ("The mayor spoke Thursday.", "Thursday", "2015-10-01", "2015-10-01"),
    ("It fell late on Tuesday.", "late on Tuesday", "2015-09-29", "2015-09-29"),
    ("The vote is expected by Friday.", "Friday", "2015-10-02", "2015-10-02"),
    ("Talks will resume on Wednesday.", "Wednesday", "2015-10-07", "2015-10-07"),
    ("The trial was set to begin on Wednesday.", "Wednesday", "2015-10-07", "2015-10-07"),
    ("He refused to comment on Wednesday.", "Wednesday", "2015-09-30", "2015-09-30"),
    ("They met last Thursday.", "last Thursday", "2015-09-24", "2015-09-24"),
    ("They meet next Thursday.", "next Thursday", "2015-10-08", "2015-10-08"),
    ("It fell last week.", "last week", "2015-W39", "2015-09-21/2015-09-27"),
    ("It fell last month.", "last month", "2015-09", "2015-09"),
    ("It will open next year.", "next year", "2016", "2016"),
    ("Earlier this year the road was cut.", "Earlier this year", "2015", "2015-01-01/2015-10-01"),
    ("It fell two weeks ago.", "two weeks ago", "2015-W38", "2015-09-17~"),
    ("It fell ten days ago.", "ten days ago", "2015-09-21", "2015-09-21"),
    ("He left several years ago.", "several years ago", "PAST_REF", "/2015-10-01"),
    ("They met over the weekend.", "the weekend", "2015-W39-WE", "2015-09-26/2015-09-27"),
    ("It was shelled overnight.", "overnight", "2015-10-01TNI", "2015-09-30/2015-10-01"),
    ("He is now mayor.", "now", "PRESENT_REF", "2015-10-01"),
    ("He recently left.", "recently", "PAST_REF", "/2015-10-01"),
    ("They arrived in recent days.", "recent days", "PAST_REF", "/2015-10-01"),
    ("It may change in the future.", "the future", "FUTURE_REF", "2015-10-01/"),
    # dates of the calendar
    ("It fell on 30 September 2015.", "30 September 2015", "2015-09-30", "2015-09-30"),
    ("It fell on Sept. 30.", "Sept. 30", "2015-09-30", "2015-09-30"),
    ("It fell on 30/9/2015.", "30/9/2015", "2015-09-30", "2015-09-30"),
    ("Updated 2015-09-30.", "2015-09-30", "2015-09-30", "2015-09-30"),
    (
        "It fell on Wednesday, September 30, 2015.",
        "Wednesday, September 30, 2015",
        "2015-09-30",
        "2015-09-30",
    ),
    ("It fell on 11 December.", "11 December", "2014-12-11", "2014-12-11"),
    ("The poll will be held on June 3.", "June 3", "2016-06-03", "2016-06-03"),
    ("They have fought since March.", "March", "2015-03", "2015-03/.."),
    ("The army will leave in March.", "March", "2016-03", "2016-03"),
    ("It was closed until 2014.", "2014", "2014", "../2014"),
    ("The 2013 attack was worse.", "2013", "2013", "2013"),
    ("It began in the summer of 2014.", "the summer of 2014", "2014-SU", "2014-22"),
    ("The third-quarter figures rose.", "The third-quarter", "2015-Q3", "2015-07/2015-09"),
    ("Sales fell in the first half of 2014.", "the first half of 2014", "2014-H1", "2014-01/2014-06"),
    ("It was built in the 1990s.", "the 1990s", "199", "199X"),
    ("It dates from the 19th century.", "the 19th century", "18", "18XX"),
    ("Fighting stopped at Christmas.", "Christmas", "2014-12-25", "2014-12-25"),
    ("The city fell in 146 BC.", "146 BC", "BC0146", "-0145"),
    ("Profits fell in fiscal 2014.", "fiscal 2014", "FY2014", None),
    ("It fell in the last week of March.", "the last week of March", "2015-W13", "2015-03-23/2015-03-29"),
    # times of day
    ("At 5:30 p.m. the siren went.", "5:30 p.m.", "2015-10-01T17:30", "2015-10-01T17:30:00"),
    ("It began at 0800 GMT.", "0800 GMT", "2015-10-01T08:00Z", "2015-10-01T08:00:00Z"),
    ("It began at 5 p.m. on Tuesday.", "5 p.m. on Tuesday", "2015-09-29T17:00", "2015-09-29T17:00:00"),
    ("It stopped on Monday morning.", "Monday morning", "2015-09-28TMO", "2015-09-28"),
    # durations
    ("They came over the past 10 days.", "the past 10 days", "P10D", "2015-09-21/2015-10-01"),
    ("The past week was calm.", "The past week", "P1W", "2015-09-24/2015-10-01"),
    ("It is a four-year war.", "four-year", "P4Y", None),
    ("It took two and a half years.", "two and a half years", "P2.5Y", None),
    ("It took nearly two hours.", "nearly two hours", "PT2H", None),
    ("It took half an hour.", "half an hour", "PT30M", None),
    ("They fought for months.", "months", "PXM", None),
    ("The 36-year-old was freed.", "36-year-old", "P36Y", None),
    # sets
    ("They meet every Friday.", "every Friday", "XXXX-WXX-5", None),
    ("They meet twice a week.", "twice a week", "P1W", None),
    ("A daily flight lands.", "daily", "P1D", None),
    ("It costs 30 dollars a month.", "a month", "P1M", None),
]


@pytest.mark.parametrize(("text", "words", "value", "edtf"), CASES, ids=[c[0] for c in CASES])
def test_one_time(text: str, words: str, value: str, edtf: str | None) -> None:
    assert _times(text) == [(words, value, edtf)]


@pytest.mark.parametrize(
    "text",
    [
        "Theresa May said it may march on Harbour.",
        "The army may march.",
        "About 2000 people fled.",
        "They paid $2000.",
        "The Sunday Times said so.",
        "The fall of Harbour was quick.",
        "A second attack followed.",
        "They won a quarter of the seats.",
        "It ended, soon after, in tears.",
        "The MH17 report is out.",
        "He walked to the spring.",
        "A last minute success.",
        "It grew fiercer by the day.",
    ],
)
def test_what_is_no_time(text: str) -> None:
    assert _times(text) == []


def test_times_that_go_by_the_text() -> None:
    text = "It began on 3 May 2014. The next day the gate fell. Three days later it ended. That year was dry."
    assert [(v, e) for _, v, e in _times(text)] == [
        ("2014-05-03", "2014-05-03"),
        ("2014-05-04", "2014-05-04"),
        ("2014-05-07", "2014-05-07"),
        ("2014", "2014"),
    ]


def test_a_range_gives_both_ends_its_interval() -> None:
    assert _times("From 3 to 5 May they fought.") == [
        ("3", "2015-05-03", "2015-05-03/2015-05-05"),
        ("5 May", "2015-05-05", "2015-05-03/2015-05-05"),
    ]
    assert _times("Between 2011 and 2013 they fought.") == [
        ("2011", "2011", "2011/2013"),
        ("2013", "2013", "2011/2013"),
    ]
    assert [v for _, v, _ in _times("It may take between 60 and 90 days.")] == ["P60D", "P90D"]


def test_a_day_after_an_event_is_only_how_long() -> None:
    assert _times("It came a day after the strike.") == [("a day", "P1D", None)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("He spoke on Thursday.", "XXXX-WXX-4"),
        ("He spoke today.", "XXXX-XX-XX"),
        ("He spoke last month.", "XXXX-XX"),
        ("He spoke in March.", "XXXX-03"),
        ("He spoke on 3 May.", "XXXX-05-03"),
        ("They came over the past 10 days.", "P10D"),
        ("He spoke two years ago.", "XXXX"),
        ("He is now mayor.", "PRESENT_REF"),
        ("At 5 p.m. he spoke.", "XXXX-XX-XXT17:00"),
    ],
)
def test_without_a_publication_date_nothing_is_guessed(text: str, value: str) -> None:
    assert [(v, e) for _, v, e in _times(text, None)] == [(value, None)]


def test_an_absolute_date_needs_no_publication_date() -> None:
    assert _times("It fell on 30 September 2015.", None) == [
        ("30 September 2015", "2015-09-30", "2015-09-30")
    ]


def test_after_an_unanchored_time_the_next_day_is_unanchored_too() -> None:
    text = "It fell on 3 May 2014. He spoke yesterday. The next day he left."
    assert _times(text, None)[-1] == ("The next day", "XXXX-XX-XX", None)


def test_a_month_of_publication_anchors_months_but_no_days() -> None:
    assert [e for *_, e in _times("He came last month and left yesterday.", "2015-10")] == ["2015-09", None]


def test_a_story_of_the_past_goes_by_its_own_years() -> None:
    text = (
        "The war began on 5 March 1877. On 7 April the fort fell. On 3 December the town was burned, and on "
        "12 January the king fled. By the summer of 1878 it was over. Peace was signed in 1881."
    )
    assert [v for _, v, _ in _times(text)] == [
        "1877-03-05", "1877-04-07", "1877-12-03", "1878-01-12", "1878-SU", "1881",
    ]  # fmt: skip


_WORDS = sorted({word for entry in LEXICONS.time_words for word in entry.words} | LEXICONS.holidays.keys())
_MARKS = ["-", "–", ",", ".", "(", "of", "the", "in", "1", "31", "99", "2015", "9999", "0001", "5pm", "25:99"]
_MARKS += ["9999-12-31", "0000-00-00", "30/2/2015", "'82", "1990s", "99th", "2.5", "²", "٣"]


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.sampled_from(_WORDS) | st.sampled_from(_MARKS), max_size=9),
    st.sampled_from(["2015-10-01", None, "0001-01-01", "9999-12-31", "2016-02", "no date"]),
)
def test_any_run_of_words_of_time_is_read(run: list[str], published: str | None) -> None:
    text = " ".join(run)
    doc = doc_of(text, columns(load()(text)))
    paragraph = Paragraph.of(Segment(SegmentKind.PARAGRAPH, None, 0, len(text)), doc)
    for row in times([paragraph], published, LEXICONS):
        assert 0 <= row.start < row.end <= len(text)
        assert row.timex3.value
        assert row.edtf != ""


def test_rows_are_in_order_and_stable() -> None:
    text = "He left on Monday.\n\nIn 2013 he came back, and on Tuesday he spoke."
    rows = times(parse(text, _segments(text)), PUBLISHED, LEXICONS)
    assert [r.start for r in rows] == sorted(r.start for r in rows)
    assert len({r.id for r in rows}) == len(rows) == 3
    assert all(isinstance(r, Time) for r in rows)
    assert rows == times(parse(text, _segments(text)), PUBLISHED, LEXICONS)


@pytest.mark.parametrize(
    ("unit", "day", "value", "edtf"),
    [
        ("W", date(2016, 1, 1), "2015-W53", "2015-12-28/2016-01-03"),
        ("WE", date(2015, 10, 1), "2015-W40-WE", "2015-10-03/2015-10-04"),
        ("Q", date(2015, 10, 1), "2015-Q4", "2015-10/2015-12"),
        ("S", date(2015, 1, 9), "2014-WI", "2014-24"),
        ("DE", date(1987, 1, 1), "198", "198X"),
        ("Y", date(987, 1, 1), "0987", "0987"),
    ],
)
def test_units_of_the_calendar(unit: str, day: date, value: str, edtf: str) -> None:
    point = Point.holding(unit, day)
    assert (point.timex(), point.edtf()) == (value, edtf)
    assert point.start <= day <= point.end or unit == "WE"


def test_calendar_arithmetic() -> None:
    assert Point("M", date(2015, 1, 1)).shift(-1).timex() == "2014-12"
    assert stretch(date(2015, 3, 31), "M", 1, -1) == "2015-02-28/2015-03-31"
    assert easter(2015) == date(2015, 4, 5)
    assert nth_weekday(2015, 11, 4, 4) == date(2015, 11, 26)
    assert nth_weekday(2015, 5, 1, -1) == date(2015, 5, 25)
