"""The page's colours can be read, by day and by night: WCAG 2.2 contrast of every pair that meets."""

from __future__ import annotations

import re
from importlib import resources

import pytest

STYLE = (resources.files("reportedly.export") / "templates" / "article.css").read_text(encoding="utf-8")
DAY, NIGHT = (
    dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block))
    for block in re.findall(r":root \{(.*?)\}", STYLE, re.DOTALL)[:2]
)
TONES = ("say", "deny", "doubt", "open", "own")
GROUNDS = ("paper", "say-tint", "say-deep", "deny-tint", "doubt-tint", *(f"{tone}-lit" for tone in TONES))
ROWS = ("paper", "say-tint", "deny-tint", "doubt-tint", "own-lit")

PAIRS = [
    *(("ink", ground) for ground in GROUNDS),
    *(("hedge", ground) for ground in GROUNDS),
    *(("soft", ground) for ground in ROWS),
    *(("faint", ground) for ground in ROWS),
    *(("paper", tone) for tone in TONES),
    *((tone, "paper") for tone in TONES),
    *((tone, f"{tone}-lit") for tone in TONES),
    ("deny", "deny-tint"),
    *(("sign", ground) for ground in GROUNDS),
    *(("deny", ground) for ground in ROWS),
]


def light(colour: str) -> float:
    """Relative luminance of an sRGB colour, WCAG 2.2."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("palette", [DAY, NIGHT], ids=["day", "night"])
@pytest.mark.parametrize(("front", "ground"), PAIRS)
def test_contrast_is_at_least_aa(palette: dict[str, str], front: str, ground: str) -> None:
    high, low = sorted((light(palette[front]), light(palette[ground])), reverse=True)
    assert (high + 0.05) / (low + 0.05) >= 4.5
