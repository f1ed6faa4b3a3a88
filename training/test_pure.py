"""What needs neither torch nor a tokenizer: words, features, tag sets, decoding, corpora, windows, scores.

Run with `python -m pytest training/test_pure.py`. Examples are made up.
"""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import numpy as np
import pytest

from training.data import NO_PARTNER, NOWHERE, Relation, article, cofenet, factappeal, polnear
from training.decode import Steps, best_path, closed
from training.encode import (
    FEATURES,
    Encoded,
    case_of,
    features,
    paragraphs,
    plain,
    quote_states,
    spaced_before,
    words,
)
from training.score import Tallies, Tally, article_f1, as_articles, cofenet_f1
from training.similarity import Pairs, auc
from training.tags import APPEAL, ATTRIBUTION, CONTENT, CUE, EVIDENCE_KINDS, SOURCE, Stretch
from training.windows import Chunk, bucketed, cuts, packed, part, pieces_of

TEXT = "Two officials said “the bridge fell”.\n\n“No one knows,” Ada Quill added."


def texts_of(text: str) -> list[str]:
    return [word.text for word in words(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The U.S. didn't fire.", ["The", "U.S.", "did", "n't", "fire", "."]),
        ("Quill's coal-fired 5,000.5", ["Quill", "'s", "coal-fired", "5,000.5"]),
        ("“Stop...” -- now", ["“", "Stop", "...", "”", "--", "now"]),
    ],
)
def test_words_are_cut_as_a_treebank_cuts_them(text: str, expected: list[str]) -> None:
    assert texts_of(text) == expected


def test_words_keep_their_places() -> None:
    assert all(TEXT[w.start : w.end] == w.text for w in words(TEXT))
    assert [TEXT[a:b] for a, b in paragraphs(TEXT)] == TEXT.split("\n\n")


def test_marks_have_one_form() -> None:
    assert [plain(w) for w in ("“", "''", "--", "-LRB-", "n’t", "word")] == [
        '"',
        '"',
        "—",
        "(",
        "n't",
        "word",
    ]


def test_case() -> None:
    assert [case_of(w) for w in ("said", "Quill", "NATO", "B-52", ",")] == [0, 1, 2, 3, 4]


@pytest.mark.parametrize("text", ["“Go now,” she said", '"Go now," she said'])
def test_quotation_state_is_the_same_for_every_typography(text: str) -> None:
    cut = words(text)
    assert quote_states([w.text for w in cut], spaced_before(cut)) == [2, 1, 1, 1, 3, 0, 0]


def test_a_treebank_mark_that_closes_nothing_opens() -> None:
    tokens = ["said", ",", "''", "Go", "now", "''"]
    assert quote_states(tokens, [True] * 6) == [0, 0, 2, 1, 1, 3]


def test_features_are_within_range_and_mark_the_first_word() -> None:
    cut = words(TEXT)
    ids = features([w.text for w in cut], spaced_before(cut))
    assert all(0 <= i < FEATURES for i in ids)
    assert [i % 2 for i in ids] == [1] + [0] * (len(ids) - 1)


def test_tags_written_are_read_back_and_allowed() -> None:
    spans = [Stretch(CONTENT, 0, 3), Stretch(CONTENT, 4, 4), Stretch(SOURCE, 6, 7)]
    tags = ATTRIBUTION.write(9, spans)
    assert ATTRIBUTION.read(tags) == spans
    allowed = ATTRIBUTION.may_follow()
    assert all(allowed[a, b] for a, b in itertools.pairwise(tags))
    assert ATTRIBUTION.may_begin()[tags[0]]
    assert ATTRIBUTION.may_end()[tags[-1]]


def test_a_later_span_takes_its_words_from_an_earlier() -> None:
    tags = ATTRIBUTION.write(5, [Stretch(CONTENT, 0, 4), Stretch(SOURCE, 2, 2)])
    assert ATTRIBUTION.read(tags) == [Stretch(CONTENT, 0, 1), Stretch(SOURCE, 2, 2), Stretch(CONTENT, 3, 4)]


def test_broken_taggings_are_closed_where_they_break() -> None:
    assert ATTRIBUTION.read([2, 2, 0, 6]) == [Stretch(SOURCE, 0, 1), Stretch(CUE, 3, 3)]


def random_steps(chance: np.random.Generator) -> Steps:
    size = ATTRIBUTION.size
    step, first, last = (chance.normal(size=s).astype(np.float32) for s in ((size, size), size, size))
    return closed(ATTRIBUTION, step, first, last)


@pytest.mark.parametrize("seed", range(5))
def test_best_path_is_the_best_of_all(seed: int) -> None:
    chance = np.random.default_rng(seed)
    steps, scores = random_steps(chance), chance.normal(size=(4, ATTRIBUTION.size)).astype(np.float32)

    def total(path: tuple[int, ...]) -> float:
        moved = sum(float(steps.step[a, b]) for a, b in itertools.pairwise(path))
        here = sum(float(scores[i, tag]) for i, tag in enumerate(path))
        return moved + here + float(steps.first[path[0]] + steps.last[path[-1]])

    best = max(itertools.product(range(ATTRIBUTION.size), repeat=4), key=total)
    assert best_path(scores, steps) == list(best)


@pytest.mark.parametrize("length", [0, 1, 2, 40])
def test_best_path_never_breaks_a_span(length: int) -> None:
    chance = np.random.default_rng(length)
    path = best_path(
        (5 * chance.normal(size=(length, ATTRIBUTION.size))).astype(np.float32), random_steps(chance)
    )
    assert len(path) == length
    assert ATTRIBUTION.write(length, ATTRIBUTION.read(path)) == path


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


def test_long_paragraphs_are_cut_after_a_stop() -> None:
    tokens = ["a", "b", ".", "c", "d", "e", ".", "f"]
    assert list(cuts(tokens, spelled(8), 5)) == [(0, 3), (3, 8)]
    assert list(cuts(["a"] * 8, spelled(8), 5)) == [(0, 5), (5, 8)]


def test_a_part_keeps_whole_words() -> None:
    code = Encoded((1, 2, 3, 4), (5, 5, 6, 7), (0, 2, 3))
    assert part(code, 1, 3) == Encoded((3, 4), (6, 7), (0, 1))


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
