"""Who plays a part in one document: actors being gathered, mention by mention, then frozen into entities.

Layers add mentions in any order; a token belongs to at most one mention that names by its head. Nothing
here knows language.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from reportedly.annotate.parse import Paragraph
from reportedly.ids import row_id
from reportedly.shapes import Entity, EntityKind, Span


@dataclass(slots=True, eq=False)
class Member:
    """An entity being gathered; `key` is what makes two mentions the same entity."""

    key: str
    name: str
    kind: EntityKind
    country: str | None = None
    actor: str | None = None
    mentions: list[Mention] = field(default_factory=list)


@dataclass(frozen=True, slots=True, eq=False)
class Mention:
    """Tokens `[first, last]` of a paragraph that name a member; `head` is the token that does."""

    member: Member
    paragraph: int
    first: int
    last: int
    head: int
    span: Span


class Cast:
    """The members of one document and which token means whom."""

    def __init__(self, paragraphs: Sequence[Paragraph], texts: Sequence[str]) -> None:
        """Begin with nobody on stage; `texts` are the paragraphs' words, as the parser saw them."""
        self.paragraphs, self.texts = paragraphs, texts
        self.members: dict[str, Member] = {}
        self.heads: dict[tuple[int, int], Member] = {}
        self.mentions: list[list[Mention]] = [[] for _ in paragraphs]

    def member(self, key: str, name: str, kind: EntityKind, country: str | None, actor: str | None) -> Member:
        """Return the member of a key, made new where there is none."""
        if key not in self.members:
            self.members[key] = Member(key, name, kind, country, actor)
        return self.members[key]

    def mention(
        self, member: Member, paragraph: int, first: int, last: int, head: int, span: Span | None = None
    ) -> None:
        """Say that tokens name a member; the same words twice count once."""
        page = self.paragraphs[paragraph]
        if span is None:
            span = Span(page.start(page.tokens[first]), page.end(page.tokens[last]))
        made = Mention(member, paragraph, first, last, head, span)
        if all(m.span != span or m.member is not member for m in self.mentions[paragraph]):
            self.mentions[paragraph].append(made)
            member.mentions.append(made)
        for i in range(first, last + 1):
            self.heads.setdefault((paragraph, i), member)
        self.heads[paragraph, head] = member

    def absorb(self, paragraph: int, first: int, last: int) -> None:
        """Take back the mention of exactly these tokens: they say whose, in a longer mention."""
        for mention in [m for m in self.mentions[paragraph] if (m.first, m.last) == (first, last)]:
            self.mentions[paragraph].remove(mention)
            mention.member.mentions.remove(mention)
            for i in range(first, last + 1):
                self.heads.pop((paragraph, i), None)

    def words(self, paragraph: int, span: Span) -> str:
        """Return the words of a stretch of a paragraph."""
        base = self.paragraphs[paragraph].base
        return self.texts[paragraph][span.start - base : span.end - base]

    def at(self, paragraph: int, token: int) -> Member | None:
        """Return whom a token means, or null."""
        return self.heads.get((paragraph, token))

    def before(
        self, paragraph: int, token: int, kinds: frozenset[EntityKind], back: int = 0
    ) -> Member | None:
        """Return the member of one of the kinds last named before a token, `back` paragraphs back at most."""
        for k in range(paragraph, max(-1, paragraph - back - 1), -1):
            here = [
                m for m in self.mentions[k] if m.member.kind in kinds and (k < paragraph or m.last < token)
            ]
            if here:
                return max(here, key=lambda m: m.head).member
        return None

    def freeze(self) -> dict[int, Entity]:
        """Return the entities by `id` of their member, in order of their first mention.

        Members of one kind and name in the very same words are one, whatever else they were taken for.
        """
        made: dict[int, Entity] = {}
        held: dict[str, Entity] = {}
        present = [m for m in self.members.values() if m.mentions]
        for member in sorted(present, key=lambda m: min((x.span.start, -x.span.end) for x in m.mentions)):
            spans = tuple(sorted({m.span for m in member.mentions}))
            own = row_id("ent", member.kind.value, member.name, *spans)
            row = Entity(own, member.name, member.kind, member.country, member.actor, spans)
            made[id(member)] = held.setdefault(own, row)
        return made
