"""Judgements from JSON Lines, as `reportedly judge --export` writes them: bytes in, `Judgement`s out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import BinaryIO

from pydantic import TypeAdapter, ValidationError

from reportedly.claim import Judgement
from reportedly.errors import InputError

_FORM = TypeAdapter(Judgement)


def rows(stream: BinaryIO, name: str) -> Iterator[Judgement]:
    """Yield a judgement a line that is not blank; raise `InputError` for the first that is none."""
    for number, line in enumerate(stream, 1):
        if not line.strip():
            continue
        where = f"{name}:{number}"
        try:
            row = json.loads(line)
            if not isinstance(row, dict) or row.get("schema") != "reportedly/judgement/1":
                raise InputError(where, f"{where}: is no judgement; give what `judge --export` wrote")
            yield _FORM.validate_python(row)
        except ValidationError as error:
            (first, *_) = error.errors()
            field = ".".join(map(str, first["loc"]))
            raise InputError(where, f"{where}: {field}: {first['msg']}; nothing was taken in") from error
        except ValueError as error:
            raise InputError(where, f"{where}: is not JSON in UTF-8; nothing was taken in") from error
