"""Tables of lists: nothing is lost at the width of a terminal, and nothing of strangers reaches it raw."""

from __future__ import annotations

import io

import pytest

from reportedly.export.tables import table

CHAIN = "two unnamed district officials > Harbour Wire > Coastal Post"
WORDS = "that at least 20 civilians had been killed when a shell hit the bakery at midday"
HEADINGS = ("date", "who, through whom", "act", "#docs", "words")


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("width", [80, 100, 120])
def test_every_word_is_there_at_the_width_of_a_terminal(width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("TERM", "dumb")
    drawn = table(HEADINGS, [("2031-05-03", CHAIN, "assert", 3, WORDS)], _Terminal())
    assert max(map(len, drawn.splitlines())) <= width
    assert set((CHAIN + " " + WORDS).split()) <= set(drawn.split())


def test_in_a_file_a_row_is_a_line() -> None:
    drawn = table(HEADINGS, [(None, CHAIN, "assert", 3, WORDS)], io.StringIO())
    assert len(drawn.splitlines()) == 3
    assert drawn.splitlines()[2].split() == [*CHAIN.split(), "assert", "3", *WORDS.split()]


def test_numbers_stand_at_the_right() -> None:
    lines = table(("#docs", "who"), [(7, "a"), (1234, "b")], io.StringIO()).splitlines()
    assert [line[:4] for line in lines[2:]] == ["   7", "1234"]


def test_words_of_strangers_are_shown_as_escapes() -> None:
    drawn = table(("who",), [("\x1b[2J\x9b31m\u202e\n=cmd()",)], io.StringIO())
    assert "\\x1b[2J\\x9b31m\\u202e =cmd()" in drawn
