"""What the network is trained on: one loss a head, weighed against each other by the plan."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional as fn

from training.batch import UNASKED, Batch
from training.model import Network, Read
from training.plan import Plan


def losses(network: Network, batch: Batch, plan: Plan) -> dict[str, Tensor]:
    """Give each head's loss on a batch, weighted; their sum is what is trained on."""
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=plan.half):
        half = network(batch.pieces, batch.features, batch.mask)
    read = Read(half.states.float(), half.vectors.float())
    flat = network.dropout(read.states).reshape(-1, read.states.shape[-1])
    size = batch.word_mask.sum()
    out = {}
    for task, rows in batch.rows.items():
        head = network.attribution if task == "attribution" else network.appeal
        crf = network.attribution_crf if task == "attribution" else network.appeal_crf
        weight = 1.0 if task == "attribution" else plan.appeal
        out[task] = weight * crf(head(flat[rows.index]), rows.valid, rows.tags) / size
    words = flat[batch.words]
    for name, pointer, target in (
        ("source_of", network.source_of, batch.source_of),
        ("cue_of", network.cue_of, batch.cue_of),
    ):
        asked = (target >= 0).sum()
        if asked:
            scores = pointer(words, batch.word_mask)
            summed = fn.cross_entropy(
                scores.flatten(0, 1), target.flatten(), ignore_index=UNASKED, reduction="sum"
            )
            out[name] = plan.pointer * summed / size
    if len(batch.kind):
        at = flat[batch.kind[:, 0]]
        wrong = fn.cross_entropy(network.kind(at), batch.kind[:, 1], reduction="sum")
        wrong = wrong + fn.cross_entropy(network.named(at), batch.kind[:, 2], reduction="sum")
        out["kind"] = plan.kind * wrong / size
    if batch.vectors is not None:
        known = batch.vectors.abs().sum(1) > 0
        if known.any():
            apart = 1 - fn.cosine_similarity(read.vectors[known], batch.vectors[known], dim=1)
            out["vector"] = plan.vector * apart.sum() / len(known)
    return out
