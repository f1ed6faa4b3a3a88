"""The products of matrices in spaCy's networks, as onnxruntime makes them.

spaCy multiplies with a library of its own, which has no code for many newer processors and is then five
times slower. Rows come in, and rows go out; a row's product does not depend on the rows beside it, nor
on its place among them, so that a paragraph's parse does not depend on the paragraphs parsed with it.
(In numpy's library it does: its code for AVX2 adds up six rows of twelve in another order than the others.)
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from thinc.api import NumpyOps

from reportedly.tag.network import opened

Floats = NDArray[np.float32]

GRAPH = Path(__file__).with_name("products.onnx")
"""One node, made by `tools/products.py`."""

ROWS = 2
"""Fewer rows than these are filled up: a row alone is added up in another order."""


@cache
def _multiplies() -> Callable[[list[str] | None, dict[str, Floats]], list[Floats]]:
    run: Callable[[list[str] | None, dict[str, Floats]], list[Floats]] = opened(GRAPH.read_bytes()).run
    return run


class Products(NumpyOps):  # type: ignore[misc]  # of a compiled module without types
    """spaCy's operations, with onnxruntime's product of matrices."""

    def gemm(
        self, x: Floats, y: Floats, out: Floats | None = None, trans1: bool = False, trans2: bool = False
    ) -> Floats:
        """Multiply two matrices, either of them turned around first; write into `out` where it is given."""
        left, weights = x.T if trans1 else x, y if trans2 else y.T
        rows = len(left)
        if rows < ROWS:
            left = np.concatenate([left, np.zeros((ROWS - rows, left.shape[1]), np.float32)])
        product: Floats = _multiplies()(None, {"rows": left, "weights": weights})[0][:rows]
        if out is None:
            return product
        out[:] = product
        return out
