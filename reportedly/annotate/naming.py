"""Who is who in one document: mentions of sources gathered into sources.

Mentions come in reading order. A name joins the source of that name or surname; a definite phrase
("the analyst", "the sources") joins the latest source that it describes; a pronoun joins the latest
source that it can stand for. Moscow is a government only where the lexicon says so. What fits
nothing is a source of its own.
"""

from __future__ import annotations

import re

from reportedly.annotate.antecedents import by_description, by_pronoun, called, group_of, part, told_later
from reportedly.annotate.entry import BODIES, PEOPLE, Entry
from reportedly.annotate.mentions import PRESS, Mention
from reportedly.lexicon import Lexicons
from reportedly.shapes import SourceKind

_SUFFIX = re.compile(r",?\s+(?:Jr|Sr|II|III|IV)\.?$")


class Naming:
    """The sources of one document, asked mention by mention in reading order."""

    def __init__(self, lexicons: Lexicons) -> None:
        self.entries: list[Entry] = []
        self.publisher: Entry | None = None
        self._lexicons = lexicons
        self._recent: list[Entry] = []

    def resolve(
        self, mention: Mention, paragraph: int, speaker: Entry | None = None, aside: bool = False
    ) -> Entry | None:
        """Return the source that a mention means, made new where none fits.

        `speaker` is who utters the words that the mention stands in ("I" is he). `aside`: whoever is named
        beside or within what another says, of whom the text does not go on to speak. Null is returned for
        a pronoun that has nobody to stand for.
        """
        entry = self._find(mention, paragraph, speaker)
        if entry is None:
            if mention.pronoun is not None:
                return None
            entry = self._new(mention)
        if entry.affiliation is None and mention.owner in ("thing", "plural") and mention.role is not None:
            bodies = [e for e in self._latest() if e.kind not in PRESS]
            owner = by_pronoun(mention.owner, bodies, paragraph)
            if owner is not None and owner.named and owner.body and owner is not entry:
                entry.affiliation = owner.name
        if entry.affiliation is None and mention.of is not None:
            entry.affiliation = self._body(mention)
        self._learn(entry, mention, paragraph, aside)
        entry.spoke = entry.spoke or not aside
        entry.passing = False
        return entry

    def introduce(
        self, mention: Mention, paragraph: int, aside: bool = False, passing: bool = False
    ) -> Entry:
        """Take note of somebody named in passing, whom a later pronoun, surname or description may mean.

        `passing`: as an object, or a body; a pronoun rather means another.
        """
        entry = self._by_name(mention)
        if entry is None and mention.name is not None and mention.kind is SourceKind.ORGANIZATION:
            entry = called(mention.name, self._latest())
            if entry is not None:
                self._named(entry, mention)
        if entry is None and mention.name is None and (passing or mention.kind in BODIES):
            entry = by_description(mention, self._latest(), self._lexicons)
        if entry is None:
            entry = self._new(mention)
            entry.passing = passing
        elif passing:
            return entry
        entry.passing = entry.passing and passing
        self._learn(entry, mention, paragraph, aside or passing)
        return entry

    def _latest(self) -> list[Entry]:
        return self._recent[::-1]

    def press(self, name: str | None, kind: SourceKind, outlet: str | None = None) -> Entry:
        """Return the entry of an outlet or agency by its name as printed, and as the lexicon has it."""
        for entry in self.entries:
            if name is not None and (name == entry.name or (outlet is not None and outlet == entry.outlet)):
                entry.kind = kind
                return entry
        entry = Entry(
            name=name or "unknown publisher", kind=kind, evidence_kind=None, named=name is not None,
            head="", plural=False, outlet=outlet, key=f"outlet:{outlet}" if outlet else _named_key(name),
        )  # fmt: skip
        self.entries.append(entry)
        return entry

    def issuer(self, entry: Entry) -> Entry:
        """Take note of who issued the document, who is "we" in it; return the entry."""
        entry.key = _named_key(entry.name)
        self.entries.append(entry)
        self._recent.append(entry)
        self.publisher = entry
        return entry

    def _find(self, m: Mention, paragraph: int, speaker: Entry | None) -> Entry | None:
        if m.pronoun == "self":
            return speaker or self.publisher
        if m.ours and speaker is None:
            return self.publisher
        latest = self._latest()
        if m.pronoun is not None:
            return by_pronoun(m.pronoun, latest, paragraph)
        if m.member:
            return group_of(m, latest, paragraph)
        named = self._by_name(m)
        if named is not None or m.outlet is not None or m.metonym is not None:
            return named
        if m.name is not None:
            return called(m.name, latest) or told_later(m, latest, paragraph, self._lexicons)
        return self._by_surname(m) or by_description(m, latest, self._lexicons)

    def _by_name(self, m: Mention) -> Entry | None:
        key = _key(m)
        if key is None:
            return None
        for entry in self.entries:
            if entry.key == key:
                return entry
        if m.metonym is not None or m.name is None:
            return None
        for entry in reversed(self.entries):
            if entry.named and _same_name(entry, m):
                return entry
        return None

    def _body(self, m: Mention) -> str | None:
        """The body whose kind alone a post tells: "a ministry spokesman" after "the justice ministry"."""
        bodies = (e for e in self._latest() if e.kind in BODIES and e.head != "spokesman")
        fitting = (e for e in bodies if m.of == e.head or m.of in e.name.lower().split())
        return next((e.name for e in fitting if " " in e.name), None)

    def _by_surname(self, m: Mention) -> Entry | None:
        """A surname that is a noun too ("Sand said"): printed as a name, of somebody named before."""
        bare = m.words.removesuffix("'s").removesuffix("\u2019s")
        if not bare.isalpha() or not bare.istitle() or m.plural:
            return None
        people = (e for e in self._latest() if e.named and e.kind is SourceKind.PERSON)
        return next((e for e in people if " " in e.name and e.name.split()[-1] == bare), None)

    def _new(self, m: Mention) -> Entry:
        entry = Entry(
            name=_display(m), kind=m.kind, evidence_kind=m.evidence_kind,
            named=m.name is not None or m.metonym is not None, head=m.head, plural=m.plural,
            count=m.count, gender=m.gender, role=m.role, affiliation=m.affiliation,
            descriptors=m.descriptors, key=_key(m), vague=m.vague, journalist=m.journalist, silent=m.silent,
            outlet=m.outlet.name if m.outlet else None, country=_country(m),
        )  # fmt: skip
        self.entries.append(entry)
        return entry

    def _learn(self, entry: Entry, m: Mention, paragraph: int, aside: bool = False) -> None:
        if m.span not in entry.mentions:
            entry.mentions.append(m.span)
        entry.seen.append(paragraph)
        entry.sentence = m.sentence
        top = self._recent[-1] if self._recent else None
        self._recent = [e for e in self._recent if e is not entry]
        behind = aside and top is not None and top is not entry
        self._recent.insert(len(self._recent) - behind, entry)
        if m.pronoun is not None or m.member or m.ours:
            return
        if m.name is not None and not entry.named:
            self._named(entry, m)
        entry.silent = entry.silent or m.silent
        display = _display(m)
        fuller = len(display) > len(entry.name) and (m.name is not None) == entry.named
        if fuller and not (m.definite and not entry.named) and m.metonym is None and not part(m):
            entry.name = display
        plain = entry.kind in BODIES and not (entry.named or entry.descriptors) and m.name is None
        if plain and m.definite and display.lower().endswith(f" {entry.name.lower()}"):
            entry.name = display  # "the ministry", and a line below "the health ministry"
        if m.metonym is not None and m.metonym.name != entry.name:
            entry.name = m.metonym.name
        entry.role = entry.role or m.role
        entry.affiliation = entry.affiliation or m.affiliation
        entry.gender = entry.gender or m.gender
        entry.evidence_kind = entry.evidence_kind or m.evidence_kind
        if entry.count is None and entry.plural and not part(m):
            entry.count = m.count
        if len(m.descriptors) > len(entry.descriptors):
            entry.descriptors = m.descriptors
        if entry.kind is SourceKind.GROUP and m.kind is SourceKind.ANONYMOUS:
            entry.kind = m.kind
        if entry.kind is SourceKind.ORGANIZATION and m.kind is SourceKind.PERSON and m.role is not None:
            entry.kind = m.kind


    def _named(self, entry: Entry, m: Mention) -> None:
        """Give a description the name that it is told to bear."""
        entry.role = entry.role or (entry.name if entry.kind in PEOPLE else entry.head)
        entry.name, entry.named, entry.kind, entry.key = _display(m), True, m.kind, _key(m)


