"""A page of HTML to its markup and the text between, each with where it stands; nothing is repaired.

In comes the decoded page; out come tokens in order that together cover it. This is the part of
HTML's rules for tokens that decides what is text (WHATWG, HTML Living Standard, 13.2.5). It is
written out here because the standard library's parser reads comments, CDATA and raw text otherwise
in some releases than in others, and a place in an archived page must be the same for years.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from functools import cache
from typing import NamedTuple


class Kind(Enum):
    """What a token is; `RAW` is the text of an element in which markup does not count (a script)."""

    TEXT = "text"
    RAW = "raw"
    START = "start"
    END = "end"
    OTHER = "other"


class Token(NamedTuple):
    """One token: page[start:end]; `name` is the element's, in lower case, else empty."""

    kind: Kind
    name: str
    start: int
    end: int


_RAW = frozenset({"script", "style", "title", "textarea", "iframe", "xmp", "noembed", "noframes"})
_OPEN = re.compile(r"<[A-Za-z/!?]")
_NAMED = re.compile(r"</?[A-Za-z]")
_TAG = re.compile(r"""</?([A-Za-z][^\s/>]*)(?>[^>=]+|=\s*+(?:"[^"]*"|'[^']*')|=)*+>""")
_COMMENT = re.compile(r"<!--(?:-?>|.*?--!?>)", re.DOTALL)


def tokens(page: str) -> Iterator[Token]:
    """Yield a page's tokens in order; what an unclosed tag or comment swallows is one `OTHER`."""
    position = 0
    while (opened := _OPEN.search(page, position)) is not None:
        start = opened.start()
        if start > position:
            yield Token(Kind.TEXT, "", position, start)
        token = _markup(page, start)
        yield token
        position = token.end
        if token.kind is Kind.START and token.name in _RAW:
            closed = _closing(token.name).search(page, position)
            end = closed.start() if closed else len(page)
            yield Token(Kind.RAW, token.name, position, end)
            position = end
    if position < len(page):
        yield Token(Kind.TEXT, "", position, len(page))


def _markup(page: str, start: int) -> Token:
    """Read the tag, comment or declaration that begins at `start`."""
    if _NAMED.match(page, start):
        tag = _TAG.match(page, start)
        if tag is None:
            return Token(Kind.OTHER, "", start, len(page))
        kind = Kind.END if page[start + 1] == "/" else Kind.START
        return Token(kind, tag[1].lower(), start, tag.end())
    if page.startswith("<!--", start):
        comment = _COMMENT.match(page, start)
        return Token(Kind.OTHER, "", start, comment.end() if comment else len(page))
    end = page.find(">", start)
    return Token(Kind.OTHER, "", start, end + 1 if end >= 0 else len(page))


@cache
def _closing(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE)
