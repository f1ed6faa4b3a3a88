"""One lexicon file: its sections, and the YAML that it is written in, where "no" is a word.

Paths go in and texts come out; in comes a text, and out a `LexiconFile`, checked entry by entry.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from importlib import resources
from pathlib import Path

import yaml
from pydantic import Field, ValidationError

from reportedly import settings
from reportedly.actors import Actor, ActorWords, Alignment, TieWords
from reportedly.errors import LexiconError
from reportedly.eventwords import Embedding, EventWords
from reportedly.forms import (
    Bound,
    Contrary,
    Counted,
    CueGroup,
    Entry,
    Fate,
    FurniturePattern,
    HappeningWords,
    Hedge,
    Holiday,
    Metonym,
    Outlet,
    PlaceName,
    Quantity,
    Role,
    TimeWords,
)  # fmt: skip


class Loader(yaml.CSafeLoader):
    """YAML in which "no", "on", "off", "yes" and dates are words: only true and false are truth values."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, form) for tag, form in resolvers if tag.rpartition(":")[2] not in ("bool", "timestamp")]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}
Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"(?:true|false)\Z"), list("tf"))


class LexiconFile(Entry):
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
    body_nouns: tuple[str, ...] = ()
    company_nouns: tuple[str, ...] = ()
    press_nouns: tuple[str, ...] = ()
    state_nouns: tuple[str, ...] = ()
    untrue_words: tuple[str, ...] = ()
    true_words: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()
    granting_verbs: tuple[str, ...] = ()
    retracting_verbs: tuple[str, ...] = ()
    bodily_denials: tuple[str, ...] = ()
    knowing_words: tuple[str, ...] = ()
    silences: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    idioms: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    demonyms: dict[str, str] = Field(default_factory=dict)
    furniture: tuple[FurniturePattern, ...] = ()
    time_words: tuple[TimeWords, ...] = ()
    holidays: tuple[Holiday, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    bounds: tuple[Bound, ...] = ()
    counted: tuple[Counted, ...] = ()
    fates: tuple[Fate, ...] = ()
    count_words: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    actors: tuple[Actor, ...] = ()
    actor_words: ActorWords = ActorWords()
    ties: tuple[TieWords, ...] = ()
    places: tuple[PlaceName, ...] = ()
    place_abbreviations: dict[str, int] = Field(default_factory=dict)
    country_signs: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    place_words: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    events: tuple[EventWords, ...] = ()
    event_things: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    event_support: tuple[str, ...] = ()
    event_effect: tuple[str, ...] = ()
    event_accidents: tuple[str, ...] = ()
    event_contexts: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    embeddings: tuple[Embedding, ...] = ()
    happenings: tuple[HappeningWords, ...] = ()
    contraries: tuple[Contrary, ...] = ()
    alignments: tuple[Alignment, ...] = ()
    origin_words: dict[str, tuple[str, ...]] = Field(default_factory=dict)


def parse(name: str, text: str) -> LexiconFile:
    """Read one file's sections; raise `LexiconError` naming file and entry."""
    try:
        return LexiconFile.model_validate(yaml.load(text, Loader=Loader) or {})
    except yaml.YAMLError as error:
        raise LexiconError(f"{name}: not YAML: {' '.join(str(error).split())}") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise LexiconError(
            f"{name}: entry {where}: {first['msg']}; see docs/lexicons.md for the form"
        ) from error


def texts(extra: Sequence[Path] = ()) -> tuple[tuple[str, str], ...]:
    """Return our files, those of the user's folder, then `extra`, by name; raise `LexiconError`."""
    ours = resources.files("reportedly") / "lexicons"
    found = sorted((p.name, p.read_text("utf-8")) for p in ours.iterdir() if p.name.endswith(".yaml"))
    for path in (*settings.own_lexicons(), *extra):
        try:
            found.append((str(path), path.read_text(encoding="utf-8")))
        except (OSError, UnicodeDecodeError) as error:
            raise LexiconError(f"{path}: cannot read this lexicon: {error}") from error
    return tuple(found)
