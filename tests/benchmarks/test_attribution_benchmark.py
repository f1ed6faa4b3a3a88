"""The attribution benchmark end to end, on a made-up corpus and a made-up reader."""

from __future__ import annotations

import json
import re
import sys
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest

from benchmarks.attribution import main, measure, report
from benchmarks.judge import ErrorKind, faults
from benchmarks.readings import PIPELINE, find_reader, reduce
from benchmarks.score import Counts
from reportedly.shapes import (
    Act,
    Capture,
    Document,
    EvidenceKind,
    Factuality,
    FactualityValue,
    MadeBy,
    Quotation,
    Reading,
    Reason,
    Source,
    SourceKind,
    Span,
    Statement,
    Voice,
)

TEXT = "Mara Voss said so. It rained, it was reported.\nThe ford, Ilo warned, is up. Buy this, we said.\n"
CERTAIN = Factuality(FactualityValue.CERTAIN, ())


def place(words: str, text: str = TEXT) -> Span:
    """The place of words in the article."""
    start = text.index(words)
    return Span(start, start + len(words))


def statement(source: str | None, cue: str, content: str) -> Statement:
    """A statement by its words, at their first places."""
    return Statement(
        id=f"s_{cue}",
        voice=Voice.SOURCE if source else Voice.UNKNOWN,
        content=(place(content),),
        cue=(place(cue),),
        source=(place(source),) if source else (),
        quotation=Quotation.INDIRECT,
        chain=("a",),
        addressee=None,
        within=None,
        about=None,
        act=Act.ASSERT,
        factuality=CERTAIN,
        said=None,
        propositions=(),
        reasons=(Reason("made-up", ""),),
    )


def read(capture: Capture, *, force: bool = False) -> Reading:
    """What a reader could make of the article: one right, one of the wrong source, one made up."""
    text = capture.data.decode()
    if "break" in text:
        raise RuntimeError("it broke")
    said = statement("Mara Voss", "said", "so")
    statements = (
        said,
        replace(said, id="s_author", voice=Voice.AUTHOR, cue=(), source=()),
        replace(said, id="s_nested", within="s_said"),
        statement("Mara", "it was reported", "It rained"),
        statement(None, "warned", "ford"),
        statement("we", "we said", "Buy this"),
    )
    document = Document("d", "b", None, None, None, (), None, "en", text)
    named, at = SourceKind.PERSON, (place("Mara Voss"),)
    source = Source("a", "V", named, EvidenceKind.WITNESS, True, 1, (), None, None, None, at)
    return Reading(MadeBy("0", "", "x"), document, (), (source,), statements)


def bounds(number: int, label: str, words: str) -> str:
    """One line of brat."""
    start, end = place(words)
    return f"T{number}\t{label} {start} {end}\t{words}\n"


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder with one article, and the reader under an importable name."""
    module = ModuleType("made_up_reader")
    module.read = read  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "made_up_reader", module)
    lines = [
        bounds(1, "Source", "Mara Voss"), bounds(2, "Cue", "said"), bounds(3, "Content", "so"),
        "E1\tAttribution:T2 Source:T1 Cue:T2 Content:T3\n",
        bounds(4, "Cue", "it was reported"), bounds(5, "Content", "It rained"),
        "E2\tAttribution-no-source:T4 Cue:T4 Content:T5\n",
        bounds(6, "Source", "Ilo"), bounds(7, "Cue", "warned"), bounds(8, "Content", "The ford"),
        bounds(9, "Content", "is up"), "E3\tAttribution:T7 Source:T6 Cue:T7 Content:T8 Content2:T9\n",
        bounds(10, "Discard", "Buy this, we said."),
    ]  # fmt: skip
    (tmp_path / "polnear/dev/text").mkdir(parents=True)
    (tmp_path / "polnear/dev/attributions").mkdir()
    (tmp_path / "polnear/metadata.tsv").write_text("filename\tpublisher\ntown_1\ttown\n", encoding="utf-8")
    (tmp_path / "polnear/dev/text/town_1.txt").write_bytes(TEXT.encode())
    (tmp_path / "polnear/dev/attributions/town_1_ab.ann").write_bytes("".join(lines).encode())
    return tmp_path


def test_what_is_found_missed_and_left_out(data: Path) -> None:
    measured = measure(data, "dev", "made_up_reader:read")
    (judged,) = measured.judged
    assert len(judged.predicted) == 3
    assert (len(judged.nested), judged.in_discard, judged.missed_with_cue) == (1, 1, 1)
    assert measured.counts["found"] == Counts(2, 1, 1)
    assert measured.counts["right_source"] == Counts(1, 2, 2)
    assert measured.counts["source_voice"] == Counts(2, 0, 0)
    assert measured.counts["unknown_voice"] == Counts(0, 1, 0)
    assert measured.counts["cue"] == Counts(3)
    assert measured.counts["content"] == Counts(2, 1, 2)
    assert {kind: len(faults(judged, kind)) for kind in ErrorKind} == {
        ErrorKind.MISSED: 1, ErrorKind.SPURIOUS: 1, ErrorKind.SOURCE: 1, ErrorKind.CONTENT: 0,
        ErrorKind.CUE: 0,
    }  # fmt: skip


def test_what_could_not_be_read_is_counted_and_named(data: Path) -> None:
    (data / "polnear/dev/text/town_2.txt").write_bytes(b"break")
    measured = measure(data, "dev", "made_up_reader:read", jobs=2)
    text = report(measured, "dev")
    assert "articles that could not be read: 1\n  town_2: RuntimeError: it broke (test_" in text
    assert "faults in the annotation files: 1\n  town_2: no annotation file" in text
    assert measured.counts["found"] == Counts(2, 1, 1)


def test_errors_are_printed_with_marks_in_the_text(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["--data", str(data), "--reader", "made_up_reader:read", "--jobs", "1"]
    assert main([*arguments, "--errors", "9", "--errors-kind", "missed"]) == 0
    shown = capsys.readouterr().out
    assert re.search(r"GOLD  .*\[CONTENT The ford\], \[SOURCE Ilo\] \[CUE warned\], \[CONTENT is up\]", shown)
    assert re.search(r"READ  .*The \[CONTENT ford\], Ilo \[CUE warned\]", shown)


def test_what_was_read_can_be_kept(data: Path, tmp_path: Path) -> None:
    first = measure(data, "dev", "made_up_reader:read", kept=tmp_path / "reads")
    assert measure(data, "dev", "no_such:reader", kept=tmp_path / "reads").counts == first.counts


def test_json_says_the_same(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--data", str(data), "--reader", "made_up_reader:read", "--jobs", "1", "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert (shown["articles"], shown["attributions"], shown["nested_left_out"]) == (1, 3, 1)
    assert shown["measures"]["found"]["tp"] == 2


def test_a_wrong_folder_is_said_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "polnear").mkdir()
    assert main(["--data", str(tmp_path), "--reader", "json:loads"]) == 2
    assert "polnear" in capsys.readouterr().err


def test_evidence_is_of_the_source_that_the_words_name() -> None:
    reading = read(Capture("x", TEXT.encode(), "text"))
    assert reduce(reading).evidence[0] is EvidenceKind.WITNESS


def test_readers_are_named_by_module_and_function() -> None:
    assert find_reader("json:loads") is json.loads
    assert PIPELINE == "reportedly.pipeline:read"
