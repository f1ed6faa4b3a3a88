"""What the wording of a clause gives as doer, origin or cause: its text in, phrases out.

Only the order of the words is looked at: who a phrase means is for `doers` to say. "Killed by part of a
missile fired from inside Estria" gives "part of a missile fired" and "Estria"; "put the blast down to a
failed weld" gives "a failed weld"; "it was the rain that broke the dam" gives "the rain".
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

_END = (
    r"(?=\s*(?:[,.;:()\"“”]|$|\b(?:who|which|that|when|while|where|before|after|during|since|until|but|such|and|"
    r"than|as|in order|for which|on (?:mon|tues|wednes|thurs|fri|satur|sun)day)\b))"
)
_PHRASE = rf"(?P<phrase>[^,.;:()\"“”]+?){_END}"
_BROUGHT = r"caused|triggered|sparked|set off|brought (?:about|on|down)|provoked|prompted|ignited|started"
_CAUSE = [
    re.compile(pattern + r"\s+[\"“]?" + _PHRASE, re.IGNORECASE)
    for pattern in (
        rf"\b(?:{_BROUGHT}) by",
        r"\b(?:because of|due to|owing to|on account of)",
        r"\b(?:result(?:ed|s|ing)? (?:from|of)|consequence of|stem(?:med|s|ming)? from|fault of)",
        r"\b(?:put|puts|putting)\b.{1,60}?\bdown to",
        r"\b(?:attribut|ascrib)(?:ed|es|e|ing)\b.{0,60}?\bto",
        r"\btraced (?:back )?to",
        r"\bblam(?:e|ed|es|ing)(?:(?:\s+\S+){1,6}\s+on)?",
        r"\bcause\b.{0,40}?\b(?:was|is|were|been)",
    )
]
"""What follows is a cause."""
_SUBJECT = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b(?:it|this) (?:was|is|wasn['’]t|isn['’]t)(?: not| never| only)?\s+{_PHRASE}\s+that\b",
        r"^what .+? (?:was|is)(?: not)?\s+(?P<phrase>[^,.;:()\"“”]+)$",
        r"^(?P<phrase>[^,.;:()\"“”]+?) (?:was|were|is|are|had been|has been|have been)(?: not)? "
        r"(?:to blame|blamed|the cause|at fault|the culprit)\b",
    )
]
"""Where else a cause stands: in a cleft, as the subject of blame."""
_BY = re.compile(
    r"\b(?<!said )(?<!announced )(?<!reported )(?<!claimed )(?<!alleged )(?<!published )(?<!described )"
    r"(?P<no>not |rather than )?by (?!(?:the time|now|then|noon|dawn|night|\d))" + _PHRASE, re.IGNORECASE
)
_FROM = re.compile(
    r"\b(?P<no>not )?(?:from|out of) (?:inside |within |across |behind |over )?(?P<phrase>"
    r"(?:[\w'’-]+ ?){1,6})",
    re.IGNORECASE,
)
_CONTRAST = re.compile(
    r"(?:,? (?:and|but))?,? (?P<part>(?:not|rather than) (?:by|from|because of|due to) .+)$", re.IGNORECASE
)
_CHARGE = re.compile(r"(?:^|\b(?:of|for|with) )(?:having \w+|\w+ing)\s+", re.IGNORECASE)
_SPLIT = re.compile(r"\s+(?:in|of|at|on|from|with|inside|near|under|by|to|for|into)\s+", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_][\w'’-]*")
_VAGUE = frozenset(
    [
        "it",
        "this",
        "that",
        "they",
        "them",
        "us",
        "something",
        "someone",
        "somebody",
        "anything",
        "nothing",
        "cause",
        "reason",
        "result",
        "thing",
        "way",
        "people",
        "place",
        "case",
        "part",
        "kind",
        "sort",
        "time",
        "other",
        "others",
        "number",
        "what",
        "who",
        "disaster",
        "incident",
        "event",
        "blast",
    ]
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words of a clause that name who or what did it.

    `denied` where they are set apart by "not", `by` where they tell by whom.
    """

    words: str
    start: int
    denied: bool = False
    by: bool = False


def causes(text: str) -> Iterator[Phrase]:
    """Yield what a clause gives as the cause of something."""
    for pattern in (*_CAUSE, *_SUBJECT):
        for found in pattern.finditer(text):
            yield Phrase(found["phrase"], found.start("phrase"))


def agents(text: str) -> Iterator[Phrase]:
    """Yield by whom, and then from where, a clause says that something was done."""
    for pattern in (_BY, _FROM):
        for found in pattern.finditer(text):
            yield Phrase(found["phrase"], found.start("phrase"), found["no"] is not None, pattern is _BY)


def contrast(text: str) -> tuple[int, str] | None:
    """Return where a clause sets a doer or a cause apart ("and not by a drone"), and these words, or null."""
    found = _CONTRAST.search(text)
    return (found.start("part"), found["part"]) if found is not None and found.start() > 0 else None


def charged(text: str) -> str:
    """Return of what an accusation tells, without who is accused: "alarms" of "of ignoring alarms"."""
    found = _CHARGE.search(text)
    return text[found.end() :] if found is not None else text


def heads(phrase: str, lemmas: Collection[str]) -> tuple[str, ...]:
    """Return the lemmas that name what a phrase is of: "crack" and "weld" of "a fatigue crack in a weld"."""
    out = []
    for piece in _SPLIT.split(phrase)[:2]:
        word = next(reversed(_LETTERS.findall(piece.casefold())), "")
        lemma = word if word in lemmas else next((w for w in lemmas if _form_of(word, w)), "")
        if lemma and lemma not in _VAGUE:
            out.append(lemma)
    return tuple(out)


def _form_of(word: str, lemma: str) -> bool:
    """Whether a word is a plural of a lemma, or the like."""
    stem = lemma[:-1] if lemma.endswith(("y", "e", "f")) else lemma
    return len(lemma) > 2 and word.startswith(stem) and len(word) - len(stem) <= 3
