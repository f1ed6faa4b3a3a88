"""RSS and Atom feeds in, one capture an entry out: its text, link, title, date, and the feed's name.

Read are RSS 0.9 to 2.0 (with content:encoded, Dublin Core and Atom links) and Atom 0.3 and 1.0. The
bytes of an entry are its longest content in UTF-8, be it the article or only its first lines; HTML, of
which a feed holds pieces, is put into the frame of a page. Entities that a feed declares are never
expanded. The parser is libxml2's, which is linear and bounded: on
feeds of 1 MB that were made for it, the usual library for feeds is busy for over 40 seconds.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import BinaryIO, NamedTuple
from urllib.parse import urljoin

from lxml import etree

from reportedly.errors import InputError
from reportedly.ingest.files import MAX_BYTES, capture, too_large
from reportedly.ingest.moments import moment
from reportedly.shapes import Capture, Problem

MAX_TAGS = 400_000
"""How many tags a feed may hold: one of 10 MB with whole articles comes to 200,000."""

MAX_ENTRIES = 10_000

_ATOM = {"http://www.w3.org/2005/Atom", "http://purl.org/atom/ns#"}
_MODULES = {
    "http://purl.org/rss/1.0/modules/content/",
    "http://purl.org/dc/elements/1.1/",
    "http://purl.org/dc/terms/",
    *_ATOM,
}
_PREFIXES = {"content", "dc", "dcterms", "atom"}
_DATES = ("pubDate", "published", "date", "issued", "created", "updated", "modified")
_TAG = re.compile(r"<[A-Za-z/!][^<>]*>")
_END = re.compile(rb"</(?:\w+:)?(?:rss|feed|RDF)\s*>", re.IGNORECASE)
_TAIL = 500
_ENTRY_END = re.compile(rb"</(?:\w+:)?(?:item|entry)\s*>", re.IGNORECASE)
_ENTRY_START = re.compile(rb"<(?:\w+:)?(?:item|entry)(?![\w.-])", re.IGNORECASE)
_BARE = re.compile(rb"&(?![#A-Za-z])|&(?=[A-Za-z0-9]{1,32}[^A-Za-z0-9;])")
_ENTITY = re.compile(rb"&[A-Za-z][A-Za-z0-9]{0,31};")
_XMLNS = re.compile(r"""\sxmlns(?::[\w.-]+)?=(?:"[^"]*"|'[^']*')""")
_BLOCK = re.compile(r"<(?:p|div|article|section|h[1-6]|ul|ol|table|blockquote|html|body)[\s>]", re.IGNORECASE)
_DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_BOMB = re.compile(
    rb"<!ENTITY\s+(?:%\s+)?[^\s>]+\s+"
    rb"(?:SYSTEM\b|PUBLIC\b|\"(?:[^\"]{65}|[^\"&]*&[A-Za-z])|'(?:[^']{65}|[^'&]*&[A-Za-z]))"
)
"""An entity of its own that is a file, an address, long, or made of others; those for a sign are harmless."""

_SURROGATE = re.compile(rb"\xed[\xa0-\xbf][\x80-\xbf]")
_SURROGATE_NUMBER = re.compile(
    rb"&#(?:[xX]0*[dD][89a-fA-F][0-9a-fA-F]{2}|0*(?:55[3-9]\d\d|552(?:9[6-9]|[3-8]\d)|56\d{3}|57[0-2]\d\d"
    rb"|573[0-3]\d|5734[0-3]));"
)


class _Part(NamedTuple):
    """One element of an entry, by its local name."""

    name: str
    element: etree._Element


class _Feed(NamedTuple):
    title: str | None
    link: str | None
    entries: list[etree._Element]


