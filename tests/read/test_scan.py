"""Tokens of a page: they cover it, and what browsers take for text is text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.read.scan import Kind, tokens

SOUP = st.lists(
    st.sampled_from([
        "<", ">", "<p>", "</p>", "<b class='a>b'>", "</b >", "<!--", "-->", "--!>", "<!-->", "<![CDATA[",
        "]]>", "<?x ?>", "<script>", "</script>", "<title>", "</TITLE>", "&amp;", "a", " ", "=",
        '"', "'", "</", "</>",
        "<a href=", "/>", "é", "</é>", "<br/>", "\x00", "\ufeff",
    ])
).map("".join)


@given(SOUP)
def test_tokens_cover_the_page_in_order(page: str) -> None:
    position = 0
    for token in tokens(page):
        assert token.start == position
        assert token.end >= token.start
        position = token.end
    assert position == len(page)


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("a<b>c</b>d", "a|c|d"),
        ('a<b title="x > y">c', "a|c"),
        ("a<b title='>' id=\">\">c", "a|c"),
        ("a<b x=y'>c", "a|c"),
        ("3 < 5 <3 <- x", "3 < 5 <3 <- x"),
        ("a<!-- <p>b</p> -->c", "a|c"),
        ("a<!-->b", "a|b"),
        ("a<!--->b", "a|b"),
        ("a<!-- b --!>c", "a|c"),
        ("a<!-- b", "a"),
        ("a<![CDATA[ b ]]>c", "a|c"),
        ("a<?php b ?>c", "a|c"),
        ("a</>b</ c>d", "a|b|d"),
        ("a</é>b", "a|b"),
        ("a<script>b < c <p></script>d", "a|d"),
        ("a<SCRIPT>b</Script >c", "a|c"),
        ("a<script>b", "a"),
        ("a<title>b<i>c</title>d", "a|d"),
        ("a<b c", "a"),
        ("a <", "a <"),
    ],
)
def test_text_is_what_browsers_take_for_text(page: str, text: str) -> None:
    assert "|".join(page[t.start : t.end] for t in tokens(page) if t.kind is Kind.TEXT) == text


def test_many_open_brackets_take_no_more_than_a_look_each() -> None:
    page = "<a " * 200_000
    assert [token.kind for token in tokens(page)] == [Kind.OTHER]
