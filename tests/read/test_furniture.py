"""Page matter by shape: cases as data, and the lines of a story that must be left alone."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.lexicon import Lexicons, load
from reportedly.read.furniture import furniture, line_patterns, tail
from reportedly.shapes import FurnitureKind

CASES = [
    json.loads(line)
    for line in (Path(__file__).parent / "furniture.jsonl").read_text(encoding="utf-8").splitlines()
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["line"])[:60])
def test_a_line_is_the_furniture_it_is(case: dict[str, str | None], lexicons: Lexicons) -> None:
    assert furniture(str(case["line"]), lexicons) == case["kind"]


def test_every_kind_has_cases_and_so_has_the_story() -> None:
    kinds = [case["kind"] for case in CASES]
    assert set(kinds) == {*FurnitureKind, None}
    assert kinds.count(None) >= 60


def test_typographic_marks_and_no_break_spaces_do_not_hide_a_line(lexicons: Lexicons) -> None:
    assert furniture("Editor’s\xa0note:\xa0This story has been updated.", lexicons) is FurnitureKind.NOTICE


def test_lines_of_known_outlets_are_credits(lexicons: Lexicons) -> None:
    for line in ("Reuters", "(AP)", "AFP, Reuters", "— Reuters", "AFP/Reuters", "Source AFP", "Source: AP"):
        assert furniture(line, lexicons) is FurnitureKind.AGENCY_CREDIT, line


def test_a_seller_of_pictures_beside_an_agency_is_an_image_credit(lexicons: Lexicons) -> None:
    assert furniture("AFP/Getty Images", lexicons) is FurnitureKind.IMAGE_CREDIT


def test_a_credit_in_brackets_is_cut_from_a_paragraph(lexicons: Lexicons) -> None:
    words = "The bridge fell at noon. (Reporting by Lena Cole; Editing by Jonas Ebel)"
    assert words[: tail(words, lexicons)].rstrip() == "The bridge fell at noon."
    for words in ("The bridge fell. Source AFP", "The bridge fell. Source: Reuters.", "The bridge fell. -AP"):
        assert words[: tail(words, lexicons)].rstrip() == "The bridge fell."
    for story in ("He asked for the source. Sources said AFP knew.", "The source. Source of the Nile."):
        assert tail(story, lexicons) == len(story)
    for story in ("The bridge (built in 1911) fell.", "It fell (as residents said).", "(Nobody was hurt.)"):
        assert tail(story, lexicons) == len(story)


LEXICONS = load()


@settings(deadline=None, derandomize=True)
@given(st.text(st.characters(codec="utf-8"), max_size=200))
def test_any_line_has_an_answer(line: str) -> None:
    assert furniture(line, LEXICONS) in {*FurnitureKind, None}
    assert 0 <= tail(line, LEXICONS) <= len(line)


REPEATED = ["A,", "A; ", "A ", "A and ", "Privacy | ", "Facebook ", "1 ", "may ", "A. ", "(A", "- ", "A/"]


def test_no_pattern_takes_long_over_a_line_made_to_mislead_it() -> None:
    openings = sorted({" ".join(str(case["line"]).split()[:2]) for case in CASES if case["kind"]})
    lines = [f'{opening} {words * 40}!\x01"' for opening in openings for words in REPEATED]
    start = time.perf_counter()
    for _, matches in LEXICONS.made(line_patterns):
        for line in lines[:: 1 + len(lines) // 400]:
            matches(line)
    assert time.perf_counter() - start < 20  # a pattern that tries every way to split a line takes years
