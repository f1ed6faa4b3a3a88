"""The only door to the gazetteer: a name in, the places in the world that bear it out.

The table is a SQLite file of the package, made by `tools/gazetteer/` from GeoNames (CC BY 4.0); it is
read in place, so that opening costs no more than checking it. The user's and our own names of the
lexicon's section `places` go before it.
"""

from __future__ import annotations

import json
import sqlite3
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from importlib import resources
from pathlib import Path
from weakref import finalize

from reportedly.annotate.places.spelling import key, loose_key
from reportedly.errors import ModelError
from reportedly.forms import PlaceName
from reportedly.ids import sha256
from reportedly.lexicon import Lexicons


class Level(IntEnum):
    """How large a place is; `REGION` is any stretch of land or water that is no administrative area."""

    COUNTRY = 0
    FIRST = 1
    SECOND = 2
    TOWN = 3
    REGION = 4


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name may mean.

    `first` and `second` are the GeoNames ids of the areas that hold it, or its own, 0 where unknown.
    `own`: the name is its main name, not a side form. `listed`: the name stands in the lexicon, and is
    hardly ever anything else; `unsure`: it stands there, and often is.
    """

    id: int | None
    name: str
    level: Level
    country: str | None
    admin1: str | None
    first: int
    second: int
    lat: float
    lon: float
    population: int
    precision: int
    own: bool = True
    listed: bool = False
    unsure: bool = False


PRECISION = {Level.COUNTRY: 6, Level.FIRST: 4, Level.SECOND: 3, Level.TOWN: 1, Level.REGION: 5}
"""UCDP's where_prec of each level."""

MOST = 40
"""Candidates that are looked at for one name: the most populous of each level come first."""

REMEMBERED = 20_000
"""Names whose candidates are kept in memory."""

_QUERY = """
SELECT p.id, p.name, p.kind, p.country, p.first, p.second, p.lat, p.lon, p.population, c.own, f.name
FROM {table} c JOIN place p ON p.id = c.place LEFT JOIN place f ON f.id = p.first
WHERE c.key = ? ORDER BY p.kind, c.own DESC, p.population DESC, p.id LIMIT ?
"""
_CALLED = _QUERY.format(table="called")
_LOOSELY = _QUERY.format(table="(SELECT key, place, 0 AS own FROM loosely)")
_ROW = """
SELECT p.id, p.name, p.kind, p.country, p.first, p.second, p.lat, p.lon, p.population, 1, f.name
FROM place p LEFT JOIN place f ON f.id = p.first WHERE p.id = ?
"""


