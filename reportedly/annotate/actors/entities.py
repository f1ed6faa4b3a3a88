"""All who act in a document: parsed paragraphs, lexicons and sources in, entities once each out.

The order: names that the lexicon knows, names that the parser and the sources know, holders of
offices, bodies and groups named by a noun, peoples. `roster` gives the entities with the look-up
from words to them.
"""

from __future__ import annotations

from collections.abc import Sequence

from reportedly.annotate.actors.bodies import Bodies
from reportedly.annotate.actors.cast import Cast
from reportedly.annotate.actors.known import Known
from reportedly.annotate.actors.officers import Officers
from reportedly.annotate.actors.roster import Roster
from reportedly.annotate.actors.strangers import meet
from reportedly.annotate.parse import Paragraph
from reportedly.lexicon import Lexicons
from reportedly.shapes import Entity, Source, Span


def roster(
    paragraphs: Sequence[Paragraph],
    lexicons: Lexicons,
    sources: Sequence[Source] = (),
    published: str | None = None,
    places: Sequence[Span] = (),
) -> Roster:
    """Return the roster of a document; `published` is its date (EDTF), by which offices are filled.

    `places`: stretches of text that are known to name places, and so nobody whom the lexicon does not know.
    """
    date = published[:10] if published else None
    known = Known(paragraphs, lexicons, date)
    cast = Cast(paragraphs, known.texts)
    known.play(cast)
    meet(cast, known, sources, places)
    officers = Officers(cast, known)
    officers.offices()
    Bodies(cast, known).play()
    officers.peoples()
    return Roster(cast)


def entities(
    paragraphs: Sequence[Paragraph],
    lexicons: Lexicons,
    sources: Sequence[Source] = (),
    published: str | None = None,
    places: Sequence[Span] = (),
) -> tuple[Entity, ...]:
    """Return all actors that a document mentions, in order of their first mention."""
    return roster(paragraphs, lexicons, sources, published, places).entities
