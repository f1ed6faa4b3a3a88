"""Letters know where they were written, whatever they were written as."""

from __future__ import annotations

import pytest

from reportedly.read.letters import Letters, Written, reference
from reportedly.read.strings import strings, unescaped


def written(letters: Letters, source: str) -> list[tuple[str, str]]:
    """Return each run's letters beside what the source says there."""
    return [
        (letters.text[run.start : run.end], source[run.page.start : run.page.end])
        for run in letters.runs(0, len(letters))
    ]


@pytest.mark.parametrize(
    ("source", "runs"),
    [
        ("Holm said", [("Holm", "Holm"), ("said", "said")]),
        ("a\u00a0b\u200bc\u00add", [("a", "a"), ("b", "b"), ("c", "c"), ("d", "d")]),
        ("R&amp;D", [("R", "R"), ("&", "&amp;"), ("D", "D")]),
        ("it&#8217;s", [("it", "it"), ("’", "&#8217;"), ("s", "s")]),
        ("it&#x2019s", [("it", "it"), ("’", "&#x2019"), ("s", "s")]),
        ("a&nbsp;b", [("a", "a"), ("b", "b")]),
        ("a&nbspb", [("a", "a"), ("b", "b")]),
        ("&notit;", [("¬", "&not"), ("it;", "it;")]),
        ("&bogus; & &;", [("&bogus;", "&bogus;"), ("&", "&"), ("&", "&"), (";", ";")]),
        ("&#150;", [("–", "&#150;")]),
        ("&NotEqualTilde;", [("≂̸", "&NotEqualTilde;")]),
        ("&amp;lt;", [("&", "&amp;"), ("lt;", "lt;")]),
        ("&#1;a", [("a", "a")]),
    ],
)
def test_references_are_read_as_browsers_do(source: str, runs: list[tuple[str, str]]) -> None:
    letters = Letters()
    letters.add_decoded(Written(source), 0, len(source))
    assert written(letters, source) == runs


@pytest.mark.parametrize(("raw", "size"), [("&amp;", 5), ("&ampx", 4), ("&#39;", 5), ("&", 0), ("and", 0)])
def test_how_long_a_reference_is(raw: str, size: int) -> None:
    assert reference(raw) == size


def test_a_part_of_the_letters_leads_to_a_part_of_the_source() -> None:
    source = "The R&amp;D office"
    letters = Letters()
    letters.add_decoded(Written(source), 0, len(source))
    found = [(run.start, run.end, source[run.page.start : run.page.end]) for run in letters.runs(1, 8)]
    assert found == [(1, 3, "he"), (3, 4, "R"), (4, 5, "&amp;"), (5, 6, "D"), (6, 8, "of")]


def test_strings_of_json_keep_their_places() -> None:
    source = r'{"a": "\u201cIt\u2019s \ud83d\ude80\u201d,\nhe \"said\" \/", "b": "\\n"}'
    found = {string.text: string for string in strings(source, 0, len(source))}
    assert list(found) == ["a", "“It’s 🚀”,\nhe \"said\" /", "b", "\\n"]
    said = found["“It’s 🚀”,\nhe \"said\" /"]
    places = {c: source[slice(*said.span(i, i + 1))] for i, c in enumerate(said.text)}
    assert places["’"] == r"\u2019"
    assert places["🚀"] == r"\ud83d\ude80"
    assert places["\n"] == r"\n"
    assert places["/"] == r"\/"


def test_a_lone_half_of_a_pair_is_a_character_of_its_own() -> None:
    source = r'"\ud83d \u0041"'
    (string,) = strings(source, 0, len(source))
    assert string.text == "\ud83d A"


def test_references_in_a_string_are_read_with_their_places() -> None:
    source = r'"\u0026lt;b\u0026gt;R&amp;D"'
    (string,) = strings(source, 0, len(source))
    read = unescaped(string)
    assert read.text == "<b>R&D"
    assert source[slice(*read.span(0, 1))] == r"\u0026lt;"
    assert source[slice(*read.span(4, 5))] == "&amp;"
