"""The words of counts, indexed: the tables of `counts.yaml` in, one lookup for each use out."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from reportedly.alternation import alternation
from reportedly.forms import Counted, Quantity
from reportedly.lexicon import Lexicons
from reportedly.shapes import CountRole

Roles = Mapping[str, CountRole]

_VERBS = frozenset({"object", "subject", "lives", "suffer"})


@dataclass(frozen=True, slots=True)
class CountWords:
    """All by lower-case form.

    `quantities`: vague number words, `quantity_heads` their last words; `bounds`: kinds of bound, by
    whether they follow the number and their words. `nouns`: what is counted, with whether the form is
    a plural. `objects` to `suffering`: roles by the uses of `Fate`. `classes`: the small classes of
    words; `saying`: verbs of saying.
    """

    quantities: Mapping[str, Quantity]
    quantity_heads: frozenset[str]
    bounds: Mapping[tuple[bool, str], str]
    nouns: Mapping[str, tuple[Counted, bool]]
    objects: Roles
    subjects: Roles
    states: Roles
    deeds: Roles
    tolls: Roles
    lives: Roles
    suffering: Roles
    classes: Mapping[str, frozenset[str]]
    uncounted: frozenset[str]
    saying: frozenset[str]
    quantity_pattern: re.Pattern[str]
    bound_before: re.Pattern[str]
    bound_after: re.Pattern[str]


def count_words(lexicons: Lexicons) -> CountWords:
    """Index the words of counts; call it through `Lexicons.made`, which keeps the result."""
    quantities = {q.words.lower(): q for file in lexicons.files for q in file.quantities}
    bounds = {(b.after, w): str(b.kind) for file in lexicons.files for b in file.bounds for w in b.words}
    classes: dict[str, frozenset[str]] = defaultdict(frozenset)
    for file in lexicons.files:
        for name, members in file.count_words.items():
            classes[name] |= {member.lower() for member in members}
    roles: dict[str, dict[str, CountRole]] = defaultdict(dict)
    for fate in (fate for file in lexicons.files for fate in file.fates):
        for word in fate.words:
            roles[fate.use].update(dict.fromkeys(_forms(word) if fate.use in _VERBS else (word,), fate.role))
    uncounted = classes["uncounted"]
    scales = "dozen|hundred|thousand|million|billion"
    return CountWords(
        quantities, frozenset(words.split()[-1] for words in quantities), bounds, dict(_nouns(lexicons)),
        roles["object"], roles["subject"], roles["state"], roles["noun"], roles["toll"], roles["lives"],
        roles["suffer"], classes, uncounted | {_plural(word) for word in uncounted}, lexicons.saying,
        re.compile(rf"(?<![\w-])(?P<words>{_any(quantities)})(?: (?:of )?(?P<scale>{scales}))?(?!\w)", re.I),
        re.compile(rf"(?<![\w-])(?P<bound>{_any(w for after, w in bounds if not after)}) $", re.IGNORECASE),
        re.compile(rf" ?(?P<bound>{_any(w for after, w in bounds if after)})(?!\w)", re.IGNORECASE),
    )  # fmt: skip


def _any(words: Iterator[str] | Mapping[str, object]) -> str:
    """Return a pattern that matches any of the words, the longest first."""
    return alternation(sorted(words, key=lambda w: (-len(w), w)))


def _nouns(lexicons: Lexicons) -> Iterator[tuple[str, tuple[Counted, bool]]]:
    for entry in (entry for file in lexicons.files for entry in file.counted):
        for lemma in entry.lemmas:
            yield lemma.lower(), (entry, False)
            yield entry.plural.get(lemma, _plural(lemma)).lower(), (entry, True)


def _plural(noun: str) -> str:
    """Return the regular plural of a noun."""
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "z", "ch", "sh")) else "s")


def _forms(verb: str) -> tuple[str, ...]:
    """Return the regular forms of a verb; irregular ones are listed in the table."""
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        return verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"
    stem = verb[:-1] if verb.endswith("e") else verb
    return verb, _plural(verb), stem + "ed", stem + "ing"