class Gazetteer:
    """Looks names up; `folder` holds `places.sqlite` and the manifest with its SHA-256.

    Raises `ModelError` where the file is missing or is not the one of the manifest.
    """

    def __init__(self, lexicons: Lexicons, folder: Path | None = None) -> None:
        where = folder or Path(str(resources.files("reportedly") / "gazetteer"))
        file = where / "places.sqlite"
        try:
            manifest = json.loads((where / "manifest.json").read_text(encoding="utf-8"))
            data = file.read_bytes()
        except OSError as error:
            raise ModelError(f"{error.filename}: cannot be read; install the package anew") from error
        if sha256(data) != manifest["files"][file.name]:
            raise ModelError(f"{file}: is not the file that its manifest names; install the package anew")
        # Nobody says when a gazetteer is done with: it is closed when it goes, in whichever thread that is.
        self._database = sqlite3.connect(
            f"{file.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
        )
        finalize(self, self._database.close)
        self._found: OrderedDict[str, tuple[Candidate, ...]] = OrderedDict()
        self._listed: dict[str, list[PlaceName]] = {}
        for place in lexicons.places:
            for name in sorted({key(name) for name in (place.name, *place.aliases)}):
                self._listed.setdefault(name, []).append(place)
        self._countries: dict[str, int] | None = None
        self._abbreviations = lexicons.place_abbreviations

    def find(self, name: str) -> tuple[Candidate, ...]:
        """Return the places that a name may mean, those of the lexicon first; none where it is unknown."""
        wanted = key(name)
        if wanted not in self._found:
            if len(self._found) >= REMEMBERED:
                self._found.popitem(last=False)
            self._found[wanted] = self._look_up(wanted)
        return self._found[wanted]

    def find_loosely(self, name: str) -> tuple[Candidate, ...]:
        """Return the places whose name in Latin letters may be written so; these are guesses."""
        wanted = loose_key(name)
        return tuple(map(_candidate, self._database.execute(_LOOSELY, (wanted, MOST)))) if wanted else ()

    def short_form(self, words: str) -> Candidate | None:
        """Return the first-level area that a short form stands for ("Tex.", "TX"), as printed."""
        id_ = self._abbreviations.get(words) or self._abbreviations.get(words + ".")
        return self.row(id_) if id_ else None

    def row(self, id_: int) -> Candidate | None:
        """Return the place with a GeoNames id, or None."""
        rows = self._database.execute(_ROW, (id_,)).fetchall()
        return _candidate(rows[0]) if rows else None

    def country(self, code: str) -> Candidate | None:
        """Return the country with an ISO 3166-1 alpha-3 code, or None."""
        if self._countries is None:
            ids = self._database.execute("SELECT country, id FROM place WHERE kind = 0 ORDER BY id DESC")
            self._countries = {str(name): int(id_) for name, id_ in ids}
        id_ = self._countries.get(code)
        return self.row(id_) if id_ else None

    def _look_up(self, wanted: str) -> tuple[Candidate, ...]:
        if not wanted:
            return ()
        listed = [c for place in self._listed.get(wanted, ()) if (c := self._of(place))]
        listed += [area for c in listed if (area := self._named_after(c))]
        known = {c.id for c in listed if c.id}
        rows = [_candidate(row) for row in self._database.execute(_CALLED, (wanted, MOST))]
        return (*listed, *(c for c in rows if c.id not in known))

    def _named_after(self, town: Candidate) -> Candidate | None:
        """Return the first-level area that bears a listed town's name: it goes by all its spellings."""
        area = self.row(town.first) if town.level is Level.TOWN and town.first else None
        same = area and loose_key(area.name) == loose_key(town.name)
        return area if same else None

    def _of(self, place: PlaceName) -> Candidate | None:
        row = self.row(place.geonames) if place.geonames else None
        if place.lat is None or place.lon is None:
            return replace(row, name=place.name, listed=place.sure, unsure=not place.sure) if row else None
        level = _LEVELS.get(place.precision, Level.REGION)
        area = self._area(place)
        return Candidate(
            place.geonames, place.name, level, place.country, place.admin1, area.first if area else 0, 0,
            place.lat, place.lon, 0, place.precision, listed=place.sure, unsure=not place.sure,
        )  # fmt: skip

    def _area(self, place: PlaceName) -> Candidate | None:
        """Return the first-level area that a listed place says it lies in, from the table alone.

        Listed places are not asked: one may bear its area's name, or two each other's.
        """
        names = [place.admin1] if place.admin1 else []
        ids = [p.geonames for n in names for p in self._listed.get(key(n), ()) if p.geonames]
        rows = [row for id_ in ids if (row := self.row(id_))]
        rows += [_candidate(r) for n in names for r in self._database.execute(_CALLED, (key(n), MOST))]
        return next((c for c in rows if c.country == place.country), None)


_LEVELS = {1: Level.TOWN, 2: Level.TOWN, 3: Level.SECOND, 4: Level.FIRST}


def _candidate(row: Sequence[str | int | None]) -> Candidate:
    id_, name, kind, country, first, second, lat, lon, population, own, area = row
    level = Level(int(kind or 0))
    admin1 = name if level is Level.FIRST else area
    return Candidate(
        id=int(id_ or 0),
        name=str(name),
        level=level,
        country=str(country),
        admin1=str(admin1) if admin1 else None,
        first=int((id_ if level is Level.FIRST else first) or 0),
        second=int((id_ if level is Level.SECOND else second) or 0),
        lat=int(lat or 0) / 1000,
        lon=int(lon or 0) / 1000,
        population=int(population or 0),
        precision=PRECISION[level],
        own=bool(own),
    )
