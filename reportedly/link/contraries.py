"""Denials without a word of denying: who is alive was not killed. The frames of a story in, and out again.

Where a story tells that something befell somebody, or was done by him, a clause that tells the contrary of
the same one denies it, and is of the same claim: it takes what it denies from there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from reportedly.alternation import alternation
from reportedly.claim import Ground, Mention, Stance
from reportedly.lexicon import Lexicons
from reportedly.link.mentions import Frame
from reportedly.shapes import Aspect

_WORD = re.compile(r"[^\W_][\w-]*")
_TELLS = {Aspect.OCCURRENCE, Aspect.STATE}


class Contraries:
    """What denies what, from the lexicon."""

    def __init__(self, lexicons: Lexicons) -> None:
        """Make a pattern of the wordings that deny each group of words."""
        self._groups = [
            (frozenset(entry.told), re.compile(rf"\b(?:{alternation(entry.denied_by)})\b", re.I))
            for file in lexicons.files
            for entry in file.contraries
        ]

    def denied(
        self, documents: Sequence[Sequence[Frame]]
    ) -> tuple[list[Sequence[Frame]], dict[str, Ground]]:
        """Return the frames of a story, those that tell the contrary of what it tells as denials of it.

        Beside them stands why, by the keys of their mentions.
        """
        told = [f.mention for own in documents for f in own if _affirms(f.mention)]
        why: dict[str, Ground] = {}
        return [[self._frame(frame, told, why) for frame in own] for own in documents], why

    def _frame(self, frame: Frame, told: Sequence[Mention], why: dict[str, Ground]) -> Frame:
        mention = frame.mention
        if not _affirms(mention):
            return frame
        for words, pattern in self._groups:
            found = pattern.search(mention.text)
            whom = {w.casefold() for w in _WORD.findall(mention.text[: found.start()])} if found else set()
            of = next((m for m in told if m is not mention and _tells(m, words) and whom & _of_whom(m)), None)
            if of is not None and found is not None:
                told_of = of.predicate.split(" ")[0]
                why[mention.key] = Ground("contrary", f"“{found.group()}” is the contrary of “{told_of}”")
                denied = replace(
                    mention, stance=Stance.DENIES, aspect=of.aspect, event=of.event, predicate=of.predicate,
                    words=of.words, vector=of.vector,
                )  # fmt: skip
                return replace(frame, mention=denied)
        return frame


def _affirms(mention: Mention) -> bool:
    return mention.stance is Stance.SUPPORTS and mention.aspect in _TELLS


def _tells(mention: Mention, words: frozenset[str]) -> bool:
    return mention.predicate.split(" ")[0] in words


def _of_whom(mention: Mention) -> set[str]:
    """The words of a clause that stand before its verb: whom or what it is of."""
    verb = mention.predicate.split(" ")[0]
    at = mention.words.index(verb) if verb in mention.words else 0
    return set(mention.words[:at])
