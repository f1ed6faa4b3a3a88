"""What a format is: its name, its files, and how each is written; with the JSON that several share."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import BinaryIO

from reportedly.export.formats.columns import Table
from reportedly.export.formats.kept import Kept

Write = Callable[[Kept, BinaryIO], None]
"""Writes one file of a format to an open binary stream, which may be one that cannot go back."""


@dataclass(frozen=True, slots=True)
class Format:
    """A form of export: `about` in a few words, and `files`: what writes each, by its name in the folder.

    A format of one file has one entry, whose name is the usual ending ("geojson"). `tables` is its data
    dictionary: what each column means, or each field of its records; a format without rows has none.
    """

    name: str
    about: str
    files: Mapping[str, Write]
    tables: tuple[Table, ...] = ()

    @property
    def is_folder(self) -> bool:
        """Whether the format is several files."""
        return len(self.files) > 1


def encoded(text: str) -> bytes:
    """Return text in UTF-8; lone surrogates, which UTF-8 cannot hold, as escapes."""
    return text.encode("utf-8", "backslashreplace")


def dumped(value: object) -> bytes:
    """Return a value as JSON in one line."""
    return encoded(json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False))


def write_listed(out: BinaryIO, head: Mapping[str, object], name: str, items: Iterable[object]) -> None:
    """Write a JSON object whose last field is a list, an item a line, without holding the list.

    `head` are the fields before it, in order; it must not be empty.
    """
    out.write(dumped(dict(head))[:-1] + b"," + dumped(name) + b":[")
    for number, item in enumerate(items):
        out.write((b",\n" if number else b"\n") + dumped(item))
    out.write(b"\n]}\n")
