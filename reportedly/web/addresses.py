"""Addresses of our own pages: strangers' words go in, parts of an address that say no more come out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import quote, urlencode


def quoted(text: str) -> str:
    """Return the text fit for a part of a path or a value of a query; what UTF-8 cannot hold as "?"."""
    return quote(text, safe="", errors="replace")


def query(pairs: Mapping[str, str] | Iterable[tuple[str, object]]) -> str:
    """Return the pairs as a query, without its question mark."""
    listed = list(pairs.items()) if isinstance(pairs, Mapping) else list(pairs)
    return urlencode(listed, errors="replace")
