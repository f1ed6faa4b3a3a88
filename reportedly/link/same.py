"""How likely two mentions are of one claim: frames of one story in, log odds of all pairs out.

A logistic model over few features that anybody can read: what the clauses mean (cosine of their sentences'
vectors, as they are and without what the whole story has in common), the words that they share, the kinds
of happening that they tell, whom it befell, what they count, and whether their places or days exclude each
other. Its weights and what they were learned from stand in `same.json` (made by `tools/same.py`). Numbers
are the same to the last bit on any machine: what is multiplied are whole steps (`exact`), and log odds are
rounded.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from reportedly.link.agreement import key, when, where
from reportedly.link.alike import Matrix, Truth, dot, exact
from reportedly.link.kinds import HARM, SURE, Kinds, chief
from reportedly.link.mentions import Frame
from reportedly.shapes import Place, Time

_LEADS = 4
"""So many of a document's first mentions tell what it is about."""
_SHORT = 3
"""Fewer words than this say little by themselves."""
_STEPS = 64
"""Weights of words and kinds are rounded to so many steps in 1."""
FEATURES = (
    "one", "meaning", "meaning in the story", "meaning in the story squared", "words", "rare words",
    "one kind", "other kinds", "akin kinds", "kind of one alone", "no kind", "kinds",
    "meaning, one kind", "meaning, other kinds", "meaning, kind of one alone", "meaning, no kind",
    "one victim", "other place", "other time", "other place in focus", "count of one role",
    "one document", "next to each other", "one aspect", "harm", "one statement", "lead", "short",
)  # fmt: skip
Numbers = NDArray[np.int64]
T = TypeVar("T")


@cache
def weights() -> Matrix:
    """Return the weight of each feature, as shipped."""
    held = json.loads(Path(__file__).with_name("same.json").read_text(encoding="utf-8"))
    return np.array([held["weights"][name] for name in FEATURES], dtype=np.float32)


def same(frames: Sequence[Frame], kinds: Kinds) -> Matrix:
    """Return the log odds that mentions of one story are of one claim, each by each, rounded to 1 / 1,000."""
    out = np.zeros((len(frames), len(frames)), dtype=np.float32)
    for weight, values in zip(weights(), features(frames, kinds), strict=True):
        out += weight * values
    return np.asarray(np.rint(out * 1000) / 1000, dtype=np.float32)


def features(frames: Sequence[Frame], kinds: Kinds) -> Iterator[Matrix]:
    """Yield each of the `FEATURES` of all pairs of mentions; `frames` are in the order of their texts."""
    mentions = [frame.mention for frame in frames]
    meaning, among = _meanings(frames)
    yield from (np.ones_like(meaning), meaning, among, among * among)
    yield from _words([m.words for m in mentions])
    told = [kinds.of(m) for m in mentions]
    known = [name if (name := chief(row)) is not None and row[name] >= SURE else None for row in told]
    one, akin, alone, none = _kinds(known, kinds)
    other = ~one & ~akin & ~alone & ~none
    yield from map(_number, (one, other, akin, alone, none))
    yield _angle(told)
    yield from (among * part for part in (one, other, alone, none))
    yield _number(_equal([key(m.recipient) if m.recipient is not None else None for m in mentions]))
    yield _number(_excluded([m.place for m in mentions], _spot, where))
    yield _number(_excluded([m.time for m in mentions], _edtf, when))
    yield _number(_excluded([frame.place for frame in frames], _spot, where))
    yield _number(_shared([{count.role for count in m.counts} for m in mentions]) > 0)
    document = _equal([m.document.id for m in mentions])
    at = np.arange(len(mentions))
    yield from map(_number, (document, document & (np.abs(at[:, None] - at[None, :]) == 1)))
    yield _number(_equal([m.aspect for m in mentions]))
    yield _number(one & _equal([True if name == HARM else None for name in known]))
    yield _number(_equal([m.statement.id for m in mentions]))
    lead = _leads(frames)
    yield np.asarray(lead[:, None] + lead[None, :], dtype=np.float32)
    short = np.array([len(set(m.words)) < _SHORT for m in mentions], dtype=np.bool_)
    yield _number(short[:, None] | short[None, :])


def _number(values: Truth) -> Matrix:
    return values.astype(np.float32)


def _in_steps(values: Matrix) -> Matrix:
    return np.asarray(np.rint(values * _STEPS) / _STEPS, dtype=np.float32)


def _meanings(frames: Sequence[Frame]) -> tuple[Matrix, Matrix]:
    """Cosines of the mentions' vectors, as they are and without the mean of all of them."""
    width = max((len(frame.mention.vector or ()) for frame in frames), default=0) or 1
    rows = [frame.mention.vector or (0.0,) * width for frame in frames]
    raw = exact(np.array(rows, dtype=np.float32).reshape(len(frames), width))
    middle = np.rint(raw.sum(axis=0, dtype=np.float64) / max(1, len(rows)) * 65536) / 65536
    away = (raw - middle) * raw.any(axis=1, keepdims=True)
    length = np.sqrt((away * away).sum(axis=1, keepdims=True))
    own = exact(np.asarray(away / np.where(length > 0, length, 1), dtype=np.float32))
    return dot(raw, raw.T), dot(own, own.T)


