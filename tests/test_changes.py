"""What changed from version to version: added, removed, reworded, said by another, other numbers."""

from __future__ import annotations

from dataclasses import replace

from reportedly.changes import ChangeKind, Difference, _amount, changes
from reportedly.shapes import Act, Count, CountRole, Reading, Span, Statement
from tests.store.samples import item

_, OLD = item(1)


def edited(old: str, new: str) -> Reading:
    """Return the reading of the same article in which some words are others: all offsets moved along."""
    text = OLD.document.text
    at, shift = text.index(old), len(new) - len(old)

    def moved(span: Span) -> Span:
        start, end = (place + shift if place > at else place for place in span)
        return Span(start, end)

    def statement(one: Statement) -> Statement:
        return replace(
            one,
            content=tuple(map(moved, one.content)), cue=tuple(map(moved, one.cue)),
            source=tuple(map(moved, one.source)),
        )  # fmt: skip

    counts = tuple(
        replace(c, start=moved(Span(c.start, c.end)).start, end=moved(Span(c.start, c.end)).end)
        for c in OLD.counts
    )
    return replace(
        OLD,
        document=replace(OLD.document, text=text.replace(old, new, 1)),
        statements=tuple(map(statement, OLD.statements)),
        counts=counts,
    )


def test_nothing_changed() -> None:
    assert changes(OLD, OLD) == ()


def test_a_statement_that_is_new_and_one_that_went() -> None:
    fewer = replace(OLD, statements=OLD.statements[1:])
    (added,) = changes(fewer, OLD)
    assert (added.kind, added.old, added.new) == (ChangeKind.ADDED, None, "s1")
    assert added.new_text == "Jets struck the market in Talba on Sunday"
    (removed,) = changes(OLD, fewer)
    assert (removed.kind, removed.old_text, removed.new) == (ChangeKind.REMOVED, added.new_text, None)


def test_a_reworded_statement_is_the_same_one() -> None:
    (change,) = changes(OLD, edited("20 civilians died", "24 civilians died"))
    assert change.kind is ChangeKind.CHANGED
    (words,) = change.differences
    assert words.what == "words"
    assert (words.old or "").startswith("At least 20 civilians")
    assert (words.new or "").startswith("At least 24 civilians")


def test_moved_words_alone_are_no_change() -> None:
    assert changes(OLD, edited("This article is more", "This article here is more")) == ()


def test_numbers_source_act_and_sureness() -> None:
    more = replace(OLD, counts=tuple(replace(count, low=24, best=24) for count in OLD.counts))
    (change,) = changes(OLD, more)
    assert [difference.what for difference in change.differences] == ["counts"]
    statements = list(OLD.statements)
    statements[1] = replace(statements[1], act=Act.CONFIRM, chain=("mo", *statements[1].chain[1:]))
    (change,) = changes(OLD, replace(OLD, statements=tuple(statements)))
    assert change.differences == (
        Difference(
            "source",
            "two unnamed district officials > Harbour Wire > Coastal Post",
            "Mira Olen > Harbour Wire > Coastal Post",
        ),
        Difference("act", "assert", "confirm"),
    )


def test_two_statements_of_the_same_words_stay_two() -> None:
    twice = replace(OLD, statements=(*OLD.statements, replace(OLD.statements[0], id="again")))
    (change,) = changes(OLD, twice)
    assert (change.kind, change.new) == (ChangeKind.ADDED, "again")


def test_numbers_are_given_as_ranges_in_words() -> None:
    ranges = ((20, None), (None, 9), (7, 7), (200, 999), (None, None))
    counts = [Count("", 0, 1, low, None, high, "people", CountRole.KILLED) for low, high in ranges]
    assert [_amount(count) for count in counts] == [
        "at least 20 people killed", "at most 9 people killed", "7 people killed", "200 to 999 people killed",
        "people killed",
    ]  # fmt: skip
