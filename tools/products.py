"""Make the graph that multiplies matrices for spaCy: `python -m tools.products` (with the group `training`).

One node of ONNX: `Gemm` of `rows` `[m, k]` with `weights` `[n, k]`, which gives `[m, n]`. It holds no
weights, and is written byte for byte alike each time.
"""

from __future__ import annotations

from pathlib import Path

from onnx import TensorProto, helper

OUT = Path(__file__).parent.parent / "reportedly" / "annotate" / "products.onnx"


def made() -> bytes:
    """Return the graph's bytes."""
    given = [
        helper.make_tensor_value_info("rows", TensorProto.FLOAT, ["m", "k"]),
        helper.make_tensor_value_info("weights", TensorProto.FLOAT, ["n", "k"]),
    ]
    gives = [helper.make_tensor_value_info("products", TensorProto.FLOAT, ["m", "n"])]
    node = helper.make_node("Gemm", ["rows", "weights"], ["products"], transB=1)
    graph = helper.make_graph([node], "products", given, gives)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)
    return bytes(model.SerializeToString())


if __name__ == "__main__":
    OUT.write_bytes(made())
