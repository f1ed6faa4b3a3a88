"""How a network in training stands on the development data, read as the exported one will be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch

from reportedly.tag.decode import Floats, Steps, closed
from reportedly.tag.pieces import WordPieces
from reportedly.tag.tags import APPEAL, ATTRIBUTION, TagSet
from training.batch import collate
from training.data import Article, CofePassage, cofenet, factappeal, polnear
from training.model import Crf, Network
from training.score import Reader, article_f1, as_articles, cofenet_f1
from training.windows import Chunk, Window, chunks


@dataclass(frozen=True, slots=True)
class Dev:
    """What a run is measured on as it goes; never trained on."""

    passages: Sequence[CofePassage]
    passage_chunks: Sequence[Sequence[Chunk]]
    articles: Sequence[Article]
    article_chunks: Sequence[Sequence[Chunk]]
    sentences: Sequence[Article]
    sentence_chunks: Sequence[Sequence[Chunk]]

    def sample(self) -> Dev:
        """Take an eighth of the passages and a sixteenth of the articles."""
        return Dev(
            self.passages[::8], renumbered(self.passage_chunks[::8]),
            self.articles[::16], renumbered(self.article_chunks[::16]),
            self.sentences[::4], renumbered(self.sentence_chunks[::4]),
        )  # fmt: skip


def renumbered(cut: Sequence[Sequence[Chunk]]) -> list[list[Chunk]]:
    """Number articles anew, by their place in a selection."""
    return [
        [Chunk(c.passage, c.encoded, c.first, c.last, c.offset, (number, c.key[1])) for c in article]
        for number, article in enumerate(cut)
    ]


def reader(network: Network, task: str) -> Reader:
    """Let the network read windows for one task, without dropout and without gradients."""

    def read(batch: Sequence[Window]) -> list[Floats]:
        network.eval()
        ready = collate(batch)
        with torch.inference_mode():
            states = network(ready.pieces, ready.features, ready.mask).states
            head = network.attribution if task == "attribution" else network.appeal
            scores = head(states.reshape(-1, states.shape[-1])[ready.words])
        return [row[valid].numpy() for row, valid in zip(scores, ready.word_mask, strict=True)]

    return read


def steps_of(crf: Crf, tagset: TagSet) -> Steps:
    """Take a CRF's learnt scores out of torch."""
    return closed(tagset, *(p.detach().numpy().copy() for p in (crf.step, crf.first, crf.last)))


def measure(network: Network, dev: Dev) -> dict[str, dict[str, float]]:
    """Score the network on development data."""
    attribution, appeal = reader(network, "attribution"), reader(network, "appeal")
    steps, appeal_steps = steps_of(network.attribution_crf, ATTRIBUTION), steps_of(network.appeal_crf, APPEAL)
    return {
        "cofenet": cofenet_f1(dev.passages, dev.passage_chunks, attribution, steps),
        "articles": article_f1(dev.articles, dev.article_chunks, attribution, steps),
        "appeal": article_f1(dev.sentences, dev.sentence_chunks, appeal, appeal_steps, APPEAL),
    }


def dev_data(data: Path, tokenizer: WordPieces) -> Dev:
    """Read the development sets."""
    passages = cofenet(data / "polnear_cofenet" / "valid.txt")
    articles, sentences = polnear(data / "polnear", "dev"), factappeal(data / "factappeal" / "val.csv")
    return Dev(
        passages, chunks(tokenizer, as_articles(passages)),
        articles, chunks(tokenizer, articles), sentences, chunks(tokenizer, sentences),
    )  # fmt: skip
