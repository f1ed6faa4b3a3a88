"""Ids are hashes of canonical content: the same rows get the same ids on every machine."""

from __future__ import annotations

import hashlib
import json

JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
"""Writes canonical JSON; made once, since `json.dumps` makes an encoder each time it is asked for one."""

Canonical = str | int | None | list["Canonical"] | tuple["Canonical", ...]


def sha256(data: bytes) -> str:
    """Return the SHA-256 of the bytes as lower-case hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def canonical(value: Canonical) -> bytes:
    """Serialize a value as canonical JSON: no white space, no ASCII escapes, UTF-8.

    Lone surrogates, which UTF-8 cannot hold, are written as their escapes.
    """
    return JSON.encode(value).encode("utf-8", "backslashreplace")


def document_id(bytes_sha256: str, url: str | None, outlet: str | None, published: str | None) -> str:
    """Return a document's id: SHA-256 of the canonical JSON of `[bytes_sha256, url, outlet, published]`."""
    return sha256(canonical([bytes_sha256, url, outlet, published]))


def row_id(prefix: str, *content: Canonical) -> str:
    """Return a row's id: the prefix and 12 hexadecimal digits of its content's SHA-256."""
    return f"{prefix}_{sha256(canonical(content))[:12]}"
