"""Tables of language and world knowledge, and the one loader that reads and checks them.

In come the YAML files under `lexicons/` and any files of the user's own, in the same form; out
comes one frozen `Lexicons`. Every file may hold any of the sections below. A user's entry with the
same key as one of ours replaces it; other entries are added.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib import resources
from pathlib import Path
from typing import Literal, Self

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from reportedly.actors import Actor, ActorHeads, Body, Directory, Office, plurals
from reportedly.errors import LexiconError
from reportedly.eventwords import Embedding, EventIndex, EventWords
from reportedly.ids import canonical, sha256
from reportedly.shapes import Act, EvidenceKind, FactualityValue, FurnitureKind, MarkKind, SourceKind, TieType

Frame = Literal["quote", "clause", "infinitive", "object", "gerund", "preposition"]


class _Loader(yaml.CSafeLoader):
    """YAML in which "no", "on", "off", "yes" and dates are words: only true and false are truth values."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, form) for tag, form in resolvers if tag.rpartition(":")[2] not in ("bool", "timestamp")]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"(?:true|false)\Z"), list("tf"))


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=False)


class CueGroup(_Entry):
    """Cue words of one part of speech that share an act and the frames that their content takes.

    `pos`: verb, noun ("claim", "accusation"), adjective ("adamant"), or phrase ("according to").
    `frames`: quote (a quotation), clause (that, whether, how, or a bare clause), infinitive ("vowed
    to fight"), object ("criticised the plan"), gerund ("denied taking part"), preposition ("called
    for talks"; `prepositions` lists which). `value`: how surely the cue's subject stands by the
    content (FactBank). `raising`: "is said to", "is believed to" leave the source unnamed.
    """

    pos: Literal["verb", "noun", "adjective", "phrase"]
    act: Act
    frames: tuple[Frame, ...]
    lemmas: tuple[str, ...]
    value: FactualityValue = FactualityValue.CERTAIN
    prepositions: tuple[str, ...] = ()
    raising: bool = False


class Hedge(_Entry):
    """Words that lower certainty. `hearsay`: they also say that somebody unnamed says it."""

    words: str
    kind: MarkKind
    value: FactualityValue
    hearsay: bool = False


class Outlet(_Entry):
    """A publisher of news; `kind` agency sells to other outlets. `aliases` are as printed."""

    name: str
    kind: Literal["agency", "outlet"]
    aliases: tuple[str, ...] = ()
    country: str | None = None
    state: bool = False
    domains: tuple[str, ...] = ()


class Metonym(_Entry):
    """Place or building names that stand for a government or ministry ("the Kremlin")."""

    name: str
    aliases: tuple[str, ...]
    country: str | None = None


class Role(_Entry):
    """Head nouns that say what somebody is ("spokesman", "analyst", "resident")."""

    kind: SourceKind
    evidence_kind: EvidenceKind | None
    lemmas: tuple[str, ...]


class TieWords(_Entry):
    """Words that say how the left stands to the right; `turned`: a suffix that ties its noun to the name."""

    tie: TieType
    form: Literal["noun", "verb", "adjective", "suffix", "prefix"]
    words: tuple[str, ...]
    prepositions: tuple[str, ...] = ()
    turned: bool = False


class FurniturePattern(_Entry):
    """A regular expression that a whole line of page matter matches (`re.IGNORECASE`, `fullmatch`)."""

    kind: FurnitureKind
    language: str
    pattern: str

    @model_validator(mode="after")
    def _compiles(self) -> Self:
        try:
            re.compile(self.pattern)
        except re.error as error:
            raise ValueError(f"not a regular expression: {self.pattern!r}: {error}") from error
        return self


class _File(_Entry):
    """One lexicon file: any of the sections."""

    cues: tuple[CueGroup, ...] = ()
    hedges: tuple[Hedge, ...] = ()
    outlets: tuple[Outlet, ...] = ()
    metonyms: tuple[Metonym, ...] = ()
    roles: tuple[Role, ...] = ()
    titles: tuple[str, ...] = ()
    anonymity: tuple[str, ...] = ()
    vague_sources: tuple[str, ...] = ()
    journalists: tuple[str, ...] = ()
    light_verbs: tuple[str, ...] = ()
    receiving_verbs: tuple[str, ...] = ()
    seeing_verbs: tuple[str, ...] = ()
    silences: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    demonyms: dict[str, str] = Field(default_factory=dict)
    furniture: tuple[FurniturePattern, ...] = ()
    actors: tuple[Actor, ...] = ()
    actor_heads: tuple[ActorHeads, ...] = ()
    offices: tuple[Office, ...] = ()
    actor_acts: tuple[str, ...] = ()
    place_nouns: tuple[str, ...] = ()
    place_prepositions: tuple[str, ...] = ()
    going: tuple[str, ...] = ()
    not_actors: tuple[str, ...] = ()
    ties: tuple[TieWords, ...] = ()
    events: tuple[EventWords, ...] = ()
    event_things: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    event_support: tuple[str, ...] = ()
    event_effect: tuple[str, ...] = ()
    event_accidents: tuple[str, ...] = ()
    event_contexts: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    embeddings: tuple[Embedding, ...] = ()


