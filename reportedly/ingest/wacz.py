"""WACZ files in (a ZIP with WARCs under archive/), the pages of their WARCs out; nothing is unpacked.

A WARC that is stored as it is, as the format asks, is read in place. One that was compressed once
more is kept in a nameless file for as long, unless it expands far too much. Names in the ZIP are only
ever shown. A WACZ without its directory (a cut one) is searched for the records that are left.
"""

from __future__ import annotations

import io
import re
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from reportedly.errors import InputError
from reportedly.ingest.members import ENOUGH, MAX_RATIO
from reportedly.ingest.warc import window_pages
from reportedly.ingest.window import Window, seekable
from reportedly.shapes import Capture, Problem

MAX_ARCHIVES = 10_000
"""How many WARCs one WACZ may name; real ones hold a handful."""

_WARC = re.compile(r"archive/.+\.warc(?:\.gz)?", re.IGNORECASE)
_LOCAL = struct.Struct("<4s22xHH")
_BLOCK = 1 << 20


def wacz_pages(stream: BinaryIO, name: str) -> Iterator[Capture | Problem]:
    """Yield the pages of all WARCs of a WACZ, and a problem for whatever cannot be read."""
    with seekable(stream) as file:
        yield from _pages(file, name)


def _pages(file: BinaryIO, name: str) -> Iterator[Capture | Problem]:
    try:
        archive = zipfile.ZipFile(file)
        inside = [info for info in archive.infolist() if _WARC.fullmatch(info.filename)]
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError) as error:
        yield Problem(
            name,
            f"{name}: is a damaged WACZ ({_said(error)}); what is left is read, get the whole file",
        )
        yield from window_pages(Window(file), name, bare=False)
        return
    if not inside:
        raise InputError(
            name, f"{name}: holds no WARC under archive/; give a WACZ, or the article as text or HTML"
        )
    if len(inside) > MAX_ARCHIVES or sum(info.compress_size for info in inside) > file.seek(0, io.SEEK_END):
        raise InputError(name, f"{name}: names more WARCs than it holds; get an undamaged copy")
    for info in inside:
        where = f"{name}/{info.filename}"
        try:
            with _archive(file, archive, info, where) as data:
                yield from window_pages(data, where)
        except InputError as error:
            yield Problem(error.input, str(error))


@contextmanager
def _archive(file: BinaryIO, archive: zipfile.ZipFile, info: zipfile.ZipInfo, where: str) -> Iterator[Window]:
    """Give a window on one WARC inside; raise `InputError` where it cannot be read."""
    if info.header_offset < 0:  # what stands before the directory was lost
        raise InputError(where, f"{where}: is not where the ZIP says; get an undamaged copy")
    if info.compress_type == zipfile.ZIP_STORED and not info.flag_bits & 1:
        file.seek(info.header_offset)
        local = file.read(30)
        if len(local) < 30 or not local.startswith(b"PK\x03\x04"):
            raise InputError(where, f"{where}: is not where the ZIP says; get an undamaged copy")
        _, name_length, extra_length = _LOCAL.unpack(local)
        yield Window(file, info.header_offset + 30 + name_length + extra_length, info.compress_size)
        return
    with tempfile.TemporaryFile() as kept:
        try:
            size = 0
            with archive.open(info) as packed:
                while block := packed.read(_BLOCK):
                    size += len(block)
                    if size > ENOUGH and size > MAX_RATIO * info.compress_size:
                        why = f"expands to over {MAX_RATIO} times its size; it is left out"
                        raise InputError(where, f"{where}: {why}")
                    kept.write(block)
        except (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, OSError) as error:
            raise InputError(
                where, f"{where}: cannot be unpacked ({_said(error)}); get an undamaged copy"
            ) from error
        yield Window(kept)


def _said(error: Exception) -> str:
    return " ".join(str(error).split())[:120].rstrip(".") or type(error).__name__
