"""The texts that a page holds, one over the other: what it shows, its title, its JSON-LD, its metadata.

In comes the decoded page; out come layers of letters, in the order in which evidence is looked for:
what a reader sees first, and what only programs read last.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportedly.read.letters import Letters, Written
from reportedly.read.scan import Kind, Token, tokens
from reportedly.read.strings import strings, unescaped
from reportedly.shapes import Span

_UNSEEN = frozenset({"noscript", "template"})
_CONTENT = re.compile(r"""\scontent\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_LINKED_DATA = re.compile(r"""\stype\s*=\s*["']?application/ld\+json\b""", re.IGNORECASE)


class Layers:
    """A page's layers: `shown` is the text of all elements but those that show none.

    `marked` holds the stretches of its letters that are one whole heading of the first rank (h1) or one
    whole paragraph (p), and which.
    """

    def __init__(self, page: str) -> None:
        self._page = Written(page)
        self._tokens = list(tokens(page))
        self.marked: dict[Span, str] = {}
        self.shown = self._shown()

    def unshown(self) -> Iterator[Letters]:
        """Yield what a page says in other places, the most visible first; each is made when asked for."""
        yield self._raw("title")
        yield from self._stated()
        yield self._contents()
        yield self._unseen()

    def _shown(self) -> Letters:
        letters, depth = Letters(), 0
        opened: dict[str, int] = {}
        for token in self._tokens:
            if token.kind is Kind.TEXT:
                if not depth:
                    letters.add_decoded(self._page, token.start, token.end)
                continue
            letters.cut()
            depth = _depth(depth, token)
            if token.name in {"h1", "p"}:
                start = opened.pop(token.name, len(letters))
                if start < len(letters):
                    self.marked.setdefault(Span(start, len(letters)), token.name)
                if token.kind is Kind.START:
                    opened[token.name] = len(letters)
        letters.cut()
        return letters

    def _unseen(self) -> Letters:
        """What stands in elements that browsers with scripts do not show, and in fields of forms."""
        letters, depth = self._raw("textarea"), 0
        for token in self._tokens:
            if token.kind is Kind.TEXT and depth:
                letters.add_decoded(self._page, token.start, token.end)
                continue
            letters.cut()
            depth = _depth(depth, token)
        return letters

    def _raw(self, name: str) -> Letters:
        letters = Letters()
        for token in self._tokens:
            if token.kind is Kind.RAW and token.name == name:
                letters.add_decoded(self._page, token.start, token.end)
                letters.cut()
        return letters

    def _stated(self) -> Iterator[Letters]:
        """The strings of JSON-LD, HTML in them read; then again, with HTML that is escaped twice read too."""
        found = [string for script in self._scripts() for string in strings(self._page.text, *script)]
        yield _strings(found)
        twice = [unescaped(string) for string in found if "&" in string.text]
        if twice:
            yield _strings(twice)

    def _scripts(self) -> Iterator[Span]:
        for index, token in enumerate(self._tokens):
            if token.kind is Kind.RAW and token.name == "script":
                tag = self._tokens[index - 1]
                if _LINKED_DATA.search(self._page.text, tag.start, tag.end):
                    yield Span(token.start, token.end)

    def _contents(self) -> Letters:
        """What the attributes `content` of its meta elements say."""
        letters = Letters()
        for token in self._tokens:
            if token.kind is not Kind.START or token.name != "meta":
                continue
            if found := _CONTENT.search(self._page.text, token.start, token.end):
                letters.add_decoded(self._page, *found.span(found.lastindex or 0))
                letters.cut()
        return letters


def _depth(depth: int, token: Token) -> int:
    """Count how many elements without a visible text are open."""
    if token.name not in _UNSEEN:
        return depth
    return depth + 1 if token.kind is Kind.START else max(0, depth - 1)


def _strings(found: list[Written]) -> Letters:
    """Make letters of JSON strings; line breaks and tags inside them part texts."""
    letters = Letters()
    for string in found:
        for token in tokens(string.text):
            if token.kind is Kind.TEXT:
                position = token.start
                for line in string.text[token.start : token.end].splitlines(keepends=True):
                    letters.add_decoded(string, position, position + len(line))
                    letters.cut()
                    position += len(line)
            letters.cut()
    return letters
