"""Write the trained network as ONNX: `python -m training.export --weights final.pt --out FOLDER`.

The graph takes one window, not a batch, so that nothing else can be in the batch; it is written node by
node, so that what is quantized, and how, is seen here. In 8 and in 7 bits: the word pieces' embedding (8
bits, a scale a row) and the products of the layers (see `linear` and `dynamic`). Beside it go `tagger.json`
(tag sets, CRF steps, layout), the vocabulary, and a manifest of all three.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from reportedly.tag.decode import Steps
from reportedly.tag.network import MANIFEST, NETWORK, PIECES, SIDE
from reportedly.tag.tags import APPEAL, ATTRIBUTION, EVIDENCE_KINDS
from training.dev import steps_of
from training.model import ATTENTION_HEADS, LAYERS, POINTER, WIDTH, Network

Array = NDArray[np.generic]
CONTRIB = "com.microsoft"
BLOCK = 32  # numbers that share a scale, in weights and in what they are multiplied with

# The columns of the one output of all heads, in order.
COLUMNS = {
    "attribution": ATTRIBUTION.size, "appeal": APPEAL.size, "kind": len(EVIDENCE_KINDS), "named": 2,
    "source_query": POINTER, "source_key": POINTER, "cue_query": POINTER, "cue_key": POINTER,
}  # fmt: skip


@dataclass(slots=True)
class Graph:
    """A graph being written."""

    bits: int  # 32, 8 or 7
    nodes: list[onnx.NodeProto] = field(default_factory=list)
    constants: list[onnx.TensorProto] = field(default_factory=list)

    def constant(self, name: str, value: Array) -> str:
        """Add a constant; give its name."""
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def node(self, kind: str, inputs: list[str], name: str, domain: str = "", **attributes: object) -> str:
        """Add a node of one output; give the output's name."""
        self.nodes.append(helper.make_node(kind, inputs, [name], name=name, domain=domain, **attributes))
        return name

    def linear(self, x: str, name: str, weight: Array, bias: Array, exact: bool = False) -> str:
        """Multiply by `weight` [out, in] and add `bias`.

        In 8 bits both sides are quantized in blocks of BLOCK numbers of one row (onnxruntime's MatMulNBits,
        accuracy level 4), so that no word's result depends on another's range.
        """
        if self.bits == 32 or exact:
            product = self.node("MatMul", [x, self.constant(f"{name}.weight", weight.T)], f"{name}.product")
            return self.node("Add", [product, self.constant(f"{name}.bias", bias)], name)
        if self.bits == 7:
            return self.dynamic(x, name, weight.astype(np.float32), bias)
        whole, scale = blocks(weight.astype(np.float32))
        inputs = [x, self.constant(f"{name}.weight", whole), self.constant(f"{name}.scale", scale)]
        inputs += ["", "", self.constant(f"{name}.bias", bias)]
        out, width = weight.shape
        return self.node(
            "MatMulNBits", inputs, name, CONTRIB, K=width, N=out, bits=8, block_size=BLOCK, accuracy_level=4
        )

    def dynamic(self, x: str, name: str, weight: NDArray[np.float32], bias: Array) -> str:
        """Multiply whole numbers: one scale for all of `x`, one for each column, weights in [-63, 63].

        Weights of 7 bits, since processors without VNNI add two products in 16 bits, where 8 overflow.
        """
        scale = np.abs(weight).max(1) / 63
        scale[scale == 0] = 1
        whole = np.rint(weight / scale[:, None]).astype(np.int8)
        inputs = [x, self.constant(f"{name}.weight", whole.T)]
        inputs.append(self.constant(f"{name}.scale", scale.astype(np.float32)))
        inputs.append(self.constant(f"{name}.zero", np.zeros(len(scale), np.int8)))
        inputs.append(self.constant(f"{name}.bias", bias))
        return self.node("DynamicQuantizeMatMul", inputs, name, CONTRIB)

    def norm(self, x: str, name: str, layer: torch.nn.LayerNorm) -> str:
        """Normalise over the last axis."""
        scale = self.constant(f"{name}.scale", array(layer.weight))
        bias = self.constant(f"{name}.bias", array(layer.bias))
        return self.node("LayerNormalization", [x, scale, bias], name, axis=-1, epsilon=layer.eps)


