"""The tables of a ledger hold what `claiming.claims` finds: in any order and split, judged, as of any day."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
import yaml

from benchmarks import corpus
from reportedly import lexicon
from reportedly.claim import Claim, JudgementKind, ReadingField
from reportedly.claiming import claims
from reportedly.export.reading_json import line
from reportedly.ledger import Ledger
from reportedly.lexicon import Lexicons
from reportedly.loop import update
from reportedly.select import Asked, Order
from reportedly.shapes import Capture, MadeBy, Reading, Span
from reportedly.store.verify import verify
from reportedly.store.writer import Writer

WHY = {"by": "L. Karst", "reason": "read both"}


@cache
def readings() -> tuple[Reading, ...]:
    """Articles of an invented world, with an undated one and one that is another's text a year later."""
    rows = list(corpus.readings(60, 3))
    return tuple(rows)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("world") / "world.yaml"
    path.write_text(yaml.safe_dump(corpus.world().lexicon(), allow_unicode=True), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def lexicons(world: Path) -> Lexicons:
    return lexicon.load([world])


def add(path: Path, rows: Sequence[Reading]) -> None:
    with Writer(path, create=True) as writer:
        for reading in rows:
            d = reading.document
            writer.add(Capture(d.id, d.text.encode(), "text", d.url, d.outlet, d.title, d.published), reading)


def told(found: Sequence[Claim]) -> bytes:
    return b"".join(line(claim) for claim in sorted(found, key=lambda claim: claim.id))


def itself(id: str, span: Span) -> Span:
    """A plain text is its own original."""
    return span


@pytest.mark.parametrize("seed", range(4))
def test_any_order_and_any_split_of_adding_comes_to_the_same_bytes(
    seed: int, tmp_path: Path, world: Path, lexicons: Lexicons, monkeypatch: pytest.MonkeyPatch
) -> None:
    rng = random.Random(seed)
    due = told(claims(readings(), lexicons=lexicons, originals=itself))
    path, waiting = tmp_path / "x.ledger", rng.sample(readings(), len(readings()))
    while waiting:
        size = rng.choice((1, 2, 5, 20))
        add(path, waiting[:size])
        waiting = waiting[size:]
        monkeypatch.setattr(update, "BATCH", rng.choice((3, 7, 50)))
        if rng.random() < 0.7:
            with Ledger(path) as ledger:
                ledger.claims(lexicons=[world])
    with Ledger(path) as ledger:
        assert told(ledger.claims(lexicons=[world])) == due
        assert ledger.verify().clean


@pytest.fixture
def path(tmp_path: Path) -> Path:
    add(tmp_path / "x.ledger", readings())
    return tmp_path / "x.ledger"


def test_as_of_is_that_of_all_readings(path: Path, world: Path, lexicons: Lexicons) -> None:
    days = sorted({reading.document.published or "" for reading in readings()})
    with Ledger(path) as ledger:
        for day in (days[5], days[30][:10], "1999"):
            due = claims(readings(), lexicons=lexicons, originals=itself, as_of=day)
            assert told(ledger.claims(lexicons=[world], as_of=day)) == told(due)


def test_questions_are_answered_as_select_answers_them(path: Path, world: Path, lexicons: Lexicons) -> None:
    from reportedly.select import select

    every = claims(readings(), lexicons=lexicons, originals=itself)
    one = max(every, key=lambda claim: (len(claim.origins), claim.id))
    party = next(c.event.actor for c in every if c.event.actor is not None)
    place = next(c.event.place for c in every if c.event.place is not None)
    questions = [
        *(Asked(order=order) for order in Order), Asked(limit=3), Asked(standing=one.standing),
        Asked(aspect=one.aspect),
        Asked(min_origins=2), Asked(actor=party.name[1:-1].upper()), Asked(actor=party.actor or "-"),
        Asked(place=place.name[:4]), Asked(place=(place.country or "-").lower()),
        Asked(said_by=one.origins[0].name[2:]), Asked(said_by=one.origins[0].id),
        Asked(about=" ".join(one.text.split()[:2])), Asked(about="nobody said so"),
        Asked(since=one.last_reported), Asked(until=(one.first_reported or "")[:10]),
        Asked(since="2016-01-05", until="2016-01-06"),
    ]  # fmt: skip
    with Ledger(path) as ledger:
        for asked in questions:
            found, due = ledger.claims(asked, lexicons=[world]), select(every, asked)
            assert [line(claim) for claim in found] == [line(claim) for claim in due], asked
    assert sum(bool(select(every, asked)) for asked in questions) > len(questions) // 2


def test_judgements_change_what_they_touch_and_are_taken_back(
    path: Path, world: Path, lexicons: Lexicons
) -> None:
    with Ledger(path) as ledger:
        found = ledger.claims(lexicons=[world])
        before = told(found)
        left, right = next(
            (a, b) for a in found for b in reversed(found)
            if a.id != b.id and a.aspect is b.aspect and a.event.place != b.event.place
        )  # fmt: skip
        several = next(claim for claim in found if len(claim.origins) > 1)
        ledger.judge(JudgementKind.SAME_CLAIM, left.id, right.id, lexicons=[world], **WHY)
        ledger.judge(
            JudgementKind.SAME_ORIGIN, several.origins[0].id, several.origins[1].id, lexicons=[world], **WHY
        )
        ledger.judge(
            JudgementKind.WRONG_READING, several.statements[0].id, field=ReadingField.TIME,
            value="2016-01-01",
            lexicons=[world], **WHY,
        )  # fmt: skip
        due = claims(readings(), lexicons=lexicons, judgements=ledger.judgements(), originals=itself)
        assert told(ledger.claims(lexicons=[world])) == told(due) != before
        day = several.first_reported
        early = claims(
            readings(), lexicons=lexicons, judgements=ledger.judgements(), originals=itself, as_of=day
        )
        assert told(ledger.claims(lexicons=[world], as_of=day)) == told(early)
        for number in (1, 2, 3):
            ledger.withdraw(number, **WHY)
        assert told(ledger.claims(lexicons=[world])) == before


def test_what_is_taken_out_is_in_no_table(path: Path, world: Path) -> None:
    with Ledger(path) as ledger:
        texts = [reading.document.text for reading in readings()]
        first = next(
            claim for claim in ledger.claims(lexicons=[world])
            if sum(claim.statements[0].text in text for text in texts) == 1
        )  # fmt: skip
        gone = first.statements[0].document
    with Ledger(path) as ledger:
        ledger.redact_documents(gone, reason="at risk", by="L. Karst")
    assert first.statements[0].text.encode() not in path.read_bytes()
    with Ledger(path) as ledger:
        found = ledger.claims(lexicons=[world])
        assert gone not in {saying.document for claim in found for saying in claim.statements}
        assert ledger.verify().clean


def test_a_reading_that_is_made_anew_takes_the_place_of_the_old(
    path: Path, world: Path, lexicons: Lexicons
) -> None:
    with Ledger(path) as ledger:
        ledger.claims(lexicons=[world])
    again = list(readings())
    for at in (3, 20, 41):
        short = replace(again[at], assertions=again[at].assertions[1:], made_by=MadeBy("next", "m", "l"))
        again[at] = short
        d = short.document
        with Writer(path) as writer:
            item = Capture(d.id, d.text.encode(), "text", d.url, d.outlet, d.title, d.published)
            writer.add(item, short, anew=True)
    with Ledger(path) as ledger:
        assert told(ledger.claims(lexicons=[world])) == told(
            claims(again, lexicons=lexicons, originals=itself)
        )


def test_what_people_joined_falls_apart_with_the_reading_that_it_was_about(
    path: Path, world: Path, lexicons: Lexicons
) -> None:
    with Ledger(path) as ledger:
        found = ledger.claims(lexicons=[world])
        left, right = next(
            (a, b) for a in found for b in reversed(found)
            if a.aspect is b.aspect
            and not {s.document for s in a.statements} & {s.document for s in b.statements}
            and abs(int((a.first_reported or "")[5:7]) - int((b.first_reported or "")[5:7])) > 2
        )  # fmt: skip
        copied = next(
            c for c in found for s in c.statements if s.copy_of and s.document != c.statements[0].document
        )
        ledger.judge(JudgementKind.SAME_CLAIM, left.id, right.id, lexicons=[world], **WHY)
        ledger.judge(
            JudgementKind.WRONG_READING, copied.statements[0].id, field=ReadingField.TIME, value="2016-01-01",
            lexicons=[world], **WHY,
        )  # fmt: skip
        judgements = ledger.judgements()
        assert told(ledger.claims(lexicons=[world])) == told(
            claims(readings(), lexicons=lexicons, judgements=judgements, originals=itself)
        )
    rows = list(readings())
    for id in (judgements[0].left_at, judgements[0].right_at, judgements[1].left_at):
        assert id is not None
        at = next(n for n, row in enumerate(rows) if row.document.id == id.document)
        rows[at] = replace(rows[at], assertions=(), made_by=MadeBy("next", "m", "l"))
        d = rows[at].document
        with Writer(path) as writer:
            item = Capture(d.id, d.text.encode(), "text", d.url, d.outlet, d.title, d.published)
            writer.add(item, rows[at], anew=True)
        with Ledger(path) as ledger:
            due = claims(rows, lexicons=lexicons, judgements=judgements, originals=itself)
            assert told(ledger.claims(lexicons=[world])) == told(due)


def test_other_lexicons_make_other_claims_and_a_claim_is_found_by_its_beginning(
    path: Path, world: Path
) -> None:
    with Ledger(path) as ledger:
        plain = ledger.claims()
        own = ledger.claims(lexicons=[world])
        assert told(plain) != told(own)
        assert ledger.claim(own[0].id[:9], lexicons=[world]) == own[0]
    assert verify(path).clean
