"""Who is said to have done what to whom, and who stands how to whom, as a network.

Pairs go in, SVG comes out. Nodes find their place by forces (Fruchterman and Reingold 1991) from a fixed
start, and are then pushed apart until no name meets another; a name stands below its node, or above it where
fewer edges pass: the same pairs, the same picture. An edge runs from the doer to the one whom it befell,
thicker by how much is claimed; dotted where it is a tie that lasts.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from markupsafe import Markup

from reportedly.export.wording import number
from reportedly.web.figures.draw import group, measure, picture, tag, words, wrapped

WIDE, NARROW = (1120, 640), (380, 560)
_ACTORS = {WIDE: 22, NARROW: 11}
_EDGES = {WIDE: 48, NARROW: 18}
_ROOM, _LINE, _PAD = 150.0, 14.0, 8.0
_ROUNDS = 250

_Point = tuple[float, float]
_Rectangle = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Edge:
    """What one party is claimed to have done to another: how many claims, of what; `tie` where it lasts."""

    actor: str
    recipient: str
    claims: int
    contested: int
    types: tuple[str, ...]
    tie: bool
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Drawn:
    """A network, and how many of the actors and pairs that there are it shows."""

    picture: Markup
    actors: int
    edges: int


def network(edges: Sequence[Edge], size: tuple[int, int]) -> Drawn | None:
    """Return the network of the strongest pairs at one of two sizes, or null where there is no pair."""
    weight: Counter[str] = Counter()
    for edge in edges:
        weight[edge.actor] += edge.claims
        weight[edge.recipient] += edge.claims
    kept: list[Edge] = []
    names: list[str] = []
    for edge in sorted(edges, key=lambda e: (-e.claims, e.actor, e.recipient)):
        new = [name for name in (edge.actor, edge.recipient) if name not in names]
        if edge.actor != edge.recipient and len(names) + len(new) <= _ACTORS[size]:
            kept.append(edge)
            names += new
        if len(kept) == _EDGES[size]:
            break
    if not names:
        return None
    labels = {name: wrapped(name.split() or [""], " ", _ROOM) for name in names}
    at = _apart(_placed(names, kept, size), names, labels, size)
    twice = {(e.actor, e.recipient) for e in kept} & {(e.recipient, e.actor) for e in kept}
    above = _above(at, kept, labels)
    body = [
        group((_edge(e, at, labels, above, (e.actor, e.recipient) in twice) for e in kept), class_="pairs"),
        *(_node(name, at[name], labels[name], weight[name], name in above) for name in names),
    ]
    label = f"Network of {number(len(names), 'actor')} and {number(len(kept), 'pair')}"
    look = "figure network " + ("wide" if size == WIDE else "narrow")
    linked = any(edge.href for edge in kept)
    return Drawn(picture(*size, label, body, look, links=linked), len(names), len(kept))


def _placed(names: Sequence[str], edges: Sequence[Edge], size: tuple[int, int]) -> dict[str, _Point]:
    """Where forces put the nodes, in a square of 1: pairs draw each other near, all push each other away."""
    count = len(names)
    turn = 2 * math.pi * np.arange(count) / count
    at = np.stack([0.5 + 0.4 * np.cos(turn), 0.5 + 0.4 * np.sin(turn)], axis=1)
    index = {name: n for n, name in enumerate(names)}
    pull = np.zeros((count, count))
    for edge in edges:
        a, b = index[edge.actor], index[edge.recipient]
        pull[a, b] = pull[b, a] = max(pull[a, b], 1 + math.log(edge.claims))
    ideal = 1.2 / math.sqrt(count)
    for step in range(_ROUNDS):
        away = at[:, None, :] - at[None, :, :]
        far = np.maximum(np.sqrt((away**2).sum(axis=2)), 1e-4)
        force = ideal**2 / far**2 - pull * far / ideal * 0.3
        np.fill_diagonal(force, 0)
        move = (away / far[:, :, None] * force[:, :, None]).sum(axis=1) + (0.5 - at) * 0.3
        long = np.maximum(np.sqrt((move**2).sum(axis=1, keepdims=True)), 1e-9)
        at = at + move / long * np.minimum(long * 0.05, 0.08 * (1 - step / _ROUNDS))
    low, high = at.min(axis=0), at.max(axis=0)
    spread = np.where(high - low > 1e-6, high - low, 1.0)
    flat = (at - low) / spread if count > 1 else at * 0 + 0.5
    width, height = size
    margin = _ROOM / 2 + _PAD
    return {
        name: (margin + float(x) * (width - 2 * margin), 24 + float(y) * (height - 74))
        for name, (x, y) in zip(names, np.round(flat, 6), strict=True)
    }


def _apart(
    at: dict[str, _Point], names: Sequence[str], labels: dict[str, list[str]], size: tuple[int, int]
) -> dict[str, _Point]:
    """Push nodes, with their names, until none meets another and all are inside."""
    spots = {name: list(at[name]) for name in names}
    half = {name: max(max(map(measure, labels[name])) / 2, 14.0) + _PAD for name in names}
    below = {name: 16 + _LINE * len(labels[name]) for name in names}
    for _ in range(400):
        moved = False
        for n, a in enumerate(names):
            for b in names[n + 1 :]:
                across = half[a] + half[b] - abs(spots[a][0] - spots[b][0])
                upper, lower = (a, b) if spots[a][1] <= spots[b][1] else (b, a)
                down = spots[upper][1] + below[upper] + 16 - spots[lower][1]
                if across <= 0 or down <= 0:
                    continue
                moved = True
                if down <= across:
                    spots[upper][1] -= down / 2 + 0.5
                    spots[lower][1] += down / 2 + 0.5
                else:
                    left, right = (a, b) if spots[a][0] <= spots[b][0] else (b, a)
                    spots[left][0] -= across / 2 + 0.5
                    spots[right][0] += across / 2 + 0.5
        for name in names:
            x, y = spots[name]
            spots[name] = [
                min(max(x, half[name]), size[0] - half[name]),
                min(max(y, 16.0), size[1] - below[name] - 4),
            ]
        if not moved:
            break
    return {name: (x, y) for name, (x, y) in spots.items()}


def _above(
    at: dict[str, _Point], edges: Sequence[Edge], labels: dict[str, list[str]]
) -> frozenset[str]:
    """Return the nodes whose names stand above them: fewer edges pass there, and no other node or name."""
    boxes = {name: _label(at[name], labels[name], False) for name in at}
    lines = [(at[edge.actor], at[edge.recipient]) for edge in edges]
    out = set()
    for name, spot in at.items():
        over = _label(spot, labels[name], True)
        others = [box for other, box in boxes.items() if other != name]
        others += [(x - 8, y - 8, x + 8, y + 8) for other, (x, y) in at.items() if other != name]
        if over[1] < 2 or any(_meet(over, box) for box in others):
            continue
        below, here = (sum(_passes(line, box) for line in lines) for box in (boxes[name], over))
        if here < below:
            out.add(name)
            boxes[name] = over
    return frozenset(out)


def _label(at: _Point, label: Sequence[str], above: bool) -> _Rectangle:
    """Where a name stands."""
    half = max(map(measure, label)) / 2
    top = at[1] - 10 - _LINE * len(label) if above else at[1] + 8
    return at[0] - half, top, at[0] + half, top + 2 + _LINE * len(label)


def _meet(one: _Rectangle, other: _Rectangle) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _passes(line: tuple[_Point, _Point], box: _Rectangle) -> bool:
    """Whether a straight line passes through a rectangle (Liang and Barsky 1984)."""
    (ax, ay), (bx, by) = line
    first, last = 0.0, 1.0
    for start, step, low, high in ((ax, bx - ax, box[0], box[2]), (ay, by - ay, box[1], box[3])):
        if step == 0:
            if not low < start < high:
                return False
            continue
        near, far = sorted(((low - start) / step, (high - start) / step))
        first, last = max(first, near), min(last, far)
    return first < last


def _edge(
    edge: Edge, at: dict[str, _Point], labels: dict[str, list[str]], above: frozenset[str], bent: bool
) -> Markup:
    (ax, ay), (bx, by) = at[edge.actor], at[edge.recipient]
    long = math.hypot(bx - ax, by - ay) or 1.0
    ux, uy = (bx - ax) / long, (by - ay) / long
    off = min(24.0, long / 6) if bent else 0.0
    mx, my = (ax + bx) / 2 - uy * off, (ay + by) / 2 + ux * off
    start = _stop((ax, ay), (mx, my), labels[edge.actor], edge.actor in above, 9)
    end = _stop((bx, by), (mx, my), labels[edge.recipient], edge.recipient in above, 12)
    thick = 1 + 1.3 * math.log2(edge.claims)
    line = f"M{start[0]:.1f} {start[1]:.1f}Q{mx:.1f} {my:.1f} {end[0]:.1f} {end[1]:.1f}"
    parts = [
        tag("path", d=line, class_="pair" + (" tie" if edge.tie else ""), stroke_width=min(thick, 7.0)),
        tag("path", d=line, class_="touch"),
        tag("path", d=_head(end, (bx, by), min(thick, 7.0)), class_="head"),
    ]
    if edge.contested:
        cx, cy = (start[0] + 2 * mx + end[0]) / 4, (start[1] + 2 * my + end[1]) / 4
        parts.append(tag("circle", cx=cx, cy=cy, r=4, class_="denies mark"))
    what = ", ".join(edge.types[:4]) or "an event of no known kind"
    told = f"{edge.actor} to {edge.recipient}: {number(edge.claims, 'claim')} ({what})"
    if edge.contested:
        told += f", {edge.contested} contested"
    title = tag("title", told)
    if edge.href is None:
        return group([title, *parts])
    return tag("a", title, *parts, href=edge.href, class_="node", aria_label=told)


def _stop(node: _Point, toward: _Point, label: Sequence[str], above: bool, gap: float) -> _Point:
    """Where an edge ends: a little before its node, or before its name where that stands in the way."""
    (x, y), (tx, ty) = node, toward
    long = math.hypot(tx - x, ty - y) or 1.0
    ux, uy = (tx - x) / long, (ty - y) / long
    tall = 14 + _LINE * len(label)
    down = -uy if above else uy
    if down > 0 and abs(ux) / down * tall < max(map(measure, label)) / 2:
        gap = min(tall / down + 6, long * 0.8)
    return x + ux * gap, y + uy * gap


def _head(tip_base: _Point, tip: _Point, thick: float) -> str:
    """A small triangle at the end of an edge."""
    (x, y), (tx, ty) = tip_base, tip
    long = math.hypot(tx - x, ty - y) or 1.0
    ux, uy = (tx - x) / long, (ty - y) / long
    wide = 3 + thick / 2
    return (
        f"M{x + ux * 5:.1f} {y + uy * 5:.1f}L{x - uy * wide:.1f} {y + ux * wide:.1f}"
        f"L{x + uy * wide:.1f} {y - ux * wide:.1f}Z"
    )


def _node(name: str, at: _Point, label: Sequence[str], weight: int, above: bool) -> Markup:
    x, y = at
    base = _label(at, label, above)[1] + 12

    def parts() -> Iterator[Markup]:
        yield tag(
            "circle", tag("title", f"{name}: {number(weight, 'claim')}"), cx=x, cy=y, r=6, class_="actor"
        )
        for n, line in enumerate(label):
            yield words(line, x, base + n * _LINE, look="halo", anchor="middle")

    return group(parts())
