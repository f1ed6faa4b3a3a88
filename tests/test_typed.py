"""What a person types to put a reading right becomes rows, and rows become what he would type."""

from __future__ import annotations

import pytest

from reportedly import typed
from reportedly.claim import ReadingField, Where
from reportedly.errors import LedgerError
from reportedly.shapes import Count, CountRole, Span

AT = Span(3, 9)


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("Talba", ("Talba", None, None, None, None, 1)),
        ("New Talba, Sarhan, xtb", ("New Talba", "Sarhan", "XTB", None, None, 1)),
        ("Talba, Sarhan, XTB @ 36.25, -39 / 2", ("Talba", "Sarhan", "XTB", 36.25, -39.0, 2)),
        ("Talba @ -1, 2", ("Talba", None, None, -1.0, 2.0, 1)),
    ],
)
def test_a_place_says_all_by_itself(value: str, told: tuple[object, ...]) -> None:
    place = typed.place("p", AT, value)
    assert (place.name, place.admin1, place.country, place.lat, place.lon, place.precision) == told
    assert (place.start, place.end) == AT
    again = typed.place("p", AT, typed.place_words(place))
    assert again == place


def test_a_place_of_a_claim_is_typed_as_it_stands() -> None:
    where = Where("Talba", 7, "XTB", "Sarhan, North", 36.2, -39.0, 4)
    assert typed.place_words(where) == "Talba, Sarhan North, XTB @ 36.2, -39 / 4"


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("36", (36, 36, 36, None, CountRole.OTHER)),
        ("at least 20 people killed", (20, None, None, "people", CountRole.KILLED)),
        ("24 to 34 wounded", (24, None, 34, None, CountRole.WOUNDED)),
        ("up to 1,400 Ruvian advisers force", (None, None, 1400, "Ruvian advisers", CountRole.FORCE)),
    ],
)
def test_a_count_is_a_range_of_somebody(value: str, told: tuple[object, ...]) -> None:
    made = typed.count("c", AT, value)
    assert (made.low, made.best, made.high, made.of, made.role) == told
    assert typed.count("c", AT, typed.count_words(made)) == made


def test_a_count_without_bounds_is_typed_by_its_best_guess() -> None:
    assert typed.count_words(Count("c", 0, 1, None, 7, None, "men", CountRole.MISSING)) == "7 men missing"


@pytest.mark.parametrize("value", ["2031", "2031-05", "2031-05-03", "2031-05-03/2031-05-05", "../2031-05-03",
                                   "2031-05-03T18:00Z", "2031-05~"])  # fmt: skip
def test_a_time_is_edtf(value: str) -> None:
    assert typed.time("t", AT, value).edtf == value


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("place", ",,"), ("place", "Talba @ 95, 2"), ("place", "a, b, cd"), ("time", "yesterday"),
        ("time", "2031-02-31"), ("time", "../.."), ("time", "2031/2032/2033"), ("count", "many"),
        ("count", "9 to 4"), ("count", "at least 4 to 9"), ("factuality", "surely"), ("factuality", "-"),
        ("chain", "a > > b"), ("chain", "-"), ("source", "  "),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused_with_a_word_on_what_does(field: str, value: str) -> None:
    with pytest.raises(LedgerError):
        typed.checked(ReadingField(field), value)


def test_what_is_kept_has_no_needless_space() -> None:
    assert typed.checked(ReadingField.SOURCE, "  two   workers ") == "two workers"
    assert typed.checked(ReadingField.PLACE, " - ") == typed.NOTHING
    assert typed.chain("two workers > Harbour Wire › Post") == ("two workers", "Harbour Wire", "Post")