def read_feed(stream: BinaryIO, name: str) -> Iterator[Capture | Problem]:
    """Yield one capture or problem an entry, named by file and number ("news.xml:3"), in feed order.

    A feed that is cut or malformed gives what can be read of it, and a problem. Raises `InputError`
    where it is too large or no feed at all.
    """
    data = stream.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise too_large(name, f"a feed of more than {MAX_BYTES // 1_000_000} MB", "split it")
    if data.count(b"<") > MAX_TAGS:
        raise InputError(name, f"{name}: holds over {MAX_TAGS:,} tags, as no feed does; split it")
    if _BOMB.search(data):
        raise InputError(name, f"{name}: declares entities that expand, as no feed does; get another copy")
    tree, error = _parsed(data)
    feed = _feed(tree) if tree is not None else None
    if feed is None:
        why = f" ({error})" if error else ""
        raise InputError(name, f"{name}: is no RSS or Atom feed{why}; give a feed, or text or HTML")
    cut = bool(error) and not _END.search(data[-_TAIL:].replace(b"\x00", b""))
    entries = feed.entries
    if cut and entries and _ends_within_an_entry(data):
        entries = entries[:-1]
    for number, element in enumerate(entries[:MAX_ENTRIES], 1):
        where = f"{name}:{number}"
        try:
            yield _entry(element, feed, where)
        except InputError as refusal:
            yield Problem(where, str(refusal))
    if problem := _problem(data, error, cut, len(entries)):
        yield Problem(name, f"{name}: {problem}")


def _parsed(data: bytes) -> tuple[etree._Element | None, str | None]:
    """Parse strictly or, where that fails, mended and as far as it goes, with what was wrong."""
    why = ""
    for mended, recover in ((False, False), (True, False), (True, True)):
        try:
            tree = etree.fromstring(_mended(data) if mended else data, _parser(recover=recover))
        except (etree.XMLSyntaxError, ValueError) as error:
            why = why or " ".join(str(error).split())[:100]
        else:
            return tree, why if recover else None
    return None, why


def _mended(data: bytes) -> bytes:
    """Write entities as numbers: HTML's own are none of XML, and a parser that recovers drops all names.

    Halves of surrogate pairs, which such a parser lets through, are no characters, and go.
    """

    def number(match: re.Match[bytes]) -> bytes:
        found = html.unescape(match[0].decode("ascii"))
        return b"&#%d;" % ord(found) if len(found) == 1 else b"&#38;" + match[0][1:]

    parts = _by_cdata(_SURROGATE.sub(b"\xef\xbf\xbd", _SURROGATE_NUMBER.sub(b"&#65533;", data)))
    parts[::2] = [_ENTITY.sub(number, _BARE.sub(b"&#38;", part)) for part in parts[::2]]
    return b"".join(parts)


def _by_cdata(data: bytes) -> list[bytes]:
    """Split into what stands outside CDATA sections and, in between, the sections."""
    out: list[bytes] = []
    position = 0
    while (start := data.find(b"<![CDATA[", position)) >= 0 and (end := data.find(b"]]>", start)) >= 0:
        out += [data[position:start], data[start : end + 3]]
        position = end + 3
    return [*out, data[position:]]


