"""The form of a case: one annotated short text, as `tests/cases/README.md` describes it.

In come the `.jsonl` files under `tests/cases`; out come checked, frozen `Case` rows.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from reportedly.shapes import (
    Act,
    Capture,
    EvidenceKind,
    FactualityValue,
    FurnitureKind,
    MarkKind,
    Quotation,
    SegmentKind,
    SourceKind,
    Voice,
)

CASES = Path(__file__).parent / "cases"
ANY = "*"
_WORD = re.compile(r"\w+")


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Description(_Strict):
    """What is known of one statement; only the keys that are given count."""

    content: str | tuple[str, ...] | None = None
    content_has: str | None = None
    source: str | None = None
    source_has: str | None = None
    cue_has: str | None = None
    voice: Voice | None = None
    quotation: Quotation | None = None
    act: Act | None = None
    value: FactualityValue | None = None
    marks: tuple[tuple[MarkKind, str] | tuple[MarkKind, str, str], ...] = ()
    propositions: tuple[tuple[str, FactualityValue], ...] = ()
    chain: tuple[str, ...] = ()
    name: str | None = None
    source_kind: SourceKind | None = None
    named: bool | None = None
    count: int | None = None
    descriptors_has: tuple[str, ...] = ()
    role_has: str | None = None
    affiliation_has: str | None = None
    evidence_kind: EvidenceKind | None = None
    addressee: str | None = None
    within: int | None = None
    about: int | None = None

    def contents(self) -> tuple[str, ...]:
        """Return the expected content as a list of stretches, empty where none is given."""
        if self.content is None:
            return ()
        return (self.content,) if isinstance(self.content, str) else self.content

    def quoted(self) -> tuple[str, ...]:
        """Return all words of this description that must stand in the case's text."""
        single = (self.content_has, self.source, self.source_has, self.cue_has)
        marks = tuple(mark[1] for mark in self.marks)
        events = tuple(event for event, _ in self.propositions)
        return (*self.contents(), *(word for word in single if word is not None), *marks, *events)


class Case(_Strict):
    """One text and what must, and must not, be read from it."""

    id: str
    kind: Literal["made-up", "must-not-fire"]
    why: str = Field(min_length=10)
    text: str
    outlet: str | None
    published: str | None
    expect: tuple[Description, ...]
    forbid: tuple[Description, ...]
    exact: bool
    segments: tuple[tuple[SegmentKind, FurnitureKind | None, str], ...] = ()

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        for index, item in enumerate(self.expect):
            if not item.contents() and item.content_has is None:
                raise ValueError(f"{self.id}: expectation {index} names no content")
            for link in (item.within, item.about):
                if link is not None and not (0 <= link < len(self.expect) and link != index):
                    raise ValueError(f"{self.id}: expectation {index} points at no other one")
        for item in self.forbid:
            if not item.model_fields_set or item.within is not None or item.about is not None:
                raise ValueError(f"{self.id}: a forbidden description needs keys, none of them links")
        quoted = [phrase for item in (*self.expect, *self.forbid) for phrase in item.quoted()]
        for phrase in (*quoted, *(words for _, _, words in self.segments)):
            if not in_a_row(words(phrase), words(self.text)):
                raise ValueError(f"{self.id}: {phrase!r} does not stand in the text")
        return self

    def capture(self) -> Capture:
        """Return the case's text as an item received in plain text."""
        return Capture(
            input=self.id,
            data=self.text.encode("utf-8"),
            media="text",
            outlet=self.outlet,
            published=self.published,
        )


def words(text: str) -> list[str]:
    """Return the words of a text, lower-case, punctuation dropped."""
    return _WORD.findall(text.lower())


def in_a_row(inner: list[str], outer: list[str]) -> bool:
    """Whether the first words stand one after another, and not none of them, in the second."""
    size = len(inner)
    return size > 0 and any(outer[at : at + size] == inner for at in range(len(outer) - size + 1))


def load_cases() -> list[Case]:
    """Read every case, files in order of name; a malformed one raises with its file and line."""
    cases = []
    for path in sorted(CASES.glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            try:
                cases.append(Case.model_validate_json(line))
            except ValueError as error:
                raise ValueError(f"{path.name}:{number}: {error}") from error
    return cases


def known_failures() -> dict[str, str]:
    """Return the ids of cases that are known to fail, each with its reason."""
    lines = (CASES / "known_failures.txt").read_text(encoding="utf-8").splitlines()
    pairs = (line.partition("#") for line in lines if line.strip() and not line.startswith("#"))
    return {case_id.strip(): reason.strip() for case_id, _, reason in pairs}
