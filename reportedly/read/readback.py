"""What a range of an archived page says: the way back, by which evidence is checked.

In come the decoded page and a range in it; out come its words. This uses the standard library's
parser of HTML and nothing of what made the trace, so that agreement of the two means something.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from html import unescape
from html.parser import HTMLParser

from reportedly.shapes import Span

_SCRIPT = re.compile(r"<(/?)script\b", re.IGNORECASE)
_OPENING = re.compile(r"<[A-Za-z/!?]")
_SILENT = re.compile(
    r"<(script|style|noscript|template)\b.*?</\1\s*>|<!--(?:-?>|.*?(?:--!?>|\Z))|<[!?][^>]*>",
    re.IGNORECASE | re.DOTALL,
)
_INLINE = frozenset({
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i",
    "img", "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup",
    "time", "tt", "u", "var", "wbr",
})  # fmt: skip
"""Elements that do not part the words that they stand between, as all others do."""


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
    if not _in_script(page, place.start):
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


def _in_tag(page: str, position: int) -> bool:
    """Whether a position lies in a tag, which is to say in an attribute's value."""
    opened = page.rfind("<", 0, position)
    closed = page.rfind(">", 0, position)
    while opened > closed and not _OPENING.match(page, opened):
        opened = page.rfind("<", 0, opened)  # "3 < 5" opens no tag
    return opened > closed


def _in_script(page: str, position: int) -> bool:
    opened = False
    for tag in _SCRIPT.finditer(page, 0, position):
        opened = not tag[1]
    return opened


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
    reader.feed(_SILENT.sub("", written))
    reader.close()
    return "".join(reader.text)
