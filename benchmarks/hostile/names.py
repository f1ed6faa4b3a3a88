"""Names in disguise, read: is each flagged, is any taken for the real one, are genuine names left alone?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.hostile.spoofs import Spoof, spoofs
from reportedly import lexicon, pipeline
from reportedly.claiming import claims
from reportedly.disguise import disguises
from reportedly.lexicon import Lexicons
from reportedly.shapes import Capture, Reading

GENUINE = Path(__file__).with_name("genuine.txt")

TEXTS = {
    "press": "Three people were killed when a shell hit the market in Talba on Friday, {} reported.\n",
    "body": "{} said on Friday that three people had been killed when a shell hit the market in Talba.\n",
    "person": '"Three people were killed when a shell hit the market in Talba," said {}, a doctor, Friday.\n',
}
"""What the name is put into, by what it is the name of."""

REAL = {
    "press": "A shell landed amid the stalls of Talba on Friday; three died there, {} reported.\n",
    "body": "{} confirmed that a shell landed amid the stalls of Talba on Friday and that three died.\n",
    "person": '"A shell landed amid the stalls of Talba; three died there on Friday," {}, a nurse, said.\n',
}
"""What the real name is put into: the same news in other words, so that neither reprints the other."""

_MOST_UNFLAGGED, _MOST_FALSE = 0.05, 0.01


@dataclass(frozen=True, slots=True)
class Names:
    """What came of all names: spoofs taken for the real one, spoofs not flagged, genuine names flagged."""

    spoofs: int
    merged: tuple[str, ...]
    unflagged: tuple[str, ...]
    genuine: int
    false: tuple[str, ...]

    @property
    def well(self) -> bool:
        """Whether none is merged, 95 % are flagged, and at most 1 % of genuine names."""
        unflagged, false = len(self.unflagged) / self.spoofs, len(self.false) / self.genuine
        return not self.merged and unflagged <= _MOST_UNFLAGGED and false <= _MOST_FALSE

    def lines(self) -> list[str]:
        """Return the figures, and what went wrong."""
        out = [
            f"names: {self.spoofs} spoofs, {len(self.merged)} merged,"
            f" {self.spoofs - len(self.unflagged)} flagged",
            f"names: {self.genuine} genuine in Cyrillic, Arabic and Greek letters, {len(self.false)} flagged",
        ]
        wrong = [("merged", self.merged), ("not flagged", self.unflagged), ("flagged", self.false)]
        return out + [f"  {what}: {name}" for what, names in wrong for name in names]


def genuine() -> list[str]:
    """Return the genuine names."""
    return [line for line in GENUINE.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]


def measure(count: int = 200) -> Names:
    """Read an article with each spoof and one with the name that it looks like, and compare."""
    lexicons = lexicon.load()
    merged, unflagged = [], []
    for spoof in spoofs(count):
        said = f"{spoof.real} ({spoof.way}) {spoof.name!a}"
        own, flagged = _read(spoof, lexicons)
        merged += [f"{said}: {what}" for what in _merged(spoof, own, lexicons)]
        unflagged += [] if flagged else [said]
    names = genuine()
    false = [name for name in names if disguises(name, lexicons.known_names)]
    return Names(count, tuple(merged), tuple(unflagged), len(names), tuple(false))


def _article(text: str, outlet: str, lexicons: Lexicons) -> Reading:
    item = Capture("x", text.encode(), "text", outlet=outlet, published="2031-05-03")
    return pipeline.read(item, lexicons=lexicons)


def _read(spoof: Spoof, lexicons: Lexicons) -> tuple[Sequence[Reading], bool]:
    """Return readings of the spoof as who speaks and as who prints, and whether both are flagged."""
    speaks = _article(TEXTS[spoof.kind].format(spoof.name), "Harbour Courier", lexicons)
    prints = _article(TEXTS["body"].format("An old sailor"), spoof.name, lexicons)
    return (speaks, prints), bool(speaks.disguises and prints.disguises)


def _merged(spoof: Spoof, own: Sequence[Reading], lexicons: Lexicons) -> list[str]:
    """Say how a spoof was taken for the real one: as source, actor or origin."""
    real = [
        _article(REAL[spoof.kind].format(spoof.real), "Talba Observer", lexicons),
        _article(REAL["body"].format("The harbour master"), spoof.real, lexicons),
    ]
    out = []
    for a, b in zip(real, own, strict=True):
        named = {row.name for row in a.sources} & {spoof.real}
        out += [f"is the source {row.name}" for row in b.sources if row.name in named]
        actors = {row.actor for row in a.entities if row.actor is not None}
        out += [f"is the actor {row.actor}" for row in b.entities if row.actor in actors]
        origins = {origin.id for claim in claims([a], lexicons=lexicons) for origin in claim.origins}
        both = claims([a, b], lexicons=lexicons)
        new = [s.origin for claim in both for s in claim.statements if s.document == b.document.id]
        if a is real[0]:
            out += ["is the same origin" for origin in new if origin in origins]
    return out
