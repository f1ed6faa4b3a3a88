"""Who acts in the news of conflicts: the entries of the lexicon of actors, and the index of their names.

In come the `actors` and word sections of the lexicon files, metonyms, demonyms and outlets; out comes a
`Directory`: actors by id, names by their first word, the bodies of states, and who held an office when.
Every state has a government, a military and a police without an entry of their own.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict

from reportedly.disguise import hides
from reportedly.shapes import EntityKind, TieType

Body = Literal[
    "government", "military", "equipment", "police", "armed_group", "people", "bloc", "institution", "group"
]

WORD = re.compile(r"[^\W_]+")
_BODIES = (
    ("gov", EntityKind.GOVERNMENT, "Government of {}"),
    ("mil", EntityKind.MILITARY, "Armed forces of {}"),
    ("pol", EntityKind.GOVERNMENT, "Police and security services of {}"),
)
_KNOWN = {EntityKind.STATE, EntityKind.GOVERNMENT, EntityKind.MILITARY, EntityKind.BLOC}
SUFFIX = {"government": "gov", "military": "mil", "equipment": "mil", "police": "pol"}
_ARTICLED = {
    "ARE",
    "BHS",
    "CAF",
    "COD",
    "COG",
    "COM",
    "GMB",
    "GBR",
    "MDV",
    "MHL",
    "NLD",
    "PHL",
    "SLB",
    "USA",
    "DOM",
    "SYC",
}


Date = Annotated[str | None, BeforeValidator(lambda given: str(given) if type(given) is int else given)]
"""An EDTF date or null; YAML reads a bare year as a number."""


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=False)


class ActorRole(_Row):
    """An office that a person holds: what, of which actor, and from when to when (EDTF)."""

    role: str
    of: str
    start: str | None = None
    end: str | None = None

    def held(self, date: str) -> bool:
        """Whether the office was held on an EDTF date, both ends included."""
        if self.start and date < self.start and not self.start.startswith(date):
            return False
        return not self.end or date <= self.end or date.startswith(self.end) or self.end.startswith(date)


class Actor(_Row):
    """Somebody who acts. `short`: names that mean this actor only where it is named otherwise, too."""

    id: str
    name: str
    kind: EntityKind
    country: str | None = None
    aliases: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    part_of: str | None = None
    roles: tuple[ActorRole, ...] = ()


class Alignment(_Row):
    """How `left` stood to `right` (ids of actors), from and to which EDTF date, both included.

    No start: as far back as is known; no end: none known. `part_of` is a body that speaks for the other.
    """

    left: str
    relation: Literal["ally_of", "opposes", "part_of"]
    right: str
    start: Date = None
    end: Date = None

    def held(self, date: str | None) -> bool:
        """Whether it held on an EDTF date; without a date, whether it holds without bounds."""
        if date is None:
            return self.start is None and self.end is None
        return ActorRole(role="", of="", start=self.start, end=self.end).held(date)


class ActorHeads(_Row):
    """Nouns that name an actor by what it is ("troops", "rebels").

    `equipment` ("warplanes"), `institution` ("court") and `group` ("members") name nobody without a word
    that says whose.
    """

    body: Body
    lemmas: tuple[str, ...]


class Office(_Row):
    """Words that may name the holder of a role ("president", "leader")."""

    role: str
    words: tuple[str, ...]


class ActorWords(_Row):
    """Words by which actors are named without a name of their own.

    `acts`: nouns of doing ("Russian strikes" are Russia's). `place_nouns`: what is somewhere ("Syria's
    border"). `place_prepositions` and `going`: after them the name of a state is a place. `not_actors`: names
    that hold an actor's and are something else. `papers`: last words of names of papers, events and works.
    """

    heads: tuple[ActorHeads, ...] = ()
    offices: tuple[Office, ...] = ()
    acts: tuple[str, ...] = ()
    place_nouns: tuple[str, ...] = ()
    place_prepositions: tuple[str, ...] = ()
    going: tuple[str, ...] = ()
    not_actors: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()


class TieWords(_Row):
    """Words that say how the left stands to the right; `turned`: a suffix that ties its noun to the name."""

    tie: TieType
    form: Literal["noun", "verb", "adjective", "suffix", "prefix"]
    words: tuple[str, ...]
    prepositions: tuple[str, ...] = ()
    turned: bool = False


class ActorTables:
    """The words of all lexicon files, indexed: what nouns stand for and their lemmas, by lower-case form."""

    def __init__(self, sections: Sequence[ActorWords]) -> None:
        """Merge the sections; of a noun's two entries the first counts."""
        heads = [
            (form, lemma, g.body)
            for s in sections
            for g in s.heads
            for lemma in g.lemmas
            for form in plurals(lemma)
        ]
        self.heads: dict[str, Body] = {form: body for form, _, body in reversed(heads)}
        self.lemmas = {form: lemma for form, lemma, _ in reversed(heads)}
        self.acts = _lower(word for s in sections for word in s.acts)
        self.place_nouns = _lower(word for s in sections for word in s.place_nouns)
        self.place_prepositions = _lower(word for s in sections for word in s.place_prepositions)
        self.going = _lower(word for s in sections for word in s.going)
        self.papers = _lower(word for s in sections for word in s.papers)


class TieTables:
    """Words of ties by (form, lower-case word), and the words of each form."""

    def __init__(self, entries: Sequence[TieWords]) -> None:
        """Index the entries; a word may have several."""
        self.entries: dict[tuple[str, str], tuple[TieWords, ...]] = {}
        self.forms: dict[str, set[str]] = {
            form: set() for form in ("noun", "verb", "adjective", "suffix", "prefix")
        }
        for entry in entries:
            for word in entry.words:
                self.entries[entry.form, word] = (*self.entries.get((entry.form, word), ()), entry)
                self.forms[entry.form].add(word)


def _lower(words: Iterable[str]) -> frozenset[str]:
    return frozenset(word.lower() for word in words)


class NameKind(StrEnum):
    """How a name means its actor: always, only where named otherwise, as a place, as a people, not at all."""

    FULL = "full"
    SHORT = "short"
    PLACE = "place"
    DEMONYM = "demonym"
    OUTLET = "outlet"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Name:
    """A run of words that may name one of `actors` (ids); `words` as printed, `folded` for comparison."""

    kind: NameKind
    words: tuple[str, ...]
    folded: tuple[str, ...]
    actors: tuple[str, ...]
    label: str

    def fits(self, printed: list[str], headline: bool) -> bool:
        """Whether words of the same letters are also written like this name."""
        if self.kind is NameKind.DEMONYM:
            return printed[0][:1].isupper()
        for own, word in zip(self.words, printed, strict=True):
            if own.isupper() and len(own) > 1:
                if own != word:
                    return False
            elif own[:1].isupper() and not word[:1].isupper() and not (headline and word is not printed[0]):
                return False
        return True


def fold(word: str) -> str:
    """Return a word in lower case and without accents; one in disguise (`disguise.hides`) as it stands."""
    if word.isascii():
        return word.lower()
    if hides(word):
        return word
    plain = unicodedata.normalize("NFKD", word.replace("ı", "i").replace("İ", "I"))
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()


def plurals(lemma: str) -> tuple[str, ...]:
    """Return a noun's forms: as given and its regular plural."""
    if lemma.endswith("man"):
        return lemma, lemma[:-2] + "en"
    if lemma.endswith("y") and lemma[-2:-1] not in "aeiou":
        return lemma, lemma[:-1] + "ies"
    if lemma.endswith(("s", "x", "ch", "sh")):
        return lemma, lemma + "es"
    return {"child": ("child", "children")}.get(lemma, (lemma, lemma + "s"))


class Directory:
    """The actors, indexed by id and by name."""

    def __init__(
        self,
        actors: Iterable[Actor],
        metonyms: Iterable[tuple[str, tuple[str, ...], str | None]],
        demonyms: Mapping[str, str],
        outlets: Mapping[str, str],
        not_actors: Iterable[str],
        offices: Iterable[Office],
    ) -> None:
        """Index actors; `metonyms` are (name, aliases, country), `outlets` names by alias."""
        listed = {actor.id: actor for actor in actors}
        self.actors = {**{a.id: a for s in listed.values() for a in _bodies(s)}, **listed}
        self._states = {
            a.country: a for a in self.actors.values() if a.kind is EntityKind.STATE and a.part_of is None
        }
        self.states = frozenset(state.name for state in self._states.values())
        self._named = {name: a.id for a in self.actors.values() for name in (a.name, *a.aliases)}
        surnames = ((a.name.split()[-1], a.kind) for a in listed.values() if a.kind is EntityKind.PERSON)
        self.kinds = {**dict(surnames), **{name: self.actors[id_].kind for name, id_ in self._named.items()}}
        """What a name of an actor, or the surname of a person, names."""
        self.titles: dict[str, set[str]] = {}
        for office in offices:
            for word in office.words:
                self.titles.setdefault(word, set()).add(office.role)
        self.title_ends = {title.split()[-1] for title in self.titles}
        self._holders: dict[str, list[tuple[ActorRole, Actor]]] = {}
        for actor in self.actors.values():
            for role in actor.roles:
                self._holders.setdefault(role.of, []).append((role, actor))
        self.names: dict[str, list[Name]] = {}
        """Names by their first two words (or their only one), the longest first; `begins`: the first."""
        self._index(metonyms, demonyms, outlets, not_actors)
        self.begins = frozenset(key.split(" ", 1)[0] for key in self.names)

    def _index(
        self,
        metonyms: Iterable[tuple[str, tuple[str, ...], str | None]],
        demonyms: Mapping[str, str],
        outlets: Mapping[str, str],
        not_actors: Iterable[str],
    ) -> None:
        found: dict[tuple[NameKind, str], list[str]] = {}
        for actor in self.actors.values():
            for name in (actor.name, *actor.aliases):
                found.setdefault((NameKind.FULL, name), []).append(actor.id)
            for name in actor.short:
                found.setdefault((NameKind.SHORT, name), []).append(actor.id)
        for label, aliases, country in metonyms:
            actor_id = self._named.get(label) or self._by_metonym(country)
            for alias in aliases:
                if actor_id is not None and (NameKind.FULL, alias) not in found:
                    found.setdefault((NameKind.PLACE, alias), []).append(actor_id)
        for word, country_name in demonyms.items():
            state = self._named.get(country_name)
            found.setdefault((NameKind.DEMONYM, word), []).extend([state] if state else [])
        found |= {(NameKind.NONE, name): [] for name in not_actors}
        for alias in outlets:
            if (NameKind.FULL, alias) not in found:
                found[NameKind.OUTLET, alias] = []
        for (kind, text), ids in found.items():
            words = tuple(WORD.findall(text))
            folded = tuple(map(fold, words))
            label = outlets[text] if kind is NameKind.OUTLET else demonyms.get(text, text)
            self.names.setdefault(" ".join(folded[:2]), []).append(
                Name(kind, words, folded, tuple(ids), label)
            )
        order = list(NameKind)
        for names in self.names.values():
            names.sort(
                key=lambda n: (-len(n.folded), n.kind is not NameKind.NONE, order.index(n.kind), n.words)
            )

    def _by_metonym(self, country: str | None) -> str | None:
        """The government of the country whose seat, ministry or palace a metonym is, or null."""
        state = self._states.get(country)
        return f"{state.id}-gov" if state is not None else None

    def official(self, name: str) -> bool:
        """Whether a name is that of a state, its forces or a bloc, or of a person who held an office."""
        row = self.actors.get(self._named.get(name, ""))
        return row is not None and (row.kind in _KNOWN or bool(row.roles))

    def posts(self, name: str) -> frozenset[str]:
        """Return the nouns of the offices that a person of a name has held: "minister"."""
        row = self.actors.get(self._named.get(name, ""))
        return frozenset(role.role.split()[-1] for role in row.roles) if row is not None else frozenset()

    def nation(self, name: str) -> str | None:
        """Return the name of the state whose an actor of a name is, or null."""
        row = self.actors.get(self._named.get(name, ""))
        state = self._states.get(row.country) if row is not None and row.country else None
        return state.name if state is not None else None

    def body(self, state: str, body: str) -> Actor | None:
        """Return a state's government, military or police; null for what is no state."""
        return self.actors.get(f"{state}-{SUFFIX[body]}") if body in SUFFIX else None

    def state(self, actor: str | None) -> Actor | None:
        """Return the state that an actor is or is a body of, or null."""
        return self._state_of.get(actor or "")

    @cached_property
    def _state_of(self) -> dict[str, Actor]:
        found: dict[str, Actor] = {}
        for actor in self.actors.values():
            row, seen = actor, set[str]()
            while row.kind is not EntityKind.STATE and row.id not in seen:
                seen.add(row.id)
                row = self.actors.get(row.part_of or "", row)
            if row.kind is EntityKind.STATE:
                found[actor.id] = row
        return found

    def holders(self, word: str, of: str, date: str | None) -> list[Actor]:
        """Return those who held an office of an actor, which a word may name, on a date (or ever)."""
        roles = self.titles.get(word, set())
        held = [
            a
            for role, a in self._holders.get(of, ())
            if role.role in roles and (date is None or role.held(date))
        ]
        return list(dict.fromkeys(held))

    def led(self, person: str, date: str | None) -> Actor | None:
        """Return the one actor that a person held an office of on a date (within a year), or ever."""
        roles = self.actors[person].roles
        if date is not None:
            now = [r for r in roles if r.held(date)]
            roles = tuple(now or (r for r in roles if r.end and date[:4] <= str(int(r.end[:4]) + 1)))
        of = {role.of for role in roles}
        return self.actors.get(of.pop()) if len(of) == 1 else None


def _bodies(state: Actor) -> list[Actor]:
    if state.kind is not EntityKind.STATE or state.part_of is not None:
        return []
    name = f"the {state.name}" if state.country in _ARTICLED else state.name
    return [
        Actor(
            id=f"{state.id}-{suffix}",
            name=form.format(name),
            kind=kind,
            country=state.country,
            part_of=state.id if suffix == "gov" else f"{state.id}-gov",
        )
        for suffix, kind, form in _BODIES
    ]
