"""What an amount counts: the noun phrase after it, read off the words with the parse as a help.

In come a paragraph's tokens and the token after an amount; out comes a `Phrase`: its first word, its
head and how the lexicon knows the head. The parser misreads titles and texts that lost their
punctuation, so the words and the table of nouns come first, and the parse decides between nouns
that the table does not know.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.annotate.counts.words import CountWords
from reportedly.forms import Counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportedly.annotate.parse import Token

_LINKS = frozenset({"of", "more", "other", "additional", "further", "such", "different", "separate", "new"})
_DETERMINERS = frozenset(
    {"the", "its", "his", "her", "their", "our", "those", "these", "all", "my", "your", "some"}
)
_PRONOUNS = frozenset({"them", "whom", "us", "you"})
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_MODIFIERS = frozenset({"JJ", "JJR", "JJS", "VBN", "VBG", "VBD", "HYPH", "POS", "AFX", "FW"}) | _NOUNS
_MOST_WORDS = 9


@dataclass(frozen=True, slots=True)
class Phrase:
    """The words counted: tokens `first` to `head`, both in; `entry` is the head's in the lexicon.

    `first` is the first word of whom ("Iranian" in "hundreds of the Iranian troops"). `pronoun`: the
    head stands for those named before ("five of them"). `partitive`: a part of a group is counted.
    """

    first: int
    head: int
    entry: Counted | None
    pronoun: bool = False
    partitive: bool = False


def phrase_after(tokens: Sequence[Token], index: int, single: bool, words: CountWords) -> Phrase | None:
    """Return the noun phrase that starts at a token, or None; `single`: one of it is counted."""
    at, partitive = index, False
    while at < len(tokens) and tokens[at].lower_ in _LINKS | _DETERMINERS:
        word = tokens[at].lower_
        if word in _DETERMINERS and at > index and tokens[at - 1].lower_ == "of":
            partitive = True
        elif word in _DETERMINERS:
            return None  # "gave 20 the money"
        at += 1
    at = _past_age(tokens, at)
    if at >= len(tokens):
        return None
    if at > index and tokens[at - 1].lower_ == "of" and tokens[at].text in _PRONOUNS:
        return Phrase(at, at, None, pronoun=True, partitive=True)
    if partitive and tokens[at].lower_ in words.states and not _noun_follows(tokens, at):
        return Phrase(at, at, None, pronoun=True, partitive=True)  # "ten of those killed"
    head = _head(tokens, at, single and not partitive, words)
    if head is None:
        return None
    known = words.nouns.get(tokens[head].lower_)
    return Phrase(at, head, known[0] if known else None, partitive=partitive)


def _head(tokens: Sequence[Token], first: int, single: bool, words: CountWords) -> int | None:
    """Find the head of the run of modifiers and nouns that starts at a token."""
    known: int | None = None
    nouns: list[int] = []
    at = first
    while at < min(len(tokens), first + _MOST_WORDS):
        token = tokens[at]
        word = token.lower_
        if known is None and word in words.uncounted and not _names(tokens, at, words):
            return None
        entry = words.nouns.get(word)
        plural = entry is not None and (entry[1] or single)
        if known is not None and not plural:
            if tokens[known].dep_ not in ("compound", "nmod") or token.tag_ != ("NN" if single else "NNS"):
                break
            known = at  # "a police chief", "12 police stations"
            at += 1
            continue
        if plural and not _modifies(tokens, at, words):
            known = at
            nouns.append(at)
        elif not _goes_on(tokens, at, first, words):
            break
        elif token.tag_ in _NOUNS:
            nouns.append(at)
        at = _past_parenthesis(tokens, at + 1) if known is None else at + 1
    if known is None and nouns and _lone(tokens, nouns[-1], words):
        known = nouns[-1]
    return known if known is not None else _by_parse(tokens, first, nouns, single)


def _names(tokens: Sequence[Token], at: int, words: CountWords) -> bool:
    """Whether a noun that is not counted only names those that are: "six Front fighters"."""
    if tokens[at].lower_.endswith("s") or at + 1 >= len(tokens):
        return False
    entry = words.nouns.get(tokens[at + 1].lower_)
    return entry is not None and entry[1]


def _lone(tokens: Sequence[Token], at: int, words: CountWords) -> bool:
    """Whether a singular stands where its plural should, before what became of them: "19 civilian killed"."""
    entry = words.nouns.get(tokens[at].lower_)
    after = tokens[at + 1].lower_ if at + 1 < len(tokens) else ""
    return entry is not None and entry[0].kind in ("civilian", "person", "fighter") and after in words.states


def _noun_follows(tokens: Sequence[Token], at: int) -> bool:
    return at + 1 < len(tokens) and tokens[at + 1].tag_ in _NOUNS | {"JJ"}


def _modifies(tokens: Sequence[Token], at: int, words: CountWords) -> bool:
    """Whether a noun that may be counted stands before another one ("police officers", "women protesters").

    A regular plural does not: where two meet, a comma was lost.
    """
    if tokens[at].lower_.endswith("s"):
        return False
    following = tokens[at + 1].lower_ if at + 1 < len(tokens) else ""
    entry = words.nouns.get(following)
    return entry is not None and entry[1] and following not in words.states


def _goes_on(tokens: Sequence[Token], at: int, first: int, words: CountWords) -> bool:
    """Whether a word may stand inside the phrase, before its head."""
    token = tokens[at]
    tag = token.tag_
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if token.lower_ in words.states and token.tag_ in ("VBN", "VBD"):
        return following is not None and following.lower_ in words.nouns
    if tag in ("VBD", "VBG", "VBN"):
        return (
            following is not None
            and following.tag_ in _NOUNS | {"JJ", "HYPH"}
            and token.dep_ in ("amod", "compound", "nmod")
        )
    if tag in _MODIFIERS or token.lower_ in ('"', "'", "-"):
        return True
    if following is None or at == first:
        return tag == "RB" and following is not None and following.tag_ in ("JJ", "VBN", "VBG")
    if tag == "RB":
        return following.tag_ in ("JJ", "VBN", "HYPH")
    if tag == "CC":
        return tokens[at - 1].tag_ == "JJ" and following.tag_ in ("JJ", "NNP")
    return False


def _past_age(tokens: Sequence[Token], at: int) -> int:
    """Step over an age: "a 12-year-old boy"."""
    for end in range(at + 1, min(at + 6, len(tokens))):
        if tokens[end].lower_ == "old" and tokens[at].tag_ in ("CD", "JJ"):
            return end + 1
    return at + 1 if at < len(tokens) and tokens[at].lower_.endswith("-year-old") else at


def _past_parenthesis(tokens: Sequence[Token], at: int) -> int:
    """Step over a short parenthesis: "23 ISIS (Daesh) militants"."""
    if at + 2 < len(tokens) and tokens[at].text == "(":
        for end in range(at + 1, min(at + 5, len(tokens))):
            if tokens[end].text == ")":
                return end + 1
    return at


def _by_parse(tokens: Sequence[Token], first: int, nouns: list[int], single: bool) -> int | None:
    """Choose the head among nouns that the lexicon does not know."""
    plurals = [at for at in nouns if tokens[at].tag_ in ("NNS", "NNPS") and tokens[at].text.isalpha()]
    if single or not plurals:
        return None
    governor = tokens[first - 1].head.i if first else -1
    return governor if governor in plurals else plurals[0] if plurals[0] == nouns[-1] else plurals[-1]
