"""What a range of a page says, read without anything that made the trace."""

from __future__ import annotations

import pytest

from reportedly.read.readback import TextQuote, folded, quote, same_words, says, words_at
from reportedly.shapes import Span


def at(page: str, words: str) -> str:
    start = page.index(words)
    return words_at(page, Span(start, start + len(words)))


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("the\n  harbour\tmaster", "the harbour master"),
        ("R&amp;D &ndash; it&#8217s", "R&D – it’s"),
        ("a<b>b</b>c", "abc"),
        ("a<br>b</p>\n<p>c", "a b c"),
        ("a<!-- <p>x</p> -->b", "ab"),
        ("a<script>if (x < y) { z }</script>b", "ab"),
        ("a<style>p { }</style>b<![CDATA[ x ]]>c", "abc"),
        ("a</a> <a href='x>y'>b", "a b"),
        ("a<svg><title>Icon</title></svg> b<textarea>x</textarea>", "a b"),
        ("3 < 5 and 7 > 6", "3 < 5 and 7 > 6"),
        ("a\u200bb\u00a0c", "ab c"),
    ],
)
def test_words_of_a_fragment(written: str, words: str) -> None:
    assert at(f"<html><body><p>{written}</p></body></html>", written) == words


def test_words_of_an_attribute() -> None:
    page = '<meta content="Ferry &amp; Port: 3 < 5" name=title><p>x</p>'
    assert at(page, "Ferry &amp; Port: 3 < 5") == "Ferry & Port: 3 < 5"


@pytest.mark.parametrize(
    ("written", "words"),
    [
        (r"It\u2019s \u003cb\u003eover\u003c\/b\u003e,\nhe \"said\"", "It’s over , he \"said\""),
        (r"R&amp;D<br>x &lt;p&gt;y", "R&D x <p>y"),
        (r"broken \q", r"broken \q"),
    ],
)
def test_words_of_a_string_in_a_script(written: str, words: str) -> None:
    page = f'<script type="application/ld+json">{{"a": "{written}"}}</script>'
    assert at(page, written) == words


def test_a_script_in_a_comment_is_none() -> None:
    assert at("<!-- <script> --><p>R&amp;D <b>went</b> on</p>", "R&amp;D <b>went") == "R&D went"


def test_html_that_is_escaped_in_a_string_can_be_read_too() -> None:
    page = '<script type="application/ld+json">{"a": "&lt;p&gt;R&amp;amp;D &lt; 5"}</script>'
    place = Span(page.index("&lt;p"), page.index('"}'))
    assert words_at(page, place) == "<p>R&amp;D < 5"
    assert words_at(page, place, twice=True) == "R&D < 5"
    assert says(page, [place], "<p> R&amp;D < 5")
    assert says(page, [place], "R&D < 5")
    assert not says(page, [place], "R&D")
    assert says(page, [Span(place.start, place.end - 7), Span(place.end - 1, place.end)], "R&D 5")


def test_white_space_and_invisible_characters_do_not_count() -> None:
    assert folded(" a\u00a0\n b\u200b ") == "a b"
    assert same_words("Grab , a", "Grab, a")
    assert not same_words("Grab, a", "Grab a")


PAGE = (
    "<title>No comment.</title><p><script>'No comment.'</script>No comment.</p>"
    "<p>The <b>harbour master</b> said so.</p><!-- x --><p>No&nbsp;comment.</p><p>Divers went down.</p>"
)


def test_a_quotation_is_told_from_others_by_what_stands_around_it() -> None:
    start = PAGE.index("No&nbsp;comment.")
    assert quote(PAGE, Span(start, start + 16), around=24) == TextQuote(
        exact="No comment.", prefix="harbour master said so.", suffix="Divers went down.", occurrence=2
    )
    first = quote(PAGE, Span(PAGE.index("</script>") + 9, PAGE.index("</p>")), around=13)
    assert first == TextQuote(exact="No comment.", prefix="", suffix="The harbour", occurrence=1)


@pytest.mark.parametrize("written", ["<title>No", "<script>'No", '<meta content="No'])
def test_what_the_page_does_not_show_cannot_be_quoted(written: str) -> None:
    page = '<meta content="No comment.">' + PAGE
    start = page.index(written) + len(written) - 2
    assert quote(page, Span(start, start + 11)) is None
