"""Build the table of letters that look alike: ICU's own answers in, one text file out.

    apt-get install libicu72
    python -m tools.letters.build

ICU (`uspoof_getSkeleton`, `uspoof_getRecommendedSet`; Debian's libicu72 holds Unicode 15.0) is asked about
each code point: what it is mapped to by `confusables.txt` of UTS 39, and whether UTS 39 recommends it
for names. Same ICU, same bytes out.
"""

from __future__ import annotations

import ctypes
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

OUT = Path(__file__).resolve().parents[2] / "reportedly" / "letters"
ICU = "72"
_SIZE = 256
_ALPHABETS = ("LATIN", "GREEK", "CYRILLIC")
_LETTERS = frozenset({"Lu", "Ll", "Lt", "Lo"})


class Icu:
    """ICU's checks of names, asked by way of its C functions."""

    def __init__(self) -> None:
        """Open the library; raise `OSError` where it is not installed."""
        self._checks = ctypes.CDLL(f"libicui18n.so.{ICU}")
        self._sets = ctypes.CDLL(f"libicuuc.so.{ICU}")
        self._status = ctypes.c_int(0)
        self._buffer = ctypes.create_string_buffer(2 * _SIZE)
        self._checker = self._pointer("uspoof_open")
        self._recommended = self._pointer("uspoof_getRecommendedSet")

    def _pointer(self, function: str) -> ctypes.c_void_p:
        call = self._checks[f"{function}_{ICU}"]
        call.restype = ctypes.c_void_p
        return ctypes.c_void_p(call(ctypes.byref(self._status)))

    def skeleton(self, text: str) -> str:
        """Return what UTS 39 maps a text to."""
        units = text.encode("utf-16-le")
        size = self._checks[f"uspoof_getSkeleton_{ICU}"](
            self._checker, 0, units, len(units) // 2, self._buffer, _SIZE, ctypes.byref(self._status)
        )
        if self._status.value > 0:
            raise ValueError(f"ICU has no skeleton of {text!a}: error {self._status.value}")
        return self._buffer.raw[: 2 * size].decode("utf-16-le")

    def recommended(self, character: str) -> bool:
        """Whether UTS 39 recommends a character for names."""
        return bool(self._sets[f"uset_contains_{ICU}"](self._recommended, ord(character)))


def characters() -> Iterator[str]:
    """Yield all characters that stand for themselves when decomposed."""
    for code in range(0x110000):
        if not 0xD800 <= code < 0xE000 and unicodedata.is_normalized("NFD", chr(code)):
            yield chr(code)


def table(icu: Icu) -> str:
    """Return the lines of the table: what is looked like, a tab, what looks like it; then the odd letters."""
    alike: defaultdict[str, list[str]] = defaultdict(list)
    odd = []
    for character in characters():
        skeleton = icu.skeleton(character)
        if skeleton != character:
            alike[skeleton].append(character)
        of_alphabet = unicodedata.name(character, "").startswith(_ALPHABETS)
        if of_alphabet and unicodedata.category(character) in _LETTERS and not icu.recommended(character):
            odd.append(character)
    lines = [f"{_codes(target)}\t{_codes(sources)}" for target, sources in sorted(alike.items())]
    return "\n".join([*lines, f"\t{_codes(odd)}"]) + "\n"


def _codes(text: str | list[str]) -> str:
    return " ".join(f"{ord(character):x}" for character in text)


def main() -> None:
    """Write the table."""
    (OUT / "alike.tsv").write_text(table(Icu()), encoding="ascii")


if __name__ == "__main__":
    main()
