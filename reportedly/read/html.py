"""A page of HTML to its story: blocks of text, title, authors, site and date; trafilatura's only door.

In comes the decoded page; out comes a `Page` whose blocks are the headline and the story's
paragraphs in order, each one line of text. Menus, adverts and comments are left behind here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

import trafilatura
from lxml.html import HtmlElement
from trafilatura.utils import load_html

from reportedly.read import dates, markup, schema_org
from reportedly.read.markup import Block, Role, one_line, plain

_RICHER = 1.5
"""How many times more text schema.org's markup must hold than the page's body to be read instead."""

_SENTENCE = 5
"""How many words a block needs to be a sentence; a page without one holds no article."""

_ENDS = re.compile(r"""[.!?…](?:["'”’»)\]]|\s|$)""")
_ENOUGH = 40
"""How many characters at its end tell an entry of a live blog from another."""


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
        raise ValueError("holds no article text")
    nodes = schema_org.articles(tree)
    published = dates.from_markup(tree, nodes)
    blocks = _story(copy, url, markup.links(tree), nodes)
    metadata = trafilatura.extract_metadata(tree, default_url=url, extensive=False)
    title = _stated(metadata.title)
    return Page(
        title=title,
        bylines=_bylines(_stated(metadata.author), nodes),
        site=_stated(metadata.sitename),
        url=url or _stated(metadata.url),
        published=published,
        live=schema_org.is_live_blog(nodes),
        blocks=_headed(title, blocks),
    )


def _story(
    tree: HtmlElement, url: str | None, links: frozenset[str], nodes: tuple[dict[str, object], ...]
) -> tuple[Block, ...]:
    """Extract the story's lines; where schema.org's markup holds far more text, or paragraphs, take that."""
    found = trafilatura.bare_extraction(
        markup.without_boxes(tree), url=url, include_comments=False, include_tables=False
    )
    body = getattr(found, "body", None)
    blocks = tuple(markup.blocks(body, links)) if body is not None else ()
    stated = _as_blocks(schema_org.story(nodes))
    if _size(stated) > _RICHER * _size(blocks) or (
        _size(stated) > 0.9 * _size(blocks) and len(stated) >= 2 * len(blocks)
    ):
        blocks = stated
    known = plain(" ".join(block.text for block in blocks))
    for entry in schema_org.entries(nodes):
        if plain(" ".join(line for line, _ in entry))[-_ENOUGH:] not in known:
            blocks += _as_blocks(entry)
    if not any(_is_prose(block.text) for block in blocks if block.role is Role.TEXT):
        raise ValueError("holds no article text")
    return blocks


def _as_blocks(lines: Iterable[tuple[str, bool]]) -> tuple[Block, ...]:
    return tuple(Block(line, Role.HEADING if heading else Role.TEXT) for line, heading in lines)


def _headed(title: str | None, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Put the headline first: the page's own first heading, or else its title."""
    first = plain(blocks[0].text)
    if title is None or blocks[0].role is Role.TITLE:
        return blocks
    if first == plain(title) or (len(first) > _ENOUGH and first in plain(title)):
        return (Block(blocks[0].text, Role.TITLE), *blocks[1:])
    rest = (b for b in blocks if not (b.role in (Role.HEADING, Role.TITLE) and plain(b.text) == plain(title)))
    return (Block(title, Role.TITLE), *rest)


def _bylines(author: str | None, nodes: tuple[dict[str, object], ...]) -> tuple[str, ...]:
    for node in nodes:
        if found := [line for name in schema_org.names(node.get("author")) if (line := one_line(name))]:
            return tuple(dict.fromkeys(found))
    return tuple(dict.fromkeys(line for name in (author or "").split(";") if (line := one_line(name))))


def _stated(value: object) -> str | None:
    """Return what metadata states in one line; pages put numbers and lists where a string belongs."""
    return one_line(value) or None if isinstance(value, str) else None


def _is_prose(text: str) -> bool:
    """Whether a block holds a sentence, as menus and lists of links do not."""
    return len(plain(text).split()) >= _SENTENCE and bool(_ENDS.search(text))


def _size(blocks: tuple[Block, ...]) -> int:
    return sum(len(block.text) for block in blocks if block.role is Role.TEXT)
