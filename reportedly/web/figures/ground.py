"""The ground of a map: which part of the earth is seen, and where its points stand in the picture.

Boxes and points in degrees go in, points in pixels come out. The projection is equidistant cylindrical,
true at the middle of what is seen: shapes of a country or a region look right, and north is up.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from reportedly.web.outlines import Box, Ring

KM = 111.2
"""Kilometres to a degree of latitude."""

_LEAST = 4.0
"""How many degrees of latitude are seen at least, so that one finds one's way."""

Pixel = tuple[float, float]


@dataclass(frozen=True, slots=True)
class View:
    """What is seen, how large; `stretch` is how much narrower a degree of longitude is drawn."""

    box: Box
    width: float
    height: float
    stretch: float

    @property
    def scale(self) -> float:
        """Return the pixels to a degree of latitude."""
        return self.height / (self.box.north - self.box.south)

    def at(self, lon: float, lat: float) -> Pixel:
        """Return where a point stands."""
        return (lon - self.box.west) * self.scale * self.stretch, (self.box.north - lat) * self.scale

    def holds(self, lon: float, lat: float) -> bool:
        """Whether a point is seen."""
        return self.box.west <= lon <= self.box.east and self.box.south <= lat <= self.box.north

    def path(self, rings: Iterable[Ring]) -> str:
        """Return the rings as the path of a picture, cut off a little outside of it; empty where unseen."""
        out = []
        for ring in rings:
            points = _thinned(_cut([self.at(*point) for point in ring], self.width, self.height))
            if len(points) > 2:
                out.append("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + "Z")
        return "".join(out)


def view(boxes: Sequence[Box], width: float, height: float) -> View:
    """Return a view of this size that holds all boxes, with some room about them."""
    west, east = min(b.west for b in boxes), max(b.east for b in boxes)
    south, north = min(b.south for b in boxes), max(b.north for b in boxes)
    middle = (south + north) / 2
    stretch = max(math.cos(math.radians(middle)), 0.35)
    tall = max((north - south) * 1.3, (east - west) * 1.3 * stretch * height / width, _LEAST)
    tall = min(tall, 360 * stretch * height / width)
    wide = tall * width / height / stretch
    lat = min(max(middle, -90 + tall / 2), 90 - tall / 2) if tall < 180 else 0.0
    lon = min(max((west + east) / 2, -180 + wide / 2), 180 - wide / 2)
    seen = Box(lon - wide / 2, lat - tall / 2, lon + wide / 2, lat + tall / 2)
    return View(seen, width, height, stretch)


def around(lon: float, lat: float, km: float) -> Box:
    """Return the box about a point that reaches so far."""
    up = km / KM
    across = up / max(math.cos(math.radians(lat)), 0.1)
    return Box(lon - across, lat - up, lon + across, lat + up)


def _cut(points: Sequence[Pixel], width: float, height: float) -> list[Pixel]:
    """Cut a ring at the picture's edges (Sutherland and Hodgman 1974), a little outside them."""
    out = list(points)
    for axis, sign, edge in ((0, 1, -4.0), (0, -1, -width - 4), (1, 1, -4.0), (1, -1, -height - 4)):
        out = list(_kept(out, axis, sign, edge))
        if not out:
            break
    return out


def _kept(points: Sequence[Pixel], axis: int, sign: int, edge: float) -> Iterator[Pixel]:
    for at, point in enumerate(points):
        before = points[at - 1]
        here, there = point[axis] * sign - edge, before[axis] * sign - edge
        if here * there < 0:
            share = there / (there - here)
            yield (
                before[0] + (point[0] - before[0]) * share,
                before[1] + (point[1] - before[1]) * share,
            )
        if here >= 0:
            yield point


def _thinned(points: Sequence[Pixel]) -> list[Pixel]:
    """Leave out points that are not seen to differ from the one before."""
    out: list[Pixel] = []
    for x, y in points:
        if not out or abs(x - out[-1][0]) + abs(y - out[-1][1]) >= 1.2:
            out.append((x, y))
    return out
