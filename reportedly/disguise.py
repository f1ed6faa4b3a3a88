"""Names that are written to look like others: a name goes in, what gives it away comes out.

After Unicode Technical Standard 39: a name's skeleton is what its letters look like, so that two names
which look the same have one skeleton (section 4); a word of two alphabets, and a letter that is recommended
for no name, give themselves away (sections 3 and 5). `letters/README.md` says where the table is from.
A name in its own alphabet is none, whatever single letters of it look like.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from importlib import resources
from itertools import chain
from typing import NamedTuple

from reportedly.shapes import Disguise

SHORTEST = 3
"""Letters of a name at least, where it and the one that it looks like are both of ASCII ("AI", "Al")."""

_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_MARKS = re.compile("[\u200e\u200f\u061c]")
_UNSEEN = re.compile(
    "[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u2060-\u2065\u206a-\u206f\u3164\ufe00-\ufe0f"
    "\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
_JOINERS = re.compile("[\u200c\u200d]")
_NOT_SEEN = re.compile("|".join(pattern.pattern for pattern in (_TURNING, _MARKS, _UNSEEN, _JOINERS)))
_RIGHT_TO_LEFT = frozenset({"R", "AL"})
_WORD = re.compile(r"[^\W\d_]+")
_ALONE = frozenset({"LATIN", "GREEK", "CYRILLIC"})
"""Alphabets of which no word holds letters beside those of another: many of their letters look alike."""

_STYLES = ("<font>", "<circle>", "<square>", "<super>", "<sub>", "<wide>")
_OVERLAID = re.compile("[\u0334-\u0338\u0488\u0489\u20d0-\u20f0]")
_LIGATURES = re.compile("[\ufb00-\ufb06ªº]")
_HIDING = frozenset({"bidi", "invisible", "odd-letters"})


class _Letters(NamedTuple):
    alike: dict[int, str]
    odd: frozenset[str]


@cache
def _letters() -> _Letters:
    text = (resources.files("reportedly") / "letters" / "alike.tsv").read_text(encoding="ascii")
    alike: dict[int, str] = {}
    odd: frozenset[str] = frozenset()
    for line in text.splitlines():
        target, codes = (part.split() for part in line.split("\t"))
        if target:
            looked_like = "".join(chr(int(code, 16)) for code in target)
            alike |= dict.fromkeys((int(code, 16) for code in codes), looked_like)
        else:
            odd = frozenset(chr(int(code, 16)) for code in codes)
    return _Letters(alike, odd)


def skeleton(name: str) -> str:
    """Return what a name looks like (UTS 39, section 4), less what cannot be seen."""
    if not name.isascii():
        name = unicodedata.normalize("NFD", _NOT_SEEN.sub("", name))
    mapped = name.translate(_letters().alike)
    return " ".join((mapped if mapped.isascii() else unicodedata.normalize("NFD", mapped)).split())


class Known:
    """Names that are known to be genuine, by what they look like."""

    def __init__(self, names: Iterable[str]) -> None:
        """Index the names, each also in capitals and in small letters."""
        self._names = dict.fromkeys(names)
        self._plain = {_plain(name) for name in self._names}
        self._looks: dict[str, str] = {}
        for name in self._names:
            for form in {name: None, name.upper(): None, name.lower(): None}:
                self._looks.setdefault(skeleton(form), name)

    def like(self, name: str) -> str | None:
        """Return the name, not the same, that a name looks like; null where there is none."""
        found = self._looks.get(skeleton(name))
        if found is None or (_plain(name) in self._plain and not hides(name)):
            return None
        if name.isascii() and found.isascii() and len(_plain(name)) < SHORTEST:
            return None
        return found


_NONE_KNOWN = Known(())


def disguises(name: str, known: Known = _NONE_KNOWN) -> tuple[Disguise, ...]:
    """Return what gives a name away as one that is written to look like another; nothing for most."""
    found = [] if name.isascii() else [*_hiding(name), *_mixed(name)]
    other = known.like(name) or (_part_like(name, known) if not name.isascii() else None)
    if other is not None:
        found.append(looks_like(name, other))
    return tuple(found)


def hides(name: str) -> bool:
    """Whether a name holds what cannot be seen or is no letter of any spelling: it must not be cleaned."""
    return not name.isascii() and any(row.rule in _HIDING for row in _hiding(name))


def worn(words: str) -> bool:
    """Whether words hide something or mix alphabets, whatever they look like."""
    return not words.isascii() and (hides(words) or bool(_mixed(words)))


def twins(names: Iterable[str]) -> dict[str, str]:
    """Return, of some names, each that looks like another of them and is not the same, with that one."""
    alike: dict[str, dict[str, str]] = {}
    for name in names:
        alike.setdefault(skeleton(name), {}).setdefault(name if hides(name) else _plain(name), name)
    pairs = (list(forms.values()) for forms in alike.values() if len(forms) > 1)
    return {name: next(other for other in forms if other != name) for forms in pairs for name in forms}


def looks_like(name: str, other: str) -> Disguise:
    """Say that a name looks like another one."""
    return Disguise(name, "looks-like", f"looks like {other} and is written with other letters")


def _plain(name: str) -> str:
    """Return a name's letters and digits alone: another kind of dash or apostrophe makes no other name."""
    if name.isascii():
        return "".join(filter(str.isalnum, name.lower()))
    name = unicodedata.normalize("NFKC", name.replace("ı", "i").replace("İ", "I"))
    return "".join(c for c in name.casefold() if c.isalnum() and unicodedata.category(c) != "Lm")


