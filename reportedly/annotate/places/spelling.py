"""Spelling of place names: one name in, the key that all its usual spellings share out.

Two keys. `key` folds what never tells two places apart: case, diacritics, hyphens, apostrophes, "St." and
"Saint". `loose_key` folds what romanisation leaves open (al-/el-/ad-, "Ezzor" for "ez-Zor", sh and ch,
doubled letters, vowels); it holds places together that should be apart, so it is asked only for names
that the first key does not know.
"""

from __future__ import annotations

import re
import unicodedata

_LETTERS = str.maketrans(
    {
        "ø": "o", "ł": "l", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d",
        "ə": "a",
        "'": None, "\u2018": None, "\u2019": None, "\u02bc": None, "`": None, "\u02bb": None, "\u02bf": None,
        "\u02be": None, "\u00b4": None, ".": None,
    }
)  # fmt: skip
_NOT_KEY = re.compile(r"[^a-z0-9]+")
_WHOLE_WORDS = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}
_ARTICLES = frozenset(
    [
        "al",
        "el",
        "ad",
        "ed",
        "ar",
        "er",
        "as",
        "es",
        "ash",
        "esh",
        "at",
        "et",
        "az",
        "ez",
        "an",
        "en",
        "ul",
        "il",
    ]
)
_SMALL = frozenset(["e", "i", "of"])
_JOINED_ARTICLE = re.compile(r"^[aeu](?:l(?=[bcfghjkmqwy])|([dnrstz])(?=\1)|(sh|th|dh)(?=\2))")
_SAME_SOUND = [
    (re.compile(pattern), folded)
    for pattern, folded in (
        (r"sch|sh|ch|tch|tsh", "s"),
        (r"[dgktz]h", lambda m: m.group()[0]),
        (r"ph", "f"),
        (r"q|ck|c", "k"),
        (r"dj|g", "j"),
        (r"[aeiouwy]+h?(?=\b)", ""),
        (r"[aeiouwy]+", "a"),
        (r"(.)\1+", r"\1"),
        (r"h(?=\b|[^a])", ""),
    )
]


def key(name: str) -> str:
    """Return a name's key: lower-case ASCII words, one space between; empty if it has no Latin letter."""
    folded = name.casefold().translate(_LETTERS)
    if not folded.isascii():
        folded = unicodedata.normalize("NFKD", folded).encode("ascii", "ignore").decode()
    words = _NOT_KEY.sub(" ", folded).split()
    return " ".join([_WHOLE_WORDS.get(word, word) for word in words])


def loose_key(name: str) -> str:
    """Return the key that the romanisations of one name share; empty where too little is left of it."""
    words = [w for w in key(name).split() if w not in _ARTICLES and w not in _SMALL]
    folded = " ".join(_JOINED_ARTICLE.sub("", word) for word in words)
    for pattern, same in _SAME_SOUND:
        folded = pattern.sub(same, folded)
    return folded if len(folded.replace(" ", "")) >= 4 else ""
