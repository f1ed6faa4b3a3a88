"""The view for terminals: what it says, in what order, how wide, and that no text can break out of it."""

from __future__ import annotations

import io
import re
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from reportedly.export.layout import in_reading_order
from reportedly.export.printable import printable
from reportedly.export.terminal import view
from reportedly.shapes import Form, Reading
from tests.export.sample import sample, statement


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


class Latin(io.StringIO):
    """A stream that can write ASCII only."""

    encoding = "ascii"


def plain(width: int = 80, reading: Reading | None = None) -> str:
    return view(reading or sample(), io.StringIO(), width)


def block(words: str, text: str) -> str:
    """Return the block of lines that holds the words."""
    return next(part for part in text.split("\n\n") if words in part)


def test_the_head_says_what_was_read() -> None:
    head = plain().split("\n\n")[0]
    assert head.splitlines()[0] == "Dozens feared dead as jets strike market in Talba"
    assert "Coastal Post · 2031-05-03 (date as given) · language en" in head
    assert "4 statements by 3 sources, 2 by nobody named, 1 in the outlet's own voice" in head
    assert "age notice" in head


def test_a_statement_says_who_how_how_surely_what_and_where() -> None:
    lines = block("could rise", plain()).splitlines()
    assert lines[-3].split("┃ ")[1].startswith("Mira Olen > Harbour Wire > Coastal Post")
    assert re.search(r"line 5: \d+–\d+$", lines[-3])
    assert lines[-2].endswith("predicts · indirect · possible PS+ (hedge “could”)")
    assert lines[-1].endswith("The toll could rise")


def test_a_hedge_of_a_relayer_says_whose_it_is() -> None:
    assert "probable PR+ (hedge “reportedly” by Harbour Wire)" in plain()


def test_a_denial_says_what_it_denies_and_holds_what_is_within() -> None:
    text = plain(120)
    assert "denies: nobody named > Harbour Wire > Coastal Post: its aircraft had killed civilians" in text
    assert re.search(r"^ {10}╎ nobody named", text, re.MULTILINE), "nested, and dashed: nobody is named"


def test_the_outlets_own_voice_has_no_bar() -> None:
    own = block("Jets struck the market in Talba on Sunday", plain())
    assert "Harbour Wire > Coastal Post, in its own voice" in own
    assert "┃" not in own


def test_the_list_of_sources_tells_says_from_relays() -> None:
    text = re.sub(r"\s+", " ", plain(120))
    assert "two unnamed district officials anonymous · official · 2 of them · 1 statement" in text
    assert "Harbour Wire agency · 1 in its own voice · relays 4" in text
    assert "Coastal Post outlet · publisher" in text
    assert "Mira Olen person · witness · nurse · 2 statements" in text


def test_a_live_blog_is_marked() -> None:
    reading = replace(sample(), document=replace(sample().document, form=Form.LIVE_BLOG))
    assert "Live blog" in plain(reading=reading)


@pytest.mark.parametrize("width", [60, 80, 120, 200])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    for line in plain(width).splitlines():
        assert cell_len(line) <= width
        assert line == line.rstrip()


def test_colours_only_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE", "COLORTERM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    assert "\x1b" not in plain()
    assert "\x1b[1;38;5;167mMinistry of Defence" in view(sample(), Terminal(), 80)
    monkeypatch.setenv("NO_COLOR", "1")
    assert "38;5" not in view(sample(), Terminal(), 80)


def test_text_of_strangers_cannot_break_out() -> None:
    for stream in (io.StringIO(), Terminal()):
        text = view(sample(), stream, 80)
        assert "\x1b[31m" not in text
        assert "\u202e" not in text
        assert "\\x1b[31m\\u202e" in text
    title = "[bold]no markup[/bold] :smile:"
    assert title in plain(reading=replace(sample(), document=replace(sample().document, title=title)))


def test_a_stream_of_poor_encoding_gets_plain_signs() -> None:
    text = view(sample(), Latin(), 80)
    assert text.isascii()
    assert "| predicts" in text


@given(st.text(st.characters(exclude_categories=())))
def test_printable_text_has_one_line_and_no_controls(text: str) -> None:
    shown = printable(text)
    assert "\n" not in shown
    assert all(unicodedata.category(c) not in ("Cc", "Cs", "Cn", "Zl", "Zp") for c in shown)
    assert shown.isprintable() or any(c in shown for c in "\u200c\u200d")


def test_reading_order_puts_the_inner_after_the_outer() -> None:
    inner = statement("b", "killed", (), within="a")
    outer = statement("a", "The Ministry of Defence denied", ())
    lost = statement("c", "Dozens", (), within="gone")
    order = [(s.id, depth) for s, depth in in_reading_order((inner, outer, lost))]
    assert order == [("c", 0), ("a", 0), ("b", 1)]
