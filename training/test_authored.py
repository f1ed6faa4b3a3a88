"""Passages of our own: their marks, and that all that are shipped are well formed."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportedly.tag.tags import ATTRIBUTION, EVIDENCE_KINDS
from training.authored import authored, passage
from training.data import NOWHERE

PASSAGES = Path(__file__).parent / "passages"


def test_marks_become_tags_partners_and_kinds() -> None:
    made = passage("p", '{C1|"It fell,"} {S1:witness:unnamed|a baker} {Q1|said}, {C1|"at noon."} Rain came.')
    assert made.text == '"It fell," a baker said, "at noon." Rain came.'
    (para,) = made.passages
    spans = [
        (ATTRIBUTION.kinds[k], made.text[para.words[a].start : para.words[b].end])
        for k, a, b in ATTRIBUTION.read(para.tags)
    ]
    assert spans == [
        ("content", '"It fell,"'), ("source", "a baker"), ("cue", "said"), ("content", '"at noon."'),
    ]  # fmt: skip
    baker = next(i for i, word in enumerate(para.words) if word.text == "baker")
    assert EVIDENCE_KINDS[para.kind[baker]] == "witness"
    assert para.named[baker] == 0
    assert para.kind[0] == NOWHERE
    assert para.source_of[0] == baker - 1


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("{S1:witness:unnamed|A baker {Q1|said}} {C1|it fell}", "nests"),
        ("{S1:prophet:unnamed|A baker} {Q1|said} {C1|it fell}", "prophet"),
        ("{S1:witness:unnamed|A baker} {Q1|said} it fell", "without content"),
        ("{C1|It fell}", "neither cue nor source"),
    ],
)
def test_a_malformed_passage_is_named(text: str, fault: str) -> None:
    with pytest.raises(ValueError, match=fault) as raised:
        passage("made-up-1", text)
    assert "made-up-1" in str(raised.value)


def test_all_passages_are_well_formed() -> None:
    found = authored(PASSAGES)
    assert len(found) > 400
    assert len({article.name for article in found}) == len(found)
    assert len({article.text for article in found}) == len(found)
    silent = [a for a in found if not any(any(p.tags) for p in a.passages)]
    assert len(silent) > 80
