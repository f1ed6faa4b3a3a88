"""A relation as found: cue, source and content as stretches of text, before anybody is named.

The rules of attribution give relations; naming, chains and factuality make statements of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.lexicon import CueGroup
from reportedly.shapes import Act, Span

if TYPE_CHECKING:
    from reportedly.annotate.parse import Token


COLON = CueGroup(pos="phrase", act=Act.ASSERT, frames=("quote", "clause"), lemmas=(":",))
"""What a colon is as a cue: the mark itself, no word of the lexicon."""


@dataclass(frozen=True, slots=True)
class Relation:
    """One cue with its source and content.

    `head` is the cue's head word. `source_head` heads the source phrase, null where the text has
    none. `relays` are the heads of phrases naming those through whom it came, nearest the source
    first; `addressee` heads the phrase naming whom it was told. `direct` says that the content is a
    quotation found by its marks. `rule` names the rule that made it.
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
