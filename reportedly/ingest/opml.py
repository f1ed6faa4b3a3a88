"""OPML in, as feed readers export it; the addresses of its feeds out, each once, in order.

The parser is that of feeds: no entity is expanded, nothing is fetched.
"""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from reportedly.errors import InputError
from reportedly.ingest.files import MAX_BYTES, unopened


def feeds(path: Path) -> list[str]:
    """Return the addresses of a list's feeds; raise `InputError` where it is none, or names no feed."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise unopened(str(path), error) from error
    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        root = etree.fromstring(data[:MAX_BYTES], parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if root is None or root.tag != "opml":
        raise InputError(str(path), f"{path}: is no list of feeds (OPML); export one from your feed reader")
    found = [(outline.get("xmlUrl") or "").strip() for outline in root.iter("outline")]
    addresses = list(dict.fromkeys(address for address in found if address))
    if not addresses:
        raise InputError(str(path), f"{path}: names no feed; an outline of a feed has an xmlUrl")
    return addresses
