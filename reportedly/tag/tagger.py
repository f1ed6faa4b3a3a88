"""Tagged paragraphs: which stretches are source, cue or content, and what belongs to what.

Comes in: a text and the place of a paragraph in it. Goes out: `Tagged`, in offsets into the text. Each
paragraph is read on its own, so that its tags depend on nothing but its words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from reportedly.shapes import EvidenceKind, Span
from reportedly.tag.cutting import LONGEST, cuts, part
from reportedly.tag.decode import Floats, best_path
from reportedly.tag.network import Network
from reportedly.tag.pieces import WordPieces
from reportedly.tag.tags import ATTRIBUTION, CONTENT, CUE, EVIDENCE_KINDS, SOURCE, Stretch
from reportedly.tag.words import Word, encode, features, spaced_before, words

BEGINNING = {"source": 0.3, "cue": 1.6, "content": 0.0}
"""Added to the score of tags that begin a span: what is missed a reader cannot mend, what is marked too much
he can. On PolNeAR dev these give precision .703 and recall .702 of attributions with the right source; when
they were chosen, none gave .733 and .685, and cues at 2.5 gave .685 and .701. Contents begun more readily end
wrong more often."""


@dataclass(frozen=True, slots=True)
class Tag:
    """A tagged stretch: its role (SOURCE, CUE or CONTENT) and the places of its source and cue, if any.

    `source` and `cue` are indices into the same paragraph's tags. `evidence` and `named` are given for a
    source: of which kind it is and whether it has a name, as FactAppeal's annotators saw it.
    """

    role: int
    span: Span
    source: int | None = None
    cue: int | None = None
    evidence: EvidenceKind | None = None
    named: bool | None = None


@dataclass(frozen=True, slots=True)
class Tagged:
    """A paragraph as tagged, and the unit vectors `[sentences, width]` of the sentences asked for."""

    tags: tuple[Tag, ...]
    vectors: Floats


class Tagger:
    """Reads paragraphs, one at a time."""

    def __init__(self, network: Network, vocabulary: WordPieces) -> None:
        self.network, self.vocabulary = network, vocabulary
        self.steps = network.steps("attribution")
        self.begins = np.zeros(ATTRIBUTION.size, np.float32)
        for kind, name in enumerate(ATTRIBUTION.kinds):
            self.begins[[1 + 4 * kind, 4 + 4 * kind]] = BEGINNING[name]
        self.none = {name: np.array(network.side[f"{name}_none"], np.float32) for name in ("source", "cue")}

    def read(self, text: str, paragraph: Span, sentences: Sequence[Span] = ()) -> Tagged:
        """Tag one paragraph of `text`; `sentences` are the stretches of it that get a vector."""
        cut = words(text, paragraph.start, paragraph.end)
        tokens = [word.text for word in cut]
        encoded = encode(self.vocabulary, tokens, features(tokens, spaced_before(cut)))
        asked = [_words_of(cut, sentence) for sentence in sentences]
        vectors = np.zeros((len(asked), self.network.side["width"]), np.float32)
        tags: list[Tag] = []
        for first, last in cuts(tokens, encoded, LONGEST):
            rows = [row for row, (a, b) in enumerate(asked) if max(a, first) < min(b, last)]
            pooled = [(max(asked[r][0], first) - first, min(asked[r][1], last) - first) for r in rows]
            seen = self.network.run(part(encoded, first, last), pooled)
            for row, (a, b), vector in zip(rows, pooled, seen.vectors, strict=True):
                vectors[row] += vector * (b - a)
            tags += self._tags(cut[first:last], seen.scores, len(tags))
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        units: Floats = (vectors / np.where(lengths > 0, lengths, 1)).astype(np.float32)
        return Tagged(tuple(tags), units)

    def _tags(self, cut: Sequence[Word], scores: Floats, base: int) -> list[Tag]:
        lifted = scores[:, self.network.columns["attribution"]] + self.begins
        path = best_path(lifted, self.steps)
        found = ATTRIBUTION.read(path)
        points = {name: self._points(scores, name) for name in ("source", "cue")}
        out = []
        for stretch in found:
            source = None if stretch.kind == SOURCE else _partner(found, stretch, SOURCE, points["source"])
            cue = _partner(found, stretch, CUE, points["cue"]) if stretch.kind == CONTENT else None
            kind = self._kind(scores, stretch) if stretch.kind == SOURCE else (None, None)
            out.append(
                Tag(
                    stretch.kind, Span(cut[stretch.first].start, cut[stretch.last].end),
                    None if source is None else base + source, None if cue is None else base + cue, *kind,
                )
            )  # fmt: skip
        return out

    def _points(self, scores: Floats, name: str) -> Floats:
        """Give the share of each word's pointer that goes to none (column 0) and to each word."""
        columns = self.network.columns
        keys = np.concatenate([self.none[name][None], scores[:, columns[f"{name}_key"]]])
        raw = scores[:, columns[f"{name}_query"]] @ keys.T
        shares: Floats = np.exp(raw - raw.max(1, keepdims=True))
        shares /= shares.sum(1, keepdims=True)
        return shares

    def _kind(self, scores: Floats, stretch: Stretch) -> tuple[EvidenceKind | None, bool]:
        rows = scores[stretch.first : stretch.last + 1]
        kind = EVIDENCE_KINDS[int(rows[:, self.network.columns["kind"]].mean(0).argmax())]
        named = bool(rows[:, self.network.columns["named"]].mean(0).argmax())
        return None if kind == "unknown" else EvidenceKind(kind), named


def _partner(found: Sequence[Stretch], of: Stretch, role: int, shares: Floats) -> int | None:
    """The stretch of a role that most of the pointers of a stretch's words go to, or none."""
    mean = shares[of.first : of.last + 1].mean(0)
    best, most = None, float(mean[0])
    for place, stretch in enumerate(found):
        if stretch.kind == role and stretch is not of:
            share = float(mean[stretch.first + 1 : stretch.last + 2].sum())
            if share > most:
                best, most = place, share
    return best


def _words_of(cut: Sequence[Word], span: Span) -> tuple[int, int]:
    inside = [i for i, word in enumerate(cut) if word.start < span.end and word.end > span.start]
    return (inside[0], inside[-1] + 1) if inside else (0, 0)
