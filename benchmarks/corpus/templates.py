"""Sentences with holes: templates parsed once, then written with their marks.

In come templates of `phrases/*.yaml` ("{force} [bombed] {target} in {town}, <killing> {toll}") and what fills
their slots; out come words, and for each pair of brackets a mark: what it is, where it starts and ends.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import TypeAlias

import yaml

_TOKEN = re.compile(r"[\[\]<>(|)]|\{\w+\}|[^\[\]<>(|){}]+")

TRIGGER, FATE = "trigger", "fate"
"""What square and pointed brackets mark; in a frame the square ones are the cue."""


class Writer:
    """Words being written; `marks` are (label, start, end) in the order in which they end."""

    __slots__ = ("at", "marks", "open", "parts", "raised")

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.marks: list[tuple[str, int, int]] = []
        self.at = 0
        self.raised = self.open = False

    def put(self, words: str) -> None:
        """Write words; the first after `raised` was set begins with a capital.

        After `open` was set, by an apposition, a comma comes first where no other stop does.
        """
        if self.open and words:
            self.open = False
            if words[0] not in ".,:":
                self.parts.append(",")
                self.at += 1
        if self.raised and words:
            words = words[0].upper() + words[1:]
            self.raised = False
        self.parts.append(words)
        self.at += len(words)

    def marked(self, label: str, words: str) -> None:
        """Write words under a mark."""
        start = self.at
        self.put(words)
        self.marks.append((label, start, self.at))

    def text(self) -> str:
        """All that was written."""
        return "".join(self.parts)


Filler: TypeAlias = str | Callable[[Writer], None]
Slots: TypeAlias = Mapping[str, Filler]
Op: TypeAlias = tuple[str, str, tuple["Ops", ...]]
Ops: TypeAlias = tuple[Op, ...]


@lru_cache(maxsize=4096)
def parsed(template: str) -> Ops:
    """Take a template apart: literal words, slots, marks, and choices."""
    return _sequence(_TOKEN.findall(template), 0, "")[0]


def _sequence(tokens: list[str], at: int, until: str) -> tuple[Ops, int]:
    out: list[Op] = []
    while at < len(tokens) and tokens[at] not in until:
        token = tokens[at]
        if token in "[<(":
            close = {"[": "]", "<": ">", "(": ")"}[token]
            branches = []
            at += 1
            while True:
                ops, at = _sequence(tokens, at, close + "|")
                branches.append(ops)
                if at >= len(tokens):
                    raise ValueError(f"no {close} in {''.join(tokens)!r}")
                at += 1
                if tokens[at - 1] == close:
                    break
            label = {"[": TRIGGER, "<": FATE, "(": ""}[token]
            out.append(("one" if token == "(" else "mark", label, tuple(branches)))
        elif token in "]>)|":
            raise ValueError(f"unbalanced {token} in {''.join(tokens)!r}")
        elif token[0] == "{":
            out.append(("slot", token[1:-1], ()))
            at += 1
        else:
            out.append(("words", token, ()))
            at += 1
    return tuple(out), at


def write(writer: Writer, ops: Ops, slots: Slots, rng: random.Random, square: str = TRIGGER) -> None:
    """Write a template; `square` is the label of what stands in square brackets."""
    for op, name, branches in ops:
        if op == "words":
            writer.put(name)
        elif op == "slot":
            filler = slots[name]
            if isinstance(filler, str):
                writer.put(filler)
            else:
                filler(writer)
        elif op == "mark":
            start = writer.at
            write(writer, branches[0], slots, rng, square)
            writer.marks.append((square if name == TRIGGER else name, start, writer.at))
        else:
            write(writer, branches[int(rng.random() * len(branches))], slots, rng, square)


@cache
def phrases(name: str) -> dict[str, list[str]]:
    """Return one of the tables of templates."""
    folder = Path(__file__).with_name("phrases")
    found: dict[str, list[str]] = yaml.safe_load((folder / f"{name}.yaml").read_text(encoding="utf-8"))
    return found
