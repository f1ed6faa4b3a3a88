"""A reading as JSON: the fields of the design, one line, valid UTF-8, whatever the text holds."""

from __future__ import annotations

import json
from dataclasses import fields, replace

from hypothesis import given
from hypothesis import strategies as st

from reportedly.export.reading_json import line
from reportedly.shapes import Document, Problem, Reading, Source, Statement
from tests.export.sample import TEXT, sample

STATEMENT = (
    "id voice content cue source quotation chain addressee within about act factuality said"
    " propositions reasons"
)


def test_it_has_the_fields_of_the_design_schema_first() -> None:
    row = json.loads(line(sample()))
    assert next(iter(row)) == "schema"
    assert set(row) == {field.name for field in fields(Reading)} - {"vectors"}
    assert row["schema"] == "reportedly/reading/1"
    assert set(row["document"]) == {field.name for field in fields(Document)}
    assert set(row["sources"][0]) == {field.name for field in fields(Source)}
    assert " ".join(row["statements"][0]) == STATEMENT == " ".join(f.name for f in fields(Statement))
    assert [row[name] for name in ("events", "ties", "entities", "times", "places", "counts")] == [[]] * 6


def test_spans_are_pairs_and_values_are_words() -> None:
    row = json.loads(line(sample()))
    start, end = row["statements"][4]["cue"][0]
    assert row["document"]["text"][start:end] == "denied"
    assert row["statements"][4]["act"] == "deny"
    assert row["statements"][3]["factuality"] == {
        "value": "PS+",
        "marks": [
            {"kind": "hedge", "start": TEXT.index("could"), "end": TEXT.index("could") + 5, "by": None}
        ],
    }
    assert row["segments"][1]["furniture"] == "age_notice"


def test_a_problem_is_a_row_of_its_own() -> None:
    assert json.loads(line(Problem("a.txt", "is empty"))) == {
        "schema": "reportedly/problem/1",
        "input": "a.txt",
        "problem": "is empty",
    }


@given(st.text(st.characters(exclude_categories=())))
def test_any_text_is_one_line_of_valid_utf8_and_comes_back(text: str) -> None:
    reading = replace(sample(), document=replace(sample().document, text=text))
    data = line(reading)
    assert data.decode("utf-8").splitlines() == [data.decode("utf-8")[:-1]]
    back = json.loads(data)["document"]["text"]
    same = text.encode("utf-16", "surrogatepass") == back.encode("utf-16", "surrogatepass")
    assert same
