"""Attributions that close a sentence, where the parse loses its way: "The port is shut, a diplomat said".

In come a paragraph and the words that the tags mark as cue and source without content; out come the source
and the content, or null. Where a text has lost its commas ("The port is shut a diplomat said"), the parse
takes both for one clause; the tags do not, and the order of words shows where the source begins.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reportedly.annotate.parse import Paragraph
from reportedly.lexicon import Lexicons
from reportedly.shapes import Span

if TYPE_CHECKING:
    from reportedly.annotate.parse import Token

_FINITE = ("VBD", "VBZ", "VBP", "MD")
_NOMINAL = ("DET", "ADJ", "NOUN", "PROPN", "NUM")
_OPEN = ("DET", "ADP", "SCONJ", "CCONJ", "AUX", "ADJ")
_ASKING = ("WP", "WDT", "WRB")
_LEAST = 4
"""A content has as many words at least; fewer are a label."""


def closing(paragraph: Paragraph, cue: Span, source: Span, lexicons: Lexicons) -> tuple[Span, Span] | None:
    """Return the source, with those named before it by "and", and the content of a closing attribution."""
    verb = next((t for t in paragraph.within(cue) if t.lemma_.lower() in lexicons.saying), None)
    named = paragraph.within(source)
    if verb is None or verb.tag_ not in _FINITE or not named:
        return None
    if 0 <= cue.start - source.end <= 2:
        opens = _together(named[0])
        source = Span(paragraph.start(opens), source.end)
    elif 0 <= source.start - cue.end <= 2 and _ends(named[-1]):
        opens = paragraph.within(cue)[0]
    else:
        return None
    before = [t for t in verb.sent if t.i < opens.i]
    if before and before[-1].text == ",":
        before.pop()
    elif not before or before[-1].pos_ in _OPEN or any(t.tag_ in _ASKING for t in before[-3:]):
        return None  # "what the minister said"
    if len(before) < _LEAST or not any(t.tag_ in _FINITE for t in before) or _quoted(before):
        return None
    return source, paragraph.span(before)


def _together(first: Token) -> Token:
    """The first word of a source with whoever is named before it: "a doctor and [witnesses]"."""
    at = first.i - 1
    if at <= first.sent.start or first.doc[at].lower_ != "and":
        return first
    start = at
    while start - 1 > first.sent.start and first.doc[start - 1].pos_ in _NOMINAL:
        start -= 1
        if first.doc[start].pos_ == "DET":
            break
    return first.doc[start] if start < at else first


def _ends(last: Token) -> bool:
    """Whether a word closes its sentence."""
    at = last.i + 1
    return at >= last.sent.end or last.doc[at].text in (".", "!", "?")


def _quoted(tokens: Sequence[Token]) -> bool:
    return any(t.text == '"' for t in tokens)
