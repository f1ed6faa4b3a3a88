"""Makes `reportedly/link/same.json`: what makes two mentions be of one claim.

    python -m tools.same            # learns from all dossiers for development, writes the weights
    python -m tools.same --try      # leaves one dossier out at a time, prints how well each threshold does

Learned from the dossiers of `dev` and `later`: every statement of their claims is listed, so that a mention
that finds none of them is of none of these claims. Pairs of which neither is listed are left out: to learn
from what is judged of them (`asides.json`) was tried, and did no better at the same share of wrong joins;
they are scored. Logistic regression, ridge 3; every dossier weighs the same. What is learned of later
readings replaces the weights where it does better on both splits.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks import dossiers as gold
from benchmarks.asides import names
from benchmarks.ledger_gold import item
from benchmarks.ledger_readings import of_dossier
from benchmarks.ledger_scoring import BCubed, b_cubed
from reportedly.link.claims import families
from reportedly.link.copies import copies
from reportedly.link.kinds import Kinds
from reportedly.link.linkage import joined
from reportedly.link.mentions import Frame, frames
from reportedly.link.same import FEATURES, features
from reportedly.link.story import Story
from reportedly.spans import overlap
from tools.logistic import Floats, newton

OUT = Path(__file__).parents[1] / "reportedly" / "link" / "same.json"
SPLITS = ("dev", "later")
RIDGE = 3.0
_THRESHOLDS = (-3.5, -3.0, -2.75, -2.5, -2.25, -2.0, -1.5, -1.0)
_WEIGHT = 2000.0


@dataclass(frozen=True, slots=True)
class Sample:
    """The mentions of one family of a dossier: their claims, and features `[pairs of i < j, features]`.

    `claims` are those of the gold; `asides` name what is said beside them.
    """

    dossier: str
    split: str
    claims: tuple[str | None, ...]
    asides: tuple[str | None, ...]
    values: Floats

    def pairs(self) -> tuple[Floats, Floats]:
        """Return the features and the truth of pairs of which one at least is listed."""
        own = np.array([name or "" for name in self.claims])
        left, right = np.triu_indices(len(own), 1)
        known = (own[left] != "") | (own[right] != "")
        return self.values[known], (own[left] == own[right])[known].astype(np.float64)


def main() -> None:
    """Learn the weights and write them, or try how well they do on dossiers that they have not seen."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--try", action="store_true", dest="only_try")
    given = parser.parse_args()
    samples = list(_samples())
    if given.only_try:
        _try(samples)
        return
    learned = _learned(samples)
    out = {
        "made by": "tools/same.py",
        "from": {split: len({s.dossier for s in samples if s.split == split}) for split in SPLITS},
        "weights": dict(zip(FEATURES, (round(float(w), 3) for w in learned), strict=True)),
    }
    OUT.write_text(json.dumps(out, indent=1) + "\n", encoding="utf-8")


def _samples() -> Iterator[Sample]:
    kinds = gold.world().lexicons.made(Kinds)
    for split in SPLITS:
        for dossier in gold.dossiers(split):
            readings = of_dossier(dossier)
            reprinted = copies(Story.of(reading) for reading in readings)
            told = [frames(reading, reprinted.get(reading.document.id)) for reading in readings]
            for family, rows in sorted(families(told).items()):
                upper = np.triu_indices(len(rows), 1)
                values = np.stack([f[upper] for f in features(rows, kinds)], axis=1).astype(np.float64)
                spots = [(frame.mention.document.id, frame.mention.span) for frame in rows]
                judged = dossier.asides is not None
                asides = tuple(names(dossier, spots)) if judged else (None,) * len(spots)
                yield Sample(dossier.name, split, _claims(dossier, family, rows), asides, values)


def _claims(dossier: gold.Dossier, family: str, rows: Sequence[Frame]) -> tuple[str | None, ...]:
    """The gold's claim of each mention that finds a statement best among those of its family, or null."""
    texts = {article.id: article.text for article in dossier.articles}
    ids = {article.id: item(article).id for article in dossier.articles}
    out: list[str | None] = [None] * len(rows)
    for claim in dossier.gold.claims:
        own = "happening" if claim.aspect in ("occurrence", "state") else claim.aspect
        for said in claim.statements if own == family else ():
            span = said.span(texts[said.article])
            found = [
                (overlap([span], [m.span]), -abs(len(said.quote) - (m.span.end - m.span.start)), -n)
                for n, m in enumerate(frame.mention for frame in rows)
                if m.document.id == ids[said.article]
            ]
            most = max(found, default=(0, 0, 0))
            if most[0]:
                out[-most[2]] = out[-most[2]] or claim.id
    return tuple(out)


def _learned(samples: Sequence[Sample]) -> Floats:
    xs, ys = zip(*(sample.pairs() for sample in samples), strict=True)
    held = {name: sum(len(y) for y, s in zip(ys, samples, strict=True) if s.dossier == name)
            for name in {s.dossier for s in samples}}  # fmt: skip
    weights = [np.full(len(y), _WEIGHT / held[s.dossier]) for y, s in zip(ys, samples, strict=True)]
    return newton(np.concatenate(xs), np.concatenate(ys), np.concatenate(weights), RIDGE)


def _try(samples: Sequence[Sample]) -> None:
    found: dict[tuple[float, str], list[tuple[BCubed, BCubed, float]]] = {}
    for name in sorted({sample.dossier for sample in samples}):
        weights = _learned([sample for sample in samples if sample.dossier != name])
        for sample in (s for s in samples if s.dossier == name):
            near = np.zeros((len(sample.claims), len(sample.claims)), dtype=np.float32)
            near[np.triu_indices(len(near), 1)] = sample.values @ weights
            near += near.T
            for threshold in _THRESHOLDS:
                row = _scored(sample, joined(near, threshold))
                found.setdefault((threshold, sample.split), []).append(row)
    for (threshold, split), rows in sorted(found.items()):
        total = sum((row[0] for row in rows), BCubed())
        beside = sum((row[1] for row in rows), BCubed())
        pure = sum(row[2] for row in rows) / total.items
        told = f"P {total.precision:.3f} R {total.recall:.3f} F1 {total.f1:.3f}"
        aside = f"P {beside.precision:.3f} R {beside.recall:.3f}"
        print(f"{threshold:6.2f} {split:6} B-cubed {told}; in its claim {pure:.3f}; asides {aside}")


def _scored(sample: Sample, groups: Sequence[Sequence[int]]) -> tuple[BCubed, BCubed, float]:
    given = {i: n for n, group in enumerate(groups) for i in group}
    gold_of = {i: name for i, name in enumerate(sample.claims) if name is not None}
    pure = sum(
        sum(sample.claims[j] == name for j in groups[given[i]]) / len(groups[given[i]])
        for i, name in gold_of.items()
    )
    beside = {i: name for i, name in enumerate(sample.asides) if name is not None}
    asides = b_cubed(beside, {i: given[i] for i in beside})
    return b_cubed(gold_of, {i: given[i] for i in gold_of}), asides, pure


if __name__ == "__main__":
    main()
