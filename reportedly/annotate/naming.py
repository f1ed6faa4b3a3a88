"""Who is who in one document: mentions of sources gathered into sources.

Mentions come in reading order. A name joins the source of that name or surname; a definite phrase
("the analyst", "the sources") joins the latest source that it describes; a pronoun joins the latest
source that it can stand for. Moscow is a government only where the lexicon says so. What fits
nothing is a source of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from reportedly.annotate.mentions import Mention
from reportedly.shapes import EvidenceKind, SourceKind, Span

_PEOPLE = {SourceKind.PERSON, SourceKind.ANONYMOUS, SourceKind.ACCOUNT}
_BODIES = {SourceKind.ORGANIZATION, SourceKind.OUTLET, SourceKind.AGENCY, SourceKind.DOCUMENT}
_BACK = 4
"""How many paragraphs back a pronoun looks for whom it means."""
_SUFFIX = re.compile(r",?\s+(?:Jr|Sr|II|III|IV)\.?$")


@dataclass(slots=True)
class Entry:
    """A source being gathered: grows while a document is read, frozen into a `Source` at its end."""

    name: str
    kind: SourceKind
    evidence_kind: EvidenceKind | None
    named: bool
    head: str
    plural: bool
    count: int | None = None
    gender: str | None = None
    role: str | None = None
    affiliation: str | None = None
    descriptors: tuple[str, ...] = ()
    key: str | None = None
    vague: bool = False
    journalist: bool = False
    outlet: str | None = None
    country: str | None = None
    relays: tuple[Entry, ...] = ()
    relayed: int = 0
    mentions: list[Span] = field(default_factory=list)
    seen: list[int] = field(default_factory=list)


class Naming:
    """The sources of one document, asked mention by mention in reading order."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self._recent: list[Entry] = []

    def resolve(self, mention: Mention, paragraph: int, speaker: Entry | None = None) -> Entry | None:
        """Return the source that a mention means, made new where none fits.

        `speaker` is who utters the words that the mention stands in ("I" is he); null is returned
        for a pronoun that has nobody to stand for.
        """
        entry = self._find(mention, paragraph, speaker)
        if entry is None:
            if mention.pronoun is not None:
                return None
            entry = self._new(mention)
        self._learn(entry, mention, paragraph)
        return entry

    def introduce(self, mention: Mention, paragraph: int) -> Entry:
        """Take note of somebody named in passing, whom a later pronoun or surname may mean."""
        entry = self._by_name(mention) or self._new(mention)
        self._learn(entry, mention, paragraph)
        return entry

    def press(self, name: str | None, kind: SourceKind, outlet: str | None = None) -> Entry:
        """Return the entry of an outlet or agency by its name as printed, and as the lexicon has it."""
        for entry in self.entries:
            if name is not None and (name == entry.name or (outlet is not None and outlet == entry.outlet)):
                entry.kind = kind
                return entry
        entry = Entry(
            name=name or "unknown publisher", kind=kind, evidence_kind=None, named=name is not None,
            head="", plural=False, outlet=outlet, key=f"outlet:{outlet}" if outlet else None,
        )  # fmt: skip
        self.entries.append(entry)
        return entry

    def _find(self, m: Mention, paragraph: int, speaker: Entry | None) -> Entry | None:
        if m.pronoun == "self":
            return speaker
        if m.pronoun is not None:
            return self._by_pronoun(m.pronoun, paragraph)
        named = self._by_name(m)
        if named is not None or m.name is not None or m.outlet is not None or m.metonym is not None:
            return named
        return self._by_description(m)

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

    def _by_description(self, m: Mention) -> Entry | None:
        """As in "the analyst", "the sources", "one of the unnamed sources", "the second source"."""
        for entry in reversed(self._recent):
            if entry.vague or m.vague:
                if entry.vague and m.vague and entry.head == m.head:
                    return entry
                continue
            described = _describes(m, entry)
            if described and (m.definite or _same_group(m, entry)):
                return entry
        return None

    def _by_pronoun(self, pronoun: str, paragraph: int) -> Entry | None:
        for entry in reversed(self._recent):
            if entry.seen and paragraph - entry.seen[-1] > _BACK:
                continue
            if pronoun in ("male", "female"):
                other = {"male": "female", "female": "male"}[pronoun]
                if entry.kind in _PEOPLE and not entry.plural and entry.gender != other:
                    entry.gender = pronoun
                    return entry
            elif (pronoun == "plural" and (entry.plural or entry.kind is SourceKind.GROUP)) or (
                pronoun == "thing" and entry.kind in _BODIES
            ):
                return entry
        if pronoun == "plural":
            return next((e for e in reversed(self._recent) if e.kind in _BODIES), None)
        return None

    def _new(self, m: Mention) -> Entry:
        entry = Entry(
            name=_display(m), kind=m.kind, evidence_kind=m.evidence_kind,
            named=m.name is not None or m.metonym is not None, head=m.head, plural=m.plural,
            count=m.count, gender=m.gender, role=m.role, affiliation=m.affiliation,
            descriptors=m.descriptors, key=_key(m), vague=m.vague, journalist=m.journalist,
            outlet=m.outlet.name if m.outlet else None, country=_country(m),
        )  # fmt: skip
        self.entries.append(entry)
        return entry

    def _learn(self, entry: Entry, m: Mention, paragraph: int) -> None:
        if m.span not in entry.mentions:
            entry.mentions.append(m.span)
        entry.seen.append(paragraph)
        if entry in self._recent:
            self._recent.remove(entry)
        self._recent.append(entry)
        if m.pronoun is not None:
            return
        display = _display(m)
        fuller = len(display) > len(entry.name) and (m.name is not None) == entry.named
        if fuller and not (m.definite and not entry.named) and m.metonym is None and not _part(m):
            entry.name = display
        if m.metonym is not None and m.metonym.name != entry.name:
            entry.name = m.metonym.name
        entry.role = entry.role or m.role
        entry.affiliation = entry.affiliation or m.affiliation
        entry.gender = entry.gender or m.gender
        entry.evidence_kind = entry.evidence_kind or m.evidence_kind
        if entry.count is None and entry.plural and not _part(m):
            entry.count = m.count
        if len(m.descriptors) > len(entry.descriptors):
            entry.descriptors = m.descriptors
        if entry.kind is SourceKind.GROUP and m.kind is SourceKind.ANONYMOUS:
            entry.kind = m.kind
        if entry.kind is SourceKind.ORGANIZATION and m.kind is SourceKind.PERSON and m.role is not None:
            entry.kind = m.kind


