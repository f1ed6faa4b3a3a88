"""The data dictionaries: what is written has the fields that they tell of, and no other is told of."""

from __future__ import annotations

import io
import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any

import networkx
import pytest

from reportedly.export.formats.columns import TABLES, Column, described
from reportedly.exporting import OURS, format_of
from tests.export import golden

Found = Iterator[tuple[str, dict[str, Any]]]
"""Rows or records, each with the name of the table that should describe it."""


def _text(name: str) -> str:
    ((_, data),) = golden.made(name).items()
    return data.decode()


def _geojson() -> Found:
    for feature in json.loads(_text("geojson"))["features"]:
        yield feature["properties"]["layer"], feature["properties"]


def _plover() -> Found:
    for line in _text("plover").splitlines():
        yield "record", json.loads(line)


def _annotation() -> Found:
    for item in json.loads(_text("annotation"))["items"]:
        yield "annotation", item
        yield "body", item["body"]
        yield from (("target", target) for target in item["target"])


def _claim() -> Found:
    for claim in json.loads(_text("claim"))["@graph"]:
        yield "Claim", claim
        yield from (("origin", origin) for origin in claim["reportedly:origin"])
        yield from (("Quotation", appearance) for appearance in claim["appearance"])


def _prov() -> Found:
    for section, members in json.loads(_text("prov")).items():
        if section != "prefix":
            named = section if section in ("entity", "agent", "activity") else "relation"
            yield from ((named, member) for member in members.values())


def _graphml() -> Found:
    graph = networkx.read_graphml(io.BytesIO(_text("graphml").encode()))
    yield from (("node", data) for _, data in graph.nodes(data=True))
    for *_, data in graph.edges(data=True):
        yield "edge", {name: value for name, value in data.items() if name != "id"}


def _ucdp() -> Found:
    yield "candidates", dict.fromkeys(_text("ucdp").split("\r\n", 1)[0].split(","))


def _wacz() -> Found:
    yield from (("pages", page) for page in json.loads(_text("wacz"))["pages"][1:])


FOUND: dict[str, Callable[[], Found]] = {
    "geojson": _geojson, "plover": _plover, "annotation": _annotation, "claim": _claim, "prov": _prov,
    "graphml": _graphml, "ucdp": _ucdp, "wacz": _wacz,
}  # fmt: skip

RARE = {
    ("plover", "record"): {"enddate"},
    ("claim", "Quotation"): {"reportedly:copyOf"},
    ("prov", "entity"): {"rp:retrieved"},
    ("prov", "activity"): {"rp:withdrawn"},
    ("prov", "relation"): {"prov:type"},
}
"""What the frozen ledger has no case of."""


@pytest.mark.parametrize("name", FOUND)
def test_what_is_written_is_what_the_dictionary_tells(name: str) -> None:
    seen: dict[str, set[str]] = defaultdict(set)
    for table, row in FOUND[name]():
        seen[table] |= row.keys()
    told = {table.name: set(table.names) for table in format_of(name).tables}
    for table, names in told.items():
        assert seen[table] - names == set(), f"{name}: {table} has fields that are not told"
        absent = names - seen[table]
        assert absent == RARE.get((name, table), set()), f"{name}: {table} tells of what is not there"
    assert seen.keys() == told.keys()


def test_every_format_with_rows_has_a_dictionary() -> None:
    without = {name for name in OURS if not format_of(name).tables}
    assert without == {"custody"}
    tidy = {name for name in OURS if format_of(name).tables == tuple(TABLES.values())}
    assert tidy == {"csv", "parquet", "datasette"}


def test_columns_are_told_one_a_line() -> None:
    assert described("""
        id: its id
        low#: at least,
            or else the number
        parts{}: `a`: one
    """) == (
        Column("id", "string", "its id"),
        Column("low", "integer", "at least, or else the number"),
        Column("parts", "object", "`a`: one"),
    )
