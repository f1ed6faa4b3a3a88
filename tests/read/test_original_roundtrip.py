"""Pages made at random: whatever way a story is written, each of its words is found where it was put."""

from __future__ import annotations

import html
import json
from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from reportedly.read.original import pieces
from reportedly.read.readback import says
from reportedly.shapes import Span
from reportedly.trace import Trace

CHARACTERS = st.sampled_from(list("abcde AB,.'\"-&<>;#’“”é–…\u0301🚀0 "))
WORDS = st.lists(st.text(CHARACTERS, min_size=1, max_size=8), min_size=1, max_size=6).map(
    lambda parts: " ".join(" ".join(parts).split())
)
LINES = st.lists(WORDS.filter(lambda words: words != ""), min_size=1, max_size=6)
INLINE = st.sampled_from(["b", "em", "a href='x?a=1&amp;b=>'", "span class=\"x > y\"", "STRONG"])
BETWEEN = st.sampled_from(["", "", "", "<!-- c <p> -->", "<!---->", "<wbr>", "<i></i>", "\u200b", "\u00ad"])
OUTSIDE = st.sampled_from([
    "", "\n", "<script>var a = '<p>';</script>", "<style>p { color: red }</style>", "<hr>", "<!-- x -->",
    "<nav><ul><li>Home</ul></nav>", "<p>More on this</p>", "<![CDATA[ x ]]>", "<?php x ?>",
])  # fmt: skip


def named(character: str) -> list[str]:
    """Return the ways to write a character in a page."""
    ways = [f"&#{ord(character)};", f"&#x{ord(character):X};", html.escape(character)]
    names = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "’": "&rsquo;", "…": "&hellip;"}
    return [*ways, *([names[character]] if character in names else [])]


@dataclass(frozen=True, slots=True)
class Made:
    """A page, its story's text, and where each visible character of the text was written."""

    page: str
    text: str
    places: dict[int, Span]


@st.composite
def pages(draw: st.DrawFn) -> Made:
    """Write random lines as paragraphs of a page, remembering where each character goes."""
    lines = draw(LINES)
    page, places, position = ["<html><body>"], {}, 0
    length = len(page[0])

    def write(source: str) -> Span:
        nonlocal length
        page.append(source)
        length += len(source)
        return Span(length - len(source), length)

    for line in lines:
        write(draw(OUTSIDE))
        write("<p>")
        opened: list[str] = []
        for index, character in enumerate(line):
            write(draw(BETWEEN))
            if draw(st.integers(0, 5)) == 0:
                tag = draw(INLINE)
                opened.append(tag.split()[0])
                write(f"<{tag}>")
            if character == " ":
                write(draw(st.sampled_from([" ", "\n  ", "&nbsp;", "\u00a0", "\r\n"])))
            else:
                places[position + index] = write(draw(st.sampled_from(named(character))))
            closes: bool = draw(st.booleans())
            if opened and closes:
                write(f"</{opened.pop()}>")
        while opened:
            write(f"</{opened.pop()}>")
        write("</p>")
        position += len(line) + 2
    write(draw(OUTSIDE))
    return Made("".join(page), "\n\n".join(lines), places)


def no_line_in_another(lines: list[str]) -> bool:
    words = ["".join(line.split()) for line in lines]
    return all(one not in other for i, one in enumerate(words) for j, other in enumerate(words) if i != j)


@given(pages(), st.data())
def test_every_span_leads_to_its_words(made: Made, data: st.DataObject) -> None:
    found = Trace(made.text, pieces(made.page, made.text))
    start = data.draw(st.integers(0, len(made.text) - 1))
    end = data.draw(st.integers(start + 1, len(made.text)))
    words = made.text[start:end]
    inside = [made.places[i] for i in range(start, end) if i in made.places]
    place = found.range(Span(start, end))
    if not words.strip():
        assert place is None
    elif place is not None:
        assert says(made.page, found.parts(Span(start, end)), words)
    if place is not None and no_line_in_another(made.text.split("\n\n")):
        assert place == Span(inside[0].start, inside[-1].end)


@given(pages())
def test_nothing_of_a_story_is_missing_and_all_of_it_is_in_order(made: Made) -> None:
    found = Trace(made.text, pieces(made.page, made.text))
    assert found.missing == ()
    assert found.pieces == tuple(sorted(found.pieces or (), key=lambda piece: piece.page))
    assert says(made.page, found.parts(Span(0, len(made.text))), made.text)


@given(LINES, st.integers(2, 4), st.data())
def test_of_lines_that_recur_each_is_led_to_its_own(
    lines: list[str], times: int, data: st.DataObject
) -> None:
    """Lines, some of them the same, each once on the page: the n-th leads to the n-th."""
    story = data.draw(st.permutations(lines * times))
    page, starts = "", []
    for line in story:
        page += "<p>"
        starts.append(len(page))
        page += html.escape(line) + "</p>"
    found = Trace("\n\n".join(story), pieces(page, "\n\n".join(story)))
    position = 0
    for line, start in zip(story, starts, strict=True):
        place = found.range(Span(position, position + len(line)))
        assert place is not None
        assert place.start == start
        position += len(line) + 2


@given(LINES, st.booleans())
def test_strings_of_linked_data_lead_to_their_words(lines: list[str], ascii_only: bool) -> None:
    body = "".join(f"<p>{html.escape(line)}</p>\n" for line in lines)
    node = json.dumps({"articleBody": body}, ensure_ascii=ascii_only).replace("</", "<\\/")
    page = f'<script type="application/ld+json">{node}</script>'
    text = "\n\n".join(lines)
    found = Trace(text, pieces(page, text))
    assert found.missing == ()
    assert says(page, found.parts(Span(0, len(text))), text)


@given(st.text(st.sampled_from(list("<>&;#/!-'\"= apb1\n\x00\ufeff\ud800\u200b[]?"))), LINES)
def test_no_page_is_too_broken(page: str, lines: list[str]) -> None:
    """Whatever the page is, there is a trace, and each range that it gives lies in the page."""
    text = "\n\n".join(lines)
    found = Trace(text, pieces(page, text))
    for start in range(0, len(text), 3):
        if place := found.range(Span(start, min(start + 3, len(text)))):
            assert 0 <= place.start < place.end <= len(page)
