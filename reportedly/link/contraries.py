"""Denials without a word of denying: who is alive was not killed. The frames of a story in, and out again.

Where a story tells that something befell somebody, or was done by him, a clause that tells the contrary of
the same one denies it, and is of the same claim: it takes what it denies from there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
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
        affirmed = [_firsts(m for m in told if _verb(m) in words) for words, _ in self._groups]
        why: dict[str, Ground] = {}
        return [[self._frame(frame, affirmed, why) for frame in own] for own in documents], why

    def _frame(self, frame: Frame, affirmed: Sequence[Sequence[Mention]], why: dict[str, Ground]) -> Frame:
        mention = frame.mention
        if not _affirms(mention):
            return frame
        for told, (_, pattern) in zip(affirmed, self._groups, strict=True):
            found = pattern.search(mention.text) if told else None
            if found is None:
                continue
            whom = {w.casefold() for w in _WORD.findall(mention.text[: found.start()])}
            of = next((m for m in told if m is not mention and whom & _of_whom(m)), None)
            if of is not None:
                why[mention.key] = Ground("contrary", f"“{found.group()}” is the contrary of “{_verb(of)}”")
                denied = replace(
                    mention, stance=Stance.DENIES, aspect=of.aspect, event=of.event, predicate=of.predicate,
                    words=of.words, vector=of.vector,
                )  # fmt: skip
                return replace(frame, mention=denied)
        return frame


def _affirms(mention: Mention) -> bool:
    return mention.stance is Stance.SUPPORTS and mention.aspect in _TELLS


def _firsts(told: Iterable[Mention]) -> list[Mention]:
    """The first two mentions of each wording: of a thousand copies, one is as good as another."""
    seen: Counter[frozenset[str]] = Counter()
    out: list[Mention] = []
    for mention in told:
        whom = _of_whom(mention)
        seen[whom] += 1
        if seen[whom] <= 2:
            out.append(mention)
    return out


def _verb(mention: Mention) -> str:
    return mention.predicate.split(" ")[0]


def _of_whom(mention: Mention) -> frozenset[str]:
    """The words of a clause that stand before its verb: whom or what it is of."""
    verb = _verb(mention)
    at = mention.words.index(verb) if verb in mention.words else 0
    return frozenset(mention.words[:at])
