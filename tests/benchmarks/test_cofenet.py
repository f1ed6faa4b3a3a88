"""CofeNet's passages: tokens back to running text, labels to spans, spans back to tokens."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.cofenet import labelled, passage_counts, read_passages, running_text
from benchmarks.readings import Read
from benchmarks.score import Counts, Part, Relation
from reportedly.shapes import Span

TOKENS = ["``", "It", "'s", "gone", ",", "''", "Voss", "said", "-LRB-", "twice", "-RRB-", "."]
LABELS = ["B-content", *["I-content"] * 5, "B-source", "B-cue", "O", "O", "O", "O"]


@pytest.mark.parametrize(
    ("tokens", "text"),
    [
        (TOKENS, "“It's gone,” Voss said (twice)."),
        (["''", "Gone", ",", "''", "she", "said", "."], "“Gone,” she said."),
        (["Gone", ",", "''", "she", "said", "."], "Gone,” she said."),
        (["the", "''", "carried", "''", "fee", "is", "$", "5"], "the “carried” fee is $5"),
        (["They", "do", "n't", ",", "the", "miners", "'", "union"], "They don't, the miners’ union"),
        ([], ""),
    ],
)
def test_tokens_become_running_text(tokens: list[str], text: str) -> None:
    made, places = running_text(tokens)
    assert made == text
    assert len(places) == len(tokens)


def test_every_token_keeps_its_place() -> None:
    text, places = running_text(TOKENS)
    assert [text[s:e] for s, e in places][:4] == ["“", "It", "'s", "gone"]


def test_labels_become_spans_of_tokens() -> None:
    assert list(labelled(["B-cue", "B-cue", "I-cue", "O", "B-cue"], Part.CUE)) == [(0, 1), (1, 3), (4, 5)]


def test_spans_are_scored_with_and_without_their_outer_marks(tmp_path: Path) -> None:
    path = tmp_path / "valid.txt"
    path.write_text(json.dumps({"tokens": TOKENS, "labels": LABELS, "id": "town_1_ab"}), encoding="utf-8")
    (passage,) = read_passages(path)
    inside, voss, said = (passage.text.index(w) for w in ("It", "Voss", "said"))
    relation = Relation(
        (Span(voss, voss + 4),), (Span(said, said + 4),), (Span(inside, passage.text.index(",")),)
    )
    counts = passage_counts(passage, Read((relation,)))
    assert counts["source"] == counts["cue"] == counts["content_trimmed"] == Counts(1)
    assert counts["content"] == Counts(0, 1, 1)


def test_labels_must_match_tokens(tmp_path: Path) -> None:
    path = tmp_path / "valid.txt"
    path.write_text(json.dumps({"tokens": ["a"], "labels": [], "id": "x"}), encoding="utf-8")
    with pytest.raises(ValueError, match=r"valid\.txt:1"):
        list(read_passages(path))
