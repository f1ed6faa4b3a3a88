"""Average a trained network with the one that it went on from: `python -m training.average`.

Two networks on one path of training lie in one basin, and a point between them is often better than either,
and keeps more of what the first one knew (Wortsman et al. 2022, WiSE-FT).
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch
from torch import Tensor

from training.resumed import resumed


def between(first: dict[str, Tensor], second: dict[str, Tensor], share: float) -> dict[str, Tensor]:
    """Give the weights that lie `share` of the way from the first to the second."""
    return {name: first[name].float() * (1 - share) + second[name].float() * share for name in second}


def main() -> None:
    """Average."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--start", type=Path, required=True, help="the exported model that was gone on from")
    parser.add_argument("--weights", type=Path, required=True, help="final.pt of the run that went on")
    parser.add_argument("--model", type=Path, required=True, help="folder of all-MiniLM-L6-v2's weights")
    parser.add_argument("--share", type=float, default=0.7, help="how much of the later one")
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    first = resumed(given.start, given.model).state_dict()
    second = torch.load(given.weights, weights_only=True)["mean"]
    torch.save({"mean": between(first, second, given.share)}, given.out)


if __name__ == "__main__":
    main()
