"""Invented subjects for the tests of what tells one story: the common part of news, and a little more."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import numpy as np

from reportedly.link.alike import Subject, weights
from reportedly.shapes import Place

DAY = date(2031, 3, 4).toordinal()
_COMMON = weights().mean
_MADE = np.random.default_rng(1).normal(size=(3, len(_COMMON)))
_OWN = np.linalg.qr(np.stack([_COMMON, *weights().top, *_MADE]).T)[0]


def topic(*values: float) -> tuple[float, ...]:
    """Return the unit vector of a news topic: the common part, and up to three numbers of its own."""
    row = _COMMON + sum(value * own for value, own in zip(values, _OWN.T[-3:], strict=False))
    return tuple(float(x) for x in row / np.linalg.norm(row))


def town(name: str, admin1: str = "North") -> Place:
    """Return a town of the invented country."""
    return Place("pl", 0, 1, name, None, "XVE", admin1, None, None, 1)


def subject(
    name: str,
    values: tuple[float, ...] = (1.0, 0.5),
    *,
    day: int | None = DAY,
    towns: Iterable[str] = (),
    times: Iterable[int] = (),
    tolls: Iterable[int] = (),
    names: Iterable[str] = (),
) -> Subject:
    """Return what a document of a day is about."""
    own = tuple(town(t) for t in towns)
    return Subject(name, topic(*values), own, frozenset(times), frozenset(tolls), frozenset(names), day)
