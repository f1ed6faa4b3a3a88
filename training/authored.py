"""Passages of our own writing for what the corpora lack, in `passages/*.jsonl`, as tagged articles.

A passage's text holds its marks: `{S1:witness:unnamed|Two shepherds} {Q1|told} the Gazette {C1|that ...}`.
The number ties the source, cue and content of one attribution; a part may come in pieces; marks do not nest.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

from reportedly.tag.tags import CONTENT, CUE, EVIDENCE_KINDS, SOURCE
from reportedly.tag.words import Word
from training.data import NOWHERE, Article, Places, Relation, article

MARK = re.compile(r"\{([SQC])(\d+)(?::(\w+):(named|unnamed))?\|([^{}]*)\}")
ROLE = {"S": SOURCE, "Q": CUE, "C": CONTENT}


def authored(folder: Path) -> list[Article]:
    """Read all passages of a folder, files by name; raise `ValueError` naming a passage that is malformed."""
    rows = [
        json.loads(line)
        for path in sorted(folder.glob("*.jsonl"))
        for line in path.read_text("utf-8").splitlines()
    ]
    return [passage(row["id"], row["text"]) for row in rows]


def passage(name: str, marked: str) -> Article:
    """Turn one marked text into an article with the answers of all attribution heads and source kinds."""
    text, at = "", 0
    members: dict[str, list[tuple[int, Places]]] = {}
    sources: list[tuple[int, int, int, int]] = []
    for match in MARK.finditer(marked):
        text += marked[at : match.start()]
        span = (len(text), len(text) + len(match[5]))
        text, at = text + match[5], match.end()
        members.setdefault(match[2], []).append((ROLE[match[1]], (span,)))
        if match[1] == "S":
            if match[3] not in EVIDENCE_KINDS:
                raise ValueError(f"{name}: no kind of source: {match[3]}")
            sources.append((*span, EVIDENCE_KINDS.index(match[3]), int(match[4] == "named")))
    text += marked[at:]
    if "{" in text or "}" in text:
        raise ValueError(f"{name}: a mark is not closed or nests")
    roles = [{role for role, _ in parts} for parts in members.values()]
    if any(CONTENT not in held or not held & {SOURCE, CUE} for held in roles):
        raise ValueError(f"{name}: an attribution without content, or with neither cue nor source")
    made = article(name, text, [Relation.of(parts) for parts in members.values()])
    return replace(made, passages=tuple(replace(p, **_kinds(p.words, sources)) for p in made.passages))


def _kinds(
    cut: tuple[Word, ...], sources: list[tuple[int, int, int, int]]
) -> dict[str, tuple[int, ...]]:
    kind, named = [NOWHERE] * len(cut), [NOWHERE] * len(cut)
    for start, end, which, has_name in sources:
        for place, word in enumerate(cut):
            if word.start < end and word.end > start:
                kind[place], named[place] = which, has_name
    return {"kind": tuple(kind), "named": tuple(named)}
