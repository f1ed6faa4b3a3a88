"""Tables of language and world knowledge, and the one loader that reads and checks them.

In come the YAML files under `lexicons/`, those of the user's folder (`settings.home`) and any others of
his own, in the same form; out comes one frozen `Lexicons`. Every file may hold any of the sections below.
An entry with the same key as an earlier file's replaces it; other entries are added.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeVar, cast

from reportedly.actors import ActorTables, Directory, TieTables
from reportedly.alternation import shortest, whole
from reportedly.disguise import Known
from reportedly.eventwords import EventIndex
from reportedly.forms import (
    CueGroup,
    HappeningWords,
    Hedge,
    Holiday,
    Metonym,
    Outlet,
    PlaceName,
    Role,
    TimeWords,
)  # fmt: skip
from reportedly.ids import canonical, sha256
from reportedly.lexiconfile import LexiconFile, parse, texts

T = TypeVar("T")


@dataclass(frozen=True)
class Lexicons:
    """All tables, indexed for use, with the SHA-256 of their canonical content."""

    files: tuple[LexiconFile, ...]
    sha256: str

    def _all(self, section: str) -> Iterator[object]:
        for file in self.files:
            yield from getattr(file, section)

    @cached_property
    def cues(self) -> dict[tuple[str, str], CueGroup]:
        """Cue groups by (part of speech, lemma)."""
        groups = (group for file in self.files for group in file.cues)
        return {(group.pos, lemma): group for group in groups for lemma in group.lemmas}

    @cached_property
    def cue_lemmas(self) -> frozenset[str]:
        """The first words of all cues."""
        return frozenset(words.split(" ", 1)[0] for _, words in self.cues)

    @cached_property
    def saying(self) -> frozenset[str]:
        """Lemmas of verbs that take both a quotation and a clause: the verbs of saying proper."""
        return frozenset(
            lemma
            for (pos, lemma), group in self.cues.items()
            if pos == "verb" and {"quote", "clause"} <= set(group.frames)
        )

    @cached_property
    def cue_verbs(self) -> frozenset[str]:
        """Lemmas of all verbs that may be cues."""
        return frozenset(lemma for pos, lemma in self.cues if pos == "verb")

    @cached_property
    def headline_words(self) -> frozenset[str]:
        """Single words of saying, hedging and sourcing, which a headline may write with a capital."""
        hedges = {words for words in self.hedges if " " not in words}
        plurals = {role + "s" for role in self.roles}
        verbs = {form for verb in self.cue_verbs for form in _inflected(verb)}
        return frozenset(_SMALL | verbs | hedges | self.vague_sources | plurals | self.roles.keys())

    @cached_property
    def phrases(self) -> dict[str, list[tuple[list[str], CueGroup]]]:
        """Cue phrases by their first word, each as its words and group, the longest first."""
        index: dict[str, list[tuple[list[str], CueGroup]]] = {}
        for (pos, lemma), group in self.cues.items():
            if pos == "phrase":
                parts = lemma.split()
                index.setdefault(parts[0], []).append((parts, group))
        for entries in index.values():
            entries.sort(key=lambda entry: -len(entry[0]))
        return index

    @cached_property
    def hedges(self) -> dict[str, Hedge]:
        """Hedges by their lower-case words."""
        return {hedge.words.lower(): hedge for file in self.files for hedge in file.hedges}

    @cached_property
    def hedge_index(self) -> dict[str, list[tuple[list[str], Hedge]]]:
        """Hedges by their first word, each as its words and entry, the longest first."""
        index: dict[str, list[tuple[list[str], Hedge]]] = {}
        for words, hedge in self.hedges.items():
            parts = words.split()
            index.setdefault(parts[0], []).append((parts, hedge))
        for entries in index.values():
            entries.sort(key=lambda entry: -len(entry[0]))
        return index

    @cached_property
    def outlets(self) -> dict[str, Outlet]:
        """Outlets and agencies by name and alias, as printed."""
        return {
            name: outlet
            for file in self.files
            for outlet in file.outlets
            for name in (outlet.name, *outlet.aliases)
        }

    @cached_property
    def outlet_pattern(self) -> re.Pattern[str]:
        """A pattern that finds any outlet's name or alias as whole words, the longest first."""
        names = sorted(self.outlets, key=lambda name: (-len(name), name))
        return whole(names)

    @cached_property
    def known_names(self) -> Known:
        """The names of outlets, agencies and actors, by what they look like."""
        actors = (name for a in self.actors.actors.values() for name in (a.name, *a.aliases))
        return Known([*self.outlets, *actors])

    @cached_property
    def metonyms(self) -> dict[str, Metonym]:
        """Government metonyms by alias, as printed."""
        return {alias: m for file in self.files for m in file.metonyms for alias in m.aliases}

    @cached_property
    def roles(self) -> dict[str, Role]:
        """Roles by lower-case lemma."""
        return {lemma: role for file in self.files for role in file.roles for lemma in role.lemmas}

    @cached_property
    def titles(self) -> frozenset[str]:
        """Titles before a name, lower-case, without full stops."""
        return self._words("titles")

    @cached_property
    def anonymity(self) -> frozenset[str]:
        """Words and phrases that say a source is not named."""
        return self._words("anonymity")

    @cached_property
    def unnamed(self) -> tuple[str, ...]:
        """Those of `anonymity` that hold no other: one of all is in a text where one of these is."""
        return shortest(self.anonymity)

    @cached_property
    def vague_sources(self) -> frozenset[str]:
        """Heads that name nobody: "reports", "rumours", "critics say" is not one."""
        return self._words("vague_sources")

    @cached_property
    def journalists(self) -> frozenset[str]:
        """Heads that make a person a link of the press: "reporter", "correspondent"."""
        return self._words("journalists")

    @cached_property
    def light_verbs(self) -> frozenset[str]:
        """Verbs that lend a noun of saying their subject: "raise" concerns, "issue" a denial."""
        return self._words("light_verbs")

    @cached_property
    def receiving_verbs(self) -> frozenset[str]:
        """Verbs by which somebody gets to know from somebody: "learn", "hear"."""
        return self._words("receiving_verbs")

    @cached_property
    def seeing_verbs(self) -> frozenset[str]:
        """Verbs by which a reporter is said to have been there: "see", "hear", "visit"."""
        return self._words("seeing_verbs")

    @cached_property
    def body_nouns(self) -> frozenset[str]:
        """Nouns that say of a named body what it is: after "the" they mean the one just spoken of."""
        return self._words("body_nouns")

    @cached_property
    def company_nouns(self) -> frozenset[str]:
        """The same of companies, which are no unions or parties."""
        return self._words("company_nouns")

    @cached_property
    def press_nouns(self) -> frozenset[str]:
        """Nouns that say of an outlet or agency what it is."""
        return self._words("press_nouns")

    @cached_property
    def state_nouns(self) -> frozenset[str]:
        """Nouns that say that a body is a state's."""
        return self._words("state_nouns")

    @cached_property
    def untrue_words(self) -> frozenset[str]:
        """Words by which an account is called untrue: "baseless", "a fabrication"."""
        return self._words("untrue_words")

    @cached_property
    def true_words(self) -> frozenset[str]:
        """Words by which an account is called true."""
        return self._words("true_words")

    @cached_property
    def accounts(self) -> frozenset[str]:
        """Nouns that stand for what somebody has said: "accusation", "version"."""
        return self._words("accounts")

    @cached_property
    def granting_verbs(self) -> frozenset[str]:
        """Verbs of a stance that take for granted what they are about, and of seeing: "regret", "watch"."""
        return self._words("granting_verbs")

    @cached_property
    def retracting_verbs(self) -> frozenset[str]:
        """Verbs by which somebody takes back what he said: "withdraw" a report."""
        return self._words("retracting_verbs")

    @cached_property
    def bodily_denials(self) -> frozenset[str]:
        """Verbs of denying that are done to things as well: "shot down" a rumour, a helicopter."""
        return self._words("bodily_denials")

    @cached_property
    def knowing_words(self) -> frozenset[str]:
        """Words of knowing and telling, which deny nothing where they are negated: "clear", "verify"."""
        return self._words("knowing_words")

    @cached_property
    def silences(self) -> frozenset[str]:
        """Ways of saying nothing: "declined to comment"."""
        return self._words("silences")

    @cached_property
    def documents(self) -> frozenset[str]:
        """Heads that are documents: "report", "statement", "study", "poll"."""
        return self._words("documents")

    @cached_property
    def idioms(self) -> dict[str, tuple[str, ...]]:
        """Verbs of saying with the objects and prepositions with which they say nothing."""
        return {verb: words for file in self.files for verb, words in file.idioms.items()}

    @cached_property
    def demonyms(self) -> dict[str, str]:
        """Country names by demonym, lower-case ("russian": "Russia")."""
        return {k.lower(): v for file in self.files for k, v in file.demonyms.items()}

    @cached_property
    def actors(self) -> Directory:
        """The actors, by id and by name; a later entry replaces one of the same id."""
        return Directory(
            (actor for file in self.files for actor in file.actors),
            ((m.name, m.aliases, m.country) for file in self.files for m in file.metonyms),
            self.demonyms,
            {alias: outlet.name for alias, outlet in self.outlets.items()},
            (name for file in self.files for name in file.actor_words.not_actors),
            (office for file in self.files for office in file.actor_words.offices),
        )

    @cached_property
    def actor_words(self) -> ActorTables:
        """Words by which actors are named without a name of their own."""
        return ActorTables([file.actor_words for file in self.files])

    @cached_property
    def ties(self) -> TieTables:
        """Words that say how two actors stand to each other."""
        return TieTables([entry for file in self.files for entry in file.ties])

    @cached_property
    def places(self) -> tuple[PlaceName, ...]:
        """Places by names of our own, in file order."""
        return tuple(place for file in self.files for place in file.places)

    @cached_property
    def place_abbreviations(self) -> dict[str, int]:
        """GeoNames ids by short form, as printed ("Tex.", "TX")."""
        return {k: v for file in self.files for k, v in file.place_abbreviations.items()}

    @cached_property
    def country_signs(self) -> dict[str, frozenset[str]]:
        """Countries (ISO 3166-1 alpha-3) by words of public life that are at home there, lower-case."""
        signs: dict[str, frozenset[str]] = {}
        for file in self.files:
            for country, words in file.country_signs.items():
                for word in words:
                    signs[word.lower()] = signs.get(word.lower(), frozenset()) | {country}
        return signs

    @cached_property
    def place_words(self) -> dict[str, frozenset[str]]:
        """Lower-case words that tell places from bodies and governments, by what they do."""
        lists: dict[str, frozenset[str]] = {}
        for file in self.files:
            for name, words in file.place_words.items():
                lists[name] = lists.get(name, frozenset()) | {word.lower() for word in words}
        return lists

    @cached_property
    def events(self) -> EventIndex:
        """Words that name events, by their heads."""
        return EventIndex(
            (entry for file in self.files for entry in file.events),
            {name: words for file in self.files for name, words in file.event_things.items()},
            self._words("event_support"),
            self._words("event_effect"),
            self._words("event_accidents"),
            {name: words for file in self.files for name, words in file.event_contexts.items()},
            (entry for file in self.files for entry in file.embeddings),
        )

    @cached_property
    def time_words(self) -> tuple[TimeWords, ...]:
        """Words of time, in file order; a later entry wins."""
        return tuple(entry for file in self.files for entry in file.time_words)

    @cached_property
    def holidays(self) -> dict[str, Holiday]:
        """Named days by name, as printed."""
        return {name: entry for file in self.files for entry in file.holidays for name in entry.names}

    @cached_property
    def happenings(self) -> dict[str, HappeningWords]:
        """Kinds of happening by name, in file order; a later entry wins."""
        return {entry.kind: entry for file in self.files for entry in file.happenings}

    @cached_property
    def _made(self) -> dict[Callable[[Lexicons], object], object]:
        return {}

    def made(self, make: Callable[[Lexicons], T]) -> T:
        """Return what a layer makes of the tables for its own use, made once."""
        if make not in self._made:
            self._made[make] = make(self)
        return cast(T, self._made[make])

    def _words(self, section: str) -> frozenset[str]:
        return frozenset(str(word).lower() for word in self._all(section))


