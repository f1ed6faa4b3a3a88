"""The terms that tell a document from others: its mentions in, the rarest words and names with weights out.

A term weighs the more the oftener the document uses it and the fewer articles of a background use it at all
(tf-idf, Spärck Jones 1972). The background is fixed (`terms.json`, made by `tools/terms.py`), so that a
document's terms depend on the document alone. A term that the background does not know is `rare`: it tells
one story from another better than anything else that two documents share.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from reportedly.link.mentions import Frame

MOST = 40
"""So many terms of a document are kept, the heaviest."""
_STEPS = 2048
"""Weights are rounded to so many steps in 1: sums of products are exact then, in whatever order."""
_NAME = re.compile(r"[^\W\d_]{3,}")


@dataclass(frozen=True, slots=True)
class Terms:
    """A document's words and names, each with its weight; the weights of either are a unit vector."""

    words: Mapping[str, float]
    names: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Background:
    """How much words and names weigh by being rare among articles, and how much unknown ones do."""

    words: Mapping[str, float]
    names: Mapping[str, float]
    unknown: float


@cache
def background() -> Background:
    """Return the background that is shipped."""
    held = json.loads(Path(__file__).with_name("terms.json").read_text(encoding="utf-8"))
    return Background(held["words"], held["names"], held["unknown"])


def terms(frames: Iterable[Frame]) -> Terms:
    """Return the terms of a document, from its mentions."""
    words, names = counted(frames)
    known = background()
    rows = [
        *((_weight(n, word, known.words, known.unknown), False, word) for word, n in words.items()),
        *((_weight(n, name, known.names, known.unknown), True, name) for name, n in names.items()),
    ]
    kept = sorted(rows, key=lambda row: (-row[0], row[1:]))[:MOST]
    return Terms(
        _unit({term: weight for weight, name, term in kept if not name}),
        _unit({term: weight for weight, name, term in kept if name}),
    )


def counted(frames: Iterable[Frame]) -> tuple[Counter[str], Counter[str]]:
    """Return how often a document's mentions use each word, and each word of a name."""
    words: Counter[str] = Counter()
    names: Counter[str] = Counter()
    for frame in frames:
        m = frame.mention
        words.update(word.casefold() for word in m.words)
        named = [e.name for e in (m.actor, m.recipient) if e is not None]
        named += [m.place.name] if m.place is not None else []
        named += [source.name for source in m.chain[:-1] if source.named]
        names.update(word.casefold() for name in named for word in _NAME.findall(name))
    return words, names


def rare(terms: Mapping[str, float], known: Mapping[str, float]) -> Sequence[str]:
    """Return the terms that the background does not know, in their order."""
    return [term for term in terms if term not in known]


def _weight(count: int, term: str, known: Mapping[str, float], unknown: float) -> float:
    return math.sqrt(count) * known.get(term, unknown)


def _unit(weights: Mapping[str, float]) -> dict[str, float]:
    length = math.sqrt(math.fsum(weight * weight for weight in weights.values())) or 1.0
    return {term: round(weight / length * _STEPS) / _STEPS for term, weight in weights.items()}
