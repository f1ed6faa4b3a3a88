"""A relation as found: cue, source and content as stretches of text, before anybody is named.

The rules of attribution give relations; naming, chains and factuality make statements of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.annotate.contents import to_spans
from reportedly.annotate.cues import Hit
from reportedly.annotate.parse import Paragraph
from reportedly.annotate.subjects import antecedent
from reportedly.forms import CueGroup
from reportedly.shapes import Act, EvidenceKind, Span

if TYPE_CHECKING:
    from reportedly.annotate.parse import Token


EXPLETIVE = {"it", "there"}
COLON = CueGroup(pos="phrase", act=Act.ASSERT, frames=("quote", "clause"), lemmas=(":",))
"""What a colon is as a cue: the mark itself, no word of the lexicon."""


@dataclass(frozen=True, slots=True)
class Relation:
    """One cue with its source and content.

    `head` is the cue's head word. `source_head` heads the source phrase, null where the text has
    none. `relays` are the heads of phrases naming those through whom it came, nearest the source
    first; `addressee` heads the phrase naming whom it was told. `direct` says that the content is a
    quotation found by its marks. `rule` names the rule that made it; `evidence` is the
    footing on which the network sees the source quoted. `means`: whom a pronoun for a source stands for.
    """

    rule: str
    paragraph: int
    group: CueGroup
    cue: tuple[Span, ...]
    head: Token
    source: tuple[Span, ...]
    source_head: Token | None
    content: tuple[Span, ...]
    direct: bool = False
    addressee: Token | None = None
    relays: tuple[Token, ...] = ()
    evidence: EvidenceKind | None = None
    means: Token | None = None


def relation_of(
    rule: str, index: int, paragraph: Paragraph, hit: Hit, speaker: Token | None,
    source: Sequence[Token], content: Sequence[Token], told: Token | None,
) -> Relation | None:  # fmt: skip
    """Make the relation of a cue, its source's phrase and its content's tokens; no content, no relation."""
    spans = to_spans(paragraph, content)
    if not spans:
        return None
    tokens = (*hit.tokens, *_governing_preposition(hit, content))
    if told is not None and source and told.i in {t.i for t in source}:
        told = None
    if hit.group.act is Act.ACCUSE:
        told = None  # who is accused is not whom it is told
    told = antecedent(told) if told is not None else None
    named: tuple[Span, ...] = (paragraph.span(source),) if source else ()
    return Relation(
        rule=rule, paragraph=index, group=hit.group, cue=_pieces(paragraph, tokens), head=hit.head,
        source=named, source_head=speaker, content=spans, addressee=told,
    )  # fmt: skip


def _governing_preposition(hit: Hit, content: Sequence[Token]) -> Sequence[Token]:
    """The preposition between a cue and its content ("called for talks") is part of the cue."""
    before = content[0].nbor(-1) if content[0].i > 0 else None
    if before is None or before.dep_ not in ("prep", "agent") or before.head.i != hit.head.i:
        return ()
    return () if before in hit.tokens or before.lower_ not in hit.group.prepositions else (before,)


def _pieces(paragraph: Paragraph, tokens: Sequence[Token]) -> tuple[Span, ...]:
    runs: list[list[Token]] = []
    for token in sorted(tokens, key=lambda t: t.i):
        if runs and token.i == runs[-1][-1].i + 1:
            runs[-1].append(token)
        else:
            runs.append([token])
    return tuple(paragraph.span(run) for run in runs)
