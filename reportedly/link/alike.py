"""How likely two documents tell one story: what they are about, where, when and of whom, in; log odds out.

A logistic model over few features that anybody can read, whose weights and the news corpora they were made
from stand in `alike.json` (made by `tools/alike.py`). A war's reports are all about one thing, so the mean
of news topics and their first component are taken out of the vectors before they are compared ("all but
the top", Mu and Viswanath 2018); towns, days, tolls and names at the head of the articles tell the rest.
Documents more than a month apart, or of which only one is dated, are never alike: what is near a document
in time is all that has to be looked at. Numbers are the same to the last bit whatever other documents are
worked out beside: vectors are rounded (`exact`), so that sums of products do not depend on their order.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import product
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from reportedly.link.agreement import days, where
from reportedly.link.mentions import Frame
from reportedly.shapes import CountRole, Entity, Place, SourceKind

WINDOW = 30
"""Days further apart than which no two documents tell one story."""
NEVER = -99.0
"""The log odds of documents that cannot tell one story."""
LEAST, MOST = -8.0, 6.0
"""No pair counts for more than this, either way."""

FINE = 2048
"""Vectors are rounded to so many steps in 1: sums of products then stay below 2 ** 24 and are exact."""

_LEAD = 6
"""So many of a document's mentions say where and when its story plays."""
_EXACT = 4
"""Up to this `where_prec` a place is a town or a district."""
_BEFORE, _AFTER, _LONG = 12, 3, 3
"""Days about publication that a story's own days lie in, and how long a time may be that names days."""
_GAPS = ((0, 1), (2, 3), (4, 7), (8, 14), (15, WINDOW))

FEATURES = (
    "one", "topic", "topic squared", "topic among news", "topic among news squared",
    "one town", "town in a region", "other towns", "one day", "the day after", "other days",
    "one town and day", "town and day known", "topic, town and day known", "one toll", "names",
    *(f"{low} to {high} days between" for low, high in _GAPS),
)  # fmt: skip

Matrix = NDArray[np.float32]
Truth = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Subject:
    """What one document is about.

    `topic` is a unit vector; `places` are the towns, `times` the days (proleptic ordinals) and `tolls` the
    numbers of killed that its first mentions give; `names` are people and bodies that no lexicon knows; `day`
    is that of publication.
    """

    id: str
    topic: Sequence[float]
    places: tuple[Place, ...]
    times: frozenset[int]
    tolls: frozenset[int]
    names: frozenset[str]
    day: int | None


def subject(frames: Sequence[Frame]) -> Subject:
    """Return what a document is about, from its mentions; there is at least one."""
    document = frames[0].mention.document
    day = _ordinal(document.published or "")
    lead = [frame.mention for frame in sorted(frames, key=lambda f: f.mention.span)[:_LEAD]]
    towns = {_name(p): p for m in lead if (p := m.place) is not None and p.precision <= _EXACT}
    times = (m.time.edtf for m in lead if m.time is not None and m.time.edtf)
    tolls = (c.best for m in lead for c in m.counts if c.role is CountRole.KILLED)
    return Subject(
        document.id,
        frames[0].topic,
        tuple(towns[name] for name in sorted(towns)),
        frozenset(d for edtf in times for d in _days(edtf, day)),
        frozenset(toll for toll in tolls if toll is not None),
        frozenset(name for frame in frames for name in _names(frame)),
        day,
    )


def _name(place: Place) -> str:
    return f"{place.country}/{place.admin1}/{place.geonames_id or place.name}"


def _spot(p: Place) -> Hashable:
    """All of a place that tells it from others, but for the words."""
    return p.name, p.country, p.admin1, p.geonames_id, p.lat, p.lon, p.precision >= _EXACT


def _ordinal(day: str) -> int | None:
    try:
        return date.fromisoformat(day[:10]).toordinal()
    except ValueError:
        return None


