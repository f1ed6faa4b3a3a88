"""The only door to onnxruntime: the shipped network, checked against its manifest, one window at a time.

One window at a time, on one thread: what else is being read can then not change a result.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from reportedly.errors import ModelError
from reportedly.tag.decode import Floats, Steps
from reportedly.tag.pieces import WordPieces
from reportedly.tag.words import CLS, SEP, Encoded

if TYPE_CHECKING:
    import onnxruntime

FOLDER = Path(__file__).parent.parent / "model"
NETWORK, SIDE, PIECES, MANIFEST = "tagger.onnx", "tagger.json", "vocab.txt", "manifest.json"


@dataclass(frozen=True, slots=True)
class Seen:
    """What the network makes of a window: `scores` `[words, columns]`, `vectors` `[stretches, width]`."""

    scores: Floats
    vectors: Floats


class Network:
    """The network of one folder and what decoding needs beside it.

    `side` is `tagger.json`; `columns` tells which columns of the scores belong to which head; `sha256` is
    that of the manifest, and so stands for all files.
    """

    def __init__(self, session: onnxruntime.InferenceSession, side: dict[str, Any], sha256: str) -> None:
        self.session, self.side, self.sha256 = session, side, sha256
        self.columns: dict[str, slice] = {}
        start = 0
        for name, width in side["columns"].items():
            self.columns[name] = slice(start, start + width)
            start += width

    def steps(self, name: str) -> Steps:
        """Give the step scores of a head's CRF."""
        side = self.side[name]
        return Steps(*(np.array(side[part], np.float32) for part in ("step", "first", "last")))

    def run(self, encoded: Encoded, stretches: list[tuple[int, int]]) -> Seen:
        """Read one window; `stretches` are the runs of words `[first, last)` that get a vector."""
        ends = [*encoded.firsts[1:], len(encoded.pieces)]
        pool = np.zeros((len(stretches), len(encoded.pieces) + 2), np.float32)
        for row, (first, last) in zip(pool, stretches, strict=True):
            row[encoded.firsts[first] + 1 : ends[last - 1] + 1] = 1 / (ends[last - 1] - encoded.firsts[first])
        heads, vectors = self.session.run(
            None,
            {
                "pieces": np.array([CLS, *encoded.pieces, SEP], np.int64),
                "features": np.array([0, *(f + 1 for f in encoded.features), 0], np.int64),
                "pool": pool,
            },
        )
        at = [first + 1 for first in encoded.firsts]
        return Seen(heads[at], vectors)


def opened(data: bytes) -> onnxruntime.InferenceSession:
    """Open a network from its bytes."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(data, options, providers=["CPUExecutionProvider"])


def checked(folder: Path) -> tuple[dict[str, bytes], str]:
    """Read a folder's files and its manifest's SHA-256; raise `ModelError` where one is not as listed."""
    try:
        manifest = (folder / MANIFEST).read_bytes()
        listed = json.loads(manifest)["files"]
        files = {name: (folder / name).read_bytes() for name in (NETWORK, SIDE, PIECES)}
    except (OSError, ValueError, KeyError) as error:
        raise ModelError(f"{folder}: the attribution model cannot be read ({error}); reinstall") from error
    for name, data in files.items():
        if hashlib.sha256(data).hexdigest() != listed.get(name):
            raise ModelError(
                f"{folder / name}: not the file that {MANIFEST} lists (its SHA-256 differs); reinstall"
            )
    return files, hashlib.sha256(manifest).hexdigest()


@cache
def load(folder: Path = FOLDER) -> tuple[Network, WordPieces]:
    """Load the network and its vocabulary, once; raise `ModelError` where they are not as listed."""
    files, sha256 = checked(folder)
    network = Network(opened(files[NETWORK]), json.loads(files[SIDE]), sha256)
    return network, WordPieces(files[PIECES].decode("utf-8").splitlines())
