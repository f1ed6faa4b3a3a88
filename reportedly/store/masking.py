"""A name taken out of text: every spelling that a pattern can know, put behind blocks of the same length.

Names go in; a mask comes out that covers them in a string, in whatever is made of strings, and that
says whether bytes of an original hold them. Offsets stay true, since nothing moves.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any

from reportedly.errors import LedgerError
from reportedly.shapes import Span

BLOCK = "█"
"""What stands for each character of a name that was taken out."""

_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")
_ENCODINGS = ("utf-8", "cp1252", "utf-16")
_PART = 4
"""Letters of a part of a name that is worth a warning where it is left."""


class Mask:
    """The names to be taken out."""

    def __init__(self, names: Sequence[str]) -> None:
        """Take names as people write them; raise `LedgerError` where one has no letter or digit."""
        self.names = tuple(dict.fromkeys(" ".join(name.split()) for name in names))
        for name in self.names:
            if not any(c.isalnum() for c in name):
                raise LedgerError(f"{name!r} is no name; give the words to take out")
        # The longest first, so that "Adam Karo" goes as a whole and not as two words.
        ordered = sorted(self.names, key=lambda name: (-len(name), name))
        self._pattern = re.compile("|".join(map(_spelled, ordered)), re.IGNORECASE)

    def text(self, text: str) -> str:
        """Return the text with blocks for the names."""
        return self._pattern.sub(lambda match: BLOCK * len(match.group()), text)

    def spans(self, text: str) -> list[Span]:
        """Return where the names stand in a text."""
        return [Span(*match.span()) for match in self._pattern.finditer(text)]

    def value(self, value: Any) -> Any:
        """Return a shape, or a tuple of shapes, with blocks for the names in all its strings."""
        if type(value) is str:
            return self.text(value)
        if isinstance(value, tuple) and not isinstance(value, Span):
            return tuple(self.value(each) for each in value)
        if is_dataclass(value) and not isinstance(value, type):
            return replace(value, **{f.name: self.value(getattr(value, f.name)) for f in fields(value)})
        return value

    def in_bytes(self, data: bytes) -> bool:
        """Whether an original holds a name, in any encoding that it may be in, or escaped."""
        return any(self._pattern.search(text) for text in _readings(data))

    def left(self, text: str) -> Iterator[str]:
        """Yield each word of the names that a masked text still holds on its own."""
        for name in self.names:
            for part in re.findall(r"\w+", name):
                if len(part) >= _PART and re.search(rf"\b{re.escape(part)}\b", text, re.IGNORECASE):
                    yield part


def _spelled(name: str) -> str:
    """Return the pattern of a name: its words, with whatever stands between words in text and addresses."""
    return r"(?<!\w)" + r"[\W_]{1,3}".join(map(re.escape, re.findall(r"\w+", name))) + r"(?!\w)"


def _readings(data: bytes) -> Iterator[str]:
    for encoding in _ENCODINGS:
        text = html.unescape(data.decode(encoding, "replace"))
        yield text
        if "\\u" in text:
            yield _ESCAPE.sub(lambda match: json.loads(f'"\\u{match[1]}"'), text)
