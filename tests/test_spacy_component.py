"""The component in somebody else's pipeline: found by its name, spans of the Doc, and Docs that travel."""

from __future__ import annotations

import tomllib
from importlib import import_module
from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc

import reportedly as rp
from reportedly import spacy_component

TEXT = (
    "Jets struck the market in Talba, two rescue workers told the Wire. \u201cThey were buying bread,\u201d "
    "Mira Olen, a nurse, said.\n\nThe Velanian army denied that its aircraft had bombed the market."
)


PROJECT = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8"))


def test_spacy_is_told_where_the_component_is() -> None:
    points = PROJECT["project"]["entry-points"]["spacy_factories"]
    module, _, name = points["reportedly"].partition(":")
    assert getattr(import_module(module), name) is spacy_component.make


@pytest.fixture(scope="module")
def doc() -> Doc:
    nlp = spacy.blank("en")
    nlp.add_pipe("reportedly", config={"outlet": "Coastal Post", "published": "2031-05-03"})
    return nlp(TEXT)


def test_statements_are_those_of_a_reading(doc: Doc) -> None:
    reading = rp.read(text=TEXT, outlet="Coastal Post", published="2031-05-03", force=True)
    assert [said.statement for said in doc._.statements] == list(reading.statements)
    assert doc._.reading.document == reading.document
    assert len(doc._.statements) >= 3
    assert "two rescue workers" in doc._.statements[0].chain


def test_spans_of_the_doc_hold_the_words(doc: Doc) -> None:
    for said in doc._.statements:
        for rows, spans in (
            (said.statement.content, said.content), (said.statement.cue, said.cue),
            (said.statement.source, said.source),
        ):  # fmt: skip
            assert len(rows) == len(spans)
            for (start, end), span in zip(rows, spans, strict=True):
                assert TEXT[start:end] in span.text
                assert span.label_ == said.act.upper()
    contents = [span for said in doc._.statements for span in said.content]
    assert [(s.start, s.end) for s in doc.spans["statements"]] == [(s.start, s.end) for s in contents]


def test_a_doc_can_be_sent_to_another_process(doc: Doc) -> None:
    again = Doc(doc.vocab).from_bytes(doc.to_bytes())
    assert [said.statement for said in again._.statements] == [said.statement for said in doc._.statements]


def test_a_doc_without_words_or_without_the_component_has_no_statements() -> None:
    nlp = spacy.blank("en")
    assert nlp("Jets struck.")._.statements == []
    nlp.add_pipe("reportedly")
    empty = nlp(" ")
    assert (empty._.statements, empty._.reading) == ([], None)


def test_a_pipeline_with_it_is_saved_and_loaded() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("reportedly", config={"outlet": "Coastal Post"})
    again = spacy.util.load_model_from_config(nlp.config, auto_fill=True)
    assert again.pipe_names == ["reportedly"]
    assert again.get_pipe_meta("reportedly").assigns == ["doc._.statements", "doc._.reading", "doc.spans"]
