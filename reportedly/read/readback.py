"""What a range of an archived page says: the way back, by which evidence is checked.

In come the decoded page and a range in it; out come its words. This uses the standard library's
parser of HTML and nothing of what made the trace, so that agreement of the two means something.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape
from html.parser import HTMLParser

from reportedly.shapes import Span

_OPENING = re.compile(r"<[A-Za-z/!?]")
_SILENT = re.compile(
    r"<(script|style|noscript|template|title|textarea|iframe|xmp|noembed|noframes)\b.*?(</\1\s*>|\Z)"
    r"|<!--(?:-?>|.*?(?:--!?>|\Z))|<(?:[!?]|/[^a-z>])[^>]*>|(?P<tag></?[a-z](?:\"[^\"]*\"|'[^']*'|[^'\">])*+>)",
    re.IGNORECASE | re.DOTALL,
)
_INLINE = frozenset({
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i",
    "img", "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup",
    "time", "tt", "u", "var", "wbr",
})  # fmt: skip
"""Elements that do not part the words that they stand between, as all others do."""


@dataclass(frozen=True, slots=True)
class TextQuote:
    """A quotation of a page's text that can be found again (W3C Web Annotation, TextQuoteSelector).

    `prefix` and `suffix` are what stands before and after; `occurrence` says the how-manieth of its
    words on the page it is, counted from 1, should those be the same too.
    """

    exact: str
    prefix: str
    suffix: str
    occurrence: int


def words_at(page: str, place: Span, *, twice: bool = False) -> str:
    """Return the words that stand at a range of a decoded page, in one line.

    In the page's text: without tags, comments and scripts, references decoded. In an attribute:
    references decoded. In a string of JSON-LD: its escapes read, and then as in text, but that every
    tag parts words. HTML is often escaped in such strings ("&lt;p&gt;"); with `twice` what the text
    comes to is read as HTML again. White space is folded as `folded` does.
    """
    written = page[place.start : place.end]
    if _in_tag(page, place.start):
        return folded(unescape(written))
    silent = _silent_at(page, place.start)
    if silent in ("title", "textarea"):
        return folded(unescape(written))
    if silent != "script":
        return folded(_text(written, _INLINE))
    try:
        words = _text(str(json.loads(f'"{written}"', strict=False)), frozenset())
    except ValueError:
        return folded(written)  # no string of JSON: the script's text as it stands
    return folded(_text(words, frozenset()) if twice else words)


def says(page: str, parts: Sequence[Span], words: str) -> bool:
    """Whether ranges of a decoded page, one after the other, say words: the check of a trace."""
    return any(
        same_words(" ".join(words_at(page, part, twice=twice) for part in parts), words)
        for twice in (False, True)
    )


def same_words(left: str, right: str) -> bool:
    """Whether two texts are the same but for white space and invisible characters.

    Whether a tag parts words ("Grab</a><span></span>, a") is a question of a page's style sheets, and
    readers of HTML differ in it; so white space does not count.
    """
    return folded(left).replace(" ", "") == folded(right).replace(" ", "")


def folded(text: str) -> str:
    """Fold white space to single blanks and drop invisible characters, so that texts can be compared."""
    return " ".join("".join(c for c in text if c.isprintable() or c.isspace()).split())


def quote(page: str, place: Span, around: int = 32) -> TextQuote | None:
    """Return how a range of a decoded page can be found in the page's text again, or None.

    None where the range is no part of that text: in an attribute, a script, or the page's title.
    `around` is the most characters of `prefix` and `suffix`, which are whole words.
    """
    before = page[: place.start]
    if _silent_at(page, place.start) or _in_tag(page, place.start):
        return None
    exact, text = words_at(page, place), folded(_text(before, _INLINE))
    after = folded(_text(page[place.end :], _INLINE))
    return TextQuote(
        exact=exact,
        prefix=_last(text, around),
        suffix=_last(after[::-1], around)[::-1],
        occurrence=text.count(exact) + 1,
    )


def _last(text: str, most: int) -> str:
    """Return the whole words at a text's end that are no more than so many characters."""
    if len(text) <= most:
        return text
    return text[len(text) - most - 1 :].partition(" ")[2]


def _in_tag(page: str, position: int) -> bool:
    """Whether a position lies in a tag, which is to say in an attribute's value."""
    opened = page.rfind("<", 0, position)
    closed = page.rfind(">", 0, position)
    while opened > closed and not _OPENING.match(page, opened):
        opened = page.rfind("<", 0, opened)  # "3 < 5" opens no tag
    return opened > closed


def _silent_at(page: str, position: int) -> str:
    """Name the element whose text is not shown that a position lies in, or none."""
    last = ""
    for silent in _SILENT.finditer(page, 0, position):
        last = silent[1].lower() if silent[1] and not silent[2] else ""
    return last


class _Reader(HTMLParser):
    """Gathers a fragment's text; elements that part words leave a blank."""

    def __init__(self, inline: frozenset[str]) -> None:
        super().__init__(convert_charrefs=True)
        self.text: list[str] = []
        self._inline = inline

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in self._inline:
            self.text.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag not in self._inline:
            self.text.append(" ")

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def _text(written: str, inline: frozenset[str]) -> str:
    """Return a fragment's text; what shows none, and comments, go first, as readers differ in them."""
    reader = _Reader(inline)
    reader.feed(_SILENT.sub(lambda found: found["tag"] or "", written))
    reader.close()
    return "".join(reader.text)
