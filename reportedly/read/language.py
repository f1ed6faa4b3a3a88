"""Which language an article is in; the only door to py3langid.

In comes the text of the paragraphs; out comes an ISO 639-1 code with a probability, or nothing
where there are too few words to tell.
"""

from __future__ import annotations

import math
import re
from functools import cache
from typing import NamedTuple

from py3langid import langid

ENOUGH_LETTERS = 40
"""Below this many letters nothing is refused: a line of names is no language."""

ENOUGH_WORDS = 20
"""Below this many words nothing is refused in a script that the Latin alphabet writes."""

LOOK = 2000
"""How many characters of the paragraphs are looked at."""

_WORD = re.compile(r"[^\W\d_]+")

NAMES = {
    "ar": "Arabic", "bg": "Bulgarian", "bs": "Bosnian", "ca": "Catalan", "cs": "Czech", "da": "Danish",
    "de": "German", "el": "Greek", "en": "English", "es": "Spanish", "et": "Estonian", "fa": "Persian",
    "fi": "Finnish", "fr": "French", "he": "Hebrew", "hi": "Hindi", "hr": "Croatian", "hu": "Hungarian",
    "hy": "Armenian", "id": "Indonesian", "it": "Italian", "ja": "Japanese", "ka": "Georgian",
    "ko": "Korean", "ku": "Kurdish", "lt": "Lithuanian", "lv": "Latvian", "nl": "Dutch", "no": "Norwegian",
    "pl": "Polish", "ps": "Pashto", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sk": "Slovak",
    "sl": "Slovenian", "sr": "Serbian", "sv": "Swedish", "sw": "Swahili", "th": "Thai", "tr": "Turkish",
    "uk": "Ukrainian", "ur": "Urdu", "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip
"""English names of languages by ISO 639-1 code, for messages."""


class Guess(NamedTuple):
    """A language and how likely it is; `enough` says whether there was text enough to refuse by it."""

    code: str
    probability: float
    enough: bool


def identify(text: str) -> Guess:
    """Guess the language of a text by its first 2,000 characters."""
    text = text[:LOOK]
    words = _WORD.findall(text)
    letters = sum(map(len, words))
    ranking = _identifier().rank(text)
    # The classifier's scores are log-probabilities of a naive Bayes model, far too sure of itself;
    # dividing by the root of the length brings them to a scale on which 0.5 means doubt.
    best = ranking[0][1]
    scale = math.sqrt(len(text.encode("utf-8", "replace")) or 1)
    total = sum(math.exp((score - best) / scale) for _, score in ranking)
    latin = sum(1 for word in words if word[0] < "\u0250") * 2 > len(words)
    enough = letters >= ENOUGH_LETTERS and (len(words) >= ENOUGH_WORDS or not latin)
    return Guess(ranking[0][0], 1 / total, enough)


def named(code: str) -> str:
    """Return a language's English name with its code: "German (de)"."""
    return f"{NAMES[code]} ({code})" if code in NAMES else f"another language ({code})"


@cache
def _identifier() -> langid.LanguageIdentifier:
    return langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE)
