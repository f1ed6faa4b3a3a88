"""`ucdp`: claims of people killed as candidate rows of UCDP's Georeferenced Event Dataset, for coders.

All 49 columns of GED in their order (version 25.1). Ids, names of conflicts and dyads, regions and numbers
of countries are UCDP's to give and stay empty, as do `type_of_violence`, `active_year` and `code_status`;
`country` is ISO 3166-1 alpha-3. A row is an occurrence that somebody said has killed people, and is not
withdrawn. The five `source_` columns are lists with "; " between, an entry a statement, so that they run
along each other: whom it came from first (`source_original`), through which office, when, under which
headline.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from datetime import date
from statistics import median_low
from typing import BinaryIO

from reportedly.claim import Claim, Saying, Standing, Tally
from reportedly.export.formats.columns import Table, described
from reportedly.export.formats.csv import write_rows
from reportedly.export.formats.edtf import days
from reportedly.export.formats.format import Format
from reportedly.export.formats.kept import Kept
from reportedly.shapes import Aspect, CountRole

TABLE = Table("candidates", "One claim of something in which people were killed.", (), described("""
    id#: empty: UCDP's to give
    relid: empty: UCDP's to give
    year#: the year of the first day
    active_year#: empty: UCDP's to decide
    code_status: empty: UCDP's to decide
    type_of_violence#: empty: UCDP's to decide
    conflict_dset_id: empty: UCDP's to give
    conflict_new_id#: empty: UCDP's to give
    conflict_name: empty: UCDP's to decide
    dyad_dset_id: empty: UCDP's to give
    dyad_new_id#: empty: UCDP's to give
    dyad_name: empty: UCDP's to decide
    side_a_dset_id: empty: UCDP's to give
    side_a_new_id#: empty: UCDP's to give
    side_a: the actor as named
    side_b_dset_id: empty: UCDP's to give
    side_b_new_id#: empty: UCDP's to give
    side_b: the recipient as named
    number_of_sources#: documents, as UCDP counts; independent origins are the claim's own
    source_article: office, day and headline of each entry as one
    source_office: the publishers
    source_date: the days
    source_headline: the headlines, their semicolons as commas
    source_original: the first links of the chains; empty where nobody is named
    where_prec#: how exactly the place is told, 1 exact to 7 unknown
    where_coordinates: the place
    where_description: the place
    adm_1: the place's first-order division
    adm_2: empty: UCDP's to decide
    latitude~: degrees (WGS 84)
    longitude~: degrees (WGS 84)
    geom_wkt: the point as WKT
    priogrid_gid#: the cell of PRIO-GRID, worked out from the point
    country: ISO 3166-1 alpha-3
    country_id#: empty: UCDP's to give
    region: empty: UCDP's to decide
    event_clarity#: 1 where the time is told to less than a week, else 2
    date_prec#: 1 a day, 2 up to 6 days, 3 a week, 4 a month, 5 longer
    date_start: the first day; empty where the text has none
    date_end: the last day
    deaths_a#: empty: UCDP's to decide
    deaths_b#: empty: UCDP's to decide
    deaths_civilians#: the best number, where all who are counted are civilians by name, else 0
    deaths_unknown#: the best number, where they are not, else 0
    best#: the median of what was given, of two the lower
    high#: the most that anybody gave
    low#: the least that anybody gave
    gwnoa#: empty: UCDP's to give
    gwnob#: empty: UCDP's to give
