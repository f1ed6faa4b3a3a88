"""Every word of a document leads back to the characters of the page that say it."""

from __future__ import annotations

import json

import pytest

from reportedly.read.original import pieces, trace
from reportedly.read.readback import folded, same_words, says, words_at
from reportedly.read.text import decode
from reportedly.shapes import Capture, Span
from reportedly.trace import Trace
from tests.read.conftest import Reader
from tests.read.pages import PARAGRAPHS, page


def traced(source: str, text: str) -> Trace:
    return Trace(text, pieces(source, text))


def at(source: str, text: str, words: str) -> str | None:
    """Return what the page has where a text's words lead."""
    start = text.index(words)
    found = traced(source, text).range(Span(start, start + len(words)))
    return None if found is None else source[found.start : found.end]


@pytest.mark.parametrize(
    ("source", "text", "words", "original"),
    [
        ("<p>Holm said  so\n  twice.</p>", "Holm said so twice.", "said so twice", "said  so\n  twice"),
        ("<p>R&amp;D at Holm&#8217;s</p>", "R&D at Holm’s", "D at Holm’", "D at Holm&#8217;"),
        ("<p>R&amp;D at Holm&#8217;s</p>", "R&D at Holm’s", "&", "&amp;"),
        ("<p>It&nbspis&nbsp;so &bogus;</p>", "It is so &bogus;", "is so &bogus", "is&nbsp;so &bogus"),
        ("<p>the <b>Orin</b> men</p>", "the Orin men", "Orin", "Orin"),
        ("<p>the <b>Orin</b> men</p>", "the Orin men", "Orin men", "Orin</b> men"),
        ("<p>O<small>RIN</small></p>", "ORIN", "ORIN", "O<small>RIN"),
        ("<p>one<!-- <p>no</p> --> two</p>", "one two", "one two", "one<!-- <p>no</p> --> two"),
        ("<p>one<script>'two'</script> two</p>", "one two", "two", "two"),
        ("<p>one <![CDATA[two]]> two</p>", "one two", "two", "two"),
        ("\ufeff<p>one\x00two</p>", "one two", "two", "two"),
        ("<p>so\u00adlid \u200bice</p>", "solid ice", "solid ice", "so\u00adlid \u200bice"),
        ("<p>a\U0001f680b &#x1F680;</p>", "a\U0001f680b \U0001f680", "b \U0001f680", "b &#x1F680;"),
        ("<title>One &amp; two | Post</title><p>x</p>", "One & two", "One & two", "One &amp; two"),
        ('<meta name="t" content="It&#39;s"><p>x</p>', "It's", "It's", "It&#39;s"),
        ("<meta content='One > two'><p>x</p>", "One > two", "> two", "> two"),
        ("<noscript><p>one</p></noscript>", "one", "one", "one"),
        ("<p>one<br>two", "one\n\ntwo", "one\n\ntwo", "one<br>two"),
        ("<p>3 < 5</p>", "3 < 5", "3 < 5", "3 < 5"),
        ("<p>one two</p>", "one three", "one three", None),
        ("<p>one</p>", "one\n\nthree", "one\n\nthree", None),
        ("<p>one</p>", "one", "", None),
    ],
)
def test_each_way_of_writing(source: str, text: str, words: str, original: str | None) -> None:
    assert at(source, text, words) == original
    if original is not None:
        start = source.index(original)
        assert same_words(words_at(source, Span(start, start + len(original))), words)


def test_a_span_of_blanks_has_no_range() -> None:
    assert traced("<p>one two</p>", "one two").range(Span(3, 4)) is None


def test_what_is_shown_goes_before_what_programs_read() -> None:
    words = "Ferry sinks off Port Sarn"
    source = (
        f'<title>{words}</title><meta property="og:title" content="{words}">'
        f'<script type="application/ld+json">{{"headline": "{words}"}}</script><h1>{words}</h1>'
    )
    assert traced(source, words).pieces == pieces(source, words)
    found = traced(source, words).range(Span(0, len(words)))
    assert found is not None
    assert found.start == source.index("<h1>") + 4


def test_a_text_out_of_linked_data_leads_into_the_script() -> None:
    body = "<p>It’s “over”,\u00a0he said.</p>\n<p>R&amp;D <b>went</b> on 🚀.</p>"
    source = f'<p>Sign in</p><script type="application/ld+json">{json.dumps({"articleBody": body})}</script>'
    text = "It’s “over”, he said.\n\nR&D went on 🚀."
    assert at(source, text, "’s “over”") == r"\u2019s \u201cover\u201d"
    assert at(source, text, "R&D went on 🚀") == r"R&amp;D <b>went</b> on \ud83d\ude80"
    found = traced(source, text).range(Span(0, len(text)))
    assert found is not None
    assert same_words(words_at(source, found), text)