def _words(words: Sequence[Sequence[str]]) -> Iterator[Matrix]:
    """The share of common words in all; of the weight of the fewer words, that of the common ones."""
    own = [frozenset(row) for row in words]
    among = Counter(word for row in own for word in row)
    rare = {word: math.log((len(own) + 1) / (held + 0.5)) for word, held in among.items()}
    column = {word: n for n, word in enumerate(sorted(among))}
    holds = np.zeros((len(own), max(1, len(column))), dtype=np.float32)
    for n, row in enumerate(own):
        holds[n, [column[word] for word in row]] = 1
    weight = _in_steps(np.array([rare[word] for word in column] or [0], dtype=np.float32))
    both = dot(holds, holds.T)
    size = holds.sum(axis=1)
    yield both / np.maximum(size[:, None] + size[None, :] - both, 1)
    heavy = np.maximum((holds * weight).sum(axis=1), 0.1)
    yield dot(holds * weight, holds.T) / np.minimum(heavy[:, None], heavy[None, :])


def _kinds(known: Sequence[str | None], kinds: Kinds) -> tuple[Truth, Truth, Truth, Truth]:
    """Whether two mentions tell one kind; kinds that are akin; a kind only one of them; none."""
    names = sorted({name for name in known if name is not None})
    near = np.zeros((len(names) + 1, len(names) + 1), dtype=np.bool_)
    for i, a in enumerate(names):
        for j, b in enumerate(names):
            near[i, j] = i != j and (b in kinds.akin[a] or b in kinds.part_of[a] or a in kinds.part_of[b])
    at = np.array([names.index(name) if name is not None else len(names) for name in known], dtype=np.int64)
    told = at < len(names)
    both = told[:, None] & told[None, :]
    one = (at[:, None] == at[None, :]) & both
    return one, near[at][:, at], told[:, None] != told[None, :], ~told[:, None] & ~told[None, :]


def _angle(told: Sequence[dict[str, float]]) -> Matrix:
    """The cosine of the weights of the kinds that mentions may be of."""
    names = sorted({name for row in told for name in row})
    rows = np.zeros((len(told), max(1, len(names))), dtype=np.float32)
    for n, row in enumerate(told):
        rows[n, : len(names)] = [row.get(name, 0.0) for name in names]
    rows = _in_steps(rows)
    length = np.sqrt((rows * rows).sum(axis=1))
    return np.asarray(
        dot(rows, rows.T) / np.maximum(length[:, None] * length[None, :], 1e-6), dtype=np.float32
    )


def _equal(values: Sequence[Hashable | None]) -> Truth:
    """Whether two mentions have the same value, and one at all."""
    number: dict[Hashable, int] = {}
    at = np.array([-1 if v is None else number.setdefault(v, len(number)) for v in values], dtype=np.int64)
    return np.asarray((at[:, None] == at[None, :]) & (at[:, None] >= 0), dtype=np.bool_)


def _excluded(
    values: Sequence[T | None], name: Callable[[T], Hashable], agree: Callable[[T, T], float]
) -> Truth:
    """Whether the places or the times of two mentions exclude each other."""
    distinct = {name(value): value for value in values if value is not None}
    number = {own: n for n, own in enumerate(distinct)}
    apart = np.zeros((len(distinct) + 1, len(distinct) + 1), dtype=np.bool_)
    for i, a in enumerate(distinct.values()):
        for j, b in enumerate(distinct.values()):
            apart[i, j] = agree(a, b) < 0
    at = [number[name(value)] if value is not None else len(distinct) for value in values]
    where_at = np.array(at, dtype=np.int64)
    return np.asarray(apart[where_at][:, where_at], dtype=np.bool_)


def _spot(place: Place) -> Hashable:
    return place.name, place.country, place.admin1, place.geonames_id, place.lat, place.lon, place.precision


def _edtf(time: Time) -> Hashable:
    return time.edtf


def _shared(rows: Sequence[Iterable[Hashable]]) -> Numbers:
    """How many values two mentions share."""
    number: dict[Hashable, int] = {}
    held = [[number.setdefault(value, len(number)) for value in row] for row in rows]
    out = np.zeros((len(rows), max(1, len(number))), dtype=np.int64)
    for n, row in enumerate(held):
        out[n, row] = 1
    return out @ out.T


def _leads(frames: Sequence[Frame]) -> Matrix:
    """1 for the first mentions of a document, 0 for the others."""
    seen: Counter[str] = Counter()
    out = []
    for frame in frames:
        name = frame.mention.document.id
        out.append(float(seen[name] < _LEADS))
        seen[name] += 1
    return np.array(out, dtype=np.float32)
