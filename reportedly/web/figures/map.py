"""Places on a map, each as exactly as it is told: a point, a point with a ring, a region, a whole country.

Pins go in, SVG comes out. A town is a point; what is told to be near one has a ring; districts, provinces
and regions are halos without a point, because where in them it happened is not told; a country is shaded
as a whole. Names stand where they meet nothing else; what has no room for its name still has its title.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from reportedly.claim import Where
from reportedly.export.wording import number
from reportedly.web import wording
from reportedly.web.figures.draw import fit, group, measure, picture, tag, words
from reportedly.web.figures.ground import KM, View, around, view
from reportedly.web.outlines import Box, Country, Ring

_HALO = {2: 25.0, 3: 30.0, 4: 90.0, 5: 180.0, 6: 350.0}
"""How far, in km, a place of each precision is drawn to reach where no outline tells better."""
_LEAST_HALO, _ISLET = 13.0, 2.0
"""The least radius of a halo, and the size of islands too small to be drawn, in pixels."""
_WHOLE, _AROUND = 14.0, 600.0
"""Countries of so many degrees at most are seen as a whole; of larger ones, so many km about the place."""
_POINT, _COUNTRY, _NOWHERE = 2, 6, 7
_NOTE = "boundaries illustrative"

_Rectangle = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Pin:
    """A place to be shown, how many claims are of it, and where it leads."""

    where: Where
    claims: int = 1
    href: str | None = None


def drawable(where: Where) -> bool:
    """Whether a place can be shown on a map at all."""
    return where.lat is not None and where.lon is not None and where.precision < _NOWHERE


def place_map(
    pins: Iterable[Pin],
    countries: Sequence[Country],
    size: tuple[int, int],
    look: str = "",
    *,
    linked: bool = True,
) -> Markup | None:
    """Return the map of some places at a size in pixels, or null where none of them can be shown."""
    shown = sorted(
        (pin for pin in pins if drawable(pin.where)),
        key=lambda pin: (-pin.where.precision, -pin.claims, pin.where.name),
    )
    if not shown:
        return None
    width, height = size
    outlines = _named(countries, shown)
    seen = view([_reach(pin, outlines) for pin in shown], width, height)
    drawn = _Map(seen, width, height)
    label = f"Map of {number(len(shown), 'place')}; {_NOTE}"
    body = [
        tag("rect", x=0, y=0, width=width, height=height, class_="sea"),
        group(drawn.land(countries), class_="lands"),
        *(drawn.mark(pin, outlines, linked) for pin in shown),
        *drawn.names(shown, outlines),
        *drawn.labels(countries),
        drawn.foot(),
    ]
    inner = tag("svg", *body, x=0, y=0, width=width, height=height)
    return picture(width, height, label, [inner], f"figure map {look}".strip(), links=linked)


class _Map:
    """A map being drawn: what is seen, and which parts of it are taken by names already."""

    def __init__(self, seen: View, width: int, height: int) -> None:
        self._seen = seen
        self._width, self._height = width, height
        self._taken: list[_Rectangle] = [(0, height - 26, width, height)]
        self._named: set[str] = set()

    def land(self, countries: Iterable[Country]) -> Iterator[Markup]:
        for country in countries:
            least = _ISLET / self._seen.scale
            rings = [
                ring
                for ring, box in zip(country.rings, country.boxes, strict=True)
                if box.meets(self._seen.box) and max(box.east - box.west, box.north - box.south) > least
            ]
            if path := self._seen.path(rings):
                yield tag("path", d=path, class_="land")

    def mark(self, pin: Pin, outlines: dict[str, Country], linked: bool) -> Markup:
        where = pin.where
        x, y = self._at(where)
        if where.precision == _COUNTRY and where.country in outlines:
            path = self._seen.path(outlines[where.country].rings)
            shape = [tag("path", d=path, class_="region")]
        elif where.precision > _POINT:
            shape = [tag("circle", cx=x, cy=y, r=self._radius(where), class_="region")]
        else:
            r = _size(pin.claims)
            shape = [tag("circle", cx=x, cy=y, r=r, class_="place")]
            if where.precision == _POINT:
                shape.insert(0, tag("circle", cx=x, cy=y, r=max(self._radius(where), r + 4), class_="about"))
            self._taken.append((x - r, y - r, x + r, y + r))
        title = tag("title", f"{where.name}: {wording.NEAR[where.precision]}; {number(pin.claims, 'claim')}")
        if pin.href is None or not linked:
            return group([title, *shape])
        return tag("a", title, *shape, href=pin.href, class_="node")

    def names(self, pins: Sequence[Pin], outlines: dict[str, Country]) -> Iterator[Markup]:
        """The names of places, the weightiest first, each where it meets no other."""
        named = set()
        for pin in sorted(pins, key=lambda pin: (-pin.claims, pin.where.precision, pin.where.name)):
            x, y = self._at(pin.where)
            if (pin.where.name, x, y) in named:
                continue
            named.add((pin.where.name, x, y))
            text = fit(pin.where.name, 180, 12.5)
            long = measure(text, 12.5)
            inside = pin.where.precision > _POINT
            outline = outlines.get(pin.where.country or "") if pin.where.precision == _COUNTRY else None
            reach = gap = self._radius(pin.where) if inside else _size(pin.claims) + 5
            if outline is not None:
                x, y = self._middle(outline, 0) or (x, y)
                gap, reach = self._extent(outline, x, y)
            for left, base in _spots(x, y, long, (gap, reach), inside):
                box = (left - 2, base - 12, left + long + 2, base + 4)
                if self._free(box):
                    self._taken.append(box)
                    self._named.add(pin.where.name)
                    look = "halo region-name" if inside else "halo"
                    yield words(text, left, base, look=look)
                    break

    def labels(self, countries: Iterable[Country]) -> Iterator[Markup]:
        """The names of other countries, where there is room in the middle of what is seen of them."""
        for country in countries:
            if country.name in self._named:
                continue
            spot = self._middle(country, measure(country.name.upper(), 10.5) * 1.15)
            if spot is None:
                continue
            text = country.name.upper()
            long = measure(text, 10.5) * 1.08
            box = (spot[0] - long / 2, spot[1] - 10, spot[0] + long / 2, spot[1] + 3)
            if self._free(box):
                self._taken.append(box)
                yield words(text, spot[0], spot[1], look="country halo", anchor="middle")

    def foot(self) -> Markup:
        """A bar that tells how far things lie apart, and what is to be known of the borders."""
        km = _round_km(self._width * 0.22 / self._seen.scale * KM)
        long = km / KM * self._seen.scale
        y = self._height - 10
        bar = tag("path", d=f"M8 {y - 4}V{y}H{8 + long:.1f}V{y - 4}", class_="line")
        return group(
            [
                tag("rect", x=0, y=self._height - 24, width=self._width, height=24, class_="foot-band"),
                bar,
                words(f"{km:,} km", 14 + long, y + 2, look="soft"),
                words(_NOTE, self._width - 8, y + 2, look="soft", anchor="end"),
                tag("rect", x=1, y=1, width=self._width - 2, height=self._height - 2, class_="frame"),
            ]
        )

    def _at(self, where: Where) -> tuple[float, float]:
        assert where.lat is not None, "only places with a point are drawn"
        assert where.lon is not None, "so is its longitude"
        return self._seen.at(where.lon, where.lat)

    def _radius(self, where: Where) -> float:
        return max(_HALO[where.precision] / KM * self._seen.scale, _LEAST_HALO)

    def _extent(self, country: Country, x: float, y: float) -> tuple[float, float]:
        """How far the largest part of a country reaches from a point in it, in pixels: across, up or down."""
        _, box = _largest(country)
        west, north = self._seen.at(box.west, box.north)
        east, south = self._seen.at(box.east, box.south)
        return max(x - west, east - x), max(y - north, south - y)

    def _free(self, box: _Rectangle) -> bool:
        left, top, right, bottom = box
        if left < 4 or top < 4 or right > self._width - 4 or bottom > self._height - 4:
            return False
        return not any(
            left < other[2] and other[0] < right and top < other[3] and other[1] < bottom
            for other in self._taken
        )

    def _middle(self, country: Country, least: float) -> tuple[float, float] | None:
        """The middle of the widest stretch of a country that is seen, half way down it, if wide enough."""
        seen = self._seen
        largest, box = _largest(country)
        if not box.meets(seen.box):
            return None
        lat = (max(box.south, seen.box.south) + min(box.north, seen.box.north)) / 2
        crossings = sorted(_crossings(largest, lat))
        spans = [
            (max(a, seen.box.west), min(b, seen.box.east))
            for a, b in zip(crossings[::2], crossings[1::2], strict=False)
        ]
        west, east = max(spans, key=lambda span: span[1] - span[0], default=(0.0, 0.0))
        if (east - west) * seen.scale * seen.stretch <= least:
            return None
        x, y = seen.at((west + east) / 2, lat)
        return x, y + 4


def _largest(country: Country) -> tuple[Ring, Box]:
    """The largest part of a country, and the box about it."""
    return max(
        zip(country.rings, country.boxes, strict=True),
        key=lambda part: (part[1].east - part[1].west) * (part[1].north - part[1].south),
    )


def _crossings(ring: Sequence[tuple[float, float]], lat: float) -> Iterator[float]:
    for (ax, ay), (bx, by) in zip(ring, (*ring[1:], ring[0]), strict=True):
        if (ay > lat) != (by > lat):
            yield ax + (bx - ax) * (lat - ay) / (by - ay)


def _spots(
    x: float, y: float, long: float, reach: tuple[float, float], inside: bool
) -> Iterator[tuple[float, float]]:
    """Where a name may stand about a place that reaches so far to the sides, and up and down."""
    gap, tall = reach
    if inside:
        yield from ((x - long / 2, y + 4), (x - long / 2, y - 14), (x - long / 2, y + 22))
        yield from ((x - long / 2, y - tall / 2), (x - long / 2, y + tall / 2))
        yield from ((x - long / 2, y - tall - 5), (x - long / 2, y + tall + 14))
        yield from ((x + gap + 5, y + 4), (x - gap - 5 - long, y + 4))
    else:
        yield from ((x + gap, y + 4), (x - gap - long, y + 4))
        yield from ((x - long / 2, y - gap - 2), (x - long / 2, y + gap + 11))
        yield from ((x + gap - 2, y - 8), (x + gap - 2, y + 17))


def _reach(pin: Pin, outlines: dict[str, Country]) -> Box:
    """What has to be seen of a place: its halo, and the country it is in where that is no large one."""
    where = pin.where
    assert where.lat is not None, "only places with a point are drawn"
    assert where.lon is not None, "so is its longitude"
    reach = _HALO.get(where.precision, 25.0)
    near = around(where.lon, where.lat, reach)
    outline = outlines.get(where.country or "")
    if outline is None:
        return near
    held = next((b for b in outline.boxes if _in(b, where.lon, where.lat)), None)
    if held is None:
        return near
    if where.precision == _COUNTRY:
        return held
    if max(held.east - held.west, held.north - held.south) > _WHOLE:
        return around(where.lon, where.lat, max(reach, _AROUND))
    return Box(
        min(near.west, held.west), min(near.south, held.south),
        max(near.east, held.east), max(near.north, held.north),
    )  # fmt: skip


def _in(box: Box, lon: float, lat: float) -> bool:
    return box.west <= lon <= box.east and box.south <= lat <= box.north


def _named(countries: Iterable[Country], pins: Iterable[Pin]) -> dict[str, Country]:
    wanted = {pin.where.country for pin in pins}
    return {country.code: country for country in countries if country.code and country.code in wanted}


def _size(claims: int) -> float:
    return min(4.0 + 1.2 * math.sqrt(claims - 1), 14.0)


def _round_km(most: float) -> int:
    """The largest of 1, 2 or 5 times a power of ten that is no larger."""
    power = 10 ** math.floor(math.log10(max(most, 1)))
    return int(max(step * power for step in (1, 2, 5) if step * power <= max(most, 1)))
