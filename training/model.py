"""The network: all-MiniLM-L6-v2's encoder with a word-feature embedding, and five heads on one trunk.

Heads: attribution tags and appeal tags (each a linear-chain CRF, Lafferty et al. 2001), the first word of a
word's source and of its cue (pointers by inner product), the kind of a source, and the sentence vector.
Written in plain torch, not taken from a library of models, so that the exported graph is small and known.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as fn

from reportedly.tag.tags import APPEAL, ATTRIBUTION, EVIDENCE_KINDS, FORBIDDEN, TagSet
from reportedly.tag.words import FEATURES

WIDTH, LAYERS, ATTENTION_HEADS, INNER, POSITIONS, VOCABULARY = 384, 6, 12, 1536, 512, 30522
POINTER = 64


class Embedding(nn.Module):
    """Word pieces, places and word features; all but the features stay as the starting model has them."""

    def __init__(self) -> None:
        super().__init__()
        self.word = nn.Embedding(VOCABULARY, WIDTH)
        self.position = nn.Embedding(POSITIONS, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.feature = nn.Embedding(FEATURES + 1, WIDTH, padding_idx=0)
        nn.init.zeros_(self.feature.weight)

    def forward(self, pieces: Tensor, features: Tensor) -> Tensor:
        """Give `[windows, pieces, WIDTH]`."""
        place = torch.arange(pieces.shape[1], device=pieces.device)
        fixed: Tensor = self.norm(self.word(pieces) + self.position(place))
        added: Tensor = self.feature(features)
        return fixed + added


class Layer(nn.Module):
    """One post-norm transformer layer; without dropout, which would cost a tenth of the time."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, INNER)
        self.down = nn.Linear(INNER, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """Take and give `[windows, pieces, WIDTH]`; `mask` is an additive `[windows, 1, 1, pieces]`."""
        b, n, _ = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, ATTENTION_HEADS, -1).permute(2, 0, 3, 1, 4).unbind(0)
        mixed = fn.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        x = self.norm1(x + self.out(mixed.transpose(1, 2).reshape(b, n, WIDTH)))
        y: Tensor = self.norm2(x + self.down(fn.gelu(self.up(x))))
        return y


class Crf(nn.Module):
    """A linear-chain CRF over one tag set, with steps that would break a span forbidden."""

    allowed: Tensor

    def __init__(self, tagset: TagSet) -> None:
        super().__init__()
        self.step = nn.Parameter(torch.zeros(tagset.size, tagset.size))
        self.first = nn.Parameter(torch.zeros(tagset.size))
        self.last = nn.Parameter(torch.zeros(tagset.size))
        self.register_buffer("allowed", torch.from_numpy(tagset.may_follow()), persistent=False)

    def steps(self) -> Tensor:
        """Give the scores `[before, after]` with the forbidden steps closed."""
        return torch.where(self.allowed, self.step, torch.full_like(self.step, FORBIDDEN))

    def forward(self, scores: Tensor, valid: Tensor, tags: Tensor) -> Tensor:
        """Give the summed negative log-likelihood of `tags`; all inputs are `[rows, words(, tags)]`."""
        step = self.steps()
        mask = valid.to(scores.dtype)
        emitted = (scores.gather(2, tags[..., None])[..., 0] * mask).sum()
        moved = (step[tags[:, :-1], tags[:, 1:]] * mask[:, 1:]).sum()
        ends = tags.gather(1, valid.sum(1, keepdim=True) - 1)[:, 0]
        gold = emitted + moved + self.first[tags[:, 0]].sum() + self.last[ends].sum()
        alpha = self.first + scores[:, 0]
        for word in range(1, scores.shape[1]):
            after = torch.logsumexp(alpha[:, :, None] + step, 1) + scores[:, word]
            alpha = torch.where(valid[:, word, None], after, alpha)
        return torch.logsumexp(alpha + self.last, 1).sum() - gold


