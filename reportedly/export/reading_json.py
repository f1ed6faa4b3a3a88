"""Rows with a `schema` as lines of JSON; a reading is what DESIGN calls `reportedly/reading/1`.

Rows go in; bytes come out: one JSON object in UTF-8 and a newline, `schema` first, then the fields
in the order in which the shapes declare them.
"""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Protocol

from pydantic_core import PydanticSerializationError, to_json

_LINE_BREAKS = {ord(c): f"\\u{ord(c):04x}" for c in "\u0085\u2028\u2029"}
"""JSON allows these inside strings, but readers that split text into lines would break there."""


class Line(Protocol):
    """A row that says what form it has."""

    @property
    def schema(self) -> str: ...


def line(row: Line) -> bytes:
    """Return the row as one line; lone surrogates, which UTF-8 cannot hold, as JSON escapes."""
    content = {"schema": row.schema, **_object(row)}
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":")).translate(_LINE_BREAKS)
    return text.encode("utf-8", "backslashreplace") + b"\n"


def encoded(value: object) -> bytes:
    """Return a value as JSON: objects, lists and claims in them, which may be large.

    What is left out of rows or has another name there is so here for claims alone; give others `plain`.
    """
    try:
        # No text has these bytes inside: a quotation mark in it has a backslash before it.
        return to_json(value).replace(b'"for_":', b'"for":')
    except PydanticSerializationError:  # a lone surrogate, which has no UTF-8, is escaped
        return json.dumps(value, default=plain).encode()


def _object(row: object) -> dict[str, object]:
    """Return the fields that are shown; metadata "json" is another name, or false to leave one out."""
    shown = [(f.metadata.get("json", f.name), f.name) for f in fields(row)]  # type: ignore[arg-type]
    return {key: plain(getattr(row, name)) for key, name in shown if key}


def plain(value: object) -> object:
    """Return rows as objects, enums as their values, tuples as lists; a field's `json` is its name there."""
    if is_dataclass(value):
        return _object(value)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, (tuple, list)):
        return [plain(item) for item in value]
    return value
