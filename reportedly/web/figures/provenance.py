"""Who has a claim from whom, as a tree: origins, then those who relay, then who printed it.

A claim goes in; roots come out, each with children in the order of time. What repeats is gathered, so
that the tree of 2,000 statements has no more rows than a page can hold.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from reportedly.claim import Claim, Origin, Saying, Stance
from reportedly.web.moments import moment

ORIGINS, ROWS = 12, 120
"""How many origins are drawn one by one; how many rows a tree may have before more is gathered."""


@dataclass(frozen=True, slots=True)
class _Few:
    """How many outlets and relays are drawn one by one; the rest are one row that counts them."""

    leaves: int
    branches: int


_DETAIL = (_Few(3, 5), _Few(1, 3), _Few(0, 2), _Few(0, 1), _Few(0, 0))
"""From much detail to little: the first with few enough rows is taken, else the last."""

_ORDER = {Stance.SUPPORTS: 0, Stance.UNSURE: 1, Stance.DENIES: 2}


class Part(StrEnum):
    """What a node of the tree is."""

    ORIGIN = "origin"
    RELAY = "relay"
    OUTLET = "outlet"
    MORE = "more"


@dataclass(slots=True)
class Node:
    """One row of the tree; `sayings` are the statements printed there, not those of its children.

    `copied` tells that its words are reprinted, `gathered` how many nodes stand behind a row that
    counts; `start` is when it is first heard of, itself or through a child.
    """

    name: str
    part: Part
    stance: Stance
    copied: bool = False
    origin: Origin | None = None
    sayings: list[Saying] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)
    gathered: int = 0
    start: datetime | None = None
    end: datetime | None = None

    def rows(self) -> int:
        """Return how many rows it takes, its children's among them."""
        return 1 + sum(child.rows() for child in self.children)

    def before(self) -> Stance | None:
        """Return what an origin said first, where it is not what he says last; else null."""
        if self.origin is None:
            return None
        last = max((said.published or "" for said in self.all_sayings()), default="")
        first = min(self.all_sayings(), key=lambda said: said.published or "~", default=None)
        if first is None or first.published is None or first.published == last:
            return None
        turned = first.stance is not self.stance and Stance.UNSURE not in (first.stance, self.stance)
        return first.stance if turned else None

    def all_sayings(self) -> Iterator[Saying]:
        """Yield its statements and its children's."""
        yield from self.sayings
        for child in self.children:
            yield from child.all_sayings()


def provenance(claim: Claim) -> list[Node]:
    """Return the roots: those that support first, then by time; origins that count as one together."""
    grown = _gathered_roots(_ordered(_grown(claim)))
    roots = grown
    for few in _DETAIL:
        roots = [_gathered(root, few) for root in grown]
        if sum(root.rows() for root in roots) <= ROWS:
            break
    return roots


def _grown(claim: Claim) -> list[Node]:
    origins = {origin.id: origin for origin in claim.origins}
    printed: dict[tuple[str, str | None, Stance], Node] = {}
    nodes: dict[tuple[str | None, Stance | None, tuple[str, ...]], Node] = {}
    paths: dict[int, tuple[str, ...]] = {}
    for saying in claim.statements:
        origin = origins.get(saying.origin or "")
        chain = _chain(saying, origin)
        above = printed.get((saying.copy_of or "", saying.origin, saying.stance))
        path = chain if above is None else _under(paths[id(above)], chain[-1])
        above_it: Node | None = None
        for depth in range(len(path) + 1):
            # Whoever changed his mind is one root, whose lines tell what he said when.
            stance = None if origin is not None and not depth else saying.stance
            key = (saying.origin, stance, path[:depth])
            if key not in nodes:
                nodes[key] = _node(path[:depth], origin, saying.stance)
                paths[id(nodes[key])] = path[:depth]
                if above_it is not None:
                    above_it.children.append(nodes[key])
            above_it = nodes[key]
        last = nodes[saying.origin, saying.stance, path]
        last.copied = saying.copy_of is not None and (last.copied or not last.sayings)
        last.sayings.append(saying)
        printed.setdefault((saying.document, saying.origin, saying.stance), last)
    roots = [node for (_, _, path), node in nodes.items() if not path]
    for root in roots:
        _settle(root)
    return roots


def _chain(saying: Saying, origin: Origin | None) -> tuple[str, ...]:
    """The names from the first that relays to the publisher; an outlet that saw it itself relays itself."""
    names = saying.chain or ((saying.outlet,) if saying.outlet else ("unknown",))
    if origin is not None or names[0] == "unknown":
        return names[1:] or names
    return names


