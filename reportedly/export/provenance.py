"""By which way a claim came: its statements' chains as trees, an origin at each root, outlets at the leaves.

Statements go in; lines come out, each a name or a report, drawn with box lines. Reprints are marked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from reportedly.claim import Claim, Saying

NOBODY = "nobody named"


@dataclass(frozen=True, slots=True)
class Twig:
    """A line of a tree: what stands before it, a name, and the reports that end there."""

    lines: str
    name: str
    origin: str | None
    reports: tuple[Saying, ...]


@dataclass(slots=True)
class _Node:
    reports: list[Saying] = field(default_factory=list)
    below: dict[str, _Node] = field(default_factory=dict)


def tree(claim: Claim) -> Iterator[Twig]:
    """Yield the lines of a claim's trees: origins by their first report, the unsourced last.

    One origin under several names is one tree, by the name that the claim gives it. Of several
    statements in one document along one way, the first stands for all.
    """
    names = {origin.id: origin.name for origin in claim.origins}
    roots: dict[str | None, _Node] = {}
    for saying in sorted(claim.statements, key=lambda s: (s.origin is None, s.published or "~")):
        node = roots.setdefault(saying.origin, _Node())
        for name in saying.relays:
            node = node.below.setdefault(name, _Node())
        if all(report.document != saying.document for report in node.reports):
            node.reports.append(saying)
    for origin, node in roots.items():
        yield Twig("", NOBODY if origin is None else names.get(origin, origin), origin, tuple(node.reports))
        yield from _below(node, "")


def _below(node: _Node, before: str) -> Iterator[Twig]:
    for place, (name, child) in enumerate(node.below.items()):
        last = place == len(node.below) - 1
        yield Twig(f"{before}{'└─ ' if last else '├─ '}", name, None, tuple(child.reports))
        yield from _below(child, before + ("   " if last else "│  "))
