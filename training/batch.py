"""From a batch of windows to padded tensors, with the answers of every head beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from reportedly.tag.words import CLS, SEP
from training.data import NO_PARTNER, NOWHERE
from training.windows import Window, pieces_of

WIDTH = 384  # of a sentence vector
UNASKED = -100  # a word of which a pointer is not asked

Vectors = dict[tuple[int, int], NDArray[np.float32]]


@dataclass(frozen=True, slots=True)
class Rows:
    """Paragraphs of one task in a batch: flat piece index, validity and tag of each word, `[rows, words]`."""

    index: Tensor
    valid: Tensor
    tags: Tensor


@dataclass(frozen=True, slots=True)
class Batch:
    """A batch on its way in.

    `pieces`, `features` and `mask` are `[windows, pieces]`; `words` and `word_mask` `[windows, words]`, the
    flat index of each word's first piece; `source_of` and `cue_of` `[windows, words]`, 0 for none or
    elsewhere, else 1 + the partner's place among the window's words; `kind` `[n, 3]`, a flat index, a kind,
    named or not; `vectors` `[windows, WIDTH]`, a row of zeros where the starting model's was not kept.
    """

    pieces: Tensor
    features: Tensor
    mask: Tensor
    rows: dict[str, Rows]
    words: Tensor
    word_mask: Tensor
    source_of: Tensor
    cue_of: Tensor
    kind: Tensor
    vectors: Tensor | None


@dataclass(slots=True)
class Line:
    """One window being laid out: what its words ask of each head; places are flat, over the whole batch."""

    pieces: list[int] = field(default_factory=list)
    features: list[int] = field(default_factory=list)
    words: list[int] = field(default_factory=list)
    partners: tuple[list[int], list[int]] = field(default_factory=lambda: ([], []))
    rows: list[tuple[str, list[int], Sequence[int]]] = field(default_factory=list)
    kinds: list[tuple[int, int, int]] = field(default_factory=list)


def collate(batch: Sequence[Window], vectors: Vectors | None = None) -> Batch:
    """Pad windows into one batch; `vectors` gives the starting model's vectors of lone paragraphs, by key."""
    width = max(map(pieces_of, batch)) + 2
    lines = [laid_out(window, number * width) for number, window in enumerate(batch)]
    rows: dict[str, list[tuple[list[int], Sequence[int]]]] = {}
    for line in lines:
        for task, flat, tags in line.rows:
            rows.setdefault(task, []).append((flat, tags))
    pieces, mask = padded([line.pieces for line in lines], 0)
    words, word_mask = padded([line.words for line in lines], 0)
    kinds = [row for line in lines for row in line.kinds]
    return Batch(
        pieces, padded([line.features for line in lines], 0)[0], mask,
        {task: Rows(*_answers(found)) for task, found in rows.items()},
        words, word_mask,
        padded([line.partners[0] for line in lines], UNASKED)[0],
        padded([line.partners[1] for line in lines], UNASKED)[0],
        torch.tensor(kinds, dtype=torch.int64).reshape(-1, 3),
        None if vectors is None else known(batch, vectors),
    )  # fmt: skip


def laid_out(window: Window, base: int) -> Line:
    """Lay out one window whose first piece has the flat index `base`."""
    line = Line([CLS], [0])
    names = [chunk.first + k for chunk in window for k in range(len(chunk.encoded.firsts))]
    local = {name: place for place, name in enumerate(names)}
    for chunk in window:
        code, passage = chunk.encoded, chunk.passage
        here = slice(chunk.offset, chunk.offset + len(code.firsts))
        flat = [base + len(line.pieces) + first for first in code.firsts]
        for partners, targets in zip(line.partners, (passage.source_of, passage.cue_of), strict=True):
            # A sentence of a corpus without relations asks nothing.
            partners.extend(_place(t, local) for t in targets[here] or (NOWHERE,) * len(flat))
        for place, kind, named in zip(flat, passage.kind[here], passage.named[here], strict=False):
            if kind != NOWHERE:
                line.kinds.append((place, kind, named))
        line.rows.append((passage.task, flat, passage.tags[here]))
        line.words.extend(flat)
        line.pieces.extend(code.pieces)
        line.features.extend(feature + 1 for feature in code.features)
    line.pieces.append(SEP)
    line.features.append(0)
    return line


def _place(target: int, local: dict[int, int]) -> int:
    if target == NOWHERE:
        return UNASKED
    return 0 if target == NO_PARTNER else local.get(target, -1) + 1


def padded(lists: Sequence[Sequence[int]], filler: int) -> tuple[Tensor, Tensor]:
    """Pad lists of numbers into one `[lists, longest]` table; give it and where it holds numbers."""
    wide = max(map(len, lists))
    table = np.full((len(lists), wide), filler, np.int64)
    filled = np.zeros((len(lists), wide), bool)
    for row, numbers in enumerate(lists):
        table[row, : len(numbers)], filled[row, : len(numbers)] = numbers, True
    return torch.from_numpy(table), torch.from_numpy(filled)


def known(batch: Sequence[Window], vectors: Vectors) -> Tensor:
    """Give the starting model's vectors of a batch, zeros where a window is not one kept paragraph."""
    none = np.zeros(WIDTH, np.float32)
    rows = [vectors.get(window[0].key, none) if len(window) == 1 else none for window in batch]
    return torch.from_numpy(np.stack(rows))


def _answers(found: Sequence[tuple[Sequence[int], Sequence[int]]]) -> tuple[Tensor, Tensor, Tensor]:
    index, valid = padded([flat for flat, _ in found], 0)
    return index, valid, padded([tags for _, tags in found], 0)[0]
