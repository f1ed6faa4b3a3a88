"""Search: words are found, and no string that anybody types in is an error."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.store.search import MOST_TERMS, query
from reportedly.store.view import View
from tests.store.samples import item, ledger


@pytest.fixture(scope="module")
def view(tmp_path_factory: pytest.TempPathFactory) -> Iterator[View]:
    with View(ledger(tmp_path_factory.mktemp("search") / "x", [item(1), item(2)])) as opened:
        yield opened


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("bread", 2),
        ("BREAD buying", 2),
        ("buy*", 2),
        ('"buying bread"', 2),
        ('"bread buying"', 0),
        ("harbour wire toll", 2),
        ("bread absent", 0),
        ("", 0),
        ("***", 0),
        ("market AND", 0),
        ("bread OR", 0),
        ("no-one", 2),
    ],
)
def test_words_are_found(view: View, words: str, found: int) -> None:
    assert len(view.search(words)) == found


def test_documents_are_found_by_title_and_text(view: View) -> None:
    assert len(view.search_documents("dozens feared")) == 2
    assert [d.number for d in view.search_documents('"Number 2"')] == [1]
    assert view.search_documents("?") == []


@pytest.mark.parametrize(
    "words",
    [
        'foo OR "',
        '"',
        "'",
        "NEAR(",
        "a AND",
        "text:",
        "^a",
        "-a",
        "{a b}:c",
        "a+b",
        "(",
        "*",
        "\0",
        "\ud800",
        "a" * 10**6,
    ],
)
def test_syntax_is_no_error(view: View, words: str) -> None:
    view.search(words)
    view.search_documents(words)


@given(words=st.text())
def test_no_string_is_an_error(view: View, words: str) -> None:
    view.search(words)


@given(
    words=st.lists(
        st.sampled_from(['"', "*", "a", " ", "OR", "NEAR", "(", ")", ":", "^", "-", "+", "\0"])
    ).map("".join)
)
def test_no_string_of_syntax_is_an_error(view: View, words: str) -> None:
    view.search(words)


def test_a_pasted_article_is_cut() -> None:
    assert (query("word " * 10_000) or "").count("word") == MOST_TERMS


def test_the_limit_holds(view: View) -> None:
    assert len(view.search("bread", limit=1)) == 1