def _parser(*, recover: bool) -> etree.XMLParser:
    return etree.XMLParser(
        recover=recover, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip


def _problem(data: bytes, error: str | None, cut: bool, read: int) -> str | None:
    """Say what of a feed could not be read; nothing where only its syntax is bad."""
    if read > MAX_ENTRIES:
        return f"holds {read:,} entries; the first {MAX_ENTRIES:,} were read, split it"
    if cut:
        return f"is cut, its end is missing; {read} whole entries were read, get it again"
    if error:
        there = sum(len(_ENTRY_START.findall(part)) for part in _by_cdata(data)[::2])
        if there > read:
            return f"is malformed ({error}); {read} of {there} entries were read, get it again"
    return None


def _ends_within_an_entry(data: bytes) -> bool:
    last = 0
    for match in _ENTRY_END.finditer(data):
        last = match.end()
    return bool(_ENTRY_START.search(data, last))


def _feed(tree: etree._Element) -> _Feed | None:
    """Find title, link and entries; None where the root is not a feed's."""
    root = _local(tree)
    if root not in {"rss", "RDF", "feed"}:
        return None
    channel = next((child for child in tree if _local(child) == "channel"), tree)
    entries = [
        element
        for parent in ((tree,) if channel is tree else (channel, tree))
        for element in parent
        if _local(element) in {"item", "entry"}
    ]
    parts = _parts(channel)
    return _Feed(_title(parts), _link(parts, None), entries)


def _entry(element: etree._Element, feed: _Feed, where: str) -> Capture:
    parts = _parts(element)
    link = _link(parts, feed.link)
    media, text = _text(parts)
    if not text.strip():
        todo = f"only a link; give its address {link}" if link else "no link either; it is left out"
        raise InputError(where, f"{where}: has no text, {todo}")
    if media == "html":
        piece = text if _BLOCK.search(text) else f"<p>{text}</p>"
        text = f"<html><body><article>{piece}</article></body></html>"
    item = capture(text.encode("utf-8"), where, media)
    source = next((part.element for part in parts if part.name == "source"), None)
    outlet = None
    if source is not None:
        outlet = _title(_parts(source)) or _line("".join(source.itertext()))
    return Capture(
        where,
        item.data,
        media,
        url=link,
        outlet=outlet or feed.title,
        title=_title(parts),
        published=_date(parts),
    )


def _local(element: etree._Element) -> str | None:
    """Return an element's name where it is of the feed's own vocabulary or a known module's."""
    tag = element.tag
    if not isinstance(tag, str):
        return None  # an entity
    space, _, local = tag.rpartition("}")
    prefix, colon, bare = local.partition(":")
    if colon:  # a prefix that the feed forgot to declare
        return bare if prefix in _PREFIXES else None
    parent = element.getparent()
    outer = parent.tag.rpartition("}")[0] if parent is not None and isinstance(parent.tag, str) else space
    known = space.removeprefix("{") in _MODULES or space == outer or outer.endswith("rdf-syntax-ns#")
    return local if known or not space else None


def _parts(element: etree._Element) -> list[_Part]:
    return [_Part(name, child) for child in element if (name := _local(child))]


def _title(parts: list[_Part]) -> str | None:
    for part in parts:
        if part.name == "title" and (line := _line(_inside(part.element))):
            return line
    return None


def _line(text: str) -> str | None:
    """Return text without tags, in one line of at most 500 characters."""
    return " ".join(html.unescape(_TAG.sub("", text)).split())[:500] or None


def _link(parts: list[_Part], base: str | None) -> str | None:
    """Return the address of the entry's own page."""
    found: list[str] = []
    for name, element in parts:
        if name == "link" and element.get("rel", "alternate") == "alternate":
            found.append(element.get("href") or element.text or "")
    for name, element in parts:
        if name == "guid" and element.get("isPermaLink", "true").lower() != "false":
            found.append(element.text or "")
    for address in found:
        try:
            whole = urljoin(base or "", " ".join(address.split()))
        except ValueError:
            continue
        if whole.lower().startswith(("http://", "https://")):
            return whole
    return None


def _text(parts: list[_Part]) -> tuple[str, str]:
    """Return the medium and the longest text of an entry."""
    found = [
        (_inside(element), element.get("type", ""))
        for name, element in parts
        if name in {"encoded", "content", "description", "summary"}
    ]
    text, kind = max(found, key=lambda pair: len(pair[0]), default=("", ""))
    if kind in {"text", "text/plain"}:
        return "text", text
    if _TAG.search(text):
        return "html", text
    return "text", html.unescape(text)


def _inside(element: etree._Element) -> str:
    """Return what an element holds, markup within it written out without namespaces."""
    out = [element.text or ""]
    for child in element:
        if isinstance(child, etree._Entity):
            out.append(html.unescape(child.text or ""))
        elif isinstance(child.tag, str):
            for inner in child.iter(etree.Element):
                space, _, local = str(inner.tag).rpartition("}")
                if space and ":" not in local:  # a parser that recovers keeps names that are none
                    inner.tag = local
            out.append(_XMLNS.sub("", etree.tostring(child, encoding="unicode", with_tail=False)))
        out.append(child.tail or "")
    return "".join(out)


def _date(parts: list[_Part]) -> str | None:
    """Return when the entry was published, in ISO 8601; None where no date of it can be read."""
    dates = {part.name: (part.element.text or "").strip() for part in reversed(parts)}
    for name in _DATES:
        if value := dates.get(name):
            if _DAY.fullmatch(value) or moment(value):
                return value
            try:
                return _utc(parsedate_to_datetime(value))
            except (ValueError, TypeError, IndexError, OverflowError):
                pass
            try:
                return _utc(datetime.fromisoformat(value))
            except ValueError:
                continue
    return None


def _utc(when: datetime) -> str:
    """Write a moment in UTC; one without a zone stays without."""
    if when.tzinfo is None:
        return when.isoformat(timespec="seconds")
    return when.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