def _hiding(name: str) -> list[Disguise]:
    found = []
    turned = _TURNING.search(name) or (_MARKS.search(name) if not _from_the_right(name) else None)
    if turned is not None:
        detail = f"holds {_code(turned[0])}, which turns the direction of writing"
        found.append(Disguise(name, "bidi", detail))
    unseen = _UNSEEN.search(name)
    joined = [m for m in _JOINERS.finditer(name) if _script(name[m.start() - 1 : m.start()]) in _ALONE | {""}]
    if unseen is not None or joined:
        which = unseen or joined[0]
        found.append(Disguise(name, "invisible", f"holds {_code(which[0])}, which cannot be seen"))
    odd = [character for character in unicodedata.normalize("NFC", name) if _is_odd(character)]
    if odd:
        detail = f"is written with {odd[0]} ({_code(odd[0])}), a letter of no language's spelling of names"
        found.append(Disguise(name, "odd-letters", detail))
    return found


def _mixed(name: str) -> list[Disguise]:
    for word in _WORD.findall(name):
        scripts = dict.fromkeys(script for script in map(_script, word) if script)
        if len(scripts) > 1 and _ALONE & scripts.keys() and not (scripts.keys() <= {"LATIN"} | _WITH_LATIN):
            mixed = " and ".join(script.capitalize() for script in scripts)
            return [Disguise(name, "mixed-scripts", f"mixes {mixed} letters in the word {word}")]
    return []


_WITH_LATIN = frozenset({"CJK", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO", "ARABIC", "HEBREW", "THAI"})
"""Scripts whose words may hold Latin letters, none of which look like theirs ("KBS뉴스")."""


def _part_like(name: str, known: Known) -> str | None:
    """Return the known name that foreign letters amid Latin words look like ("ВВС News", ВВС Cyrillic)."""
    words = name.split()
    foreign = [not word.isascii() and set(map(_script, word)) & {"GREEK", "CYRILLIC"} for word in words]
    if all(foreign) or not any(foreign) or not any(map(_latin, words)):
        return None
    own = (word for word, is_foreign in zip(words, foreign, strict=True) if is_foreign)
    return next(filter(None, map(known.like, own)), None)


def _latin(word: str) -> bool:
    return any(_script(character) == "LATIN" for character in word)


def _from_the_right(name: str) -> bool:
    return any(unicodedata.bidirectional(character) in _RIGHT_TO_LEFT for character in _MARKS.sub("", name))


def _is_odd(character: str) -> bool:
    if character.isascii() or _LIGATURES.match(character):
        return False
    if character in _letters().odd or _OVERLAID.match(character) or _small_capital(character):
        return True
    plain = unicodedata.normalize("NFKD", character)[0]
    return unicodedata.decomposition(character).startswith(_STYLES) and plain in _latin_and_greek()


def _small_capital(character: str) -> bool:
    """Whether it is a phonetic letter that looks like a capital (ʀ); some of these Unicode recommends."""
    return unicodedata.name(character, "").startswith("LATIN LETTER SMALL CAPITAL")


@cache
def _latin_and_greek() -> frozenset[str]:
    codes = chain(range(0x41, 0x250), range(0x370, 0x400))
    return frozenset(chr(code) for code in codes if chr(code).isalpha())


@cache
def _script(character: str) -> str:
    """Return the script of a letter as the first word of its name; nothing for what is no letter."""
    if not character.isalpha() or unicodedata.category(character) == "Lm":
        return ""
    return unicodedata.name(character, "").partition(" ")[0]


def _code(character: str) -> str:
    return f"U+{ord(character):04X}"
