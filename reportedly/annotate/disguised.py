"""Names of a document that are written to look like others: rows in, what gives their names away out.

Looked at are the outlet, the authors, whoever speaks and whoever acts. A name that is cut where something
stands that cannot be seen is looked at as it is printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from reportedly.disguise import disguises, hides
from reportedly.lexicon import Lexicons
from reportedly.shapes import Disguise, Document, Entity, Source, Span

_LONGEST = 80
_PRINTED = re.compile(r"[\w\u00ad\u034f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]*")
_EDGES = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
"""At the edge of a name they are a habit of publishing systems."""


def disguised(
    document: Document, sources: Sequence[Source], entities: Sequence[Entity], lexicons: Lexicons
) -> tuple[Disguise, ...]:
    """Return what gives names away, name by name."""
    known = lexicons.known_names
    rows: list[Source | Entity] = [*sources, *entities]
    names = (document.outlet or "", *document.bylines, *(row.name for row in rows))
    found = {name: disguises(name, known) for name in dict.fromkeys(names)}
    for row in rows:
        printed = next(_as_printed(document.text, row.mentions), None)
        if printed is not None and not found[row.name]:
            found[row.name] = tuple(replace(why, name=row.name) for why in disguises(printed, known))
    return tuple(why for rules in found.values() for why in rules)


def _as_printed(text: str, mentions: Sequence[Span]) -> Iterator[str]:
    """Yield mentions with the rest of the words that they are cut from, where that hides something."""
    for start, end in mentions:
        before = _PRINTED.match(text[max(start - _LONGEST, 0) : start][::-1])
        after = _PRINTED.match(text, end, end + _LONGEST)
        if before is None or after is None:
            continue
        printed = text[start - before.end() : after.end()].strip(_EDGES)
        if hides(printed):
            yield printed
