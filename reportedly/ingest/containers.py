"""What holds several items: JSON Lines, a WARC or WACZ, a feed; told by name and first bytes.

In come the first bytes of a file or stream and its name; out comes a `Kind`, or None for one item.
"""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import PurePath

from reportedly.ingest.jsonl import SUFFIXES, looks_like_rows
from reportedly.ingest.members import begins_record
from reportedly.ingest.sniff import is_feed


class Kind(StrEnum):
    """A form of input that holds several items."""

    ROWS = "rows"
    WARC = "warc"
    WACZ = "wacz"
    FEED = "feed"


ENDINGS: dict[str, Kind] = {
    **dict.fromkeys(SUFFIXES, Kind.ROWS),
    ".warc": Kind.WARC,
    ".warc.gz": Kind.WARC,
    ".wacz": Kind.WACZ,
    ".rss": Kind.FEED,
    ".atom": Kind.FEED,
    ".xml": Kind.FEED,
}
"""File name endings that tell the kind, whatever the bytes: a file damaged at its start is named too."""

_WARC = re.compile(rb"WARC/\d")
_WACZ = re.compile(rb"PK\x03\x04.{0,4000}?(?:archive/[^\x00]{1,200}?\.warc|datapackage\.json)", re.DOTALL)


def container(head: bytes, name: str) -> Kind | None:
    """Return the kind of container that bytes begin and a name end as, or None."""
    if kind := by_name(name):
        return kind
    if _WARC.match(head) or begins_record(head):
        return Kind.WARC
    if _WACZ.match(head):
        return Kind.WACZ
    if is_feed(head):
        return Kind.FEED
    # A file's name says whether it is JSON Lines; a stream has none that could.
    return Kind.ROWS if name == "-" and looks_like_rows(head) else None


def by_name(name: str) -> Kind | None:
    """Return the kind of container that a file name ends as, or None."""
    suffixes = [suffix.lower() for suffix in PurePath(name).suffixes[-2:]]
    return ENDINGS.get("".join(suffixes[-1:])) or ENDINGS.get("".join(suffixes))
