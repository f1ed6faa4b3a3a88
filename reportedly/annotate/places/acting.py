"""Countries and capitals that act: "Moscow denied it" and "Russia's jets" name a government, not a place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.annotate.parse import Paragraph
from reportedly.annotate.places.gazetteer import Level
from reportedly.annotate.places.resolution import Choice
from reportedly.lexicon import Lexicons

if TYPE_CHECKING:
    from reportedly.annotate.parse import Token


_STRIKES = {"strike", "strikes", "airstrike", "airstrikes", "raid", "raids", "bombardment", "shelling"}
"""What falls on land: "air strikes on X", be X a capital."""


def acts(paragraph: Paragraph, choice: Choice, lexicons: Lexicons) -> bool:
    """Whether a country's or capital's name stands for those who govern it."""
    place, span = choice.candidate, choice.named.span
    metonym = lexicons.metonyms.get(choice.named.name)
    if place.level is not Level.COUNTRY and not (metonym and metonym.country == place.country):
        return False
    tokens = paragraph.within(span)
    if not tokens:
        return False
    inside = {t.i for t in tokens}
    head = next((t for t in tokens if t.head.i not in inside or t.head.i == t.i), tokens[-1])
    return _by_whom(tokens[-1], lexicons.place_words) or _acts(head, lexicons.place_words)


def _by_whom(last: Token, words: dict[str, frozenset[str]]) -> bool:
    """Whether a name is one word with a participle of which it is the doer: "Turkey-backed rebels"."""
    if last.i + 2 >= len(last.doc) or last.nbor(1).text != "-":
        return False
    return last.nbor(2).lower_ in words["done_by"]


def _acts(head: Token, words: dict[str, frozenset[str]], depth: int = 0) -> bool:
    dep, governor = head.dep_, head.head
    if dep in ("conj", "appos") and depth < 4 and governor.i != head.i:
        return _acts(governor, words, depth + 1)
    if dep in ("nsubj", "nsubjpass", "csubj"):
        return governor.lemma_ not in words["land_does"]
    if dep in ("dobj", "dative"):
        return governor.lemma_ not in words["done_to_land"]
    if dep == "agent":
        return True
    if dep == "poss":
        return governor.lower_ not in words["land_parts"]
    if dep == "pobj":
        return _dealt_with(governor, words)
    if dep in ("compound", "amod", "nmod"):
        return governor.lower_ not in words["land_parts"] and governor.lower_ not in words["happenings"]
    return False


def _dealt_with(preposition: Token, words: dict[str, frozenset[str]]) -> bool:
    word, governor = preposition.lower_, preposition.head
    if governor.lower_ in words["borders"] or (word == "on" and governor.lower_ in _STRIKES):
        return False
    if word in ("of", "from"):
        return governor.lower_ in words["deeds"]
    return word in words["with_actors"]
