"""One open file, or standard input, in; one capture out; and the files that a folder holds.

Size and format are checked before anything is kept, so that an image or a file of 50 MB is refused
at once, by name and with what to do.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from reportedly.errors import InputError
from reportedly.ingest.gate import refusal
from reportedly.ingest.sniff import PEEK, media_of, unreadable
from reportedly.shapes import Capture

MAX_BYTES = 10_000_000
"""The largest item that is read, in bytes: a long article is 100 kB of text or 2 MB of HTML."""

READABLE = frozenset({".txt", ".html", ".htm"})
"""File name endings of one item, in lower case."""

_WHY = {
    errno.ENOENT: "no such file or folder; check the path",
    errno.EACCES: "permission denied; check who may read it",
    errno.EPERM: "permission denied; check who may read it",
    errno.ENAMETOOLONG: "no such file: the name is too long for a path; to read text itself, pipe it to -",
}


def read_stream(stream: BinaryIO, name: str) -> Capture:
    """Read one item of text or HTML to its end; raise `InputError` where it is anything else or large."""
    if (size := _size(stream)) is not None and size > MAX_BYTES:
        raise too_large(name, f"{size / 1e6:.0f} MB")
    head = stream.read(PEEK)
    refuse(head, name)
    return capture(head + stream.read(MAX_BYTES + 1 - len(head)), name)


def _size(stream: BinaryIO) -> int | None:
    """Return the size of the file that a stream reads, or None where it reads something else."""
    try:
        status = os.fstat(stream.fileno())
    except (OSError, ValueError):
        return None
    return status.st_size if stat.S_ISREG(status.st_mode) else None


def capture(data: bytes, name: str, media: str | None = None) -> Capture:
    """Make a capture of bytes, of a medium that is told or seen.

    Raises `InputError` where they are none or too many, or a page that would make a parser hang.
    """
    if len(data) > MAX_BYTES:
        raise too_large(name, f"more than {MAX_BYTES // 1_000_000} MB")
    if not data.strip(b" \t\r\n\x0b\x0c\x00\xef\xbb\xbf"):
        raise InputError(name, f"{name}: is empty; give a file with the article in it")
    media = media or media_of(data, name)
    if media == "html" and (why := refusal(data)):
        raise InputError(name, f"{name}: {why}, as no article is; give the article alone, or its text")
    return Capture(input=name, data=data, media=media)


def refuse(head: bytes, name: str) -> None:
    """Raise `InputError` naming the format of bytes that are neither text nor HTML."""
    what = unreadable(head, name)
    if what is None:
        return
    if what.endswith(("image", "recording", "video", "a binary file", "a program", "MP4 family")):
        todo = "give the article as text or HTML"
    elif what.endswith(("PDF file", "document")):
        todo = "save the article as plain text or HTML first"
    else:
        todo = "give text, HTML, JSON Lines, a feed, WARC, WACZ or a folder"
    raise InputError(name, f"{name}: is {what}; {todo}")


def too_large(
    name: str, size: str, todo: str = "give one article a file, or many as JSON Lines (.jsonl)"
) -> InputError:
    """Say that an item is over the limit."""
    return InputError(
        name, f"{name}: is {size}, over the limit of {MAX_BYTES // 1_000_000} MB an article; {todo}"
    )


def unopened(name: str, error: OSError | ValueError) -> InputError:
    """Say why a path cannot be opened."""
    if isinstance(error, ValueError):  # a NUL in the path
        return InputError(name, f"{name!r}: is no path; check it")
    why = _WHY.get(error.errno or 0, f"cannot be read ({error.strerror or error}); check the path")
    return InputError(name, f"{name}: {why}")


def walk(folder: Path, wanted: Callable[[str], bool]) -> Iterator[Path | InputError]:
    """Yield the files of wanted names under a folder in sorted order, hidden ones left out, lazily.

    A subfolder that cannot be opened is yielded as an `InputError` in its place.
    """
    try:
        with os.scandir(folder) as entries:
            found = sorted((entry.name, entry.is_dir(follow_symlinks=False)) for entry in entries)
    except OSError as error:
        yield unopened(str(folder), error)
        return
    for name, is_folder in found:
        if name.startswith("."):
            continue
        path = folder / name
        if is_folder:
            yield from walk(path, wanted)
        elif wanted(name) and not path.is_dir():
            yield path
