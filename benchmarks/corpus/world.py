"""The invented world of the corpus: countries with towns, bodies that act and speak, agencies and outlets.

Nothing comes in; one world goes out, the same on every machine, with a lexicon that teaches it to reportedly
(`World.lexicon`). Country codes are from the range that ISO 3166-1 leaves to users; the points lie in the
sea.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from functools import cache

from reportedly.shapes import EntityKind

_SEED = 20_160_104
_FIRST = [
    "b",
    "d",
    "f",
    "g",
    "h",
    "k",
    "l",
    "m",
    "n",
    "r",
    "s",
    "t",
    "v",
    "z",
    "br",
    "dr",
    "kr",
    "st",
    "tr",
    "gr",
    "pl",
    "kh",
]
_MIDDLE = ["a", "e", "i", "o", "u", "a", "e", "o", "ai", "or", "ar", "el", "an", "en", "ul", "ir", "as"]
_LAST = [
    "n",
    "r",
    "l",
    "s",
    "k",
    "m",
    "d",
    "t",
    "ska",
    "vo",
    "ra",
    "na",
    "mir",
    "dan",
    "len",
    "sk",
    "gar",
    "tan",
    "vik",
    "lo",
    "ma",
    "ro",
]
_GIVEN = [
    "Ivo",
    "Petra",
    "Marek",
    "Lena",
    "Tomas",
    "Irina",
    "Pavel",
    "Nadia",
    "Karel",
    "Mila",
    "Anton",
    "Vera",
    "Josef",
    "Daria",
    "Emil",
    "Sonja",
    "Viktor",
    "Alina",
    "Bruno",
    "Helena",
    "Milan",
    "Tereza",
    "Oskar",
    "Greta",
    "Stefan",
    "Marta",
    "Dario",
    "Elsa",
    "Adrian",
    "Nora",
    "Luka",
    "Selma",
    "Rolf",
    "Amira",
    "Jonas",
    "Zora",
]
_PAPERS = [
    "Post",
    "Gazette",
    "Herald",
    "Courier",
    "Observer",
    "Standard",
    "Tribune",
    "Chronicle",
    "Mirror",
    "Echo",
    "Journal",
    "Dispatch",
]
_PLACES = [
    "Coastal",
    "Northern",
    "Harbour",
    "Valley",
    "River",
    "Mountain",
    "Eastern",
    "Southern",
    "Capital",
    "Border",
    "Island",
    "Lakeside",
    "Western",
    "Morning",
    "Evening",
    "Central",
    "Summit",
    "Bridge",
    "Castle",
    "Orchard",
]

_COUNTRIES = (
    ("vel", "Velania", "Velanian", "XVE", "Talbara", 41.0, -41.0),
    ("kes", "Kestria", "Kestrian", "XKE", "Dunmerik", 34.0, -39.0),
    ("arv", "Arvonia", "Arvonian", "XAR", "Orleyna", 28.0, -44.0),
    ("dro", "Drovania", "Drovanian", "XDR", "Karsenik", 20.0, -38.0),
    ("mar", "Marzovia", "Marzovian", "XMA", "Belgarda", 12.0, -42.0),
    ("tol", "Tolmeria", "Tolmerian", "XTO", "Rostanik", 5.0, -32.0),
)
_GROUPS = (
    ("Karsin Liberation Front", "KLF"),
    ("Free Highlands Movement", "FHM"),
    ("Southern Defence Council", "SDC"),
    ("Army of the Rivers", None),
    ("National Redemption Front", "NRF"),
    ("Brotherhood of the Pass", None),
)
_AGENCIES = (
    "Harbour Wire",
    "Meridian Press Agency",
    "Northlight News Agency",
    "Velan News Agency",
    "Kestra Telegraph Agency",
    "Continental Wire",
)
_MONITORS = (
    "Northern Conflict Monitor",
    "Institute for Civilian Harm",
    "Witness Network",
    "Open Casualty Record",
)


@dataclass(frozen=True, slots=True)
class Actor:
    """Whoever acts or speaks for itself; `group` is whose voice it counts as when origins are counted."""

    id: str
    name: str
    kind: EntityKind
    country: str | None
    group: str
    short: str


@dataclass(frozen=True, slots=True)
class Town:
    """A town with its province and point (degrees)."""

    name: str
    province: str
    country: int
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Outlet:
    """Who publishes; an agency also sells to the others."""

    name: str
    domain: str
    agency: bool

    @property
    def said(self) -> str:
        """The name as it stands in a sentence."""
        return self.name if self.agency and not self.name.endswith("Agency") else f"the {self.name}"


@dataclass(frozen=True, slots=True)
class Country:
    """A state, its bodies, its towns and the armed group that fights it."""

    id: str
    name: str
    demonym: str
    code: str
    capital: str
    towns: tuple[Town, ...]
    provinces: tuple[str, ...]
    state: Actor
    army: Actor
    police: Actor
    group: Actor
    media: str


@dataclass(frozen=True, slots=True)
class World:
    """Everything that incidents and articles are made of."""

    countries: tuple[Country, ...]
    agencies: tuple[Outlet, ...]
    outlets: tuple[Outlet, ...]
    monitors: tuple[Actor, ...]
    given: tuple[str, ...] = field(default=tuple(_GIVEN))
    family: tuple[str, ...] = ()

    def lexicon(self) -> dict[str, object]:
        """Return the world as sections of a lexicon file (docs/lexicons.md)."""
        media: list[dict[str, object]] = [{"name": c.media, "kind": "outlet"} for c in self.countries]
        return {
            "outlets": [_entry(o) for o in (*self.agencies, *self.outlets)] + media,
            "demonyms": {c.demonym.lower(): c.name for c in self.countries},
            "metonyms": [
                {"name": f"Government of {c.name}", "aliases": [c.capital], "country": c.code}
                for c in self.countries
            ],
            "actors": [row for c in self.countries for row in _actors(c)]
            + [_actor(m) for m in self.monitors],
            "places": [row for c in self.countries for row in _places(c)],
        }


def _entry(outlet: Outlet) -> dict[str, object]:
    kind = "agency" if outlet.agency else "outlet"
    return {"name": outlet.name, "kind": kind, "aliases": [f"The {outlet.name}"], "domains": [outlet.domain]}


def _actor(actor: Actor) -> dict[str, object]:
    row: dict[str, object] = {"id": actor.id, "name": actor.name, "kind": actor.kind.value}
    if actor.country is not None:
        row["country"] = actor.country
    if actor.short != actor.name:
        row["aliases"] = [actor.short]
    return row


def _actors(country: Country) -> list[dict[str, object]]:
    return [_actor(a) for a in (country.state, country.army, country.police, country.group)]


def _places(c: Country) -> list[dict[str, object]]:
    first = c.towns[0]
    rows: list[dict[str, object]] = [
        {"name": c.name, "lat": first.lat, "lon": first.lon, "country": c.code, "precision": 6}
    ]
    rows += [
        {
            "name": p,
            "aliases": [f"{p} province"],
            "lat": first.lat,
            "lon": first.lon,
            "country": c.code,
            "precision": 4,
        }
        for p in c.provinces
    ]
    rows += [
        {"name": t.name, "lat": t.lat, "lon": t.lon, "country": c.code, "admin1": t.province, "precision": 1}
        for t in c.towns
    ]
    return rows


class _Names:
    """Names that were not given before."""

    def __init__(self, rng: random.Random) -> None:
        self.rng, self.used = rng, set[str]()

    def make(self, syllables: int = 2) -> str:
        """Return a new name of so many syllables."""
        while True:
            pick = self.rng.choice
            parts = [pick(_FIRST) + pick(_MIDDLE) for _ in range(syllables)]
            name = ("".join(parts) + pick(_LAST)).capitalize()
            if name not in self.used and 5 <= len(name) <= 11:
                self.used.add(name)
                return name


def _country(row: tuple[str, str, str, str, str, float, float], index: int, names: _Names) -> Country:
    id_, name, demonym, code, capital, lat, lon = row
    rng, state = names.rng, f"state:{id_}"
    provinces = tuple(names.make() for _ in range(6))
    towns = [Town(capital, provinces[0], index, lat, lon)]
    for k in range(80):
        place = round(lat + rng.uniform(-2.5, 2.5), 4), round(lon + rng.uniform(-2.5, 2.5), 4)
        towns.append(Town(names.make(), provinces[k % 6], index, *place))
    group, initials = _GROUPS[index]
    return Country(
        id_,
        name,
        demonym,
        code,
        capital,
        tuple(towns),
        provinces,
        state=Actor(f"x{id_}", name, EntityKind.STATE, code, state, name),
        army=Actor(f"x{id_}-mil", f"{demonym} army", EntityKind.MILITARY, code, state, f"{demonym} army"),
        police=Actor(
            f"x{id_}-pol", f"{demonym} police", EntityKind.GOVERNMENT, code, state, f"{demonym} police"
        ),
        group=Actor(f"x{id_}-grp", group, EntityKind.ARMED_GROUP, None, f"group:{id_}", initials or group),
        media=f"{group.split()[0] if group.split()[0] != 'Army' else 'Rivers'} Voice TV",
    )


@cache
def world() -> World:
    """Return the world: 6 countries, 486 towns, 6 agencies, 240 outlets."""
    rng = random.Random(_SEED)
    names = _Names(rng)
    countries = tuple(_country(row, k, names) for k, row in enumerate(_COUNTRIES))
    papers = [f"{place} {paper}" for place in _PLACES for paper in _PAPERS]
    rng.shuffle(papers)
    return World(
        countries,
        tuple(Outlet(name, _domain(name), True) for name in _AGENCIES),
        tuple(Outlet(name, _domain(name), False) for name in papers),
        tuple(
            Actor(f"monitor-{k}", name, EntityKind.ORGANIZATION, None, f"monitor:{k}", name)
            for k, name in enumerate(_MONITORS)
        ),
        family=tuple(names.make(1 + k % 2) for k in range(240)),
    )


def _domain(name: str) -> str:
    return name.lower().replace(" ", "") + ".example"
