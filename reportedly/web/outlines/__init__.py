"""Outlines of countries for maps: the bundled world's, and those of a user's GeoJSON file.

A file goes in; countries come out, each with its rings as points of longitude and latitude. The bundled
file's source and licence stand in it (`tools/outlines/build.py` makes it). Borders are as their makers
drew them; every map says that they are illustrative.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import accumulate
from pathlib import Path
from typing import Any

from reportedly.errors import InputError

Ring = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Box:
    """A box of longitudes and latitudes, in degrees."""

    west: float
    south: float
    east: float
    north: float

    def meets(self, other: Box) -> bool:
        """Whether the two boxes have a point in common."""
        return (
            self.west <= other.east
            and other.west <= self.east
            and self.south <= other.north
            and other.south <= self.north
        )


@dataclass(frozen=True, slots=True)
class Country:
    """A country's outline; `code` is ISO 3166-1 alpha-3, empty where it has none.

    `rings` are closed, outer ones and holes alike (what is held by an odd number of them is inside);
    `boxes` are theirs, in the same order. A ring that crosses 180 degrees runs on beyond it, and is there
    a second time, a turn of the globe further on.
    """

    code: str
    name: str
    rings: tuple[Ring, ...]
    boxes: tuple[Box, ...]


def country(code: str, name: str, rings: Sequence[Ring]) -> Country:
    """Return a country with the boxes of its rings."""
    return Country(code, name, tuple(rings), tuple(map(_box, rings)))


@cache
def world() -> tuple[Country, ...]:
    """Return the countries of the bundled file."""
    text = (resources.files("reportedly.web.outlines") / "world.json").read_text(encoding="utf-8")
    held = json.loads(text)
    grid = held["grid"]
    arcs = [
        [(x / grid, y / grid) for x, y in zip(accumulate(row[::2]), accumulate(row[1::2]), strict=True)]
        for row in held["arcs"]
    ]
    return tuple(
        country(code, name, [part for ring in rings for part in _flat(_joined(ring, arcs))])
        for code, name, rings in held["countries"]
    )


def from_geojson(path: Path) -> tuple[Country, ...]:
    """Return the countries of a GeoJSON file: features of polygons, with `name` and `country` (alpha-3).

    Raises `InputError` where the file cannot be read or holds something else.
    """
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise InputError(
            str(path), f"{path}: cannot be read as GeoJSON ({error}); give a valid file"
        ) from None
    try:
        return tuple(_feature(feature) for feature in held["features"])
    except (KeyError, TypeError, ValueError, IndexError, AttributeError):
        raise InputError(
            str(path),
            f"{path}: is no FeatureCollection of Polygons and MultiPolygons; see docs/serve.md for its form",
        ) from None


def _feature(feature: Any) -> Country:
    geometry, given = feature["geometry"], feature.get("properties") or {}
    parts = {"Polygon": [geometry["coordinates"]], "MultiPolygon": geometry["coordinates"]}[geometry["type"]]
    rings = [tuple(_point(point) for point in ring) for part in parts for ring in part]
    if not rings or not all(rings):
        raise ValueError("a ring without points")
    return country(str(given.get("country") or ""), str(given.get("name") or ""), rings)


def _point(given: Any) -> tuple[float, float]:
    lon, lat = float(given[0]), float(given[1])
    if not (-180 <= lon <= 180 and -90 <= lat <= 90):
        raise ValueError("no point of the earth")
    return lon, lat


def _joined(
    ring: Sequence[int], arcs: Sequence[Sequence[tuple[float, float]]]
) -> Iterator[tuple[float, float]]:
    """A ring's arcs end to end; negative numbers run backwards, and each begins where the last one ended."""
    for number, end in enumerate(ring):
        arc = arcs[end] if end >= 0 else arcs[~end][::-1]
        yield from arc[1 if number else 0 :]


def _flat(points: Iterable[tuple[float, float]]) -> Iterator[Ring]:
    """A ring of the globe as rings of a flat map: one that crosses 180 degrees on both sides, one about a
    pole closed along it."""
    out: list[tuple[float, float]] = []
    turn = 0
    for lon, lat in points:
        if out and abs(lon + turn - out[-1][0]) > 180:
            turn += 360 if lon + turn < out[-1][0] else -360
        out.append((lon + turn, lat))
    if abs(out[-1][0] - out[0][0]) > 180:
        pole = math.copysign(90, out[0][1])
        out += [(out[-1][0], pole), (out[0][0], pole), out[0]]
    yield tuple(out)
    beyond = 360 if min(lon for lon, _ in out) < -180 else -360 if max(lon for lon, _ in out) > 180 else 0
    if beyond:
        yield tuple((lon + beyond, lat) for lon, lat in out)


def _box(ring: Ring) -> Box:
    lons, lats = zip(*ring, strict=True)
    return Box(min(lons), min(lats), max(lons), max(lats))
