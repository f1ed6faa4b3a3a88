"""Measure an exported network: `python -m training.evaluate --data FOLDER --tagger FOLDER`.

Prints one JSON object: CofeNet's protocol, whole articles, FactAppeal, pointers, similarity and speed.
No torch here: what is measured is what runs in the package.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from reportedly.tag.decode import Floats, Steps, best_path
from reportedly.tag.network import NETWORK, load
from reportedly.tag.pieces import WordPieces
from reportedly.tag.tags import APPEAL, ATTRIBUTION, EVIDENCE_KINDS, TagSet
from reportedly.tag.words import Encoded, encode, features, spaced_before, words
from training.data import NOWHERE, Article, cofenet, factappeal, polnear
from training.score import Tallies, Tally, article_f1, as_articles, cofenet_f1
from training.similarity import auc, claimdiff, ecbplus
from training.windows import LONGEST, Chunk, Window, chunks, packed


class Tagger:
    """An exported network as the package opens it."""

    def __init__(self, folder: Path) -> None:
        self.network, self.vocabulary = load(folder)
        self.side, self.columns = self.network.side, self.network.columns

    def run(self, pieces: Sequence[int], feature_ids: Sequence[int]) -> tuple[Floats, Floats]:
        """Give the heads' scores `[pieces, columns]` and the window's unit vector."""
        encoded = Encoded(tuple(pieces), tuple(feature_ids), tuple(range(len(pieces))))
        seen = self.network.run(encoded, [(0, len(pieces))])
        return seen.scores, seen.vectors[0]

    def window(self, window: Window) -> Floats:
        """Give the heads' scores at the first piece of each word of a window."""
        pieces = [piece for chunk in window for piece in chunk.encoded.pieces]
        ids = [feature for chunk in window for feature in chunk.encoded.features]
        firsts: list[int] = []
        base = 0
        for chunk in window:
            firsts.extend(base + first for first in chunk.encoded.firsts)
            base += len(chunk.encoded.pieces)
        return self.run(pieces, ids)[0][firsts]

    def read(self, batch: Sequence[Window], column: str) -> list[Floats]:
        """Read windows, one by one, for one head."""
        return [self.window(window)[:, self.columns[column]] for window in batch]

    def steps(self, name: str, tagset: TagSet) -> Steps:
        """Give a CRF's scores."""
        assert tuple(self.side[name]["kinds"]) == tagset.kinds
        return self.network.steps(name)


def vectors(tagger: Tagger, tokenizer: WordPieces, texts: Sequence[str]) -> NDArray[np.float32]:
    """Embed texts, each cut at the longest window."""
    out = []
    for text in texts:
        cut = words(text)
        tokens = [word.text for word in cut]
        code = encode(tokenizer, tokens, features(tokens, spaced_before(cut)))
        out.append(tagger.run(code.pieces[:LONGEST], code.features[:LONGEST])[1])
    return np.stack(out)


def kinds(tagger: Tagger, sentences: Sequence[Article], cut: Sequence[Sequence[Chunk]]) -> dict[str, float]:
    """Score the kinds of FactAppeal's sources: over its own source spans, and over those found."""
    steps = tagger.steps("appeal", APPEAL)
    given, found = Tallies(EVIDENCE_KINDS), Tallies(EVIDENCE_KINDS)
    source = APPEAL.kinds.index("source")
    named = Tally()
    for number, (article, mine) in enumerate(zip(sentences, cut, strict=True)):
        scores, passage = tagger.window(tuple(mine)), article.passages[0]
        gold = [s for s in APPEAL.read(passage.tags) if s.kind == source and passage.kind[s.first] != NOWHERE]
        path = best_path(scores[:, tagger.columns["appeal"]], steps)
        seen = [s for s in APPEAL.read(path) if s.kind == source]

        def kind_of(first: int, last: int, scores: Floats = scores) -> int:
            return int(scores[first : last + 1, tagger.columns["kind"]].mean(0).argmax())

        wanted = [(number, s.first, s.last, passage.kind[s.first]) for s in gold]
        by_gold = [(*row[:3], kind_of(row[1], row[2])) for row in wanted]
        by_found = [(number, s.first, s.last, kind_of(s.first, s.last)) for s in seen]
        for kind in range(len(EVIDENCE_KINDS)):
            answer = [row for row in wanted if row[3] == kind]
            given.by_kind[kind].add(answer, [row for row in by_gold if row[3] == kind])
            found.by_kind[kind].add(answer, [row for row in by_found if row[3] == kind])
        for _, first, last, _ in wanted:
            is_named = int(scores[first : last + 1, tagger.columns["named"]].mean(0).argmax())
            named.add([(number, first, passage.named[first])], [(number, first, is_named)])
    known = [k for k, t in enumerate(given.by_kind) if t.hit + t.missed and EVIDENCE_KINDS[k] != "unknown"]
    return {
        "macro_f1_given_spans": round(float(np.mean([given.by_kind[k].f1 for k in known])), 4),
        "macro_f1_found_spans": round(float(np.mean([found.by_kind[k].f1 for k in known])), 4),
        "named_accuracy": round(named.hit / max(1, named.hit + named.missed), 4),
    }


