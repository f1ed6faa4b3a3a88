"""Baselines for the slots of an article: answers by counting words, without reading anything.

In comes a text; out come answers as the crowd of FA-KES gave them: a governorate of Syria, one of six
actors or "unknown", a number of civilians. They are kept to say what reading adds.
"""

from __future__ import annotations

import re

GOVERNORATES = {
    "aleppo": r"aleppo|halab",
    "idlib": r"idlib|idleb|edlib",
    "damascus": r"damascus|ghouta|douma",
    "raqqa": r"ar-raqqah?|al-raqqah?|raqqah?|raqa",
    "deir ezzor": r"deir[- ](?:al-|el-|az-|ez-|e)?z+or",
    "homs": r"homs",
    "hasakeh": r"(?:al-)?hass?ak[ae]h?",
    "hama": r"hama",
    "lattakia": r"latt?akia",
    "daraa": r"dar'?aa|deraa",
    "quneitra": r"quneitra",
}
"""The answers to "where", each with the spellings of its name."""

ACTORS = {
    "syrian government or russian troops": r"regime|syrian army|syrian government|government forces"
    r"|assads? forces|russian?s?|syrian air ?force|army|helicopters?|warplanes",
    "the organization of the islamic state in iraq and the levant - isis": r"isis|isil|islamic state|daesh",
    "armed opposition groups": r"rebels?|opposition fighters|insurgents?|free syrian army|fsa",
    "international coalition forces": r"coalition|us-led|turkish|american",
    "self administration forces": r"ypg|sdf|kurdish forces|pyd",
    "al-nusra front": r"nusra|fateh al-sham",
}
"""The answers to "who killed", each with names of the actor; any other answer is "unknown"."""

_KILLING = re.compile(
    r"\b(?:kill|execut|murder|massacr|slaughter|bomb|shell|air ?strike|raid|attack)\w*", re.IGNORECASE
)


def place(text: str) -> str:
    """Answer where, by the governorate that is named most often; the first of equals."""
    text = text.lower()
    found = {name: len(re.findall(rf"\b(?:{words})\b", text)) for name, words in GOVERNORATES.items()}
    best = max(found, key=lambda name: found[name])
    return best if found[best] else "unknown"


def actor(text: str) -> str:
    """Answer who killed, by the actor named most often within 80 characters of a word of killing."""
    text = text.lower()
    near = " | ".join(text[max(0, m.start() - 80) : m.end() + 80] for m in _KILLING.finditer(text))
    found = {name: len(re.findall(rf"\b(?:{words})\b", near)) for name, words in ACTORS.items()}
    best = max(found, key=lambda name: found[name])
    return best if found[best] else "unknown"


def civilians(text: str) -> str:
    """Answer how many civilians were killed: the largest number in a sentence about people and killing."""
    best = 0
    for sentence in re.split(r"(?<=[.!?])\s", text):
        if re.search(r"civilian|people|child|wom[ae]n", sentence) and re.search(
            r"kill|dead|died|death", sentence
        ):
            numbers = re.findall(r"(?<![\w-])\d[\d,]*(?![\w-])", sentence)
            best = max([best, *(int(n.replace(",", "")) for n in numbers if not re.fullmatch(r"20\d\d", n))])
    return str(best)