def _under(path: tuple[str, ...], name: str) -> tuple[str, ...]:
    return path if path[-1:] == (name,) else (*path, name)


def _node(path: tuple[str, ...], origin: Origin | None, stance: Stance) -> Node:
    if not path:
        if origin is None:
            return Node("No known origin", Part.ORIGIN, stance)
        return Node(origin.name, Part.ORIGIN, origin.stance, origin=origin)
    return Node(path[-1], Part.OUTLET, stance)


def _settle(node: Node) -> None:
    """Find when each is first and last heard of, and what it is."""
    for child in node.children:
        _settle(child)
    found = [when for saying in node.sayings if (when := moment(saying.published))]
    found += [when for child in node.children for when in (child.start, child.end) if when]
    node.start, node.end = min(found, default=None), max(found, default=None)
    if node.part is Part.OUTLET and node.children:
        node.part = Part.RELAY


def _gathered(node: Node, few: _Few) -> Node:
    """Return a node whose children that repeat are one row: relays, outlets, reprints, by stance."""
    kinds: defaultdict[tuple[bool, Stance, bool], list[Node]] = defaultdict(list)
    for child in node.children:
        branch = bool(child.children)
        kinds[branch, child.stance, child.copied and not branch].append(child)
    kept: list[Node] = []
    for (branch, _, _), alike in kinds.items():
        kept += _few(alike, few.branches if branch else few.leaves)
    return replace(node, children=sorted((_gathered(child, few) for child in kept), key=_by_time))


def _few(nodes: Sequence[Node], most: int) -> list[Node]:
    """Keep the first nodes, and make one row of the others where there are more than one."""
    ordered = sorted(nodes, key=_by_time)
    if len(ordered) <= most + 1:
        return ordered
    return [*ordered[:most], _more(ordered[most:])]


def _more(nodes: Sequence[Node]) -> Node:
    sayings = [saying for node in nodes for saying in node.all_sayings()]
    outlets = len({saying.outlet for saying in sayings})
    copied = all(saying.copy_of for saying in sayings)
    what = ("reprint" if copied else "statement") + ("" if len(sayings) == 1 else "s")
    where = f"{outlets:,} outlet" + ("" if outlets == 1 else "s")
    found = [when for node in nodes for when in (node.start, node.end) if when]
    return Node(
        f"+{len(sayings):,} {what} in {where}", Part.MORE, nodes[0].stance, copied=copied, sayings=sayings,
        gathered=len(nodes), start=min(found, default=None), end=max(found, default=None),
    )  # fmt: skip


def _by_time(node: Node) -> tuple[bool, datetime | int | None, bool, str]:
    return node.start is None, node.start or 0, node.part is Part.MORE, node.name


def _ordered(roots: Sequence[Node]) -> list[Node]:
    """Put groups of one stance side by side, nobody known last."""
    first: dict[tuple[Stance, str], Node] = {}
    for root in sorted(roots, key=_by_time):
        first.setdefault((root.stance, _group(root)), root)

    def place(root: Node) -> tuple[object, ...]:
        lead = first[root.stance, _group(root)]
        return root.origin is None, _ORDER[root.stance], *_by_time(lead), _group(root), *_by_time(root)

    return sorted(roots, key=place)


def _group(root: Node) -> str:
    return root.origin.group if root.origin else ""


def _gathered_roots(roots: list[Node]) -> list[Node]:
    if len(roots) <= ORIGINS + 1:
        return roots
    known = [root for root in roots if root.origin is not None]
    heavy = sorted(known, key=lambda root: -sum(1 for _ in root.all_sayings()))
    ranks: Counter[Stance] = Counter()
    ranked = []
    for root in heavy:
        ranked.append((ranks[root.stance], root))
        ranks[root.stance] += 1
    # Turn by turn from each stance, so that the many on one side do not hide the other.
    kept = {id(root) for _, root in sorted(ranked, key=lambda pair: pair[0])[:ORIGINS]}
    out: list[Node] = []
    for stance in _ORDER:
        of_stance = [root for root in roots if root.stance is stance and root.origin is not None]
        rest = [root for root in of_stance if id(root) not in kept]
        if len(rest) < 2:
            out += of_stance
            continue
        more = _more(rest)
        gathered = Node(f"{len(rest):,} more origins", Part.ORIGIN, stance, gathered=len(rest))
        gathered.children, gathered.start, gathered.end = [more], more.start, more.end
        out += [*(root for root in of_stance if id(root) in kept), gathered]
    return [*out, *(root for root in roots if root.origin is None)]
