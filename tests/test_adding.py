"""Adding: one outcome an item, nothing read twice, nothing that is refused stops the rest."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from reportedly.adding import Outcome, Tally, add_all, reason
from reportedly.errors import LedgerError
from reportedly.shapes import Capture, Problem
from reportedly.store.kept import Status
from reportedly.store.verify import verify
from reportedly.store.view import View
from reportedly.store.writer import Writer
from tests.adding_loaders import READ, loader
from tests.store.samples import clock

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:multiprocessing")


@pytest.fixture(autouse=True)
def _count_anew() -> None:
    READ.clear()


def capture(name: str, words: str = "", **given: str) -> Capture:
    return Capture(input=name, data=(words or f"words of {name}").encode(), media="text", **given)


def add(path: Path, items: Iterable[Capture | Problem], jobs: int = 1, force: bool = False) -> list[Outcome]:
    with Writer(path, now=clock, create=True) as writer:
        return list(add_all(writer, items, jobs=jobs, loader=loader, force=force))


MIXED: list[Capture | Problem] = [
    capture("a"),
    capture("b", "foreign words"),
    Problem("c", "c: no such file; check the path"),
    capture("d", "refuse"),
    capture("e", "spoilt"),
    capture("f", "version one", url="https://x.example/"),
    capture("g", "version two", url="https://x.example/"),
    capture("h", "words of a"),
]
STATUSES = ["added", "skipped", "refused", "refused", "refused", "added", "new version", "known"]


@pytest.mark.parametrize("jobs", [1, 2])
def test_every_item_has_one_outcome_in_input_order(jobs: int, tmp_path: Path) -> None:
    outcomes = add(tmp_path / "x", MIXED, jobs)
    assert [o.input for o in outcomes] == [item.input for item in MIXED]
    assert [str(o.status) for o in outcomes] == STATUSES
    assert [o.fault for o in outcomes].index(True) == 4
    assert outcomes[0].document is not None
    assert outcomes[0].document == outcomes[7].document
    assert verify(tmp_path / "x").clean
    with View(tmp_path / "x") as view:
        assert [(p.input, p.kind) for p in view.problems()] == [
            ("c", "input"),
            ("d", "input"),
            ("e", "fault"),
        ]
        assert list(view.skipped()) == [("b", "French (fr)")]


def test_a_second_time_nothing_known_is_read_and_nothing_is_added(tmp_path: Path) -> None:
    add(tmp_path / "x", MIXED)
    with View(tmp_path / "x") as view:
        head = view.head()
    READ.clear()
    outcomes = add(tmp_path / "x", MIXED[::-1])
    assert READ == ["e", "d"], "what was refused is tried again, by a program that may know better"
    assert [str(o.status) for o in outcomes[::-1]] == ["known", "skipped", *["refused"] * 3, *["known"] * 3]
    with View(tmp_path / "x") as view:
        assert view.head() == head


def test_a_run_that_was_stopped_goes_on_where_it_was(tmp_path: Path) -> None:
    items = [capture(f"i{n}") for n in range(9)]
    with Writer(tmp_path / "x", now=clock, create=True) as writer:
        outcomes = add_all(writer, items, jobs=1, loader=loader)
        first = [next(outcomes) for _ in range(4)]
        outcomes.close()
    READ.clear()
    again = add(tmp_path / "x", items)
    assert [f"i{n}" for n in range(4, 9)] == READ
    assert [o.status for o in again] == [Status.KNOWN] * 4 + [Status.ADDED] * 5
    assert [o.document for o in again[:4]] == [o.document for o in first]


def test_what_was_skipped_is_read_with_force(tmp_path: Path) -> None:
    items = [capture("b", "foreign words")]
    assert [o.status for o in add(tmp_path / "x", items)] == [Status.SKIPPED]
    assert [o.status for o in add(tmp_path / "x", items, force=True)] == [Status.ADDED]
    assert [o.status for o in add(tmp_path / "x", items)] == [Status.KNOWN]


def test_what_is_known_is_read_anew_where_that_is_asked(tmp_path: Path) -> None:
    add(tmp_path / "x", [capture("a")])
    with Writer(tmp_path / "x", now=clock) as writer:
        asked = {"jobs": 1, "loader": loader, "anew": True}
        same = list(add_all(writer, [capture("a")], **asked))  # type: ignore[arg-type]
        other = list(add_all(writer, [capture("a")], lexicon_paths=[Path("y")], **asked))  # type: ignore[arg-type]
    assert [o.status for o in (*same, *other)] == [Status.KNOWN, Status.REREAD]


def test_other_information_makes_another_document(tmp_path: Path) -> None:
    words = "the same words"
    items = [capture("a", words), capture("b", words, outlet="Coastal Post"), capture("c", words, title="T")]
    assert [str(o.status) for o in add(tmp_path / "x", items)] == ["added", "added", "known"]


def test_a_full_disk_stops_and_what_was_told_is_kept(tmp_path: Path) -> None:
    items = [capture(f"i{n}", f"{n} " * 2000) for n in range(200)]
    told: list[Outcome] = []

    with Writer(tmp_path / "x", now=clock, create=True) as writer:
        writer.db.run(f"PRAGMA max_page_count = {writer.db.number('PRAGMA page_count') + 60}")
        outcomes = add_all(writer, items, jobs=1, loader=loader)
        with pytest.raises(LedgerError, match="disk is full"):
            told.extend(outcomes)
    assert told
    with View(tmp_path / "x") as view:
        assert {d.id for d in view.documents()} == {o.document for o in told}


def test_the_tally_is_a_sentence() -> None:
    tally = Tally()
    for status, problem in (
        (Status.ADDED, None),
        (Status.NEW_VERSION, None),
        (Status.SKIPPED, "x: is in French"),
        (Status.REFUSED, "x: is empty; give another"),
        (Status.REFUSED, "x: is empty; give another"),
        (Status.REFUSED, "x: has no text"),
    ):
        tally.add(Outcome("x", status, problem=problem))
    assert str(tally) == (
        "1 added, 1 added in a new version, 0 already known, 1 skipped as not English, "
        "3 refused (2 is empty, 1 has no text)"
    )
    assert tally.kept == 3


@pytest.mark.parametrize(
    ("problem", "short"),
    [
        ("x: is a PDF file; save it", "is a PDF file"),
        ("is 12 MB, over the limit", "is 12 MB"),
        ("x: is not JSON (Expecting value); give", "is not JSON"),
        (";", ";"),
    ],
)
def test_a_reason_in_short(problem: str, short: str) -> None:
    assert reason("x", problem) == short
