"""JSON Lines in, one capture or problem a row out; a bad row never stops the rows after it.

A row is an object with `url`, `outlet`, `title`, `published`, `text` and `html`: strings or null,
one of the last two not null; other fields are passed over. The bytes of a row are its text, or its
html where there is no text, in UTF-8. Where a row has both, `text` is read: it is what the user
made offsets for.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import BinaryIO

from reportedly.errors import InputError
from reportedly.ingest.files import MAX_BYTES, capture, too_large
from reportedly.shapes import Capture, Problem

SUFFIXES = frozenset({".jsonl", ".ndjson"})
"""File name endings of JSON Lines, in lower case."""

_STRINGS = ("url", "outlet", "title", "published", "text", "html")
_SURROGATE = re.compile("[\ud800-\udfff]")
_BLANK = b" \t\r\n\xef\xbb\xbf"
_MAX_LINE = 2 * MAX_BYTES


def looks_like_rows(head: bytes) -> bool:
    """Whether bytes begin as a JSON object begins: `{`, perhaps white space, and `"`."""
    return head.lstrip(_BLANK).startswith(b"{") and head.lstrip(_BLANK)[1:].lstrip().startswith(b'"')


def rows(stream: BinaryIO, name: str) -> Iterator[Capture | Problem]:
    """Yield one capture or problem a non-blank line, named by file and line number ("news.jsonl:17")."""
    number = 0
    while line := stream.readline(_MAX_LINE + 1):
        number += 1
        where = f"{name}:{number}"
        if len(line) > _MAX_LINE and not line.endswith(b"\n"):
            while line and not line.endswith(b"\n"):
                line = stream.readline(_MAX_LINE)
            yield Problem(where, str(too_large(where, "a row of more than 20 MB")))
            continue
        if not line.strip(_BLANK):
            continue
        try:
            yield _row(line, where)
        except InputError as error:
            yield Problem(where, str(error))


def _row(line: bytes, where: str) -> Capture:
    try:
        row = json.loads(line.removeprefix(b"\xef\xbb\xbf"))
    except (ValueError, RecursionError) as error:
        why = error.msg if isinstance(error, json.JSONDecodeError) else "not UTF-8, or nested too deep"
        raise InputError(where, f"{where}: is not JSON ({why}); give one JSON object a line") from error
    if not isinstance(row, dict):
        raise InputError(where, f"{where}: is JSON but no object; give one object a line, with text or html")
    given: dict[str, str | None] = {}
    for key in _STRINGS:
        value = row.get(key)
        if value is not None and not isinstance(value, str):
            raise InputError(where, f"{where}: {key} is neither a string nor null; give one of them")
        # A lone surrogate is no character and has no UTF-8: U+FFFD takes its place, one for one.
        given[key] = _SURROGATE.sub("\ufffd", value) if value is not None else None
    media = "html" if given["text"] is None else "text"
    body = given[media]
    if body is None:
        raise InputError(where, f"{where}: has neither text nor html; give one of them")
    item = capture(body.encode("utf-8"), where, media)
    return Capture(
        input=where,
        data=item.data,
        media=media,
        url=given["url"] or None,
        outlet=given["outlet"] or None,
        title=given["title"] or None,
        published=given["published"] or None,
    )