def _days(edtf: str, published: int | None) -> Iterable[int]:
    """The days that a time names, if it is one of the story's own."""
    first, last = (_ordinal(part) for part in days(edtf))
    if first is None or last is None or not 0 <= last - first <= _LONG:
        return ()
    if published is not None and not published - _BEFORE <= first <= published + _AFTER:
        return ()
    return range(first, last + 1)


def _names(frame: Frame) -> Iterable[str]:
    """People and bodies of a mention that are known from no lexicon: a story's own."""
    m = frame.mention
    yield from (e.name.casefold() for e in (m.actor, m.recipient) if e is not None and _strange(e))
    yield from (s.name.casefold() for s in m.chain if s.named and s.kind is SourceKind.PERSON)


def _strange(entity: Entity) -> bool:
    return not entity.actor and entity.name[:1].isupper()


@dataclass(frozen=True, slots=True)
class Weights:
    """The model: what is common to news topics (`mean`, and unit vectors `top`), and a weight a feature."""

    mean: Matrix
    top: Matrix
    weights: Matrix

    def among(self, topics: Matrix) -> Matrix:
        """Return topics without what is common to news, as unit vectors; one of zeros stays so."""
        if topics.shape[1] != len(self.mean):
            return topics
        told = topics.any(axis=1, keepdims=True)
        out = (topics - self.mean) * told
        # Row by row, not as one product: its last bits would depend on how many rows there are.
        along = [(out * direction).sum(axis=1, keepdims=True) * direction for direction in self.top]
        return _unit(out - sum(along, np.zeros_like(out)))


@cache
def weights() -> Weights:
    """Return the model that is shipped."""
    held = json.loads(Path(__file__).with_name("alike.json").read_text(encoding="utf-8"))
    row: Mapping[str, float] = held["weights"]
    arrays = [held["mean"], held["top"], [row[name] for name in FEATURES]]
    return Weights(*(np.array(values, dtype=np.float32) for values in arrays))


def alike(left: Sequence[Subject], right: Sequence[Subject] | None = None) -> Matrix:
    """Return the log odds that documents of two lists, or of one, tell one story: left by right."""
    model = weights()
    other = left if right is None else right
    out = np.zeros((len(left), len(other)), dtype=np.float32)
    for weight, values in zip(model.weights, features(left, other, model), strict=True):
        out += weight * values
    out = np.clip(out, LEAST, MOST)
    out[_apart(left, other)] = NEVER
    return out


def features(left: Sequence[Subject], right: Sequence[Subject], model: Weights) -> Iterable[Matrix]:
    """Yield each of the `FEATURES` of all pairs, left by right."""
    raw = [exact(_topics(rows)) for rows in (left, right)]
    topic = dot(raw[0], raw[1].T)
    among = dot(exact(model.among(raw[0])), exact(model.among(raw[1])).T)
    one, near, towns = _towns(left, right)
    same, after, times = _times(left, right)
    both = towns & times
    yield np.ones_like(topic)
    yield from (topic, topic * topic, among, np.square(np.maximum(among, 0)))
    yield from map(_number, (one, near & ~one, towns & ~one & ~near))
    yield from map(_number, (same, after & ~same, times & ~same & ~after))
    yield from (_number(one & same), _number(both), topic * both)
    yield _number(_shared(left, right, lambda s: s.tolls) > 0)
    yield np.minimum(_shared(left, right, lambda s: s.names), 2)
    gap = _gap(left, right)
    for low, high in _GAPS:
        yield _number((gap >= low) & (gap <= high))


def _topics(rows: Sequence[Subject]) -> Matrix:
    width = max((len(s.topic) for s in rows), default=0) or len(weights().mean)
    told = [s.topic if len(s.topic) else (0.0,) * width for s in rows]
    return np.array(told, dtype=np.float32).reshape(len(rows), -1)


def exact(vectors: Matrix) -> Matrix:
    """Return unit vectors in steps of 1 / `FINE`."""
    return np.asarray(np.rint(vectors * FINE) / FINE, dtype=np.float32)