def _display(m: Mention) -> str:
    if m.metonym is not None:
        return m.metonym.name
    if m.outlet is None and m.name is not None:
        return m.name
    words = " ".join((m.printed or m.core).split())
    for article in ("The ", "the ", "An ", "an ", "A ", "a "):
        words = words.removeprefix(article)
    return words


def _key(m: Mention) -> str | None:
    if m.outlet is not None:
        return "outlet:" + m.outlet.name
    if m.metonym is not None:
        return "metonym:" + m.metonym.name
    return _named_key(m.name)


def _named_key(name: str | None) -> str | None:
    return "name:" + _fold(name) if name is not None else None


def _country(m: Mention) -> str | None:
    return m.metonym.country if m.metonym is not None else None


def _fold(name: str) -> str:
    name = _SUFFIX.sub("", name).replace("\u2019", "'")
    return re.sub(r"^(?:the)\s+", "", name.lower())


def _same_name(entry: Entry, m: Mention) -> bool:
    assert m.name is not None
    old, new = _fold(entry.name).split(), _fold(m.name).split()
    if not old or not new:
        return False
    if entry.kind is SourceKind.PERSON and (m.kind is SourceKind.PERSON or len(new) == 1):
        short, full = (new, old) if len(new) < len(old) else (old, new)
        # A surname, or a first name alone, stands for the full name; two full names must agree.
        return short[-1] == full[-1] and all(word in full for word in short)
    if entry.kind is SourceKind.PERSON or m.kind is SourceKind.PERSON:
        return False
    initials = "".join(w[0] for w in old if w not in ("of", "for", "the", "and", "in"))
    if len(new) == 1 and len(new[0]) > 2 and new[0] == initials:
        return True
    return len(new) < len(old) and (new == old[: len(new)] or new == old[-len(new) :] or new[0] in old[1:2])
