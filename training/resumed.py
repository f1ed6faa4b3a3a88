"""An exported model taken up again: the network whose weights `tagger.onnx` and `tagger.json` hold.

Whole numbers are multiplied by their scales again, so the weights are those that the package reads with, to
seven bits; the embeddings, which no training moves, come from the starting model.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper

from reportedly.tag.network import NETWORK, SIDE
from training.export import COLUMNS
from training.model import LAYERS, POINTER, Network, started

Floats = NDArray[np.float32]


def resumed(folder: Path, model: Path, dropout: float = 0.1) -> Network:
    """Build the network of an exported folder; `model` holds the starting model's weights."""
    held = {t.name: numpy_helper.to_array(t) for t in onnx.load(folder / NETWORK).graph.initializer}
    side = json.loads((folder / SIDE).read_text("utf-8"))
    ours: dict[str, Floats] = {"embedding.feature.weight": held["feature"], "vector.weight": held["turn"].T}
    for number in range(LAYERS):
        for part in ("qkv", "out", "up", "down"):
            name = f"layer{number}.{part}"
            ours[f"layers.{number}.{part}.weight"] = linear(held, name)
            ours[f"layers.{number}.{part}.bias"] = held[f"{name}.bias"]
        for norm in ("norm1", "norm2"):
            ours[f"layers.{number}.{norm}.weight"] = held[f"layer{number}.{norm}.scale"]
            ours[f"layers.{number}.{norm}.bias"] = held[f"layer{number}.{norm}.bias"]
    ours |= heads(held["heads.weight"].T, held["heads.bias"])
    for name, crf in (("attribution", "attribution_crf"), ("appeal", "appeal_crf")):
        for part in ("step", "first", "last"):
            ours[f"{crf}.{part}"] = np.maximum(np.array(side[name][part], np.float32), -20)
    ours |= {f"{which}_of.none": np.array(side[f"{which}_none"], np.float32) for which in ("source", "cue")}
    network = started(model, dropout)
    weights = {name: torch.tensor(np.array(value, np.float32)) for name, value in ours.items()}
    left = network.load_state_dict(weights, strict=False)
    lost = [name for name in left.missing_keys if not name.startswith("embedding.")]
    if left.unexpected_keys or lost:
        raise ValueError(f"{folder}: not a model of this form: {left.unexpected_keys or lost}")
    return network


def linear(held: dict[str, NDArray[np.generic]], name: str) -> Floats:
    """Give a layer's weight `[out, in]`: whole numbers times their column's scale."""
    weight: Floats = (held[f"{name}.weight"].astype(np.float32) * held[f"{name}.scale"]).T
    return weight


def heads(weight: Floats, bias: Floats) -> dict[str, Floats]:
    """Cut the stacked heads apart; pointer queries lose the division that the export puts in."""
    places = {
        "attribution": "attribution", "appeal": "appeal", "kind": "kind", "named": "named",
        "source_query": "source_of.query", "source_key": "source_of.key",
        "cue_query": "cue_of.query", "cue_key": "cue_of.key",
    }  # fmt: skip
    out, at = {}, 0
    for column, width in COLUMNS.items():
        factor = POINTER**0.5 if column.endswith("query") else 1.0
        out[f"{places[column]}.weight"] = weight[at : at + width] * np.float32(factor)
        out[f"{places[column]}.bias"] = bias[at : at + width] * np.float32(factor)
        at += width
    return out
