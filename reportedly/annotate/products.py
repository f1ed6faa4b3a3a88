"""The products of matrices in spaCy's networks, as numpy makes them.

spaCy multiplies with a library of its own, which has no code for many newer processors and is then two to
three times slower than the one that numpy brings. Rows come in, and rows go out; a row's product does not
depend on the rows beside it, so that a paragraph's parse does not depend on the paragraphs parsed with it.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from thinc.api import NumpyOps

Floats = NDArray[np.float32]

ROWS = 64
"""Fewer rows than these are filled up: numpy's library adds up small matrices (here of up to 24 rows) in
another order."""


class Products(NumpyOps):  # type: ignore[misc]  # of a compiled module without types
    """spaCy's operations, with numpy's product of matrices."""

    def gemm(
        self, x: Floats, y: Floats, out: Floats | None = None, trans1: bool = False, trans2: bool = False
    ) -> Floats:
        """Multiply two matrices, either of them turned around first; write into `out` where it is given."""
        left, right = x.T if trans1 else x, y.T if trans2 else y
        rows = len(left)
        if rows < ROWS:
            left = np.concatenate([left, np.zeros((ROWS - rows, left.shape[1]), np.float32)])
        product: Floats = (left @ right)[:rows]
        if out is None:
            return product
        out[:] = product
        return out
