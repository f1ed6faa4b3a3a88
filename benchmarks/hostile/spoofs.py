"""Names made to look like others: 200 spoofs of 25 names, in the ways in which it is done.

The pairs of letters were written by hand, not taken from the table that the program uses.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import cycle, islice

NAMES = {
    "Reuters": "press",
    "BBC": "press",
    "BBC News": "press",
    "Al Jazeera": "press",
    "AP": "press",
    "Associated Press": "press",
    "TASS": "press",
    "Xinhua": "press",
    "Anadolu Agency": "press",
    "Deutsche Welle": "press",
    "The New York Times": "press",
    "The Guardian": "press",
    "CNN": "press",
    "VICE News": "press",
    "Coastal Post": "press",
    "NATO": "body",
    "Hezbollah": "body",
    "Human Rights Watch": "body",
    "Amnesty International": "body",
    "Vladimir Putin": "person",
    "Bashar al-Assad": "person",
    "Ban Ki-moon": "person",
    "Peter Caspersen": "person",
    "Alice Moore": "person",
    "Ioana Popescu": "person",
}
"""Names of the lexicons, and four that are in none, with what each is."""

CYRILLIC = str.maketrans("aeopcxyijshdqwlABCEHIJKMOPSTXYG", "аеорсхуіјѕһԁԛԝӏАВСЕНІЈКМОРЅТХУԌ")
GREEK = str.maketrans("oviuapABEHIKMNOPTXYZ", "ονιυαρΑΒΕΗΙΚΜΝΟΡΤΧΥΖ")
ARMENIAN = str.maketrans("ounhgq", "օսոհցզ")
CHEROKEE = str.maketrans("ABCDEGHJKLMPRSTVWZ", "ᎪᏴᏟᎠᎬᏀᎻᎫᏦᏞᎷᏢᎡᏚᎢᏙᎳᏃ")
ASCII = {"l": "I", "I": "l", "O": "0", "m": "rn"}


@dataclass(frozen=True, slots=True)
class Spoof:
    """A name in disguise, the one that it is made to look like, what that is, and how it was done."""

    name: str
    real: str
    kind: str
    way: str


def _one(table: dict[int, int], name: str) -> str:
    at = next((i for i, c in enumerate(name) if ord(c) in table), None)
    return name if at is None else name[:at] + name[at].translate(table) + name[at + 1 :]


def _styled(name: str, capital: int, small: int) -> str:
    def letter(c: str) -> str:
        base = capital if c.isupper() else small
        return chr(base + ord(c.lower()) - ord("a")) if c.isascii() and c.isalpha() else c

    return "".join(map(letter, name))


def _inserted(name: str, what: str) -> str:
    """Put something into the middle of the longest word."""
    word = max(name.split(), key=len)
    return name.replace(word, word[: len(word) // 2] + what + word[len(word) // 2 :])


WAYS: dict[str, Callable[[str], str]] = {
    "one Cyrillic letter": lambda name: _one(CYRILLIC, name),
    "all Cyrillic": lambda name: name.translate(CYRILLIC),
    "one Greek letter": lambda name: _one(GREEK, name),
    "all Greek": lambda name: name.translate(GREEK),
    "Armenian letters": lambda name: name.translate(ARMENIAN),
    "Cherokee letters": lambda name: name.translate(CHEROKEE),
    "zero-width space": lambda name: _inserted(name, "\u200b"),
    "word joiner": lambda name: _inserted(name, "\u2060"),
    "joiner": lambda name: _inserted(name, "\u200d"),
    "soft hyphen": lambda name: _inserted(name, "\u00ad"),
    "turned": lambda name: f"\u202e{name[::-1]}\u202c",
    "turned in part": lambda name: f"{name[:1]}\u202e{name[:0:-1]}\u202c",
    "left-to-right mark": lambda name: _inserted(name, "\u200e"),
    "mathematical bold": lambda name: _styled(name, 0x1D400, 0x1D41A),
    "sans-serif": lambda name: _styled(name, 0x1D5A0, 0x1D5BA),
    "full width": lambda name: _styled(name, 0xFF21, 0xFF41),
    "struck through": lambda name: _inserted(name, "\u0336"),
    "other ASCII": lambda name: "".join(ASCII.get(c, c) for c in name),
}
"""How a name is disguised; a way that leaves a name as it is does not apply to it."""


def spoofs(count: int = 200) -> list[Spoof]:
    """Return so many spoofs, the same every time, all ways in turn."""
    return list(islice(_all(), count))


def _all() -> Iterator[Spoof]:
    waiting = {way: cycle(NAMES) for way in WAYS}
    seen: set[str] = set(NAMES)
    while True:
        for way, make in WAYS.items():
            for _ in NAMES:
                real = next(waiting[way])
                name = make(real)
                if name not in seen:
                    seen.add(name)
                    yield Spoof(name, real, NAMES[real], way)
                    break
