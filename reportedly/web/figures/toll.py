"""The toll as each side has given it: one row a figure, ranges as bars, open ends dashed.

A claim goes in; one picture for each role that is counted (killed, wounded, in force) comes out. Figures
of different speakers stand side by side and are never averaged.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from reportedly.claim import Claim, Origin, Side, Stance, Tally
from reportedly.shapes import CountRole
from reportedly.web import wording
from reportedly.web.figures.draw import fit, group, measure, picture, tag, words, wrapped
from reportedly.web.moments import moment, short

WIDE, NARROW = 560, 360
_TOP, _ROW, _HEAD, _LINE = 26.0, 34.0, 24.0, 14.0
_MOST = 24


def tolls(claim: Claim) -> list[tuple[str, tuple[Markup, Markup]]]:
    """Return what was counted, in words, and its pictures for wide and for narrow screens."""
    out = []
    for role in CountRole:
        given = sorted((t for t in claim.counts if t.role is role), key=lambda t: t.published or "~")
        if given:
            wide, narrow = (_toll(claim, role, given, width) for width in (WIDE, NARROW))
            out.append((wording.ROLES[role], (wide, narrow)))
    return out


def _toll(claim: Claim, role: CountRole, given: Sequence[Tally], width: int) -> Markup:
    origins = {origin.id: origin for origin in claim.origins}
    scale = _Scale(max(_most(tally) for tally in given), width)
    rows: list[Markup] = []
    y = _TOP
    shown = 0
    for side in Side:
        of_side = [tally for tally in given if _side(tally, origins) is side][: _MOST - shown]
        if not of_side:
            continue
        rows.append(words(wording.SIDES[side].capitalize(), 0, y + 15, look="soft"))
        y += _HEAD
        for tally in of_side:
            rows.append(group(_row(tally, _stance(claim, tally), origins, scale, y + 12)))
            y += _ROW + _LINE * (len(_name(tally, origins, scale)) - 1)
        shown += len(of_side)
        y += 4
    axis = [part for value in scale.ticks for part in _tick(scale, value, y)]
    if len(given) > shown:
        rows.append(
            words(
                f"and {len(given) - shown:,} more figures; this page as JSON has all", 0, y + 12, look="soft"
            )
        )
        y += 20
    label = f"{wording.ROLES[role]}: {len(given)} figures, as each has given them"
    look = "figure toll " + ("wide" if width == WIDE else "narrow")
    return picture(width, y + 4, label, [group(axis, class_="axis"), *rows], look)


class _Scale:
    """Where a number stands: from nought to a round number that holds all."""

    def __init__(self, most: int, width: int) -> None:
        self.width = width
        self.left, self._right = (214.0, 96.0) if width == WIDE else (140.0, 90.0)
        step = 1
        while step * 4 < most:
            digits = str(step)
            step = step * 5 // 2 if digits[0] == "2" else step * 2
        self.ticks = range(0, step * 4 + 1, step)
        self._last = step * 4

    def x(self, value: int) -> float:
        return self.left + (self.width - self.left - self._right) * value / self._last


def _tick(scale: _Scale, value: int, height: float) -> Iterator[Markup]:
    yield tag("path", d=f"M{scale.x(value):.1f} {_TOP - 6:.0f}V{height:.0f}")
    if scale.width == NARROW and value not in (scale.ticks[0], scale.ticks[2], scale.ticks[-1]):
        return
    yield words(f"{value:,}", scale.x(value), _TOP - 13, look="soft", anchor="middle")


def _row(
    tally: Tally, stance: Stance, origins: dict[str, Origin], scale: _Scale, y: float
) -> Iterator[Markup]:
    look = stance.value
    named = _name(tally, origins, scale)
    when = moment(tally.published)
    for n, name in enumerate(named):
        yield words(name, scale.left - 14, y + 1 + n * _LINE, anchor="end")
    date = short(when) if when else "no date"
    yield words(date, scale.left - 14, y + 1 + len(named) * _LINE, look="soft", anchor="end")
    low, high = tally.low, tally.high
    best = tally.best if tally.best is not None else (low if low == high else None)
    end = scale.x(max(value for value in (low, best, high, 0) if value is not None))
    if low is not None and high is not None and low != high:
        yield tag(
            "rect", x=scale.x(low), y=y, width=scale.x(high) - scale.x(low), height=8, class_=f"{look} range"
        )
    if low is not None and high is None:
        last = scale.x(scale.ticks[-1])
        yield tag("path", d=f"M{scale.x(low):.1f} {y + 4:.1f}H{last:.1f}", class_=f"open-end {look}")
        end = last
    if low is None and best is None and high is not None:
        yield tag("path", d=f"M{scale.x(0):.1f} {y + 4:.1f}H{scale.x(high):.1f}", class_=f"open-end {look}")
    for value in {best if best is not None else (low if low is not None else high)}:
        if value is not None:
            yield tag("rect", x=scale.x(value) - 2, y=y - 3, width=4, height=14, class_=look)
    figure = wording.figure(tally)
    if measure(figure) + end + 10 > scale.width:
        figure = fit(figure, scale.width - end - 10)
    yield words(figure, end + 9, y + 8)


def _name(tally: Tally, origins: dict[str, Origin], scale: _Scale) -> list[str]:
    origin = origins.get(tally.said_by or "")
    name = (origin.name if origin else "nobody named").split() or [""]
    return wrapped(name, " ", scale.left - 18, most=2 if scale.width == WIDE else 3)


def _stance(claim: Claim, tally: Tally) -> Stance:
    """How whoever gave a figure stood to the claim when he gave it."""
    for saying in claim.statements:
        if saying.origin == tally.said_by and saying.published == tally.published:
            return saying.stance
    return next((o.stance for o in claim.origins if o.id == tally.said_by), Stance.SUPPORTS)


def _most(tally: Tally) -> int:
    return max((value for value in (tally.low, tally.best, tally.high) if value is not None), default=0)


def _side(tally: Tally, origins: dict[str, Origin]) -> Side:
    origin = origins.get(tally.said_by or "")
    return origin.side if origin else Side.UNKNOWN
