"""The small picture of a row: who stands behind a claim, against how often it is repeated.

A claim goes in; SVG comes out: a point for each independent origin, and a bar for the statements.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from markupsafe import Markup

from reportedly.claim import Claim, Origin, Stance
from reportedly.web.figures.draw import picture, tag, words

WIDTH, HEIGHT = 168, 34
_MOST, _PITCH = 7, 13


def small(claim: Claim) -> Markup:
    """Return the picture: points above, filled where named, and below them a bar, longer by powers of ten."""
    statements = len(claim.statements)
    have = claim.independent_origins
    label = (
        f"{have.for_} independent origins for, {have.against} against; "
        f"{statements:,} statements in {claim.outlets:,} outlets"
    )
    length = 24 + 84 * math.log10(max(statements, 1)) / 4
    bar = [
        tag("rect", x=1, y=24, width=min(length, WIDTH - 60), height=5, class_="bar"),
        words(f"×{statements:,}", min(length, WIDTH - 60) + 7, 30.5, look="soft"),
    ]
    return picture(WIDTH, HEIGHT, label, [*_points(claim), *bar], "figure small")


def _points(claim: Claim) -> Iterator[Markup]:
    x = 7.0
    have = claim.independent_origins
    for stance, count in ((Stance.SUPPORTS, have.for_), (Stance.DENIES, have.against)):
        leads = _leads(claim, stance)[:count]
        for at in range(min(count, _MOST)):
            hollow = at < len(leads) and not leads[at].named
            yield tag("circle", cx=x, cy=9, r=4.5, class_=stance.value + (" hollow" if hollow else ""))
            if stance is Stance.DENIES:
                yield tag("path", d=f"M{x - 4.5:.1f} 9H{x + 4.5:.1f}", class_="strike")
            x += _PITCH
        if count > _MOST:
            yield words(f"+{count - _MOST:,}", x - 3, 13, look="soft")
            x += 30
        x += 6 if count else 0
    if x == 7.0:
        yield words("no known origin", 1, 13, look="soft")


def _leads(claim: Claim, stance: Stance) -> list[Origin]:
    """One origin for each group that stands so: the named one where there is one."""
    groups: dict[str, Origin] = {}
    for origin in claim.origins:
        if origin.stance is stance and origin.withdrawn is None:
            known = groups.get(origin.group)
            if known is None or (origin.named and not known.named):
                groups[origin.group] = origin
    return sorted(groups.values(), key=lambda origin: (origin.generic, not origin.named, origin.id))
