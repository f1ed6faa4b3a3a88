"""A shelf over a ledger's tables answers as one that holds all claims does, now and as of past days."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from benchmarks import corpus
from reportedly import lexicon
from reportedly.claim import Claim
from reportedly.claiming import claims
from reportedly.ledger import Ledger
from reportedly.lexicon import Tables
from reportedly.loop.kept import KeptClaims
from reportedly.shapes import Capture, Reading, Span
from reportedly.store.claims import Of
from reportedly.store.writer import Writer
from reportedly.web.lists import Asked
from reportedly.web.shelf import Kept
from reportedly.web.tabled import Tabled


@pytest.fixture(scope="module")
def readings() -> tuple[Reading, ...]:
    return tuple(corpus.readings(60, 3))


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    path = tmp_path_factory.mktemp("world") / "world.yaml"
    path.write_text(yaml.safe_dump(corpus.world().lexicon(), allow_unicode=True), encoding="utf-8")
    return lexicon.tables([path])


@pytest.fixture(scope="module")
def held(readings: tuple[Reading, ...], tables: Tables) -> Kept:
    def of(as_of: str | None) -> list[Claim]:
        return claims(readings, lexicons=tables.lexicons, as_of=as_of, originals=itself)

    return Kept("x", of, reading, original, lambda: 0)


@pytest.fixture(scope="module")
def tabled(
    readings: tuple[Reading, ...], tables: Tables, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Tabled]:
    path: Path = tmp_path_factory.mktemp("ledger") / "x.ledger"
    with Writer(path, create=True) as writer:
        for one in readings:
            d = one.document
            writer.add(Capture(d.id, d.text.encode(), "text", d.url, d.outlet, d.title, d.published), one)
    with Ledger(path) as ledger:

        def kept() -> KeptClaims:
            found = KeptClaims.current(path, ledger._view.db, tables)
            assert found is not None
            return found

        yield Tabled("x", kept, reading, original, lambda: 0)


def reading(_: str) -> Reading:
    raise AssertionError("no list asks for a reading")


def original(_: str) -> Capture:
    raise AssertionError("no list asks for an original")


def itself(_: str, span: Span) -> Span:
    return span


def days(held: Kept) -> list[str | None]:
    dates = sorted({c.first_reported for c in held.claims(None) if c.first_reported})
    return [None, dates[len(dates) // 3][:10], dates[len(dates) // 2], "1999"]


def test_pages_of_claims_and_facets_are_the_same(held: Kept, tabled: Tabled) -> None:
    one = max(held.claims(None), key=lambda c: (len(c.origins), c.id))
    party = next(c.event.actor for c in held.claims(None) if c.event.actor)
    place = next(c.event.place for c in held.claims(None) if c.event.place)
    asks = [
        *(Asked(sort=sort, page=page) for sort in ("latest", "contested", "repeated", "first")
          for page in (1, 2, 99)),
        Asked(standing="contested"), Asked(standing="corroborated", place=place.name),
        Asked(actor=party.name), Asked(said_by=one.origins[0].name), Asked(origins=2),
        Asked(said_by=one.origins[0].name, standing=one.standing.value),
        Asked(words=" ".join(one.text.split()[:3])), Asked(words=one.origins[0].name.upper()),
        Asked(words="nobody said so"), Asked(actor="nobody"),
        Asked(since=(one.last_reported or "")[:10]), Asked(until=(one.first_reported or "")[:10]),
        Asked(since=(one.first_reported or "")[:10], until=(one.first_reported or "")[:10]),
    ]  # fmt: skip
    full = 0
    for day in days(held):
        for one_ask in asks:
            # As of a day, what is worth a line is so as things stand.
            ask = one_ask if day is None else replace(one_ask, every="1")
            due, found = held.found(ask, day), tabled.found(ask, day)
            assert [c.id for c in found.claims] == [c.id for c in due.claims], (ask, day)
            assert found == due, (ask, day)
            full += bool(due.total)
    assert full > len(asks)


def test_claims_of_names_and_of_documents_are_the_same(held: Kept, tabled: Tabled) -> None:
    every = held.claims(None)
    one = max(every, key=lambda c: (len(c.statements), c.id))
    pair = next(c for c in every if c.event.actor and c.event.recipient)
    assert pair.event.actor is not None
    assert pair.event.recipient is not None
    relayed = next(s for c in every for s in c.statements if s.origin and len(s.chain) > 1)
    outlets = tuple(dict.fromkeys(s.outlet for s in one.statements if s.outlet))[:2]
    place = next(c.event.place for c in every if c.event.place)
    asked = [
        Of(), Of(party=pair.event.recipient.name), Of(actor=pair.event.actor.name),
        Of(actor=pair.event.actor.name, recipient=pair.event.recipient.name), Of(place=place.name),
        Of(source=one.origins[0].name), Of(relay=relayed.chain[-1]), Of(outlets=outlets),
        Of(outlets=outlets[:1], source=one.origins[0].name), Of(source="nobody"),
    ]  # fmt: skip
    for day in days(held):
        for of in asked:
            assert tabled.claims_of(of, day, 20) == held.claims_of(of, day, 20), (of, day)
        for id in dict.fromkeys(s.document for s in one.statements[:3]):
            assert tabled.said_in(id, day) == held.said_in(id, day)
        for id in (one.id, *one.aliases[:2], "nothing"):
            assert tabled.claim(id, day) == held.claim(id, day)
    assert all(held.claims_of(of, None).total for of in asked[:-1])


@pytest.mark.parametrize("name", ["sources", "articles", "actors", "places", "pairs"])
def test_lists_are_the_same(name: str, held: Kept, tabled: Tabled) -> None:
    for day in days(held):
        for limit in (3, 500):
            due, found = (getattr(shelf, name)(day, limit) for shelf in (held, tabled))
            assert found == due, (name, day, limit)
    assert getattr(held, name)(None).total
