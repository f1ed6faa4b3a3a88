"""What a page says of itself in schema.org's terms (JSON-LD): its articles, live blogs among them.

In comes a parsed page; out come the nodes that are articles, as they stand in the page.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape

from lxml.html import HtmlElement

from reportedly.read.markup import one_line

_DEPTH = 6
_BREAK = re.compile(r"<\s*(?:br|/p|/div|/li|/h\d)\b[^>]*>", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,400}>")


def articles(tree: HtmlElement) -> tuple[dict[str, object], ...]:
    """Return the JSON-LD nodes whose type is an article, a posting or a report, in page order."""
    found: list[dict[str, object]] = []
    for script in tree.xpath("//script[@type='application/ld+json']"):
        try:
            content = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue  # a page's broken JSON-LD says nothing; the rest of its markup may
        found.extend(node for node in _nodes(content) if _types(node) & {"article", "posting", "report"})
    return tuple(found)


def is_live_blog(nodes: tuple[dict[str, object], ...]) -> bool:
    """Whether one of the nodes is a schema.org LiveBlogPosting."""
    return any(value == "LiveBlogPosting" for node in nodes for value in _type(node))


def story(nodes: tuple[dict[str, object], ...]) -> list[tuple[str, bool]]:
    """Return the lines of the longest article body that the nodes spell out, none of them a heading."""
    bodies = [_lines(node.get("articleBody")) for node in nodes]
    return max(bodies, key=lambda lines: sum(len(text) for text, _ in lines), default=[])


def entries(nodes: tuple[dict[str, object], ...]) -> Iterator[list[tuple[str, bool]]]:
    """Yield a live blog's entries in page order: lines, each with whether it is a heading."""
    for node in nodes:
        updates = node.get("liveBlogUpdate")
        for update in updates if isinstance(updates, list) else []:
            if isinstance(update, dict) and (body := _lines(update.get("articleBody"))):
                yield [(text, True) for text, _ in _lines(update.get("headline"))[:1]] + body


def names(value: object) -> Iterator[str]:
    """Yield the names in a person, organisation or string, or a list of them."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from names(item)
    elif isinstance(value, dict):
        yield from names(value.get("name"))


def _lines(value: object) -> list[tuple[str, bool]]:
    """Part a text at its line breaks and paragraph tags; tags and entities are taken out."""
    if not isinstance(value, str):
        return []
    text = unescape(_TAG.sub(" ", _BREAK.sub("\n", value)))
    return [(line, False) for raw in text.splitlines() if (line := one_line(raw))]


def _nodes(value: object, depth: int = 0) -> Iterator[dict[str, object]]:
    if depth > _DEPTH:
        return
    if isinstance(value, list):
        for item in value:
            yield from _nodes(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        yield from _nodes(value.get("@graph"), depth + 1)
        yield from _nodes(value.get("mainEntity"), depth + 1)


def _type(node: dict[str, object]) -> list[str]:
    value = node.get("@type")
    return [item for item in (value if isinstance(value, list) else [value]) if isinstance(item, str)]


def _types(node: dict[str, object]) -> set[str]:
    kinds = ("article", "posting", "report")
    return {kind for value in _type(node) for kind in kinds if kind in value.lower()}
