"""Quotation marks paired: where direct speech may stand, before anyone asks who speaks.

In comes a paragraph's text, out come the stretches between marks. Newspapers open each paragraph of
a long quotation anew and close only the last, leave marks out, and type straight marks, doubled
single marks, or British single marks; all of these are paired here and nowhere else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportedly.shapes import Span

_DOUBLE = re.compile(r"[\"\u201c\u201d\u201e\u201f\u00ab\u00bb]|''|``")
_SINGLE = re.compile(r"['\u2018\u2019\u201a\u201b`]")
_OPENERS = "\u201c\u201e\u00ab\u2018\u201a"
_CLOSERS = "\u201d\u00bb"
_LOW = "\u201e\u201a"
_BEFORE_OPEN = " \t\r\n\u00a0\u2009(\u2014\u2013[-:/"
_AFTER_CLOSE = ' \t\r\n\u00a0\u2009).,;:!?\u2014\u2013]-/"\u201d'


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation: `outer` with its marks, `inner` without; `closed` says that its closing mark is there."""

    outer: Span
    inner: Span
    closed: bool


def quotations(text: str, span: Span) -> tuple[Quote, ...]:
    """Return the outermost quotations in one paragraph of a text, in order, not overlapping."""
    found = list(_pair(text, span, _DOUBLE))
    taken = [quote.outer for quote in found]
    for quote in _pair(text, span, _SINGLE):
        inside = any(o.start < quote.outer.end and quote.outer.start < o.end for o in taken)
        if quote.closed and not inside and _speech_like(text, quote):
            found.append(quote)
    return tuple(sorted(found, key=lambda quote: quote.outer))


def _pair(text: str, span: Span, marks: re.Pattern[str]) -> Iterator[Quote]:
    opening: re.Match[str] | None = None
    for mark in marks.finditer(text, span.start, span.end):
        if opening is None:
            if _opens(text, mark, span):
                opening = mark
        elif _closes(text, mark, span, opening.group()) and mark.start() > opening.end():
            yield Quote(Span(opening.start(), mark.end()), Span(opening.end(), mark.start()), True)
            opening = None
        elif marks is _SINGLE and _opens(text, mark, span):
            opening = mark
    if opening is not None and marks is _DOUBLE and opening.end() < span.end:
        # A mark never closed runs to the paragraph's end: the usual case is a long quotation whose
        # next paragraph opens again. Where it stands mid-paragraph it ends with its sentence.
        end = span.end if opening.start() == span.start else _sentence_end(text, opening.end(), span.end)
        yield Quote(Span(opening.start(), end), Span(opening.end(), end), False)


def _opens(text: str, mark: re.Match[str], span: Span) -> bool:
    if mark.group() in _CLOSERS:
        return False
    before = text[mark.start() - 1] if mark.start() > span.start else " "
    after = text[mark.end()] if mark.end() < span.end else " "
    if mark.group() in _OPENERS or mark.group() == "``":
        return not after.isspace() or mark.group() == "\u00ab"
    return (before in _BEFORE_OPEN or before in _OPENERS) and not after.isspace()


def _closes(text: str, mark: re.Match[str], span: Span, opening: str) -> bool:
    if mark.group() in _CLOSERS or (opening in _LOW and mark.group() in "\u201c\u2018"):
        return True
    if mark.group() in _OPENERS or mark.group() == "``":
        return False
    before = text[mark.start() - 1] if mark.start() > span.start else " "
    after = text[mark.end()] if mark.end() < span.end else " "
    if before.isspace():
        return False
    if mark.re is _SINGLE:
        # An apostrophe ("the rebels' base") also stands before a space; a closing single mark
        # follows punctuation, or ends a quotation that `_speech_like` looks at again.
        return after in _AFTER_CLOSE
    return after in _AFTER_CLOSE or not before.isspace()


def _speech_like(text: str, quote: Quote) -> bool:
    inner = text[quote.inner.start : quote.inner.end]
    if "\n\n" in inner or not inner.strip():
        return False
    return inner[-1] in ".,!?" or len(inner.split()) <= 12


def _sentence_end(text: str, start: int, end: int) -> int:
    stop = re.compile(r"[.!?](?=\s|$)").search(text, start, end)
    return stop.end() if stop else end


def inside(quotes: Sequence[Quote], offset: int) -> Quote | None:
    """Return the quotation that a code point lies in, if any."""
    for quote in quotes:
        if quote.outer.start <= offset < quote.outer.end:
            return quote
    return None