"""))  # fmt: skip
"""The columns of GED, in its order, and with what each is filled."""

COLUMNS = TABLE.names

_CIVILIAN = re.compile(
    r"\b(?:civilian|child|children|women|woman|resident|villager|worker|passenger)s?\b", re.IGNORECASE
)
_BETWEEN = "; "


def rows(kept: Kept) -> Iterator[dict[str, object]]:
    """Yield the candidate rows, by column; what is not known is left out."""
    titles = {reading.document.id: reading.document.title for reading in kept.readings()}
    for claim in kept.claims():
        if claim.aspect is Aspect.OCCURRENCE and claim.standing is not Standing.WITHDRAWN:
            killed = [count for count in claim.counts if count.role is CountRole.KILLED]
            if killed:
                yield _row(claim, killed, titles)


def _row(claim: Claim, killed: list[Tally], titles: dict[str, str | None]) -> dict[str, object]:
    event, deaths = claim.event, fatalities(killed)
    civilians = deaths["best"] if all(_CIVILIAN.search(count.of or "") for count in killed) else 0
    row: dict[str, object] = {
        "side_a": event.actor and event.actor.name,
        "side_b": event.recipient and event.recipient.name,
        "deaths_civilians": civilians,
        "deaths_unknown": deaths["best"] - civilians,
        **deaths,
        **_sources(claim.statements, titles),
        **_when(event.time),
    }
    if event.place is not None:
        row |= {
            "where_prec": event.place.precision, "where_coordinates": event.place.name,
            "where_description": event.place.name, "adm_1": event.place.admin1,
            "country": event.place.country,
        }  # fmt: skip
        if event.place.lat is not None and event.place.lon is not None:
            row |= _point(event.place.lat, event.place.lon)
    return row


def fatalities(killed: list[Tally]) -> dict[str, int]:
    """Return best, high and low of what was said of the dead.

    Low and high are the least and the most that anybody gave; best is the median of what was given, of two
    the lower (UCDP prefers the conservative).
    """
    lows = [n for c in killed if (n := _first(c.low, c.best, c.high)) is not None]
    highs = [n for c in killed if (n := _first(c.high, c.best, c.low)) is not None]
    bests = [n for c in killed if (n := _first(c.best, c.low, c.high)) is not None]
    if not bests:
        return {"best": 0, "high": 0, "low": 0}
    return {"best": median_low(bests), "high": max(highs), "low": min(lows)}


def _first(*numbers: int | None) -> int | None:
    return next((n for n in numbers if n is not None), None)


def _sources(sayings: tuple[Saying, ...], titles: dict[str, str | None]) -> dict[str, object]:
    """Fill the columns of sources from the chains of the statements that report it."""
    told = [(_office(s), (s.published or "")[:10], titles.get(s.document) or "", _origin(s)) for s in sayings]
    told = list(dict.fromkeys(told))
    offices, dates, headlines, origins = ([_flat(row[i]) for row in told] for i in range(4))
    articles = [f'"{o},{d},{h}"' for o, d, h in zip(offices, dates, headlines, strict=True)]
    return {
        "number_of_sources": len({s.document for s in sayings}),
        "source_article": _BETWEEN.join(articles),
        "source_office": _BETWEEN.join(offices),
        "source_date": _BETWEEN.join(dates),
        "source_headline": _BETWEEN.join(headlines),
        "source_original": _BETWEEN.join(origins),
    }


def _office(saying: Saying) -> str:
    """Who published it: the last link of the chain."""
    return saying.outlet or (saying.chain[-1] if saying.chain else "")


def _origin(saying: Saying) -> str:
    """Who is said to have said it first; nobody where the outlet speaks for itself or names none."""
    return saying.chain[0] if saying.origin is not None and saying.chain else ""


def _flat(text: str) -> str:
    """Return a text in one line in which the sign between entries does not occur."""
    return " ".join(text.split()).replace(";", ",")


def _when(edtf: str | None) -> dict[str, object]:
    """Fill the columns of time."""
    found = days(edtf)
    if found is None:
        return {}
    start, end = found
    return {
        "year": start.year, "date_start": start.isoformat(), "date_end": end.isoformat(),
        "date_prec": precision(start, end), "event_clarity": 1 if precision(start, end) <= 2 else 2,
    }  # fmt: skip


def precision(start: date, end: date) -> int:
    """Return UCDP's date_prec of days, both included: 1 a day, 2 up to 6, 3 a week, 4 a month, 5 longer."""
    length = (end - start).days + 1
    return next((prec for prec, most in ((1, 1), (2, 6), (3, 7), (4, 31)) if length <= most), 5)


def _point(lat: float, lon: float) -> dict[str, object]:
    """Fill the columns of a point; PRIO-GRID's cells are half a degree wide, counted from the south-west."""
    cell = math.floor((lat + 90) * 2) * 720 + math.floor((lon + 180) * 2) + 1
    return {
        "latitude": lat, "longitude": lon, "geom_wkt": f"POINT ({lon} {lat})", "priogrid_gid": cell,
    }  # fmt: skip


def _write(kept: Kept, out: BinaryIO) -> None:
    write_rows(out, COLUMNS, ([row.get(name) for name in COLUMNS] for row in rows(kept)))


FORMAT = Format("ucdp", "candidate rows of UCDP's GED", {"csv": _write}, (TABLE,))