def test_html_that_is_escaped_in_linked_data_is_read_too() -> None:
    body = "&lt;p&gt;R&amp;amp;D went&lt;/p&gt;"
    source = f'<script type="application/ld+json">{{"articleBody": "{body}"}}</script>'
    assert at(source, "R&D went", "R&D went") == "R&amp;amp;D went"
    assert says(source, traced(source, "R&D went").parts(Span(0, 8)), "R&D went")


def test_a_place_as_a_whole_goes_before_one_in_parts() -> None:
    text = "The dam broke at dawn. Nobody had warned the town."
    figure = "<figure>A picture</figure>"
    shown = f"<p>The dam broke at dawn. {figure}Nobody had warned the town.</p>"
    stated = f'<script type="application/ld+json">{{"articleBody": "{text}"}}</script>'
    assert at(shown + stated, text, text) == text
    assert at(shown, text, text) == shown[3:-4]


def test_parts_leave_out_what_the_story_left_out() -> None:
    source = "<p>Holm, of the <a>Orin Institute</a><i>, opens new tab</i>, said so on Monday.</p>"
    text = "Holm, of the Orin Institute, said so on Monday."
    found = traced(source, text)
    whole = Span(0, len(text))
    assert [source[part.start : part.end] for part in found.parts(whole)] == [
        "Holm, of the <a>Orin Institute",
        ", said so on Monday.",
    ]
    hull = found.range(whole)
    assert hull is not None
    assert "opens new tab" in words_at(source, hull)
    assert says(source, found.parts(whole), text)
    assert found.parts(Span(0, 27)) == found.parts(whole)[:1]


def test_a_span_over_what_was_not_found_has_no_range_but_its_neighbours_do() -> None:
    source = "<p>one two</p><p>five six</p>"
    text = "one two\n\nthree four\n\nfive six"
    found = traced(source, text)
    assert found.range(Span(0, 12)) is None
    assert found.range(Span(9, 12)) is None
    assert found.range(Span(0, len(text))) is None
    assert found.range(Span(4, 7)) == Span(7, 10)
    assert found.missing == (Span(9, 19),)


def test_lines_that_the_page_has_in_another_order_have_ranges_each_but_none_together() -> None:
    source, text = "<p>The second one.</p><p>The first one.</p>", "The first one.\n\nThe second one."
    assert at(source, text, "The first one.") == "The first one."
    assert at(source, text, "The second one.") == "The second one."
    assert at(source, text, text) is None


def test_a_plain_text_is_its_own_original(read: Reader) -> None:
    text = "\ufeffFerry sinks\r\n\r\n" + "\r\n\r\n".join(PARAGRAPHS)
    document, segments = read(text)
    found = trace(Capture("item", text.encode(), "text"), document)
    assert found.missing == ()
    for row in segments:
        assert found.range(Span(row.start, row.end)) == Span(row.start, row.end)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_page_read_leads_back_word_by_word(read: Reader, encoding: str) -> None:
    data = page().replace("“", "&ldquo;").replace(" and ", "&nbsp;and\r\n ").encode(encoding)
    document, _ = read(data, "html")
    decoded = decode(data, html=True)
    found = trace(Capture("item", data, "html"), document)
    assert found.missing == ()
    position = 0
    for word in document.text.split():
        start = document.text.index(word, position)
        position = start + len(word)
        place = found.range(Span(start, position))
        assert place is not None
        assert words_at(decoded, place) == word
    headline = found.range(Span(0, 10))
    assert headline is not None
    assert decoded[headline.start - 4 : headline.start] == "<h1>"


def test_a_story_read_out_of_linked_data_leads_back(read: Reader) -> None:
    body = "\n\n".join(PARAGRAPHS)
    node = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Ferry Sinks Off Port Sarn",
            "articleBody": body}  # fmt: skip
    head = f'<script type="application/ld+json">{json.dumps(node)}</script>'
    source = page("<p>Sign in to read.</p>", head)
    document, segments = read(source, "html")
    found = trace(Capture("item", source.encode(), "html"), document)
    assert PARAGRAPHS[1] in document.text
    assert found.missing == ()
    for row in segments:
        place = found.range(Span(row.start, row.end))
        assert place is not None
        assert words_at(source, place) == folded(document.text[row.start : row.end])
