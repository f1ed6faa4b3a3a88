"""What HTTP did to a body on its way, undone with a limit: chunks put together, compression taken off.

In come the bytes of a body and the names of its encodings; out come the page's own bytes, or an
`EncodingError` that says in a few words what is wrong. No decoder is given more room than the limit,
however much its input would expand to.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable

import brotli

_CHUNK = re.compile(rb"[ \t]*([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]{0,1024})?\r?\n")
_STEP = 256 * 1024


class EncodingError(Exception):
    """A body cannot be decoded; its text says why."""


class TooLargeError(EncodingError):
    """A body decodes to more than the limit."""


def dechunk(body: bytes) -> bytes:
    """Put chunks together (RFC 9112, 7.1); a body that does not begin with a chunk is none already.

    Archives often keep the header of chunked transfer beside a body that is whole.
    """
    match = _CHUNK.match(body)
    if match is None:
        return body
    parts: list[bytes] = []
    while match:
        size = int(match[1], 16)
        if not size:
            return b"".join(parts)
        part = body[match.end() : match.end() + size]
        after = match.end() + size
        ended = body[after : after + 2] == b"\r\n"
        if not ended and not parts:
            return body  # it only looked like a chunk
        if len(part) < size:
            raise EncodingError("its last chunk is cut")
        parts.append(part)
        match = _CHUNK.match(body, after + 2) if ended else None
    raise EncodingError("its last chunk is missing")


def decoded(body: bytes, encodings: str, limit: int) -> bytes:
    """Take off the encodings of a Content-Encoding header, the last one first.

    A body that is not in the encoding that its header names is taken as it is: archives often keep
    the header of a body that they have decoded. Raises `TooLargeError` over `limit` bytes,
    `EncodingError` for an encoding that is not known or a body that is cut or broken.
    """
    for name in reversed([part.strip().lower() for part in encodings.split(",")]):
        if name in {"", "identity", "none", "utf-8"}:
            continue
        decoder = _DECODERS.get(name)
        if decoder is None:
            raise EncodingError(f"it is compressed as {name[:20]!r}, which is not known here")
        body = decoder(body, limit)
    if len(body) > limit:
        raise TooLargeError("it is too large")
    return body


def _gzip(body: bytes, limit: int) -> bytes:
    if not body.startswith(b"\x1f\x8b"):
        return body
    return _inflate(body, limit, 31)


def _deflate(body: bytes, limit: int) -> bytes:
    """Decode zlib's format, or the bare one that some servers send."""
    try:
        return _inflate(body, limit, 15)
    except TooLargeError:
        raise
    except EncodingError:
        try:
            return _inflate(body, limit, -15)
        except TooLargeError:
            raise
        except EncodingError:
            if _looks_plain(body):
                return body
            raise


def _inflate(body: bytes, limit: int, bits: int) -> bytes:
    inflate = zlib.decompressobj(bits)
    try:
        out = inflate.decompress(body, limit + 1)
    except zlib.error:
        raise EncodingError("its compressed bytes are damaged") from None
    if len(out) > limit:
        raise TooLargeError("it is too large")
    if not inflate.eof:
        raise EncodingError("its compressed bytes are cut")
    return out


def _brotli(body: bytes, limit: int) -> bytes:
    decoder = brotli.Decompressor()
    out = bytearray()
    try:
        out += decoder.process(body, output_buffer_limit=_STEP)
        while not decoder.is_finished() and len(out) <= limit:
            more = decoder.process(b"", output_buffer_limit=_STEP)
            if not more:
                break
            out += more
    except brotli.error:
        if _looks_plain(body):
            return body
        raise EncodingError("its compressed bytes are damaged") from None
    if len(out) > limit:
        raise TooLargeError("it is too large")
    if not decoder.is_finished():
        if _looks_plain(body):
            return body
        raise EncodingError("its compressed bytes are cut")
    return bytes(out)


def _looks_plain(body: bytes) -> bool:
    return body[:64].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")


_DECODERS: dict[str, Callable[[bytes, int], bytes]] = {
    "gzip": _gzip,
    "x-gzip": _gzip,
    "deflate": _deflate,
    "br": _brotli,
}
