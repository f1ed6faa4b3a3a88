"""Reading PolNeAR's files: what is kept, what is counted as a fault."""

from __future__ import annotations

from pathlib import Path

from benchmarks.agreement import agreement
from benchmarks.polnear import read_polnear
from benchmarks.score import Counts, Part
from reportedly.shapes import Span

TEXT = "Mara Voss said so.\n\nIt rained, it was reported.\nRead more\n"
ANN = (
    "T1\tSource 0 9\tMara Voss\n"
    "T2\tCue 10 14\tsaid\n"
    "T3\tContent 15 17\tso\n"
    "T4\tAttribution 10 14\tsaid\n"
    "E1\tAttribution:T4 Cue:T2 Source:T1 Content:T3\n"
    "T5\tContent 20 29\tIt rained\n"
    "T6\tCue 31 46\tit was reported\n"
    "T7\tAttribution-no-source 31 46\tit was reported\n"
    "E2\tAttribution-no-source:T7 Content:T5 Cue:T6\n"
    "T8\tDiscard 48 57\tRead more\n"
    "T9\tDiscuss 0 4\tMara\n"
    "#1\tAnnotatorNotes T1\twho?\n"
)


def corpus(folder: Path, annotations: dict[str, str], text: str = TEXT) -> Path:
    """Write a one-article corpus."""
    (folder / "dev/text").mkdir(parents=True)
    (folder / "dev/attributions").mkdir()
    (folder / "metadata.tsv").write_text("filename\tpublisher\ntown_1\ttown\n", encoding="utf-8")
    (folder / "dev/text/town_1.txt").write_bytes(text.encode())
    for name, content in annotations.items():
        (folder / "dev/attributions" / name).write_bytes(content.encode())
    return folder


def test_an_article_is_read_with_its_relations(tmp_path: Path) -> None:
    (article,) = read_polnear(corpus(tmp_path, {"town_1_ab.ann": ANN}), "dev")
    first, second = article.relations
    assert (article.name, article.outlet, article.text) == ("town_1", "town", TEXT)
    assert (first.source, first.cue, first.content) == ((Span(0, 9),), (Span(10, 14),), (Span(15, 17),))
    assert (second.source, second.unnamed) == ((), True)
    assert article.spans[Part.CUE] == (Span(10, 14), Span(31, 46))
    assert article.discard == (Span(48, 57),)
    assert article.problems == ()


def test_carriage_returns_keep_their_place(tmp_path: Path) -> None:
    text = TEXT.replace("\n\n", "\r\n")
    (article,) = read_polnear(corpus(tmp_path, {"town_1_ab.ann": ANN}, text), "dev")
    assert article.text == text
    assert article.problems == ()


def test_the_first_annotator_counts(tmp_path: Path) -> None:
    (article,) = read_polnear(corpus(tmp_path, {"town_1_b.ann": ANN, "town_1_a.ann": ""}), "dev")
    assert article.relations == ()


def test_faults_are_reported_with_file_and_line(tmp_path: Path) -> None:
    broken = ANN + "T10\tSource 1 4\tMara\nloose words\nT11\tCue x y\tsaid\n"
    (article,) = read_polnear(corpus(tmp_path, {"town_1_ab.ann": broken}), "dev")
    assert [p.split(": ")[0] for p in article.problems] == [f"town_1_ab.ann:{n}" for n in (13, 14, 15)]
    assert len(article.relations) == 2


def test_an_article_without_annotation_is_a_fault(tmp_path: Path) -> None:
    (article,) = read_polnear(corpus(tmp_path, {}), "dev")
    assert article.problems == ("town_1: no annotation file",)


def test_annotators_of_one_article_are_scored_against_each_other(tmp_path: Path) -> None:
    less = "".join(line for line in ANN.splitlines(keepends=True) if not line.startswith("E2"))
    folder = corpus(tmp_path / "polnear", {"town_1_a.ann": ANN, "town_1_b.ann": less}).parent
    first, second = agreement(folder, "dev")
    assert first.counts["found"] == Counts(1, 0, 1)
    assert second.counts["found"] == Counts(1, 1, 0)