class Pointer(nn.Module):
    """For each word, which word of the window is its partner, or none (place 0)."""

    def __init__(self) -> None:
        super().__init__()
        self.query = nn.Linear(WIDTH, POINTER)
        self.key = nn.Linear(WIDTH, POINTER)
        self.none = nn.Parameter(torch.zeros(POINTER))

    def forward(self, states: Tensor, word_mask: Tensor) -> Tensor:
        """Take `[windows, words, WIDTH]`, give scores `[windows, words, 1 + words]`."""
        keys = torch.cat([self.none.expand(states.shape[0], 1, -1), self.key(states)], 1)
        scores = self.query(states) @ keys.transpose(1, 2) / POINTER**0.5
        closed = fn.pad(~word_mask, (1, 0))[:, None, :]
        return scores.masked_fill(closed, FORBIDDEN)


@dataclass(frozen=True, slots=True)
class Read:
    """What the trunk makes of a batch: states `[windows, pieces, WIDTH]` and vectors `[windows, WIDTH]`."""

    states: Tensor
    vectors: Tensor


class Network(nn.Module):
    """The trunk and its heads."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.embedding = Embedding()
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.dropout = nn.Dropout(dropout)
        self.attribution = nn.Linear(WIDTH, ATTRIBUTION.size)
        self.attribution_crf = Crf(ATTRIBUTION)
        self.appeal = nn.Linear(WIDTH, APPEAL.size)
        self.appeal_crf = Crf(APPEAL)
        self.source_of = Pointer()
        self.cue_of = Pointer()
        self.kind = nn.Linear(WIDTH, len(EVIDENCE_KINDS))
        self.named = nn.Linear(WIDTH, 2)
        self.vector = nn.Linear(WIDTH, WIDTH, bias=False)
        nn.init.eye_(self.vector.weight)

    def forward(self, pieces: Tensor, features: Tensor, mask: Tensor) -> Read:
        """Read a batch of windows; see `Batch` for the shapes."""
        x = self.dropout(self.embedding(pieces, features))
        closed = torch.zeros(mask.shape, dtype=x.dtype).masked_fill(~mask, FORBIDDEN)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, closed)
        weight = mask[..., None].to(x.dtype)
        pooled = (x * weight).sum(1) / weight.sum(1)
        return Read(x, self.vector(pooled))


def started(folder: Path, dropout: float = 0.1) -> Network:
    """Build the network on the weights of all-MiniLM-L6-v2 in `folder`, its embeddings frozen."""
    network = Network(dropout)
    theirs = load_file(str(folder / "model.safetensors"))
    theirs = {name.removeprefix("bert."): value.float() for name, value in theirs.items()}
    ours: dict[str, Tensor] = {
        "embedding.word.weight": theirs["embeddings.word_embeddings.weight"],
        # Every piece is of segment 0, whose embedding is a constant.
        "embedding.position.weight": theirs["embeddings.position_embeddings.weight"]
        + theirs["embeddings.token_type_embeddings.weight"][0],
        "embedding.norm.weight": theirs["embeddings.LayerNorm.weight"],
        "embedding.norm.bias": theirs["embeddings.LayerNorm.bias"],
    }
    for number in range(LAYERS):
        for end in ("weight", "bias"):
            old, new = f"encoder.layer.{number}.", f"layers.{number}."
            three = [theirs[f"{old}attention.self.{part}.{end}"] for part in ("query", "key", "value")]
            ours[f"{new}qkv.{end}"] = torch.cat(three)
            ours[f"{new}out.{end}"] = theirs[f"{old}attention.output.dense.{end}"]
            ours[f"{new}norm1.{end}"] = theirs[f"{old}attention.output.LayerNorm.{end}"]
            ours[f"{new}up.{end}"] = theirs[f"{old}intermediate.dense.{end}"]
            ours[f"{new}down.{end}"] = theirs[f"{old}output.dense.{end}"]
            ours[f"{new}norm2.{end}"] = theirs[f"{old}output.LayerNorm.{end}"]
    missing = network.load_state_dict(ours, strict=False)
    if missing.unexpected_keys:
        raise ValueError(f"{folder}: weights that the network has no place for: {missing.unexpected_keys}")
    for name, parameter in network.embedding.named_parameters():
        parameter.requires_grad_(name.startswith("feature"))
    return network
