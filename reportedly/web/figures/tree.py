"""The provenance tree as a picture: time across on wide screens, time told in words on narrow ones.

A claim goes in, SVG comes out. Every node has a row of its own, its line comes in from the left and its
name stands to the right, and a child is always drawn to the right of its parent: so nothing can overlap,
however many there are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from reportedly.claim import Claim, Stance
from reportedly.web import wording
from reportedly.web.figures.draw import fit, group, measure, picture, tag, words, wrapped
from reportedly.web.figures.provenance import Node, Part, provenance
from reportedly.web.moments import moment, short, told
from reportedly.web.moments import ticks as time_ticks

WIDE, NARROW = 1120, 380
_GUTTER, _RIGHT, _TOP = 300.0, 236.0, 34.0
_ROOM = _GUTTER - 44
_ROW, _LINE, _GAP, _STEP = 22.0, 15.0, 14.0, 18.0


@dataclass(frozen=True, slots=True)
class Placed:
    """A node at its point; `parent` is where its line comes from."""

    node: Node
    x: float
    y: float
    parent: tuple[float, float] | None


Address = Callable[[Node], str]
"""Where a node leads."""


def tree(claim: Claim, *, narrow: bool = False, address: Address | None = None) -> Markup:
    """Return the picture of who has the claim from whom; nodes lead to their `address`, if there is one."""
    return drawn(claim, provenance(claim), narrow=narrow, address=address)


def drawn(claim: Claim, roots: Sequence[Node], *, narrow: bool, address: Address | None) -> Markup:
    """Return the picture of a claim's provenance that is known already."""
    label = f"Who has it from whom: {len(claim.statements):,} statements, {len(claim.origins):,} origins"
    if not roots:
        return picture(WIDE, 40, label, [words("No statement is kept.", 0, 24, look="soft")])
    return _narrow(claim, roots, label, address) if narrow else _wide(claim, roots, label, address)


def _wide(claim: Claim, roots: Sequence[Node], label: str, address: Address | None) -> Markup:
    dates = [when for root in roots for when in (root.start, root.end) if when]
    first, last = min(dates, default=None), max(dates, default=None)
    scale = _Scale(first, last)
    placed: list[Placed] = []
    names = {origin.id: origin.name for origin in claim.origins}
    y = _TOP + 18
    for root in roots:
        placed.append(Placed(root, _GUTTER, y, None))
        below = _place(root, _GUTTER, y, scale, placed)
        y = max(below, y + (len(_lines(root, names, _ROOM)) - 1) * _LINE) + _ROW + _GAP
    height = y - 14
    axis = list(_axis(scale, height)) if first and last else []
    body = [
        group(axis, class_="axis"),
        group((_edge(p) for p in placed if p.parent), class_="edges"),
        *(_brackets(placed)),
        *(_wide_node(p, scale, names, address) for p in placed),
    ]
    return picture(WIDE, height, label, body, "figure tree wide", links=address is not None)


class _Scale:
    """Where a moment stands on the wide picture's axis."""

    left, right = _GUTTER + 46, WIDE - _RIGHT

    def __init__(self, first: datetime | None, last: datetime | None) -> None:
        self.first, self.last = first, last
        self._seconds = (last - first).total_seconds() if first and last else 0.0

    def x(self, when: datetime | None) -> float:
        if when is None or self.first is None or not self._seconds:
            return self.left
        return self.left + (self.right - self.left) * (when - self.first).total_seconds() / self._seconds


def _place(node: Node, x: float, y: float, scale: _Scale, out: list[Placed]) -> float:
    """Place a node's children below it, an origin's first beside it; return the last row's y."""
    row = y
    for index, child in enumerate(node.children):
        row += 0 if index == 0 and node.part is Part.ORIGIN else _ROW
        at = max(scale.x(child.start), x + _STEP)
        out.append(Placed(child, at, row, (x, y)))
        row = _place(child, at, row, scale, out)
    return row


