"""A file, or a stretch of one, read by position: what salvage needs, with little of it in memory.

In comes a binary file that can be sought in; out come bytes at a place, and the places of bytes. A
stream that cannot be sought in (a pipe) is first kept in a file without a name.
"""

from __future__ import annotations

import io
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

_BLOCK = 1 << 20


class Window:
    """A file from `start` on, `size` bytes of it or all; positions count from `start`."""

    def __init__(self, file: BinaryIO, start: int = 0, size: int | None = None) -> None:
        self._file = file
        self._start = start
        there = max(file.seek(0, io.SEEK_END) - start, 0)
        self._size = there if size is None else min(size, there)

    def read(self, position: int, count: int) -> bytes:
        """Return up to `count` bytes at a position; fewer, or none, where the window ends."""
        count = min(count, self._size - position)
        if count <= 0:
            return b""
        self._file.seek(self._start + position)
        return self._file.read(count)

    def find(self, needle: bytes, position: int) -> int:
        """Return where the bytes stand next, at `position` or after it; -1 where they do not."""
        while block := self.read(position, _BLOCK):
            at = block.find(needle)
            if at >= 0:
                return position + at
            if len(block) < len(needle):
                return -1
            position += len(block) - len(needle) + 1
        return -1


@contextmanager
def seekable(stream: BinaryIO) -> Iterator[BinaryIO]:
    """Give a stream that can be sought in; a pipe's bytes lie in a nameless file for as long."""
    if stream.seekable():
        yield stream
        return
    with tempfile.TemporaryFile() as kept:
        shutil.copyfileobj(stream, kept, _BLOCK)
        kept.seek(0)
        yield kept


@contextmanager
def window(stream: BinaryIO) -> Iterator[Window]:
    """Give the rest of a stream as a window."""
    with seekable(stream) as file:
        yield Window(file, file.tell())