def array(value: torch.Tensor) -> NDArray[np.float32]:
    """Take a weight out of torch."""
    out: NDArray[np.float32] = value.detach().float().numpy()
    return out


def blocks(weight: NDArray[np.float32]) -> tuple[NDArray[np.uint8], NDArray[np.float32]]:
    """Quantize `[out, in]` evenly in blocks: bytes `[out, in / BLOCK, BLOCK]` about 128, and scales."""
    out, width = weight.shape
    cut = weight.reshape(out, width // BLOCK, BLOCK)
    scale = np.abs(cut).max(-1) / 127
    scale[scale == 0] = 1
    whole = np.clip(np.rint(cut / scale[..., None]) + 128, 0, 255).astype(np.uint8)
    return whole, scale.astype(np.float32)


def rows(weight: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Quantize each row symmetrically: whole numbers and one scale a row."""
    scale = np.abs(weight).max(1, keepdims=True) / 127
    scale[scale == 0] = 1
    return np.rint(weight / scale).astype(np.int8), scale.astype(np.float32)


def embedded(graph: Graph, network: Network) -> str:
    """Write the embeddings: `[pieces, WIDTH]` from piece and feature ids."""
    table = array(network.embedding.word.weight)
    if graph.bits == 32:
        word = graph.node("Gather", [graph.constant("word", table), "pieces"], "word.rows")
    else:
        whole, scale = rows(table)
        picked = graph.node("Gather", [graph.constant("word", whole), "pieces"], "word.rows")
        as_float = graph.node("Cast", [picked], "word.floats", to=TensorProto.FLOAT)
        scales = graph.node("Gather", [graph.constant("word.scale", scale), "pieces"], "word.scales")
        word = graph.node("Mul", [as_float, scales], "word.scaled")
    length = graph.node("Shape", ["pieces"], "length")
    bounds = [graph.constant("zero", np.array([0])), length, graph.constant("axis", np.array([0]))]
    table = array(network.embedding.position.weight)
    place = graph.node("Slice", [graph.constant("position", table), *bounds], "position.rows")
    fixed = graph.norm(graph.node("Add", [word, place], "placed"), "embedding.norm", network.embedding.norm)
    feature = graph.constant("feature", array(network.embedding.feature.weight))
    return graph.node("Add", [fixed, graph.node("Gather", [feature, "features"], "feature.rows")], "embedded")


def encoded(graph: Graph, network: Network, x: str) -> str:
    """Write the layers: `[pieces, WIDTH]` to the same."""
    flat = graph.constant("flat", np.array([-1, WIDTH]))
    deep = graph.constant("deep", np.array([1, -1, WIDTH]))
    for number, layer in enumerate(network.layers):
        at = f"layer{number}."
        weight, bias = array(layer.qkv.weight), array(layer.qkv.bias)
        three = graph.linear(x, f"{at}qkv", weight, bias)
        names = [f"{at}{part}" for part in ("query", "key", "value")]
        split = helper.make_node("Split", [three], names, name=f"{at}split", axis=1, num_outputs=3)
        graph.nodes.append(split)
        ready = [graph.node("Reshape", [name, deep], f"{name}.deep") for name in names]
        mixed = graph.node("MultiHeadAttention", ready, f"{at}mixed", CONTRIB, num_heads=ATTENTION_HEADS)
        mixed = graph.node("Reshape", [mixed, flat], f"{at}mixed.flat")
        y = graph.linear(mixed, f"{at}out", array(layer.out.weight), array(layer.out.bias))
        x = graph.norm(graph.node("Add", [x, y], f"{at}sum1"), f"{at}norm1", layer.norm1)
        up = graph.linear(x, f"{at}up", array(layer.up.weight), array(layer.up.bias))
        y = graph.node("Gelu", [up], f"{at}gelu", CONTRIB)
        y = graph.linear(y, f"{at}down", array(layer.down.weight), array(layer.down.bias))
        x = graph.norm(graph.node("Add", [x, y], f"{at}sum2"), f"{at}norm2", layer.norm2)
    return x


def heads(network: Network) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Stack the heads' weights and biases in the order of COLUMNS; pointer queries take the division in."""
    root = POINTER**0.5
    parts = [(array(head.weight), array(head.bias)) for head in (
        network.attribution, network.appeal, network.kind, network.named
    )]  # fmt: skip
    for pointer in (network.source_of, network.cue_of):
        parts.append((array(pointer.query.weight) / root, array(pointer.query.bias) / root))
        parts.append((array(pointer.key.weight), array(pointer.key.bias)))
    return np.concatenate([w for w, _ in parts]), np.concatenate([b for _, b in parts])


def model(network: Network, bits: int) -> onnx.ModelProto:
    """Write the whole graph in 32 or 8 bits."""
    graph = Graph(bits)
    states = encoded(graph, network, embedded(graph, network))
    weight, bias = heads(network)
    graph.linear(states, "heads", weight, bias, exact=True)
    pooled = graph.node("MatMul", ["pool", states], "pooled")
    turned = graph.node("MatMul", [pooled, graph.constant("turn", array(network.vector.weight).T)], "turned")
    graph.node("LpNormalization", [turned], "vector", axis=1, p=2)
    ids = [helper.make_tensor_value_info(name, TensorProto.INT64, ["n"]) for name in ("pieces", "features")]
    ids.append(helper.make_tensor_value_info("pool", TensorProto.FLOAT, ["m", "n"]))
    outs = [
        helper.make_tensor_value_info("heads", TensorProto.FLOAT, ["n", sum(COLUMNS.values())]),
        helper.make_tensor_value_info("vector", TensorProto.FLOAT, ["m", WIDTH]),
    ]
    built = helper.make_graph(graph.nodes, "tagger", ids, outs, graph.constants)
    opsets = [helper.make_opsetid("", 18), helper.make_opsetid(CONTRIB, 1)]
    return helper.make_model(built, opset_imports=opsets, ir_version=9, producer_name="reportedly")


def side(network: Network) -> dict[str, object]:
    """Gather what decoding needs beside the graph."""

    def plain(steps: Steps) -> dict[str, object]:
        return {name: getattr(steps, name).tolist() for name in ("step", "first", "last")}

    return {
        "columns": COLUMNS, "layers": LAYERS, "width": WIDTH,
        "attribution": {"kinds": ATTRIBUTION.kinds, **plain(steps_of(network.attribution_crf, ATTRIBUTION))},
        "appeal": {"kinds": APPEAL.kinds, **plain(steps_of(network.appeal_crf, APPEAL))},
        "evidence_kinds": EVIDENCE_KINDS,
        "source_none": array(network.source_of.none).tolist(),
        "cue_none": array(network.cue_of.none).tolist(),
    }  # fmt: skip


def loaded(weights: Path, which: str = "mean") -> Network:
    """Read a network that `train` kept; `which` is "mean" (the running mean) or "network" (the last step)."""
    network = Network()
    network.load_state_dict(torch.load(weights, weights_only=True)[which])
    network.eval()
    return network


def main() -> None:
    """Export."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--which", choices=("mean", "network"), default="mean")
    parser.add_argument("--bits", type=int, choices=(32, 8, 7), default=7)
    parser.add_argument("--model", type=Path, required=True, help="folder that holds vocab.txt")
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    network = loaded(given.weights, given.which)
    files = {
        SIDE: json.dumps(side(network)).encode(),
        NETWORK: model(network, given.bits).SerializeToString(deterministic=True),
        PIECES: (given.model / PIECES).read_bytes(),
    }
    for name, data in files.items():
        (given.out / name).write_bytes(data)
    listed = {"files": {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}}
    (given.out / MANIFEST).write_text(json.dumps(listed, indent=1, sort_keys=True) + "\n", "utf-8")


if __name__ == "__main__":
    main()
