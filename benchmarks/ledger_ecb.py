"""The ECB+ part of the ledger's benchmark: which mentions of events are of one event, mentions given.

In come topics 1-35 of ECB+ (Cybulska and Vossen, LREC 2014) and a function from a topic's mentions to
clusters; out comes B-cubed over all mentions of actions in the sentences that the annotators have selected,
beside that of a baseline which joins what has the same head lemma. Mentions without a coreference link stand
alone. Topics are given to both: neither has to find out which documents tell of like things.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from lxml import etree

from benchmarks.ledger_scoring import BCubed, Key, b_cubed
from reportedly import lexicon
from reportedly.annotate.parse import load
from reportedly.link.kinds import Kinds
from reportedly.shapes import Span
from reportedly.tag import network
from reportedly.tag.tagger import Tagger

if TYPE_CHECKING:
    from spacy.tokens import Doc

ALIKE = 0.45
"""From this cosine on mentions of one kind are joined."""


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that name an event: `span` lies in `sentence`, the sentence's tokens with blanks between them.

    `participants`, `places` and `times` are the words of what is annotated in the same sentence. `lemma` is
    the lemma of the words' head, `vector` the sentence's meaning (384 numbers, or none where they were not
    asked for). `gold` is the event, or the key where it is linked to nothing.
    """

    key: Key
    document: str
    sentence: str
    span: Span
    trigger: str
    kind: str
    participants: tuple[str, ...]
    places: tuple[str, ...]
    times: tuple[str, ...]
    gold: str
    lemma: str = ""
    vector: tuple[float, ...] = ()


Same = Callable[[Sequence[Mention]], Iterable[Iterable[Mention]]]
"""What clusters the mentions of one topic; a mention that it leaves out stands alone."""


@dataclass(frozen=True, slots=True)
class Measured:
    """B-cubed of the function and of the baseline, over how many topics, and what was clustered."""

    topics: int
    own: BCubed
    baseline: BCubed
    clusters: Mapping[Key, str]
    mentions: tuple[Mention, ...]

    def figures(self) -> dict[str, float | int | str]:
        """Return the figures by name."""
        rows = {"own": self.own, "head lemma": self.baseline}
        out: dict[str, float | int | str] = {"mentions": self.own.items}
        for name, row in rows.items():
            for measure in ("precision", "recall", "f1"):
                out[f"{name}.{measure}"] = round(float(getattr(row, measure)), 4)
        return out


def head_lemmas(mentions: Sequence[Mention]) -> list[list[Mention]]:
    """Join the mentions of a topic whose words have the same head lemma: the baseline."""
    out: defaultdict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        out[mention.lemma].append(mention)
    return list(out.values())


@cache
def _kinds() -> Kinds:
    return Kinds(lexicon.load())


def same_happening(mentions: Sequence[Mention]) -> list[list[Mention]]:
    """Join the mentions of a topic that the ledger loop's rule takes for one happening.

    They are of one kind in the lexicon of happenings, or else have the same head lemma, and their sentences
    mean much the same: average linkage down to a cosine (`ALIKE`). What the loop has besides, the words of
    whole clauses, who is meant, places and days, ECB+ gives as words only.
    """
    by_kind: defaultdict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        by_kind[_kinds().of_word(mention.lemma) or mention.lemma].append(mention)
    return [group for own in by_kind.values() for group in _alike(own)]


def _alike(mentions: Sequence[Mention]) -> list[list[Mention]]:
    vectors = np.array([mention.vector for mention in mentions], dtype=np.float32)
    near = vectors @ vectors.T
    np.fill_diagonal(near, -1)
    sizes = np.ones(len(mentions))
    groups = [[mention] for mention in mentions]
    while len(mentions) > 1:
        i, j = sorted(divmod(int(near.argmax()), len(mentions)))
        if near[i, j] <= ALIKE:
            break
        near[i] = near[:, i] = (near[i] * sizes[i] + near[j] * sizes[j]) / (sizes[i] + sizes[j])
        near[j] = near[:, j] = near[i, i] = -1
        sizes[i] += sizes[j]
        groups[i] += groups[j]
        groups[j] = []
    return [group for group in groups if group]


def measure(data: Path, same: Same) -> Measured:
    """Score a function and the baseline on all topics; raise `FileNotFoundError` where there are none."""
    topics = read(data / "ecbplus", vectors=same is not head_lemmas)
    own, baseline = BCubed(), BCubed()
    clusters: dict[Key, str] = {}
    for name, mentions in topics.items():
        due = {mention.key: mention.gold for mention in mentions}
        given = _clusters(name, same(mentions))
        clusters |= given
        own += b_cubed(due, given)
        baseline += b_cubed(due, _clusters(name, head_lemmas(mentions)))
    everything = tuple(mention for mentions in topics.values() for mention in mentions)
    return Measured(len(topics), own, baseline, clusters, everything)


def _clusters(topic: str, groups: Iterable[Iterable[Mention]]) -> dict[Key, str]:
    return {mention.key: f"{topic}/{n}" for n, group in enumerate(groups) for mention in group}


def table(measured: Measured) -> Iterator[str]:
    """Yield the figures, one cluster function a line."""
    yield f"ECB+: {measured.own.items} mentions of {measured.topics} topics; B-cubed"
    for name, row in (("own", measured.own), ("head lemma", measured.baseline)):
        yield f"  {name:<12} P {row.precision:.4f}  R {row.recall:.4f}  F1 {row.f1:.4f}"


