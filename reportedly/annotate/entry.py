"""A source being gathered: what the mentions of it, met one by one, come to."""

from __future__ import annotations

from dataclasses import dataclass, field

from reportedly.shapes import EvidenceKind, SourceKind, Span

PEOPLE = {SourceKind.PERSON, SourceKind.ANONYMOUS, SourceKind.ACCOUNT}
BODIES = {SourceKind.ORGANIZATION, SourceKind.OUTLET, SourceKind.AGENCY, SourceKind.DOCUMENT}


@dataclass(slots=True)
class Entry:
    """A source being gathered: grows while a document is read, frozen into a `Source` at its end.

    `silent`: does not want to be named. `seen` are the paragraphs in which it is mentioned, `sentence` is
    where the last one's sentence begins. `spoke`: it was not only named in passing. `passing`: it was only an
    object so far, or a body; no pronoun means it where it can mean another. `witness_for`: the outlet or
    agency whose reporter it is that saw something himself.
    """

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
    silent: bool = False
    outlet: str | None = None
    country: str | None = None
    relays: tuple[Entry, ...] = ()
    relayed: int = 0
    mentions: list[Span] = field(default_factory=list)
    seen: list[int] = field(default_factory=list)
    sentence: int = 0
    spoke: bool = False
    passing: bool = False
    witness_for: Entry | None = None

    @property
    def group(self) -> bool:
        """Whether it is several persons."""
        return self.plural or (self.kind is SourceKind.GROUP and (self.count or 1) > 1)

    @property
    def person(self) -> bool:
        """Whether it may be one person."""
        return self.kind in PEOPLE and not self.plural and (self.count or 1) == 1

    @property
    def body(self) -> bool:
        """Whether it is one body, outlet or writing: what "it" may stand for."""
        return self.kind in BODIES or (self.kind is SourceKind.GROUP and not self.plural)
