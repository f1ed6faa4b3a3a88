"""Words of strangers made fit for a terminal: nothing in them can move the cursor or turn the text round.

Articles and file names may hold escape sequences, control characters and marks that change the
writing direction. Any text goes in; text without them comes out, each shown as its escape.
"""

from __future__ import annotations

import unicodedata

_INVISIBLE = frozenset("\u00ad\u200b\u2060\ufeff")
"""Break hints and byte-order marks: common on pages, harmless, and not worth an escape."""

_JOINERS = frozenset("\u200c\u200d")
"""Marks that spelling needs in Persian or Hindi and that hold emoji together."""

_SHOWN_AS_ESCAPES = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
"""Unicode categories of controls, formats, surrogates, private and unassigned characters."""


def printable(text: str) -> str:
    """Return the text on one line: white space as single spaces, unprintable characters as escapes."""
    return "".join(_shown(character) for character in " ".join(text.split()))


def _shown(character: str) -> str:
    if character in _INVISIBLE:
        return ""
    if character in _JOINERS or unicodedata.category(character) not in _SHOWN_AS_ESCAPES:
        return character
    return character.encode("unicode_escape", "backslashreplace").decode("ascii")
