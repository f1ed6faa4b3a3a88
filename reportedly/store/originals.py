"""Originals: bytes as received, packed where that saves space, and given back byte for byte."""

from __future__ import annotations

import zlib

from reportedly.errors import LedgerError
from reportedly.ids import sha256

LEVEL = 6
"""How hard zlib tries: its own default; a page shrinks to a fifth in a few milliseconds."""


def pack(data: bytes) -> tuple[str, bytes]:
    """Return the encoding and the bytes to keep: "zlib" where that is smaller, else "plain"."""
    packed = zlib.compress(data, LEVEL)
    return ("zlib", packed) if len(packed) < len(data) else ("plain", data)


def unpack(encoding: str, data: bytes | None, size: int, digest: str) -> bytes:
    """Return the bytes as received; raise `LedgerError` where they are not those that were received."""
    if data is None:
        raise LedgerError(f"original {digest[:12]}: was redacted; the log says when")
    if encoding == "zlib":
        unpacker = zlib.decompressobj()
        try:
            # No more than was received: packed bytes that were tampered with could be a bomb.
            data = unpacker.decompress(data, size + 1)
        except zlib.error as error:
            raise LedgerError(f"original {digest[:12]}: its bytes cannot be unpacked ({error})") from error
    if len(data) != size or sha256(data) != digest:
        raise LedgerError(f"original {digest[:12]}: its bytes are not those that were received")
    return data