def _axis(scale: _Scale, height: float) -> Iterator[Markup]:
    assert scale.first is not None, "an axis is drawn only where something is dated"
    assert scale.last is not None, "so is its end"
    clear = -1.0
    for tick in time_ticks(scale.first, scale.last, 7):
        x, half = scale.x(tick.at), measure(tick.label, 11.5) / 2
        yield tag("path", d=f"M{x:.1f} {_TOP - 8:.0f}V{height:.0f}")
        if x - half > clear and x + half < WIDE:
            clear = x + half + 8
            yield words(tick.label, x, _TOP - 16, look="soft", anchor="middle")


def _edge(placed: Placed, indent: bool = False) -> Markup:
    node = placed.node
    assert placed.parent is not None, "only children have a line"
    (px, py), x, y = placed.parent, placed.x, placed.y
    bend = min(7.0, x - px, abs(y - py))
    path = f"M{px:.1f} {py:.1f}H{x:.1f}"
    if y != py:
        path = f"M{px:.1f} {py:.1f}V{y - bend:.1f}Q{px:.1f} {y:.1f} {px + bend:.1f} {y:.1f}H{x:.1f}"
    look = f"edge {node.stance.value}" + (" copied" if node.copied else "")
    if node.stance is Stance.DENIES:
        return group([tag("path", d=path, class_=look), tag("path", d=path, class_="hollow-line")])
    return tag("path", d=path, class_=look)


def _brackets(placed: Sequence[Placed]) -> Iterator[Markup]:
    """Tie together origins that count as one: a line before their points."""
    roots = [p for p in placed if p.parent is None and p.node.origin]
    groups: dict[tuple[str, Stance], list[Placed]] = {}
    for p in roots:
        assert p.node.origin is not None, "filtered above"
        groups.setdefault((p.node.origin.group, p.node.stance), []).append(p)
    for together in groups.values():
        if len(together) > 1:
            top, bottom = together[0].y, together[-1].y
            path = f"M16 {top - 12:.1f}H10V{bottom + 12:.1f}H16"
            yield tag("path", tag("title", "these count as one origin"), d=path, class_="bracket")


def _wide_node(p: Placed, scale: _Scale, names: dict[str, str], address: Address | None) -> Markup:
    node = p.node
    if node.part is Part.ORIGIN:
        lines = _lines(node, names, _ROOM)
        told = (
            words(text, _GUTTER - 14, p.y + 4.5 + n * _LINE, look=look, anchor="end")
            for n, (text, look) in enumerate(lines)
        )
        return _linked(node, [_mark(p), *told], address)
    inner = [_mark(p)]
    x = p.x + 12
    if node.part is Part.MORE:
        inner.append(_rain(node, p, scale))
        x = max(scale.x(node.end), p.x) + 10
    look = "strong" if node.part is Part.RELAY else None
    name = fit(node.name, WIDE - x - 4, 12.5, look is not None)
    inner.append(words(name, x, p.y + 4.5, look=look))
    times = len(node.sayings)
    end = x + measure(name, 12.5, look is not None) + 6
    if times > 1 and node.part is not Part.MORE and end + 34 < WIDE:
        inner.append(words(f"×{times:,}", end, p.y + 4.5, look="soft"))
    return _linked(node, inner, address)


def _rain(node: Node, p: Placed, scale: _Scale) -> Markup:
    """One fine stroke for each moment at which what was gathered appeared."""
    found = {round(scale.x(moment(saying.published)) * 2) / 2 for saying in node.sayings}
    path = "".join(f"M{x:.1f} {p.y - 6:.1f}v12" for x in sorted(x for x in found if x >= p.x))
    start, end = p.x, max(scale.x(node.end), p.x)
    line = f"edge {node.stance.value}" + (" copied" if node.copied else "")
    base = f"M{start:.1f} {p.y:.1f}H{end:.1f}"
    double = [tag("path", d=base, class_="hollow-line")] if node.stance is Stance.DENIES else []
    return group(
        [
            tag("path", d=base, class_=line),
            *double,
            tag("path", d=path or f"M{start:.1f} {p.y - 6:.1f}v12", class_=f"rain {node.stance.value}"),
        ]
    )


