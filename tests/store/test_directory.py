"""Sources and actors over all documents: gathered by actor or name, counted, filtered."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from reportedly.store import directory
from reportedly.store.view import View
from tests.store.samples import Item, item, ledger, of


def renamed(item: Item, old: str, new: str) -> Item:
    """Return an item in which a source has another name."""
    reading = item[1]
    sources = tuple(replace(s, name=new) if s.name == old else s for s in reading.sources)
    return item[0], replace(reading, sources=sources)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three articles, one of which writes a name in capitals and is of another month and outlet."""
    _, reading = renamed(item(3, published="2031-06-01"), "Mira Olen", "MIRA OLEN")
    other = of(replace(reading, document=replace(reading.document, outlet="Gazette")))
    return ledger(tmp_path_factory.mktemp("directory") / "x.ledger", [item(1), item(2), other])


def test_a_source_is_one_line_in_any_case(path: Path) -> None:
    with View(path) as view:
        (olen,) = directory.sources(view, name="olen")
    assert (olen.name, olen.names, olen.kind) == ("Mira Olen", ("Mira Olen", "MIRA OLEN"), "person")
    assert (olen.statements, olen.denials, olen.relays) == (6, 0, 0)
    assert (olen.documents, olen.outlets) == (3, 2)
    assert (olen.first, olen.last) == ("2031-05-03", "2031-06-01")


def test_relays_and_denials_are_counted_apart(path: Path) -> None:
    with View(path) as view:
        found = {source.name: source for source in directory.sources(view)}
    assert found["Ministry of Defence"].denials == found["Ministry of Defence"].statements == 3
    with View(path) as view:
        links = [s for s in view.statements() if "Harbour Wire" in s.chain and s.source != "Harbour Wire"]
    assert found["Harbour Wire"].relays == len(links) > 0
    assert found["Harbour Wire"].statements == 0


def test_the_busiest_comes_first_and_limits_hold(path: Path) -> None:
    with View(path) as view:
        found = list(directory.sources(view))
        assert [s.statements for s in found] == sorted((s.statements for s in found), reverse=True)
        assert list(directory.sources(view, limit=2)) == found[:2]


def test_filters(path: Path) -> None:
    with View(path) as view:
        assert {s.kind for s in directory.sources(view, kind="agency")} == {"agency"}
        assert {s.documents for s in directory.sources(view, outlet="gazette")} == {1}
        assert {s.documents for s in directory.sources(view, until="2031-05")} == {2}
        assert {s.documents for s in directory.sources(view, since="2031-06-01", until="2031-06-01")} == {1}
        assert list(directory.sources(view, name="100%_")) == []


def test_actors_count_what_they_do_and_undergo(path: Path) -> None:
    with View(path) as view:
        found = {actor.name: actor for actor in directory.actors(view)}
        readings = list(view.readings())
        names = {entity.id: entity.name for reading in readings for entity in reading.entities}
        for name, actor in found.items():
            events = [event for reading in readings for event in reading.events]
            ties = [tie for reading in readings for tie in reading.ties]
            assert actor.acts == sum(names.get(event.actor or "") == name for event in events)
            assert actor.undergoes == sum(names.get(event.recipient or "") == name for event in events)
            assert actor.ties == sum(
                names.get(end) == name for tie in ties for end in (tie.left, tie.right)
            )
        some = next(iter(found.values()))
        assert list(directory.actors(view, kind=some.kind, name=some.name.upper()))
        assert list(directory.actors(view, country="xxx")) == []