_SMALL = frozenset(
    {
        "a", "an", "the", "this", "that", "it", "its", "his", "her", "their", "who", "not", "no",
        "is", "are", "was", "were", "be", "been", "has", "have", "had", "will", "would", "may",
        "might", "could", "can", "of", "in", "on", "at", "by", "for", "from", "to", "with", "after", "as",
        "over", "and", "or", "but", "if",
        "two", "three", "four", "five", "six",
    }
)  # fmt: skip
"""Words that a title writes small in running text."""


def _inflected(verb: str) -> tuple[str, ...]:
    """The regular forms of a verb: a rough net, for the case of headline words only."""
    stem = verb[:-1] if verb.endswith("e") else verb
    forms = (verb, verb + "s", verb + "es", stem + "ed", stem + "ing")
    return (*forms, verb[:-1] + "ies", verb[:-1] + "ied") if verb.endswith("y") else forms


@dataclass(frozen=True)
class Tables:
    """The texts of all tables by name, which are taken apart when they are first needed."""

    texts: tuple[tuple[str, str], ...]

    @cached_property
    def sha256(self) -> str:
        """The SHA-256 of the texts: quickly had, and another after every change, of a comment too."""
        return sha256("\0".join(text for _, text in self.texts).encode("utf-8", "surrogatepass"))

    @cached_property
    def lexicons(self) -> Lexicons:
        """The tables, taken apart and checked; raises `LexiconError` naming the entry."""
        files = tuple(parse(name, text) for name, text in self.texts)
        return Lexicons(files=files, sha256=sha256(canonical([file.model_dump_json() for file in files])))


def load(extra: Sequence[Path] = ()) -> Lexicons:
    """Read our tables, those of the user's folder, then `extra`; raise `LexiconError` naming the entry."""
    return tables(extra).lexicons


def tables(extra: Sequence[Path] = ()) -> Tables:
    """Read our tables, those of the user's folder, then `extra`, as texts; raise `LexiconError`."""
    return Tables(texts(extra))