def dot(left: Matrix, right: Matrix) -> Matrix:
    """Return a product of matrices of finite numbers.

    Some builds of BLAS raise flags of invalid numbers on rows that they only pad with; nothing is wrong then.
    """
    with np.errstate(all="ignore"):
        return np.asarray(left @ right, dtype=np.float32)


def _unit(rows: Matrix) -> Matrix:
    norm = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.where(norm > 0, norm, 1), dtype=np.float32)


def _number(values: Truth) -> Matrix:
    return values.astype(np.float32)


def _gap(left: Sequence[Subject], right: Sequence[Subject]) -> Matrix:
    """Days between publication; a few where neither is dated."""
    days = [np.array([s.day if s.day is not None else np.nan for s in rows]) for rows in (left, right)]
    gap = np.abs(days[0][:, None] - days[1][None, :])
    return np.asarray(np.where(np.isnan(gap), _GAPS[2][0], gap), dtype=np.float32)


def _apart(left: Sequence[Subject], right: Sequence[Subject]) -> Truth:
    dated = [np.array([s.day is not None for s in rows], np.bool_) for rows in (left, right)]
    one_dated = dated[0][:, None] != dated[1][None, :]
    return np.asarray((_gap(left, right) > WINDOW) | one_dated, dtype=np.bool_)


def _incidence(rows: Sequence[Sequence[Hashable]], columns: Mapping[Hashable, int]) -> Matrix:
    out = np.zeros((len(rows), max(1, len(columns))), dtype=np.float32)
    for i, row in enumerate(rows):
        out[i, [columns[value] for value in row]] = 1
    return out


def _columns(rows: Iterable[Iterable[Hashable]]) -> dict[Hashable, int]:
    return {value: n for n, value in enumerate(dict.fromkeys(value for row in rows for value in row))}


def _shared(
    left: Sequence[Subject], right: Sequence[Subject], of: Callable[[Subject], Iterable[Hashable]]
) -> Matrix:
    """How many values two documents share."""
    rows = [[[*of(s)] for s in side] for side in (left, right)]
    columns = _columns((*rows[0], *rows[1]))
    return dot(_incidence(rows[0], columns), _incidence(rows[1], columns).T)


def _towns(left: Sequence[Subject], right: Sequence[Subject]) -> tuple[Truth, Truth, Truth]:
    """Whether two documents name one town; one place near or within another; towns at all."""
    known = [{_spot(p): p for s in rows for p in s.places} for rows in (left, right)]
    relation = np.zeros([max(1, len(own)) for own in known], dtype=np.float32)
    for (i, a), (j, b) in product(*(enumerate(own.values()) for own in known)):
        relation[i, j] = where(a, b)
    sides = [
        _incidence([[_spot(p) for p in s.places] for s in rows], _columns([own]))
        for rows, own in zip((left, right), known, strict=True)
    ]
    one, near = (dot(dot(sides[0], _number(how)), sides[1].T) > 0 for how in (relation >= 1, relation > 0))
    return one, near, _all(sides)


def _times(left: Sequence[Subject], right: Sequence[Subject]) -> tuple[Truth, Truth, Truth]:
    """Whether two documents name one day; days next to each other; days at all."""
    columns = _columns((day + n for n in (-1, 0, 1)) for s in (*left, *right) for day in sorted(s.times))
    sides = [_incidence([sorted(s.times) for s in rows], columns) for rows in (left, right)]
    wide = _incidence([sorted({d + n for d in s.times for n in (-1, 0, 1)}) for s in left], columns)
    return dot(sides[0], sides[1].T) > 0, dot(wide, sides[1].T) > 0, _all(sides)


def _all(sides: Sequence[Matrix]) -> Truth:
    told = [np.asarray(side.any(axis=1), dtype=np.bool_) for side in sides]
    return np.asarray(told[0][:, None] & told[1][None, :], dtype=np.bool_)
