"""A page of HTML to its story: blocks of text, title, authors, site and date; trafilatura's only door.

In comes the decoded page; out comes a `Page` whose blocks are the headline and the story's
paragraphs in order, each one line of text. Menus, adverts and comments are left behind here.
"""

from __future__ import annotations

from dataclasses import dataclass

import trafilatura
from lxml.html import HtmlElement
from trafilatura.utils import load_html

from reportedly.read import dates, markup, schema_org
from reportedly.read.markup import Block, Role, one_line, plain

_RICHER = 1.5
"""How many times more text schema.org's markup must hold than the page's body to be read instead."""


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
    published = dates.from_markup(tree, nodes)
    blocks = _story(copy, url, markup.links(tree), nodes)
    metadata = trafilatura.extract_metadata(tree, default_url=url, extensive=False)
    title = one_line(metadata.title) if metadata.title else None
    return Page(
        title=title,
        bylines=_bylines(metadata.author, nodes),
        site=one_line(metadata.sitename) if metadata.sitename else None,
        url=url or metadata.url or None,
        published=published,
        live=schema_org.is_live_blog(nodes),
        blocks=_headed(title, blocks),
    )


def _story(
    tree: HtmlElement, url: str | None, links: frozenset[str], nodes: tuple[dict[str, object], ...]
) -> tuple[Block, ...]:
    """Extract the story's lines; where the body holds far less than schema.org's markup, take that."""
    found = trafilatura.bare_extraction(
        markup.without_boxes(tree), url=url, include_comments=False, include_tables=False
    )
    body = getattr(found, "body", None)
    blocks = tuple(markup.blocks(body, links)) if body is not None else ()
    stated = tuple(
        Block(line, Role.HEADING if heading else Role.TEXT) for line, heading in schema_org.story(nodes)
    )
    if _size(stated) > _RICHER * _size(blocks):
        blocks = stated
    if not any(len(plain(block.text).split()) > 3 for block in blocks if block.role is Role.TEXT):
        raise ValueError("holds no article text")
    return blocks


def _headed(title: str | None, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Put the headline first: the page's own first heading, or else its title."""
    if blocks[0].role is Role.HEADING or title is None:
        return blocks
    if plain(blocks[0].text) == plain(title):
        return (Block(blocks[0].text, Role.HEADING), *blocks[1:])
    rest = (b for b in blocks if not (b.role is Role.HEADING and plain(b.text) == plain(title)))
    return (Block(title, Role.HEADING), *rest)


def _bylines(author: str | None, nodes: tuple[dict[str, object], ...]) -> tuple[str, ...]:
    for node in nodes:
        if found := [line for name in schema_org.names(node.get("author")) if (line := one_line(name))]:
            return tuple(dict.fromkeys(found))
    return tuple(dict.fromkeys(line for name in (author or "").split(";") if (line := one_line(name))))


def _size(blocks: tuple[Block, ...]) -> int:
    return sum(len(block.text) for block in blocks if block.role is Role.TEXT)
