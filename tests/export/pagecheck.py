"""A page as a list of elements and texts, read by the standard library's parser: what a browser would see."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = {"meta", "input", "br", "path", "rect"}


@dataclass
class Element:
    """One element: its tag, attributes, ancestors' tags, and the text inside it and below it."""

    tag: str
    attributes: dict[str, str]
    inside: tuple[Element, ...] = field(repr=False)
    text: str = ""

    @property
    def classes(self) -> list[str]:
        """The class names."""
        return self.attributes.get("class", "").split()

    @property
    def statements(self) -> list[str]:
        """The numbers of the statements that it belongs to."""
        return self.attributes.get("data-s", "").split()


@dataclass
class Seen:
    """All elements of a page in document order."""

    elements: list[Element] = field(default_factory=list)

    def all(self, tag: str = "", look: str = "", within: str = "") -> list[Element]:
        """Return the elements of a tag, with a class, inside an element of a tag."""
        return [
            e for e in self.elements
            if (not tag or e.tag == tag)
            and (not look or look in e.classes)
            and (not within or any(outer.tag == within for outer in e.inside))
        ]

    def one(self, id: str) -> Element:
        """Return the element with the id; there must be exactly one."""
        (found,) = [e for e in self.elements if e.attributes.get("id") == id]
        return found


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.seen = Seen()
        self.open: list[Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), (tag, names)
        element = Element(tag, {name: value or "" for name, value in attrs}, tuple(self.open))
        self.seen.elements.append(element)
        if tag not in _VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open[-1].tag == tag, (tag, self.open[-1])
        self.open.pop()

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.text += data


def see(html: str) -> Seen:
    """Parse a page; tags that do not pair up fail."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert not reader.open
    return reader.seen


def bones(seen: Seen) -> list[tuple[str, tuple[str, ...]]]:
    """Return tags and attribute names in order: what hostile words must never change."""
    return [(e.tag, tuple(sorted(e.attributes))) for e in seen.elements]
