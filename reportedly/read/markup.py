"""What the tags of a page say: which parts are no story, and where each line of it begins and ends.

In comes a parsed page, or the body that the extractor made of it; out come the page without its
promotional boxes, the texts that are nothing but links, and blocks of text with their role.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from lxml import etree
from lxml.html import HtmlElement

_WORDS = re.compile(r"[^\W_]+")
_TOKEN = re.compile(r"[a-z]+")
_ENDS = re.compile(r"""[.!?…:]["'”’»)\]]*\s*$""")

_BOXES = frozenset({
    "promo", "promos", "promotion", "recirc", "recirculation", "related", "newsletter", "newsletters",
    "pullquote", "trending", "recommended", "recommendations", "outbrain", "taboola", "disqus", "comments",
    "cta", "upsell",
})  # fmt: skip
_PAIRS = (
    {"author", "bio"}, {"pull", "quote"}, {"pull", "right"}, {"pull", "left"}, {"read", "more"},
    {"read", "next"}, {"most", "popular"}, {"most", "read"}, {"more", "stories"}, {"social", "share"},
)  # fmt: skip
_LARGEST_BOX = 0.3
"""A box with more than this share of the page's words is the story, whatever its class says."""


class Role(Enum):
    """What the markup says a block is."""

    TITLE = "title"
    TEXT = "text"
    HEADING = "heading"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class Block:
    """One line of a page's story."""

    text: str
    role: Role


def one_line(text: str) -> str:
    """Make one line of text: runs of white space, no-break spaces too, become a blank."""
    return " ".join(text.split())


def plain(text: str) -> str:
    """Reduce a text to its words, to see whether two are the same."""
    return " ".join(_WORDS.findall(text.lower()))


def without_boxes(tree: HtmlElement) -> HtmlElement:
    """Take boxes that promote other pieces, and pull quotes, out of a page (in place)."""
    whole = _size(tree)
    for element in list(tree.iter("div", "section", "aside", "ul", "blockquote", "ps-promo", "figure", "p")):
        names = set(_TOKEN.findall(f"{element.get('class') or ''} {element.get('id') or ''}".lower()))
        if not (names & _BOXES or any(pair <= names for pair in _PAIRS)):
            continue
        small = element.find(".//h1") is None and _size(element) <= _LARGEST_BOX * whole
        if small and element.getparent() is not None:
            element.drop_tree()
    return tree


def links(tree: HtmlElement) -> frozenset[str]:
    """Return, as `plain` makes them, the texts of the page's paragraphs and items that are one whole link."""
    found = set()
    for anchor in tree.iter("a"):
        holder = anchor.getparent()
        while holder is not None and holder.tag in {"strong", "b", "em", "i", "u", "span"}:
            holder = holder.getparent()
        if holder is None or holder.tag not in {"p", "li"}:
            continue
        text = plain(anchor.text_content())
        if len(text) > 12 and text == plain(holder.text_content()):
            found.add(text)
    return frozenset(found)


def blocks(body: HtmlElement, whole_links: frozenset[str]) -> Iterator[Block]:
    """Yield the lines of an extracted body in order."""
    for element in body.iterchildren(tag=etree.Element):
        if element.tag in {"list", "quote", "table", "row", "item", "cell", "div"} and len(element):
            yield from _container(element, whole_links)
        else:
            yield from _element(element, whole_links)


def _container(element: HtmlElement, whole_links: frozenset[str]) -> Iterator[Block]:
    """Take the lines of a list or a block quotation one by one, text beside its children included."""
    children = list(element.iterchildren(tag=etree.Element))
    if any(child.tag in {"p", "item", "head", "list", "quote", "row", "cell"} for child in children):
        if text := one_line(element.text or ""):
            yield Block(text, Role.TEXT)
        for child in children:
            if len(child) and child.tag in {"list", "quote", "row", "item", "cell"}:
                yield from _container(child, whole_links)
            else:
                yield from _element(child, whole_links)
            if text := one_line(child.tail or ""):
                yield Block(text, Role.TEXT)
    else:
        yield from _element(element, whole_links)


def _element(element: HtmlElement, whole_links: frozenset[str]) -> Iterator[Block]:
    for text in _lines(element):
        if element.tag == "head":
            yield Block(text, Role.TITLE if element.get("rend") == "h1" else Role.HEADING)
        else:
            yield Block(text, Role.LINK if plain(text) in whole_links else Role.TEXT)


def _lines(element: HtmlElement) -> list[str]:
    """Part an element's text at its line breaks: at two in a row, and at one that ends a sentence."""
    parts = [element.text or ""]
    for descendant in element.iterdescendants(tag=etree.Element):
        if descendant.tag == "lb":
            parts.append("\n")
        parts.append(descendant.text or "")
        parts.append(descendant.tail or "")
    lines: list[str] = []
    open_ended = False
    for raw in "".join(one if one == "\n" else one.replace("\n", " ") for one in parts).split("\n"):
        text = one_line(raw)
        if text and open_ended:
            lines[-1] = f"{lines[-1]} {text}"
        elif text:
            lines.append(text)
        open_ended = bool(text) and not _ENDS.search(text)
    return lines


def _size(element: HtmlElement) -> int:
    return sum(len(paragraph.text_content()) for paragraph in element.iter("p"))
