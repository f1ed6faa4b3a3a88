"""The gzip members of a WARC file: each undamaged one, wherever it stands, a little at a time.

In comes a window on the file; out come the records of its members and a `Damage` for each stretch
that holds none. A writer makes one member a record, so that a damaged member costs one record; the
next one is found by its first bytes. What a member expands to is never held whole.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import replace

from reportedly.ingest.records import CUT, MAX_HEAD, TRIES, UNENDED, Damage, Record, records
from reportedly.ingest.window import Window

MAGIC = b"\x1f\x8b\x08"
"""How a gzip member begins."""

MAX_RATIO = 200
"""How many times its size a member of more than `ENOUGH` bytes may expand to: pages come to 20."""

ENOUGH = 64_000_000

_IN, _OUT = 64 * 1024, 256 * 1024
_START = b"WARC/"


class HurtError(Exception):
    """A member is damaged; its text says how."""


class Member:
    """What a gzip member expands to, read by rising positions; `end` is where it ends in the file.

    Raises `HurtError` where its bytes are no gzip, its checksum fails, it is cut, or it is a bomb.
    """

    def __init__(self, window: Window, start: int) -> None:
        self._window = window
        self._start = self._next = start
        self._inflate = zlib.decompressobj(31)
        self._buffer = bytearray()
        self._base = 0
        self.end: int | None = None

    def read(self, position: int, count: int) -> bytes:
        """Return up to `count` bytes; forget those before `position`."""
        self._forget(position)
        while self.end is None and self._base + len(self._buffer) < position + count:
            self._buffer += self._more()
            self._forget(position)
        at = position - self._base
        return bytes(self._buffer[at : at + count])

    def find(self, needle: bytes, position: int) -> int:
        """Return -1: behind a damaged place in compressed bytes nothing can be found."""
        return -1

    def finish(self) -> int:
        """Read to the end and return where that is in the file."""
        while self.end is None:
            self._base += len(self._buffer)
            self._buffer.clear()
            self._buffer += self._more()
        return self.end

    def _forget(self, position: int) -> None:
        gone = min(position - self._base, len(self._buffer))
        if gone > 0:
            del self._buffer[:gone]
            self._base += gone

    def _more(self) -> bytes:
        taken = self._inflate.unconsumed_tail
        if not taken:
            taken = self._window.read(self._next, _IN)
            self._next += len(taken)
        try:
            out = self._inflate.decompress(taken, _OUT)
        except zlib.error:
            raise HurtError("compressed bytes are damaged") from None
        if self._inflate.eof:
            self.end = self._next - len(self._inflate.unused_data)
        elif not out and not taken:
            raise HurtError(CUT)
        size = self._base + len(self._buffer) + len(out)
        if size > ENOUGH and size > MAX_RATIO * (self._next - self._start):
            raise HurtError(f"it expands to over {MAX_RATIO} times its size, as no page does")
        return out


def member_records(window: Window) -> Iterator[Record | Damage]:
    """Yield the records of all gzip members in order, and damages; damages that touch are one."""
    position: int | None = 0
    hurt: Damage | None = None
    while position is not None and window.read(position, 1):
        member = Member(window, position)
        inner: Damage | None = None
        try:
            for piece in records(member):
                if isinstance(piece, Damage):
                    inner = piece
                    continue
                if hurt:
                    yield replace(hurt, end=position)
                    hurt = None
                yield replace(piece, offset=position, inner=piece.offset)
            end = member.finish()
        except HurtError as error:
            hurt = hurt or Damage(position, None, str(error))
            position = next_member(window, position + 1)
            continue
        # The checksum holds, so that a missing blank line at the end is only the writer's habit.
        if inner and inner.why != UNENDED:
            hurt = hurt or Damage(position, end, inner.why)
        position = end
    if hurt:
        yield hurt


def next_member(window: Window, position: int) -> int | None:
    """Return where the next member begins that holds a record, or None."""
    tries = 0
    while (position := window.find(MAGIC, position)) >= 0:
        if begins_record(window.read(position, 4096)):
            return position
        tries += 1
        position += 1 if tries % TRIES else MAX_HEAD
    return None


def begins_record(head: bytes) -> bool:
    """Whether bytes are the first of a gzip member that expands to a WARC record."""
    if not head.startswith(MAGIC):
        return False
    try:
        return zlib.decompressobj(31).decompress(head, len(_START)) == _START
    except zlib.error:
        return False
