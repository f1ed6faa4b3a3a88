"""A page of HTML to its story: blocks of text, title, authors, site and date; trafilatura's only door.

In comes the decoded page; out comes a `Page` whose blocks are the headline and the story's
paragraphs in order, each one line of text. Menus, adverts and comments are left behind here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import trafilatura
from lxml import etree
from lxml.html import HtmlElement
from trafilatura.utils import load_html

from reportedly.read import dates, schema_org

_SPACES = re.compile(r"[ \t\r\n\f\v]+")
_WORDS = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Block:
    """One line of a page's story; `heading` where the markup says that it is one."""

    text: str
    heading: bool


@dataclass(frozen=True, slots=True)
class Page:
    """What a page holds; `published` is EDTF or None, `live` what its schema.org markup says."""

    title: str | None
    bylines: tuple[str, ...]
    site: str | None
    url: str | None
    published: str | None
    live: bool
    blocks: tuple[Block, ...]


def read_page(text: str, url: str | None) -> Page:
    """Read a page; raise `ValueError` with a reason where it holds no article."""
    # Parsers end a document at a NUL and some refuse it; no character of a story is one.
    text = text.replace("\x00", " ").removeprefix("\ufeff")
    tree, copy = load_html(text), load_html(text)
    if tree is None or copy is None:
        raise ValueError("is not HTML that can be parsed")
    nodes = schema_org.articles(tree)
    metadata = trafilatura.extract_metadata(tree, default_url=url, extensive=False)
    title = _line(metadata.title) if metadata and metadata.title else None
    found = trafilatura.bare_extraction(
        copy, url=url, include_comments=False, include_tables=False, with_metadata=False
    )
    body = getattr(found, "body", None)
    blocks = tuple(_blocks(body)) if body is not None else ()
    if not any(len(_WORDS.findall(block.text)) > 3 for block in blocks if not block.heading):
        raise ValueError("holds no article text")
    return Page(
        title=title,
        bylines=_bylines(metadata.author if metadata else None, nodes),
        site=_line(metadata.sitename) if metadata and metadata.sitename else None,
        url=url or (metadata.url if metadata else None) or None,
        published=dates.from_markup(tree, nodes),
        live=schema_org.is_live_blog(nodes),
        blocks=_headed(title, blocks),
    )


def _blocks(body: HtmlElement) -> Iterator[Block]:
    for element in body.iterchildren(tag=etree.Element):
        if element.tag in {"list", "quote", "table", "row"} and len(element):
            yield from _nested(element)
        else:
            text = _line("".join(element.itertext()))
            if text:
                yield Block(text, heading=element.tag == "head")


def _nested(element: HtmlElement) -> Iterator[Block]:
    """Take the lines of a list or a block quotation one by one."""
    lines = [_line(element.text or "")]
    for child in element.iterchildren(tag=etree.Element):
        lines.append(_line("".join(child.itertext())))
        lines.append(_line(child.tail or ""))
    yield from (Block(line, heading=False) for line in lines if line)


def _headed(title: str | None, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Put the headline first: the page's own first heading, or else its title."""
    if blocks[0].heading or title is None:
        return blocks
    if _plain(blocks[0].text) == _plain(title):
        return (Block(blocks[0].text, heading=True), *blocks[1:])
    rest = tuple(block for block in blocks if not (block.heading and _plain(block.text) == _plain(title)))
    return (Block(title, heading=True), *rest)


def _bylines(author: str | None, nodes: tuple[dict[str, object], ...]) -> tuple[str, ...]:
    for node in nodes:
        if found := [_line(name) for name in schema_org.names(node.get("author")) if _line(name)]:
            return tuple(dict.fromkeys(found))
    return tuple(dict.fromkeys(_line(name) for name in (author or "").split(";") if _line(name)))


def _line(text: str) -> str:
    """Make one line of text: runs of white space become a blank, no-break spaces stay."""
    return _SPACES.sub(" ", text).strip()


def _plain(text: str) -> str:
    return " ".join(_WORDS.findall(text.lower()))