def pointers(tagger: Tagger, cut: Sequence[Sequence[Chunk]], room: int = 200) -> dict[str, float]:
    """Give how often the first word of a gold content or cue points at its own source (and cue), exactly."""
    right = {"content_source": [0, 0], "cue_source": [0, 0], "content_cue": [0, 0]}
    # The tags that begin a cue or a content: of several words, or of one.
    asking = {5: "cue", 8: "cue", 9: "content", 12: "content"}
    for article in cut:
        for window in packed(article, room):
            scores = tagger.window(window)
            names = [c.first + k for c in window for k in range(len(c.encoded.firsts))]
            local = {name: place for place, name in enumerate(names)}
            answers = []
            for chunk in window:
                here = slice(chunk.offset, chunk.offset + len(chunk.encoded.firsts))
                p = chunk.passage
                answers += list(zip(p.tags[here], p.source_of[here], p.cue_of[here], strict=True))
            for which, column in (("source", 1), ("cue", 2)):
                none = np.array(tagger.side[f"{which}_none"], np.float32)
                keys = np.concatenate([none[None], scores[:, tagger.columns[f"{which}_key"]]])
                points = (scores[:, tagger.columns[f"{which}_query"]] @ keys.T).argmax(1)
                for place, answer in enumerate(answers):
                    name = f"{asking.get(answer[0])}_{which}"
                    if name in right and answer[column] != NOWHERE:
                        right[name][0] += int(points[place] == local.get(answer[column], -1) + 1)
                        right[name][1] += 1
    return {name: round(hit / max(1, asked), 4) for name, (hit, asked) in right.items()}


def speed(tagger: Tagger, articles: Sequence[Article], tokenizer: WordPieces) -> dict[str, float]:
    """Time a reading from text to spans on one thread: words between spaces a second of processor time."""
    steps, count = tagger.steps("attribution", ATTRIBUTION), 0
    start = time.process_time()
    for article in articles:
        count += len(article.text.split())
        paras = [words(article.text, p.words[0].start, p.words[-1].end) for p in article.passages]
        assert sum(map(len, paras)) == sum(len(p.words) for p in article.passages)
        for window in packed(chunks(tokenizer, [article])[0], 200):
            scores, at = tagger.window(window)[:, tagger.columns["attribution"]], 0
            for chunk in window:
                size = len(chunk.encoded.firsts)
                best_path(scores[at : at + size], steps)
                at += size
    return {"words_per_second": round(count / (time.process_time() - start))}


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--tagger", type=Path, required=True)
    parser.add_argument("--every", type=int, default=1, help="take every n-th passage and article only")
    parser.add_argument("--only-tags", action="store_true")
    given = parser.parse_args()
    tagger = Tagger(given.tagger)
    tokenizer = tagger.vocabulary
    steps = tagger.steps("attribution", ATTRIBUTION)
    passages = cofenet(given.data / "polnear_cofenet" / "valid.txt")[:: given.every]
    articles = polnear(given.data / "polnear", "dev")[:: given.every]
    cut = chunks(tokenizer, articles)

    def tags(batch: Sequence[Window]) -> list[Floats]:
        return tagger.read(batch, "attribution")

    out: dict[str, object] = {"tagger": given.tagger.name, "bytes": (given.tagger / NETWORK).stat().st_size}
    out["cofenet"] = cofenet_f1(passages, chunks(tokenizer, as_articles(passages)), tags, steps)
    out["articles"] = article_f1(articles, cut, tags, steps)
    out["speed"] = speed(tagger, articles[::8], tokenizer)
    if not given.only_tags:
        sentences = factappeal(given.data / "factappeal" / "val.csv")
        sentence_cut = chunks(tokenizer, sentences)
        appeal = tagger.steps("appeal", APPEAL)
        out["appeal"] = article_f1(
            sentences, sentence_cut, lambda batch: tagger.read(batch, "appeal"), appeal, APPEAL
        )
        out["kinds"] = kinds(tagger, sentences, sentence_cut)
        out["pointers"] = pointers(tagger, cut)
        pairs = {
            "ecbplus": ecbplus(given.data / "ecbplus", range(1, 36, 3)),
            "claimdiff": claimdiff(given.data / "claimdiff" / "ClaimDiff-strength-train.json"),
        }
        out["similarity_auc"] = {
            name: round(auc(found, lambda texts: vectors(tagger, tokenizer, texts)), 4)
            for name, found in pairs.items()
        }
    print(json.dumps(out))


if __name__ == "__main__":
    main()
