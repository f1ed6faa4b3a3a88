"""Is the sentence vector still one: pairs of sentences about the same thing against pairs that are not.

ECB+: two sentences of one topic and different articles, alike if they mention the same event. ClaimDiff:
claims of two outlets on one story, alike if one strengthens the other. Gives the area under the cosine's ROC
curve.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
from numpy.typing import NDArray

Embed = Callable[[Sequence[str]], NDArray[np.float32]]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Texts, pairs of their numbers, and whether each pair is alike."""

    texts: tuple[str, ...]
    pairs: NDArray[np.int64]
    alike: NDArray[np.bool_]


def ecbplus(folder: Path, topics: Sequence[int]) -> Pairs:
    """Pair the annotated sentences of each topic across its articles."""
    chosen: dict[str, set[int]] = {}
    with (folder / "ECBplus_coreference_sentences.csv").open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle):
            chosen.setdefault(f"{row['Topic']}_{row['File']}", set()).add(int(row["Sentence Number"]))
    texts: list[str] = []
    pairs, alike = [], []
    for topic in topics:
        mine: list[tuple[int, str, set[str]]] = []
        for path in sorted((folder / str(topic)).glob("*.xml")):
            for text, events in _sentences(path, chosen.get(path.stem, set())):
                mine.append((len(texts), path.stem, events))
                texts.append(text)
        for at, (first, article, events) in enumerate(mine):
            for second, other, others in mine[at + 1 :]:
                if article != other and events and others:
                    pairs.append((first, second))
                    alike.append(bool(events & others))
    return Pairs(tuple(texts), np.array(pairs), np.array(alike))


def _sentences(path: Path, chosen: set[int]) -> list[tuple[str, set[str]]]:
    root = ElementTree.parse(path).getroot()
    words: dict[int, list[tuple[str, str]]] = {}
    for token in root.iter("token"):
        number = int(token.get("sentence", "0"))
        words.setdefault(number, []).append((token.get("t_id", ""), token.text or ""))
    place = {t_id: number for number, found in words.items() for t_id, _ in found}
    marks, names = {}, {}
    for mark in root.iterfind("Markables/*"):
        anchors = [anchor.get("t_id", "") for anchor in mark.iterfind("token_anchor")]
        if anchors and mark.tag.startswith(("ACTION", "NEG")):
            marks[mark.get("m_id")] = place[anchors[0]]
        names[mark.get("m_id")] = mark.get("instance_id", "")
    events: dict[int, set[str]] = {}
    for relation in root.iterfind("Relations/CROSS_DOC_COREF"):
        target = relation.find("target")
        name = relation.get("note") or (names.get(target.get("m_id")) if target is not None else "") or ""
        for source in relation.iterfind("source"):
            if name and source.get("m_id") in marks:
                events.setdefault(marks[source.get("m_id")], set()).add(name)
    keep = [number for number in words if number in chosen]
    return [(" ".join(text for _, text in words[number]), events.get(number, set())) for number in keep]


def claimdiff(path: Path) -> Pairs:
    """Read ClaimDiff's pairs."""
    rows = json.loads(path.read_text("utf-8"))["data"]
    texts = tuple(text for row in rows for text in (row["claim_a"], row["claim_b"]))
    pairs = np.arange(2 * len(rows)).reshape(-1, 2)
    return Pairs(texts, pairs, np.array([row["relation"] != 0 for row in rows]))


def auc(pairs: Pairs, embed: Embed) -> float:
    """Give the chance that an alike pair is closer than one that is not (ties count half)."""
    vectors = embed(pairs.texts)
    vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    cosine = np.einsum("ij,ij->i", vectors[pairs.pairs[:, 0]], vectors[pairs.pairs[:, 1]])
    order = np.argsort(cosine, kind="stable")
    ranks = np.empty(len(order))
    ranks[order] = np.arange(1, len(order) + 1)
    yes = int(pairs.alike.sum())
    no = len(order) - yes
    return float((ranks[pairs.alike].sum() - yes * (yes + 1) / 2) / (yes * no))
