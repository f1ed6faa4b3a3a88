"""Makes `reportedly/link/alike.json`: what is common to news topics, and what makes documents alike.

    python -m tools.alike --data ../shared/data

Learned from development halves alone: the articles of FA-KES dev, whose incidents were judged by hand; of
the dossiers, each of which is a story; and of PolNeAR dev, as if all were of one day, where articles written
more than three days apart tell two stories. Logistic regression by Newton's method, ridge 1; pairs of one
story and of two are weighed so that no corpus drowns the others. A corpus left out shows why all are needed:
without PolNeAR its articles of one election fall into one heap.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.dossiers import dossiers
from benchmarks.ledger_incidents import GOLD
from benchmarks.ledger_readings import kept, of_dossier
from reportedly.link.alike import FEATURES, WINDOW, Subject, Weights, features, subject
from reportedly.link.copies import copies
from reportedly.link.mentions import frames
from reportedly.link.story import Story
from reportedly.shapes import Reading
from tools.logistic import Floats, newton

OUT = Path(__file__).parents[1] / "reportedly" / "link" / "alike.json"
_TOP = 1
_DAY = date(2016, 9, 20).toordinal()
_OTHER = {"fakes": 30.0, "dossiers": 2.0, "polnear": 10.0}
"""How much pairs of two stories weigh against pairs of one: reports of one war are the harder ones."""
_SURE = 3
"""Days between which two articles of PolNeAR may tell one story."""


def main() -> None:
    """Learn the weights and write them."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the shared data's folder")
    data = parser.parse_args().data
    groups = json.loads(GOLD.read_text(encoding="utf-8"))["incidents"]
    first = {name: rows[0] for rows in groups for name in rows}
    corpora: dict[str, tuple[list[Subject], list[str]]] = {"fakes": ([], []), "dossiers": ([], [])}
    articles = {r.document.id: r for r in kept([str(data / "fakes" / "dev.jsonl")], [])}
    _take(corpora["fakes"], list(articles.values()), first)
    for dossier in dossiers("dev"):
        rows = of_dossier(dossier)
        _take(corpora["dossiers"], rows, {_name(r): dossier.name for r in rows})
    corpora["polnear"] = _polnear(data / "polnear" / "dev" / "text")
    topics = [np.array([s.topic for s in rows if s.topic]) for rows, _ in corpora.values()]
    mean = np.mean([own.mean(axis=0) for own in topics], axis=0)
    apart = [(own - mean) / np.sqrt(len(own)) for own in topics]
    top = np.linalg.svd(np.concatenate(apart), full_matrices=False)[2][:_TOP]
    common = Weights(*(np.asarray(a, dtype=np.float32) for a in (mean, top, np.zeros(len(FEATURES)))))
    learned = _learned(corpora, common)
    out = {
        "made by": "tools/alike.py",
        "from": {name: len(rows) for name, (rows, _) in corpora.items()},
        "weights": dict(zip(FEATURES, (round(float(w), 3) for w in learned), strict=True)),
        "mean": [round(float(x), 5) for x in mean],
        "top": [[round(float(x), 5) for x in row] for row in top],
    }
    OUT.write_text(json.dumps(out, indent=1) + "\n", encoding="utf-8")


def _name(reading: Reading) -> str:
    return (reading.document.url or reading.document.id).rpartition(":")[2]


def _take(corpus: tuple[list[Subject], list[str]], rows: Sequence[Reading], story: dict[str, str]) -> None:
    reprinted = copies(Story.of(reading) for reading in rows)
    for reading in rows:
        told = frames(reading, reprinted.get(reading.document.id))
        if told:
            corpus[0].append(subject(told))
            corpus[1].append(story.get(_name(reading), _name(reading)))


def _polnear(folder: Path) -> tuple[list[Subject], list[str]]:
    """All articles as if of one day, each named after the day in its file's name."""
    files = sorted(folder.glob("*.txt"))
    rows = kept([str(file) for file in files], [])
    out: tuple[list[Subject], list[str]] = ([], [])
    for file, reading in zip(files, rows, strict=True):
        day = re.search(r"_(\d{4}-\d\d-\d\d)_", file.name)
        told = frames(reading)
        if day is not None and told:
            out[0].append(replace(subject(told), id=file.name, day=_DAY))
            out[1].append(day[1])
    return out


def _unsure(story: list[str]) -> NDArray[np.bool_]:
    """Which pairs of PolNeAR may tell one story or two."""
    days = np.array([date.fromisoformat(day).toordinal() for day in story])
    return np.asarray(np.abs(days[:, None] - days[None, :]) <= _SURE, dtype=np.bool_)


def _learned(corpora: dict[str, tuple[list[Subject], list[str]]], common: Weights) -> Floats:
    xs, ys, ws = [], [], []
    for name, (rows, story) in corpora.items():
        days = np.array([s.day or 0 for s in rows])
        near = np.abs(days[:, None] - days[None, :]) <= WINDOW
        if name == "polnear":
            near &= ~_unsure(story)
        upper = np.triu(near, 1)
        names = np.array(story)
        same = (names[:, None] == names[None, :])[upper]
        xs.append(np.stack([f[upper] for f in features(rows, rows, common)], axis=1).astype(np.float64))
        ys.append(same.astype(np.float64))
        ws.append(np.where(same, 1000 / max(1, same.sum()), 1000 * _OTHER[name] / (~same).sum()))
    return newton(np.concatenate(xs), np.concatenate(ys), np.concatenate(ws))


if __name__ == "__main__":
    main()
