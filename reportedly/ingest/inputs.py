"""What a user names on the command line in; captures and problems out, lazily and in that order.

An input is a file, a folder, a JSON Lines file, or `-` for standard input. Each document of it is
one item out: a `Capture`, or a `Problem` that says in one line what is wrong and what to do.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from reportedly.errors import InputError
from reportedly.ingest.files import read_file, read_stream, unopened, walk
from reportedly.ingest.jsonl import SUFFIXES, looks_like_rows, rows
from reportedly.ingest.sniff import PEEK
from reportedly.shapes import Capture, Problem


@dataclass(frozen=True, slots=True)
class Given:
    """What the user says of every item; it fills in what an item does not say of itself."""

    published: str | None = None
    outlet: str | None = None
    url: str | None = None


def captures(
    inputs: Sequence[str], given: Given = Given(), *, stdin: BinaryIO | None = None
) -> Iterator[Capture | Problem]:
    """Yield one capture or problem for each document of the inputs, in input order.

    `stdin` stands for `-` (default: the process's own). What a JSON Lines row says of itself
    outranks `given`.
    """
    for name in inputs:
        for item in _input(name, stdin):
            yield _fill(item, given) if isinstance(item, Capture) else item


def is_batch(inputs: Sequence[str], *, stdin: BinaryIO | None = None) -> bool:
    """Whether the inputs can give several items: more than one input, a folder, or JSON Lines.

    Standard input is looked into without being used up.
    """
    if len(inputs) != 1:
        return True
    if inputs[0] == "-":
        return looks_like_rows(_peek(_stream(stdin))[0])
    path = Path(inputs[0])
    try:
        return path.is_dir() or _has_rows(path)
    except (OSError, ValueError):
        return False  # `captures` says what is wrong with it


def _input(name: str, stdin: BinaryIO | None) -> Iterator[Capture | Problem]:
    try:
        if name == "-":
            yield from _standard_input(stdin)
        elif Path(name).is_dir():
            yield from _folder(Path(name))
        elif _has_rows(Path(name)):
            with Path(name).open("rb") as file:
                yield from _some(rows(file, name), name)
        else:
            yield read_file(Path(name), name)
    except InputError as error:
        yield Problem(error.input, str(error))
    except (OSError, ValueError) as error:
        yield Problem(name, str(unopened(name, error)))


def _standard_input(stdin: BinaryIO | None) -> Iterator[Capture | Problem]:
    head, stream = _peek(_stream(stdin))
    if looks_like_rows(head):
        yield from _some(rows(stream, "-"), "-")
    else:
        yield read_stream(stream, "-")


def _folder(folder: Path) -> Iterator[Capture | Problem]:
    found = False
    for path in walk(folder):
        found = True
        if isinstance(path, InputError):
            yield Problem(path.input, str(path))
        else:
            yield from _input(str(path), None)
    if not found:
        raise InputError(
            str(folder),
            f"{folder}: is a folder with nothing to read in it; put .txt, .html or .jsonl files there",
        )


def _some(items: Iterator[Capture | Problem], name: str) -> Iterator[Capture | Problem]:
    """Pass items on, or raise `InputError` where there is none."""
    empty = True
    for item in items:
        empty = False
        yield item
    if empty:
        raise InputError(name, f"{name}: is empty; give one JSON object a line, with text or html")


def _fill(item: Capture, given: Given) -> Capture:
    return replace(
        item,
        published=item.published or given.published,
        outlet=item.outlet or given.outlet,
        url=item.url or given.url,
    )


def _has_rows(path: Path) -> bool:
    return path.suffix.lower() in SUFFIXES


def _stream(stdin: BinaryIO | None) -> BinaryIO:
    return sys.stdin.buffer if stdin is None else stdin


def _peek(stream: BinaryIO) -> tuple[bytes, BinaryIO]:
    """Return the first bytes of a stream and the stream, not used up (no bytes where it cannot tell)."""
    if isinstance(stream, io.BufferedReader):
        return stream.peek(PEEK), stream
    if stream.seekable():
        position = stream.tell()
        head = stream.read(PEEK)
        stream.seek(position)
        return head, stream
    return b"", stream