@dataclass(frozen=True)
class Lexicons:
    """All tables, indexed for use, with the SHA-256 of their canonical content."""

    files: tuple[_File, ...]
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
        return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, names or ["(?!)"])) + r")(?!\w)")

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
    def silences(self) -> frozenset[str]:
        """Ways of saying nothing: "declined to comment"."""
        return self._words("silences")

    @cached_property
    def documents(self) -> frozenset[str]:
        """Heads that are documents: "report", "statement", "study", "poll"."""
        return self._words("documents")

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
            (name for file in self.files for name in file.not_actors),
            (office for file in self.files for office in file.offices),
        )

    @cached_property
    def actor_heads(self) -> dict[str, Body]:
        """What nouns that name an actor stand for, by lower-case singular and plural."""
        groups = [group for file in self.files for group in file.actor_heads]
        return {form: g.body for g in reversed(groups) for lemma in g.lemmas for form in plurals(lemma)}

    @cached_property
    def actor_acts(self) -> frozenset[str]:
        """Nouns of doing: "Russian strikes" are Russia's."""
        return self._words("actor_acts")

    @cached_property
    def place_nouns(self) -> frozenset[str]:
        """Nouns that make the name of a state a place: "Syria's border"."""
        return self._words("place_nouns")

    @cached_property
    def place_prepositions(self) -> frozenset[str]:
        """Prepositions after which the name of a state is a place."""
        return self._words("place_prepositions")

    @cached_property
    def going(self) -> frozenset[str]:
        """Lemmas of verbs and nouns of going, whose object is a place."""
        return self._words("going")

    @cached_property
    def ties(self) -> dict[tuple[str, str], tuple[TieWords, ...]]:
        """Words of ties by (form, lower-case word or lemma)."""
        index: dict[tuple[str, str], tuple[TieWords, ...]] = {}
        for entry in (entry for file in self.files for entry in file.ties):
            for word in entry.words:
                index[entry.form, word] = (*index.get((entry.form, word), ()), entry)
        return index

    @cached_property
    def tie_forms(self) -> dict[str, frozenset[str]]:
        """The words of each form of tie."""
        forms = {form for form, _ in self.ties}
        return {form: frozenset(word for f, word in self.ties if f == form) for form in forms}

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
    def furniture(self) -> tuple[tuple[FurniturePattern, re.Pattern[str]], ...]:
        """Furniture patterns, compiled, in file order."""
        return tuple(
            (entry, re.compile(entry.pattern, re.IGNORECASE))
            for file in self.files
            for entry in file.furniture
        )

    def _words(self, section: str) -> frozenset[str]:
        return frozenset(str(word).lower() for word in self._all(section))


_SMALL = frozenset(
    [
        *("a", "an", "the", "this", "that", "it", "its", "his", "her", "their", "who", "not", "no"),
        *("is", "are", "was", "were", "be", "been", "has", "have", "had"),
        *("will", "would", "may", "might", "could", "can"),
        *(
            "of",
            "in",
            "on",
            "at",
            "by",
            "for",
            "from",
            "to",
            "with",
            "after",
            "as",
            "over",
            "and",
            "or",
            "but",
            "if",
        ),
        *("two", "three", "four", "five", "six"),
    ]
)
"""Words that a title writes small in running text."""


def _inflected(verb: str) -> tuple[str, ...]:
    """The regular forms of a verb: a rough net, for the case of headline words only."""
    stem = verb[:-1] if verb.endswith("e") else verb
    forms = (verb, verb + "s", verb + "es", stem + "ed", stem + "ing")
    return (*forms, verb[:-1] + "ies", verb[:-1] + "ied") if verb.endswith("y") else forms


def load(extra: Sequence[Path] = ()) -> Lexicons:
    """Read our tables and then the user's; raise `LexiconError` naming file and entry."""
    folder = resources.files("reportedly") / "lexicons"
    ours = sorted((p for p in folder.iterdir() if p.name.endswith(".yaml")), key=lambda p: p.name)
    texts = [(path.name, path.read_text(encoding="utf-8")) for path in ours]
    for path in extra:
        try:
            texts.append((str(path), path.read_text(encoding="utf-8")))
        except (OSError, UnicodeDecodeError) as error:
            raise LexiconError(f"{path}: cannot read this lexicon: {error}") from error
    files = tuple(_parse(name, text) for name, text in texts)
    content = canonical([file.model_dump_json() for file in files])
    return Lexicons(files=files, sha256=sha256(content))


def _parse(name: str, text: str) -> _File:
    try:
        return _File.model_validate(yaml.load(text, Loader=_Loader) or {})
    except yaml.YAMLError as error:
        raise LexiconError(f"{name}: not YAML: {' '.join(str(error).split())}") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise LexiconError(
            f"{name}: entry {where}: {first['msg']}; see docs/lexicons.md for the form"
        ) from error
