"""Every annotated case is read and held against what its annotator expects."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import pytest

from reportedly.lexicon import Lexicons, load
from reportedly.pipeline import read
from reportedly.shapes import Reading, Span
from tests.casecheck import report, same_name
from tests.caseform import CASES, Case, known_failures, load_cases

ALL = load_cases()
KNOWN = known_failures()


@cache
def lexicons() -> Lexicons:
    """Load our tables and those of the cases' invented world."""
    return load([CASES / "lexicon.yaml"])


@cache
def reading(case: Case) -> Reading:
    """Read a case's text."""
    return read(case.capture(), lexicons=lexicons(), force=True)


def params() -> list[object]:
    """Return the cases as parameters; known failures must fail."""
    return [
        pytest.param(
            case,
            id=case.id,
            marks=pytest.mark.xfail(strict=True, reason=KNOWN[case.id]) if case.id in KNOWN else (),
        )
        for case in ALL
    ]


@pytest.mark.parametrize("case", params())
def test_case(case: Case) -> None:
    wrong = report(case, reading(case))
    if wrong:
        pytest.fail(wrong, pytrace=False)


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.id)
def test_rows_point_at_words(case: Case) -> None:
    got = reading(case)
    text = got.document.text
    assert text == case.text
    for one in got.statements:
        marks = [Span(mark.start, mark.end) for mark in one.factuality.marks]
        parts = [part.span for part in one.propositions]
        for start, end in (*one.content, *one.cue, *one.source, *marks, *parts):
            assert 0 <= start < end <= len(text)
    for source in got.sources:
        assert all(0 <= start < end <= len(text) for start, end in source.mentions)
    stretches = [(time.start, time.end) for time in got.times]
    stretches += [(place.start, place.end) for place in got.places]
    stretches += [(count.start, count.end) for count in got.counts]
    stretches += [span for entity in got.entities for span in entity.mentions]
    stretches += [event.trigger for event in got.events] + [tie.span for tie in got.ties]
    for start, end in stretches:
        assert 0 <= start < end <= len(text)
    for left, right in pairwise(got.segments):
        assert left.start < left.end <= right.start
    assert all(part.end <= len(text) for part in got.segments)


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.id)
def test_rows_point_at_rows(case: Case) -> None:
    got = reading(case)
    sources = {source.id: source for source in got.sources}
    statements = {one.id for one in got.statements}
    assert len(sources) == len(got.sources)
    assert len(statements) == len(got.statements)
    for one in got.statements:
        assert one.content
        assert set(one.chain) <= set(sources)
        assert {one.within, one.about} <= {None, *statements} - {one.id}
        assert case.outlet is None or same_name(case.outlet, sources[one.chain[-1]].name)
        assert one.said in {None, *(time.id for time in got.times)}
        happenings = {event.id for event in got.events} | {tie.id for tie in got.ties}
        assert {part.id for part in one.propositions} <= happenings
    entities, places = {e.id for e in got.entities}, {p.id for p in got.places}
    assert {s.entity for s in got.sources} <= {None, *entities}
    for event in got.events:
        assert {event.actor, event.recipient} <= {None, *entities}
        assert event.place in {None, *places}
        assert event.time in {None, *(time.id for time in got.times)}
        assert set(event.counts) <= {count.id for count in got.counts}
    for tie in got.ties:
        assert {tie.left, tie.right} <= entities | places


def test_ids_are_unique() -> None:
    ids = [case.id for case in ALL]
    assert len(set(ids)) == len(ids)


def test_known_failures_are_cases_and_have_reasons() -> None:
    assert set(KNOWN) <= {case.id for case in ALL}
    assert all(KNOWN.values())


def test_there_are_enough_cases() -> None:
    long = [case for case in ALL if any(len(item.chain) > 2 for item in case.expect)]
    assert len(ALL) >= 200
    assert len(long) >= 60
    assert len({case.text for case in ALL}) == len(ALL)
