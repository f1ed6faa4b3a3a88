"""Readings made from the truth have the form of real ones: spans, ids, references, vectors."""

from __future__ import annotations

import json
import math
from dataclasses import fields, is_dataclass

import pytest

from benchmarks.corpus import articles, reading, readings
from benchmarks.corpus.check import captured, check, lexicons
from reportedly.export.reading_json import line
from reportedly.ids import Canonical, document_id, row_id
from reportedly.pipeline import read
from reportedly.shapes import Reading, Span, Voice

ARTICLES = list(articles(400, seed=4))
ROWS = [reading(a) for a in ARTICLES]


def spans(row: object) -> list[Span]:
    """Every span in a row, at any depth."""
    if isinstance(row, Span):
        return [row]
    if isinstance(row, tuple):
        return [span for part in row for span in spans(part)]
    if is_dataclass(row) and not isinstance(row, type):
        own = [Span(row.start, row.end)] if hasattr(row, "start") else []  # type: ignore[attr-defined]
        return own + [span for f in fields(row) for span in spans(getattr(row, f.name))]
    return []


def test_they_are_the_articles_in_order_and_the_same_again() -> None:
    assert [r.document.text for r in ROWS] == [a.text for a in ARTICLES]
    assert [line(r) for r in readings(60, seed=8)] == [line(r) for r in readings(60, seed=8)]


def test_spans_stand_at_words() -> None:
    for row in ROWS:
        text = row.document.text
        for kind in (
            "segments",
            "sources",
            "statements",
            "events",
            "entities",
            "times",
            "places",
            "counts",
            "vectors",
        ):
            for start, end in spans(getattr(row, kind)):
                assert 0 <= start < end <= len(text)
                assert text[start:end] == text[start:end].strip(), (row.document.id, kind)


def test_every_reference_leads_to_a_row() -> None:
    for row in ROWS:
        ids = {
            k: {r.id for r in getattr(row, k)}
            for k in ("sources", "statements", "events", "entities", "times", "places", "counts")
        }
        assert all(len(ids[k]) == len(getattr(row, k)) for k in ids), row.document.id
        for source in row.sources:
            assert source.entity is None or source.entity in ids["entities"]
        for statement in row.statements:
            assert set(statement.chain) <= ids["sources"]
            assert statement.addressee is None or statement.addressee in ids["sources"]
            assert statement.about is None or statement.about in ids["statements"]
            assert {p.id for p in statement.propositions} <= ids["events"]
        for event in row.events:
            assert {event.actor, event.recipient} - {None} <= ids["entities"]
            assert event.place is None or event.place in ids["places"]
            assert event.time is None or event.time in ids["times"]
            assert set(event.counts) <= ids["counts"]


def test_ids_are_made_as_the_program_makes_them() -> None:
    for row in ROWS[:50]:
        d = row.document
        assert d.id == document_id(d.bytes_sha256, d.url, d.outlet, d.published)
        for s in row.statements:
            parts: list[Canonical] = [[[*span] for span in part] for part in (s.content, s.cue, s.source)]
            assert s.id == row_id("st", d.id, s.voice.value, *parts)
        for e in row.events:
            assert e.id == row_id("ev", e.type.value, e.mode, *e.trigger, e.actor, e.recipient)


def test_vectors_are_of_unit_length_and_near_for_the_same_claim() -> None:
    first, *rest = [v.values for r in ROWS for v in r.vectors][:400]
    assert len(first) == 384
    assert math.hypot(*first) == pytest.approx(1, abs=1e-5)
    near = [sum(a * b for a, b in zip(first, v, strict=True)) for v in rest]
    assert any(0.8 < n < 0.999 for n in near)
    assert sorted(near)[len(near) // 2] < 0.3


@pytest.fixture(scope="module")
def pairs() -> list[tuple[Reading, Reading]]:
    """Six articles as read by the program and as made from the truth."""
    tables = lexicons()
    chosen = [a for a in ARTICLES if a.copy is None][::25][:6]
    return [(read(captured(a), lexicons=tables), reading(a)) for a in chosen]


def test_document_and_segments_are_those_of_a_real_reading(pairs: list[tuple[Reading, Reading]]) -> None:
    for real, made in pairs:
        assert made.document == real.document
        assert made.segments == real.segments


def test_the_json_has_the_shape_of_a_real_reading(pairs: list[tuple[Reading, Reading]]) -> None:
    for real, made in pairs:
        one, other = json.loads(line(real)), json.loads(line(made))
        assert list(one) == list(other)
        for key, rows in other.items():
            if isinstance(rows, list) and rows and one[key]:
                assert list(rows[0]) == list(one[key][0]), key


def test_statements_and_sentences_are_mostly_where_the_program_finds_them(
    pairs: list[tuple[Reading, Reading]],
) -> None:
    cues, sentences = [], []
    for real, made in pairs:
        found = {s.cue for s in real.statements}
        cues += [s.cue in found for s in made.statements if s.voice is Voice.SOURCE]
        stops = {(v.start, v.end) for v in real.vectors}
        sentences += [(v.start, v.end) in stops for v in made.vectors]
    assert sum(cues) / len(cues) > 0.75
    assert sum(sentences) / len(sentences) > 0.75


def test_the_check_counts_what_is_read() -> None:
    rows = check(4, seed=2).splitlines()
    assert rows[0].startswith("4 articles")
    assert {r.split()[0] for r in rows[2:]} >= {"read", "chain", "type", "place"}
