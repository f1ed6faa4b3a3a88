"""Writing: all of an item or nothing, nothing twice, nothing overwritten, in whatever order."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest

from reportedly.claim import Withdrawal
from reportedly.errors import LedgerError, ReadingError
from reportedly.shapes import MadeBy, Problem, Reading, Segment, SegmentKind, Span
from reportedly.store.judgements import keep, withdraw
from reportedly.store.kept import Status
from reportedly.store.log import Keys
from reportedly.store.tables import TABLES
from reportedly.store.verify import verify
from reportedly.store.view import View
from reportedly.store.writer import Writer
from tests.store.samples import clock, item, ledger, traced, verdicts

NEWER = MadeBy("9.9", "2" * 64, "3" * 64)


def counts(path: Path) -> dict[str, int]:
    """Return the number of rows of each table."""
    with View(path) as view:
        return {name: view.db.number(f'SELECT count(*) FROM "{name}"') for name in (*TABLES, "log")}


def test_adding_twice_adds_nothing(tmp_path: Path) -> None:
    path = ledger(tmp_path / "x", [item(1), item(2)])
    before = counts(path)
    with Writer(path, now=clock) as writer:
        assert [writer.add(*item(n)) for n in (2, 1)] == [Status.KNOWN, Status.KNOWN]
    assert counts(path) == before
    assert before["document"] == 2


def test_another_input_that_is_the_same_document_is_remembered(tmp_path: Path) -> None:
    capture, reading = item(1)
    other = replace(capture, title="A title")
    with Writer(tmp_path / "x", now=clock, create=True) as writer:
        writer.add(capture, reading)
        assert writer.seen(other) is None
        assert writer.add(other, reading) is Status.KNOWN
        seen = writer.seen(other)
        assert seen is not None
        assert (seen.status, seen.document) == (Status.KNOWN, reading.document.id)


def test_the_same_page_with_other_words_is_a_new_version(tmp_path: Path) -> None:
    url = "https://coastalpost.example/a"
    first, second = item(1, url=url), item(2, url=url, published="2031-05-04")
    with Writer(tmp_path / "x", now=clock, create=True) as writer:
        assert writer.add(*first) is Status.ADDED
        assert writer.add(*second) is Status.NEW_VERSION
    with View(tmp_path / "x") as view:
        told = [(d.id, d.number, d.supersedes) for d in view.documents()]
        ids = first[1].document.id, second[1].document.id
        assert told == [(ids[0], 1, None), (ids[1], 2, ids[0])]
        view_rows = list(view.db.rows("SELECT id, number, supersedes_id FROM version ORDER BY number"))
        assert view_rows == told
        assert view.reading(ids[0]) == first[1]


def test_the_order_of_adding_does_not_matter_to_what_is_in_it(tmp_path: Path) -> None:
    url = "https://coastalpost.example/a"
    items = [item(1, url=url), item(2, url=url, published="2031-05-04"), item(3, published=None)]
    told = []
    for turn, order in enumerate(permutations(items)):
        with View(ledger(tmp_path / str(turn), list(order))) as view:
            told.append(
                (
                    list(view.documents()),
                    list(view.statements()),
                    list(view.readings()),
                    view.search("market"),
                )
            )
    assert all(each == told[0] for each in told)


def _lost_source(r: Reading) -> Reading:
    return replace(r, sources=r.sources[1:])


def _outside(r: Reading) -> Reading:
    return replace(r, segments=(Segment(SegmentKind.PARAGRAPH, None, 0, 10_000),))


def _negative(r: Reading) -> Reading:
    return replace(r, statements=(replace(r.statements[0], content=(Span(-5, 3),)),))


def _twice(r: Reading) -> Reading:
    return replace(r, entities=(r.entities[0], r.entities[0]))


def _half_a_character(r: Reading) -> Reading:
    return replace(r, document=replace(r.document, title="\ud800"))


def _other_bytes(r: Reading) -> Reading:
    return replace(r, document=replace(r.document, bytes_sha256="0" * 64))


def _other_id(r: Reading) -> Reading:
    return replace(r, document=replace(r.document, id="0" * 64))


@pytest.mark.parametrize(
    "spoil", [_lost_source, _outside, _negative, _twice, _half_a_character, _other_bytes, _other_id]
)
def test_a_reading_that_contradicts_itself_is_refused_whole(
    spoil: Callable[[Reading], Reading], tmp_path: Path
) -> None:
    capture, reading = item(2)
    path = ledger(tmp_path / "x", [item(1)])
    before = counts(path)
    with Writer(path, now=clock) as writer:
        with pytest.raises(ReadingError):
            writer.add(capture, spoil(reading))
        assert counts(path) == before
        assert writer.add(capture, reading) is Status.ADDED
    assert verify(path).clean


def test_a_fault_in_the_middle_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = ledger(tmp_path / "x", [item(1)])
    before = counts(path)
    with Writer(path, now=clock) as writer:
        insert = writer.db.insert

        def fail(table: str, *rest: object) -> None:
            if table == "vector":
                raise ZeroDivisionError
            insert(table, *rest)  # type: ignore[arg-type]

        monkeypatch.setattr(writer.db, "insert", fail)
        with pytest.raises(ZeroDivisionError):
            writer.add(*item(2))
    assert counts(path) == before
    assert verify(path).clean


def test_reading_anew_puts_the_new_reading_in_the_place_of_the_old(tmp_path: Path) -> None:
    capture, reading = item(1)
    newer = replace(reading, made_by=NEWER, statements=reading.statements[:2], vectors=())
    path = ledger(tmp_path / "x", [item(2), (capture, reading)])
    with Writer(path, now=clock) as writer:
        assert writer.add(capture, newer) is Status.KNOWN
        assert writer.add(capture, reading, anew=True) is Status.KNOWN
        assert writer.add(capture, newer, anew=True) is Status.REREAD
        assert writer.add(capture, newer, anew=True) is Status.KNOWN
    with View(path) as view:
        assert view.reading(reading.document.id) == newer
        assert len(view.search("bread")) == 1, "what the index held of the old reading is gone"
        row = view.db.row("SELECT version, rows FROM past_reading")
        assert row is not None
        assert row[0] == reading.made_by.version
        old = json.loads(zlib.decompress(row[1]))
        assert [one[2] for one in old["statement"]] == [one.id for one in reading.statements]
        assert len(bytes.fromhex(old["vector"][0][4]["hex"])) == 4 * 384
    assert verify(path).clean


def test_a_key_is_never_used_again(tmp_path: Path) -> None:
    capture, reading = item(1)
    path = ledger(tmp_path / "x", [(capture, reading)])
    with Writer(path, now=clock) as writer:
        last = writer.db.number("SELECT max(key) FROM vector")
        writer.add(capture, replace(reading, made_by=NEWER, vectors=()), anew=True)
        assert writer.db.number("SELECT count(*) FROM vector") == 0
        assert Keys(writer.db).take("vector") == last + 1


def test_a_problem_is_kept_once(tmp_path: Path) -> None:
    with Writer(tmp_path / "x", now=clock, create=True) as writer:
        problem = Problem("a\udcff.txt", "a\udcff.txt: is empty")
        assert [writer.refuse(problem), writer.refuse(problem)] == [True, False]
        assert writer.refuse(Problem("b.txt", "b.txt: is empty"), fault=True)
    with View(tmp_path / "x") as view:
        told = [(p.input, p.kind, p.at) for p in view.problems()]
    assert told == [
        ("a\\udcff.txt", "input", "2031-05-04T12:00:00Z"),
        ("b.txt", "fault", "2031-05-04T12:00:00Z"),
    ]
    assert verify(tmp_path / "x").clean


def test_what_was_skipped_is_remembered_until_it_is_read_all_the_same(tmp_path: Path) -> None:
    capture, reading = item(1)
    with Writer(tmp_path / "x", now=clock, create=True) as writer:
        writer.skip(capture, "French (fr)")
        writer.skip(capture, "French (fr)")
        seen = writer.seen(capture)
        assert seen is not None
        assert (seen.status, seen.detail) == (Status.SKIPPED, "French (fr)")
        assert writer.add(capture, reading) is Status.ADDED
        again = writer.seen(capture)
        assert again is not None
        assert again.status is Status.KNOWN
    with View(tmp_path / "x") as view:
        assert list(view.skipped()) == [("1.txt", "French (fr)")]
    assert verify(tmp_path / "x").clean


@pytest.mark.parametrize("table", [*TABLES, "log"])
@pytest.mark.parametrize("verb", ["DELETE FROM", "UPDATE"])
def test_rows_stay_as_written(table: str, verb: str, tmp_path: Path) -> None:
    capture, reading = item(1)
    path = ledger(tmp_path / "x", [(capture, reading)])
    with Writer(path, now=clock) as writer:
        writer.refuse(Problem("a", "b"))
        newer = replace(reading, made_by=NEWER)
        writer.add(capture, newer, trace=traced(newer), anew=True)
        for kept in verdicts():
            keep(writer, kept)
        withdraw(writer, 1, Withdrawal("L. Karst", "2031-05-04T12:00:00Z", "a slip"))
        writer.refuse(Problem("c", "d"))
        column = "seq" if table == "log" else "key"
        change = f' SET "{column}" = "{column}"' if verb == "UPDATE" else ""
        with pytest.raises(LedgerError, match=f"only grows: rows of {table} stay as written"):
            writer.db.run(f'{verb} "{table}"{change}')


def test_the_time_is_the_one_handed_in(tmp_path: Path) -> None:
    path = ledger(tmp_path / "x", [item(1)])
    with View(path) as view:
        assert {row[0] for row in view.db.rows("SELECT at FROM log")} == {"2031-05-04T12:00:00Z"}


def test_the_same_items_give_the_same_head(tmp_path: Path) -> None:
    heads = []
    for name in "ab":
        with View(ledger(tmp_path / name, [item(1), item(2)])) as view:
            heads.append(view.head())
    assert heads[0] == heads[1]
