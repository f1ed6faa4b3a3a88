"""The records of a WARC file, those before and after a damaged place too (ISO 28500, WARC 1.0 and 1.1).

In come bytes by position; out come whole records, and a `Damage` for each stretch that holds none.
Every record is checked to be followed by what must follow it. Where it is not, its length or its
bytes are wrong: it is not given out, and the next place at which a record begins is looked for.
Libraries for WARC stop at a damaged record, or take a cut file for a whole one, without a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from reportedly.ingest.files import MAX_BYTES

MAX_HEAD = 64 * 1024
"""The longest head of a record, or of the HTTP response in it, in bytes."""

MAX_BLOCK = MAX_BYTES + MAX_HEAD
"""The largest block that is kept; of a larger one, only the beginning."""

CUT = "the file ends within a record"
UNENDED = "the file ends before the blank lines that follow a record"

TRIES = 20
"""How many false beginnings are looked into before `MAX_HEAD` bytes are passed over: a file that is
full of them was made to cost time."""

_HEAD = re.compile(
    rb"WARC/[01]\.\d{1,2}\r?\n((?:(?:[!#-'*+.0-9A-Z^-z|~-]+:|[ \t])[^\x00-\x08\x0a-\x1f\x7f]*+\r?\n)++)\r?\n"
)
_LENGTH = re.compile(rb"^Content-Length:[ \t]*(\d{1,18})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_END = re.compile(rb"\r\n\r\n|\n\n")
_ENDS = (b"", b"\r", b"\r\n", b"\r\n\r")
_START = b"WARC/"


class Bytes(Protocol):
    """Bytes that are read by position, from lower positions to higher ones."""

    def read(self, position: int, count: int) -> bytes: ...

    def find(self, needle: bytes, position: int) -> int: ...


@dataclass(frozen=True, slots=True)
class Record:
    """A record as it stands: its head (version and fields) and its block, of `length` bytes.

    `offset` is where it stands in the file; `inner` its place within the gzip member there. Of a
    block over `MAX_BLOCK`, only the first `MAX_HEAD` bytes are kept.
    """

    offset: int
    head: bytes
    block: bytes
    length: int
    inner: int = 0


@dataclass(frozen=True, slots=True)
class Damage:
    """Bytes that make no whole record, from `offset` to `end` (null: to the end of the file)."""

    offset: int
    end: int | None
    why: str


def records(data: Bytes) -> Iterator[Record | Damage]:
    """Yield records and damages in order; damages that touch are one."""
    position = tries = 0
    hurt: Damage | None = None
    while data.read(position, 1):
        found = _record(data, position)
        if isinstance(found, str):
            hurt = hurt or Damage(position, None, found)
            tries += 1
            position = data.find(_START, position + (1 if tries % TRIES else MAX_HEAD))
            if position < 0:
                break
            continue
        record, end = found
        if hurt:
            yield Damage(hurt.offset, record.offset, hurt.why)
            hurt, tries = None, 0
        yield record
        tail = data.read(end, 4)
        if match := _END.match(tail):
            position = end + match.end()
        else:
            yield Damage(end, None, UNENDED)
            return
    if hurt:
        yield hurt


def _record(data: Bytes, position: int) -> tuple[Record, int] | str:
    """Return the whole record that begins here and where its block ends, or why there is none."""
    peek = data.read(position, MAX_HEAD)
    match = _HEAD.match(peek)
    if match is None:
        return CUT if len(peek) < MAX_HEAD and peek.startswith(_START) else "no record begins there"
    lengths = _LENGTH.findall(match[1])
    if len(lengths) != 1:
        return "the head of a record does not give its length once"
    start, length = position + match.end(), int(lengths[0])
    end = start + length
    block = data.read(start, length if length <= MAX_BLOCK else MAX_HEAD)
    if (len(block) < length) if length <= MAX_BLOCK else not data.read(end - 1, 1):
        return CUT
    # What follows is read whole before the record is given out: at the end of a gzip member, this
    # makes its checksum be checked.
    tail = data.read(end, 16)
    if not _END.match(tail) and tail not in _ENDS:
        return "the length of a record does not fit its bytes"
    return Record(position, match[0], block, length), end
