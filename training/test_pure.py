"""What needs no torch: corpora, windows, scores.

Run with `python -m pytest training/test_pure.py`. Examples are made up.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from reportedly.tag.decode import closed
from reportedly.tag.tags import APPEAL, ATTRIBUTION, EVIDENCE_KINDS
from reportedly.tag.words import Encoded
from training.data import NO_PARTNER, NOWHERE, Relation, article, cofenet, factappeal, polnear
from training.score import Tallies, Tally, article_f1, as_articles, cofenet_f1
from training.similarity import Pairs, auc
from training.windows import Chunk, bucketed, packed, pieces_of

TEXT = "Two officials said “the bridge fell”.\n\n“No one knows,” Ada Quill added."


def marked() -> list[Relation]:
    def at(words_: str) -> tuple[tuple[int, int], ...]:
        start = TEXT.index(words_)
        return ((start, start + len(words_)),)

    return [
        Relation((at("Two officials"), at("said"), at("“the bridge fell”"))),
        Relation(((), at("added"), at("“No one knows,”"))),
    ]


def test_an_article_is_tagged_and_pointed() -> None:
    made = article("made-up", TEXT, marked())
    first, second = made.passages
    spans = [(k, first.words[a].start, first.words[b].end) for k, a, b in ATTRIBUTION.read(first.tags)]
    assert [TEXT[a:b] for _, a, b in spans] == ["Two officials", "said", "“the bridge fell”"]
    assert first.source_of[:4] == (NOWHERE, NOWHERE, 0, 0)
    assert first.cue_of[3] == 2
    assert second.source_of[0] == NO_PARTNER
    assert second.cue_of[0] == len(first.words) + 8


def test_brat_files_are_read(tmp_path: Path) -> None:
    for part_ in ("text", "attributions"):
        (tmp_path / "dev" / part_).mkdir(parents=True)
    (tmp_path / "dev/text/a.txt").write_text("Ada said it fell, and so on.", "utf-8")
    lines = [
        "T1\tSource 0 3\tAda",
        "T2\tCue 4 8\tsaid",
        "T3\tContent 9 16;22 27\tit fell so on",
        "T4\tDiscard",
    ]
    lines += ["E1\tAttribution:T9 Content:T3 Cue:T2 Source:T1", "T5\tCue 18 21\tand"]
    (tmp_path / "dev/attributions/a_x.ann").write_text("\n".join(lines), "utf-8")
    (read,) = polnear(tmp_path, "dev")
    assert sorted(read.gold) == [(0, 3, 0), (4, 8, 1), (9, 16, 2), (18, 21, 1), (22, 27, 2)]


def test_factappeal_is_read(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    appeal = "<Fact_Appeal:Indirect_Quote>it fell</Fact_Appeal:Indirect_Quote>"
    tagged = f"<Source:Named:Expert>Dr. Quill</Source:Named:Expert> said {appeal}."
    path.write_text(f'sentence,annotation\nDr. Quill said it fell.,"{tagged}"\n', "utf-8")
    (read,) = factappeal(path)
    passage = read.passages[0]
    assert read.text == "Dr. Quill said it fell."
    assert [APPEAL.kinds[s.kind] for s in APPEAL.read(passage.tags)] == ["source", "indirect"]
    assert passage.kind[0] == EVIDENCE_KINDS.index("expert")
    assert passage.named[:4] == (1, 1, 1, NOWHERE)


def cofe_file(tmp_path: Path) -> Path:
    path = tmp_path / "valid.txt"
    row = {"tokens": ["``", "Go", ",", "''", "Ada", "said"], "id": "a_x", "pos": [], "ner": []}
    row["labels"] = ["B-content", "I-content", "I-content", "I-content", "B-source", "B-cue"]
    path.write_text(json.dumps(row) + "\n", "utf-8")
    return path


def spelled(tokens: int) -> Encoded:
    """Encode words of one piece each."""
    return Encoded((7,) * tokens, (0,) * tokens, tuple(range(tokens)))


def test_cofenets_protocol_gives_one_to_the_right_answer(tmp_path: Path) -> None:
    passages = cofenet(cofe_file(tmp_path))
    cut = [[Chunk(as_articles(passages)[0].passages[0], spelled(6), 0, 6, 0, (0, 0))]]
    right = ATTRIBUTION.write(6, passages[0].gold)
    scores = np.eye(ATTRIBUTION.size, dtype=np.float32)[right]
    flat = np.zeros(ATTRIBUTION.size, np.float32)
    steps = closed(ATTRIBUTION, np.zeros((ATTRIBUTION.size,) * 2, np.float32), flat, flat)
    assert cofenet_f1(passages, cut, lambda batch: [scores for _ in batch], steps) == {
        "source": 1.0,
        "cue": 1.0,
        "content": 1.0,
    }


def test_articles_score_one_though_cut_into_chunks() -> None:
    made = article("made-up", TEXT, marked())
    flat = np.zeros(ATTRIBUTION.size, np.float32)
    steps = closed(ATTRIBUTION, np.zeros((ATTRIBUTION.size,) * 2, np.float32), flat, flat)
    cut, base = [], 0
    for number, passage in enumerate(made.passages):
        for a, b in ((0, 4), (4, len(passage.words))):
            cut.append(Chunk(passage, spelled(b - a), base + a, base + b, a, (0, number)))
        base += len(passage.words)

    def perfect(batch: object) -> list[np.ndarray[tuple[int, ...], np.dtype[np.float32]]]:
        assert isinstance(batch, list)
        eye = np.eye(ATTRIBUTION.size, dtype=np.float32)
        return [
            np.concatenate(
                [eye[list(c.passage.tags[c.offset : c.offset + len(c.encoded.firsts)])] for c in window]
            )
            for window in batch
        ]

    assert set(article_f1([made], [cut], perfect, steps, room=10).values()) == {1.0}


def test_f1_counts_hits_extras_and_misses() -> None:
    tally = Tally()
    tally.add([1, 2, 3], [2, 3, 4, 5])
    assert (tally.hit, tally.extra, tally.missed) == (2, 2, 1)
    assert tally.f1 == pytest.approx(4 / 7)
    assert Tallies(("a", "b")).f1() == {"a": 0.0, "b": 0.0}


def test_windows_are_packed_in_order_and_batches_within_their_room() -> None:
    blank = article("x", "a", []).passages[0]
    chunks = [Chunk(blank, spelled(n), 0, n, 0, (0, i)) for i, n in enumerate((3, 4, 9, 2, 2))]
    windows = list(packed(chunks, 8))
    assert [pieces_of(w) for w in windows] == [7, 9, 4]
    batches = bucketed(windows, 20)
    assert sorted(len(b) for b in batches) == [1, 2]
    assert all(len(b) * (max(map(pieces_of, b)) + 2) <= 20 for b in batches)


def test_area_under_the_curve() -> None:
    pairs = Pairs(("a", "b", "c"), np.array([[0, 1], [0, 2]]), np.array([True, False]))
    vectors = np.array([[1, 0], [1, 0.1], [0, 1]], np.float32)
    assert auc(pairs, lambda texts: vectors) == 1.0
