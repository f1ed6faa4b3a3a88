"""Alerts as an Atom feed (RFC 4287): new ones first, those that were there before below, at most `MOST`.

Rows with an id, a time, a title and words go in, and the feed as it was; the feed as it is comes out.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lxml import etree

from reportedly.errors import OutputError
from reportedly.export.formats.graphml import legal

SPACE = "http://www.w3.org/2005/Atom"
MOST = 200
"""Entries that a feed keeps: readers that ask once a day miss none of a busy one."""


@dataclass(frozen=True, slots=True)
class Item:
    """One entry: `id` is the same for the same entry for ever, `at` ISO 8601, `link` an address or null."""

    id: str
    at: str
    title: str
    words: str
    link: str | None


def feed(name: str, at: str, items: Iterable[Item], before: bytes | None = None) -> bytes:
    """Return the feed; raise `OutputError` where what was there before is none of ours."""
    root = etree.Element(f"{{{SPACE}}}feed", nsmap={None: SPACE})
    _add(root, "id", f"urn:reportedly:alerts:{name}")
    _add(root, "title", f"{name}: what changed")
    _add(root, "updated", at)
    _add(etree.SubElement(root, f"{{{SPACE}}}author"), "name", "reportedly")
    entries = {item.id: _entry(item) for item in items}
    for entry in _earlier(before):
        entries.setdefault(entry.findtext(f"{{{SPACE}}}id", ""), entry)
    root.extend(list(entries.values())[:MOST])
    return etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)


def _entry(item: Item) -> etree._Element:
    entry = etree.Element(f"{{{SPACE}}}entry")
    _add(entry, "id", item.id)
    _add(entry, "title", item.title)
    _add(entry, "updated", item.at)
    if item.link is not None:
        etree.SubElement(entry, f"{{{SPACE}}}link", href=legal(item.link))
    _add(entry, "content", item.words)
    return entry


def _add(parent: etree._Element, name: str, text: str) -> None:
    etree.SubElement(parent, f"{{{SPACE}}}{name}").text = legal(text)


def _earlier(before: bytes | None) -> list[etree._Element]:
    if before is None:
        return []
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_blank_text=True)
    try:
        root = etree.fromstring(before, parser)
    except etree.XMLSyntaxError as error:
        raise OutputError(f"the feed that is there is damaged ({error}); name a new file") from error
    if not root.findtext(f"{{{SPACE}}}id", "").startswith("urn:reportedly:alerts:"):
        raise OutputError("the file that is there is no feed of ours; name a new one")
    return root.findall(f"{{{SPACE}}}entry")