def errors(measured: Measured, most: int) -> Iterator[str]:
    """Yield the largest clusters that hold mentions of several events, so many of them."""
    by_cluster: defaultdict[str, list[Mention]] = defaultdict(list)
    for mention in measured.mentions:
        by_cluster[measured.clusters.get(mention.key, str(mention.key))].append(mention)
    mixed = [rows for rows in by_cluster.values() if len({row.gold for row in rows}) > 1]
    for rows in sorted(mixed, key=lambda rows: (-len(rows), rows[0].key))[:most]:
        yield f"\n{len(rows)} mentions of {len({row.gold for row in rows})} events:"
        yield from (f"  {row.gold:<28} {row.document}: {row.sentence[:140]}" for row in rows[:12])


def read(folder: Path, vectors: bool = False) -> dict[str, list[Mention]]:
    """Return each topic's mentions of actions in the selected sentences, in the order of documents."""
    selected: defaultdict[str, set[int]] = defaultdict(set)
    with (folder / "ECBplus_coreference_sentences.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            selected[f"{row['Topic']}_{row['File']}"].add(int(row["Sentence Number"]))
    topics: dict[str, list[Mention]] = {}
    for path in sorted(folder.glob("*/*.xml"), key=lambda path: (int(path.parent.name), path.name)):
        topics.setdefault(path.parent.name, []).extend(_document(path, selected[path.stem]))
    if not topics:
        raise FileNotFoundError(f"no documents in {folder}: is --data right?")
    parsed = _parsed([row for rows in topics.values() for row in rows])
    meant = _vectors(parsed) if vectors else {}
    return {
        topic: [
            replace(row, lemma=_head(parsed[row.sentence], row.span), vector=meant.get(row.sentence, ()))
            for row in rows
        ]
        for topic, rows in topics.items()
    }


@dataclass(frozen=True, slots=True)
class _Mark:
    """An annotated stretch of one sentence: its number, its tag and its words."""

    number: str
    tag: str
    sentence: int
    span: Span
    words: str


def _document(path: Path, selected: set[int]) -> Iterator[Mention]:
    root = etree.parse(str(path)).getroot()
    sentences, at = _sentences(root)
    marks: list[_Mark] = []
    names: dict[str, str] = {}
    for row in root.iterfind("Markables/*"):
        number = row.get("m_id") or ""
        places = [at[anchor.get("t_id") or ""] for anchor in row.iter("token_anchor")]
        if places:
            sentence = places[0][0]
            inside = [span for n, span in places if n == sentence]
            span = Span(inside[0].start, inside[-1].end)
            words = sentences[sentence][span.start : span.end]
            marks.append(_Mark(number, str(row.tag), sentence, span, words))
        else:
            names[number] = row.get("instance_id") or f"{path.stem} {number}"
    of = _events(root, names, path.stem)
    for mark in marks:
        if mark.sentence in selected and mark.tag.startswith(("ACTION", "NEG_ACTION")):
            beside = [other for other in marks if other.sentence == mark.sentence]
            key = (path.parent.name, path.stem, int(mark.number))
            yield Mention(
                key=key,
                document=path.stem,
                sentence=sentences[mark.sentence],
                span=mark.span,
                trigger=mark.words,
                kind=mark.tag,
                participants=_words(beside, "HUMAN", "NON_HUMAN"),
                places=_words(beside, "LOC"),
                times=_words(beside, "TIME"),
                gold=of.get(mark.number, str(key)),
            )


def _words(marks: Iterable[_Mark], *tags: str) -> tuple[str, ...]:
    return tuple(mark.words for mark in marks if mark.tag.startswith(tags))


def _sentences(root: etree._Element) -> tuple[dict[int, str], dict[str, tuple[int, Span]]]:
    """Return each sentence's text by number, and of each token its sentence and where it stands there."""
    sentences: dict[int, str] = {}
    at: dict[str, tuple[int, Span]] = {}
    for token in root.iter("token"):
        number, words = int(token.get("sentence") or 0), token.text or ""
        before = f"{sentences[number]} " if number in sentences else ""
        at[token.get("t_id") or ""] = (number, Span(len(before), len(before) + len(words)))
        sentences[number] = before + words
    return sentences, at


def _events(root: etree._Element, names: Mapping[str, str], document: str) -> dict[str, str]:
    """Return the event of each linked mark: one of the corpus, or one of the document alone."""
    out: dict[str, str] = {}
    for link in root.iterfind("Relations/*"):
        target = next((end.get("m_id") or "" for end in link.iter("target")), "")
        across = link.tag == "CROSS_DOC_COREF"
        name = (link.get("note") or names[target]) if across else f"{document} {target}"
        out |= {end.get("m_id") or "": name for end in link.iter("source")}
    return out


def _parsed(mentions: Sequence[Mention]) -> dict[str, Doc]:
    texts = sorted({mention.sentence for mention in mentions})
    return dict(zip(texts, load().pipe(texts, batch_size=64), strict=True))


def _head(sentence: Doc, span: Span) -> str:
    """Return the lemma of the head of some words."""
    words = sentence.char_span(*span, alignment_mode="expand")
    assert words is not None, "the words stand in the sentence"
    return words.root.lemma_.lower()


def _vectors(texts: Iterable[str]) -> dict[str, tuple[float, ...]]:
    tagger, out = Tagger(*network.load()), {}
    for text in texts:
        whole = Span(0, len(text))
        out[text] = tuple(map(float, tagger.read(text, whole, [whole]).vectors[0]))
    return out