def _mark(p: Placed) -> Markup:
    node = p.node
    if node.part is Part.ORIGIN:
        open_ = node.origin is None or not node.origin.named
        look = f"origin {node.stance.value}" + (" hollow" if open_ else "")
        return tag("circle", cx=p.x, cy=p.y, r=6, class_=look)
    if node.part is Part.MORE:
        return Markup("")
    size, look = (12, "relay") if node.part is Part.RELAY else (9, "outlet")
    return tag("rect", x=p.x - size / 2, y=p.y - size / 2, width=size, height=size, class_=look)


def _linked(node: Node, inner: Sequence[Markup], address: Address | None) -> Markup:
    title = tag("title", _title(node))
    if address is None:
        return group([title, *inner])
    return tag("a", title, *inner, href=address(node), class_="node")


def _title(node: Node) -> str:
    parts = [node.name]
    if node.origin is not None:
        parts.append(wording.STANCES[node.stance])
    elif node.copied:
        parts.append("words copied")
    if node.start:
        first = next(node.all_sayings())
        parts.append(told(first.published))
    return ", ".join(parts)


def _narrow(claim: Claim, roots: Sequence[Node], label: str, address: Address | None) -> Markup:
    names = {origin.id: origin.name for origin in claim.origins}
    placed: list[Placed] = []
    y = 14.0
    for root in roots:
        placed.append(Placed(root, 8, y, None))
        told = (len(_lines(root, names, NARROW - 25)) - 1) * _LINE
        y = _indent(root, 8, y + told, y, placed) + 36
    body = [
        group((_edge(p) for p in placed if p.parent), class_="edges"),
        *(_narrow_node(p, names, address) for p in placed),
    ]
    return picture(NARROW, y - 20, label, body, "figure tree narrow", links=address is not None)


def _indent(node: Node, x: float, row: float, y: float, out: list[Placed]) -> float:
    for child in node.children:
        row += 24
        out.append(Placed(child, x + _STEP, row, (x, y)))
        row = _indent(child, x + _STEP, row, row, out)
    return row


def _narrow_node(p: Placed, names: dict[str, str], address: Address | None) -> Markup:
    node = p.node
    x = p.x + (5 if node.part is Part.MORE else 13)
    if node.part is Part.ORIGIN:
        lines = _lines(node, names, NARROW - 25)
        told = (words(text, x, p.y + 4.5 + n * _LINE, look=look) for n, (text, look) in enumerate(lines))
        return _linked(node, [_mark(p), *told], address)
    look = "strong" if node.part is Part.RELAY else None
    when = short(node.start) if node.start else ""
    room = NARROW - x - 4 - (measure(when, 11.5) + 8 if when else 0)
    inner = [_mark(p), words(fit(node.name, room, 12.5, look is not None), x, p.y + 4.5, look=look)]
    if when:
        inner.append(words(when, NARROW - 2, p.y + 4.5, look="soft", anchor="end"))
    return _linked(node, inner, address)


def _lines(node: Node, names: dict[str, str], room: float) -> list[tuple[str, str]]:
    """An origin's name and what is known of it, in a few lines."""
    named = [(text, "strong") for text in wrapped(node.name.split() or [""], " ", room, 13, True)]
    return named + [(text, "soft") for text in wrapped(_second(node, names), " · ", room, 11.5, most=3)]


def _second(node: Node, names: dict[str, str]) -> list[str]:
    line = wording.origin_line(node.origin, names) if node.origin else ""
    stands = {
        "said so, now denies": (Stance.SUPPORTS, Stance.DENIES),
        "denied, now says so": (Stance.DENIES, Stance.SUPPORTS),
    }
    changed = next((told for told, pair in stands.items() if (node.before(), node.stance) == pair), "")
    plain = "denies" if node.stance is Stance.DENIES else ""
    return [part for part in (changed or plain, *line.split(" · ")) if part]
