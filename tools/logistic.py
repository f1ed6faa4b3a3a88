"""Logistic regression by Newton's method, for the models that join documents and mentions."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def newton(x: Floats, y: Floats, w: Floats, ridge: float = 1.0) -> Floats:
    """Return the weight of each column of `x`; `y` are 0 or 1, `w` how much each row counts."""
    out = np.zeros(x.shape[1])
    for _ in range(100):
        p = 1 / (1 + np.exp(-x @ out))
        hessian = (x * (w * p * (1 - p))[:, None]).T @ x + ridge * np.eye(x.shape[1])
        step = np.linalg.solve(hessian, x.T @ (w * (y - p)) - ridge * out)
        out = out + step
        if np.abs(step).max() < 1e-8:
            break
    return out
