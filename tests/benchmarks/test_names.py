"""The measure of names: when two mentions are the same, on an invented corpus."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.names import _same, measure
from reportedly.shapes import Span


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        (Span(0, 10), Span(4, 10), True),
        (Span(0, 10), Span(0, 6), True),
        (Span(0, 10), Span(0, 3), False),
        (Span(0, 4), Span(4, 8), False),
    ],
)
def test_mentions_agree_by_their_last_word_or_half(left: Span, right: Span, same: bool) -> None:
    assert _same(left, right) is same


def test_an_invented_corpus_is_measured(tmp_path: Path) -> None:
    part = tmp_path / "re3d" / "Invented"
    part.mkdir(parents=True)
    text = "Russian warplanes struck the town. It was quiet."
    row = {
        "documentId": "1",
        "begin": 0,
        "end": 17,
        "type": "Organisation",
        "value": text[:17],
        "confidence": 1,
    }
    (part / "entities.json").write_text(json.dumps(row), encoding="utf-8")
    (part / "documents.json").write_text(json.dumps({"_id": "1", "text": text}), encoding="utf-8")
    records = tmp_path / "plover_gsr" / "gold_standard_records"
    records.mkdir(parents=True)
    record = {"event": "ASSAULT", "text": text, "source": [{"actorText": "Russian", "code": "RUS"}]}
    (records / "PLOVER_GSR_CAMEO.txt").write_text(json.dumps([record]), encoding="utf-8")
    counts = measure(tmp_path).counts
    assert (counts["re3d: all"].tp, counts["re3d: all"].fp, counts["re3d: all"].fn) == (1, 0, 0)
    assert counts["PLOVER: country"].tp == 1


def test_no_corpus_is_said(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        measure(tmp_path)