def _display(m: Mention) -> str:
    if m.metonym is not None:
        return m.metonym.name
    if m.outlet is None and m.name is not None:
        return m.name
    words = " ".join(((m.outlet and m.words) or m.core).split())
    for article in ("The ", "the ", "An ", "an ", "A ", "a "):
        words = words.removeprefix(article)
    return words


def _key(m: Mention) -> str | None:
    if m.outlet is not None:
        return "outlet:" + m.outlet.name
    if m.metonym is not None:
        return "metonym:" + m.metonym.name
    return "name:" + _fold(m.name) if m.name is not None else None


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


def _describes(m: Mention, entry: Entry) -> bool:
    if entry.named:
        role = (entry.role or "").lower().split()
        if m.plural != entry.plural and entry.kind is SourceKind.PERSON:
            return False
        name = _fold(entry.name).split()
        if entry.kind is SourceKind.PERSON:
            return m.head in role
        if m.head in name:
            return True
        return entry.kind in _BODIES and m.head in ("agency", "group", "organization", "organisation")
    if m.head != entry.head:
        return False
    if entry.plural and not m.plural and not entry.count:
        return False
    return _compatible(m, entry)


def _same_group(m: Mention, entry: Entry) -> bool:
    """Whether an indefinite phrase describes a group spoken of before, not another one."""
    if entry.named or m.head != entry.head or entry.kind is not SourceKind.ANONYMOUS:
        return False
    if _part(m):
        return entry.plural
    return m.plural and entry.plural and bool(set(_low(m.descriptors)) & set(_low(entry.descriptors)))


def _part(m: Mention) -> bool:
    """As in "one of the sources", "another source", "the second source": a member of a group."""
    return bool(re.match(r"(?:one|two|three|another|both|some|several)\b.*\bof\b", m.words.lower())) or bool(
        re.match(r"(?:the )?(?:first|second|third|fourth|other)\b|another\b", m.words.lower())
    )


def _compatible(m: Mention, entry: Entry) -> bool:
    if m.plural and entry.plural and m.count and entry.count and m.count != entry.count and not _part(m):
        return False
    if m.affiliation and entry.affiliation and m.affiliation != entry.affiliation:
        return False
    ordinal = {"first", "second", "third", "fourth", "other", "unnamed", "anonymous"}
    new, old = set(_low(m.descriptors)) - ordinal, set(_low(entry.descriptors)) - ordinal
    return not new or not old or bool(new & old)


def _low(words: Sequence[str]) -> list[str]:
    return [word.lower() for word in words]
