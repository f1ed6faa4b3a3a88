"""Reading many items: order, isolation of failures, bounded memory, the same for any number of jobs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from reportedly import batch, settings
from reportedly.batch import Fault, read_all
from reportedly.errors import LexiconError, ModelError
from reportedly.shapes import Capture, Problem, Reading
from tests.batch_loaders import broken_loader, loader

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:multiprocessing")


def capture(name: str, order: str = "read words") -> Capture:
    return Capture(input=name, data=order.encode(), media="text")


def read(items: Sequence[Capture | Problem], jobs: int) -> list[Reading | Problem]:
    return list(read_all(items, jobs=jobs, lexicon_paths=(Path("x"),), force=True, loader=loader))


MIXED: list[Capture | Problem] = [
    capture("a"),
    capture("b", "refuse not an article; open it"),
    Problem("c", "no such file; check the name"),
    capture("d", "fail"),
    *(capture(f"e{n}", f"read {n}") for n in range(20)),
]


def test_results_come_in_input_order_and_are_the_same_for_any_number_of_jobs() -> None:
    alone = read(MIXED, jobs=1)
    names = [r.input if isinstance(r, Problem) else r.document.title for r in alone]
    assert names == ["a", "b", "c", "d", *(f"e{n}" for n in range(20))]
    assert read(MIXED, jobs=3) == alone


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_refused_item_keeps_its_message_and_a_bug_is_told_apart(jobs: int) -> None:
    results = read(MIXED, jobs)
    assert results[1] == Problem("b", "not an article; open it")
    assert isinstance(results[3], Fault)
    assert results[3].problem.startswith("internal fault: ZeroDivisionError: a bug; please report it")


def test_a_dead_worker_costs_only_its_own_item() -> None:
    items = [capture("a"), capture("b", "die"), *(capture(f"c{n}") for n in range(8)), capture("d", "die")]
    results = read(items, jobs=2)
    assert [isinstance(r, Fault) for r in results] == [False, True, *[False] * 8, True]
    assert "exit code" in results[1].problem if isinstance(results[1], Problem) else False


def test_a_document_that_takes_too_long_costs_only_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "DOCUMENT_SECONDS", 2.0)
    results = read([capture("a"), capture("b", "sleep 60"), capture("c")], jobs=2)
    assert [type(r) for r in results] == [Reading, Problem, Reading]


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="the system tells no sizes")
def test_a_document_that_takes_too_much_memory_costs_only_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "DOCUMENT_BYTES", 100_000_000)
    items = [capture("a"), capture("b", "grow 300000000"), *(capture(f"c{n}") for n in range(4))]
    results = read(items, jobs=2)
    assert [type(r) for r in results] == [Reading, Problem, *[Reading] * 4]
    assert isinstance(results[1], Problem)
    assert results[1].problem.startswith("needs more than 2 GB of memory to read")


def test_hostile_documents_among_many_cost_only_themselves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "DOCUMENT_SECONDS", 2.0)
    monkeypatch.setattr(settings, "DOCUMENT_BYTES", 100_000_000)
    hostile = {5: "crash", 11: "grow 300000000", 17: "die", 23: "sleep 60", 29: "fail", 30: "crash"}
    items = [capture(str(n), hostile.get(n, f"read {n}")) for n in range(40)]
    results = read(items, jobs=2)
    assert [n for n, r in enumerate(results) if not isinstance(r, Reading)] == sorted(hostile)
    assert [r.document.title for r in results if isinstance(r, Reading)] == [
        str(n) for n in range(40) if n not in hostile
    ]


def test_memory_is_bounded_by_a_window() -> None:
    taken = 0

    def endless() -> Iterator[Capture]:
        nonlocal taken
        while True:
            taken += 1
            yield capture(f"a{taken}")

    results = read_all(endless(), jobs=2, loader=loader)
    for _ in range(5):
        next(results)
    results.close()
    assert taken <= 5 + 2 * settings.WINDOW_PER_JOB + 1


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_no_document_can_be_read_without_stops_the_batch(jobs: int) -> None:
    items = [capture("a"), capture("b")]
    with pytest.raises(LexiconError, match="cannot read this lexicon"):
        list(read_all(items, jobs=jobs, lexicon_paths=(Path("x.yaml"),), loader=broken_loader))
    with pytest.raises(ModelError, match="install it"):
        read([capture("a", "model"), capture("b")], jobs)


def test_one_item_is_read_in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch, "_Batch", None)
    assert len(read([capture("a")], jobs=8)) == 1
    assert len(read([Problem("p", "no"), capture("a")], jobs=8)) == 2
    assert read([], jobs=8) == []


def test_debug_prints_the_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    read([capture("a", "fail")], jobs=1)
    assert capsys.readouterr().err == ""
    monkeypatch.setenv("REPORTEDLY_DEBUG", "1")
    read([capture("a", "fail")], jobs=1)
    assert "ZeroDivisionError: a bug" in capsys.readouterr().err
