"""Rows from their JSON: what `export.reading_json` writes goes in, the frozen dataclasses come out."""

from __future__ import annotations

import types
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")


def row(kind: type[T], value: dict[str, Any]) -> T:
    """Return a row; fields that its JSON leaves out have their default."""
    assert is_dataclass(kind)
    hints, names = _form(kind)
    given = {names[key]: _value(hints[names[key]], item) for key, item in value.items()}
    return kind(**given)


@cache
def _form(kind: Any) -> tuple[dict[str, Any], dict[str, str]]:
    """Return the types of a row's fields, and the fields by their names in JSON."""
    names = {str(f.metadata.get("json", f.name) or f.name): f.name for f in fields(kind)}
    return get_type_hints(kind), names


def _value(kind: Any, value: Any) -> Any:
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        if value is None:
            return None
        return _value(next(a for a in arguments if a is not types.NoneType), value)
    if origin is tuple:
        return tuple(_value(arguments[0], item) for item in value)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(value)
    if is_dataclass(kind):
        return row(kind, value)  # type: ignore[arg-type]
    if isinstance(kind, type) and issubclass(kind, tuple):
        return kind(*value)
    return value
