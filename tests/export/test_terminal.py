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
from reportedly.shapes import Disguise, Form, Reading
from tests.export.fixture_happened import happened
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


def test_an_event_stands_below_the_words_that_say_so() -> None:
    part = block("╎ nobody named > Northline > The Tidewater Record", plain(reading=happened()))
    said = re.sub(r"\s+╎\s+", " ", part)
    assert (
        "▸ shooting “artillery”, “killed” · Velmari army → farm workers · in grain depot (not located) · "
        "3 March 2031 · 14 farm workers killed · certain · ASSAULT/firearms"
    ) in said
    assert said.index("its artillery had killed") < said.index("▸ shooting")


def test_a_denied_event_and_a_tie_and_when_it_was_said() -> None:
    text = re.sub(r"\s+┃?\s*", " ", plain(reading=happened()))
    assert "killed · certainly not · ASSAULT/firearms" in text
    assert "▸ Ada Brenn is part of Halden Institute · certain · tie/part_of" in text
    assert "· said 4 March 2031" in text
    assert "▸ attack “burn the depot” · unknown → Sarn Defence Front · probable (hedge “planned”)" in text
    assert "▸ troop movement “crossed” · by Velmari army · 8 to 9 March 2031" in text


def test_the_end_lists_who_where_when_and_how_many() -> None:
    text = plain(120, happened())
    assert "Said to have happened: 5 events, 1 tie" in text.split("\n\n")[0]
    assert re.search(r"Velmari army +military · VEL · velmar-mil · actor of three events", text)
    assert re.search(r"Ordan \(2 times\) +Ordan, Sarn Valley, VEL · near there · 41.500, 21.250", text)
    assert re.search(r"the weekend +8 to 9 March 2031 · 2031-03-08/2031-03-09", text)
    assert re.search(r"dawn +not dated · TDN", text)
    assert re.search(r"Hundreds of Velmari soldiers +200 to 999 Velmari soldiers · force", text)
    assert "Oda Marrin" not in text.split("Who acts")[1]


def test_a_reading_without_events_has_no_lists_of_them() -> None:
    for words in ("▸", "Said to have happened", "Who acts", "Where", "When", "How many"):
        assert words not in plain()


@pytest.mark.parametrize("width", [60, 80, 140])
def test_lines_of_events_fit_the_terminal_and_hang_behind_their_sign(width: int) -> None:
    lines = plain(width, happened()).splitlines()
    assert max(map(cell_len, lines)) <= width
    at = next(n for n, line in enumerate(lines) if "▸ shooting" in line)
    if width < 140:
        assert re.match(r" +[┃╎]   \S", lines[at + 1])
    assert all(line.isascii() for line in view(happened(), Latin(), width).splitlines() if "*" in line)


def test_words_of_strangers_in_events_cannot_break_out() -> None:
    bad = "\x1b[31m\u202e\n[bold]"
    reading = happened()
    reading = replace(
        reading,
        entities=tuple(replace(row, name=bad, country=bad, actor=bad) for row in reading.entities),
        places=tuple(replace(row, name=bad, admin1=bad, country=bad) for row in reading.places),
        counts=tuple(replace(row, of=bad) for row in reading.counts),
        times=tuple(replace(row, edtf=bad, timex3=replace(row.timex3, value=bad)) for row in reading.times),
        events=tuple(replace(row, mode=bad) for row in reading.events),
    )
    text = plain(reading=reading)
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert re.search(r"by\s[┃\s]*\\x1b\[31m\\u202e\s[┃\s]*\[bold\]", text)


def test_a_name_in_disguise_is_said_to_be_one() -> None:
    reading = sample()
    name = reading.sources[0].name
    worn = replace(reading, disguises=(Disguise(name, "invisible", "holds U+200B, which cannot be seen"),))
    shown = " ".join(plain(reading=worn).split())
    assert f"“{name}” is in disguise: it holds U+200B, which cannot be seen" in shown
    assert "in disguise · " in shown.split("Sources")[-1]
    assert "in disguise" not in plain()
